import type { FileEntry } from '../../../repository/file-index.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { own } from '../../own.ts';
import type { View } from '../../view.ts';

/** Languages whose imports name a file. */
const LANGUAGES: ReadonlySet<string> = new Set(['python', 'javascript', 'typescript', 'ruby', 'php', 'shell']);
const IMPORT =
  /^\s*(?:from\s+([\w.]+)\s+import|import\s+([\w.]+)|.*?\b(?:from|require(?:_relative|_once)?|include(?:_once)?|import|source)\s*\(?\s*["']([^"'\n]{1,200})["']|(?:source|\.)\s+(\S{1,200}))/gm;
/** What all the others share holds them together as little as a standard library does. */
const SHARED =
  /^(?:__init__|__main__|index|main|utils?|helpers?|common|base|shared|lib|library|types?|constants|config|settings|exceptions|errors|tools)$/;

const FEWEST = 20;
/** The part of the source that lies side by side. */
const TOGETHER = 0.6;
/** The part of those that may lean on one another. */
const LEANING = 0.2;
/** So many of them are looked into. */
const LOOKED = 120;
/** Files of a screen or three. */
const SMALL = 5_000;

/**
 * Whether most of the source are files of one folder that know nothing of each other: commands, plugins, rules of a linter.
 * Option `small`: whether each of them can be read by itself as well.
 */
export const independentFiles: Check = {
  name: 'independent-files',
  run(view, options) {
    const files = (own(view).byRole.get('source') ?? []).filter(
      ({ language, size }) => language !== undefined && LANGUAGES.has(language) && size > 0,
    );
    const group = largestGroup(files);
    if (group.length < FEWEST || group.length < TOGETHER * files.length) return no();
    if (options.small === true && group.reduce((sum, { size }) => sum + size, 0) > SMALL * group.length) return no();
    const names = new Set(group.map(({ path }) => stem(path)).filter((name) => !SHARED.test(name)));
    const looked = sample(group);
    const leaning = looked.filter((file) => leansOn(names, file, view));
    if (leaning.length > LEANING * looked.length) return no();
    return yes(group.slice(0, 3).map(({ path }) => ({ path, detail: `one of ${group.length} files side by side` })));
  },
};

/** The files below one folder of the first three levels: the deepest that holds enough of them. */
function largestGroup(files: readonly FileEntry[]): readonly FileEntry[] {
  const groups = new Map<string, FileEntry[]>();
  for (const file of files) {
    const parts = folderOf(file.path).split('/').filter(Boolean);
    for (let depth = 1; depth <= Math.min(3, parts.length); depth++) {
      const folder = parts.slice(0, depth).join('/');
      const group = groups.get(folder);
      if (group === undefined) groups.set(folder, [file]);
      else group.push(file);
    }
  }
  const enough = [...groups].filter(([, group]) => group.length >= TOGETHER * files.length);
  return enough.toSorted(([a], [b]) => b.split('/').length - a.split('/').length)[0]?.[1] ?? [];
}

/** Of many files some tell enough, taken from all over the list. */
function sample(files: readonly FileEntry[]): readonly FileEntry[] {
  const step = Math.ceil(files.length / LOOKED);
  return files.filter((_, index) => index % step === 0);
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}

function leansOn(names: ReadonlySet<string>, file: FileEntry, view: View): boolean {
  const own = stem(file.path);
  for (const match of (view.facts.source.text(file.path) ?? '').matchAll(IMPORT)) {
    const module = match.slice(1).find((part) => part !== undefined) ?? '';
    const last = stem(module.replace(/\.(?:js|ts|jsx|tsx|rb|php|sh)$/, '').replaceAll('.', '/'));
    if (last !== own && names.has(last)) return true;
  }
  return false;
}
