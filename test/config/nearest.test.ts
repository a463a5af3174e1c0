import { expect, test } from 'vitest';
import { nearest } from '../../src/config/nearest.ts';

const KINDS = ['prototype', 'internal-tool', 'oss', 'production-service'];

test.each([
  ['prototpye', KINDS, 'prototype'],
  ['Production Service', KINDS, 'production-service'],
  ['productionService', KINDS, 'production-service'],
  ['internal', KINDS, 'internal-tool'],
  ['prod', KINDS, 'production-service'],
  ['oos', KINDS, 'oss'],
  ['zebra', KINDS, undefined],
  ['', KINDS, undefined],
  ['tests', ['tests-in-ci', 'automated-tests', 'load-tests'], 'load-tests'],
  ['licence', ['license', 'changelog'], 'license'],
  ['x'.repeat(10_000), KINDS, undefined],
])('%s', (name, candidates, expected) => {
  expect(nearest(name, candidates)).toBe(expected);
});
