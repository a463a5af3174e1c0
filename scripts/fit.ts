import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { isMet } from '../src/context/classify.ts';
import { KINDS, type Kind } from '../src/context/model.ts';
import { createFacts } from '../src/facts/facts.ts';
import { createSource } from '../src/facts/source.ts';
import type { Repository } from '../src/repository/repository.ts';
import { openWorkTree } from '../src/repository/work-tree.ts';
import type { Catalogue } from '../src/rules/catalogue.ts';
import { compileCatalogue } from '../src/rules/compile.ts';
import { createEvaluation } from '../src/rules/evaluation.ts';
import { soughtBy } from '../src/rules/sought.ts';
import { foldsByOwner, optionValues, readSamples, type Sample } from './labels.ts';
import { type Model, predict, type TrainingSample, train } from './logistic.ts';
import { readStories } from './stories.ts';

/* Estimates the weights of rules/contexts.yaml from labelled repositories:
   npm run fit -- --labels FILE [--labels FILE …] --checkouts DIR [--score FILE] [--features CACHE] [--stories FILE] [--update]
   [--strength NUMBER] [--write]
   Cross-validated by owner: an organisation is never on both sides. --score names the label file on which the cross-validated
   figures are reported (all by default); the others only train. --update draws to the weights that stand in the file instead of to zero: labels that are
   gone keep their say. Then only figures on labels that these weights never saw count. --stories names a list of made-up trees
   (fixtures/stories.yaml) that must still be judged as they are told: they pull at the weights as long as they are not, and count in no
   figure. --strength leaves out the search for the strength of the penalty. Without --write nothing is changed. */

const MODEL_FILE = 'rules/contexts.yaml';
const STORIES_SHOWN = 20;
const STRENGTHS = [0.004, 0.006, 0.01, 0.015, 0.025, 0.04, 0.1, 0.2, 0.4];

interface Row extends TrainingSample {
  readonly repo: string;
  readonly owner: string;
  readonly acceptable: readonly Kind[];
}

const labelFiles = optionValues('labels');
const scoreFiles = optionValues('score');
const samples = readSamples(labelFiles, optionValues('checkouts'));
if (samples.length === 0) {
  console.error(
    'usage: npm run fit -- --labels FILE --checkouts DIR [--score FILE] [--features CACHE] [--stories FILE] [--update] [--strength NUMBER] [--write]',
  );
  process.exit(2);
}
const catalogue = compileCatalogue('rules');
const { evidence, tallies } = catalogue.kinds;
/** What gets weights. */
const items = [...evidence, ...tallies];
const rows = readRows(samples, catalogue);
const scored = new Set(
  scoreFiles.length === 0
    ? rows.map((row) => row.repo)
    : scoreFiles.flatMap((path) =>
        readFileSync(path, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => (JSON.parse(line) as { repo: string }).repo),
      ),
);
const signs = items.map((item) => KINDS.map((kind) => item.for.includes(kind)));
const fixed = items.map((item) => (item.fixed === true ? KINDS.map((kind) => item.weights[kind] ?? 0) : undefined));
const prior = process.argv.includes('--update') ? asItStands(catalogue) : undefined;
const stories = readStories(optionValues('stories')).map(({ name, kind, below, open }) => ({
  name,
  kind,
  below,
  features: asRow(open((repository) => featuresOf(repository, catalogue))),
}));
const asked = optionValues('strength').map(Number);

