import { type Context, KINDS, type Kind, probabilityText } from '../context/model.ts';
import { type Evaluation, withKind } from './evaluation.ts';
import { EXPECTATIONS, type Expectation, type Rule } from './rule.ts';

/** What a context asks of a practice, and the reasoning. */
export interface Judgement {
  /** What the likeliest kind expects. */
  readonly expectation: Expectation;
  /** The probability-weighted mean over the kinds. */
  readonly weight: number;
  /** "required in production-service (p=0.96)" */
  readonly reasoning: string;
}

/** Kinds less likely than this are left out of the printed reasoning; they still count. */
const MENTIONED = 0.1;

/** Weighs a rule's expectations by the probabilities of the kinds: an uncertain context softens every verdict by itself. */
export function judge(rule: Rule, present: boolean | null, context: Context, evaluation: Evaluation): Judgement {
  let expectation: Expectation = 'optional';
  const mentioned: { readonly kind: Kind; readonly level: Expectation; readonly probability: number }[] = [];
  const reasons = new Set<string>();
  let weight = 0;
  for (const kind of KINDS) {
    const probability = context.probabilities[kind];
    if (probability === 0 && kind !== context.kind) continue;
    const { level, because } = expectationIn(rule, kind, present, evaluation);
    weight += probability * EXPECTATIONS[level];
    if (kind === context.kind) expectation = level;
    if (probability < MENTIONED && kind !== context.kind) continue;
    mentioned.push({ kind, level, probability });
    if (because !== undefined) reasons.add(because);
  }
  mentioned.sort((a, b) => b.probability - a.probability);
  const levels = mentioned.map(
    ({ kind, level, probability }) => `${level} in ${kind} (${probabilityText(probability)})`,
  );
  const reasoning = levels.join(', ') + (reasons.size === 0 ? '' : `; ${[...reasons].join('; ')}`);
  return { expectation, weight: rounded(weight), reasoning };
}

/** The weight of a judgement alone: the probability-weighted mean over the kinds. */
export function weigh(rule: Rule, present: boolean | null, context: Context, evaluation: Evaluation): number {
  let weight = 0;
  for (const kind of KINDS) {
    const probability = context.probabilities[kind];
    if (probability > 0) weight += probability * EXPECTATIONS[expectationIn(rule, kind, present, evaluation).level];
  }
  return rounded(weight);
}

function rounded(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}

/** What the likeliest kind expects. */
export function expectationOf(
  rule: Rule,
  present: boolean | null,
  context: Context,
  evaluation: Evaluation,
): Expectation {
  return expectationIn(rule, context.kind, present, evaluation).level;
}

/** Whether a gap may come of it: what the kind asks for, or, where no kind is likely enough, any of them. */
export function isOwed(expectation: Expectation, isDecided: boolean): boolean {
  return !isDecided || EXPECTATIONS[expectation] > 0;
}

function expectationIn(
  rule: Rule,
  kind: Kind,
  present: boolean | null,
  evaluation: Evaluation,
): { readonly level: Expectation; readonly because: string | undefined } {
  let level = rule.expectations[kind];
  let because: string | undefined;
  if (rule.adjustments === undefined) return { level, because };
  const view = withKind(evaluation, kind);
  for (const adjustment of rule.adjustments) {
    if (adjustment.present !== undefined && adjustment.present !== present) continue;
    const changed = typeof adjustment.then === 'string' ? adjustment.then : adjustment.then[kind];
    if (changed === undefined || view.evaluate(adjustment.if).value !== true) continue;
    level = changed;
    because = adjustment.because;
  }
  return { level, because };
}
