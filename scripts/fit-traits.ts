import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { classify } from '../src/context/classify.ts';
import { KINDS } from '../src/context/model.ts';
import { createFacts } from '../src/facts/facts.ts';
import { createSource } from '../src/facts/source.ts';
import { openWorkTree } from '../src/repository/work-tree.ts';
import type { TraitModel } from '../src/rules/catalogue.ts';
import { compileCatalogue } from '../src/rules/compile.ts';
import { createEvaluation } from '../src/rules/evaluation.ts';
import { soughtBy } from '../src/rules/sought.ts';
import { foldsByOwner, optionValues, readSamples } from './labels.ts';
import { kindSum, trainBinary, trainKinds } from './logistic.ts';

/* Estimates the weights of rules/traits.yaml from labelled repositories, one logistic regression a trait, signs kept:
   npm run fit:traits -- --labels FILE --checkouts DIR [--features CACHE] [--trait NAME] [--write]
   Traits with fewer than fifteen examples keep the weights that they have, and are measured with those. What the kinds add is
   estimated on top, for the traits whose model has `kinds`. */

const MODEL_FILE = 'rules/traits.yaml';
const STRENGTH = 0.003;
const KIND_STRENGTH = 0.003;
const FEWEST = 15;

const samples = readSamples(optionValues('labels'), optionValues('checkouts'));
if (samples.length === 0) {
  console.error(
    'usage: npm run fit:traits -- --labels FILE --checkouts DIR [--features CACHE] [--trait NAME] [--list] [--kinds] [--write]',
  );
  process.exit(2);
}
const catalogue = compileCatalogue('rules');
const [cache] = optionValues('features');
interface Features {
  readonly traits: Readonly<Record<string, readonly boolean[]>>;
  readonly kinds: readonly number[];
}
const known: Record<string, Features> =
  cache !== undefined && existsSync(cache) ? (JSON.parse(readFileSync(cache, 'utf8')) as typeof known) : {};
for (const { label, directory } of samples) known[label.repo] ??= featuresOf(directory);
if (cache !== undefined) writeFileSync(cache, JSON.stringify(known));

const folds = foldsByOwner(samples.map((sample) => sample.owner));
const document = parseDocument(readFileSync(MODEL_FILE, 'utf8'));
const wanted = optionValues('trait');
let [right, seen, expected] = [0, 0, 0];
for (const model of catalogue.traits) {
  if (wanted.length > 0 && !wanted.includes(model.trait)) continue;
  const rows = samples
    .filter(({ label }) => !label.traits_contested.includes(model.trait))
    .map(({ label, owner }) => ({
      repo: label.repo,
      features: known[label.repo]?.traits[model.trait]?.slice(0, -2) ?? [],
      isProven: known[label.repo]?.traits[model.trait]?.at(-2) === true,
      isRuledOut: known[label.repo]?.traits[model.trait]?.at(-1) === true,
      kinds: known[label.repo]?.kinds ?? [],
      holds: label.traits.includes(model.trait),
      owner,
    }));
  const positives = rows.filter((row) => row.holds).length;
  const isFitted = positives >= FEWEST;
  // What `unless` rules out is decided already: the weights are for the rest.
  const open = rows.filter((row) => !row.isRuledOut);
  const signs = model.evidence.map((item) => Math.sign(item.weight));
  const table = { both: 0, wrong: 0, missed: 0 };
  for (let fold = 0; fold < folds.count; fold++) {
    const fitted = isFitted
      ? trainBinary(
          open.filter((row) => folds.of(row.owner) !== fold),
          signs,
          STRENGTH,
        )
      : asItStands(model);
    const others = open.filter((row) => folds.of(row.owner) !== fold);
    const ofKinds = model.kinds === undefined ? [] : trainKinds(onTopOf(fitted, others), KIND_STRENGTH);
    for (const row of rows) {
      if (folds.of(row.owner) !== fold) continue;
      const judged = !row.isRuledOut && (row.isProven || fitted.sum(row.features) + kindSum(ofKinds, row.kinds) > 0);
      if (judged && row.holds) table.both++;
      else if (judged) table.wrong++;
      else if (row.holds) table.missed++;
      if (process.argv.includes('--list') && judged !== row.holds) {
        console.log(
          `  ${row.repo} ${row.holds ? 'missed' : 'wrongly seen'}: ${row.features.map((on) => (on ? 1 : 0)).join('')}`,
        );
      }
    }
  }
  right += table.both;
  seen += table.both + table.wrong;
  expected += table.both + table.missed;
  console.log(
    `${model.trait}: ${positives} labelled; ${isFitted ? 'cross-validated' : 'as it stands'} right ${table.both}, wrongly seen ${table.wrong}, missed ${table.missed}`,
  );
  if (!process.argv.includes('--write')) continue;
  const fitted = isFitted && !process.argv.includes('--kinds') ? trainBinary(open, signs, STRENGTH) : undefined;
  if (fitted !== undefined) writeModel(model, fitted);
  if (model.kinds !== undefined)
    writeKinds(model, trainKinds(onTopOf(fitted ?? asItStands(model), open), KIND_STRENGTH));
}
console.log(`all: precision ${(right / seen).toFixed(3)}, recall ${(right / expected).toFixed(3)}`);
if (process.argv.includes('--write'))
  writeFileSync(MODEL_FILE, document.toString({ lineWidth: 0, flowCollectionPadding: true }));

