import type { FileEntry, FileIndex } from '../../repository/file-index.ts';
import { folderOf } from '../../repository/paths.ts';
import { isMapping, list, type Mapping, mapping, string, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { defined, filesBelow, inFolder, people, textOf, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { normaliseName } from './normalise.ts';
import { type TomlLines, tomlLines } from './toml-lines.ts';

/** https://doc.rust-lang.org/cargo/reference/manifest.html */
export const cargoManifests: ManifestReader = {
  ecosystem: 'cargo',
  matches: (file) => file.name === 'Cargo.toml',
  read: readCargoToml,
};

function readCargoToml(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'toml');
  if (!isMapping(data)) return undefined;
  const lines = tomlLines(source.text(file.path) ?? '');
  const workspace = workspaceOf(file, data, source);
  const own = mapping(data.package ?? data.project);
  const shared = mapping(workspace.package);
  const field = (name: string): unknown => (isInherited(own[name]) ? shared[name] : own[name]);
  const name = textOf(own.name);
  const version = textOf(field('version'));
  const rust = textOf(field('rust-version'));
  return {
    ...emptyManifest('cargo', file),
    ...defined({
      name,
      version,
      description: textOf(field('description')),
      license: textOf(field('license')),
      private: privateOf(field('publish')),
    }),
    packaged: name !== undefined && version !== undefined,
    dependencies: dependenciesOf(data, mapping(workspace.dependencies), lines),
    ...targetsOf(file, data, name, source.files),
    workspaceMembers: membersOf(mapping(data.workspace)),
    runtimes: rust === undefined ? [] : [{ name: 'rust', constraint: rust, ...atLine(rustLine(lines)) }],
    keywords: strings(field('keywords')),
    classifiers: strings(field('categories')),
    authors: people(field('authors')),
    urls: unique(['homepage', 'repository', 'documentation'].flatMap((key) => textOf(field(key)) ?? [])),
  };
}

function rustLine(lines: TomlLines): number | undefined {
  return lines.key('package', 'rust-version') ?? lines.key('project', 'rust-version');
}

function isInherited(value: unknown): boolean {
  return isMapping(value) && value.workspace === true;
}

/** The workspace table that a package inherits from: its own, or that of the nearest folder above that has one. */
function workspaceOf(file: FileEntry, data: Mapping, source: FactSource): Mapping {
  if (isMapping(data.workspace)) return data.workspace;
  for (let folder = folderOf(file.path); folder !== ''; ) {
    folder = folderOf(folder);
    const path = inFolder(folder, 'Cargo.toml');
    if (source.files.get(path) === undefined) continue;
    const workspace = mapping(source.data(path, 'toml')).workspace;
    if (isMapping(workspace)) return workspace;
  }
  return {};
}

const TABLES: readonly (readonly [string, DependencyScope])[] = [
  ['dependencies', 'prod'],
  ['dev-dependencies', 'dev'],
  ['dev_dependencies', 'dev'],
  ['build-dependencies', 'build'],
  ['build_dependencies', 'build'],
];

function dependenciesOf(data: Mapping, inherited: Mapping, lines: TomlLines): Dependency[] {
  const found = tableDependencies(data, [], inherited, lines);
  for (const [target, table] of Object.entries(mapping(data.target))) {
    found.push(...tableDependencies(mapping(table), ['target', target], inherited, lines));
  }
  return found;
}

function tableDependencies(
  parent: Mapping,
  path: readonly string[],
  inherited: Mapping,
  lines: TomlLines,
): Dependency[] {
  return TABLES.flatMap(([section, scope]) =>
    Object.entries(mapping(parent[section])).map(([key, value]) => {
      const shared = isInherited(value) && Object.hasOwn(inherited, key) ? inherited[key] : undefined;
      const detail = { ...detailOf(shared), ...detailOf(value) };
      return {
        name: normaliseName('cargo', string(detail.package) ?? key),
        scope: scope === 'prod' && detail.optional === true ? ('optional' as const) : scope,
        ...defined({ version: textOf(detail.version) }),
        ...atLine(lines.key(...path, section, key) ?? lines.key(...path, section)),
      };
    }),
  );
}

/** `"1.0"` says the same as `{ version = "1.0" }`. */
function detailOf(value: unknown): Mapping {
  return isMapping(value) ? value : { version: value };
}

/** `publish = false`, or an empty list of registries. A list of private registries says nothing either way. */
function privateOf(publish: unknown): boolean | undefined {
  if (typeof publish === 'boolean') return !publish;
  if (!Array.isArray(publish)) return undefined;
  if (publish.length === 0) return true;
  return publish.includes('crates-io') ? false : undefined;
}

function membersOf(workspace: Mapping): string[] {
  return [...strings(workspace.members), ...strings(workspace.exclude).map((path) => `!${path}`)];
}

/** What is built: as stated, and as Cargo finds it by itself (src/main.rs, src/bin/, src/lib.rs). */
function targetsOf(
  file: FileEntry,
  data: Mapping,
  name: string | undefined,
  files: FileIndex,
): { binaries: string[]; entryPoints: string[] } {
  const own = mapping(data.package);
  const folder = folderOf(file.path);
  const has = (path: string): boolean => files.get(inFolder(folder, path)) !== undefined;
  const stated = list(data.bin).map(mapping);
  const binaries = stated.flatMap((bin) => textOf(bin.name) ?? []);
  const points = [mapping(data.lib).path, ...stated.map((bin) => bin.path)].filter((path) => typeof path === 'string');
  if (name === undefined) return { binaries, entryPoints: unique(points) };
  if (has('src/lib.rs')) points.push('src/lib.rs');
  if (own.autobins !== false) {
    if (has('src/main.rs')) {
      points.push('src/main.rs');
      if (!points.slice(0, -1).includes('src/main.rs')) binaries.push(name);
    }
    for (const binary of foundBinaries(folder, files)) binaries.push(binary);
  }
  return { binaries: unique(binaries), entryPoints: unique(points) };
}

/** src/bin/NAME.rs and src/bin/NAME/main.rs. */
function foundBinaries(folder: string, files: FileIndex): string[] {
  const prefix = inFolder(folder, 'src/bin/');
  return filesBelow(prefix, files).flatMap(({ path }) => {
    const [, name] = /^([^/]+)(?:\.rs|\/main\.rs)$/.exec(path.slice(prefix.length)) ?? [];
    return name ?? [];
  });
}
