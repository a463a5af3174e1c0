import type { Kind } from '../context/model.ts';
import { clip, oneLine } from '../report/sanitize.ts';
import { placeOf } from '../report/selection.ts';
import { counted } from '../report/text.ts';
import type { Checklist, Item, ItemState } from './checklist.ts';

/* What the formats of the checklist have in common: which words say how an item stands. */

const STATES: Readonly<Record<ItemState, string>> = {
  pass: 'in place',
  gap: 'missing',
  exempt: 'exempt',
  unknown: 'could not be decided',
  yes: 'yes',
  no: 'no',
  unanswered: 'not answered',
  expired: 'the answer has expired',
};

/** "yes (Ada, 2026-11-23, for v1.2, until 2027-05-23): took 40 minutes", "not answered, required" */
export function stateText(item: Item): string {
  const { state, answer, isOpen, isRequired, reason } = item;
  const mark = isOpen && isRequired ? ', required' : '';
  const head = STATES[state] + mark;
  if (reason !== undefined) return `${head}: ${oneLine(reason)}`;
  if (answer === undefined) return head;
  const about = [
    ...(state === 'unanswered' || state === 'expired' ? [`last ${answer.answer}`] : []),
    answer.who,
    answer.when,
    ...(answer.for === undefined ? [] : [`for ${answer.for}`]),
    ...(answer.until === undefined ? [] : [`until ${answer.until}`]),
  ];
  const note = answer.note === undefined ? '' : `: ${oneLine(answer.note)}`;
  return `${head} (${oneLine(about.join(', '))})${note}`;
}

/** "Before the release of v1.2" */
export function titleOf({ release }: Checklist): string {
  return release === undefined ? 'Before the release' : `Before the release of ${oneLine(release)}`;
}

/** "12 of 20 done; 3 open, 1 of them required; 2 could not be decided" */
export function countsText({ counts }: Checklist): string {
  const { items, open, blocking, unknown } = counts;
  const parts = [
    `${items - open - unknown} of ${items} done`,
    open === 0 ? 'nothing open' : `${open} open, ${blocking === 0 ? 'none' : blocking} of them required`,
    ...(unknown === 0 ? [] : [`${counted(unknown, 'practice')} could not be decided`]),
  ];
  return parts.join('; ');
}

/** Why the list is short or empty, where it is. */
export function remarkOf({ context, counts, families }: Checklist): string | undefined {
  const asks = families.some(({ items }) => items.some((item) => item.isRequired));
  if (counts.items > 0 && asks) return undefined;
  return counts.items === 0
    ? `${REASONS[context.kind]} So nothing is asked before a release.`
    : `${REASONS[context.kind]} So nothing is required before a release.`;
}

const REASONS: Readonly<Record<Kind, string>> = {
  prototype: 'This is taken for a prototype: nobody outside its authors is promised that it keeps working.',
  'internal-tool': 'This is taken for an internal tool whose context asks for little.',
  oss: 'This is taken for published software whose context asks for little.',
  'production-service': 'This is taken for a service whose context asks for little.',
};

/** The places where it was seen, "package.json:3". */
export function placesOf(item: Item): string[] {
  const places = item.evidence.filter(({ path }) => path !== '.').map((evidence) => clip(placeOf(evidence), 200));
  return [...new Set(places)];
}

/** Whether why and how are worth telling: what is done needs neither. */
export function isExplained(item: Item): boolean {
  return item.isOpen || item.state === 'unknown';
}
