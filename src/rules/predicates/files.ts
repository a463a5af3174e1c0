import type { Evidence } from '../../facts/evidence.ts';
import { lineAt } from '../../facts/lines.ts';
import type { FactSource } from '../../facts/source.ts';
import type { FileEntry } from '../../repository/file-index.ts';
import type { Language } from '../../repository/languages.ts';
import type { Role } from '../../repository/roles.ts';
import type { FileCondition, FilesCondition, LanguageCondition, TextCondition } from '../condition.ts';
import { found, no, type Outcome, yes } from '../outcome.ts';
import { own } from '../own.ts';
import type { View } from '../view.ts';
import { isWithin, many, pattern } from './patterns.ts';

/** What counts as this software's own, unless a rule asks for other roles. */
const OWN: readonly Role[] = ['source', 'test', 'config', 'ci', 'docs', 'asset', 'agent-tooling'];

export function filePredicate(condition: string | readonly string[] | FileCondition, view: View): Outcome {
  const wanted: FileCondition =
    typeof condition === 'string' || Array.isArray(condition) ? { path: condition } : (condition as FileCondition);
  const roles = wanted.roles ?? OWN;
  const files = locate(wanted.path, view).filter(
    (file) => roles.includes(file.role) && file.size >= (wanted.minSize ?? 1) && file.mode !== 'submodule',
  );
  return found(
    files.map((file) => ({ path: file.path, detail: 'the file is there' })),
    view.facts.source.repository.truncated,
  );
}

/** Files of the unit by globs; a leading slash anchors at the unit's root. */
function locate(globs: string | readonly string[], view: View): readonly FileEntry[] {
  return view.facts.source.files.matching(globs, view.unit).filter((file) => view.here(file.path));
}

export function filesPredicate(condition: FilesCondition, view: View): Outcome {
  const roles: readonly Role[] = condition.roles ?? (condition.path === undefined ? ['source'] : OWN);
  const candidates = condition.path === undefined ? inRoles(roles, view) : locate(condition.path, view);
  const matching = candidates.filter(
    (file) =>
      roles.includes(file.role) &&
      (condition.languages === undefined ||
        (file.language !== undefined && condition.languages.includes(file.language))),
  );
  const bounds = condition.atLeast === undefined && condition.atMost === undefined ? { atLeast: 1 } : condition;
  if (!isWithin(matching.length, bounds)) return no();
  return yes(matching.slice(0, 3).map((file) => ({ path: file.path, detail: `one of ${matching.length} such files` })));
}

function inRoles(roles: readonly Role[], view: View): readonly FileEntry[] {
  const [first, ...others] = roles;
  return first !== undefined && others.length === 0 ? (own(view).byRole.get(first) ?? []) : own(view).files;
}

export function languagePredicate(condition: string | readonly string[] | LanguageCondition, view: View): Outcome {
  const wanted =
    typeof condition === 'string' || Array.isArray(condition)
      ? { is: condition as string | readonly string[], share: 0 }
      : (condition as LanguageCondition);
  const languages: readonly string[] = many(wanted.is as string | readonly string[]);
  const { languages: shares, sourceSize } = own(view);
  const matching = [...new Set(languages)].flatMap((language) => shares.get(language as Language) ?? []);
  const [first, ...others] = matching;
  if (first === undefined) return no();
  const size = matching.reduce((sum, share) => sum + share.size, 0);
  if (size / sourceSize < wanted.share) return no();
  const { example } = others.reduce((earliest, share) => (share.index < earliest.index ? share : earliest), first);
  return yes([{ path: example.path, detail: `${Math.round((100 * size) / sourceSize)} % of the source` }]);
}

export function textPredicate(condition: TextCondition, view: View): Outcome {
  const roles = condition.roles ?? OWN;
  const seen = seenBy(condition, view.facts.source);
  const evidence = [];
  let undecidable = false;
  for (const file of locate(condition.in, view)) {
    if (!roles.includes(file.role)) continue;
    let sight = seen.get(file.path);
    if (sight === undefined) {
      sight = search(condition, file.path, view.facts.source);
      seen.set(file.path, sight);
    }
    if (sight === 'unreadable') undecidable = true;
    else if (sight !== 'nothing') evidence.push(sight);
  }
  return found(evidence, undecidable);
}

type Sight = Evidence | 'nothing' | 'unreadable';

const sights = new WeakMap<FactSource, Map<TextCondition, Map<string, Sight>>>();

/** What a condition saw in which files: the units of a repository look at the same files as the whole. */
function seenBy(condition: TextCondition, source: FactSource): Map<string, Sight> {
  const byCondition = sights.get(source) ?? new Map<TextCondition, Map<string, Sight>>();
  sights.set(source, byCondition);
  const seen = byCondition.get(condition) ?? new Map<string, Sight>();
  byCondition.set(condition, seen);
  return seen;
}

function search(condition: TextCondition, path: string, source: FactSource): Sight {
  const text = source.text(path);
  if (text === undefined) return 'unreadable';
  const match = pattern(condition.pattern, condition.flags ?? 'im').exec(text);
  if (match === null) return 'nothing';
  // `^\s*` begins on the blank lines before what is meant.
  const blank = match[0].length - match[0].trimStart().length;
  const start = blank === match[0].length ? match.index : match.index + blank;
  return { path, line: lineAt(text, start), detail: match[0].trim().slice(0, 120) };
}
