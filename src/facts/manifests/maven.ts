import type { FileEntry } from '../../repository/file-index.ts';
import { list, type Mapping, mapping } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { xmlElements } from '../syntax/xml-lines.ts';
import { artifactName, PROVIDED } from './coordinates.ts';
import { defined, textOf, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { mainClassesOf, runtimesOf } from './maven-build.ts';
import { dependencyElements, elements, managedBy, type Pom, pomAt } from './maven-model.ts';

/**
 * pom.xml (https://maven.apache.org/pom.html) with what it inherits from parents in the same repository. Inherited
 * dependencies and plugins are listed too, without a line. The packaging is given as classifier.
 */
export const mavenManifests: ManifestReader = {
  ecosystem: 'maven',
  matches: (file) => file.name === 'pom.xml',
  read: readPom,
};

const DEFAULT_PLUGIN_GROUP = 'org.apache.maven.plugins';

function readPom(file: FileEntry, source: FactSource): Manifest | undefined {
  const pom = pomAt(source, file.path);
  if (pom === undefined) return undefined;
  const { groupId, artifactId, version, project } = pom;
  const name = groupId === undefined || artifactId === undefined ? artifactId : `${groupId}:${artifactId}`;
  const resolved = (value: unknown): string[] => {
    const text = textOf(value);
    return text === undefined ? [] : [pom.resolve(text)];
  };
  return {
    ...emptyManifest('maven', file),
    ...defined({
      name,
      version,
      description: resolved(project.description)[0] ?? resolved(project.name)[0],
      license: licenseOf(pom),
      private: pom.property('maven.deploy.skip') === 'true' ? true : undefined,
    }),
    packaged: groupId !== undefined && artifactId !== undefined && version !== undefined,
    dependencies: dependenciesOf(pom, source),
    entryPoints: mainClassesOf(pom),
    workspaceMembers: modulesOf(pom),
    runtimes: runtimesOf(pom, source.text(file.path) ?? ''),
    classifiers: [pom.resolve(textOf(project.packaging) ?? 'jar')],
    authors: unique(elements(project, 'developers', 'developer').flatMap((person) => resolved(person.name))),
    urls: unique([
      ...resolved(project.url),
      ...resolved(mapping(project.scm).url),
      ...resolved(mapping(project.issueManagement).url),
      ...['repository', 'snapshotRepository'].flatMap((place) =>
        resolved(mapping(mapping(project.distributionManagement)[place]).url),
      ),
    ]),
  };
}

function licenseOf(pom: Pom): string | undefined {
  for (const { project } of pom.lineage) {
    const names = elements(project, 'licenses', 'license').flatMap((license) => textOf(license.name) ?? []);
    if (names.length > 0) return names.join(' OR ');
  }
  return undefined;
}

function modulesOf(pom: Pom): string[] {
  const declaring = [pom.project, ...profilesOf(pom)];
  return unique(
    declaring.flatMap((part) =>
      [
        ...list(part.modules).flatMap((modules) => list(mapping(modules).module)),
        ...list(part.subprojects).flatMap((modules) => list(mapping(modules).subproject)),
      ].flatMap((module) => textOf(module) ?? []),
    ),
  );
}

function profilesOf(pom: Pom): Mapping[] {
  return elements(pom.project, 'profiles', 'profile');
}

/** Lines of the elements that were written in this file, by the path of the element, in document order. */
type Lines = ReadonlyMap<string, readonly number[]>;

const LOCATED = new Set(['dependency', 'plugin', 'extension', 'parent', 'path']);

function linesOf(text: string): Lines {
  const lines = new Map<string, number[]>();
  for (const { path, line } of xmlElements(text, LOCATED)) {
    const known = lines.get(path);
    if (known === undefined) lines.set(path, [line]);
    else known.push(line);
  }
  return lines;
}

function dependenciesOf(pom: Pom, source: FactSource): Dependency[] {
  const found: Dependency[] = [];
  const seen = new Set<string>();
  const add = (dependency: Dependency | undefined): void => {
    if (dependency === undefined) return;
    const key = `${dependency.name} ${dependency.scope}`;
    if (seen.has(key)) return;
    seen.add(key);
    found.push(dependency);
  };
  for (const declaring of pom.lineage) {
    const own = declaring === pom;
    const lines: Lines = own ? linesOf(source.text(pom.path) ?? '') : new Map();
    const reader = { pom, source, lines, cursor: new Map<string, number>() };
    if (own) {
      add(parentOf(pom, lines));
      for (const element of walk(
        reader,
        declaring.project,
        'project/dependencyManagement/dependencies',
        'dependency',
      )) {
        if (textOf(element.value.scope) === 'import') add(dependencyOf(reader, element));
      }
    }
    for (const element of walk(reader, declaring.project, 'project/dependencies', 'dependency')) {
      add(dependencyOf(reader, element));
    }
    for (const dependency of buildOf(reader, declaring.project, 'project')) add(dependency);
    if (own) for (const dependency of profileDependencies(reader)) add(dependency);
  }
  return found;
}

interface Reader {
  /** Whose properties and management count. */
  readonly pom: Pom;
  readonly source: FactSource;
  readonly lines: Lines;
  /** How many elements of a path were met. */
  readonly cursor: Map<string, number>;
}

interface Located {
  readonly value: Mapping;
  readonly line: number | undefined;
}

/** The elements at a path below the root of a tree, with their lines. */
function walk(reader: Reader, tree: Mapping, path: string, name: string, prefix = 'project'): Located[] {
  let level: Mapping[] = [tree];
  for (const step of path.slice(prefix.length + 1).split('/')) {
    level = level.flatMap((element) => list(element[step]).map(mapping));
  }
  return level.flatMap((container) => list(container[name])).map((value) => locate(reader, `${path}/${name}`, value));
}

/** Elements come in document order, so that the next line of their path is theirs. */
function locate(reader: Reader, path: string, value: unknown): Located {
  const position = reader.cursor.get(path) ?? 0;
  reader.cursor.set(path, position + 1);
  return { value: mapping(value), line: reader.lines.get(path)?.[position] };
}

function dependencyOf(reader: Reader, { value, line }: Located, scope?: DependencyScope): Dependency | undefined {
  const { pom, source } = reader;
  const group = pom.resolve(textOf(value.groupId) ?? '');
  const artifact = pom.resolve(textOf(value.artifactId) ?? '');
  const name = artifactName(group, artifact);
  if (name === undefined) return undefined;
  const managed = managedBy(source, pom, `${group}:${artifact}`);
  const written = textOf(value.version);
  const version = written === undefined ? managed?.version : pom.resolve(written);
  const optional = textOf(value.optional) === 'true';
  return {
    name,
    scope: scope ?? (optional ? 'optional' : scopeOf(textOf(value.scope) ?? managed?.scope)),
    ...defined({ version }),
    ...atLine(line),
  };
}

function scopeOf(scope: string | undefined): DependencyScope {
  switch (scope) {
    case 'test':
      return 'test';
    case 'provided':
      return PROVIDED;
    case 'import':
      return 'build';
    default:
      return 'prod';
  }
}

/** A parent from elsewhere brings plugins and versions: a build dependency. One in the repository is no dependency. */
function parentOf(pom: Pom, lines: Lines): Dependency | undefined {
  if (pom.parent !== undefined || pom.project.parent === undefined) return undefined;
  const parent = mapping(pom.project.parent);
  const name = artifactName(textOf(parent.groupId) ?? '', textOf(parent.artifactId) ?? '');
  if (name === undefined) return undefined;
  const version = textOf(parent.version);
  return { name, scope: 'build', ...defined({ version }), ...atLine(lines.get('project/parent')?.[0]) };
}

/** Plugins, what they bring in themselves, and extensions. What pluginManagement says is not used by that alone. */
function buildOf(reader: Reader, tree: Mapping, prefix: string): Dependency[] {
  const found: (Dependency | undefined)[] = [];
  for (const place of ['build', 'reporting']) {
    const path = `${prefix}/${place}/plugins`;
    for (const plugin of walk(reader, tree, path, 'plugin', prefix)) {
      const { value } = plugin;
      const groupId = textOf(value.groupId) ?? DEFAULT_PLUGIN_GROUP;
      found.push(dependencyOf(reader, { ...plugin, value: { ...value, groupId } }, 'build'));
      for (const inner of dependencyElements(value)) {
        const located = locate(reader, `${path}/plugin/dependencies/dependency`, inner);
        found.push(dependencyOf(reader, located, 'build'));
      }
      const processors = mapping(value.configuration).annotationProcessorPaths;
      for (const element of list(processors).flatMap((paths) => list(mapping(paths).path))) {
        const located = locate(reader, `${path}/plugin/configuration/annotationProcessorPaths/path`, element);
        found.push(dependencyOf(reader, located, 'build'));
      }
    }
  }
  for (const extension of walk(reader, tree, `${prefix}/build/extensions`, 'extension', prefix)) {
    found.push(dependencyOf(reader, extension, 'build'));
  }
  return found.flatMap((dependency) => dependency ?? []);
}

function profileDependencies(reader: Reader): Dependency[] {
  const prefix = 'project/profiles/profile';
  return profilesOf(reader.pom).flatMap((profile) => [
    ...walk(reader, profile, `${prefix}/dependencies`, 'dependency', prefix).flatMap(
      (element) => dependencyOf(reader, element) ?? [],
    ),
    ...buildOf(reader, profile, prefix),
  ]);
}
