import type { FileEntry } from '../../repository/file-index.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { OPERATOR, pairBrackets, type Syntax, type Token, tokenize, WORD } from '../syntax/tokens.ts';
import { readCartfile, readPodfile, readPodspec } from './cocoapods.ts';
import { defined, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { packageIdentity } from './swift-identity.ts';
import { readXcodeProject } from './xcode.ts';

/**
 * Package.swift (https://developer.apple.com/documentation/packagedescription), Xcode projects, and the files of
 * CocoaPods and Carthage. Packages are named by the last part of their address, as SwiftPM identifies them; pods by
 * their names.
 */
export const swiftManifests: ManifestReader = {
  ecosystem: 'swift',
  matches: (file) => readerOf(file) !== undefined,
  read: (file, source) => readerOf(file)?.(file, source),
};

function readerOf({ name }: FileEntry): ManifestReader['read'] | undefined {
  if (name === 'Package.swift' || (name.startsWith('Package@swift') && name.endsWith('.swift'))) return readPackage;
  if (name === 'project.pbxproj') return readXcodeProject;
  if (name === 'Podfile') return readPodfile;
  if (name.endsWith('.podspec')) return readPodspec;
  return name === 'Cartfile' || name === 'Cartfile.private' ? readCartfile : undefined;
}

const SWIFT: Syntax = {
  lineComments: ['//'],
  blockComment: { open: '/*', close: '*/', nested: true },
  strings: [
    { open: '#"', close: '"#' },
    { open: '"""', close: '"""', multiline: true, escapes: true },
    { open: '"', close: '"', escapes: true, interpolation: '\\(' },
  ],
  word: WORD,
  symbol: OPERATOR,
};

/** `.package(url: "…", from: "1.0")` with the tokens of its arguments. */
interface Call {
  readonly name: string;
  readonly line: number;
  readonly arguments: readonly Token[];
  /** The call in whose arguments this one stands. */
  readonly inside: string;
}

function readPackage(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const tokens = tokenize(text, SWIFT);
  const calls = callsOf(tokens);
  const products = calls.filter(
    ({ inside, name }) => inside === 'Package' && (name === 'library' || name === 'executable'),
  );
  const named = (name: string): string[] =>
    calls.filter((call) => call.name === name).flatMap((call) => argument(call, 'name') ?? []);
  const executables = products
    .filter(({ name }) => name === 'executable')
    .flatMap((call) => argument(call, 'name') ?? []);
  const tools = /^\s*\/\/\s*swift-tools-version\s*:\s*([\d.]+)/.exec(text)?.[1];
  const name = calls.flatMap((call) => (call.name === 'Package' ? (argument(call, 'name') ?? []) : []))[0];
  return {
    ...emptyManifest('swift', file),
    ...defined({ name }),
    packaged: products.length > 0,
    dependencies: dependenciesOf(calls),
    // A target that can be run is a product where nobody names any; beside products that are named it is for those who develop them.
    binaries: unique(products.length > 0 ? executables : named('executableTarget')),
    entryPoints: unique(products.flatMap((call) => argument(call, 'name') ?? [])),
    runtimes: [...(tools === undefined ? [] : [{ name: 'swift', constraint: tools, line: 1 }]), ...platformsOf(calls)],
  };
}

/** Calls such as `.target(…)` and `Package(…)`, in the order of the file. */
function callsOf(tokens: readonly Token[]): Call[] {
  const pairs = pairBrackets(tokens);
  const calls: Call[] = [];
  const open: { readonly name: string; readonly end: number }[] = [];
  for (const [index, token] of tokens.entries()) {
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= index) open.pop();
    const name = tokens[index - 1];
    if (token.text !== '(' || token.kind !== 'symbol' || name?.kind !== 'word') continue;
    const end = pairs[index] ?? tokens.length;
    // Lists of arguments are kept for short calls only; the long ones hold the others.
    const kept = tokens.slice(index + 1, Math.min(end, index + 1 + MAX_ARGUMENTS));
    calls.push({ name: name.text, line: name.line, arguments: kept, inside: open.at(-1)?.name ?? '' });
    open.push({ name: name.text, end });
  }
  return calls;
}

const MAX_ARGUMENTS = 60;

