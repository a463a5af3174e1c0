import type { FileEntry } from '../../repository/file-index.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { elixirTokens } from '../syntax/elixir.ts';
import { pairBrackets, type Token } from '../syntax/tokens.ts';
import { defined, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
  type Script,
} from './manifest.ts';
import { normaliseName } from './normalise.ts';

/** mix.exs: https://hexdocs.pm/mix/Mix.Project.html. Escripts and releases are given as classifiers. */
export const elixirManifests: ManifestReader = {
  ecosystem: 'hex',
  matches: (file) => file.name === 'mix.exs',
  read: readMix,
};

/** The tokens of a project file with what was found out about them once. */
interface Mix {
  readonly tokens: readonly Token[];
  readonly pairs: Uint32Array;
  /** Module attributes with a text: `@version "1.0"`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The function in which each token stands. */
  readonly functions: readonly string[];
}

function readMix(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const mix = prepare(elixirTokens(text));
  const app = valueOfKey(mix, 'app', 'project');
  const name = app?.value;
  const elixir = valueOfKey(mix, 'elixir', 'project');
  const isEscript = keyIndex(mix, 'escript', 'project') !== -1;
  const licenses = textsOfKey(mix, 'licenses');
  const umbrella = valueOfKey(mix, 'apps_path', 'project')?.value;
  return {
    ...emptyManifest('hex', file),
    ...defined({
      name,
      version: valueOfKey(mix, 'version', 'project')?.value,
      description: valueOfKey(mix, 'description', 'project')?.value.trim(),
      license: licenses.length === 0 ? undefined : licenses.join(' OR '),
    }),
    packaged: keyIndex(mix, 'package', 'project') !== -1,
    dependencies: dependenciesOf(mix),
    scripts: scriptsOf(mix),
    binaries: isEscript ? [name ?? ''].filter((binary) => binary !== '') : [],
    entryPoints: unique([...modulesOfKey(mix, 'main_module'), ...modulesOfKey(mix, 'mod')]),
    workspaceMembers: umbrella === undefined ? [] : [`${umbrella}/*`],
    runtimes: elixir === undefined ? [] : [{ name: 'elixir', constraint: elixir.value, ...atLine(elixir.line) }],
    classifiers: [
      ...(isEscript ? ['escript'] : []),
      ...(keyIndex(mix, 'releases', 'project') === -1 ? [] : ['release']),
    ],
    authors: textsOfKey(mix, 'maintainers'),
    urls: unique([
      ...['source_url', 'homepage_url'].flatMap((key) => valueOfKey(mix, key, 'project')?.value ?? []),
      ...textsOfKey(mix, 'links').filter((link) => link.startsWith('http')),
    ]),
  };
}

function prepare(tokens: readonly Token[]): Mix {
  const attributes = new Map<string, string>();
  const functions: string[] = [];
  let current = '';
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token.kind === 'word' && (token.text === 'def' || token.text === 'defp') && next?.kind === 'word')
      current = next.text;
    functions.push(current);
    const value = tokens[index + 2];
    if (token.text === '@' && next?.kind === 'word' && value?.kind === 'string' && !attributes.has(next.text)) {
      attributes.set(next.text, value.text);
    }
  }
  return { tokens, pairs: pairBrackets(tokens), attributes, functions };
}

function keyIndex(mix: Mix, key: string, inFunction: string): number {
  return mix.tokens.findIndex(
    (token, index) => token.kind === 'key' && token.text === key && mix.functions[index] === inFunction,
  );
}

/** The text of a key: a literal, a module attribute, or the first text of the function that is called. */
function valueOfKey(mix: Mix, key: string, inFunction: string): { value: string; line: number } | undefined {
  const index = keyIndex(mix, key, inFunction);
  const token = mix.tokens[index];
  if (token === undefined) return undefined;
  const value = textAt(mix, index + 1);
  return value === undefined ? undefined : { value, line: token.line };
}

function textAt(mix: Mix, index: number): string | undefined {
  const token = mix.tokens[index];
  if (token?.kind === 'string' || token?.kind === 'atom') return expandText(mix, token.text);
  if (token?.text === '@') {
    const value = mix.attributes.get(mix.tokens[index + 1]?.text ?? '');
    return value === undefined ? undefined : expandText(mix, value);
  }
  if (token?.kind !== 'word' || mix.tokens[index + 1]?.text !== '(') return undefined;
  const body = mix.tokens.findIndex((other, at) => other.kind === 'string' && mix.functions[at] === token.text);
  return body === -1 ? undefined : mix.tokens[body]?.text;
}

