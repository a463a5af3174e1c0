import picomatch from 'picomatch';
import { readDemonstrations } from './demonstrations.ts';
import { readGeneratedClients } from './generated-clients.ts';
import { endingOf, type Glob, type GlobList, globList, matcher } from './glob.ts';
import { readInstalledCollections } from './installed-collections.ts';
import { type Language, languageOf } from './languages.ts';
import { pathSearch } from './path-search.ts';
import type { FileMode, Repository } from './repository.ts';
import { isBuildFile, type LinguistMarks, type Role, roleOf } from './roles.ts';
import { readSavedPages } from './saved-pages.ts';

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
  matching(globs: string | readonly string[], folder?: string): readonly FileEntry[];
  /** Files below a folder; `.` is everything. */
  under(folder: string): readonly FileEntry[];
}

/** What an application that only shows a package has of its own: its tests and documents stay what they are. */
const SHOWING_ROLES: ReadonlySet<Role> = new Set(['source', 'config', 'asset']);

/** Reads the listing once and gives every path its role. */
export function indexFiles(repository: Repository, ignored: readonly string[] = []): FileIndex {
  const marksOf = readLinguistMarks(repository);
  const isOfKit = readPrototypeKit(repository);
  const isDemonstration = readDemonstrations(repository);
  const isSavedPage = readSavedPages(repository);
  const isInstalled = readInstalledCollections(repository);
  const isGenerated = readGeneratedClients(repository);
  const isIgnored = ignored.length === 0 ? () => false : matcher(ignored);
  const all: FileEntry[] = [];
  for (const file of repository.files) {
    if (isIgnored(file.path)) continue;
    const language = languageOf(file.path);
    const isOfOthers = isOfKit(file.path) || isSavedPage(file.path) || isInstalled(file.path);
    const own = isOfOthers ? 'vendored' : roleOf(file.path, language !== undefined, marksOf(file.path));
    const isStub = (own === 'source' || own === 'test') && isGenerated(file.path);
    const role = isStub ? 'generated' : SHOWING_ROLES.has(own) && isDemonstration(file.path) ? 'example' : own;
    all.push({
      path: file.path,
      name: file.path.slice(file.path.lastIndexOf('/') + 1),
      size: file.size,
      mode: file.mode,
      role,
      language,
    });
  }
  const byPath = new Map(all.map((file) => [file.path, file]));
  const groups: Groups = {
    all,
    byName: groupBy(all, (file) => file.name.toLowerCase()),
    byEnding: groupBy(all, (file) => endingOf(file.name)),
    holding: undefined,
    tops: undefined,
    folders: undefined,
  };
  const matched = new Map<GlobList, readonly FileEntry[]>();
  const everywhere = (list: GlobList): readonly FileEntry[] => {
    let found = matched.get(list);
    if (found === undefined) {
      found = findMatching([...list.anywhere, ...list.anchored], groups);
      matched.set(list, found);
    }
    return found;
  };
  return {
    all,
    get: (path) => byPath.get(path),
    named: (name) => groups.byName.get(name.toLowerCase()) ?? [],
    matching: (globs, folder = '.') => {
      const list = globList(globs);
      return folder === '.' ? everywhere(list) : findInFolder(list, folder, groups, everywhere);
    },
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

function groupBy(
  files: readonly FileEntry[],
  keyOf: (file: FileEntry) => string | undefined,
): Map<string, FileEntry[]> {
  const groups = new Map<string, FileEntry[]>();
  for (const file of files) {
    const key = keyOf(file);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [file]);
    else group.push(file);
  }
  return groups;
}

/** The listing and its groups; every list is sorted by path. */
interface Groups {
  readonly all: readonly FileEntry[];
  readonly byName: ReadonlyMap<string, readonly FileEntry[]>;
  readonly byEnding: ReadonlyMap<string, readonly FileEntry[]>;
  /** Files by a text in their path; prepared when it is first asked. */
  holding: ((text: string) => readonly FileEntry[]) | undefined;
  /** What lies right in the root, found when it is first needed. */
  tops: Tops | undefined;
  /** Folders by the last part of their path, in lower case, found when they are first needed. */
  folders: ReadonlyMap<string, readonly string[]> | undefined;
}

/**
 * Most globs of rules are plain names, or say with which endings a match ends or in which folders it lies: only such files are
 * held against the glob; the few others walk the listing.
 */
function findMatching(globs: readonly Glob[], groups: Groups): readonly FileEntry[] {
  const found = new Set<FileEntry>();
  for (const glob of globs) {
    for (const files of candidatesFor(glob, groups))
      for (const file of files) if (!found.has(file) && glob.matches(file)) found.add(file);
  }
  return inOrder(found, groups);
}

/** What a folder has of it: where a glob begins with a slash, its own files are held against the rest of it. */
function findInFolder(
  list: GlobList,
  folder: string,
  groups: Groups,
  everywhere: (list: GlobList) => readonly FileEntry[],
): readonly FileEntry[] {
  if (list.anchored.length === 0) return within(everywhere(list), folder);
  const anywhere = list.anywhere.length === 0 ? [] : within(everywhere(globsAnywhere(list)), folder);
  const found = new Set(anywhere);
  for (const glob of list.anchored) {
    for (const group of groupsFor(glob, groups) ?? [groups.all]) {
      for (const file of within(group, folder)) {
        if (!found.has(file) && glob.matchesPath(file.path.slice(folder.length + 1))) found.add(file);
      }
    }
  }
  return inOrder(found, groups);
}

const withoutAnchored = new WeakMap<GlobList, GlobList>();

function globsAnywhere(list: GlobList): GlobList {
  let part = withoutAnchored.get(list);
  if (part === undefined) {
    part = { anywhere: list.anywhere, anchored: [] };
    withoutAnchored.set(list, part);
  }
  return part;
}

function inOrder(found: ReadonlySet<FileEntry>, { all }: Groups): readonly FileEntry[] {
  if (found.size === 0) return [];
  return found.size > 200
    ? all.filter((file) => found.has(file))
    : [...found].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Files of which any match is one: by name, by ending, by a folder, or by a text in the path. */
function candidatesFor(glob: Glob, groups: Groups): readonly (readonly FileEntry[])[] {
  const lists = groupsFor(glob, groups);
  if (glob.names !== undefined && lists !== undefined) return lists;
  if (glob.tops !== undefined) return inTops(glob.tops, lists ?? [groups.all], groups);
  if (glob.head !== undefined) return inFolders(glob.head, lists ?? [groups.all], groups);
  groups.holding ??= pathSearch(groups.all);
  return lists ?? [groups.holding(glob.literal)];
}

/** `undefined` when the glob does not say how a match ends. */
function groupsFor(glob: Glob, { byName, byEnding }: Groups): (readonly FileEntry[])[] | undefined {
  if (glob.names !== undefined) return [...glob.names].flatMap((name) => [byName.get(name) ?? []]);
  return glob.endings?.map((ending) => byEnding.get(ending) ?? []);
}

/** Files of the lists that lie in folders of the root with such names, or in the root itself where no folder is named. */
function inTops(
  tops: readonly string[],
  lists: readonly (readonly FileEntry[])[],
  groups: Groups,
): readonly (readonly FileEntry[])[] {
  groups.tops ??= topFolders(groups.all);
  const { files, folders } = groups.tops;
  if (tops.length === 0) return [files];
  return tops.flatMap((top) => folders.get(top) ?? []).flatMap((folder) => lists.map((list) => within(list, folder)));
}

interface Tops {
  /** Files of the root itself. */
  readonly files: readonly FileEntry[];
  /** Folders of the root by their lower-cased names: `Docs` and `docs` may both be there. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
}

function topFolders(all: readonly FileEntry[]): Tops {
  const names = new Set<string>();
  const files = all.filter(({ path }) => {
    const slash = path.indexOf('/');
    if (slash >= 0) names.add(path.slice(0, slash));
    return slash < 0;
  });
  const folders = new Map<string, string[]>();
  for (const name of names) folders.set(name.toLowerCase(), [...(folders.get(name.toLowerCase()) ?? []), name]);
  return { files, folders };
}

/** Files of the lists that lie in a folder, at any depth, with such a name. */
function inFolders(
  head: NonNullable<Glob['head']>,
  lists: readonly (readonly FileEntry[])[],
  groups: Groups,
): readonly (readonly FileEntry[])[] {
  groups.folders ??= foldersByName(groups.all);
  const byName = groups.folders;
  const names = typeof head === 'function' ? [...byName.keys()].filter(head) : head;
  return names.flatMap((name) => byName.get(name) ?? []).flatMap((folder) => lists.map((list) => within(list, folder)));
}

/** The folders by the last part of their path, in lower case. */
function foldersByName(files: readonly FileEntry[]): Map<string, string[]> {
  const seen = new Set<string>();
  const byName = new Map<string, string[]>();
  for (const { path } of files) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (seen.has(folder)) break;
      seen.add(folder);
      const name = folder.slice(folder.lastIndexOf('/') + 1).toLowerCase();
      const group = byName.get(name);
      if (group === undefined) byName.set(name, [folder]);
      else group.push(folder);
    }
  }
  return byName;
}

const MANIFEST_LIMIT = 256 * 1024;
/** The folders of a prototype kit that everybody who starts from one copies along; the prototype itself lies in `app`. */
const KIT_FOLDERS = /^(?:lib|gulp|docs|internal_docs|__tests__|migrator)\//;

/** Whether a path belongs to a prototype kit that this repository is a copy of: the kit itself has guides for its contributors. */
function readPrototypeKit(repository: Repository): (path: string) => boolean {
  const has = (path: RegExp): boolean => repository.files.some((file) => path.test(file.path));
  const content = has(/^app\/./) ? repository.read('package.json', MANIFEST_LIMIT) : undefined;
  if (content?.ok !== true || !/"name":\s*"[\w-]*prototype-kit[\w-]*"/.test(content.bytes.toString('utf8')))
    return () => false;
  if (has(/^(?:\.github\/|docs\/)?(?:contributing|changelog)\.md$/i)) return () => false;
  return (path) => KIT_FOLDERS.test(path);
}

const ATTRIBUTES_LIMIT = 256 * 1024;

/** linguist-vendored, -generated and -documentation from every .gitattributes; the last matching line wins. */
function readLinguistMarks(repository: Repository): (path: string) => LinguistMarks {
  const rules: MarkRule[] = [];
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
    for (const rule of rules) {
      if (!rule.matches(path)) continue;
      // Only a folder that is left out as a whole takes its build files along.
      const isNamed = (rule.byName || !path.includes('/') || path.startsWith('.github/')) && isBuildFile(path);
      marks = { ...marks, ...(isNamed ? documentationOnly(rule.marks) : rule.marks) };
    }
    return marks;
  };
}

