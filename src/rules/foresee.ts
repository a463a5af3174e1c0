import type { Catalogue } from './catalogue.ts';
import type { Condition } from './condition.ts';
import type { Evaluation } from './evaluation.ts';

/**
 * Works out, and so remembers, what every audit of a whole repository asks for and what needs no source code: while a second thread reads
 * the code, this one is not idle.
 */
export function foresee(evaluation: Evaluation, { kinds, traits, rules }: Catalogue): void {
  const needing = new Set<string>();
  /** @returns whether it is simply not there, so that what is asked for along with it is never looked for */
  const answer = (condition: Condition): boolean => {
    if ('all' in condition) return condition.all.some(answer);
    if ('any' in condition) return condition.any.filter((part) => !answer(part)).length === 0;
    if ('not' in condition) {
      answer(condition.not);
      return false;
    }
    if (LATER.some((key) => key in condition)) return false;
    const name = nameOf(condition);
    if (name !== undefined && needing.has(name)) return false;
    let isAbsent = false;
    const isDone = evaluation.facts.withoutCode(() => {
      const { value, evidence } = evaluation.evaluate(condition);
      isAbsent = value === false && evidence.length === 0;
    });
    if (!isDone && name !== undefined) needing.add(name);
    return isAbsent;
  };
  for (const { if: condition } of kinds.evidence) answer(condition);
  for (const { evidence } of traits) for (const item of evidence) answer(item.if);
  for (const { present, applies } of rules) {
    answer(present);
    if (applies !== undefined) answer(applies);
  }
}

/** What needs code for certain, what is not known yet, and what is asked for last, if at all. */
const LATER = ['code', 'technology', 'kind', 'hint'];

/** Under what a question is known that many ask. */
function nameOf(condition: Condition): string | undefined {
  if ('trait' in condition) return `trait ${condition.trait}`;
  if ('practice' in condition) return `practice ${condition.practice}`;
  if ('check' in condition) return `check ${JSON.stringify(condition.check)}`;
  return undefined;
}
