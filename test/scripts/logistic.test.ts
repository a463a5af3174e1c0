import { describe, expect, it } from 'vitest';
import { kindSum, predict, type StorySample, type TrainingOptions, train, trainKinds } from '../../scripts/logistic.ts';
import { KINDS, type Kind } from '../../src/context/model.ts';

/* Two features: what labelled repositories have, and what only stories have beside it. Both may speak for every kind. */
const SPEAKS_FOR = [KINDS.map(() => true), KINDS.map(() => true)];
const SAMPLES = [
  ...Array.from({ length: 9 }, () => ({ kind: 'prototype' as const, acceptable: [], features: [true, false] })),
  { kind: 'oss' as const, acceptable: [], features: [true, false] },
];

/** The probability of a kind, and the bias, after training. */
function fitted(kind: Kind, features: readonly boolean[], options: Partial<TrainingOptions> = {}) {
  const model = train(SAMPLES, SPEAKS_FOR, { strength: 0.01, ...options });
  const raised = predict(model, features).map(Math.exp);
  const total = raised.reduce((sum, value) => sum + value, 0);
  return { share: (raised[KINDS.indexOf(kind)] as number) / total, bias: model.bias };
}

function shareOf(kind: Kind, features: readonly boolean[], stories: readonly StorySample[] = []): number {
  return fitted(kind, features, { stories }).share;
}

describe('training with stories', () => {
  const story = { kind: 'oss' as const, features: [true, true] };

  it('follows the labels without them', () => {
    expect(shareOf('oss', story.features)).toBeLessThan(0.15);
  });

  it('judges a story as it is told, and the labelled ones as before', () => {
    expect(shareOf('oss', story.features, [story])).toBeGreaterThan(0.5);
    expect(shareOf('prototype', [true, false], [story])).toBeGreaterThan(0.8);
  });

  it('leaves alone what is told already', () => {
    const told = { kind: 'prototype' as const, features: [true, false] };
    expect(shareOf('prototype', told.features)).toBeGreaterThan(0.8);
    expect(shareOf('prototype', told.features, [told])).toBeCloseTo(shareOf('prototype', told.features), 5);
  });

  it('keeps a story without a kind undecided', () => {
    const open = { features: [true, true] };
    expect(shareOf('prototype', open.features)).toBeGreaterThan(0.8);
    expect(shareOf('prototype', open.features, [open, open, open, open])).toBeLessThan(0.65);
  });

  it('takes a story for a kind no more than it is told to', () => {
    const bounded = { below: { prototype: 0.3 }, features: [true, true] };
    expect(shareOf('prototype', bounded.features)).toBeGreaterThan(0.8);
    expect(shareOf('prototype', bounded.features, [bounded, bounded, bounded, bounded])).toBeLessThan(0.5);
    expect(shareOf('prototype', [true, false], [bounded, bounded, bounded, bounded])).toBeGreaterThan(0.8);
  });

  it('does not learn from stories how frequent a kind is', () => {
    const many = Array.from({ length: 20 }, () => ({ kind: 'internal-tool' as const, features: [false, true] }));
    expect(fitted('internal-tool', [false, true], { stories: many }).share).toBeGreaterThan(0.7);
    expect(fitted('oss', [], { stories: many }).bias).toEqual(fitted('oss', []).bias);
  });
});

it('estimates what each kind adds to what is summed up already', () => {
  const sample = (kind: Kind, holds: boolean) => ({
    sum: 0,
    kinds: KINDS.map((other) => Number(other === kind)),
    holds,
  });
  const samples = [
    ...Array.from({ length: 9 }, () => sample('internal-tool', true)),
    sample('internal-tool', false),
    ...Array.from({ length: 10 }, () => sample('oss', false)),
  ];
  const weights = trainKinds(samples, 0.003);
  const of = (kind: Kind) => kindSum(weights, sample(kind, true).kinds);
  expect(of('internal-tool')).toBeGreaterThan(1);
  expect(of('oss')).toBeLessThan(-1);
  expect(of('prototype')).toBe(0);
});
