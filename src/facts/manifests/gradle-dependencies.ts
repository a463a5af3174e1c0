import { atLine } from '../lines.ts';
import { dottedPath, type Statement } from '../syntax/statements.ts';
import { pairBrackets, type Token } from '../syntax/tokens.ts';
import { artifactName, type Coordinate, isTestConfiguration, PROVIDED, parseCoordinate } from './coordinates.ts';
import { librariesAt, pluginAt } from './gradle-catalogue.ts';
import { blockName, valueAt } from './gradle-script.ts';
import type { Variables } from './gradle-variables.ts';
import type { Dependency, DependencyScope } from './manifest.ts';

/** Blocks in which nothing is declared that is used by that alone. */
const SKIPPED = new Set([
  'constraints',
  'modules',
  'components',
  'pluginManagement',
  'resolutionStrategy',
  'versionCatalogs',
]);

/** The dependencies and plugins that a script declares, each once. */
export function gradleDependencies(statements: readonly Statement[], variables: Variables): Dependency[] {
  const found = new Map<string, Dependency>();
  const add = (dependency: Dependency): void => {
    const key = `${dependency.name} ${dependency.scope}`;
    if (!found.has(key)) found.set(key, dependency);
  };
  readBlock(statements, { place: 'script', isTest: false }, variables, add);
  return [...found.values()];
}

interface Context {
  readonly place: 'script' | 'dependencies' | 'plugins' | 'imports';
  /** Whether a block around it says that this is for tests: `commonTest { … }`. */
  readonly isTest: boolean;
}

type Add = (dependency: Dependency) => void;

function readBlock(statements: readonly Statement[], context: Context, variables: Variables, add: Add): void {
  for (const statement of statements) {
    readStatement(statement, context, variables, add);
    if (statement.block === undefined) continue;
    const name = blockName(statement);
    if (SKIPPED.has(name)) continue;
    // What stands in the braces of a dependency says how it is taken, not what else is.
    if (context.place === 'dependencies' && !isControl(name)) continue;
    readBlock(statement.block, contextOf(statement, name, context), variables, add);
  }
}

function isControl(name: string): boolean {
  return (
    name === 'if' ||
    name === 'else' ||
    name === 'for' ||
    name === 'dependencies' ||
    name.endsWith('forEach') ||
    name.endsWith('.each')
  );
}

function contextOf(statement: Statement, name: string, context: Context): Context {
  const isTest = context.isTest || isTestBlock(statement.tokens);
  if (name === 'dependencies' || name.endsWith('.dependencies')) return { place: 'dependencies', isTest };
  if (name === 'plugins') return { place: 'plugins', isTest };
  if (name === 'imports') return { place: 'imports', isTest };
  return { place: isControl(name) ? context.place : 'script', isTest };
}

/** Source sets and suites of tests: `commonTest`, `named("jvmTest")`, `val commonTest by getting`. */
function isTestBlock(tokens: readonly Token[]): boolean {
  if (tokens.length > 12) return false;
  const names = tokens.filter((token) => token.kind === 'word' || token.kind === 'string').map((token) => token.text);
  return names.some((name) => /(?:^|[a-z])Test$|^test$/.test(name));
}

function readStatement(statement: Statement, context: Context, variables: Variables, add: Add): void {
  const { tokens } = statement;
  const [head] = tokens;
  if (head === undefined) return;
  if (head.text === 'apply' || tokens[1]?.text === '.') readApplied(tokens, variables, add);
  if (context.place === 'plugins') readPlugin(tokens, variables, add);
  else if (context.place === 'imports' && head.text === 'mavenBom') {
    for (const { name, version, line } of notationsIn(tokens, 1, tokens.length, variables)) {
      add({ name, scope: 'build', ...(version === undefined ? {} : { version }), ...atLine(line) });
    }
  } else if (context.place === 'dependencies') readDependency(tokens, context, variables, add);
}

/** `apply plugin: "x"`, `apply(plugin = "x")`, `pluginManager.apply("x")`, `apply(libs.plugins.x)`. */
function readApplied(tokens: readonly Token[], variables: Variables, add: Add): void {
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const isPlugin = token.kind === 'word' && token.text === 'plugin' && index > 0 && index < 4;
    const isCall =
      token.text === 'apply' && before?.text === '.' && /^plugin(?:s|Manager)$/.test(tokens[index - 2]?.text ?? '');
    if (isPlugin || isCall) readPlugin(tokens.slice(index, index + 12), variables, add);
  }
}

