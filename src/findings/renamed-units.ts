import type { Baseline, BaselineEntry } from './baseline.ts';
import type { AuditResult } from './model.ts';

/** Units whose folder has most likely been renamed: of what the baseline knows there, at least half is found in a new folder. */
export function renamedUnits(
  baseline: Baseline,
  result: AuditResult,
): { readonly from: string; readonly to: string }[] {
  const present = new Set(['.', ...result.units.map(({ path }) => path)]);
  const fresh = [...present].filter((unit) => !Object.hasOwn(baseline.context, unit));
  const taken = new Set<string>();
  return Object.keys(baseline.context).flatMap((from) => {
    if (present.has(from)) return [];
    const known = baseline.findings.filter((entry) => entry.unit === from).map(nameOf);
    const counts = fresh
      .filter((unit) => !taken.has(unit))
      .map((unit) => {
        const found = new Set(result.findings.filter((finding) => finding.unit === unit).map(nameOf));
        return { unit, count: known.filter((name) => found.has(name)).length };
      });
    const [best] = counts.sort((a, b) => b.count - a.count);
    if (best === undefined || known.length === 0 || best.count * 2 < known.length) return [];
    taken.add(best.unit);
    return [{ from, to: best.unit }];
  });
}

function nameOf({ rule, kind, subject }: Pick<BaselineEntry, 'rule' | 'kind' | 'subject'>): string {
  return `${kind} ${rule} ${subject ?? ''}`;
}
