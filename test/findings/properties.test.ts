import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import { NO_CONFIG } from '../../src/config/config.ts';
import {
  applyBaseline,
  baselineOf,
  keyOf,
  parseBaseline,
  printBaseline,
  pruneBaseline,
} from '../../src/findings/baseline.ts';
import { exempt } from '../../src/findings/exemptions.ts';
import { fingerprint } from '../../src/findings/fingerprint.ts';
import type { Finding } from '../../src/findings/model.ts';
import { compareWith } from '../../src/findings/since.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { catalogueOf, rule } from '../config/catalogue.ts';
import { contextOf, finding, resultOf } from './findings.ts';

const RULES = ['license', 'changelog', 'tests', 'runbook'];

const findings: fc.Arbitrary<Finding[]> = fc.uniqueArray(
  fc
    .record({
      rule: fc.constantFrom(...RULES),
      unit: fc.constantFrom('.', 'services/api'),
      kind: fc.constantFrom('gap' as const, 'excess' as const),
      severity: fc.constantFrom('critical' as const, 'warning' as const, 'info' as const),
      subject: fc.option(fc.string(), { nil: undefined }),
    })
    .map(({ rule: id, subject, ...rest }) => finding(id, { ...rest, ...(subject === undefined ? {} : { subject }) })),
  { selector: keyOf },
);

function exempted(all: readonly Finding[], rules: readonly string[]): readonly Finding[] {
  const origin = { file: '.senior-audit.yaml', line: 1, column: 1 };
  const settings = rules.map((id) => ({ value: { rule: id, reason: 'because it is so' }, origin }));
  return exempt(all, { settings, comments: [], rules: RULES, today: '2026-06-01' }).findings;
}

test('every finding is new, baselined or exempt, whatever is exempt and whatever the baseline knows', () => {
  fc.assert(
    fc.property(findings, fc.subarray(RULES), fc.infiniteStream(fc.boolean()), (all, rules, isKnown) => {
      const marked = exempted(all, rules);
      const baseline = baselineOf(resultOf(all.filter(() => isKnown.next().value)));
      const { findings: settled, summary } = applyBaseline(resultOf(marked), { path: 'known.json', ...baseline });
      const inBaseline = new Set(baseline.findings.map(keyOf));
      expect(settled.map(keyOf)).toEqual(all.map(keyOf));
      for (const item of settled) {
        const expected = rules.includes(item.rule) ? 'exempt' : inBaseline.has(keyOf(item)) ? 'baselined' : 'new';
        expect(item.state).toBe(expected);
      }
      const fresh = settled.filter(({ state }) => state === 'new').length;
      expect(summary.critical + summary.warning + summary.info).toBe(fresh);
    }),
  );
});

test('after a baseline is taken nothing is new, in any order, and nothing is stale', () => {
  fc.assert(
    fc.property(
      findings.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const baseline = parseBaseline('known.json', printBaseline(baselineOf(resultOf(all))));
        const result = applyBaseline(resultOf(shuffled), baseline);
        expect(result.findings.filter(({ state }) => state === 'new')).toEqual([]);
        expect(result.hints).toEqual([]);
      },
    ),
  );
});

test('a baseline is written the same whatever the order of the findings', () => {
  fc.assert(
    fc.property(
      findings.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(printBaseline(baselineOf(resultOf(shuffled)))).toBe(printBaseline(baselineOf(resultOf(all))));
      },
    ),
  );
});

test('pruning never hides what is new and never lets known findings come back', () => {
  fc.assert(
    fc.property(findings, findings, (before, now) => {
      const known = baselineOf(resultOf(before));
      const states = (baseline: typeof known): string[] =>
        applyBaseline(resultOf(now), { path: 'known.json', ...baseline }).findings.map(({ state }) => state);
      expect(states(pruneBaseline(known, resultOf(now)))).toEqual(states(known));
    }),
  );
});

const everywhere = {
  prototype: 'required',
  'internal-tool': 'required',
  oss: 'required',
  'production-service': 'required',
} as const;
const catalogue = catalogueOf(
  rule('license', { expectations: everywhere }),
  rule('pinned-actions', { expectations: everywhere, present: { check: 'pinned-actions' }, perSubject: true }),
);
const WORKFLOWS = ['ci', 'release'].map((name) => ({
  path: `.github/workflows/${name}.yml`,
  text: `on: [push]\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/${name}@v1\n      - uses: acme/checkout@v4\n`,
}));

test('reordering files and moving lines changes no fingerprint', () => {
  const fingerprints = (files: Readonly<Record<string, string>>): string[] => {
    const result = auditRepository(memoryRepository(files), catalogue, { kind: 'oss', config: NO_CONFIG });
    return result.findings.map((item) => item.fingerprint).sort();
  };
  const files = [...WORKFLOWS, { path: 'main.py', text: 'print(1)\n' }];
  const plain = fingerprints(Object.fromEntries(files.map(({ path, text }) => [path, text])));
  expect(plain).toHaveLength(4);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(files, { minLength: files.length }),
      fc.array(fc.nat({ max: 20 }), { minLength: files.length, maxLength: files.length }),
      (shuffled, blanks) => {
        const moved = shuffled.map(({ path, text }, index) => [
          path,
          `${'# moved\n'.repeat(blanks[index] ?? 0)}${text}`,
        ]);
        expect(fingerprints(Object.fromEntries(moved))).toEqual(plain);
      },
    ),
    { numRuns: 25 },
  );
});

test('renaming the folder of a unit is reported as such, and brings and mends nothing', () => {
  const unitName = fc.stringMatching(/^[a-z]{1,5}$/).map((name) => `services/${name}`);
  fc.assert(
    fc.property(findings, unitName, unitName, (all, from, to) => {
      fc.pre(from !== to);
      const inUnit = (unit: string): Finding[] =>
        all.map((item) => {
          const where = item.unit === '.' ? '.' : unit;
          return finding(item.rule, { ...item, unit: where, fingerprint: fingerprint(item.rule, where, item.subject) });
        });
      const auditOf = (unit: string) =>
        resultOf(inUnit(unit), { units: [{ path: unit, context: contextOf('production-service') }] });
      const hint = all.some(({ unit }) => unit !== '.') ? [`${from} seems to be ${to} now`] : [];
      const held = applyBaseline(auditOf(to), { path: 'known.json', ...baselineOf(auditOf(from)) });
      expect(held.findings.filter(({ state }) => state === 'new')).toEqual([]);
      expect(held.hints?.map(({ message }) => message.split(':')[0])).toEqual(hint);
      const compared = compareWith(auditOf(to), auditOf(from), { ref: 'main', commit: 'c' });
      expect(compared.change).toMatchObject({ brought: [], mended: [], known: all.length });
      expect(compared.hints?.map(({ message }) => message)).toEqual(hint);
    }),
  );
});
