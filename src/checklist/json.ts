import { jsonContext } from '../report/json.ts';
import { safeJson } from '../report/sanitize.ts';
import { type Checklist, itemsOf } from './checklist.ts';

/** For machines; changes within a schemaVersion are additive. */
export function checklistJson(list: Checklist): string {
  const { release, context, counts } = list;
  return safeJson(
    {
      schemaVersion: 1,
      release: release ?? null,
      context: jsonContext(context),
      counts,
      items: itemsOf(list),
    },
    2,
  );
}
