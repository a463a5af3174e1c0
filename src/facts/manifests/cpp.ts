import type { FileEntry } from '../../repository/file-index.ts';
import { isMapping, list, mapping, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { isCMakeFile, readCMake } from './cmake.ts';
import { readConanRecipe, readConanText } from './conan.ts';
import { defined, textOf } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { readMeson } from './meson.ts';
import { normaliseName } from './normalise.ts';
import { yamlKeyLines } from './yaml-keys.ts';

/**
 * C and C++: the recipes of Conan, vcpkg.json, the build files of CMake and Meson, and the manifests of embedded
 * frameworks (Zephyr's west.yml, platformio.ini, ESP-IDF's idf_component.yml), whose framework is a dependency.
 */
export const cppManifests: ManifestReader = {
  ecosystem: 'cpp',
  matches: (file) => readerOf(file) !== undefined,
  read: (file, source) => readerOf(file)?.(file, source),
};

const BY_NAME: Readonly<Record<string, ManifestReader['read']>> = {
  'conanfile.txt': readConanText,
  'conanfile.py': readConanRecipe,
  'vcpkg.json': readVcpkg,
  'meson.build': readMeson,
  'west.yml': readWest,
  'platformio.ini': readPlatformio,
  'idf_component.yml': readIdfComponent,
};

function readerOf({ name }: FileEntry): ManifestReader['read'] | undefined {
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name];
  return isCMakeFile(name) ? readCMake : undefined;
}

/** https://learn.microsoft.com/vcpkg/reference/vcpkg-json */
function readVcpkg(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'json');
  if (!isMapping(data)) return undefined;
  const lines = textLines(source.text(file.path) ?? '');
  const found = new Map<string, Dependency>();
  const add = (items: unknown, scope: DependencyScope): void => {
    for (const item of list(items)) {
      const table = mapping(item);
      const written = textOf(item) ?? textOf(table.name);
      if (written === undefined) continue;
      const name = normaliseName('cpp', written);
      const version = textOf(table['version>=']);
      const wanted = table.host === true ? 'build' : scope;
      if (!found.has(name))
        found.set(name, { name, scope: wanted, ...defined({ version }), ...atLine(lines.get(written)) });
    }
  };
  add(data.dependencies, 'prod');
  for (const [feature, value] of Object.entries(mapping(data.features))) {
    add(mapping(value).dependencies, /test/i.test(feature) ? 'test' : 'optional');
  }
  const name = textOf(data.name);
  const version = ['version', 'version-semver', 'version-string', 'version-date'].flatMap(
    (key) => textOf(data[key]) ?? [],
  )[0];
  return {
    ...emptyManifest('cpp', file),
    ...defined({ name, version, description: strings(data.description)[0], license: textOf(data.license) }),
    packaged: name !== undefined && version !== undefined,
    dependencies: [...found.values()],
    authors: strings(data.maintainers),
    urls: strings(data.homepage),
  };
}

/** The first line of each text in a JSON file. */
function textLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    for (const [, content = '', colon] of line.matchAll(/"([^"\\]*)"(\s*:)?/g)) {
      if (colon === undefined && !lines.has(content)) lines.set(content, index + 1);
    }
  }
  return lines;
}

/** https://docs.zephyrproject.org/latest/develop/west/manifest.html */
function readWest(file: FileEntry, source: FactSource): Manifest | undefined {
  const manifest = mapping(mapping(source.data(file.path, 'yaml')).manifest);
  const lines = new Map<string, number>();
  for (const [index, line] of (source.text(file.path) ?? '').split('\n').entries()) {
    const [, name] = /^\s*(?:-\s+)?name:\s*["']?([\w.-]{1,100})/.exec(line) ?? [];
    if (name !== undefined) lines.set(name, index + 1);
  }
  const dependencies = list(manifest.projects).flatMap((project): Dependency[] => {
    const { name, revision } = mapping(project);
    if (typeof name !== 'string') return [];
    const version = textOf(revision);
    return [{ name: normaliseName('cpp', name), scope: 'prod', ...defined({ version }), ...atLine(lines.get(name)) }];
  });
  return dependencies.length === 0 ? undefined : { ...emptyManifest('cpp', file), dependencies };
}

/** https://docs.platformio.org/en/latest/projectconf/index.html */
function readPlatformio(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const found = new Map<string, Dependency>();
  const platforms = new Map<string, { name: string; constraint: string; line: number }>();
  let scope: DependencyScope = 'prod';
  let option = '';
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/(?:^|\s)[;#].*$/, '');
    const [, section] = /^\[([^\]]{1,100})\]/.exec(line) ?? [];
    if (section !== undefined) {
      scope = /test/i.test(section) ? 'test' : 'prod';
      option = '';
      continue;
    }
    const [, key, value] = /^([A-Za-z]\w{0,60})\s*=(.*)$/.exec(line) ?? [];
    if (key !== undefined) option = key;
    // Values go on in lines that are indented.
    else if (!/^\s/.test(line)) continue;
    const items = (value ?? line).split(',').flatMap((item) => item.trim() || []);
    for (const item of items) {
      if (option === 'platform') {
        const [name = '', constraint = '*'] = item.split('@').map((part) => part.trim());
        if (/^\w+$/.test(name)) platforms.set(name, { name, constraint, line: index + 1 });
      }
      const dependency = option === 'lib_deps' ? libraryOf(item) : option === 'framework' ? { name: item } : undefined;
      if (dependency === undefined || item.includes('${')) continue;
      const name = normaliseName('cpp', dependency.name);
      if (!found.has(name)) found.set(name, { ...dependency, name, scope, line: index + 1 });
    }
  }
  return { ...emptyManifest('cpp', file), dependencies: [...found.values()], runtimes: [...platforms.values()] };
}

/** `owner/Name @ ^1.0`, `Name@1.0`, `https://github.com/owner/name.git#v1`. */
function libraryOf(item: string): { name: string; version?: string } | undefined {
  if (/^(?:file|symlink):/.test(item)) return undefined;
  const isUrl = /^(?:\w+=)?(?:git\+)?(?:https?|ssh):\/\//.test(item);
  const [address = '', version] = item.split(isUrl ? '#' : '@').map((part) => part.trim());
  const name =
    address
      .replace(/\.(?:git|zip)$/, '')
      .split('/')
      .at(-1) ?? '';
  if (name === '') return undefined;
  return version === undefined || version === '' ? { name } : { name, version };
}

/** https://docs.espressif.com/projects/idf-component-manager/en/latest/reference/manifest_file.html */
function readIdfComponent(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'yaml');
  if (!isMapping(data)) return undefined;
  const lineOf = yamlKeyLines(source.text(file.path) ?? '');
  const dependencies = Object.entries(mapping(data.dependencies)).map(([key, value]): Dependency => {
    const version = textOf(value) ?? textOf(mapping(value).version);
    const name = normaliseName('cpp', key === 'idf' ? 'esp-idf' : key);
    return { name, scope: 'prod', ...defined({ version }), ...atLine(lineOf('dependencies', key)) };
  });
  const version = textOf(data.version);
  return {
    ...emptyManifest('cpp', file),
    ...defined({ version, description: textOf(data.description), license: textOf(data.license) }),
    packaged: version !== undefined,
    dependencies,
    urls: strings(data.url),
  };
}