let best: { readonly strength: number; readonly brier: number; readonly temperature: number } | undefined;
for (const strength of asked.length === 0 ? STRENGTHS : asked) {
  const held = crossValidate(rows, strength);
  const temperature = fitTemperature(held);
  const figures = measure(
    held.filter(({ row }) => scored.has(row.repo)),
    temperature,
  );
  console.log(
    `strength ${strength}: cross-validated strict ${figures.strict}, acceptable ${figures.acceptable}, ECE ${figures.ece}, Brier ${figures.brier}, log loss ${figures.loss}, temperature ${temperature}`,
  );
  if (best === undefined || figures.brier < best.brier) best = { strength, brier: figures.brier, temperature };
}
if (best === undefined) throw new Error('nothing was fitted');
const chosen = best;
const held = crossValidate(rows, chosen.strength).filter(({ row }) => scored.has(row.repo));
console.log(
  `\nchosen: strength ${chosen.strength}, temperature ${chosen.temperature}, ${rows.length} repositories, ${scored.size} scored`,
);
console.table(confusion(held));
console.log(
  'reliability on all that was held out:',
  JSON.stringify(measure(crossValidate(rows, chosen.strength), chosen.temperature)),
);
for (const { row, logits } of held) {
  const probabilities = softmax(logits, chosen.temperature);
  const judged = likeliest(probabilities);
  if (judged === row.kind || row.acceptable.includes(judged)) continue;
  const seen = items.filter((_, index) => row.features[index] === true).map((item) => item.id);
  console.log(
    `${row.repo}: ${row.kind}, judged ${judged} ${probabilities[KINDS.indexOf(judged)]?.toFixed(2)}: ${seen.join(' ')}`,
  );
}
if (stories.length > 0 || process.argv.includes('--write')) {
  const model = train(rows, signs, { strength: chosen.strength, fixed, prior, stories });
  if (stories.length > 0) console.table(storyLevels(model, chosen.temperature));
  if (process.argv.includes('--write')) write(model, chosen.temperature);
}

function readRows(all: readonly Sample[], data: Catalogue): Row[] {
  const [cache] = optionValues('features');
  const known: Record<string, Record<string, boolean>> = cache !== undefined && existsSync(cache)
    ? (JSON.parse(readFileSync(cache, 'utf8')) as Record<string, Record<string, boolean>>)
    : {};
  const read = all.map(({ label, directory, owner }): Row => {
    const features = known[label.repo] ?? featuresOf(openWorkTree(directory), data);
    known[label.repo] = features;
    return {
      repo: label.repo,
      owner,
      kind: label.context,
      acceptable: label.acceptable,
      features: asRow(features),
    };
  });
  if (cache !== undefined) writeFileSync(cache, JSON.stringify(known));
  return read;
}

function asRow(features: Readonly<Record<string, boolean>>): boolean[] {
  const held = new Set(Object.keys(features).filter((id) => features[id] === true));
  return [...evidence.map((item) => held.has(item.id)), ...tallies.map((tally) => isMet(tally, held))];
}

function featuresOf(repository: Repository, data: Catalogue): Record<string, boolean> {
  const facts = createFacts(createSource(repository), soughtBy(data));
  const evaluation = createEvaluation(facts, data, '.');
  return Object.fromEntries(evidence.map((item) => [item.id, evaluation.evaluate(item.if).value === true]));
}

/** The weights of the file, at temperature 1. */
function asItStands({ kinds }: Catalogue): Model {
  const atOne = (weight: number | undefined): number => (weight ?? 0) / kinds.temperature;
  return {
    bias: KINDS.map((kind) => atOne(kinds.bias[kind])),
    weights: [...kinds.evidence, ...kinds.tallies].map((item) => KINDS.map((kind) => atOne(item.weights[kind]))),
  };
}

interface Held {
  readonly row: Row;
  readonly logits: readonly number[];
}

function crossValidate(all: readonly Row[], strength: number): Held[] {
  const folds = foldsByOwner(all.map((row) => row.owner));
  const result: Held[] = [];
  for (let fold = 0; fold < folds.count; fold++) {
    const model = train(
      all.filter((row) => folds.of(row.owner) !== fold),
      signs,
      { strength, fixed, prior, stories },
    );
    for (const row of all) if (folds.of(row.owner) === fold) result.push({ row, logits: predict(model, row.features) });
  }
  return result;
}

function softmax(logits: readonly number[], temperature: number): number[] {
  const highest = Math.max(...logits);
  const raised = logits.map((logit) => Math.exp((logit - highest) / temperature));
  const total = raised.reduce((sum, value) => sum + value, 0);
  return raised.map((value) => value / total);
}

