import { folderOf } from '../../repository/paths.ts';
import { isMapping, list, type Mapping, mapping, string } from '../data.ts';
import type { FactSource } from '../source.ts';
import { type Statement, visitStatements } from '../syntax/statements.ts';
import type { Token } from '../syntax/tokens.ts';
import { artifactName, type Coordinate, parseCoordinate } from './coordinates.ts';
import { inFolder, resolvePath } from './fields.ts';
import { gradleScript } from './gradle-script.ts';

/** A version catalogue: short names for libraries, sets of them, plugins and versions. */
export interface Catalogue {
  readonly libraries: Map<string, Coordinate>;
  readonly bundles: Map<string, readonly string[]>;
  readonly plugins: Map<string, Coordinate>;
  readonly versions: Map<string, string>;
}

/** Catalogues of a build by the name under which scripts speak of them: `libs`. */
export type Catalogues = ReadonlyMap<string, Catalogue>;

const NONE: Catalogues = new Map();
const KNOWN = new WeakMap<FactSource, Map<string, Catalogues>>();

/** The catalogues that scripts in a folder see: those of the build that the folder belongs to. */
export function cataloguesFor(source: FactSource, folder: string): Catalogues {
  let known = KNOWN.get(source);
  if (known === undefined) {
    known = new Map();
    KNOWN.set(source, known);
  }
  const passed: string[] = [];
  let found: Catalogues | undefined;
  for (let current = folder; ; current = folderOf(current)) {
    found = known.get(current);
    if (found === undefined) {
      passed.push(current);
      const own = readCatalogues(source, current);
      if (own.size > 0) found = own;
    }
    if (found !== undefined || current === '') break;
  }
  for (const path of passed) known.set(path, found ?? NONE);
  return found ?? NONE;
}

function readCatalogues(source: FactSource, folder: string): Catalogues {
  const catalogues = new Map<string, Catalogue>();
  const settings = ['settings.gradle.kts', 'settings.gradle']
    .map((name) => inFolder(folder, name))
    .find((path) => source.files.get(path) !== undefined);
  const conventional = inFolder(folder, 'gradle/libs.versions.toml');
  if (source.files.get(conventional) !== undefined) catalogues.set('libs', fromToml(source, conventional));
  if (settings === undefined) return catalogues;
  visitStatements(gradleScript(source, settings), (statement, parents) => {
    const holder = parents.at(-1)?.tokens[0]?.text;
    if (holder === 'versionCatalogs') {
      // `create("libs") { … }`, `libs { … }`, `register("libs")`.
      const name = statement.tokens.find((token) => token.kind === 'string')?.text ?? statement.tokens[0]?.text;
      if (name === undefined || statement.block === undefined) return;
      const catalogue = catalogues.get(name) ?? empty();
      for (const inner of statement.block) readDeclaration(source, folder, inner, catalogue);
      catalogues.set(name, catalogue);
    }
  });
  return catalogues;
}

const empty = (): Catalogue => ({ libraries: new Map(), bundles: new Map(), plugins: new Map(), versions: new Map() });

/** `from(files("…"))`, `library("alias", "group:artifact:1")`, `plugin(…)`, `bundle(…)`, `version(…)` in settings. */
function readDeclaration(source: FactSource, folder: string, statement: Statement, catalogue: Catalogue): void {
  const [head] = statement.tokens;
  const texts = statement.tokens.filter((token) => token.kind === 'string').map((token) => token.text);
  const [alias, second, third] = texts;
  if (alias === undefined) return;
  const reference = afterCall(statement.tokens, 'versionRef');
  const version = afterCall(statement.tokens, 'version') ?? (reference && catalogue.versions.get(aliasKey(reference)));
  switch (head?.text) {
    case 'from': {
      const path = resolvePath(folder, alias);
      if (path === undefined || source.files.get(path) === undefined) return;
      const read = fromToml(source, path);
      for (const part of ['libraries', 'bundles', 'plugins', 'versions'] as const) {
        const target: Map<string, unknown> = catalogue[part];
        for (const [key, value] of read[part]) target.set(key, value);
      }
      return;
    }
    case 'version':
      if (second !== undefined) catalogue.versions.set(aliasKey(alias), second);
      return;
    case 'library': {
      if (second === undefined) return;
      const isPair = third !== undefined && !second.includes(':');
      const coordinate = isPair ? parseCoordinate(`${second}:${third}`) : parseCoordinate(second);
      if (coordinate !== undefined)
        catalogue.libraries.set(aliasKey(alias), withVersion(coordinate.name, coordinate.version ?? version));
      return;
    }
    case 'plugin':
      if (second !== undefined) catalogue.plugins.set(aliasKey(alias), withVersion(second, version));
      return;
    case 'bundle':
      catalogue.bundles.set(aliasKey(alias), texts.slice(1).map(aliasKey));
      return;
    default:
  }
}

