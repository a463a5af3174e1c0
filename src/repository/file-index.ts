import picomatch from 'picomatch';
import { type Language, languageOf } from './languages.ts';
import type { FileMode, Repository } from './repository.ts';
import { type LinguistMarks, type Role, roleOf } from './roles.ts';

/** A listed file with what its path tells about it. */
export interface FileEntry {
  readonly path: string;
  /** The last part of the path, as written. */
  readonly name: string;
  readonly size: number;
  readonly mode: FileMode;
  readonly role: Role;
  readonly language: Language | undefined;
}

/** The listing of a repository, with roles, and the look-ups that facts and rules need. */
export interface FileIndex {
  readonly all: readonly FileEntry[];
  get(path: string): FileEntry | undefined;
  /** Files whose lower-cased name is this one. */
  named(name: string): readonly FileEntry[];
  /**
   * Files that match any of the globs (case-insensitive, dot files included), in the folder if one is given: a leading slash
   * then means this folder. Results are remembered.
   */
  matching(globs: readonly string[], folder?: string): readonly FileEntry[];
  /** Files below a folder; `.` is everything. */
  under(folder: string): readonly FileEntry[];
}

/** Reads the listing once and gives every path its role. */
export function indexFiles(repository: Repository, ignored: readonly string[] = []): FileIndex {
  const marksOf = readLinguistMarks(repository);
  const isIgnored = ignored.length === 0 ? () => false : matcher(ignored);
  const all: FileEntry[] = [];
  for (const file of repository.files) {
    if (isIgnored(file.path)) continue;
    const language = languageOf(file.path);
    all.push({
      path: file.path,
      name: file.path.slice(file.path.lastIndexOf('/') + 1),
      size: file.size,
      mode: file.mode,
      role: roleOf(file.path, language !== undefined, marksOf(file.path)),
      language,
    });
  }
  const byPath = new Map(all.map((file) => [file.path, file]));
  const groups: Groups = { all, byName: groupByName(all), byEnding: groupByEnding(all), lowered: [] };
  const matched = new Map<string, readonly FileEntry[]>();
  const matching = (globs: readonly string[], folder = '.'): readonly FileEntry[] => {
    const key = `${folder}\0${globs.join('\0')}`;
    let found = matched.get(key);
    if (found === undefined) {
      found = folder === '.' ? findMatching(globs, groups) : findInFolder(globs, folder, groups, matching);
      matched.set(key, found);
    }
    return found;
  };
  return {
    all,
    get: (path) => byPath.get(path),
    named: (name) => groups.byName.get(name.toLowerCase()) ?? [],
    matching,
    under: (folder) => within(all, folder),
  };
}

/** What lies below a folder (`.` is everything), of a list that is sorted by path: `0` follows `/`. */
export function within<T extends { readonly path: string }>(sorted: readonly T[], folder: string): readonly T[] {
  if (folder === '.') return sorted;
  const start = firstFrom(sorted, `${folder}/`);
  return sorted.slice(start, firstFrom(sorted, `${folder}0`));
}

