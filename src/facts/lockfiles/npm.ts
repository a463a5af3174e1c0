import type { FileEntry } from '../../repository/file-index.ts';
import { isMapping, type Mapping, mapping, parseData, string } from '../data.ts';
import type { LockFile, LockFileReader } from '../manifests/manifest.ts';
import { type FactSource, LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, type PackageList, withoutConflicts } from './packages.ts';

/** package-lock.json and npm-shrinkwrap.json: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export const npmLockFiles: LockFileReader = {
  ecosystem: 'npm',
  matches: (file) => file.name === 'package-lock.json' || file.name === 'npm-shrinkwrap.json',
  read(file, source) {
    const data = parseLock(file, source);
    if (data === undefined) return undefined;
    const list = createPackageList('npm');
    // Version 2 has both forms for older npm; `packages` is complete.
    if (isMapping(data.packages)) readPackages(data.packages, list);
    else readNested(mapping(data.dependencies), list);
    return { ecosystem: 'npm', path: file.path, packages: list.packages };
  },
};

function parseLock(file: FileEntry, source: FactSource): Mapping | undefined {
  const text = source.text(file.path, LOCK_FILE_LIMIT);
  return text === undefined ? undefined : mapping(parseData(withoutConflicts(text), 'json'));
}

const MODULES = 'node_modules/';

/** Versions 2 and 3: keys are places on disk; those outside of node_modules are the project's own packages. */
function readPackages(packages: Mapping, list: PackageList): void {
  for (const [place, value] of Object.entries(packages)) {
    const at = place.lastIndexOf(MODULES);
    if (at === -1 || !isMapping(value) || value.link === true) continue;
    const name = string(value.name) ?? place.slice(at + MODULES.length);
    list.add(name, string(value.version), namesOf(value, ['dependencies', 'optionalDependencies']));
  }
}

/** Version 1: dependencies within dependencies, walked with a stack since nothing limits their depth. */
function readNested(dependencies: Mapping, list: PackageList): void {
  const open: Mapping[] = [dependencies];
  for (let table = open.pop(); table !== undefined; table = open.pop()) {
    for (const [name, value] of Object.entries(table)) {
      if (!isMapping(value)) continue;
      const version = string(value.version);
      const [, alias, aliased] = /^npm:((?:@[^@/]+\/)?[^@/]+)@(.+)$/.exec(version ?? '') ?? [];
      list.add(alias ?? name, aliased ?? version, namesOf(value, ['requires']));
      if (isMapping(value.dependencies)) open.push(value.dependencies);
    }
  }
}

function namesOf(value: Mapping, tables: readonly string[]): string[] {
  return tables.flatMap((table) => Object.keys(mapping(value[table])));
}

/** The text form of Bun's lock file (https://bun.com/docs/install/lockfile); the binary form is only noted as being there. */
export const bunLockFiles: LockFileReader = {
  ecosystem: 'npm',
  matches: (file) => file.name === 'bun.lock' || file.name === 'bun.lockb',
  read: readBunLock,
};

function readBunLock(file: FileEntry, source: FactSource): LockFile | undefined {
  if (file.name === 'bun.lockb') return { ecosystem: 'npm', path: file.path, packages: [] };
  const text = source.text(file.path, LOCK_FILE_LIMIT);
  if (text === undefined) return undefined;
  // Bun writes JSON with trailing commas. Without them the fast parser reads it; anything else is left to the patient one.
  const data = mapping(parseData(withoutConflicts(text).replace(/,(\s*[}\]])/g, '$1'), 'json'));
  const list = createPackageList('npm');
  for (const value of Object.values(mapping(data.packages))) {
    if (!Array.isArray(value)) continue;
    const [, name, version] = /^((?:@[^@/]+\/)?[^@/]+)@(.+)$/.exec(string(value[0]) ?? '') ?? [];
    if (name === undefined || version === undefined || version.startsWith('workspace:')) continue;
    const detail = mapping(value.find((part) => isMapping(part)));
    list.add(name, version.replace(/^npm:/, ''), namesOf(detail, ['dependencies', 'optionalDependencies']));
  }
  return { ecosystem: 'npm', path: file.path, packages: list.packages };
}

/** https://docs.deno.com/runtime/fundamentals/modules/#integrity-checking-and-lock-files */
export const denoLockFiles: LockFileReader = {
  ecosystem: 'npm',
  matches: (file) => file.name === 'deno.lock',
  read(file, source) {
    const data = parseLock(file, source);
    if (data === undefined) return undefined;
    // Version 3 keeps both registries below `packages`.
    const nested = mapping(data.packages);
    const list = createPackageList('npm');
    for (const registry of ['npm', 'jsr']) {
      const table = isMapping(data[registry]) ? data[registry] : nested[registry];
      for (const [key, value] of Object.entries(mapping(table))) readDenoPackage(key, mapping(value), list);
    }
    return { ecosystem: 'npm', path: file.path, packages: list.packages };
  },
};

/** `name@1.0.0_peer@2.0.0` with the names of its dependencies, as a list or as a mapping. */
function readDenoPackage(key: string, value: Mapping, list: PackageList): void {
  const [, name, version] = /^((?:@[^@/]+\/)?[^@/]+)@([^_]+)/.exec(key) ?? [];
  if (name === undefined) return;
  const brings = value.dependencies;
  const keys = Array.isArray(brings) ? brings.flatMap((item) => string(item) ?? []) : Object.keys(mapping(brings));
  list.add(
    name,
    version,
    keys.map((item) => /^(?:(?:npm|jsr):)?((?:@[^@/]+\/)?[^@/]+)/.exec(item)?.[1] ?? item),
  );
}
