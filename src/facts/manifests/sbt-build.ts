import { folderOf } from '../../repository/paths.ts';
import type { FactSource } from '../source.ts';
import { dottedPath } from '../syntax/statements.ts';
import {
  matchAt,
  OPERATOR,
  type Piece,
  pairBrackets,
  type Syntax,
  type Token,
  tokenize,
  WORD,
} from '../syntax/tokens.ts';
import { isTestConfiguration } from './coordinates.ts';
import { inFolder } from './fields.ts';

const CHARACTER = /'(?:\\.|[^'\\\n])'/y;

const SCALA: Syntax = {
  lineComments: ['//'],
  blockComment: { open: '/*', close: '*/', nested: true },
  strings: [
    { open: '"""', close: '"""', multiline: true },
    { open: '"', close: '"', escapes: true },
  ],
  word: WORD,
  symbol: OPERATOR,
  special: (text, index): Piece | undefined => {
    if (text[index] !== "'") return undefined;
    const character = matchAt(CHARACTER, text, index);
    return character === undefined ? undefined : { kind: 'string', text: character, end: index + character.length };
  },
};

/** The files of one sbt build, with what they know of each other. */
export interface SbtBuild {
  /** Values of strings, by name and by `Object.name`. */
  readonly values: ReadonlyMap<string, string>;
  /** Names of dependencies that are only ever used for tests. */
  readonly testOnly: ReadonlySet<string>;
}

const TOKENS = new WeakMap<FactSource, Map<string, readonly Token[]>>();
const BUILDS = new WeakMap<FactSource, ReadonlyMap<string, readonly string[]>>();
const KNOWN = new WeakMap<FactSource, Map<string, SbtBuild>>();

/** The tokens of a Scala file, cut once per file; none when it cannot be read. */
export function scalaTokens(source: FactSource, path: string): readonly Token[] {
  let known = TOKENS.get(source);
  if (known === undefined) {
    known = new Map();
    TOKENS.set(source, known);
  }
  let tokens = known.get(path);
  if (tokens === undefined) {
    // Guarded here: files are also read for what they tell about others.
    tokens = source.guard('manifest', path, () => tokenize(source.text(path) ?? '', SCALA)) ?? [];
    known.set(path, tokens);
  }
  return tokens;
}

/** Whether a file belongs to an sbt build: *.sbt anywhere, *.scala directly in a `project` folder. */
export function isSbtFile(path: string): boolean {
  return path.endsWith('.sbt') || (path.endsWith('.scala') && /(?:^|\/)project\/[^/]+$/.test(path));
}

/** The folder of the build that a file belongs to. */
export function sbtRootOf(source: FactSource, path: string): string {
  const folder = folderOf(path);
  if (folder === 'project' || folder.endsWith('/project')) return folderOf(folder);
  for (let current = folder; ; current = folderOf(current)) {
    if (source.files.get(inFolder(current, PROPERTIES)) !== undefined) return current;
    if (current === '') return folder;
  }
}

export const PROPERTIES = 'project/build.properties';

/** What the files of a build know together, worked out once per build. */
export function sbtBuild(source: FactSource, root: string): SbtBuild {
  let known = KNOWN.get(source);
  if (known === undefined) {
    known = new Map();
    KNOWN.set(source, known);
  }
  let build = known.get(root);
  if (build === undefined) {
    build = readBuild(source, filesByRoot(source).get(root) ?? []);
    known.set(root, build);
  }
  return build;
}

function filesByRoot(source: FactSource): ReadonlyMap<string, readonly string[]> {
  const known = BUILDS.get(source);
  if (known !== undefined) return known;
  const builds = new Map<string, string[]>();
  for (const file of source.files.all) {
    if (file.mode === 'link' || !isSbtFile(file.path)) continue;
    const root = sbtRootOf(source, file.path);
    const files = builds.get(root);
    if (files === undefined) builds.set(root, [file.path]);
    else files.push(file.path);
  }
  BUILDS.set(source, builds);
  return builds;
}

function readBuild(source: FactSource, paths: readonly string[]): SbtBuild {
  const values = new Map<string, string>();
  const tests = new Set<string>();
  const others = new Set<string>();
  for (const path of paths) {
    const tokens = scalaTokens(source, path);
    collectValues(tokens, values);
    visitScopes(tokens, (index, scope) => {
      const token = tokens[index];
      if (token?.kind !== 'word' || tokens[index - 1]?.text === 'val') return;
      const follows = tokens[index + 1]?.text === '%' ? tokens[index + 2] : undefined;
      const forTests = scope.isTest || (follows !== undefined && isTestConfiguration(follows.text));
      (forTests ? tests : others).add(token.text);
    });
  }
  return { values, testOnly: new Set([...tests].filter((name) => !others.has(name))) };
}

/** `val name = "value"`, also in objects: `Versions.name`. */
function collectValues(tokens: readonly Token[], values: Map<string, string>): void {
  const objects: { readonly name: string; readonly depth: number }[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text === '{' && token.kind === 'symbol') depth++;
    else if (token.text === '}' && token.kind === 'symbol') {
      depth--;
      while (objects.length > 0 && (objects.at(-1)?.depth ?? 0) >= depth) objects.pop();
    } else if (token.text === 'object' && tokens[index + 1]?.kind === 'word') {
      objects.push({ name: tokens[index + 1]?.text ?? '', depth });
    } else if (token.text === 'val' || token.text === 'def') {
      const name = tokens[index + 1];
      const equals = [2, 4].map((step) => index + step).find((at) => tokens[at]?.text === '=');
      const value = equals === undefined ? undefined : tokens[equals + 1];
      const after = equals === undefined ? undefined : tokens[equals + 2];
      if (name?.kind !== 'word' || value?.kind !== 'string' || after?.text.startsWith('%') === true) continue;
      const qualified = `${objects.at(-1)?.name ?? ''}.${name.text}`;
      if (!values.has(qualified)) values.set(qualified, value.text);
      if (!values.has(name.text)) values.set(name.text, value.text);
    }
  }
}

