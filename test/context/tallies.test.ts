import { expect, test } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { kindModelSchema } from '../../src/rules/schema.ts';
import { catalogueOf } from '../config/catalogue.ts';

const sign = (path: string) => ({
  id: `has-${path}`,
  claim: `it has ${path}`,
  for: ['oss' as const],
  if: { file: [path] },
  weights: { oss: 1 },
});
const tally = (id: string, bounds: object) => ({
  id,
  claim: id,
  for: ['oss' as const, 'prototype' as const],
  of: ['has-a', 'has-b', 'has-c'],
  ...bounds,
  weights: { oss: 'atLeast' in bounds ? 2 : -1, prototype: 'atLeast' in bounds ? 0 : 2 },
});
const kinds = {
  ...catalogueOf().kinds,
  evidence: ['a', 'b', 'c'].map(sign),
  tallies: [
    tally('hardly anything', { atMost: 0 }),
    tally('two or more', { atLeast: 2 }),
    tally('just one', { atLeast: 1, atMost: 1 }),
  ],
};

function told(...names: readonly string[]): readonly string[] {
  const files = Object.fromEntries(['z', ...names].map((name) => [name, 'text\n']));
  const { context } = auditRepository(memoryRepository(files), { ...catalogueOf(), kinds });
  return [context.kind, ...context.evidence.map(({ claim, for: kind }) => `${claim} (${kind})`)];
}

test('counts which pieces of evidence hold, and tells them after those that can be pointed at', () => {
  expect(told()).toEqual(['prototype', 'hardly anything (prototype)']);
  expect(told('b')).toEqual(['oss', 'it has b (oss)', 'just one (oss)']);
  expect(told('a', 'c')).toEqual(['oss', 'it has a (oss)', 'it has c (oss)', 'two or more (oss)']);
});

test('names only evidence that there is', () => {
  const evidence = kinds.evidence;
  const wrong = { ...tally('lost', { atMost: 1 }), of: ['has-a', 'has-d'] };
  const parsed = kindModelSchema.safeParse({ ...kinds, evidence, tallies: [wrong] });
  expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['tallies.0.of', 'no evidence is called has-d'],
  ]);
});

test('tells last what another claim tells as well', () => {
  const all = {
    ...sign('c'),
    id: 'has-all',
    claim: 'it has them all',
    weights: { oss: 0.5 },
    covers: ['has-a', 'has-b'],
  };
  const files = { a: 'text\n', b: 'text\n', c: 'text\n' };
  const model = { ...kinds, evidence: [...kinds.evidence, all], tallies: [] };
  const { context } = auditRepository(memoryRepository(files), { ...catalogueOf(), kinds: model });
  expect(context.evidence.map(({ claim }) => claim)).toEqual(['it has c', 'it has them all', 'it has a', 'it has b']);
  const parsed = kindModelSchema.safeParse({ ...model, evidence: [all] });
  expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['evidence.0.covers', 'no evidence is called has-a, has-b'],
  ]);
});