/** `id("x") version "1"`, `kotlin("jvm")`, `alias(libs.plugins.x)`, `java`, `` `java-library` ``. */
function readPlugin(tokens: readonly Token[], variables: Variables, add: Add): void {
  const [head] = tokens;
  if (head?.kind !== 'word') return;
  const argument = tokens[1]?.text === '(' || tokens[1]?.text === ':' || tokens[1]?.text === '=' ? 2 : 1;
  const plugin = pluginOf(tokens, head, argument, variables);
  if (plugin === undefined || !/^[\w.-]{1,200}$/.test(plugin.name)) return;
  const at = tokens.findIndex((token) => token.kind === 'word' && token.text === 'version');
  const written = at === -1 ? undefined : valueAt(tokens, tokens[at + 1]?.text === '(' ? at + 2 : at + 1);
  const version = written === undefined ? plugin.version : variables.expand(written);
  add({ name: plugin.name, scope: 'build', ...(version === undefined ? {} : { version }), line: head.line });
}

function pluginOf(
  tokens: readonly Token[],
  head: Token,
  argument: number,
  variables: Variables,
): Coordinate | undefined {
  const value = tokens[argument];
  const path = value?.kind === 'word' ? dottedPath(tokens, argument).path : undefined;
  const text = value?.kind === 'string' ? variables.expand(value.text) : path && variables.valueOf(path);
  switch (head.text) {
    case 'id':
    case 'plugin':
    case 'apply':
    case 'alias': {
      const found = path === undefined ? undefined : pluginAt(variables.catalogues, path);
      if (found !== undefined) return found;
      return text === undefined ? undefined : { name: text };
    }
    case 'kotlin':
      return text === undefined ? undefined : { name: `org.jetbrains.kotlin.${text}` };
    default:
      // A name alone is a plugin of Gradle's own.
      return tokens.length === 1 ? { name: head.text } : undefined;
  }
}

const DECLARING = new Set(['def', 'val', 'var', 'final', 'return', 'exclude', 'if', 'else', 'for']);

function readDependency(tokens: readonly Token[], context: Context, variables: Variables, add: Add): void {
  const [head] = tokens;
  if (head === undefined || (head.kind === 'word' && DECLARING.has(head.text))) return;
  let configuration = head.text;
  let start = 1;
  if (head.text === 'add' && tokens[1]?.text === '(' && tokens[2]?.kind === 'string') {
    configuration = tokens[2].text;
    start = 3;
  } else if (head.kind === 'word') {
    const { path, end } = dottedPath(tokens, 0);
    configuration = path.slice(path.lastIndexOf('.') + 1);
    start = end;
  }
  for (const { name, version, isPlatform, line } of notationsIn(tokens, start, tokens.length, variables)) {
    const scope = scopeOf(configuration, context.isTest);
    add({
      name,
      scope: isPlatform && scope === 'prod' ? 'build' : scope,
      ...(version === undefined ? {} : { version }),
      ...atLine(line),
    });
  }
}

/** The scope of a configuration by its name: `testImplementation`, `kapt`, `debugApi`. */
function scopeOf(configuration: string, isTest: boolean): DependencyScope {
  if (isTest || isTestConfiguration(configuration)) return 'test';
  if (/^(?:compileOnly|provided)|CompileOnly$/.test(configuration)) return PROVIDED;
  if (/^debug[A-Z]|^developmentOnly$/.test(configuration)) return 'dev';
  if (/^optional/.test(configuration)) return 'optional';
  if (
    /[iI]mplementation$|^api$|Api$|^(?:compile|runtime|shadow|library)$|[rR]untimeOnly$|(?:Compile|Runtime)$/.test(
      configuration,
    )
  ) {
    return 'prod';
  }
  return 'build';
}

interface Notation extends Coordinate {
  readonly isPlatform: boolean;
  readonly line: number;
}

