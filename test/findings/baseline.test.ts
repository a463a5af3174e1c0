import { expect, test } from 'vitest';
import {
  applyBaseline,
  baselineOf,
  changedKinds,
  parseBaseline,
  printBaseline,
  pruneBaseline,
  staleEntries,
} from '../../src/findings/baseline.ts';
import { contextOf, finding, resultOf } from './findings.ts';

const FILE = `{
  "version": 1,
  "context": {
    ".": "oss",
    "services/api": "production-service"
  },
  "findings": [
    {"fingerprint":"53868f51fd9c43cf","kind":"gap","rule":"license","unit":".","severity":"warning","title":"The practice license is there"},
    {"fingerprint":"a1","kind":"gap","rule":"secrets","unit":".","subject":"AWS","severity":"critical","title":"The practice secrets is there"},
    {"fingerprint":"a2","kind":"gap","rule":"secrets","unit":".","subject":"Stripe","severity":"critical","title":"The practice secrets is there"},
    {"fingerprint":"b1","kind":"excess","rule":"runbook","unit":"services/api","severity":"info","title":"The practice runbook is there"}
  ]
}
`;

const units = [{ path: 'services/api', context: contextOf('production-service') }];
const findings = [
  finding('runbook', { unit: 'services/api', kind: 'excess', severity: 'info', fingerprint: 'b1' }),
  finding('secrets', { subject: 'Stripe', severity: 'critical', fingerprint: 'a2' }),
  finding('secrets', { subject: 'AWS', severity: 'critical', fingerprint: 'a1' }),
  finding('license', { fingerprint: '53868f51fd9c43cf' }),
  finding('changelog', { state: 'exempt', fingerprint: 'c1' }),
];

const known = { path: '.senior-audit-baseline.json', ...baselineOf(resultOf(findings, { units })) };

test('is sorted, an entry a line, without what is exempt', () => {
  expect(printBaseline(baselineOf(resultOf(findings, { units })))).toBe(FILE);
});

test('an empty one', () => {
  expect(printBaseline(baselineOf(resultOf([])))).toBe(
    '{\n  "version": 1,\n  "context": {\n    ".": "oss"\n  },\n  "findings": []\n}\n',
  );
});

test('is read as it was written', () => {
  const { path, ...baseline } = parseBaseline('known.json', FILE);
  expect(path).toBe('known.json');
  expect(printBaseline(baseline)).toBe(FILE);
});

test.each([
  ['{', 'known.json:1:2: malformed JSON: close brace expected'],
  ['{\n<<<<<<< HEAD\n}', 'known.json:2:1: malformed JSON: invalid symbol'],
  ['[]', 'known.json:1:1: this is no baseline: write one with senior-audit baseline'],
  ['{ "version": 1 }', 'known.json:1:1: this is no baseline: write one with senior-audit baseline'],
  [
    '{ "version": 2, "findings": [] }',
    'known.json:1:14: version: expected version 1: this is the baseline of another senior-audit',
  ],
  [
    '{ "version": 1,\n"findings": [\n{"rule": "license"}] }',
    'known.json:3:1: findings[0]: this is no entry of a baseline: expected fingerprint, kind, rule, unit, severity and title',
  ],
  [
    '{ "version": 1, "findings": [null] }',
    'known.json:1:30: findings[0]: this is no entry of a baseline: expected fingerprint, kind, rule, unit, severity and title',
  ],
])('what is no baseline: %s', (text, message) => {
  expect(() => parseBaseline('known.json', text)).toThrow(message);
});

test('marks what it knows, and counts only the rest', () => {
  const result = applyBaseline(resultOf([...findings, finding('tests', { severity: 'critical' })], { units }), known);
  expect(result.findings.map(({ rule, state }) => `${rule} ${state}`)).toEqual([
    'runbook baselined',
    'secrets baselined',
    'secrets baselined',
    'license baselined',
    'changelog exempt',
    'tests new',
  ]);
  expect(result.summary).toMatchObject({ critical: 1, warning: 0, info: 0, excess: 0, exempt: 1 });
  expect(result.hints).toEqual([]);
});

