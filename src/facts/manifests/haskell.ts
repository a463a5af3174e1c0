import type { FileEntry } from '../../repository/file-index.ts';
import { isMapping, list, type Mapping, mapping, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { type CabalStanza, cabalItems, cabalStanzas, cabalText } from './cabal-file.ts';
import { defined, textOf, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { normaliseName } from './normalise.ts';
import { yamlKeyLines } from './yaml-keys.ts';

/** *.cabal, hpack's package.yaml, and the projects around them: stack.yaml, cabal.project. */
export const haskellManifests: ManifestReader = {
  ecosystem: 'hackage',
  matches: ({ name }) =>
    name.endsWith('.cabal') || name === 'package.yaml' || name === 'stack.yaml' || name === 'cabal.project',
  read: (file, source) => {
    if (file.name.endsWith('.cabal')) return readCabal(file, source);
    if (file.name === 'cabal.project') return readProject(file, source);
    return file.name === 'stack.yaml' ? readStack(file, source) : readHpack(file, source);
  },
};

/** What a stanza's dependencies are for; the same package for several things is listed for each. */
const SCOPES: Readonly<Record<string, DependencyScope>> = {
  library: 'prod',
  'foreign-library': 'prod',
  executable: 'prod',
  'test-suite': 'test',
  benchmark: 'test',
  'custom-setup': 'build',
};

const DEPENDENCY = /^([A-Za-z0-9][\w-]{0,200})(?::[\w{}, -]{1,300}?)?\s*((?:[<>=^&|(*\d{].*)?)$/;

type Add = (name: string, scope: DependencyScope, version: string | undefined, line: number | undefined) => void;

function gather(own: string | undefined): { add: Add; dependencies: () => Dependency[] } {
  const found = new Map<string, Dependency>();
  return {
    add: (written, scope, version, line) => {
      const name = normaliseName('hackage', written);
      // Tests and programs of a package depend on its library.
      if (name === own?.toLowerCase() || found.has(`${name} ${scope}`)) return;
      found.set(`${name} ${scope}`, { name, scope, ...defined({ version: version || undefined }), ...atLine(line) });
    },
    dependencies: () => [...found.values()],
  };
}

function readCabal(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const stanzas = cabalStanzas(text);
  const top = stanzas[0];
  const name = cabalText(top, 'name');
  const version = cabalText(top, 'version');
  const { add, dependencies } = gather(name);
  const commons = new Map(
    stanzas.flatMap((stanza) => (stanza.kind === 'common' ? [[stanza.name, stanza] as const] : [])),
  );
  for (const stanza of stanzas) {
    // In the oldest format the package's own fields are the library's.
    const scope = stanza.kind === '' ? 'prod' : SCOPES[stanza.kind];
    if (scope !== undefined) addStanza(stanza, scope, commons, add, new Set());
  }
  const words = (field: string): string[] =>
    (cabalText(top, field) ?? '').split(',').flatMap((part) => part.trim() || []);
  const library = stanzas.find((stanza) => stanza.kind === 'library' && stanza.name === '');
  const [, ghc] = /\bghc\s*(?:\^>=|==|>=)?\s*([\d.*]+)/i.exec(cabalText(top, 'tested-with') ?? '') ?? [];
  return {
    ...emptyManifest('hackage', file),
    ...defined({ name, version, description: cabalText(top, 'synopsis'), license: cabalText(top, 'license') }),
    packaged: name !== undefined && version !== undefined,
    dependencies: dependencies(),
    binaries: stanzas.flatMap((stanza) => (stanza.kind === 'executable' && stanza.name !== '' ? [stanza.name] : [])),
    entryPoints: (cabalText(library, 'exposed-modules') ?? '').split(/[\s,]+/).filter((module) => module !== ''),
    runtimes: ghc === undefined ? [] : [{ name: 'ghc', constraint: ghc }],
    classifiers: words('category'),
    authors: unique([...words('author'), ...words('maintainer')]),
    urls: unique(['homepage', 'bug-reports'].flatMap((field) => cabalText(top, field) ?? [])),
  };
}

function addStanza(
  stanza: CabalStanza,
  scope: DependencyScope,
  commons: ReadonlyMap<string, CabalStanza>,
  add: Add,
  seen: Set<CabalStanza>,
): void {
  if (seen.has(stanza)) return;
  seen.add(stanza);
  for (const field of stanza.fields) {
    if (field.name === 'import') {
      for (const { text } of cabalItems(field)) {
        const common = commons.get(text);
        if (common !== undefined) addStanza(common, scope, commons, add, seen);
      }
    } else if (field.name === 'build-depends' || field.name === 'setup-depends') {
      for (const { text, line } of cabalItems(field)) addWritten(text, scope, line, add);
    } else if (field.name === 'build-tool-depends' || field.name === 'build-tools') {
      for (const { text, line } of cabalItems(field)) addWritten(text, scope === 'test' ? 'test' : 'build', line, add);
    }
  }
}

function addWritten(text: string, scope: DependencyScope, line: number | undefined, add: Add): void {
  if (text.length > 600) return;
  const [, name, version] = DEPENDENCY.exec(text) ?? [];
  if (name !== undefined) add(name, scope, version?.trim(), line);
}

const HPACK_SECTIONS: readonly (readonly [string, DependencyScope])[] = [
  ['executables', 'prod'],
  ['internal-libraries', 'prod'],
  ['tests', 'test'],
  ['benchmarks', 'test'],
];

/** https://github.com/sol/hpack; other tools have files of this name too. */
function readHpack(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'yaml');
  if (!isMapping(data)) return undefined;
  const sections = ['library', 'executables', 'executable', 'tests', 'ghc-options', 'default-extensions'];
  if (!sections.some((section) => Object.hasOwn(data, section))) return undefined;
  const lineOf = yamlKeyLines(source.text(file.path) ?? '');
  const name = textOf(data.name);
  const version = textOf(data.version);
  const { add, dependencies } = gather(name);
  addHpack(data, 'prod', lineOf('dependencies'), add);
  addHpack(mapping(data.library), 'prod', lineOf('library', 'dependencies'), add);
  addHpack(mapping(data.executable), 'prod', lineOf('executable', 'dependencies'), add);
  for (const [section, scope] of HPACK_SECTIONS) {
    for (const [part, value] of Object.entries(mapping(data[section]))) {
      addHpack(mapping(value), scope, lineOf(section, part, 'dependencies'), add);
    }
  }
  const github = textOf(data.github);
  return {
    ...emptyManifest('hackage', file),
    ...defined({ name, version, description: textOf(data.synopsis), license: textOf(data.license) }),
    packaged: name !== undefined && version !== undefined,
    dependencies: dependencies(),
    binaries: [
      ...Object.keys(mapping(data.executables)),
      ...(isMapping(data.executable) && name !== undefined ? [name] : []),
    ],
    classifiers: strings(data.category),
    authors: unique([...strings(data.author), ...strings(data.maintainer)]),
    urls: [...(github === undefined ? [] : [`https://github.com/${github}`]), ...strings(data.homepage)],
  };
}

function addHpack(holder: Mapping, scope: DependencyScope, line: number | undefined, add: Add): void {
  const written = holder.dependencies;
  for (const item of isMapping(written) ? [] : list(written)) {
    const text = textOf(item) ?? textOf(mapping(item).name);
    if (text !== undefined) addWritten(text, scope, line, add);
  }
  for (const [name, version] of Object.entries(mapping(written))) add(name, scope, textOf(version), line);
  for (const tool of strings(holder['build-tools'])) addWritten(tool, scope === 'test' ? 'test' : 'build', line, add);
}

/** https://docs.haskellstack.org/en/stable/configure/yaml/project/; extra-deps only say where packages come from. */
function readStack(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'yaml');
  if (!isMapping(data)) return undefined;
  const lineOf = yamlKeyLines(source.text(file.path) ?? '');
  const snapshot = textOf(data.resolver) ?? textOf(data.snapshot);
  const compiler = textOf(data.compiler);
  const line = lineOf('resolver') ?? lineOf('snapshot');
  return {
    ...emptyManifest('hackage', file),
    workspaceMembers: membersOf(strings(data.packages)),
    runtimes: [
      ...(snapshot === undefined ? [] : [{ name: 'stackage', constraint: snapshot, ...atLine(line) }]),
      ...(compiler === undefined ? [] : [{ name: 'ghc', constraint: compiler, ...atLine(lineOf('compiler')) }]),
    ],
  };
}

function readProject(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const fields = cabalStanzas(text)[0];
  const packages = (cabalText(fields, 'packages') ?? '').split(/[\s,]+/);
  const [, compiler] = /^ghc-([\d.]+)/.exec(cabalText(fields, 'with-compiler') ?? '') ?? [];
  return {
    ...emptyManifest('hackage', file),
    workspaceMembers: membersOf(packages),
    runtimes: compiler === undefined ? [] : [{ name: 'ghc', constraint: compiler }],
  };
}

/** Members are folders or .cabal files in them. */
function membersOf(written: readonly string[]): string[] {
  const folders = written.map((path) =>
    path
      .replace(/^\.\//, '')
      .replace(/\/?[^/]*\.cabal$/, '')
      .replace(/\/+$/, ''),
  );
  return unique(folders).filter((folder) => folder !== '' && folder !== '.');
}