/** The string in the call of a method: `.versionRef("x")`. */
function afterCall(tokens: readonly Token[], method: string): string | undefined {
  const index = tokens.findIndex((token, at) => token.text === method && tokens[at - 1]?.text === '.');
  const argument = tokens[index + 2];
  return index > 0 && argument?.kind === 'string' ? argument.text : undefined;
}

/** https://docs.gradle.org/current/userguide/version_catalogs.html#sec::toml-dependencies-format */
function fromToml(source: FactSource, path: string): Catalogue {
  const catalogue = empty();
  const data = mapping(source.data(path, 'toml'));
  for (const [alias, value] of Object.entries(mapping(data.versions))) {
    const version = versionIn(value);
    if (version !== undefined) catalogue.versions.set(aliasKey(alias), version);
  }
  for (const [alias, value] of Object.entries(mapping(data.libraries))) {
    const coordinate = libraryOf(value, catalogue);
    if (coordinate !== undefined) catalogue.libraries.set(aliasKey(alias), coordinate);
  }
  for (const [alias, value] of Object.entries(mapping(data.bundles))) {
    catalogue.bundles.set(
      aliasKey(alias),
      list(value).flatMap((item) => (typeof item === 'string' ? aliasKey(item) : [])),
    );
  }
  for (const [alias, value] of Object.entries(mapping(data.plugins))) {
    const [short, version] = typeof value === 'string' ? value.split(':') : [];
    const id = isMapping(value) ? string(value.id) : short;
    if (id !== undefined)
      catalogue.plugins.set(aliasKey(alias), withVersion(id, version ?? versionOf(value, catalogue)));
  }
  return catalogue;
}

function libraryOf(value: unknown, catalogue: Catalogue): Coordinate | undefined {
  if (typeof value === 'string') return parseCoordinate(value);
  const table = mapping(value);
  const [group, artifact] = string(table.module)?.split(':') ?? [string(table.group), string(table.name)];
  const name = group === undefined || artifact === undefined ? undefined : artifactName(group, artifact);
  return name === undefined ? undefined : withVersion(name, versionOf(value, catalogue));
}

function versionOf(value: unknown, catalogue: Catalogue): string | undefined {
  const version = mapping(value).version;
  const reference = isMapping(version) ? string(version.ref) : undefined;
  return reference === undefined ? versionIn(version) : catalogue.versions.get(aliasKey(reference));
}

/** A version, plain or rich. */
function versionIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const table: Mapping = mapping(value);
  return string(table.strictly ?? table.require ?? table.prefer);
}

function withVersion(name: string, version: string | undefined): Coordinate {
  return version === undefined ? { name } : { name, version };
}

/** Aliases are written with hyphens and spoken of with dots. */
function aliasKey(alias: string): string {
  return alias.replace(/[-_.]+/g, '.').toLowerCase();
}

/** Longer paths are no aliases. */
const MAX_PATH = 300;

/** What scripts write after an alias to get at its value. */
const ACCESSORS = /(?:\.(?:get|asProvider|toString|orNull))+$/;

/** The libraries that a path such as `libs.foo.bar` or `libs.bundles.foo` stands for. */
export function librariesAt(catalogues: Catalogues, path: string): readonly Coordinate[] {
  const { catalogue, rest } = split(catalogues, path);
  if (catalogue === undefined) return [];
  if (rest.startsWith('bundles.')) {
    const members = catalogue.bundles.get(rest.slice('bundles.'.length)) ?? [];
    return members.flatMap((alias) => catalogue.libraries.get(alias) ?? []);
  }
  const library = catalogue.libraries.get(rest);
  return library === undefined ? [] : [library];
}

/** The plugin that `libs.plugins.foo` stands for. */
export function pluginAt(catalogues: Catalogues, path: string): Coordinate | undefined {
  const { catalogue, rest } = split(catalogues, path);
  return rest.startsWith('plugins.') ? catalogue?.plugins.get(rest.slice('plugins.'.length)) : undefined;
}

/** The version that `libs.versions.foo.get()` stands for. */
export function versionAt(catalogues: Catalogues, path: string): string | undefined {
  const { catalogue, rest } = split(catalogues, path);
  return rest.startsWith('versions.') ? catalogue?.versions.get(rest.slice('versions.'.length)) : undefined;
}

function split(catalogues: Catalogues, path: string): { catalogue: Catalogue | undefined; rest: string } {
  const dot = path.indexOf('.');
  if (dot === -1 || path.length > MAX_PATH) return { catalogue: undefined, rest: '' };
  return { catalogue: catalogues.get(path.slice(0, dot)), rest: aliasKey(path.slice(dot + 1).replace(ACCESSORS, '')) };
}
