import picomatch from 'picomatch';

/** A glob with what can be told from its text: mostly it need not be held against every path. */
export interface Glob {
  /** Begins with a slash: stands for the folder that is asked about, not for any depth. */
  readonly isAnchored: boolean;
  /** The lower-cased names of which every match has one. */
  readonly names: ReadonlySet<string> | undefined;
  /** Lower-cased endings of which every match has one. */
  readonly endings: readonly string[] | undefined;
  /** The longest lower-cased text without a slash that stands in every match; empty when the glob is too intricate to say. */
  readonly literal: string;
  /**
   * The lower-cased names of the folders in which the matches of an anchored glob lie, right below the folder asked about; none where it
   * names files of that folder itself.
   */
  readonly tops: readonly string[] | undefined;
  /**
   * The first folder that the glob names, at any depth: every match lies in one that is called so. Its lower-cased names, or a test of
   * them where it has wildcards.
   */
  readonly head: readonly string[] | ((lowerName: string) => boolean) | undefined;
  /** Whether a file matches. */
  matches(file: { readonly path: string; readonly name: string }): boolean;
  /** Whether a path matches that is relative to the folder asked about. */
  matchesPath(path: string): boolean;
}

/** Several globs, of which any may match. Equal lists are one object, so that results can be remembered by it. */
export interface GlobList {
  readonly anywhere: readonly Glob[];
  readonly anchored: readonly Glob[];
}

const OPTIONS = { dot: true, nocase: true, nonegate: true } as const;

/** The expression of a glob: picomatch's own test does more for each path than these globs need. */
function expressionOf(glob: string): (path: string) => boolean {
  const expression = picomatch.makeRe(glob, OPTIONS);
  return (path) => expression.test(path);
}

const byArray = new WeakMap<readonly string[], GlobList>();
const byText = new Map<string, GlobList>();
const compiled = new Map<string, Glob>();

/** Compiles a glob or several: case-insensitive, dot files included; a glob without a slash matches at any depth. */
export function globList(globs: string | readonly string[]): GlobList {
  if (typeof globs === 'string') return listOf(globs, [globs]);
  let list = byArray.get(globs);
  if (list === undefined) {
    list = listOf(globs.join('\0'), globs);
    byArray.set(globs, list);
  }
  return list;
}

function listOf(key: string, globs: readonly string[]): GlobList {
  let list = byText.get(key);
  if (list === undefined) {
    const all = globs.map(compileGlob);
    list = { anywhere: all.filter((glob) => !glob.isAnchored), anchored: all.filter((glob) => glob.isAnchored) };
    byText.set(key, list);
  }
  return list;
}

function compileGlob(text: string): Glob {
  let glob = compiled.get(text);
  if (glob === undefined) {
    glob = analyse(text);
    compiled.set(text, glob);
  }
  return glob;
}

/** More names than these are looked for otherwise. */
const MAX_NAMES = 400;

/** `{a,b}.{js,ts}`: every name that it stands for; `undefined` when it has wildcards or is too intricate. */
function spellOut(segment: string): string[] | undefined {
  if (segment === '' || /[*?[\]()!\\]|\{[^,{}]*\}|\.\.|\{[^}]*\{/.test(segment)) return undefined;
  let names = [''];
  for (const [, alternatives, literal] of segment.matchAll(/\{([^{}]*)\}|([^{}]+)/g)) {
    const parts = alternatives === undefined ? [literal ?? ''] : alternatives.split(',');
    if (names.length * parts.length > MAX_NAMES) return undefined;
    names = names.flatMap((name) => parts.map((part) => name + part));
  }
  return names;
}

/** `docs/**`, `{docs,doc}/*.md`, `*.md`: where an anchored glob looks. */
function topsOf(rest: string): readonly string[] | undefined {
  if (/\{[^}]*\//.test(rest)) return undefined;
  const slash = rest.indexOf('/');
  if (slash < 0) return rest.includes('**') ? undefined : [];
  return spellOut(rest.slice(0, slash));
}

/** `*.yml`, `*.{yml,yaml}`, `name.*.json`: the endings that any match must have. */
const ENDINGS = /\.(?:([\w-]+)|\{([\w-]+(?:,[\w-]+)*)\})$/;
/** Says nothing but the ending. */
const ENDING_ALONE = /^(?:\*\*\/)?\*\.(?:[\w-]+|\{[\w-]+(?:,[\w-]+)*\})$/;

function analyse(text: string): Glob {
  const isAnchored = text.startsWith('/');
  const hidesName = /\{[^}]*\//.test(text);
  const last = text.slice(text.lastIndexOf('/') + 1);
  const spelled = hidesName ? undefined : spellOut(last.toLowerCase());
  const names = spelled === undefined ? undefined : new Set(spelled);
  const [, single, several] = hidesName ? [] : (ENDINGS.exec(text) ?? []);
  const endings = (single === undefined ? several?.split(',') : [single])?.map((ending) => ending.toLowerCase());
  // `NAME` and `**/NAME` ask only for the last part of the path.
  const nameOnly = !hidesName && /^(?:\*\*\/)?[^/]+$/.test(text) && !last.includes('**') ? last : undefined;
  const saysEndingAlone = ENDING_ALONE.test(text);
  let testName: ((name: string) => boolean) | undefined;
  let testPath: ((path: string) => boolean) | undefined;
  const matchesPath = (path: string): boolean => {
    testPath ??= expressionOf(text.includes('/') ? text.replace(/^\.?\//, '') : `**/${text}`);
    return testPath(path);
  };
  return {
    isAnchored,
    names,
    endings,
    literal: literalIn(text),
    tops: isAnchored ? topsOf(text.slice(1).toLowerCase()) : undefined,
    head: headOf(text),
    matchesPath,
    matches: (file) => {
      if (saysEndingAlone) return endings?.includes(endingOf(file.name) ?? '') ?? false;
      if (nameOnly === undefined) return matchesPath(file.path);
      if (names !== undefined) return names.has(file.name.toLowerCase());
      testName ??= expressionOf(nameOnly);
      return testName(file.name);
    },
  };
}

/** `**\/{api,server}/…`: what the first folder that is named must be called. */
function headOf(text: string): Glob['head'] {
  const [, head] = /^\*\*\/((?:[^/{}]|\{[^/{}]*\})+)\/./.exec(text) ?? [];
  if (head === undefined || head.includes('**') || head === '*') return undefined;
  const names = spellOut(head.toLowerCase());
  if (names !== undefined) return names;
  let test: ((name: string) => boolean) | undefined;
  return (name) => {
    test ??= expressionOf(head);
    return test(name);
  };
}

/** What stands behind the last dot of a name, in lower case. */
export function endingOf(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : name.slice(dot + 1).toLowerCase();
}

function literalIn(glob: string): string {
  const outside = glob.replace(/\{[^{}]*\}|\[[^[\]]*\]|[?*+@!]?\([^()]*\)/g, '*');
  if (/[\\{}[\]()|]|[^ -~]/.test(outside)) return '';
  const parts = outside.toLowerCase().split(/[*?!+@/]/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** A matcher over several globs, for paths. */
export function matcher(globs: readonly string[]): (path: string) => boolean {
  const { anywhere, anchored } = globList(globs);
  const all = [...anywhere, ...anchored];
  return (path) => all.some((glob) => glob.matchesPath(path));
}
