import type { FileEntry } from '../../repository/file-index.ts';
import { isMapping, type Mapping, mapping, string, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { defined, people, textOf, unique, valuesOf } from './fields.ts';
import { jsonKeyLines, type KeyLines } from './json-lines.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { normaliseName } from './normalise.ts';

/** https://getcomposer.org/doc/04-schema.md */
export const phpManifests: ManifestReader = {
  ecosystem: 'packagist',
  matches: (file) => file.name === 'composer.json',
  read: readComposerJson,
};

function readComposerJson(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'json');
  if (!isMapping(data)) return undefined;
  const lineOf = jsonKeyLines(source.text(file.path) ?? '');
  const name = textOf(data.name);
  const type = textOf(data.type);
  return {
    ...emptyManifest('packagist', file),
    ...defined({
      name,
      version: textOf(data.version),
      description: textOf(data.description),
      license: strings(data.license).join(' OR ') || undefined,
    }),
    // Versions come from tags; a `project` is a whole application.
    packaged: name?.includes('/') === true && type !== 'project',
    dependencies: [
      ...dependenciesOf(data, 'require', isToolFolder(file.path) ? 'dev' : 'prod', lineOf),
      ...dependenciesOf(data, 'require-dev', 'dev', lineOf),
    ],
    scripts: Object.entries(mapping(data.scripts)).flatMap(([script, value]) => {
      const command = strings(value).join(' && ');
      return command === '' ? [] : [{ name: script, command, ...atLine(lineOf('scripts', script)) }];
    }),
    binaries: strings(data.bin).map((path) => path.slice(path.lastIndexOf('/') + 1)),
    entryPoints: autoloadOf(mapping(data.autoload)),
    runtimes: runtimesOf(data, lineOf),
    keywords: strings(data.keywords),
    classifiers: type === undefined ? [] : [type],
    authors: people(data.authors),
    urls: unique([...valuesOf({ homepage: data.homepage }), ...valuesOf(mapping(data.support))]),
  };
}

/** Tools are kept apart from the project, a composer.json each, below `vendor-bin` or `tools`. */
function isToolFolder(path: string): boolean {
  return /(?:^|\/)(?:vendor-bin|tools)\//.test(path);
}

/** Names without a vendor are PHP itself, its extensions, system libraries and composer. */
export function isPlatformPackage(name: string): boolean {
  return !name.includes('/');
}

function dependenciesOf(data: Mapping, section: string, scope: DependencyScope, lineOf: KeyLines): Dependency[] {
  return Object.entries(mapping(data[section])).flatMap(([name, version]) =>
    isPlatformPackage(name)
      ? []
      : [
          {
            name: normaliseName('packagist', name),
            scope,
            ...defined({ version: string(version) }),
            ...atLine(lineOf(section, name)),
          },
        ],
  );
}

function runtimesOf(data: Mapping, lineOf: KeyLines): Manifest['runtimes'] {
  return Object.entries(mapping(data.require)).flatMap(([name, value]) => {
    const constraint = textOf(value);
    if (constraint === undefined || !isPlatformPackage(name)) return [];
    return [{ name, constraint, ...atLine(lineOf('require', name)) }];
  });
}

function autoloadOf(autoload: Mapping): string[] {
  const folders = ['psr-4', 'psr-0'].flatMap((standard) => Object.values(mapping(autoload[standard])).flatMap(strings));
  return unique([...folders, ...strings(autoload.classmap), ...strings(autoload.files)]);
}