/** Calls whose arguments are no packages: other projects, files, packages of npm. */
const FOREIGN = new Set([
  'project',
  'projects',
  'files',
  'fileTree',
  'npm',
  'devNpm',
  'peerNpm',
  'because',
  'exclude',
  'gradleApi',
]);

/** The packages in the arguments of a configuration, in all notations that Gradle knows. */
function notationsIn(tokens: readonly Token[], start: number, end: number, variables: Variables): Notation[] {
  const found: Notation[] = [];
  const pairs = pairBrackets(tokens);
  let isPlatform = false;
  const add = (coordinate: Coordinate | undefined, line: number): void => {
    if (coordinate === undefined) return;
    const version = coordinate.version === undefined ? undefined : variables.expand(coordinate.version);
    found.push({ ...coordinate, ...(version === undefined ? {} : { version }), isPlatform, line });
  };
  let index = start;
  while (index < end) {
    const token = tokens[index];
    if (token === undefined) break;
    const next = tokens[index + 1];
    if (token.kind === 'word' && FOREIGN.has(token.text)) {
      const { end: after } = dottedPath(tokens, index);
      const call = tokens[after];
      index = call?.text === '(' ? Math.max(pairs[after] ?? 0, after) + 1 : after + 1;
      continue;
    }
    if (isKey(token, next, 'group')) {
      const { coordinate, after } = mapNotation(tokens, index, variables);
      add(coordinate, token.line);
      index = after;
      continue;
    }
    if (token.kind === 'string') {
      // Keys of maps and conditions are no packages.
      if (next?.text !== ':' || next.kind !== 'symbol') add(parseCoordinate(variables.expand(token.text)), token.line);
      index++;
      continue;
    }
    if (token.kind !== 'word') {
      index++;
      continue;
    }
    const { path, end: after } = dottedPath(tokens, index);
    if (path === 'platform' || path === 'enforcedPlatform') isPlatform = true;
    else if (path === 'kotlin' && next?.text === '(' && tokens[index + 2]?.kind === 'string') {
      const version = tokens[index + 3]?.text === ',' ? valueAt(tokens, index + 4) : undefined;
      const name = `org.jetbrains.kotlin:kotlin-${tokens[index + 2]?.text ?? ''}`;
      add(version === undefined ? { name } : { name, version }, token.line);
      index += 3;
      continue;
    } else {
      const alias = tokens[after + 1];
      const lookup = /\.find(?:Library|Bundle)$/.test(path) && alias?.kind === 'string';
      const spoken = lookup
        ? path.replace(/\.findLibrary$/, `.${alias.text}`).replace(/\.findBundle$/, `.bundles.${alias.text}`)
        : path;
      const libraries = librariesAt(variables.catalogues, spoken);
      for (const library of libraries) add(library, token.line);
      if (libraries.length === 0) {
        const value = variables.valueOf(path);
        if (value !== undefined) add(parseCoordinate(value), token.line);
      }
    }
    index = after;
  }
  return found;
}

function isKey(token: Token, next: Token | undefined, name: string): boolean {
  return token.text === name && next?.kind === 'symbol' && (next.text === ':' || next.text === '=');
}

/** `group: "g", name: "a", version: "v"`, also with `=`, in any order after the group. */
function mapNotation(
  tokens: readonly Token[],
  start: number,
  variables: Variables,
): { coordinate: Coordinate | undefined; after: number } {
  const fields = new Map<string, string>();
  let index = start;
  for (; index < tokens.length; index++) {
    const token = tokens[index];
    const next = tokens[index + 1];
    if (token === undefined || (token.text === ']' && token.kind === 'symbol')) break;
    const key = ['group', 'name', 'version'].find((name) => isKey(token, next, name));
    if (key === undefined) continue;
    // A second group begins the next package.
    if (key === 'group' && index > start) break;
    const value = valueAt(tokens, index + 2);
    if (value !== undefined) fields.set(key, variables.expand(value));
  }
  const group = fields.get('group');
  const artifact = fields.get('name');
  const name = group === undefined || artifact === undefined ? undefined : artifactName(group, artifact);
  const version = fields.get('version');
  const coordinate = name === undefined ? undefined : version === undefined ? { name } : { name, version };
  return { coordinate, after: index };
}
