import type { Catalogue } from './catalogue.ts';
import type { Condition } from './condition.ts';
import type { Evaluation } from './evaluation.ts';

/**
 * Works out, and so remembers, the conditions that every audit of a whole repository asks and that need no source code: while a
 * second thread reads the code, this one is not idle.
 */
export function foresee(evaluation: Evaluation, { kinds, traits, rules }: Catalogue): void {
  for (const { if: condition } of kinds.evidence) answer(condition, evaluation);
  for (const { evidence } of traits) for (const item of evidence) answer(item.if, evaluation);
  for (const { present, applies } of rules) {
    answer(present, evaluation);
    if (applies !== undefined) answer(applies, evaluation);
  }
}

/** @returns whether it is simply not there, so that what is asked for along with it is never looked for */
function answer(condition: Condition, evaluation: Evaluation): boolean {
  if ('all' in condition) return condition.all.some((part) => answer(part, evaluation));
  if ('any' in condition) return condition.any.filter((part) => !answer(part, evaluation)).length === 0;
  if ('not' in condition) {
    answer(condition.not, evaluation);
    return false;
  }
  if (NEEDING_CODE.some((key) => key in condition)) return false;
  const { value, evidence } = evaluation.evaluate(condition);
  return value === false && evidence.length === 0;
}

/** Checks, traits and practices may ask for anything, the kind is not known yet, and hints are asked for last, if at all. */
const NEEDING_CODE = ['code', 'technology', 'check', 'trait', 'practice', 'kind', 'hint'];