/** Index of the first whose path does not come before the given one. */
function firstFrom(files: readonly { readonly path: string }[], path: string): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((files[middle] as { readonly path: string }).path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a path lies in a folder (`.` holds everything). */
export function isUnder(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/** A matcher over several globs: case-insensitive, dot files included; a glob without a slash matches at any depth. */
export function matcher(globs: readonly string[]): (path: string) => boolean {
  const key = globs.join('\0');
  let matches = matchers.get(key);
  if (matches === undefined) {
    matches = compileMatcher(globs);
    matchers.set(key, matches);
  }
  return matches;
}

const matchers = new Map<string, (path: string) => boolean>();

function compileMatcher(globs: readonly string[]): (path: string) => boolean {
  const anchored = globs.map((glob) => (glob.includes('/') ? glob.replace(/^\.?\//, '') : `**/${glob}`));
  return picomatch(anchored, { dot: true, nocase: true, nonegate: true });
}

function groupByName(files: readonly FileEntry[]): Map<string, FileEntry[]> {
  const groups = new Map<string, FileEntry[]>();
  for (const file of files) {
    const name = file.name.toLowerCase();
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [file]);
    else group.push(file);
  }
  return groups;
}

const MAGIC = /[*?[\]{}()!+@]/;
/** `*.yml`, `*.{yml,yaml}`, `name.*.json`: the endings that any match must have. */
const ENDINGS = /\.(?:([\w-]+)|\{([\w-]+(?:,[\w-]+)*)\})$/;

/** Says nothing but the ending. */
const ENDING_ALONE = /^(?:\*\*\/)?\*\.(?:[\w-]+|\{[\w-]+(?:,[\w-]+)*\})$/;

/** The listing and its groups; every list is sorted by path. */
interface Groups {
  readonly all: readonly FileEntry[];
  readonly byName: ReadonlyMap<string, readonly FileEntry[]>;
  readonly byEnding: ReadonlyMap<string, readonly FileEntry[]>;
  /** The paths of all files in lower case, written when they are first needed. */
  readonly lowered: string[];
}

/**
 * Most globs of rules are plain names, or say with which endings a match ends: only files with that name or ending are
 * held against the glob; the few others walk the listing.
 */
function findMatching(globs: readonly string[], groups: Groups): readonly FileEntry[] {
  const found = new Set<FileEntry>();
  for (const glob of globs) {
    const candidates = candidatesFor(glob, groups)?.flat() ?? holding(literalIn(glob), groups);
    if (candidates.length === 0) continue;
    const matches = ENDING_ALONE.test(glob) ? () => true : matcher([glob]);
    for (const file of candidates) if (!found.has(file) && matches(file.path)) found.add(file);
  }
  return inOrder(found, groups);
}

/** What a folder has of it: where a glob begins with a slash, its own files are held against the rest of it. */
function findInFolder(
  globs: readonly string[],
  folder: string,
  groups: Groups,
  matching: (globs: readonly string[]) => readonly FileEntry[],
): readonly FileEntry[] {
  const anywhere = globs.filter((glob) => !glob.startsWith('/'));
  if (anywhere.length === globs.length) return within(matching(globs), folder);
  const found = new Set(anywhere.length === 0 ? [] : within(matching(anywhere), folder));
  for (const glob of globs) {
    if (!glob.startsWith('/')) continue;
    const candidates = (candidatesFor(glob, groups) ?? [groups.all]).flatMap((files) => within(files, folder));
    if (candidates.length === 0) continue;
    const matches = matcher([glob]);
    for (const file of candidates) if (!found.has(file) && matches(file.path.slice(folder.length + 1))) found.add(file);
  }
  return inOrder(found, groups);
}

function inOrder(found: ReadonlySet<FileEntry>, { all }: Groups): readonly FileEntry[] {
  if (found.size === 0) return [];
  return found.size > 200
    ? all.filter((file) => found.has(file))
    : [...found].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Lists of which any match is one; `undefined` when the glob does not say how a match ends. */
function candidatesFor(glob: string, { byName, byEnding }: Groups): (readonly FileEntry[])[] | undefined {
  const name = glob.slice(glob.lastIndexOf('/') + 1);
  if (!MAGIC.test(name)) return [byName.get(name.toLowerCase()) ?? []];
  const [, single, several] = ENDINGS.exec(glob) ?? [];
  const endings = single === undefined ? several?.split(',') : [single];
  // A slash inside of braces hides the last part: such globs walk.
  if (endings === undefined || /\{[^}]*\//.test(glob)) return undefined;
  return endings.map((ending) => byEnding.get(ending.toLowerCase()) ?? []);
}

/** The longest text without a slash that stands in every match; empty when the glob is too intricate to say. */
function literalIn(glob: string): string {
  const outside = glob.replace(/\{[^{}]*\}|\[[^[\]]*\]|[?*+@!]?\([^()]*\)/g, '*');
  if (/[\\{}[\]()|]|[^ -~]/.test(outside)) return '';
  const parts = outside.toLowerCase().split(/[*?!+@/]/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** Files whose path has the text in it: that is sooner asked than whether a glob matches. */
function holding(text: string, { all, lowered }: Groups): readonly FileEntry[] {
  if (text === '') return all;
  if (lowered.length === 0) for (const file of all) lowered.push(file.path.toLowerCase());
  return all.filter((_, index) => (lowered[index] as string).includes(text));
}

function groupByEnding(files: readonly FileEntry[]): Map<string, FileEntry[]> {
  const groups = new Map<string, FileEntry[]>();
  for (const file of files) {
    const dot = file.name.lastIndexOf('.');
    if (dot < 0) continue;
    const ending = file.name.slice(dot + 1).toLowerCase();
    const group = groups.get(ending);
    if (group === undefined) groups.set(ending, [file]);
    else group.push(file);
  }
  return groups;
}

const ATTRIBUTES_LIMIT = 256 * 1024;

/** linguist-vendored, -generated and -documentation from every .gitattributes; the last matching line wins. */
function readLinguistMarks(repository: Repository): (path: string) => LinguistMarks {
  const rules: { matches: (path: string) => boolean; marks: LinguistMarks }[] = [];
  for (const file of repository.files) {
    if (file.path !== '.gitattributes' && !file.path.endsWith('/.gitattributes')) continue;
    const content = repository.read(file.path, ATTRIBUTES_LIMIT);
    if (!content.ok) continue;
    const base = file.path.slice(0, -'.gitattributes'.length);
    for (const line of content.bytes.toString('utf8').split('\n')) {
      const rule = parseAttributes(line, base);
      if (rule !== undefined) rules.push(rule);
    }
  }
  if (rules.length === 0) return () => ({});
  return (path) => {
    let marks: LinguistMarks = {};
    for (const rule of rules) if (rule.matches(path)) marks = { ...marks, ...rule.marks };
    return marks;
  };
}

function parseAttributes(
  line: string,
  base: string,
): { matches: (path: string) => boolean; marks: LinguistMarks } | undefined {
  if (!line.includes('linguist-')) return undefined;
  const [pattern, ...attributes] = line.trim().split(/\s+/);
  if (pattern === undefined || pattern.startsWith('#')) return undefined;
  const marks: { vendored?: boolean; generated?: boolean; documentation?: boolean } = {};
  for (const attribute of attributes) {
    const [, minus, name, value] = /^(-?)linguist-(vendored|generated|documentation)(?:=(\w+))?$/.exec(attribute) ?? [];
    if (name === undefined) continue;
    marks[name as 'vendored' | 'generated' | 'documentation'] = minus !== '-' && value !== 'false';
  }
  if (Object.keys(marks).length === 0) return undefined;
  const relative = pattern.replace(/^\//, '').replace(/\/$/, '/**');
  const glob = pattern.replace(/\/$/, '').includes('/') ? base + relative : `${base}**/${relative}`;
  return { matches: picomatch(glob, { dot: true }), marks };
}
