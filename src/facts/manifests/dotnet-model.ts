import { folderOf } from '../../repository/paths.ts';
import { list, type Mapping, mapping } from '../data.ts';
import type { FactSource } from '../source.ts';
import { expand } from './coordinates.ts';
import { inFolder, resolvePath, textOf } from './fields.ts';

/** What an MSBuild file and the props files above it say. */
export interface MsBuild {
  /** The `Project` element. */
  readonly project: Mapping;
  /** The Directory.Build.props and -.targets that apply, nearest first, with what they import. */
  readonly inherited: readonly Mapping[];
  /** A property with its references put in; `undefined` when it is not set. */
  property(name: string): string | undefined;
  /** A text with its `$(Properties)` put in; unknown ones stay as written. */
  resolve(text: string): string;
  /** The version that Directory.Packages.props gives a package. */
  centralVersion(name: string): string | undefined;
}

/** The model of a project or props file; `undefined` when it cannot be read or is none. */
export function msBuildAt(source: FactSource, path: string): MsBuild | undefined {
  const root = mapping(source.data(path, 'xml')).Project;
  if (root === undefined) return undefined;
  const project = mapping(root);
  const folder = folderOf(path);
  const isProject = /proj$/.test(path);
  const inherited = isProject ? [...filesFrom(source, path).slice(1), ...directoryFiles(source, folder)] : [];
  const central = centralFiles(source, folder);
  const layers = [project, ...inherited, ...central.files];
  const lookUp = (name: string): string | undefined => {
    if (name === 'MSBuildProjectName') return path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    let value: string | undefined;
    for (const layer of layers) {
      for (const earlier of propertiesOf(layer).get(name) ?? []) {
        // `$(Name);more` adds to what was set before.
        value = value === undefined ? earlier : value.replace(`$(${name})`, earlier);
        if (!value.includes(`$(${name})`)) return value;
      }
    }
    return value?.replace(`$(${name})`, '');
  };
  const resolve = (text: string): string =>
    text.includes('$(') ? expand(text, /\$\(([\w.]{1,100})\)/g, lookUp) : text;
  return {
    project,
    inherited,
    resolve,
    property: (name) => {
      const value = lookUp(name);
      return value === undefined ? undefined : resolve(value);
    },
    centralVersion: (name) => {
      const version = central.versions.get(name.toLowerCase());
      return version === undefined ? undefined : resolve(version);
    },
  };
}

const PROPERTIES = new WeakMap<Mapping, ReadonlyMap<string, readonly string[]>>();

/** The values that a file gives its properties outside of targets, last ones first; conditions are not judged. */
function propertiesOf(project: Mapping): ReadonlyMap<string, readonly string[]> {
  const known = PROPERTIES.get(project);
  if (known !== undefined) return known;
  const properties = new Map<string, string[]>();
  for (const group of groupsOf(project, 'PropertyGroup')) {
    for (const [name, values] of Object.entries(group)) {
      for (const item of list(values)) {
        const value = textOf(mapping(item)['#text'] ?? item);
        if (value === undefined) continue;
        const earlier = properties.get(name);
        if (earlier === undefined) properties.set(name, [value]);
        else earlier.unshift(value);
      }
    }
  }
  PROPERTIES.set(project, properties);
  return properties;
}

/** The groups of a project, also those in Choose. */
export function groupsOf(project: Mapping, name: 'PropertyGroup' | 'ItemGroup'): Mapping[] {
  const branches = list(project.Choose).flatMap((choose) => [
    ...list(mapping(choose).When),
    ...list(mapping(choose).Otherwise),
  ]);
  return [project, ...branches.map(mapping)].flatMap((holder) => list(holder[name]).map(mapping));
}

/** An item of a project: `<PackageReference Include="x" Version="1" />`. */
export interface Item {
  readonly include: string;
  readonly element: Mapping;
  /** The condition of the item and of its group, as written. */
  readonly condition: string;
}

