import { folderOf } from '../../repository/paths.ts';
import { list, type Mapping, mapping } from '../data.ts';
import type { FactSource } from '../source.ts';
import { expand } from './coordinates.ts';
import { resolvePath, textOf } from './fields.ts';

/** One pom.xml with what it inherits from parents that lie in the repository. */
export interface Pom {
  readonly path: string;
  /** The `project` element. */
  readonly project: Mapping;
  /** The parent's pom, where it is in the repository. */
  readonly parent: Pom | undefined;
  /** This pom and its parents, nearest first. */
  readonly lineage: readonly Pom[];
  /** A text with its properties put in; unknown ones stay as written. */
  resolve(text: string): string;
  property(name: string): string | undefined;
  readonly groupId: string | undefined;
  readonly artifactId: string | undefined;
  readonly version: string | undefined;
}

/** What a pom says of an artifact under dependencyManagement or pluginManagement. */
export interface Managed {
  readonly version: string | undefined;
  readonly scope: string | undefined;
}

/** Longer chains of parents are cut: they are circular, or made to hurt. */
const MAX_PARENTS = 20;

const POMS = new WeakMap<FactSource, Map<string, Pom | undefined>>();
const COORDINATES = new WeakMap<FactSource, ReadonlyMap<string, string>>();

/** The model of a pom.xml, built once per file; `undefined` when it cannot be read or is none. */
export function pomAt(source: FactSource, path: string, depth = 0): Pom | undefined {
  let known = POMS.get(source);
  if (known === undefined) {
    known = new Map();
    POMS.set(source, known);
  }
  if (known.has(path)) return known.get(path);
  // Whoever asks for this pom while it is being built stands in a circle.
  known.set(path, undefined);
  const pom = buildPom(source, path, depth);
  known.set(path, pom);
  return pom;
}

function buildPom(source: FactSource, path: string, depth: number): Pom | undefined {
  const root = mapping(source.data(path, 'xml')).project;
  // An element without children is text.
  if (root === undefined) return undefined;
  const project = mapping(root);
  const parentElement = mapping(project.parent);
  const parentPath = depth < MAX_PARENTS ? parentPathOf(source, path, project) : undefined;
  const parent = parentPath === undefined ? undefined : pomAt(source, parentPath, depth + 1);
  const lineage: Pom[] = [];
  const properties = mapping(project.properties);

  const lookUp = (name: string): string | undefined => {
    for (const pom of lineage) {
      const own = mapping(pom.project.properties);
      if (Object.hasOwn(own, name)) return textOf(own[name]) ?? '';
    }
    return builtIn(name.replace(/^(?:project|pom)\./, ''));
  };
  const builtIn = (name: string): string | undefined => {
    switch (name) {
      case 'groupId':
      case 'version':
        return textOf(project[name]) ?? textOf(parentElement[name]);
      case 'artifactId':
        return textOf(project.artifactId);
      case 'parent.groupId':
      case 'parent.version':
      case 'parent.artifactId':
        return textOf(parentElement[name.slice('parent.'.length)]);
      default:
        return undefined;
    }
  };
  const resolve = (text: string): string => (text.includes('${') ? expand(text, /\$\{([\w.-]+)\}/g, lookUp) : text);
  const resolved = (text: string | undefined): string | undefined => (text === undefined ? undefined : resolve(text));

  const pom: Pom = {
    path,
    project: { ...project, properties },
    parent,
    lineage,
    resolve,
    property: (name) => resolved(lookUp(name)),
    get groupId() {
      return resolved(builtIn('groupId'));
    },
    get artifactId() {
      return resolved(builtIn('artifactId'));
    },
    get version() {
      return resolved(builtIn('version'));
    },
  };
  lineage.push(pom, ...(parent?.lineage ?? []));
  return pom;
}

