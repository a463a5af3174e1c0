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
  /** Files that match any of the globs (case-insensitive, dot files included). Results are remembered. */
  matching(globs: readonly string[]): readonly FileEntry[];
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
  const byName = groupByName(all);
  const byEnding = groupByEnding(all);
  const matched = new Map<string, readonly FileEntry[]>();
  return {
    all,
    get: (path) => byPath.get(path),
    named: (name) => byName.get(name.toLowerCase()) ?? [],
    matching: (globs) => {
      const key = globs.join('\0');
      let found = matched.get(key);
      if (found === undefined) {
        found = findMatching(globs, all, byName, byEnding);
        matched.set(key, found);
      }
      return found;
    },
    under: (folder) => (folder === '.' ? all : all.slice(firstFrom(all, `${folder}/`), firstFrom(all, `${folder}0`))),
  };
}

/** Index of the first file whose path is not below the given one; the listing is sorted, and `0` follows `/`. */
function firstFrom(files: readonly FileEntry[], path: string): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((files[middle] as FileEntry).path < path) low = middle + 1;
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

/**
 * Most globs of rules are plain names, or say with which endings a match ends: only files with that name or ending are
 * held against the glob; the few others walk the listing.
 */
function findMatching(
  globs: readonly string[],
  all: readonly FileEntry[],
  byName: ReadonlyMap<string, readonly FileEntry[]>,
  byEnding: ReadonlyMap<string, readonly FileEntry[]>,
): readonly FileEntry[] {
  const found = new Set<FileEntry>();
  for (const glob of globs) {
    const candidates = candidatesFor(glob, all, byName, byEnding);
    if (candidates.length === 0) continue;
    const matches = matcher([glob]);
    for (const file of candidates) if (!found.has(file) && matches(file.path)) found.add(file);
  }
  if (found.size === 0) return [];
  return found.size > 200 ? all.filter((file) => found.has(file)) : [...found].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function candidatesFor(
  glob: string,
  all: readonly FileEntry[],
  byName: ReadonlyMap<string, readonly FileEntry[]>,
  byEnding: ReadonlyMap<string, readonly FileEntry[]>,
): readonly FileEntry[] {
  const name = glob.slice(glob.lastIndexOf('/') + 1);
  if (!MAGIC.test(name)) return byName.get(name.toLowerCase()) ?? [];
  const [, single, several] = ENDINGS.exec(glob) ?? [];
  const endings = single === undefined ? several?.split(',') : [single];
  // A slash inside of braces hides the last part: such globs walk.
  if (endings === undefined || /\{[^}]*\//.test(glob)) return all;
  return endings.flatMap((ending) => byEnding.get(ending.toLowerCase()) ?? []);
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