/** The items of a type, in the order of the file. */
export function itemsOf(project: Mapping, type: string): Item[] {
  return groupsOf(project, 'ItemGroup').flatMap((group) =>
    list(group[type]).flatMap((item) => {
      const element = mapping(item);
      const include = textOf(element['@Include']) ?? textOf(element['@Update']);
      if (include === undefined) return [];
      const condition = `${textOf(group['@Condition']) ?? ''} ${textOf(element['@Condition']) ?? ''}`.trim();
      // Several names in one item are separated by semicolons.
      return include
        .split(';')
        .flatMap((name) => (name.trim() === '' ? [] : { include: name.trim(), element, condition }));
    }),
  );
}

/** Metadata of an item: an attribute or a child element. */
export function metadata(element: Mapping, name: string): string | undefined {
  return textOf(element[`@${name}`]) ?? textOf(element[name]);
}

/** MSBuild takes the nearest Directory.Build.props; it goes on upward when that imports the one above. */
function directoryFiles(source: FactSource, folder: string): readonly Mapping[] {
  return ['Directory.Build.props', 'Directory.Build.targets'].flatMap((name) => {
    const path = pathAbove(source, folder, name);
    return path === undefined ? [] : filesFrom(source, path);
  });
}

interface CentralFiles {
  readonly files: readonly Mapping[];
  readonly versions: ReadonlyMap<string, string>;
}

const CENTRAL_FILES = new WeakMap<FactSource, Map<string, CentralFiles>>();

/** https://learn.microsoft.com/nuget/consume-packages/central-package-management */
function centralFiles(source: FactSource, folder: string): CentralFiles {
  const path = pathAbove(source, folder, 'Directory.Packages.props');
  if (path === undefined) return { files: [], versions: new Map() };
  return remember(CENTRAL_FILES, source, path, () => {
    const files = filesFrom(source, path);
    const versions = new Map<string, string>();
    for (const { include, element } of files.flatMap((file) => [
      ...itemsOf(file, 'PackageVersion'),
      ...itemsOf(file, 'GlobalPackageReference'),
    ])) {
      const version = metadata(element, 'Version');
      const key = include.toLowerCase();
      if (version !== undefined && !versions.has(key)) versions.set(key, version);
    }
    return { files, versions };
  });
}

function remember<T>(cache: WeakMap<FactSource, Map<string, T>>, source: FactSource, path: string, read: () => T): T {
  let known = cache.get(source);
  if (known === undefined) {
    known = new Map();
    cache.set(source, known);
  }
  let value = known.get(path);
  if (value === undefined) {
    value = read();
    known.set(path, value);
  }
  return value;
}

/** The nearest file of a name in a folder or above it. */
function pathAbove(source: FactSource, folder: string, name: string): string | undefined {
  for (let current = folder; ; current = folderOf(current)) {
    const path = inFolder(current, name);
    if (source.files.get(path) !== undefined) return path;
    if (current === '') return undefined;
  }
}

/** How many files may import one another. */
const MAX_IMPORTS = 20;
const FILES = new WeakMap<FactSource, Map<string, readonly Mapping[]>>();

/** A file and what it imports from the repository, in the order in which they count. */
function filesFrom(source: FactSource, path: string): readonly Mapping[] {
  return remember(FILES, source, path, () => {
    const found: Mapping[] = [];
    const seen = new Set<string>();
    const queue: string[] = [path];
    for (let current = queue.shift(); current !== undefined && seen.size < MAX_IMPORTS; current = queue.shift()) {
      if (seen.has(current)) continue;
      seen.add(current);
      const project = mapping(mapping(source.data(current, 'xml')).Project);
      found.push(project);
      for (const element of list(project.Import).slice(0, MAX_IMPORTS)) {
        const target = importedPath(source, current, textOf(mapping(element)['@Project']) ?? '');
        if (target !== undefined) queue.push(target);
      }
    }
    return found;
  });
}

/** The file of an import, where it is in the repository: a path, or the file of the same name above. */
function importedPath(source: FactSource, path: string, written: string): string | undefined {
  const folder = folderOf(path);
  if (written.includes('GetPathOfFileAbove')) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return folder === '' ? undefined : pathAbove(source, folderOf(folder), name);
  }
  const relative = written.replace(/^\$\((?:MSBuildThisFileDirectory|MSBuildProjectDirectory)\)[\\/]?/, '');
  const target = relative === '' || relative.includes('$(') ? undefined : resolvePath(folder, relative);
  return target !== undefined && source.files.get(target) !== undefined ? target : undefined;
}
