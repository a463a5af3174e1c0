import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { KINDS, type Kind } from '../src/context/model.ts';
import { optionValues, readSamples, type Sample } from './labels.ts';

/* Runs the built program on labelled repositories and measures it against the labels:
   npm run evaluate -- --labels FILE --checkouts DIR [--json] [--quiet] */

interface Report {
  readonly context: {
    readonly kind: Kind;
    readonly probabilities: Record<Kind, number>;
    readonly traits: string[];
    readonly evidence: { claim: string; for: string; weight: number; path?: string }[];
  };
  readonly practices: {
    id: string;
    present: boolean | null;
    status: string;
    evidence: { path: string; line?: number; detail: string }[];
  }[];
  readonly findings: { rule: string; kind: string; severity: string; title: string }[];
  readonly diagnostics: { fact: string; path: string; message: string }[];
}

interface Result {
  readonly sample: Sample;
  readonly report: Report;
  readonly milliseconds: number;
}

const run = promisify(execFile);
const PARALLEL = 2;

const samples = readSamples(optionValues('labels'), optionValues('checkouts'));
if (samples.length === 0) {
  console.error('usage: npm run evaluate -- --labels FILE --checkouts DIR [--json] [--quiet]');
  process.exit(2);
}

const results = await runAll(samples);
const measured = {
  repositories: results.length,
  failed: samples.length - results.length,
  kinds: measureKinds(results),
  traits: measureTraits(results),
  practices: measurePractices(results),
  findings: measureFindings(results),
};
if (process.argv.includes('--json')) console.log(JSON.stringify(measured, null, 2));
else print(measured);