test('what was too much and what is missing are different things', () => {
  const result = applyBaseline(
    resultOf([finding('runbook', { unit: 'services/api', fingerprint: 'b1' })], { units }),
    known,
  );
  expect(result.findings[0]?.state).toBe('new');
});

test('names what is stale', () => {
  const one = applyBaseline(resultOf(findings.slice(1), { units }), known);
  expect(one.hints?.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    '.senior-audit-baseline.json: runbook in services/api is no longer found: remove the stale entry with senior-audit baseline --prune',
  ]);
  const all = applyBaseline(resultOf([], { units }), known);
  expect(all.hints?.map(({ message }) => message)).toEqual([
    'runbook in services/api, secrets (Stripe), secrets (AWS), license are no longer found: remove the stale entries with senior-audit baseline --prune',
  ]);
});

test('pruning removes what is stale and adds nothing', () => {
  const result = resultOf([...findings.slice(1), finding('tests')], { units });
  expect(staleEntries(known, result).map(({ rule }) => rule)).toEqual(['runbook']);
  expect(pruneBaseline(known, result).findings.map(({ rule, subject }) => `${rule} ${subject ?? ''}`)).toEqual([
    'secrets Stripe',
    'secrets AWS',
    'license ',
  ]);
});

test('a change of context says what fell due, and not what is new besides', () => {
  const before = {
    path: 'known.json',
    ...baselineOf(resultOf([finding('license')], { context: contextOf('prototype') })),
  };
  const now = resultOf([finding('license'), finding('tests'), finding('health-check'), finding('lockfile')], {
    context: contextOf('production-service'),
  });
  const former = resultOf([finding('license'), finding('lockfile')], { context: contextOf('prototype') });
  expect(applyBaseline(now, before, former).hints?.map(({ message }) => message)).toEqual([
    'context changed from prototype to production-service: 2 practices fell due (tests, health-check) since the baseline was taken',
  ]);
  expect(changedKinds(before.context, now)).toEqual(new Map([['.', 'prototype']]));
});

test('nothing is said about a change of context where it is not clear', () => {
  const unclear = contextOf('prototype', { confidence: 0.5 });
  const before = baselineOf(resultOf([], { context: unclear }));
  expect(before.context).toEqual({ '.': 'unclear' });
  expect(changedKinds(before.context, resultOf([]))).toEqual(new Map());
  expect(changedKinds({ '.': 'oss' }, resultOf([], { context: unclear }))).toEqual(new Map());
});

test('several renamed at once keep their names apart', () => {
  const twin = (unit: string) => finding('runbook', { unit });
  const unitsAt = (...paths: readonly string[]) =>
    paths.map((path) => ({ path, context: contextOf('production-service') }));
  const before = baselineOf(
    resultOf([twin('services/api'), twin('services/web')], { units: unitsAt('services/api', 'services/web') }),
  );
  const now = resultOf([twin('apps/web'), twin('apps/api')], { units: unitsAt('apps/api', 'apps/web') });
  const { hints, findings: settled } = applyBaseline(now, { path: 'known.json', ...before });
  expect(hints?.map(({ message }) => message)).toEqual([
    'services/api seems to be apps/api now: write the baseline anew (senior-audit baseline)',
    'services/web seems to be apps/web now: write the baseline anew (senior-audit baseline)',
  ]);
  expect(settled.map(({ state }) => state)).toEqual(['baselined', 'baselined']);
});

test('a unit whose folder was renamed is recognised', () => {
  const moved = { ...finding('runbook', { unit: 'services/gateway', kind: 'excess', fingerprint: 'd1' }) };
  const result = applyBaseline(
    resultOf([moved, ...findings.slice(1)], {
      units: [{ path: 'services/gateway', context: contextOf('production-service') }],
    }),
    known,
  );
  expect(result.hints?.map(({ message }) => message)).toEqual([
    'services/api seems to be services/gateway now: write the baseline anew (senior-audit baseline)',
  ]);
});
