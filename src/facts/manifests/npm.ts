import type { FileEntry } from '../../repository/file-index.ts';
import { folderOf } from '../../repository/paths.ts';
import { isMapping, list, type Mapping, mapping, string, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { defined, inFolder, people, textOf, unique } from './fields.ts';
import { jsonKeyLines, type KeyLines } from './json-lines.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
  type Script,
} from './manifest.ts';
import { normaliseName } from './normalise.ts';

/** https://docs.npmjs.com/cli/configuring-npm/package-json, with the workspace files of pnpm and lerna beside it. */
export const npmManifests: ManifestReader = {
  ecosystem: 'npm',
  matches: (file) => file.name === 'package.json',
  read: readPackageJson,
};

const SECTIONS: readonly (readonly [string, DependencyScope])[] = [
  ['dependencies', 'prod'],
  ['devDependencies', 'dev'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'peer'],
];

function readPackageJson(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'json');
  if (!isMapping(data)) return undefined;
  const lineOf = jsonKeyLines(source.text(file.path) ?? '');
  const name = textOf(data.name);
  const version = textOf(data.version);
  return {
    ...emptyManifest('npm', file),
    ...defined({
      name,
      version,
      description: textOf(data.description),
      license: licenseOf(data),
      private: typeof data.private === 'boolean' ? data.private : undefined,
    }),
    packaged:
      name !== undefined && (version !== undefined || data.publishConfig !== undefined) && !isScaffold(file.path, data),
    dependencies: SECTIONS.flatMap(([section, scope]) => dependenciesOf(data, section, scope, lineOf)),
    scripts: scriptsOf(data, 'scripts', lineOf),
    binaries: binariesOf(data, name),
    entryPoints: entryPointsOf(data),
    workspaceMembers: membersOf(file, data, source),
    runtimes: runtimesOf(data, lineOf),
    keywords: strings(data.keywords),
    authors: people(data.author, data.contributors, data.maintainers),
    urls: urlsOf(data),
  };
}

/**
 * What `npm init` fills in, for a script in a folder that needs a few packages: nobody was ever to install it. Its licence is the one
 * that is proposed, and nothing is said for a registry. https://docs.npmjs.com/cli/v11/commands/npm-init
 */
function isScaffold(path: string, data: Mapping): boolean {
  const isPlaceholder = /no test specified/.test(textOf(mapping(data.scripts).test) ?? '');
  if (!path.includes('/') || !isPlaceholder) return false;
  return (
    (data.description === '' && data.author === '') ||
    (textOf(data.license) === 'ISC' && strings(data.keywords).length === 0 && !FOR_USERS.some((key) => key in data))
  );
}

/** What is written by those who publish a package, and not by `npm init`. */
const FOR_USERS = ['bin', 'browser', 'exports', 'files', 'module', 'publishConfig', 'types', 'typings'];

function dependenciesOf(data: Mapping, section: string, scope: DependencyScope, lineOf: KeyLines): Dependency[] {
  return Object.entries(mapping(data[section])).map(([key, value]) => {
    const version = string(value);
    return {
      name: normaliseName('npm', aliasedName(version) ?? key),
      scope,
      ...defined({ version }),
      ...atLine(lineOf(section, key)),
    };
  });
}

/** `npm:other@^1` installs `other` under a name of one's own. */
function aliasedName(version: string | undefined): string | undefined {
  return version === undefined ? undefined : /^npm:((?:@[^@/]+\/)?[^@/]+)@/.exec(version)?.[1];
}

function scriptsOf(data: Mapping, section: string, lineOf: KeyLines): Script[] {
  return Object.entries(mapping(data[section])).flatMap(([name, value]) => {
    // Deno's tasks may be mappings.
    const command = typeof value === 'string' ? value : textOf(mapping(value).command);
    return command === undefined ? [] : [{ name, command, ...atLine(lineOf(section, name)) }];
  });
}

function licenseOf(data: Mapping): string | undefined {
  const stated = data.license ?? list(data.licenses)[0];
  return textOf(isMapping(stated) ? stated.type : stated);
}

