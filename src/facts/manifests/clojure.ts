import type { EDNKeyword, EDNList, EDNMap, EDNSymbol, EDNVal } from 'edn-data';
import { parseEDNString } from 'edn-data';
import type { FileEntry } from '../../repository/file-index.ts';
import { FormatError } from '../format-error.ts';
import { atLine, lineAt } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { artifactName, isTestConfiguration, PROVIDED } from './coordinates.ts';
import { defined } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
  type Script,
} from './manifest.ts';

/* Clojure: Leiningen (https://codeberg.org/leiningen/leiningen/src/branch/main/sample.project.clj), the official command line
   (https://clojure.org/reference/deps_edn) and shadow-cljs. Their artifacts come from Maven's repositories, as `group/artifact`. */

export const leiningenProjects: ManifestReader = {
  ecosystem: 'maven',
  matches: ({ name }) => name === 'project.clj',
  read: readProject,
};

export const clojureDeps: ManifestReader = {
  ecosystem: 'maven',
  matches: ({ name }) => name === 'deps.edn',
  read: readDeps,
};

export const shadowProjects: ManifestReader = {
  ecosystem: 'maven',
  matches: ({ name }) => name === 'shadow-cljs.edn',
  read: readShadow,
};

function readProject(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const [keyword, name, version, ...settings] = listOf(parseClojure(text));
  if (symbolOf(keyword) !== 'defproject') return undefined;
  const project = pairsOf(settings);
  const description = told(project.get('description'));
  const license = told(mapOf(project.get('license') ?? listOf(project.get('licenses'))[0]).get('name'));
  const main = symbolOf(project.get('main'));
  const url = told(project.get('url'));
  const reader = dependencyReader(text);
  const dependencies = [
    ...reader.vectors(project.get('dependencies'), 'prod'),
    ...reader.vectors(project.get('plugins'), 'build'),
    ...[...mapOf(project.get('profiles'))].flatMap(([profile, value]) => {
      const scope = scopeOf(profile);
      const plugins = scope === 'prod' ? 'build' : scope;
      return [
        ...reader.vectors(mapOf(value).get('dependencies'), scope),
        ...reader.vectors(mapOf(value).get('plugins'), plugins),
      ];
    }),
  ];
  return {
    ...emptyManifest('maven', file),
    ...defined({
      name: nameOf(symbolOf(name)),
      version: textOf(version),
      description,
      license,
    }),
    packaged: description !== undefined || license !== undefined,
    dependencies,
    scripts: aliasesOf(project.get('aliases'), text),
    entryPoints: main === undefined ? [] : [main],
    urls: url === undefined ? [] : [url],
  };
}

function readDeps(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const deps = mapOf(parseClojure(text));
  const reader = dependencyReader(text);
  const dependencies = [
    ...reader.map(deps.get('deps'), 'prod'),
    ...[...mapOf(deps.get('aliases'))].flatMap(([alias, value]) =>
      ['extra-deps', 'replace-deps', 'deps'].flatMap((key) => reader.map(mapOf(value).get(key), scopeOf(alias))),
    ),
  ];
  return { ...emptyManifest('maven', file), dependencies };
}

function readShadow(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const dependencies = dependencyReader(text).vectors(mapOf(parseClojure(text)).get('dependencies'), 'prod');
  return dependencies.length === 0 ? undefined : { ...emptyManifest('maven', file), dependencies };
}

/** What code of Clojure may have and data may not: quoted, spliced and marked forms, functions, expressions. */
const BEYOND_DATA =
  /"(?:[^"\\]|\\[\s\S])*"|;[^\n]*|#"((?:[^"\\]|\\[\s\S])*)"|\\.|#(?=\()|#'|[~`'@]@?|\^(?::[^\s()[\]{}]+|[\w./-]+|(?=\{))/g;

/** Texts and characters of data, and what stands between them without a break. */
const WORD = /"(?:[^"\\]|\\[\s\S])*"|\\.|[^\s,"()[\]{};\\]+/g;

/** Nobody's name is longer; the parser's time grows with the square of its length. */
const LONGEST_NAME = 1000;

