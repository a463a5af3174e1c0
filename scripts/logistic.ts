import { KINDS, type Kind } from '../src/context/model.ts';

export interface TrainingSample {
  readonly kind: Kind;
  readonly acceptable: readonly Kind[];
  readonly features: readonly boolean[];
}

/** A made-up tree that is to be judged as it is told. */
export interface StorySample {
  /** Without one no kind may be likely. */
  readonly kind?: Kind | undefined;
  /** What it must not be taken for by more than so much. */
  readonly below?: Readonly<Partial<Record<Kind, number>>> | undefined;
  readonly features: readonly boolean[];
}

export interface Model {
  readonly bias: readonly number[];
  /** One row a feature, one column a kind. */
  readonly weights: readonly (readonly number[])[];
}

/** What an acceptable kind gets of the target, so that defensible answers are not pushed to extremes. */
const ACCEPTABLE_SHARE = 0.15;
const ITERATIONS = 1_500;
const RATE = 0.5;

/** A story pulls until its kind is this likely, … */
const TOLD = 0.8;
/** … or, without a kind, until none is likelier than this. */
const OPEN = 0.5;
/** How much harder a story pulls than a labelled repository, as long as it does. */
const STORY_WEIGHT = 4;

export interface TrainingOptions {
  /** Of the penalty, per sample. */
  readonly strength: number;
  /** For each feature its weights where they are given and not to be estimated. */
  readonly fixed?: readonly (readonly number[] | undefined)[];
  /** What the penalty draws to: an earlier estimate, of which these samples are to change no more than they show; zero without it. */
  readonly prior?: Model | undefined;
  /** What must not be lost over the samples. */
  readonly stories?: readonly StorySample[];
}

/**
 * Multinomial logistic regression with a ridge penalty, by accelerated gradient descent; after each step weights are projected
 * to their allowed signs: at or above zero for the kinds that a feature may speak for, at or below for the others.
 * @param speaksFor for each feature and kind, whether it may speak for it
 */
export function train(
  samples: readonly TrainingSample[],
  speaksFor: readonly (readonly boolean[])[],
  { strength, fixed = [], prior, stories = [] }: TrainingOptions,
): Model {
  const count = speaksFor.length;
  const kinds = KINDS.length;
  const active = samples.map(activeOf);
  const targets = samples.map(targetOf);
  const told = stories.map(({ kind, below, features }) => ({
    kind,
    below,
    features: activeOf({ features }),
    target: storyTarget(kind, below),
  }));
  const centre = new Float64Array((count + 1) * kinds);
  if (prior !== undefined) centre.set([...prior.weights.flat(), ...prior.bias]);
  let weights = centre;
  let previous = weights;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const momentum = iteration / (iteration + 3);
    const point = weights.map((value, index) => value + momentum * (value - (previous[index] as number)));
    const gradient = new Float64Array(point.length);
    const pull = (
      features: readonly number[],
      probabilities: readonly number[],
      target: readonly number[],
      by: number,
    ) => {
      for (let kind = 0; kind < kinds; kind++) {
        const error = (by * ((probabilities[kind] as number) - (target[kind] as number))) / samples.length;
        for (const feature of features)
          gradient[feature * kinds + kind] = (gradient[feature * kinds + kind] as number) + error;
      }
    };
    samples.forEach((_, row) => {
      const features = active[row] as number[];
      pull([...features, count], softmax(sums(point, features, count, kinds)), targets[row] as number[], 1);
    });
    for (const { kind, below, features, target } of told) {
      const probabilities = softmax(sums(point, features, count, kinds));
      // The bias is left alone: how frequent each kind is, only real repositories can say.
      if (!isTold({ kind, below }, probabilities)) pull(features, probabilities, target, STORY_WEIGHT);
    }
    previous = weights;
    weights = point.map((value, index) => {
      const isBias = index >= count * kinds;
      const next =
        value - RATE * ((gradient[index] as number) + (isBias ? 0 : strength * (value - (centre[index] as number))));
      if (isBias) return next;
      const given = fixed[Math.floor(index / kinds)];
      if (given !== undefined) return given[index % kinds] as number;
      const isFor = (speaksFor[Math.floor(index / kinds)] as readonly boolean[])[index % kinds] as boolean;
      return isFor ? Math.max(0, next) : Math.min(0, next);
    });
  }
  const rows = Array.from({ length: count }, (_, feature) =>
    Array.from(weights.subarray(feature * kinds, (feature + 1) * kinds)),
  );
  return { bias: Array.from(weights.subarray(count * kinds)), weights: rows };
}

/** With so many examples a question needs no help to be seen. */
const MANY = 20;

