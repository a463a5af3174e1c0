import type { FileEntry } from '../../repository/file-index.ts';
import type { FactSource } from '../source.ts';
import { defined, unique } from './fields.ts';
import { type Dependency, type DependencyScope, emptyManifest, type Manifest } from './manifest.ts';
import { normaliseName } from './normalise.ts';
import { rubyStatements, rubyText, rubyTexts } from './ruby-source.ts';

/** https://guides.cocoapods.org/syntax/podfile.html */
export function readPodfile(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const found = new Map<string, Dependency>();
  const runtimes: { name: string; constraint: string; line: number }[] = [];
  // What each open block is for; `undefined` for blocks that are no targets.
  const blocks: (DependencyScope | undefined)[] = [];
  for (const { code, line } of rubyStatements(text)) {
    const [, word, rest = ''] = /^(\w+)[\s(]*(.*)$/s.exec(code) ?? [];
    if (word === 'end') blocks.pop();
    else if (opensBlock(code, word)) blocks.push(scopeOfTarget(word, rest) ?? blocks.at(-1));
    else if (word === 'pod') addPods(found, podOf(rest, blocks.at(-1) ?? 'prod', line));
    else if (word === 'platform') {
      const [name, constraint] = rubyTexts(rest);
      if (name !== undefined && constraint !== undefined)
        runtimes.push({ name: name === 'osx' ? 'macos' : name, constraint, line });
    }
  }
  return { ...emptyManifest('swift', file), dependencies: [...found.values()], runtimes };
}

function opensBlock(code: string, word: string | undefined): boolean {
  if (/\bdo(?:\s*\|[^|\n]{0,100}\|)?$/.test(code)) return true;
  return word !== undefined && /^(?:if|unless|def|case|begin|while|until|for|class|module)$/.test(word);
}

function scopeOfTarget(word: string | undefined, rest: string): DependencyScope | undefined {
  if (word !== 'target' && word !== 'abstract_target' && word !== 'test_spec') return undefined;
  return word === 'test_spec' || /tests?$|specs?$/i.test(rubyTexts(rest)[0] ?? '') ? 'test' : 'prod';
}

function podOf(rest: string, scope: DependencyScope, line: number): Dependency | undefined {
  const [name, version] = rubyTexts(rest);
  // Pods that lie in the repository are no packages.
  if (name === undefined || /(?::path\s*=>|\bpath:)/.test(rest)) return undefined;
  const constraint = version !== undefined && /^[~><=!\s\d]/.test(version) ? version : undefined;
  const debug = /configurations?(?::|\s*=>)[^\]\n]{0,100}\bdebug\b/i.test(rest) && !/\brelease\b/i.test(rest);
  return { name, scope: scope === 'prod' && debug ? 'dev' : scope, ...defined({ version: constraint }), line };
}

/** `Firebase/Crashlytics` is a part of the pod `Firebase`: both are known by it. */
function addPods(found: Map<string, Dependency>, dependency: Dependency | undefined): void {
  if (dependency === undefined) return;
  const name = normaliseName('swift', dependency.name);
  const names = name.includes('/') ? [name.slice(0, name.indexOf('/')), name] : [name];
  for (const each of names) {
    const known = found.get(each);
    if (known === undefined || (known.scope !== 'prod' && dependency.scope === 'prod'))
      found.set(each, { ...dependency, name: each });
  }
}

/** https://guides.cocoapods.org/syntax/podspec.html */
export function readPodspec(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const found = new Map<string, Dependency>();
  const fields = new Map<string, string>();
  const blocks: boolean[] = [];
  for (const { code, line } of rubyStatements(text)) {
    if (code === 'end') {
      blocks.pop();
      continue;
    }
    const isTest = blocks.at(-1) === true;
    if (opensBlock(code, /^\w+/.exec(code)?.[0])) {
      blocks.push(isTest || /\.test_spec\b/.test(code));
      continue;
    }
    const [, attribute, assigned, value = ''] = /^\w+\.([\w.]+)(\s*=\s*|[\s(]+)(.*)$/s.exec(code) ?? [];
    if (attribute === undefined) continue;
    if (attribute.endsWith('dependency')) addPods(found, podOf(value, isTest ? 'test' : 'prod', line));
    else if (assigned?.includes('=') === true && !fields.has(attribute)) fields.set(attribute, value);
  }
  const textOfField = (name: string): string | undefined => {
    const value = fields.get(name);
    return value === undefined ? undefined : rubyText(value);
  };
  const license = fields.get('license');
  const name = textOfField('name');
  const authors = rubyTexts(fields.get('authors') ?? fields.get('author') ?? '');
  return {
    ...emptyManifest('swift', file),
    ...defined({
      name,
      version: textOfField('version'),
      description: textOfField('summary'),
      license: license === undefined ? undefined : licenseOf(license),
    }),
    packaged: name !== undefined,
    dependencies: [...found.values()],
    authors: unique(authors.filter((author) => !author.includes('@'))),
    urls: unique(['homepage', 'documentation_url'].flatMap((field) => textOfField(field) ?? [])),
  };
}

/** `"MIT"`, `{ :type => "MIT", :file => "LICENSE" }`. */
function licenseOf(value: string): string | undefined {
  const [, type] = /(?::type\s*=>|\btype:)\s*["']([^"'\n]{1,100})["']/.exec(value) ?? [];
  return type ?? rubyText(value);
}

/** https://github.com/Carthage/Carthage/blob/master/Documentation/Artifacts.md#cartfile */
export function readCartfile(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const dependencies: Dependency[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const [, address, version] = /^\s*(?:github|git|binary)\s+"([^"]+)"\s*([^#\n]*)/.exec(line) ?? [];
    const name = address
      ?.replace(/\.(?:git|json)$/, '')
      .split('/')
      .at(-1);
    if (name === undefined || name === '') continue;
    const constraint = version?.trim().replaceAll('"', '');
    dependencies.push({
      name: normaliseName('swift', name),
      scope: file.name === 'Cartfile.private' ? 'test' : 'prod',
      ...(constraint === undefined || constraint === '' ? {} : { version: constraint }),
      line: index + 1,
    });
  }
  return { ...emptyManifest('swift', file), dependencies };
}
