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
import { pythonProjects } from './python.ts';
import { pipfiles } from './python-pipfile.ts';
import { isDirect, isRequirementsFile, parseRequirementsFile, type RequirementLine } from './requirements-file.ts';
import { scopeOfName } from './scopes.ts';

/** Lists of requirements for pip; a compiled list gives what people asked for, not what that brings. */
export const pythonRequirements: ManifestReader = {
  ecosystem: 'pypi',
  matches: isRequirementsFile,
  read: readRequirements,
};

/** More files than anybody includes; a cycle ends before this. */
const MAX_INCLUDES = 100;

interface Reading {
  readonly source: FactSource;
  readonly visited: Set<string>;
  readonly found: Map<string, Dependency>;
  readonly pins: Map<string, string>;
}

function readRequirements(file: FileEntry, source: FactSource): Manifest | undefined {
  const lines = linesOf(file.path, source);
  if (lines === undefined) return undefined;
  // Prose under this name (the requirements of a product) is something else, not a broken list.
  const unreadable = lines.filter(({ kind }) => kind === 'unreadable').length;
  if (unreadable > lines.length - unreadable) return undefined;
  const reading: Reading = { source, visited: new Set([file.path]), found: new Map(), pins: new Map() };
  collect(lines, file.path, scopeOfFile(file.path) ?? 'prod', undefined, reading);
  const { found, pins } = reading;
  const wanted = wantedNames(file, lines, source);
  const dependencies = [...found.values()].filter(({ name }) => wanted?.has(name) ?? true);
  return {
    ...emptyManifest('pypi', file),
    dependencies: dependencies.map((dependency) => ({
      ...dependency,
      ...defined({ version: dependency.version ?? pins.get(dependency.name) }),
    })),
  };
}

function linesOf(path: string, source: FactSource): RequirementLine[] | undefined {
  const text = source.text(path);
  return text === undefined ? undefined : parseRequirementsFile(text);
}

/** @param at the line of the outermost include: what is included lies in another file, but comes from there */
function collect(
  lines: readonly RequirementLine[],
  path: string,
  scope: DependencyScope,
  at: number | undefined,
  reading: Reading,
): void {
  for (const line of lines) {
    if (line.kind === 'package') {
      if (reading.found.has(line.name) || !isDirect(line.via)) continue;
      const { name, version } = line;
      const named = at === undefined ? {} : { named: { path, line: line.line } };
      reading.found.set(name, { name, scope, ...defined({ version }), ...atLine(at ?? line.line), ...named });
    } else if (line.kind === 'include') {
      const included = open(line.path, path, reading);
      if (included === undefined) continue;
      collect(included.lines, included.path, includedScope(included.path, scope, reading), at ?? line.line, reading);
    } else if (line.kind === 'constraint') {
      for (const pin of open(line.path, path, reading)?.lines ?? []) {
        if (pin.kind === 'package' && pin.version !== undefined) reading.pins.set(pin.name, pin.version);
      }
    }
  }
}

function open(
  relative: string,
  from: string,
  { source, visited }: Reading,
): { path: string; lines: readonly RequirementLine[] } | undefined {
  const path = resolvePath(folderOf(from), relative);
  if (path === undefined || visited.has(path) || visited.size > MAX_INCLUDES) return undefined;
  if (source.files.get(path) === undefined) return undefined;
  visited.add(path);
  const lines = linesOf(path, source);
  return lines === undefined ? undefined : { path, lines };
}

/** A list of its own keeps its own scope (development lists include the production list); others take the includer's. */
function includedScope(path: string, scope: DependencyScope, { source }: Reading): DependencyScope {
  const file = source.files.get(path);
  const own = scopeOfFile(path);
  return own ?? (file !== undefined && isRequirementsFile(file) ? 'prod' : scope);
}

const SIDE_FOLDER = /^(?:tests?|testing|e2e|docs?|documentation|ci|dev|lint|examples?|benchmarks?)$/i;

/** By the name of the file, else by that of the nearest folder that tells. */
function scopeOfFile(path: string): DependencyScope | undefined {
  const segments = path.split('/');
  const name = (segments.pop() ?? '').replace(/\.(?:txt|in)$/i, '');
  const folder = segments.findLast((segment) => SIDE_FOLDER.test(segment));
  return scopeOfName(name) ?? (folder === undefined ? undefined : scopeOfName(folder));
}

const LOCKED_BY: readonly (readonly [lock: string, manifest: string, reader: ManifestReader])[] = [
  ['poetry.lock', 'pyproject.toml', pythonProjects],
  ['uv.lock', 'pyproject.toml', pythonProjects],
  ['pdm.lock', 'pyproject.toml', pythonProjects],
  ['Pipfile.lock', 'Pipfile', pipfiles],
];

/**
 * The names that people asked for, where a list is an export of a lock file beside it: everything pinned, and nothing
 * in it tells the wanted from what that brings. `undefined` when the list stands for itself.
 */
function wantedNames(
  file: FileEntry,
  lines: readonly RequirementLine[],
  source: FactSource,
): ReadonlySet<string> | undefined {
  const packages = lines.filter((line) => line.kind === 'package');
  const isPinned = packages.every(({ version, via }) => via.length === 0 && /^(?:==|@)/.test(version ?? ''));
  if (packages.length === 0 || !isPinned) return undefined;
  const folder = folderOf(file.path);
  for (const [lock, name, reader] of LOCKED_BY) {
    const manifest = source.files.get(inFolder(folder, name));
    if (manifest === undefined || source.files.get(inFolder(folder, lock)) === undefined) continue;
    const names = reader.read(manifest, source)?.dependencies.map((dependency) => dependency.name) ?? [];
    if (names.length > 0) return new Set(names);
  }
  return undefined;
}
