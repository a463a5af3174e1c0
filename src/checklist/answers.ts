/* What people have answered to the questions that a clone cannot decide, and for how long that holds. */

/** One answer, as it is kept in the repository. */
export interface Answer {
  readonly rule: string;
  readonly answer: 'yes' | 'no';
  readonly who: string;
  /** The day of the answer, as YYYY-MM-DD. */
  readonly when: string;
  /** The release that it was given for. */
  readonly for?: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly until?: string;
  readonly note?: string;
}

/** For which release and on which day it is asked. */
export interface Occasion {
  readonly release?: string | undefined;
  /** As YYYY-MM-DD. */
  readonly today: string;
}

/** What the answers to one question come to. */
export interface Standing {
  readonly state: 'yes' | 'no' | 'unanswered' | 'expired';
  /** The answer that decides; where none does, the last that was given for another release. */
  readonly answer?: Answer;
}

/**
 * The last answer that was given for this release decides. One with a last day holds for every release until then, one without only for
 * the release that it names; where it names none, or none is asked about, it holds until it is replaced.
 */
export function standingOf(rule: string, answers: readonly Answer[], { release, today }: Occasion): Standing {
  const given = answers.filter((answer) => answer.rule === rule);
  const latest = lastOf(given.filter((answer) => isFor(answer, release)));
  if (latest === undefined) {
    const other = lastOf(given);
    return { state: 'unanswered', ...(other === undefined ? {} : { answer: other }) };
  }
  const isExpired = latest.until !== undefined && latest.until < today;
  return { state: isExpired ? 'expired' : latest.answer, answer: latest };
}

function isFor(answer: Answer, release: string | undefined): boolean {
  return release === undefined || answer.for === undefined || answer.for === release || answer.until !== undefined;
}

/** By day; of several on one day the one that was written last. */
function lastOf(answers: readonly Answer[]): Answer | undefined {
  let last: Answer | undefined;
  for (const answer of answers) if (last === undefined || answer.when >= last.when) last = answer;
  return last;
}
