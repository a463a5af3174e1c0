import type { FactSource } from '../../source.ts';
import type { Invocation } from '../invocation.ts';
import type { ScriptText } from '../yaml-node.ts';

/** Shell text of the repository that a command leads to. */
export interface FollowedScript {
  /** How it is called in `via`: `npm run ci`, `Makefile: test`. */
  readonly label: string;
  /** The file that it is written in. */
  readonly path: string;
  /** The folder that it runs in; `''` is the root. */
  readonly folder: string;
  /** Each part is run by a shell of its own. */
  readonly parts: readonly ScriptText[];
}

/** Knows where the scripts of one tool are written. */
export interface ScriptRunner {
  /** Names of the programs that it answers for, without their path. */
  readonly programs: readonly string[];
  /**
   * The scripts that a call of one of these programs runs; none when it runs no script of the repository.
   * What such a script depends on is given as a call of the same tool, which is followed in its turn.
   * @param folder the folder of the call; `''` is the root
   */
  follow(invocation: Invocation, folder: string): readonly FollowedScript[];
}

/** Runners are made anew for every audit: they remember what they read. */
export type CreateRunner = (source: FactSource) => ScriptRunner;

/** One line of script text at a line of a file. */
export function part(text: string, line: number | undefined): ScriptText {
  return { text, line: line ?? 1, exact: false };
}

/** Remembers what a reader gave for each key. */
export function remember<T>(read: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    const value = read(key);
    known.set(key, value);
    return value;
  };
}

/** The path of a file in a folder; `''` is the root. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The first of several names that the folder has a file of. */
export function firstFile(source: FactSource, folder: string, names: readonly string[]): string | undefined {
  return names.map((name) => inFolder(folder, name)).find((path) => source.files.get(path) !== undefined);
}

/** The 1-based line of a key below other keys in JSON, YAML or TOML text, as far as a search can tell. */
export function lineOfKey(text: string, keys: readonly string[]): number | undefined {
  let at = 0;
  for (const key of keys) {
    const found = findKey(text, key, at);
    if (found === undefined) return undefined;
    at = found + key.length;
  }
  let line = 1;
  for (let index = text.indexOf('\n'); index !== -1 && index < at; index = text.indexOf('\n', index + 1)) line++;
  return line;
}

function findKey(text: string, key: string, from: number): number | undefined {
  for (let at = text.indexOf(key, from); at !== -1; at = text.indexOf(key, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.slice(at + key.length, at + key.length + 20);
    if (/^["']?\s{0,10}[:=\].]/.test(after) && (before === '' || /["'\s.[{,]/.test(before))) return at;
  }
  return undefined;
}