/** @throws FormatError where brackets do not fit, or a name is endless */
function parseClojure(text: string): EDNVal {
  const data = text.replace(BEYOND_DATA, (form: string, expression: string | undefined) => {
    if (expression !== undefined) return JSON.stringify(expression);
    // Data knows fewer escapes than code, and none is needed to read a name or a version.
    if (form.startsWith('"')) return form.replace(/\\[^"\\ntr]/g, '');
    return form.startsWith('\\') ? form : ' ';
  });
  const endless = data.match(WORD)?.find((word) => word.length > LONGEST_NAME && !word.startsWith('"'));
  if (endless !== undefined) {
    const line = lineAt(text, text.indexOf(endless));
    throw new FormatError(`malformed EDN: a name of more than ${LONGEST_NAME} characters`, line);
  }
  let value: EDNVal | null;
  try {
    value = parseEDNString(data) as EDNVal | null;
  } catch (error) {
    throw new FormatError(`malformed EDN: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (value === null) throw new FormatError('malformed EDN: a bracket is never closed, or there is nothing to read');
  return value;
}

/** Reads dependencies as they are written, with the line of each. */
function dependencyReader(text: string) {
  const places = new Map<string, number>();
  for (const { 0: word, index } of text.matchAll(/[\w.*+!?<>=/$-]+/g)) if (!places.has(word)) places.set(word, index);
  const one = (symbol: string | undefined, scope: DependencyScope, version?: string): Dependency[] => {
    const name = nameOf(symbol);
    if (symbol === undefined || name === undefined) return [];
    const at = places.get(symbol);
    const line = at === undefined ? undefined : lineAt(text, at);
    return [{ name, scope, ...(version === undefined ? {} : { version }), ...atLine(line) }];
  };
  return {
    /** `[[group/artifact "1.0" :scope "test"] …]` */
    vectors: (value: EDNVal | undefined, scope: DependencyScope): Dependency[] =>
      listOf(value).flatMap((item) => {
        const [symbol, version, ...options] = listOf(item);
        const said = textOf(pairsOf(options).get('scope'));
        const own = said === 'provided' ? PROVIDED : said === 'test' ? 'test' : scope;
        return one(symbolOf(symbol), own, textOf(version));
      }),
    /** `{group/artifact {:mvn/version "1.0"} …}` */
    map: (value: EDNVal | undefined, scope: DependencyScope): Dependency[] =>
      [...mapOf(value)].flatMap(([symbol, coordinate]) => {
        const from = mapOf(coordinate);
        const version = ['mvn/version', 'git/tag', 'git/sha', 'sha'].flatMap((key) => textOf(from.get(key)) ?? [])[0];
        return one(symbol, scope, version);
      }),
  };
}

/** What a profile or an alias is for. */
function scopeOf(name: string): DependencyScope {
  if (/^(?:uberjar|production|prod|provided|base|system)$/.test(name)) return 'prod';
  if (isTestConfiguration(name)) return 'test';
  return /^(?:build|deploy|release|package|uber|jar)/.test(name) ? 'build' : 'dev';
}

function aliasesOf(value: EDNVal | undefined, text: string): Script[] {
  return [...mapOf(value)].flatMap(([name, command]) => {
    const words = listOf(command).flatMap((word) => textOf(word) ?? []);
    if (words.length === 0) return [];
    const at = text.indexOf(`"${name}"`);
    return [{ name, command: `lein ${words.join(' ')}`, ...atLine(at < 0 ? undefined : lineAt(text, at)) }];
  });
}

/** `group/artifact`, `artifact` and `group/artifact$classifier`, as Maven names them. */
function nameOf(symbol: string | undefined): string | undefined {
  if (symbol === undefined) return undefined;
  const [group = '', artifact = group] = symbol.replace(/\$.*$/, '').split('/');
  return artifactName(group, artifact);
}

/** A text that somebody wrote, and no generator. */
function told(value: EDNVal | undefined): string | undefined {
  const text = textOf(value);
  return text === undefined || text === '' || text.includes('FIXME') ? undefined : text;
}

function textOf(value: EDNVal | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function symbolOf(value: EDNVal | undefined): string | undefined {
  return isObject(value) && 'sym' in value ? value.sym : undefined;
}

/** The items of a list or a vector. */
function listOf(value: EDNVal | undefined): readonly EDNVal[] {
  if (Array.isArray(value)) return value;
  return isObject(value) && 'list' in value ? value.list : [];
}

/** The entries of a map whose keys are keywords, symbols or texts, by what these are called. */
function mapOf(value: EDNVal | undefined): ReadonlyMap<string, EDNVal> {
  return new Map(
    (isObject(value) && 'map' in value ? value.map : []).flatMap(([key, item]) => {
      const name = keyOf(key);
      return name === undefined ? [] : [[name, item] as const];
    }),
  );
}

/** `:key value :key value` */
function pairsOf(items: readonly EDNVal[]): ReadonlyMap<string, EDNVal> {
  const pairs = new Map<string, EDNVal>();
  for (let index = 0; index + 1 < items.length; index += 2) {
    const name = keyOf(items[index]);
    if (name !== undefined) pairs.set(name, items[index + 1] as EDNVal);
  }
  return pairs;
}

function keyOf(value: EDNVal | undefined): string | undefined {
  return isObject(value) && 'key' in value ? value.key : (symbolOf(value) ?? textOf(value));
}

/** Of the sorts of values those that are objects with one telling field; lists have methods that are called alike. */
function isObject(value: EDNVal | undefined): value is EDNMap | EDNKeyword | EDNSymbol | EDNList {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
