import { expect, test } from 'vitest';
import { compareWith } from '../../src/findings/since.ts';
import { contextOf, finding, resultOf } from './findings.ts';

const at = { ref: 'main', commit: '0123456789abcdef' };

test('what a change brought, what it mended, and what was there before', () => {
  const base = resultOf([finding('license'), finding('changelog'), finding('runbook', { state: 'exempt' })]);
  const now = resultOf([
    finding('license'),
    finding('tests', { severity: 'critical' }),
    finding('lockfile', { state: 'baselined' }),
  ]);
  const { change, findings, summary, hints } = compareWith(now, base, at);
  expect(findings.map(({ rule, state }) => `${rule} ${state}`)).toEqual([
    'license baselined',
    'tests new',
    'lockfile baselined',
  ]);
  expect(change).toMatchObject({ ...at, known: 2 });
  expect(change?.brought.map(({ rule }) => rule)).toEqual(['tests']);
  expect(change?.mended.map(({ rule }) => rule)).toEqual(['changelog']);
  expect(summary).toMatchObject({ critical: 1, warning: 0 });
  expect(hints).toEqual([]);
});

test('a change of context in the change', () => {
  const base = resultOf([], { context: contextOf('prototype') });
  const now = resultOf([finding('tests'), finding('lockfile')]);
  const former = resultOf([finding('lockfile')], { context: contextOf('prototype') });
  expect(compareWith(now, base, at, former).hints).toEqual([
    {
      fact: 'context',
      path: '.',
      message: 'context changed from prototype to oss: 1 practice fell due (tests) since main',
    },
  ]);
});