/** The text of a named argument, before any nested call has such an argument. */
function argument(call: Call, label: string): string | undefined {
  const { arguments: tokens } = call;
  for (const [index, token] of tokens.entries()) {
    if (token.text === '(') return undefined;
    const value = tokens[index + 2];
    if (token.kind === 'word' && token.text === label && tokens[index + 1]?.text === ':' && value?.kind === 'string') {
      return value.text;
    }
  }
  return undefined;
}

const TARGETS = new Set(['target', 'executableTarget', 'testTarget', 'macro', 'plugin', 'systemLibrary']);

function dependenciesOf(calls: readonly Call[]): Dependency[] {
  const uses = usesOf(calls);
  const found = new Map<string, Dependency>();
  for (const call of calls) {
    if (call.name !== 'package' || call.inside !== 'Package') continue;
    const url = argument(call, 'url') ?? argument(call, 'id');
    const identity = url === undefined ? undefined : packageIdentity(url);
    if (identity === undefined || found.has(identity)) continue;
    const label = argument(call, 'name');
    const used = [...(uses.get(identity) ?? []), ...(label === undefined ? [] : (uses.get(label.toLowerCase()) ?? []))];
    found.set(identity, {
      name: identity,
      scope: scopeOf(identity, used),
      ...defined({ version: versionOf(call) }),
      line: call.line,
    });
  }
  return [...found.values()];
}

/** The kinds of target that use a package, by its identity or name: tests, plugins, or what is shipped. */
function usesOf(calls: readonly Call[]): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  const remember = (name: string, target: string): void => {
    const known = uses.get(name.toLowerCase());
    if (known === undefined) uses.set(name.toLowerCase(), [target]);
    else known.push(target);
  };
  let target = '';
  for (const call of calls) {
    if (TARGETS.has(call.name) && call.inside === 'Package') {
      target = call.name;
      // Dependencies may be plain names; those in brackets belong to calls of their own.
      let depth = 0;
      for (const token of call.arguments) {
        if (token.text === '(') depth++;
        else if (token.text === ')') depth--;
        else if (token.kind === 'string' && depth === 0) remember(token.text, target);
      }
    } else if (call.name === 'product' || call.name === 'byName' || call.name === 'plugin') {
      const name = argument(call, 'package') ?? argument(call, 'name');
      if (name !== undefined) remember(name, call.name === 'plugin' ? 'plugin' : target);
    }
  }
  return uses;
}

function scopeOf(identity: string, uses: readonly string[]): DependencyScope {
  if (uses.length > 0 && uses.every((use) => use === 'testTarget')) return 'test';
  if (uses.length > 0 && uses.every((use) => use === 'plugin')) return 'build';
  // Tools for documentation and style are plugins of the command line, which no target names.
  return uses.length === 0 && /docc-plugin$|lint|format/.test(identity) ? 'dev' : 'prod';
}

/** `from: "1.0"`, `exact: "1.0"`, `.upToNextMajor(from: "1.0")`, `"1.0"..<"2.0"`, `branch: "main"`. */
function versionOf(call: Call): string | undefined {
  const { arguments: tokens } = call;
  for (const [index, token] of tokens.entries()) {
    const value = tokens[index + 2];
    if (token.kind === 'word' && VERSION_LABELS.has(token.text) && value?.kind === 'string') return value.text;
    if (token.text === '.' && tokens[index - 1]?.kind === 'string') return tokens[index - 1]?.text;
  }
  // `.exact("1.0")`
  const call1 = tokens.findIndex(
    (token) => token.text === 'exact' || token.text === 'branch' || token.text === 'revision',
  );
  const plain = tokens[call1 + 2];
  return call1 !== -1 && plain?.kind === 'string' ? plain.text : undefined;
}

const VERSION_LABELS = new Set(['from', 'exact', 'branch', 'revision']);

const PLATFORMS: ReadonlySet<string> = new Set([
  'iOS',
  'macOS',
  'tvOS',
  'watchOS',
  'visionOS',
  'macCatalyst',
  'driverKit',
]);

/** `.iOS(.v13)`, `.macOS("12.0")`. */
function platformsOf(calls: readonly Call[]): Manifest['runtimes'] {
  return calls.flatMap((call) => {
    if (!PLATFORMS.has(call.name) || call.inside !== 'Package') return [];
    const value = call.arguments.find((token) => token.kind === 'word' || token.kind === 'string')?.text ?? '';
    const constraint = value.replace(/^v/, '').replaceAll('_', '.');
    return constraint === '' ? [] : [{ name: call.name.toLowerCase(), constraint, ...atLine(call.line) }];
  });
}
