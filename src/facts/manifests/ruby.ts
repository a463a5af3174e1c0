import type { FileEntry } from '../../repository/file-index.ts';
import { folderOf } from '../../repository/paths.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { defined, inFolder, resolvePath } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { normaliseName } from './normalise.ts';
import { gemspecDependencies } from './ruby-gemspec.ts';
import { leadingTexts, rubyStatements, rubyText, rubyTexts } from './ruby-source.ts';
import { scopeOfName } from './scopes.ts';

/** https://bundler.io/man/gemfile.5.html */
export const gemfiles: ManifestReader = {
  ecosystem: 'rubygems',
  matches: (file) => file.name === 'Gemfile' || file.name === 'gems.rb',
  read: readGemfile,
};

const MAX_INCLUDES = 50;

interface Reading {
  readonly source: FactSource;
  readonly visited: Set<string>;
  readonly found: Map<string, Dependency>;
  /** In a gem, what its users get stands in the gemspec; the Gemfile adds what it is developed with. */
  readonly ofGem: boolean;
  readonly runtimes: { name: string; constraint: string; line?: number }[];
}

function readGemfile(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const reading: Reading = {
    source,
    visited: new Set([file.path]),
    found: new Map(),
    ofGem: isOfGem(file.path, source),
    runtimes: [],
  };
  collect(text, file.path, undefined, reading);
  return { ...emptyManifest('rubygems', file), dependencies: [...reading.found.values()], runtimes: reading.runtimes };
}

/** Whether a gem is developed with a Gemfile; a Rails application keeps its dependencies there, whatever lies beside it. */
function isOfGem(path: string, source: FactSource): boolean {
  const folder = folderOf(path);
  if (source.files.get(inFolder(folder, 'config/application.rb')) !== undefined) return false;
  return source.files.all.some((file) => file.name.endsWith('.gemspec') && folderOf(file.path) === folder);
}

/** @param at the line of the outermost `eval_gemfile`: what is included lies in another file */
function collect(text: string, path: string, at: number | undefined, reading: Reading): void {
  /** The groups of each open block; blocks without groups keep the count of `end`s right. */
  const blocks: (readonly string[])[] = [];
  for (const { code, line } of rubyStatements(text)) {
    const { verb, args } = call(code);
    if (verb === 'gem') addGem(args, blocks.flat(), at ?? line, reading);
    else if (verb === 'gemspec') addGemspec(args, path, at ?? line, reading);
    else if (verb === 'eval_gemfile') includeGemfile(args, path, at ?? line, reading);
    else if (verb === 'ruby') addRuby(args, path, at ?? line, reading);
    if (/^end\b/.test(code)) blocks.pop();
    if (opensBlock(code)) blocks.push(verb === 'group' ? rubyTexts(args.replace(/\boptional:.*$/, '')) : []);
    else if (/^end\b/.test(code)) blocks.pop();
  }
}

function call(code: string): { verb: string; args: string } {
  const [, verb = '', args = ''] = /^(\w+)(?:\s*\(\s*|\s+|$)(.*)$/.exec(code) ?? [];
  return { verb, args };
}

/** Whether a statement needs an `end` that is still to come. */
function opensBlock(code: string): boolean {
  if (/\bend\b\s*\)?$/.test(code)) return false;
  return (
    /\bdo\b\s*(?:\|[^|]*\|)?$/.test(code) ||
    /^(?:if|unless|case|while|until|for|begin|def|class|module)\b/.test(code) ||
    /=\s*(?:if|unless|case|begin)\b/.test(code)
  );
}

const INLINE_GROUP = /\bgroups?(?::|["']?\s*=>)\s*(\[[^\]]*\]|%[wi]\[[^\]]*\]|:\w+|"\w+"|'\w+')/;

function addGem(args: string, blockGroups: readonly string[], line: number, { found, ofGem }: Reading): void {
  const [first, name] = /^["']([^"'#]+)["']/.exec(args) ?? [];
  if (first === undefined || name === undefined) return;
  const rest = args.slice(first.length);
  const groups = [...blockGroups, ...rubyTexts(INLINE_GROUP.exec(rest)?.[1] ?? '')];
  const version = leadingTexts(rest).join(', ');
  const scope = scopeOfGroups(groups);
  const dependency: Dependency = {
    name: normaliseName('rubygems', name),
    scope: ofGem && scope === 'prod' ? 'dev' : scope,
    ...defined({ version: version === '' ? undefined : version }),
    line,
  };
  // A gem may stand in both branches of a condition; what is used in production counts.
  const known = found.get(dependency.name);
  if (known === undefined || (known.scope !== 'prod' && dependency.scope === 'prod')) {
    found.set(dependency.name, dependency);
  }
}

/** A gem in a group that is no development group (`:default`, `:production`, `:jekyll_plugins`) is used in production. */
function scopeOfGroups(groups: readonly string[]): DependencyScope {
  const scopes = groups.map((group) => scopeOfName(group) ?? 'prod');
  if (scopes.length === 0 || scopes.includes('prod')) return 'prod';
  return scopes.every((scope) => scope === 'test') ? 'test' : 'dev';
}

/** `gemspec` adds what the gemspec beside it demands, its development dependencies too. */
function addGemspec(args: string, path: string, line: number, { source, found }: Reading): void {
  const stated = /\bpath(?::|\s*=>)\s*["']([^"'#]+)["']/.exec(args)?.[1];
  const name = /\bname(?::|\s*=>)\s*["']([^"'#]+)["']/.exec(args)?.[1];
  const folder = resolvePath(folderOf(path), stated ?? '.');
  if (folder === undefined) return;
  const prefix = folder === '.' ? '' : `${folder}/`;
  for (const file of source.files.all) {
    if (!file.path.startsWith(prefix) || !file.name.endsWith('.gemspec')) continue;
    if (file.path.length !== prefix.length + file.name.length) continue;
    if (name !== undefined && file.name !== `${name}.gemspec`) continue;
    for (const dependency of gemspecDependencies(source.text(file.path) ?? '')) {
      const known = found.get(dependency.name);
      if (known === undefined || (known.scope !== 'prod' && dependency.scope === 'prod'))
        found.set(dependency.name, { ...dependency, line });
    }
  }
}

function includeGemfile(args: string, path: string, line: number, reading: Reading): void {
  const relative = rubyText(args.replace(/\)$/, ''));
  const included = relative === undefined ? undefined : resolvePath(folderOf(path), relative);
  if (included === undefined || reading.visited.has(included) || reading.visited.size > MAX_INCLUDES) return;
  if (reading.source.files.get(included) === undefined) return;
  reading.visited.add(included);
  const text = reading.source.text(included);
  if (text !== undefined) collect(text, included, line, reading);
}

/** `ruby "3.3.0"`, or `ruby file: ".ruby-version"`. */
function addRuby(args: string, path: string, line: number, { source, runtimes }: Reading): void {
  const file = /^file(?::|\s*=>)\s*["']([^"'#]+)["']/.exec(args)?.[1];
  let constraint = [...leadingTexts(`, ${args.replace(/\)$/, '')}`)].join(', ');
  if (file !== undefined) {
    const pinned = inFolder(folderOf(path), file);
    const text = source.files.get(pinned) === undefined ? undefined : source.text(pinned);
    constraint = /^\s*(?:ruby[- ])?([\w.-]+)/.exec(text ?? '')?.[1] ?? '';
  }
  if (constraint !== '') runtimes.push({ name: 'ruby', constraint, ...atLine(line) });
}
