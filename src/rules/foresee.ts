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

function answer(condition: Condition, evaluation: Evaluation): void {
  if ('all' in condition) for (const part of condition.all) answer(part, evaluation);
  else if ('any' in condition) for (const part of condition.any) answer(part, evaluation);
  else if ('not' in condition) answer(condition.not, evaluation);
  else if (!NEEDING_CODE.some((key) => key in condition)) evaluation.evaluate(condition);
}

/** Checks, traits and practices may ask for anything, the kind is not known yet, and hints are asked for last, if at all. */
const NEEDING_CODE = ['code', 'technology', 'check', 'trait', 'practice', 'kind', 'hint'];