function expandText(mix: Mix, text: string): string {
  return text.replace(/#\{@(\w{1,100})\}/g, (whole, name: string) => mix.attributes.get(name) ?? whole);
}

/** The texts in the list or map of a key, wherever the key is. */
function textsOfKey(mix: Mix, key: string): string[] {
  const { tokens, pairs } = mix;
  const index = tokens.findIndex((token) => token.kind === 'key' && token.text === key);
  if (index === -1) return [];
  // Maps are written `%{…}`.
  const open = tokens[index + 1]?.text === '%' ? index + 2 : index + 1;
  const end = pairs[open] ?? 0;
  const texts: string[] = [];
  for (let at = open; at < end; at++) {
    const text = tokens[at]?.kind === 'string' || tokens[at]?.text === '@' ? textAt(mix, at) : undefined;
    // What stands before an arrow is a name.
    if (text !== undefined && tokens[at + 1]?.text !== '=>') texts.push(text);
  }
  return unique(texts);
}

/** The module that a key names: `mod: {My.Application, []}`, `main_module: My.CLI`. */
function modulesOfKey(mix: Mix, key: string): string[] {
  const index = mix.tokens.findIndex((token) => token.kind === 'key' && token.text === key);
  let at = mix.tokens[index + 1]?.text === '{' ? index + 2 : index + 1;
  if (index === -1 || mix.tokens[at]?.kind !== 'word') return [];
  let module = mix.tokens[at]?.text ?? '';
  for (; mix.tokens[at + 1]?.text === '.' && mix.tokens[at + 2]?.kind === 'word'; at += 2)
    module += `.${mix.tokens[at + 2]?.text}`;
  return [module];
}

/** Tuples that begin with an atom, in the list of `deps:` and in functions that are named after dependencies. */
function dependenciesOf(mix: Mix): Dependency[] {
  const { tokens, pairs } = mix;
  const found = new Map<string, Dependency>();
  const inline = keyIndex(mix, 'deps', 'project');
  const inlineEnd = inline === -1 ? -1 : (pairs[inline + 1] ?? 0);
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const name = tokens[index + 1];
    if (token?.text !== '{' || token.kind !== 'symbol' || name?.kind !== 'atom') continue;
    const isInline = index > inline && index < inlineEnd;
    if (!isInline && !/(?:^|_)(?:deps|dependencies)(?:_|$)/.test(mix.functions[index] ?? '')) continue;
    const end = pairs[index] ?? tokens.length;
    const dependency = dependencyOf(mix, index, end, name);
    if (dependency !== undefined && !found.has(dependency.name)) found.set(dependency.name, dependency);
    index = Math.max(index, end === tokens.length ? index : end);
  }
  return [...found.values()];
}

function dependencyOf(mix: Mix, start: number, end: number, name: Token): Dependency | undefined {
  const { tokens } = mix;
  const options = new Map<string, string[]>();
  let values: string[] | undefined;
  for (let index = start + 3; index < end; index++) {
    const token = tokens[index];
    if (token?.kind === 'key') {
      values = [];
      options.set(token.text, values);
    } else if (token !== undefined && token.kind !== 'symbol') values?.push(token.text);
  }
  // Applications of the same umbrella, and folders beside this one, are no packages.
  if (options.has('in_umbrella') || options.has('path')) return undefined;
  const requirement = options.size === 0 || tokens[start + 3]?.kind !== 'key' ? textAt(mix, start + 3) : undefined;
  const version = requirement ?? (options.get('tag') ?? options.get('ref'))?.[0];
  return {
    name: normaliseName('hex', options.get('hex')?.[0] ?? name.text),
    scope: scopeOf(options),
    ...defined({ version }),
    line: name.line,
  };
}

function scopeOf(options: ReadonlyMap<string, readonly string[]>): DependencyScope {
  if (options.get('optional')?.[0] === 'true') return 'optional';
  const only = options.get('only');
  if (only !== undefined && !only.includes('prod'))
    return only.every((environment) => environment === 'test') ? 'test' : 'dev';
  return options.get('runtime')?.[0] === 'false' ? 'build' : 'prod';
}

/** Aliases are the scripts of mix: `"ecto.setup": ["ecto.create", "ecto.migrate"]`. */
function scriptsOf(mix: Mix): Script[] {
  const { tokens, pairs } = mix;
  const inline = keyIndex(mix, 'aliases', 'project');
  const start = tokens[inline + 1]?.text === '[' ? inline + 1 : aliasList(mix);
  const end = pairs[start] ?? 0;
  const scripts: Script[] = [];
  for (let index = start + 1; start !== -1 && index < end; index++) {
    const token = tokens[index];
    if (token?.kind !== 'key') continue;
    const value = tokens[index + 1];
    const last = value?.text === '[' ? (pairs[index + 1] ?? index) : index + 1;
    const commands = tokens.slice(index + 1, last + 1).filter((part) => part.kind === 'string');
    if (commands.length > 0) {
      const command = commands.map(({ text }) => commandOf(text)).join(' && ');
      scripts.push({ name: token.text, command, line: token.line });
    }
    index = Math.max(index, Math.min(last, end));
  }
  return scripts;
}

/** An alias names tasks of mix; `cmd` runs programs, `--cd` elsewhere. */
function commandOf(task: string): string {
  return task.startsWith('cmd ') ? task.slice('cmd '.length).replace(/^--cd (\S+) /, 'cd $1 && ') : `mix ${task}`;
}

function aliasList(mix: Mix): number {
  return mix.tokens.findIndex((token, index) => token.text === '[' && mix.functions[index] === 'aliases');
}
