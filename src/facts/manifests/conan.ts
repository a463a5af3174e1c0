import type { FileEntry } from '../../repository/file-index.ts';
import type { FactSource } from '../source.ts';
import { OPERATOR, type Syntax, type Token, tokenize, WORD } from '../syntax/tokens.ts';
import { defined, unique } from './fields.ts';
import { type Dependency, type DependencyScope, emptyManifest, type Manifest } from './manifest.ts';
import { normaliseName } from './normalise.ts';

const SCOPES: Readonly<Record<string, DependencyScope>> = {
  requires: 'prod',
  build_requires: 'build',
  tool_requires: 'build',
  test_requires: 'test',
  python_requires: 'build',
};

/** `name/version@user/channel`, with a range in brackets where a version stands. */
function conanDependency(reference: string, scope: DependencyScope, line: number): Dependency | undefined {
  const [, name, version] =
    /^([a-zA-Z0-9_][\w.+-]{1,100})\/(\[[^\]]{1,100}\]|[^@#\s]{1,100})/.exec(reference.trim()) ?? [];
  if (name === undefined) return undefined;
  const constraint = version?.replace(/^\[(.*)\]$/, '$1');
  return {
    name: normaliseName('cpp', name),
    scope,
    ...defined({ version: constraint?.includes('{') === true ? undefined : constraint }),
    line,
  };
}

/** https://docs.conan.io/2/reference/conanfile_txt.html */
export function readConanText(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const dependencies: Dependency[] = [];
  let scope: DependencyScope | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const [, section] = /^\s*\[(\w{1,40})\]/.exec(line) ?? [];
    if (section !== undefined) scope = SCOPES[section];
    const dependency =
      section === undefined && scope !== undefined ? conanDependency(line, scope, index + 1) : undefined;
    if (dependency !== undefined) dependencies.push(dependency);
  }
  return { ...emptyManifest('cpp', file), dependencies };
}

const PYTHON: Syntax = {
  lineComments: ['#'],
  strings: [
    { open: '"""', close: '"""', multiline: true, escapes: true },
    { open: "'''", close: "'''", multiline: true, escapes: true },
    { open: '"', close: '"', escapes: true },
    { open: "'", close: "'", escapes: true },
  ],
  word: WORD,
  symbol: OPERATOR,
};

/** https://docs.conan.io/2/reference/conanfile.html: the attributes of the recipe, and calls of `self.requires(…)`. */
export function readConanRecipe(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const tokens = tokenize(text, PYTHON);
  const found = new Map<string, Dependency>();
  const attributes = new Map<string, readonly string[]>();
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    const scope = Object.hasOwn(SCOPES, token.text) ? SCOPES[token.text] : undefined;
    const isCall = tokens[index - 1]?.text === '.' && tokens[index + 1]?.text === '(';
    const isAttribute = token.first && tokens[index + 1]?.text === '=';
    if (isAttribute && !attributes.has(token.text)) attributes.set(token.text, textsFrom(tokens, index + 2));
    if (scope === undefined || (!isCall && !isAttribute)) continue;
    const references = isCall ? textsFrom(tokens, index + 2).slice(0, 1) : (attributes.get(token.text) ?? []);
    for (const reference of references) {
      const dependency = conanDependency(reference, scope, token.line);
      if (dependency !== undefined && !found.has(dependency.name)) found.set(dependency.name, dependency);
    }
  }
  const attribute = (name: string): string | undefined => attributes.get(name)?.[0];
  const name = attribute('name');
  const kind = attribute('package_type');
  return {
    ...emptyManifest('cpp', file),
    ...defined({
      name,
      version: attribute('version'),
      description: attribute('description'),
      license: attribute('license'),
    }),
    packaged: name !== undefined,
    dependencies: [...found.values()],
    keywords: [...(attributes.get('topics') ?? [])],
    classifiers: kind === undefined ? [] : [kind],
    authors: attribute('author') === undefined ? [] : [attribute('author') ?? ''],
    urls: unique(['homepage', 'url'].flatMap((field) => attribute(field) ?? [])),
  };
}

/** The texts of a value: one, or those of a tuple or list, until the next statement. */
function textsFrom(tokens: readonly Token[], start: number): string[] {
  const texts: string[] = [];
  let brackets = 0;
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (token.first && index > start && brackets === 0) break;
    if (token.kind === 'string') texts.push(token.text);
    else if (token.text === '(' || token.text === '[' || token.text === '{') brackets++;
    else if (token.text === ')' || token.text === ']' || token.text === '}') {
      if (--brackets < 0) break;
    } else if (token.kind === 'word' && token.text !== 'f') break;
  }
  return texts;
}