/** What stands around a place in a build. */
export interface Scope {
  /** Whether all in these brackets is for tests: `Seq(…).map(_ % Test)`, `test(…)`, `val testDependencies = Seq(…)`. */
  readonly isTest: boolean;
  /** The function in whose arguments the place is: `addSbtPlugin`. */
  readonly call: string;
  /** The setting to which it is added: `libraryDependencies`; empty outside of settings. */
  readonly setting: string;
}

const SETTERS = new Set([':=', '+=', '++=', '-=', '--=']);

/** Names of values that hold what is for tests. */
const TEST_NAME = /^(?:tests?|it|specs?)$|[tT]est(?:s|ing)?(?:[A-Z_]|$)|^test[A-Z]/;

function marksTests(tokens: readonly Token[], start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    if (tokens[index]?.text === '%' && tokens[index + 1]?.text === 'Test') return true;
  }
  return false;
}

/** Calls back for every token that is no bracket, with what stands around it. */
export function visitScopes(tokens: readonly Token[], visit: (index: number, scope: Scope) => void): void {
  const pairs = pairBrackets(tokens);
  const brackets: { readonly close: number; readonly isTest: boolean; readonly call: string }[] = [];
  let setting = '';
  let settingDepth = 0;
  let declared = '';
  let looked = false;
  for (const [index, token] of tokens.entries()) {
    while (brackets.length > 0 && (brackets.at(-1)?.close ?? 0) <= index) brackets.pop();
    if (brackets.length <= settingDepth && endsStatement(tokens[index - 1], token)) setting = '';
    const close = pairs[index] ?? 0;
    if (close > 0) {
      const outer = brackets.at(-1);
      const before = tokens[index - 1];
      // Where some are marked as being for tests, the others are not.
      if (!looked && TEST_NAME.test(declared)) {
        looked = true;
        if (marksTests(tokens, index, close)) declared = '';
      }
      const call = token.text === '(' && before?.kind === 'word' ? before.text : (outer?.call ?? '');
      const isTest = outer?.isTest === true || call === 'test' || call === 'Test' || isMappedToTest(tokens, close);
      brackets.push({ close, isTest, call: call === 'Seq' || call === 'List' ? (outer?.call ?? '') : call });
      continue;
    }
    if (token.kind === 'word' && (token.text === 'val' || token.text === 'def' || token.text === 'object')) {
      setting = '';
      declared = tokens[index + 1]?.text ?? '';
      looked = false;
    } else if (token.kind === 'symbol' && SETTERS.has(token.text)) {
      setting = tokens[index - 1]?.text ?? '';
      settingDepth = brackets.length;
      declared = '';
    }
    const around = brackets.at(-1);
    const isTest = around?.isTest === true || TEST_NAME.test(declared);
    visit(index, { isTest, call: around?.call ?? '', setting });
  }
}

/** Settings end with their line or with a comma, unless an operator carries on. */
function endsStatement(before: Token | undefined, token: Token): boolean {
  if (token.kind === 'symbol') return token.text === ',';
  return token.first && !(before?.kind === 'symbol' && !/^[)\]}]$/.test(before.text));
}

/** `.map(_ % Test)` after a closing bracket. */
function isMappedToTest(tokens: readonly Token[], close: number): boolean {
  const at = tokens[close + 1]?.text === '.' ? close + 2 : close + 1;
  if (tokens[at]?.text !== 'map') return false;
  const percent = tokens.slice(at, at + 8).findIndex((token) => token.text === '%');
  return percent !== -1 && isTestConfiguration(tokens[at + percent + 1]?.text ?? '');
}

/** A string, or the value of a name; `undefined` when neither. The index is that after it. */
export function scalaValue(
  tokens: readonly Token[],
  at: number,
  values: ReadonlyMap<string, string>,
): { readonly value: string | undefined; readonly end: number } {
  const token = tokens[at];
  if (token?.kind === 'string') return { value: token.text, end: at + 1 };
  if (token?.kind !== 'word') return { value: undefined, end: at + 1 };
  // Interpolated strings: s"…".
  const next = tokens[at + 1];
  if (next?.kind === 'string' && token.text.length === 1) return { value: interpolate(next.text, values), end: at + 2 };
  const { path, end } = dottedPath(tokens, at);
  return {
    value: lookUp(path, values),
    end: end + (tokens[end]?.text === '(' && tokens[end + 1]?.text === ')' ? 2 : 0),
  };
}

function interpolate(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{?([\w.]{1,80})\}?/g, (whole, name: string) => lookUp(name, values) ?? whole);
}

/** `Versions.cats`, `V.cats` after a renaming import, `cats`. */
function lookUp(path: string, values: ReadonlyMap<string, string>): string | undefined {
  const segments = path.split('.');
  return values.get(segments.slice(-2).join('.')) ?? values.get(segments.at(-1) ?? '');
}