function binariesOf(data: Mapping, name: string | undefined): string[] {
  const bin = data.bin;
  if (isMapping(bin)) return Object.keys(bin);
  // Every file of a folder. https://docs.npmjs.com/cli/v11/configuring-npm/package-json#directoriesbin
  if (bin === undefined && textOf(mapping(data.directories).bin) !== undefined && name !== undefined)
    return [name.replace(/^@[^/]*\//, '')];
  return typeof bin === 'string' && name !== undefined ? [name.replace(/^@[^/]*\//, '')] : [];
}

/** How far conditions of `exports` are followed; real ones nest three deep. */
const EXPORTS_DEPTH = 6;

function entryPointsOf(data: Mapping): string[] {
  const points = [data.main, data.module, data.browser].filter((point) => typeof point === 'string');
  const collect = (value: unknown, depth: number): void => {
    if (typeof value === 'string') points.push(value);
    else if (depth < EXPORTS_DEPTH && Array.isArray(value)) for (const item of value) collect(item, depth + 1);
    else if (depth < EXPORTS_DEPTH && isMapping(value)) {
      for (const [condition, target] of Object.entries(value)) if (condition !== 'types') collect(target, depth + 1);
    }
  };
  collect(data.exports, 0);
  return unique(points);
}

function membersOf(file: FileEntry, data: Mapping, source: FactSource): string[] {
  const workspaces = data.workspaces;
  const folder = folderOf(file.path);
  const beside = (name: string): Mapping => {
    const path = inFolder(folder, name);
    return source.files.get(path) === undefined ? {} : mapping(source.data(path));
  };
  const stated = strings(isMapping(workspaces) ? workspaces.packages : workspaces);
  const members = [...stated, ...strings(beside('pnpm-workspace.yaml').packages)];
  return unique(members.length > 0 ? members : strings(beside('lerna.json').packages));
}

function runtimesOf(data: Mapping, lineOf: KeyLines): Manifest['runtimes'] {
  const engines = Object.entries(mapping(data.engines)).flatMap(([name, value]) => {
    const constraint = textOf(value);
    return constraint === undefined ? [] : [{ name, constraint, ...atLine(lineOf('engines', name)) }];
  });
  const [, manager, version] = /^([a-z]+)@([^+]+)/.exec(string(data.packageManager) ?? '') ?? [];
  if (manager === undefined || version === undefined) return engines;
  return [...engines, { name: manager, constraint: version, ...atLine(lineOf('packageManager')) }];
}

function urlsOf(data: Mapping): string[] {
  const urls = [data.homepage, data.repository, data.bugs].map((value) => textOf(isMapping(value) ? value.url : value));
  return unique(urls.filter((url) => url !== undefined));
}

/** https://docs.deno.com/runtime/fundamentals/configuration/ */
export const denoManifests: ManifestReader = {
  ecosystem: 'npm',
  matches: (file) => file.name === 'deno.json' || file.name === 'deno.jsonc',
  read: readDenoJson,
};

function readDenoJson(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'json');
  if (!isMapping(data)) return undefined;
  const lineOf = jsonKeyLines(source.text(file.path) ?? '');
  const name = textOf(data.name);
  const version = textOf(data.version);
  const workspace = data.workspace;
  return {
    ...emptyManifest('npm', file),
    ...defined({
      name,
      version,
      license: textOf(data.license),
      private: data.publish === false ? true : undefined,
    }),
    packaged: name !== undefined && data.exports !== undefined,
    dependencies: importsOf(data, lineOf),
    scripts: scriptsOf(data, 'tasks', lineOf),
    entryPoints: entryPointsOf({ exports: data.exports }),
    workspaceMembers: strings(isMapping(workspace) ? workspace.members : workspace),
  };
}

function importsOf(data: Mapping, lineOf: KeyLines): Dependency[] {
  const found = new Map<string, Dependency>();
  for (const [key, value] of Object.entries(mapping(data.imports))) {
    const specifier = string(value);
    const parsed = specifier === undefined ? undefined : parseSpecifier(specifier);
    // `std/` and `std/path` may both be mapped: that is one dependency.
    if (parsed === undefined || found.has(parsed.name)) continue;
    found.set(parsed.name, { ...parsed, scope: 'prod', ...atLine(lineOf('imports', key)) });
  }
  return [...found.values()];
}

/** `npm:name@1/path`, `jsr:@scope/name@1`, `https://deno.land/x/name@1/mod.ts`; paths of its own are none. */
function parseSpecifier(specifier: string): { name: string; version?: string } | undefined {
  const [, name, version] =
    /^(?:npm|jsr):\/?((?:@[^@/]+\/)?[^@/]+)(?:@([^/]+))?/.exec(specifier) ??
    /^https?:\/\/((?:deno\.land\/(?:x\/)?|esm\.sh\/(?:@[^@/]+\/)?)[^@/]+)(?:@([^/]+))?/.exec(specifier) ??
    [];
  if (name === undefined) return undefined;
  return { name: normaliseName('npm', name.replace(/^esm\.sh\//, '')), ...defined({ version }) };
}
