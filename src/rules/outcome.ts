import type { Evidence } from '../facts/evidence.ts';

/** What a condition came to: true, false, or unknown (`null`), with what decided it. */
export interface Outcome {
  readonly value: boolean | null;
  /** For `true`: where it was seen. For `false`: what speaks against it, where something does. */
  readonly evidence: readonly Evidence[];
}

/** More evidence than this helps nobody; the first places are kept. */
const MAX_EVIDENCE = 200;

export function yes(evidence: readonly Evidence[]): Outcome {
  return { value: true, evidence: evidence.slice(0, MAX_EVIDENCE) };
}

export function no(evidence: readonly Evidence[] = []): Outcome {
  return { value: false, evidence: evidence.slice(0, MAX_EVIDENCE) };
}

export function unknown(evidence: readonly Evidence[] = []): Outcome {
  return { value: null, evidence };
}

/** True with evidence; else unknown where something that bears on it could not be read; else false. */
export function found(evidence: readonly Evidence[], undecidable = false): Outcome {
  if (evidence.length > 0) return yes(evidence);
  return undecidable ? unknown() : no();
}

export function negate(outcome: Outcome): Outcome {
  return { value: outcome.value === null ? null : !outcome.value, evidence: outcome.evidence };
}

/** Unknown where it holds, and else false: what is too weak for a yes, and too much for a no. */
export function suspicion(outcome: Outcome): Outcome {
  return outcome.value === false ? no() : unknown(outcome.evidence);
}

/** Kleene's conjunction: false as soon as one is false, unknown when none is false but one unknown. */
export function conjunction(outcomes: readonly Outcome[]): Outcome {
  const against = outcomes.filter((outcome) => outcome.value === false);
  // Where a part is simply not there, no place speaks against the whole.
  if (against.length > 0) return no(against.every(({ evidence }) => evidence.length > 0) ? evidenceOf(against) : []);
  if (outcomes.some((outcome) => outcome.value === null)) return unknown(evidenceOf(outcomes));
  return yes(evidenceOf(outcomes));
}

/** Kleene's disjunction. */
export function disjunction(outcomes: readonly Outcome[]): Outcome {
  const speaking = outcomes.filter((outcome) => outcome.value === true);
  if (speaking.length > 0) return yes(evidenceOf(speaking));
  const undecided = outcomes.filter((outcome) => outcome.value === null);
  if (undecided.length > 0) return unknown(evidenceOf(undecided));
  return no(evidenceOf(outcomes));
}

function evidenceOf(outcomes: readonly Outcome[]): Evidence[] {
  const seen = new Set<string>();
  const all: Evidence[] = [];
  for (const outcome of outcomes) {
    for (const evidence of outcome.evidence) {
      const key = `${evidence.path}:${evidence.line ?? ''}:${evidence.subject ?? evidence.detail}`;
      if (!seen.has(key)) {
        seen.add(key);
        all.push(evidence);
      }
    }
  }
  return all;
}
