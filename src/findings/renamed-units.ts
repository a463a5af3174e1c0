import type { Baseline, BaselineEntry } from './baseline.ts';
import type { AuditResult, Finding } from './model.ts';

/** A unit whose folder has another name than before. */
export interface RenamedUnit {
  readonly from: string;
  readonly to: string;
}

/**
 * Units whose folder has most likely been renamed: of what was known there, at least half is found in a new folder. Of several such
 * folders the one that is called the same, and else the one with the most of it.
 * @param before what was known, and in which units
 */
export function renamedUnits(before: Baseline, result: AuditResult): RenamedUnit[] {
  const present = new Set(['.', ...result.units.map(({ path }) => path)]);
  const fresh = [...present].filter((unit) => !Object.hasOwn(before.context, unit));
  if (fresh.length === 0) return [];
  const found = new Map(fresh.map((unit) => [unit, namesIn(result.findings, unit)]));
  const candidates = Object.keys(before.context).flatMap((from) => {
    if (present.has(from)) return [];
    const known = namesIn(before.findings, from);
    return fresh.flatMap((to) => {
      const count = [...known].filter((name) => found.get(to)?.has(name)).length;
      return known.size === 0 || count * 2 < known.size ? [] : [{ from, to, count, alike: likeness(from, to) }];
    });
  });
  candidates.sort(
    (a, b) => b.alike - a.alike || b.count - a.count || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1),
  );
  const taken = new Set<string>();
  const renamed = candidates.filter(({ from, to }) => {
    if (taken.has(`from ${from}`) || taken.has(`to ${to}`)) return false;
    taken.add(`from ${from}`).add(`to ${to}`);
    return true;
  });
  return renamed.map(({ from, to }) => ({ from, to })).sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** Tells of a finding whether it was known under the former name of its unit. */
export function knownBefore(before: Baseline, renamed: readonly RenamedUnit[]): (finding: Finding) => boolean {
  const known = new Map(renamed.map(({ from, to }) => [to, namesIn(before.findings, from)]));
  return (finding) => known.get(finding.unit)?.has(nameOf(finding)) === true;
}

/** How many parts of the path are the same, from the end: `services/api` and `apps/api` one, `x/services/api` two. */
function likeness(a: string, b: string): number {
  const [left, right] = [a.split('/').reverse(), b.split('/').reverse()];
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs < 0 ? left.length : differs;
}

function namesIn(entries: readonly (BaselineEntry | Finding)[], unit: string): Set<string> {
  return new Set(entries.filter((entry) => entry.unit === unit).map(nameOf));
}

/** A subject may be a path: then it is seen from the unit. */
function nameOf({ rule, kind, unit, subject = '' }: Pick<BaselineEntry, 'rule' | 'kind' | 'unit' | 'subject'>): string {
  return `${kind} ${rule} ${subject.startsWith(`${unit}/`) ? subject.slice(unit.length + 1) : subject}`;
}