function likeliest(probabilities: readonly number[]): Kind {
  return KINDS[probabilities.indexOf(Math.max(...probabilities))] as Kind;
}

function fitTemperature(held: readonly Held[]): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY };
  for (let temperature = 0.4; temperature <= 2.5; temperature += 0.05) {
    const { loss } = measure(held, temperature);
    if (loss < best.loss) best = { temperature: Math.round(temperature * 100) / 100, loss };
  }
  return best.temperature;
}

function measure(held: readonly Held[], temperature: number) {
  let strict = 0;
  let acceptable = 0;
  let brier = 0;
  let loss = 0;
  const bins = Array.from({ length: 10 }, () => ({ confidence: 0, right: 0 }));
  for (const { row, logits } of held) {
    const probabilities = softmax(logits, temperature);
    const judged = likeliest(probabilities);
    const confidence = Math.max(...probabilities);
    if (judged === row.kind) strict++;
    if (judged === row.kind || row.acceptable.includes(judged)) acceptable++;
    const bin = bins[Math.min(9, Math.floor(confidence * 10))];
    if (bin !== undefined) {
      bin.confidence += confidence;
      bin.right += judged === row.kind ? 1 : 0;
    }
    KINDS.forEach((kind, index) => {
      brier += ((probabilities[index] as number) - (kind === row.kind ? 1 : 0)) ** 2;
    });
    loss -= Math.log(Math.max(1e-9, probabilities[KINDS.indexOf(row.kind)] as number));
  }
  const mean = (value: number): number => Math.round((1000 * value) / held.length) / 1000;
  const ece = bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0);
  return { strict: mean(strict), acceptable: mean(acceptable), ece: mean(ece), brier: mean(brier), loss: mean(loss) };
}

function confusion(held: readonly Held[]): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { row, logits } of held) {
    const judged = likeliest(softmax(logits, 1));
    const line = table[row.kind] ?? {};
    line[judged] = (line[judged] ?? 0) + 1;
    table[row.kind] = line;
  }
  return table;
}

/** What the stories would be taken for, those that are nearest to their limits. */
function storyLevels(model: Model, temperature: number): Record<string, string>[] {
  return stories
    .map(({ name, kind, features }) => {
      const probabilities = softmax(predict(model, features), temperature);
      const level = kind === undefined ? Math.max(...probabilities) : (probabilities[KINDS.indexOf(kind)] as number);
      const judged = likeliest(probabilities);
      return { story: name, told: kind ?? 'ambiguous', judged, level, room: kind === undefined ? 1 - level : level };
    })
    .sort((a, b) => a.room - b.room)
    .slice(0, STORIES_SHOWN)
    .map(({ story, told, judged, level }) => ({ story, told, judged, level: level.toFixed(3) }));
}

/** Writes bias, temperature and weights into the YAML, leaving everything else (comments too) as it is. */
function write(model: Model, temperature: number): void {
  const document: Document = parseDocument(readFileSync(MODEL_FILE, 'utf8'));
  document.set('temperature', temperature);
  const bias = document.get('bias') as YAMLMap;
  KINDS.forEach((kind, index) => {
    bias.set(kind, rounded(model.bias[index] as number));
  });
  const lists = ['evidence', 'tallies'].flatMap((name) => {
    const list = document.get(name);
    if (!isSeq(list)) throw new Error(`${MODEL_FILE}: ${name} is not a list`);
    return list.items;
  });
  lists.forEach((item, row) => {
    if (!isMap(item)) return;
    const weights = document.createNode(
      Object.fromEntries(
        KINDS.map((kind, index) => [kind, rounded(model.weights[row]?.[index] ?? 0)]).filter(
          ([, weight]) => Math.abs(weight as number) >= 0.05,
        ),
      ),
    ) as YAMLMap;
    weights.flow = true;
    item.set('weights', weights);
  });
  writeFileSync(MODEL_FILE, document.toString({ lineWidth: 0 }));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
