import { atLine, lineAt } from '../../facts/lines.ts';
import type { DocumentCondition, SectionCondition } from '../condition.ts';
import { found, no, type Outcome, unknown, yes } from '../outcome.ts';
import { readmeIn } from '../readme-in.ts';
import type { View } from '../view.ts';
import { isWithin, many, pattern } from './patterns.ts';

export function documentPredicate(condition: string | readonly string[] | DocumentCondition, view: View): Outcome {
  const wanted: DocumentCondition =
    typeof condition === 'string' || Array.isArray(condition) ? { kind: condition } : (condition as DocumentCondition);
  const kinds: readonly string[] = many(wanted.kind);
  const evidence = view.facts.documents.documents
    .filter(
      (document) =>
        kinds.includes(document.kind) &&
        view.here(document.path) &&
        (wanted.stub === true || document.stub === undefined) &&
        (wanted.section !== false || document.section === undefined) &&
        (wanted.nested !== false || isOfWhole(document.path, view)),
    )
    .map((document) => ({
      path: document.path,
      ...atLine(document.line),
      detail: document.section === undefined ? `${document.kind}` : `section "${document.section}"`,
    }));
  return found(evidence, view.facts.source.repository.truncated);
}

/** At the root, or in a folder of documents or of the forge there. */
function isOfWhole(path: string, { unit }: View): boolean {
  const below = unit === '.' ? path : path.slice(unit.length + 1);
  return /^(?:(?:\.\w+|docs?|documentation|community|meta|[\w-]*docs|handbook|wiki|www|site|website|man|manual|content|guides?|project)\/(?:.*\/)?)?[^/]*$/i.test(
    below,
  );
}

export function sectionPredicate(condition: SectionCondition, view: View): Outcome {
  const readme = readmeIn(view.unit, view.facts);
  if (readme === undefined)
    return view.facts.source.diagnostics.some(({ path }) => /readme/i.test(path)) ? unknown() : no();
  if (readme === null) return no();
  const bounds = { atLeast: condition.minLength ?? 0, atMost: condition.maxLength ?? Number.POSITIVE_INFINITY };
  const parts =
    condition.heading === undefined
      ? [{ line: 1, text: readme.text, heading: 'README' }]
      : readme.sections.filter((section) => pattern(condition.heading ?? '', 'i').test(section.heading));
  for (const part of parts) {
    if (!isWithin(part.text.length, bounds)) continue;
    if (condition.text === undefined)
      return yes([{ path: readme.path, line: part.line, detail: `section "${part.heading}"` }]);
    const text = condition.opening === undefined ? part.text : openingOf(part.text, condition.opening);
    const match = pattern(condition.text, 'im').exec(text);
    if (match === null) continue;
    const line = part.line + lineAt(text, match.index) - 1;
    return yes([{ path: readme.path, line, detail: `says "${match[0].trim().slice(0, 80)}"` }]);
  }
  return no();
}

/** Tags and comments of HTML, images, and where links lead: what a reader does not read. */
const UNREAD =
  /<!--[\s\S]*?-->|<\/?[a-z][^<>]*>|!\[[^\][]*\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\][]*\])|(?<=\])\([^()\s]*\)/gi;

/** What is read first. Lines stay where they are. */
function openingOf(text: string, length: number): string {
  return text
    .slice(0, length * 10)
    .replaceAll(UNREAD, (unread) => unread.replaceAll(/[^\n]/g, ''))
    .slice(0, length);
}
