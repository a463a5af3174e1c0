import type { Commit, HistoryRecord } from '../../../repository/repository.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

/* Dependabot mends what has published holes wherever that is switched on in the forge, without a file in the tree. */

const BUMP = /\b(?:bump|update)s? (?:the )?(@?[\w./-]{1,120})/i;
const BRANCH = /\bdependabot\/([a-z_]+)\//i;
/** More commits are not looked through: a busy year of a large team. */
const LIMIT = 5_000;
const YEAR = 365 * 86_400;

/** A change that Dependabot proposed and that was taken in. */
export interface SecurityUpdate {
  readonly commit: Commit;
  /** What was updated; the name of the branch tells the ecosystem as well. */
  readonly name?: string;
  readonly branch?: string;
}

/** Its configuration was taken away: what was proposed before came of it. */
const SWITCHED_OFF =
  /\b(?:remov|delet|drop|disabl|retir|stop|get rid)\w*\b.{0,40}\bdependabot\b(?! (?:commits?|branch|comments?|alerts?))/i;
/** A steady stream that ended longer ago than this has been switched off; single fixes are as rare as the holes. */
const SILENT = YEAR / 2;

/** Dependabot's changes of the last year in which somebody worked here, newest first; none where they have ended. */
export function securityUpdates(record: HistoryRecord | null): SecurityUpdate[] {
  const year = lastYear(record);
  const updates = updatesIn(year);
  const latest = Math.max(0, ...updates.map(({ commit }) => commit.time));
  const newest = Math.max(0, ...year.map(({ time }) => time));
  const isOver = year.some(
    ({ subject, time, author }) =>
      time >= latest && !author.includes('[bot]') && SWITCHED_OFF.test(subject.slice(0, 300)),
  );
  return isOver || (updates.length >= STEADY && newest - latest > SILENT) ? [] : updates;
}

function updatesIn(commits: readonly Commit[]): SecurityUpdate[] {
  return commits.flatMap((commit) => {
    const subject = commit.subject.slice(0, 300);
    const branch = BRANCH.exec(subject)?.[1];
    const name = BUMP.exec(subject)?.[1];
    const isBots = /\bdependabot\b/i.test(`${commit.author} ${commit.email}`) && name !== undefined;
    if (branch === undefined && !isBots) return [];
    return [{ commit, ...(name === undefined ? {} : { name }), ...(branch === undefined ? {} : { branch }) }];
  });
}

/** So many, and such a part of all commits, that hardly a hole stays open; single fixes come without any set-up. */
const STEADY = 12;
const PART = 0.1;

/** Whether updates are taken in steadily. */
export function isSteady(updates: readonly SecurityUpdate[], record: HistoryRecord | null): boolean {
  return updates.length >= STEADY && updates.length >= PART * lastYear(record).length;
}

/** How Renovate marks what mends a published hole. */
const MARKED = /\[security\]/i;

/** The commits of the last year in which somebody worked here. */
function lastYear(record: HistoryRecord | null): readonly Commit[] {
  const commits = record?.commits.slice(0, LIMIT) ?? [];
  const newest = Math.max(0, ...commits.map(({ time }) => time));
  return commits.filter(({ time }) => time >= newest - YEAR);
}

/**
 * Whether Dependabot's changes have been taken in of late: steadily, or with `any` at all; with `marked`, changes of whatever bot that
 * are marked as mending a hole. Without history: no.
 */
export const securityUpdatesMerged: Check = {
  name: 'security-updates-merged',
  run({ facts }, options) {
    if (options.marked === true) {
      const mended = lastYear(facts.record).find(
        ({ subject }) => MARKED.test(subject.slice(0, 300)) && BUMP.test(subject),
      );
      return mended === undefined ? no() : yes([{ path: '.', detail: `"${mended.subject.slice(0, 80)}"` }]);
    }
    const updates = securityUpdates(facts.record);
    const [latest] = updates;
    if (latest === undefined || (options.any !== true && !isSteady(updates, facts.record))) return no();
    const detail = `${updates.length} commits of Dependabot, the latest "${latest.commit.subject.slice(0, 80)}"`;
    return yes([{ path: '.', detail }]);
  },
};
