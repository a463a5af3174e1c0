import type { FileEntry } from '../../repository/file-index.ts';
import { folderOf } from '../../repository/paths.ts';
import type { FactSource } from '../source.ts';
import { defined, filesBelow, inFolder, unique } from './fields.ts';
import { type Dependency, emptyManifest, type Manifest, type ManifestReader } from './manifest.ts';
import { normaliseName } from './normalise.ts';
import { leadingTexts, type RubyStatement, rubyStatements, rubyText, rubyTexts } from './ruby-source.ts';

/** https://guides.rubygems.org/specification-reference/ */
export const gemspecs: ManifestReader = {
  ecosystem: 'rubygems',
  matches: (file) => file.name.endsWith('.gemspec'),
  read: readGemspec,
};

interface Field {
  readonly expression: string;
  readonly line: number;
}

/** A description over several lines. */
const HEREDOC = /\.(?:summary|description)\s*=\s*<<[~-]?["']?(\w+)\b[^\n]*\n([\s\S]{1,4000}?)\n\s*\1\s*$/m;

function readGemspec(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined || !text.includes('Gem::Specification')) return undefined;
  const statements = rubyStatements(text);
  const fields = fieldsOf(statements);
  const one = (key: string): string | undefined => rubyText(fields.get(key)?.expression ?? '');
  const many = (...keys: string[]): string[] => keys.flatMap((key) => rubyTexts(fields.get(key)?.expression ?? ''));
  const name = one('name');
  const ruby = fields.get('required_ruby_version');
  const constraint = many('required_ruby_version').join(', ');
  const main = name === undefined ? undefined : source.files.get(inFolder(folderOf(file.path), `lib/${name}.rb`));
  return {
    ...emptyManifest('rubygems', file),
    ...defined({
      name,
      version: one('version'),
      description: one('summary') ?? one('description') ?? HEREDOC.exec(text)?.[2]?.trim(),
      license: many('license', 'licenses')[0],
    }),
    packaged: name !== undefined,
    dependencies: dependenciesOf(statements),
    binaries: binariesOf(file, fields, source),
    entryPoints: main === undefined ? [] : [`lib/${name}.rb`],
    runtimes: ruby === undefined || constraint === '' ? [] : [{ name: 'ruby', constraint, line: ruby.line }],
    authors: many('author', 'authors'),
    urls: unique([...many('homepage'), ...metadataOf(statements)].filter((url) => /^https?:/.test(url))),
  };
}

/** The dependencies that the text of a gemspec states. */
export function gemspecDependencies(text: string): Dependency[] {
  return dependenciesOf(rubyStatements(text));
}

function fieldsOf(statements: readonly RubyStatement[]): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const { code, line } of statements) {
    const [, key, expression] = /^\w+\.(\w+)\s*\+?=\s*(.+)$/.exec(code) ?? [];
    if (key !== undefined && expression !== undefined && !fields.has(key)) fields.set(key, { expression, line });
  }
  return fields;
}

const DEPENDENCY = /\badd_(runtime_|development_)?dependency[\s(]+(?:["']([^"'#]+)["']|%q<([^>]+)>)(?:\.freeze)?/;

function dependenciesOf(statements: readonly RubyStatement[]): Dependency[] {
  const found = new Map<string, Dependency>();
  for (const { code, line } of statements) {
    const match = DEPENDENCY.exec(code);
    const name = match?.[2] ?? match?.[3];
    if (match === null || name === undefined) continue;
    const rest = code.slice(match.index + match[0].length);
    const listed = /^\s*,\s*(\[[^\]]*\])/.exec(rest)?.[1];
    const version = (listed === undefined ? leadingTexts(rest) : rubyTexts(listed)).join(', ');
    const scope = match[1] === 'development_' ? 'dev' : 'prod';
    const dependency = {
      name: normaliseName('rubygems', name),
      scope,
      ...defined({ version: version === '' ? undefined : version }),
      line,
    } as const;
    // Generated gemspecs state each dependency once per version of RubyGems.
    if (!found.has(`${scope} ${name}`)) found.set(`${scope} ${name}`, dependency);
  }
  return [...found.values()];
}

/** `metadata["source_code_uri"] = "…"`, or a mapping of them. */
function metadataOf(statements: readonly RubyStatement[]): string[] {
  return statements.flatMap(({ code }) => {
    const [, value] = /^\w+\.metadata(?:\[[^\]]*\])?\s*=\s*(.+)$/.exec(code) ?? [];
    return value === undefined ? [] : rubyTexts(value);
  });
}

/** As stated; where the list is computed from the files (as Bundler's template does), the files of its folder. */
function binariesOf(file: FileEntry, fields: ReadonlyMap<string, Field>, source: FactSource): string[] {
  const stated = fields.get('executables')?.expression;
  if (stated === undefined) return [];
  if (/^(?:\[|%w|["'])/.test(stated)) return unique(rubyTexts(stated));
  const folder = rubyText(fields.get('bindir')?.expression ?? '') ?? (stated.includes('exe') ? 'exe' : 'bin');
  const prefix = inFolder(folderOf(file.path), `${folder}/`);
  return filesBelow(prefix, source.files).flatMap(({ path }) => {
    const name = path.slice(prefix.length);
    return name.includes('/') ? [] : [name];
  });
}
