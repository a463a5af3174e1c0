import { folderOf } from '../../repository/paths.ts';
import type { FactSource } from '../source.ts';
import { type Statement, visitStatements } from '../syntax/statements.ts';
import type { Token } from '../syntax/tokens.ts';
import { expand } from './coordinates.ts';
import { inFolder, resolvePath } from './fields.ts';
import { type Catalogues, cataloguesFor, versionAt } from './gradle-catalogue.ts';
import { assignmentOf, gradleScript, valueAt } from './gradle-script.ts';

/** What a script may refer to: its own variables, those of the builds around it, and constants of buildSrc. */
export interface Variables {
  readonly catalogues: Catalogues;
  /** The value of a path such as `versions.kotlin`, with variables in it put in as far as they are known. */
  valueOf(path: string): string | undefined;
  /** A text with its `$variables` put in; unknown ones stay as written. */
  expand(text: string): string;
}

type Values = ReadonlyMap<string, string>;

const REFERENCE = /\$\{([^{}]{1,200})\}|\$([A-Za-z_]\w{0,100}(?:\.[A-Za-z_]\w{0,100}){0,5})/g;

/** The variables that a script sees. */
export function variablesFor(source: FactSource, path: string): Variables {
  const folder = folderOf(path);
  const own = new Map<string, string>();
  collect(source, path, own, new Set());
  const scopes: readonly Values[] = [own, ...valuesAround(source, folder)];
  const catalogues = cataloguesFor(source, folder);

  const find = (name: string): string | undefined => {
    for (const scope of scopes) {
      const value = scope.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const lookUp = (written: string): string | undefined => {
    const name = plainName(written);
    const known = find(name) ?? versionAt(catalogues, name);
    if (known !== undefined) return known;
    // `$version.jar` in Kotlin is a variable with text after it.
    const dot = name.indexOf('.');
    const head = dot > 0 && !written.includes('(') ? find(name.slice(0, dot)) : undefined;
    return head === undefined ? undefined : head + name.slice(dot);
  };
  const expanded = (text: string): string => (text.includes('$') ? expand(text, REFERENCE, lookUp) : text);
  return {
    catalogues,
    valueOf: (name) => {
      const value = find(plainName(name));
      return value === undefined ? undefined : expanded(value);
    },
    expand: expanded,
  };
}

const HOLDERS = /^(?:rootProject|project|parent|this|ext|extra|gradle|settings|properties|extraProperties)\./;

/** The name in `rootProject.ext.foo`, `project.properties["foo"]`, `property("foo")`, `foo.get()`. */
function plainName(written: string): string {
  let name = written.trim();
  const [, quoted] =
    /^(?:[\w.]{1,40}\.)?(?:property|findProperty|get|getProperty)\(\s*["']([\w.-]+)["']\s*\)/.exec(name) ?? [];
  if (quoted !== undefined) return quoted;
  name = name
    .replace(/\[["']([\w.-]{1,80})["']\]/g, '.$1')
    .replace(/(?:\.get\(\)|\.toString\(\)|!!|\(\)|\s+as\s+\w+)$/, '');
  for (let holder = HOLDERS.exec(name); holder !== null; holder = HOLDERS.exec(name))
    name = name.slice(holder[0].length);
  return name;
}

const AROUND = new WeakMap<FactSource, Map<string, readonly Values[]>>();

/** The values of builds from a folder up to the root, nearest first. */
function valuesAround(source: FactSource, folder: string): readonly Values[] {
  let known = AROUND.get(source);
  if (known === undefined) {
    known = new Map();
    AROUND.set(source, known);
  }
  const passed: string[] = [];
  let scopes: readonly Values[] = [];
  for (let current = folder; ; current = folderOf(current)) {
    const found = known.get(current);
    if (found !== undefined) {
      scopes = found;
      break;
    }
    passed.push(current);
    if (current === '') break;
  }
  for (const current of passed.reverse()) {
    const own = valuesIn(source, current);
    if (own.size > 0) scopes = [own, ...scopes];
    known.set(current, scopes);
  }
  return scopes;
}

function valuesIn(source: FactSource, folder: string): Values {
  const values = new Map<string, string>();
  const seen = new Set<string>();
  for (const name of ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts']) {
    const path = inFolder(folder, name);
    if (source.files.get(path) !== undefined) collect(source, path, values, seen);
  }
  const properties = inFolder(folder, 'gradle.properties');
  if (source.files.get(properties) !== undefined) {
    for (const line of (source.text(properties) ?? '').split('\n')) {
      const equals = line.indexOf('=');
      const key = line.slice(0, equals).trim();
      if (equals > 0 && !key.startsWith('#') && !values.has(key)) values.set(key, line.slice(equals + 1).trim());
    }
  }
  for (const path of buildSources(source).get(folder) ?? []) collect(source, path, values, seen);
  return values;
}

const BUILD_SOURCES = new WeakMap<FactSource, ReadonlyMap<string, readonly string[]>>();

/** The sources under buildSrc, by the folder that holds buildSrc. */
function buildSources(source: FactSource): ReadonlyMap<string, readonly string[]> {
  const known = BUILD_SOURCES.get(source);
  if (known !== undefined) return known;
  const sources = new Map<string, string[]>();
  for (const file of source.files.all) {
    if (file.mode === 'link' || !/\.(?:kt|java|groovy)$/.test(file.name)) continue;
    const at = file.path.startsWith('buildSrc/') ? 0 : file.path.indexOf('/buildSrc/');
    if (at === -1) continue;
    const folder = file.path.slice(0, at);
    const paths = sources.get(folder);
    if (paths === undefined) sources.set(folder, [file.path]);
    else paths.push(file.path);
  }
  BUILD_SOURCES.set(source, sources);
  return sources;
}

/** How deep scripts may apply one another. */
const MAX_APPLIED = 5;

/** Adds the variables of a script and of the scripts that it applies; what is known stays. */
function collect(source: FactSource, path: string, values: Map<string, string>, seen: Set<string>, depth = 0): void {
  if (seen.has(path) || depth > MAX_APPLIED) return;
  seen.add(path);
  const remember = (name: string, value: string): void => {
    const plain = plainName(name);
    if (!values.has(plain)) values.set(plain, value);
  };
  visitStatements(gradleScript(source, path), (statement, parents) => {
    const { tokens } = statement;
    const applied = appliedScript(tokens);
    if (applied !== undefined) {
      const target = findScript(source, folderOf(path), applied);
      if (target !== undefined) collect(source, target, values, seen, depth + 1);
      return;
    }
    const setter = tokens.findIndex(
      (token, index) => index < 6 && token.text === 'set' && tokens[index + 1]?.text === '(',
    );
    if (setter !== -1 && tokens[setter + 2]?.kind === 'string' && tokens[setter + 3]?.text === ',') {
      const value = valueAt(tokens, setter + 4);
      if (value !== undefined) remember(tokens[setter + 2]?.text ?? '', value);
      return;
    }
    const assignment = assignmentOf(tokens);
    if (assignment === undefined) return;
    if (PROJECT_SETTINGS.has(assignment.path) && !parents.every(isProjectBlock)) return;
    const qualifier = qualifierOf(parents);
    const name = qualifier + assignment.path;
    if (tokens[assignment.at]?.text === '[' || tokens[assignment.at]?.text === 'mapOf') {
      for (const [key, value] of mapEntries(tokens, assignment.at)) remember(`${name}.${key}`, value);
      return;
    }
    const value = valueAt(tokens, assignment.at);
    if (value === undefined) return;
    remember(name, value);
    // Members of an object speak of each other without its name.
    if (qualifier !== '') remember(assignment.path, value);
  });
}

/** Tasks, publications and plugins have such settings too: those are not the project's. */
const PROJECT_SETTINGS = new Set(['group', 'version', 'description']);

function isProjectBlock({ tokens }: Statement): boolean {
  return tokens[0]?.text === 'allprojects' || tokens[0]?.text === 'subprojects';
}

/** `Versions.` for what stands in `object Versions { … }`, `ver.` for `val ver = object { … }`. */
function qualifierOf(parents: readonly Statement[]): string {
  let qualifier = '';
  for (const { tokens } of parents) {
    const at = tokens.findIndex((token) => token.text === 'object' || token.text === 'class');
    if (at === -1) continue;
    const next = tokens[at + 1];
    const name = next?.kind === 'word' ? next.text : assignmentOf(tokens)?.path;
    if (name !== undefined) qualifier += `${name}.`;
  }
  return qualifier;
}

/** The script in `apply from: "…"` and `apply(from = "…")`. */
function appliedScript(tokens: readonly Token[]): string | undefined {
  if (tokens[0]?.text !== 'apply') return undefined;
  const at = tokens.findIndex((token) => token.text === 'from');
  return at === -1 ? undefined : tokens.slice(at).find((token) => token.kind === 'string')?.text;
}

function findScript(source: FactSource, folder: string, written: string): string | undefined {
  const relative = written.replace(/^\$(?:\{[\w.()]{1,60}\}|\w{1,40}(?:\.\w{1,40})?)\/?/, '').replace(/^\//, '');
  for (let current = folder; ; current = folderOf(current)) {
    const path = resolvePath(current, relative);
    if (path !== undefined && source.files.get(path) !== undefined) return path;
    if (current === '') return undefined;
  }
}

/** Maps of maps are read this deep. */
const MAX_DEPTH = 6;

/** The entries of `[a: "1", b: [c: "2"]]` as `a`, `b.c`; also `mapOf("a" to "1")`. */
function* mapEntries(tokens: readonly Token[], start: number): Generator<[string, string]> {
  const keys: string[] = [];
  let depth = 0;
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) return;
    if (token.text === '[' || token.text === '(') depth++;
    else if (token.text === ']' || token.text === ')') {
      depth--;
      keys.length = Math.max(0, Math.min(keys.length, depth));
      if (depth <= 0) return;
    }
    const next = tokens[index + 1];
    const isKey = (next?.text === ':' && next.kind === 'symbol') || (next?.text === 'to' && next.kind === 'word');
    if (!isKey || (token.kind !== 'word' && token.kind !== 'string') || depth > MAX_DEPTH) continue;
    keys.length = Math.max(0, depth - 1);
    keys.push(token.text);
    const value = valueAt(tokens, index + 2);
    if (value !== undefined) yield [keys.join('.'), value];
  }
}