/** The parent is where relativePath says (`../pom.xml` by default), or has the parent's coordinates anywhere here. */
function parentPathOf(source: FactSource, path: string, project: Mapping): string | undefined {
  if (project.parent === undefined) return undefined;
  const parent = mapping(project.parent);
  const artifactId = textOf(parent.artifactId);
  if (artifactId === undefined) return undefined;
  const written = parent.relativePath === undefined ? '../pom.xml' : textOf(parent.relativePath);
  if (written !== undefined) {
    const target = resolvePath(folderOf(path), written.endsWith('.xml') ? written : `${written}/pom.xml`);
    if (target !== undefined && target !== path && source.files.get(target) !== undefined) {
      const candidate = mapping(mapping(source.data(target, 'xml')).project);
      if (textOf(candidate.artifactId) === artifactId) return target;
    }
  }
  const found = pathsByCoordinates(source).get(`${textOf(parent.groupId) ?? ''}:${artifactId}`);
  return found === path ? undefined : found;
}

/** The pom of a coordinate, where it is in the repository. */
export function pomOf(source: FactSource, groupId: string, artifactId: string): Pom | undefined {
  const path = pathsByCoordinates(source).get(`${groupId}:${artifactId}`);
  return path === undefined ? undefined : pomAt(source, path);
}

/** Poms in fixtures are often broken on purpose, and nobody's parents. */
const FOREIGN_ROLES: ReadonlySet<string> = new Set(['fixture', 'vendored', 'generated']);

function pathsByCoordinates(source: FactSource): ReadonlyMap<string, string> {
  const known = COORDINATES.get(source);
  if (known !== undefined) return known;
  const paths = new Map<string, string>();
  COORDINATES.set(source, paths);
  for (const file of source.files.named('pom.xml')) {
    if (file.mode === 'link' || FOREIGN_ROLES.has(file.role)) continue;
    const project = mapping(mapping(source.data(file.path, 'xml')).project);
    const groupId = textOf(project.groupId) ?? textOf(mapping(project.parent).groupId);
    const artifactId = textOf(project.artifactId);
    const key = `${groupId}:${artifactId}`;
    if (groupId !== undefined && artifactId !== undefined && !paths.has(key)) paths.set(key, file.path);
  }
  return paths;
}

const MANAGED = new WeakMap<Pom, ReadonlyMap<string, Managed>>();

/** Versions and scopes that dependencyManagement gives, own ones and those of parents and of BOMs in the repository. */
export function managedBy(source: FactSource, pom: Pom, artifact: string): Managed | undefined {
  for (const ancestor of pom.lineage) {
    const found = managedDependencies(source, ancestor, 0).get(artifact);
    if (found !== undefined) return { ...found, version: found.version && pom.resolve(found.version) };
  }
  return undefined;
}

function managedDependencies(source: FactSource, pom: Pom, depth: number): ReadonlyMap<string, Managed> {
  const known = MANAGED.get(pom);
  if (known !== undefined) return known;
  const managed = new Map<string, Managed>();
  MANAGED.set(pom, managed);
  const imports: Pom[] = [];
  for (const element of dependencyElements(mapping(pom.project.dependencyManagement))) {
    const groupId = pom.resolve(textOf(element.groupId) ?? '');
    const artifactId = pom.resolve(textOf(element.artifactId) ?? '');
    const scope = textOf(element.scope);
    if (scope === 'import') {
      const bom = depth < MAX_PARENTS ? pomOf(source, groupId, artifactId) : undefined;
      if (bom !== undefined) imports.push(bom);
    } else managed.set(`${groupId}:${artifactId}`, { version: textOf(element.version), scope });
  }
  for (const bom of imports) {
    for (const [artifact, entry] of managedDependencies(source, bom, depth + 1)) {
      const version = entry.version && bom.resolve(entry.version);
      if (!managed.has(artifact)) managed.set(artifact, { ...entry, version });
    }
  }
  return managed;
}

/** The `dependency` elements of a `dependencies` element, or whatever else is named so. */
export function dependencyElements(parent: Mapping): Mapping[] {
  return elements(parent, 'dependencies', 'dependency');
}

/** The mappings in a list element: `elements(build, 'plugins', 'plugin')`. */
export function elements(parent: Mapping, outer: string, inner: string): Mapping[] {
  return list(parent[outer]).flatMap((container) => list(mapping(container)[inner]).map(mapping));
}