interface MarkRule {
  readonly matches: (path: string) => boolean;
  /** Whether it speaks of names, wherever they lie, and not of a place. */
  readonly byName: boolean;
  readonly marks: LinguistMarks;
}

function documentationOnly({ documentation }: LinguistMarks): LinguistMarks {
  return documentation === undefined ? {} : { documentation };
}

/** `*.js linguist-vendored`, which Laravel writes into every new project: it shapes the bar of languages, and tells of nobody's files. */
const WHOLE_LANGUAGE = /^\*\.\w+$/;

function parseAttributes(line: string, base: string): MarkRule | undefined {
  if (!line.includes('linguist-')) return undefined;
  const [pattern, ...attributes] = line.trim().split(/\s+/);
  if (pattern === undefined || pattern.startsWith('#')) return undefined;
  const marks: { vendored?: boolean; generated?: boolean; documentation?: boolean } = {};
  for (const attribute of attributes) {
    const [, minus, name, value] = /^(-?)linguist-(vendored|generated|documentation)(?:=(\w+))?$/.exec(attribute) ?? [];
    if (name === undefined || (name === 'vendored' && WHOLE_LANGUAGE.test(pattern))) continue;
    marks[name as 'vendored' | 'generated' | 'documentation'] = minus !== '-' && value !== 'false';
  }
  if (Object.keys(marks).length === 0) return undefined;
  const relative = pattern.replace(/^\//, '').replace(/\/$/, '/**');
  const byName = !pattern.includes('/');
  const glob = pattern.replace(/\/$/, '').includes('/') ? base + relative : `${base}**/${relative}`;
  return { matches: picomatch(glob, { dot: true }), byName, marks };
}