/** Logistic regression of one yes-or-no question, with the sign of each weight given (0: free). */
export function trainBinary(
  samples: readonly { readonly features: readonly boolean[]; readonly holds: boolean }[],
  signs: readonly number[],
  strength: number,
): { readonly bias: number; readonly weights: readonly number[]; sum(features: readonly boolean[]): number } {
  let weights = signs.map(() => 0);
  let bias = 0;
  // What is rare counts more, or it would never be seen: half way (by the root) to an even balance.
  const positives = samples.filter((sample) => sample.holds).length;
  const balance = positives >= MANY ? 1 : Math.sqrt((samples.length - positives) / Math.max(1, positives));
  const active = samples.map((sample) => signs.flatMap((_, index) => (sample.features[index] === true ? [index] : [])));
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = signs.map(() => 0);
    let biasGradient = 0;
    samples.forEach((sample, row) => {
      const features = active[row] as number[];
      let sum = bias;
      for (const index of features) sum += weights[index] as number;
      const error =
        ((1 / (1 + Math.exp(-sum)) - (sample.holds ? 1 : 0)) * (sample.holds ? balance : 1)) / samples.length;
      biasGradient += error;
      for (const index of features) gradient[index] = (gradient[index] as number) + error;
    });
    bias -= 4 * RATE * biasGradient;
    weights = weights.map((weight, index) => {
      const next = weight - 4 * RATE * ((gradient[index] as number) + strength * weight);
      const sign = signs[index] as number;
      return sign > 0 ? Math.max(0, next) : sign < 0 ? Math.min(0, next) : next;
    });
  }
  const frozen = { bias, weights };
  return {
    ...frozen,
    sum: (features) =>
      frozen.weights.reduce((sum, weight, index) => (features[index] === true ? sum + weight : sum), frozen.bias),
  };
}

/**
 * What each kind adds to sums that are worked out already: logistic regression on the likelihoods of the kinds, with a ridge penalty.
 * @returns one weight a kind, in the order of KINDS
 */
export function trainKinds(
  samples: readonly { readonly sum: number; readonly kinds: readonly number[]; readonly holds: boolean }[],
  strength: number,
): readonly number[] {
  let weights: readonly number[] = KINDS.map(() => 0);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = KINDS.map(() => 0);
    for (const { sum, kinds, holds } of samples) {
      const odds = sum + kindSum(weights, kinds);
      const error = (1 / (1 + Math.exp(-odds)) - (holds ? 1 : 0)) / samples.length;
      kinds.forEach((likelihood, kind) => {
        gradient[kind] = (gradient[kind] as number) + error * likelihood;
      });
    }
    weights = weights.map((weight, kind) => weight - 4 * RATE * ((gradient[kind] as number) + strength * weight));
  }
  return weights;
}

/** The weights of the kinds, as much of each as it is likely. */
export function kindSum(weights: readonly number[], kinds: readonly number[]): number {
  return weights.reduce((sum, weight, kind) => sum + weight * (kinds[kind] ?? 0), 0);
}

/** The sums before the softmax, in the order of KINDS. */
export function predict(model: Model, features: readonly boolean[]): number[] {
  return KINDS.map((_, kind) =>
    features.reduce((sum, on, index) => (on ? sum + (model.weights[index]?.[kind] ?? 0) : sum), model.bias[kind] ?? 0),
  );
}

function targetOf(sample: TrainingSample): number[] {
  const others = sample.acceptable.filter((kind) => kind !== sample.kind);
  const given = others.length * ACCEPTABLE_SHARE;
  return KINDS.map((kind) => (kind === sample.kind ? 1 - given : others.includes(kind) ? ACCEPTABLE_SHARE : 0));
}

function storyTarget(kind: Kind | undefined, below: StorySample['below'] = {}): number[] {
  if (kind !== undefined) return KINDS.map((other) => (kind === other ? 1 : 0));
  const bounded = KINDS.filter((other) => below[other] !== undefined);
  const left = 1 - bounded.reduce((sum, other) => sum + (below[other] ?? 0), 0);
  return KINDS.map((other) => below[other] ?? left / (KINDS.length - bounded.length));
}

function isTold({ kind, below = {} }: Omit<StorySample, 'features'>, probabilities: readonly number[]): boolean {
  if (KINDS.some((other, index) => (probabilities[index] as number) > (below[other] ?? 1))) return false;
  if (kind === undefined) return Math.max(...probabilities) <= OPEN;
  return (probabilities[KINDS.indexOf(kind)] as number) >= TOLD;
}

function activeOf({ features }: { readonly features: readonly boolean[] }): number[] {
  return features.flatMap((on, index) => (on ? [index] : []));
}

function sums(weights: Float64Array, features: readonly number[], count: number, kinds: number): number[] {
  return Array.from({ length: kinds }, (_, kind) =>
    features.reduce(
      (sum, feature) => sum + (weights[feature * kinds + kind] as number),
      weights[count * kinds + kind] as number,
    ),
  );
}

function softmax(values: readonly number[]): number[] {
  const highest = Math.max(...values);
  const raised = values.map((value) => Math.exp(value - highest));
  const total = raised.reduce((sum, value) => sum + value, 0);
  return raised.map((value) => value / total);
}