/** What the kinds are to add to; what is proven holds whatever they say. */
function onTopOf(
  fitted: { sum(features: readonly boolean[]): number },
  rows: readonly {
    readonly features: readonly boolean[];
    readonly kinds: readonly number[];
    readonly holds: boolean;
    readonly isProven: boolean;
  }[],
): { readonly sum: number; readonly kinds: readonly number[]; readonly holds: boolean }[] {
  return rows
    .filter(({ isProven }) => !isProven)
    .map(({ features, kinds, holds }) => ({ sum: fitted.sum(features), kinds, holds }));
}

/** The weights of the file, as a fitted model. */
function asItStands(model: TraitModel): { sum(features: readonly boolean[]): number } {
  return {
    sum: (features) =>
      model.evidence.reduce((sum, item, index) => (features[index] === true ? sum + item.weight : sum), model.bias),
  };
}

/** For each trait one flag an item of evidence, and two at the end: whether it is proven, and ruled out; and how likely the kinds are. */
function featuresOf(directory: string): Features {
  const facts = createFacts(createSource(openWorkTree(directory)), soughtBy(catalogue));
  const evaluation = createEvaluation(facts, catalogue, '.');
  const { probabilities } = classify(evaluation, catalogue.kinds);
  const traits = Object.fromEntries(
    catalogue.traits.map((model) => [
      model.trait,
      [
        ...model.evidence.map((item) => evaluation.evaluate(item.if).value === true),
        model.proven !== undefined && evaluation.evaluate(model.proven).value === true,
        model.unless !== undefined && evaluation.evaluate(model.unless).value === true,
      ],
    ]),
  );
  return { traits, kinds: KINDS.map((kind) => probabilities[kind]) };
}

function writeKinds(model: TraitModel, weights: readonly number[]): void {
  const kinds = nodeOf(model).get('kinds');
  if (!isMap(kinds)) throw new Error(`${MODEL_FILE}: ${model.trait} has no map of kinds`);
  for (const [index, kind] of KINDS.entries()) kinds.set(kind, Math.round((weights[index] ?? 0) * 100) / 100);
}

function writeModel(model: TraitModel, fitted: { readonly bias: number; readonly weights: readonly number[] }): void {
  const node = nodeOf(model);
  node.set('bias', Math.round(fitted.bias * 100) / 100);
  const evidence = node.get('evidence');
  if (!isSeq(evidence)) throw new Error(`${MODEL_FILE}: ${model.trait} has no list of evidence`);
  evidence.items.forEach((item, index) => {
    const weight = Math.round((fitted.weights[index] ?? 0) * 100) / 100;
    // A hundredth keeps the sign of what the labels were silent about.
    if (isMap(item)) item.set('weight', weight === 0 ? 0.01 * Math.sign(model.evidence[index]?.weight ?? 1) : weight);
  });
}

function nodeOf(model: TraitModel): YAMLMap {
  const models: unknown = document.contents;
  if (!isSeq(models)) throw new Error(`${MODEL_FILE} is not a list`);
  const node = (models.items as YAMLMap[]).find((item) => item.get('trait') === model.trait);
  if (node === undefined) throw new Error(`${MODEL_FILE}: ${model.trait} is gone`);
  return node;
}