async function runAll(all: readonly Sample[]): Promise<Result[]> {
  const queue = [...all];
  const done: Result[] = [];
  const worker = async (): Promise<void> => {
    for (let sample = queue.shift(); sample !== undefined; sample = queue.shift()) {
      const started = performance.now();
      try {
        const { stdout } = await run(
          process.execPath,
          ['dist/cli/main.js', 'audit', sample.directory, '--format', 'json', '--fail-on', 'none'],
          {
            maxBuffer: 256 * 1024 * 1024,
          },
        );
        done.push({ sample, report: JSON.parse(stdout) as Report, milliseconds: performance.now() - started });
      } catch (error) {
        console.error(`${sample.label.repo}: ${(error as Error).message.split('\n').slice(0, 6).join('\n')}`);
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return done.sort((a, b) => (a.sample.label.repo < b.sample.label.repo ? -1 : 1));
}

function measureKinds(all: readonly Result[]) {
  const confusion: Record<string, Record<string, number>> = {};
  let strict = 0;
  let acceptable = 0;
  let brier = 0;
  const bins = Array.from({ length: 10 }, () => ({ count: 0, confidence: 0, right: 0 }));
  const disagreements: string[] = [];
  for (const { sample, report } of all) {
    const { label } = sample;
    const { kind, probabilities, evidence } = report.context;
    confusion[label.context] ??= {};
    (confusion[label.context] as Record<string, number>)[kind] = (confusion[label.context]?.[kind] ?? 0) + 1;
    const right = kind === label.context;
    if (right) strict++;
    if (right || label.acceptable.includes(kind)) acceptable++;
    else {
      const said = evidence.slice(0, 6).map((item) => `${item.claim} [${item.for} ${item.weight}]`);
      disagreements.push(
        `${label.repo}: labelled ${label.context} (${label.why}); judged ${kind} ${probabilities[kind]}: ${said.join('; ')}`,
      );
    }
    for (const each of KINDS) brier += (probabilities[each] - (each === label.context ? 1 : 0)) ** 2;
    const bin = bins[Math.min(9, Math.floor(probabilities[kind] * 10))];
    if (bin !== undefined) {
      bin.count++;
      bin.confidence += probabilities[kind];
      bin.right += right ? 1 : 0;
    }
  }
  const ece = bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / all.length;
  return {
    strict: share(strict, all.length),
    acceptable: share(acceptable, all.length),
    ece: round(ece),
    brier: round(brier / all.length),
    confusion,
    reliability: bins,
    disagreements,
  };
}

function measureTraits(all: readonly Result[]) {
  const table: Record<string, Counts> = {};
  const disagreements: string[] = [];
  for (const { sample, report } of all) {
    const { label } = sample;
    const names = new Set([...label.traits, ...report.context.traits]);
    for (const trait of names) {
      if (label.traits_contested.includes(trait)) continue;
      table[trait] ??= emptyCounts();
      const counts = table[trait];
      const expected = label.traits.includes(trait);
      const actual = report.context.traits.includes(trait);
      count(counts, expected, actual);
      if (expected !== actual) disagreements.push(`${trait}: ${label.repo} ${expected ? 'missed' : 'wrongly seen'}`);
    }
  }
  return { ...totals(table), disagreements: disagreements.sort() };
}

function measurePractices(all: readonly Result[]) {
  const table: Record<string, Counts> = {};
  const disagreements: string[] = [];
  let undecided = 0;
  for (const { sample, report } of all) {
    for (const [id, expected] of Object.entries(sample.label.practices)) {
      const practice = report.practices.find((item) => item.id === id);
      if (practice === undefined) {
        disagreements.push(`${id}: ${sample.label.repo} is not in the report`);
        continue;
      }
      if (expected === 'unsure') continue;
      table[id] ??= emptyCounts();
      if (practice.present === null) {
        undecided++;
        continue;
      }
      count(table[id], expected === 'yes', practice.present);
      if ((expected === 'yes') === practice.present) continue;
      const [seen] = practice.evidence;
      const theirs = sample.label.evidence[id] ?? '';
      const ours = seen === undefined ? '' : `${seen.path}:${seen.line ?? ''} ${seen.detail}`.slice(0, 160);
      disagreements.push(
        `${id}: ${sample.label.repo} labelled ${expected}${theirs === '' ? '' : ` (${theirs})`}; ours ${practice.present} ${ours}`,
      );
    }
  }
  return { ...totals(table), undecided, disagreements: disagreements.sort() };
}

function measureFindings(all: readonly Result[]) {
  const contradictions: string[] = [];
  let criticals = 0;
  const loud: string[] = [];
  const per: { kind: Kind; critical: number; warning: number; repo: string }[] = [];
  let gaps = 0;
  const missed: string[] = [];
  for (const { sample, report } of all) {
    const { label } = sample;
    const found = report.findings.filter((finding) => finding.kind === 'gap');
    for (const finding of report.findings) {
      if (finding.severity !== 'critical') continue;
      criticals++;
      const labelled = label.practices[finding.rule];
      if (finding.kind === 'gap' && (labelled === 'yes' || labelled === 'na'))
        contradictions.push(`${label.repo}: ${finding.rule} labelled ${labelled}`);
    }
    const critical = report.findings.filter((finding) => finding.severity === 'critical');
    if (label.context === 'prototype' && critical.length > 0)
      loud.push(`${label.repo}: ${critical.map((finding) => finding.rule).join(', ')}`);
    per.push({
      kind: label.context,
      critical: critical.length,
      warning: report.findings.filter((finding) => finding.severity === 'warning').length,
      repo: label.repo,
    });
    for (const gap of label.gaps) {
      if (label.practices[gap.practice] === undefined) continue;
      gaps++;
      if (!found.some((finding) => finding.rule === gap.practice))
        missed.push(
          `${label.repo} (${label.context}, judged ${report.context.kind}): ${gap.practice} ${gap.severity} by ${gap.by ?? '?'}: ${gap.why}`,
        );
    }
  }
  const prototypes = all.filter(({ sample }) => sample.label.context === 'prototype').length;
  const medians = Object.fromEntries(
    KINDS.map((kind) => {
      const mine = per.filter((item) => item.kind === kind);
      return [
        kind,
        {
          critical: median(mine.map((item) => item.critical)),
          warning: median(mine.map((item) => item.warning)),
          mostWarnings: Math.max(0, ...mine.map((item) => item.warning)),
        },
      ];
    }),
  );
  const times = all.map((result) => Math.round(result.milliseconds)).sort((a, b) => a - b);
  return {
    criticals,
    contradictions,
    silentPrototypes: share(prototypes - loud.length, prototypes),
    loud,
    medians,
    gapsFound: share(gaps - missed.length, gaps),
    missed,
    milliseconds: { median: median(times), worst: times.at(-1) },
  };
}

interface Counts {
  truePositive: number;
  falsePositive: number;
  falseNegative: number;
  trueNegative: number;
}

function emptyCounts(): Counts {
  return { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 };
}

function count(counts: Counts, expected: boolean, actual: boolean): void {
  if (actual) counts[expected ? 'truePositive' : 'falsePositive']++;
  else counts[expected ? 'falseNegative' : 'trueNegative']++;
}

function totals(table: Record<string, Counts>) {
  const sum = emptyCounts();
  const each: Record<string, { precision: number; recall: number; yes: number; wrong: number; missed: number }> = {};
  for (const [id, counts] of Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
    each[id] = {
      precision: share(counts.truePositive, counts.truePositive + counts.falsePositive),
      recall: share(counts.truePositive, counts.truePositive + counts.falseNegative),
      yes: counts.truePositive + counts.falseNegative,
      wrong: counts.falsePositive,
      missed: counts.falseNegative,
    };
  }
  return {
    precision: share(sum.truePositive, sum.truePositive + sum.falsePositive),
    recall: share(sum.truePositive, sum.truePositive + sum.falseNegative),
    each,
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : round(part / whole);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function print(all: typeof measured): void {
  const { kinds, traits, practices, findings } = all;
  console.log(`${all.repositories} repositories, ${all.failed} could not be audited`);
  console.log(`\nkind: strict ${kinds.strict}, acceptable ${kinds.acceptable}, ECE ${kinds.ece}, Brier ${kinds.brier}`);
  console.table(kinds.confusion);
  console.log(`traits: precision ${traits.precision}, recall ${traits.recall}`);
  console.table(traits.each);
  console.log(
    `practices: precision ${practices.precision}, recall ${practices.recall}, undecided ${practices.undecided}`,
  );
  console.table(practices.each);
  console.log(
    `criticals ${findings.criticals}, contradicting a label ${findings.contradictions.length}; silent prototypes ${findings.silentPrototypes}; labelled gaps found ${findings.gapsFound}`,
  );
  console.table(findings.medians);
  console.log(`milliseconds: median ${findings.milliseconds.median}, worst ${findings.milliseconds.worst}`);
  if (process.argv.includes('--quiet')) return;
  const sections: [string, readonly string[]][] = [
    ['Kinds', kinds.disagreements],
    ['Traits', traits.disagreements],
    ['Practices', practices.disagreements],
    ['Criticals that contradict a label', findings.contradictions],
    ['Prototypes that are not silent', findings.loud],
    ['Labelled gaps that were not found', findings.missed],
  ];
  for (const [title, lines] of sections) console.log(`\n# ${title} (${lines.length})\n${lines.join('\n')}`);
}
