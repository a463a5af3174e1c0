import { lineAt } from '../../facts/lines.ts';
import type { FileEntry } from '../../repository/file-index.ts';
import type { Role } from '../../repository/roles.ts';
import type { FileCondition, FilesCondition, LanguageCondition, TextCondition } from '../condition.ts';
import { found, no, type Outcome, yes } from '../outcome.ts';
import type { View } from '../view.ts';
import { isWithin, many, pattern } from './patterns.ts';

/** What counts as this software's own, unless a rule asks for other roles. */
const OWN: readonly Role[] = ['source', 'test', 'config', 'ci', 'docs', 'asset', 'agent-tooling'];

export function filePredicate(condition: string | readonly string[] | FileCondition, view: View): Outcome {
  const wanted: FileCondition =
    typeof condition === 'string' || Array.isArray(condition) ? { path: condition } : (condition as FileCondition);
  const roles = wanted.roles ?? OWN;
  const files = locate(many(wanted.path), view).filter(
    (file) => roles.includes(file.role) && file.size >= (wanted.minSize ?? 1) && file.mode !== 'submodule',
  );
  return found(
    files.map((file) => ({ path: file.path, detail: 'the file is there' })),
    view.facts.source.repository.truncated,
  );
}

/** Files of the unit by globs; a leading slash anchors at the unit's root. */
function locate(globs: readonly string[], view: View): readonly FileEntry[] {
  const anchored =
    view.unit === '.' ? globs : globs.map((glob) => (glob.startsWith('/') ? `/${view.unit}${glob}` : glob));
  return view.facts.source.files.matching(anchored).filter((file) => view.here(file.path));
}

export function filesPredicate(condition: FilesCondition, view: View): Outcome {
  const candidates = condition.path === undefined ? view.facts.source.files.all : locate(many(condition.path), view);
  const roles = condition.roles ?? (condition.path === undefined ? (['source'] as const) : OWN);
  const matching = candidates.filter(
    (file) =>
      view.here(file.path) &&
      (roles as readonly string[]).includes(file.role) &&
      (condition.languages === undefined ||
        (file.language !== undefined && condition.languages.includes(file.language))),
  );
  const bounds = condition.atLeast === undefined && condition.atMost === undefined ? { atLeast: 1 } : condition;
  if (!isWithin(matching.length, bounds)) return no();
  return yes(matching.slice(0, 3).map((file) => ({ path: file.path, detail: `one of ${matching.length} such files` })));
}

export function languagePredicate(condition: string | readonly string[] | LanguageCondition, view: View): Outcome {
  const wanted =
    typeof condition === 'string' || Array.isArray(condition)
      ? { is: condition as string | readonly string[], share: 0 }
      : (condition as LanguageCondition);
  const languages: readonly string[] = many(wanted.is as string | readonly string[]);
  let total = 0;
  let matching = 0;
  let example: FileEntry | undefined;
  for (const file of view.facts.source.files.all) {
    if (file.role !== 'source' || file.language === undefined || !view.here(file.path)) continue;
    total += file.size;
    if (languages.includes(file.language)) {
      matching += file.size;
      example ??= file;
    }
  }
  if (example === undefined || matching / total < wanted.share) return no();
  return yes([{ path: example.path, detail: `${Math.round((100 * matching) / total)} % of the source` }]);
}

export function textPredicate(condition: TextCondition, view: View): Outcome {
  const roles = condition.roles ?? OWN;
  const expression = pattern(condition.pattern, condition.flags ?? 'im');
  const evidence = [];
  let undecidable = false;
  for (const file of locate(many(condition.in), view)) {
    if (!roles.includes(file.role)) continue;
    const text = view.facts.source.text(file.path);
    if (text === undefined) {
      undecidable = true;
      continue;
    }
    const match = expression.exec(text);
    if (match !== null)
      evidence.push({ path: file.path, line: lineAt(text, match.index), detail: match[0].trim().slice(0, 120) });
  }
  return found(evidence, undecidable);
}
