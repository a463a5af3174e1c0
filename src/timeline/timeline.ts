import { DECIDED, type Kind } from '../context/model.ts';
import { type AuditResult, SEVERITIES, type Severity } from '../findings/model.ts';
import { severityOf } from '../findings/severity.ts';
import type { Rule } from '../rules/rule.ts';
import type { MainCommit } from './commits.ts';

/** A practice that the new kind asks for and the one before did not. */
export interface DuePractice {
  readonly id: string;
  readonly title: string;
  /** What its lack weighs in the new kind. */
  readonly severity: Severity;
  /** Whether it was there before the kind changed; `null` when that cannot be decided, or was no question then. */
  readonly presentBefore: boolean | null;
  /** Whether it was there with the change. */
  readonly present: boolean | null;
  /** Whether it is there today. */
  readonly presentNow: boolean | null;
}

export interface KindChange {
  readonly commit: MainCommit;
  readonly from: Kind;
  readonly to: Kind;
  readonly confidence: number;
  readonly declared: boolean;
  readonly fellDue: readonly DuePractice[];
}

export interface Timeline {
  readonly commits: number;
  readonly audited: number;
  readonly start: { readonly commit: MainCommit; readonly kind: Kind; readonly confidence: number };
  readonly changes: readonly KindChange[];
  readonly now: { readonly commit: MainCommit; readonly kind: Kind; readonly confidence: number };
}

/** So many commits are looked at, evenly spread, before those between two kinds. */
const SPREAD = 12;
/** No more than this many audits in all. */
export const MAX_AUDITS = 60;

/**
 * What a repository has been, and when that changed: audits commits spread over the history and halves the stretches between two that
 * differ until it has the commit. A kind that is not sure is taken for the one before: history is told in decisions, not in wavering.
 *
 * @param commits oldest first, at least one
 * @param audit the audit of a commit, as of a given kind or as of the one that shows
 * @param rules what practices are called
 */
export async function timelineOf(
  commits: readonly MainCommit[],
  audit: (commit: MainCommit, kind?: Kind) => Promise<AuditResult>,
  rules: readonly Rule[],
): Promise<Timeline> {
  const results = new Map<number, AuditResult>();
  const at = async (index: number): Promise<AuditResult> => {
    let result = results.get(index);
    if (result === undefined) {
      result = await audit(commits[index] as MainCommit);
      results.set(index, result);
    }
    return result;
  };
  const kindAt = async (index: number, before: Kind): Promise<Kind> => {
    const { context } = await at(index);
    return context.declared || context.confidence >= DECIDED ? context.kind : before;
  };
  const last = commits.length - 1;
  const changes: { readonly index: number; readonly from: Kind; readonly to: Kind }[] = [];
  /** Goes through a stretch of which the ends are known, in order. */
  const search = async (low: number, lowKind: Kind, high: number): Promise<Kind> => {
    const highKind = await kindAt(high, lowKind);
    if (highKind === lowKind) return lowKind;
    if (high - low <= 1 || results.size >= MAX_AUDITS) {
      changes.push({ index: high, from: lowKind, to: highKind });
      return highKind;
    }
    const middle = Math.floor((low + high) / 2);
    return search(middle, await search(low, lowKind, middle), high);
  };
  const first = await at(0);
  let kind = first.context.kind;
  const stops = spread(last);
  for (const [position, stop] of stops.entries()) {
    if (position > 0) kind = await search(stops[position - 1] as number, kind, stop);
  }
  const titles = new Map(rules.filter((rule) => rule.manual !== true).map((rule) => [rule.id, rule.title]));
  const present = await at(last);
  const told: KindChange[] = [];
  for (const { index, from, to } of changes) {
    const [parent, commit] = [commits[index - 1] as MainCommit, commits[index] as MainCommit];
    const { confidence, declared } = (await at(index)).context;
    const fellDue = dueBetween(await audit(parent, from), await audit(commit, to), present, titles);
    told.push({ commit, from, to, confidence, declared, fellDue });
  }
  const { kind: startKind, confidence } = first.context;
  return {
    commits: commits.length,
    audited: results.size,
    start: { commit: commits[0] as MainCommit, kind: startKind, confidence },
    changes: told,
    now: { commit: commits[last] as MainCommit, kind, confidence: present.context.confidence },
  };
}

function spread(last: number): number[] {
  const stops = new Set<number>();
  for (let step = 0; step < SPREAD; step++) stops.add(Math.round((last * step) / (SPREAD - 1)));
  return [...stops];
}

/** Gaps or not: what weighs as a warning or more now, and less before. */
function dueBetween(
  before: AuditResult,
  after: AuditResult,
  now: AuditResult,
  titles: ReadonlyMap<string, string>,
): DuePractice[] {
  const rootOf = (result: AuditResult) =>
    new Map(result.practices.filter(({ unit }) => unit === '.').map((practice) => [practice.id, practice]));
  const formerly = rootOf(before);
  const today = rootOf(now);
  const due = [...rootOf(after).values()].flatMap((practice): DuePractice[] => {
    const title = titles.get(practice.id);
    const severity = practice.weight > 0 ? severityOf(practice.weight, true) : undefined;
    const isAsked = practice.status !== 'not-applicable' && title !== undefined;
    if (!isAsked || severity === undefined || severity === 'info') return [];
    const then = formerly.get(practice.id);
    if (then !== undefined && then.status !== 'not-applicable' && then.weight >= OWED) return [];
    return [
      {
        id: practice.id,
        title,
        severity,
        presentBefore: then?.present ?? null,
        present: practice.present,
        presentNow: today.get(practice.id)?.present ?? null,
      },
    ];
  });
  return due.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.id < b.id ? -1 : 1));
}

/** From here on a practice is owed: the threshold of a warning. */
const OWED = 0.35;
