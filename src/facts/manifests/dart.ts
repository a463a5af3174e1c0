import type { FileEntry } from '../../repository/file-index.ts';
import { isMapping, type Mapping, mapping, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import { defined, textOf, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
  type Script,
} from './manifest.ts';
import { normaliseName } from './normalise.ts';
import { type YamlKeyLines, yamlKeyLines } from './yaml-keys.ts';

/** pubspec.yaml (https://dart.dev/tools/pub/pubspec) and melos.yaml, which gathers packages. */
export const dartManifests: ManifestReader = {
  ecosystem: 'pub',
  matches: (file) => file.name === 'pubspec.yaml' || file.name === 'melos.yaml',
  read: (file, source) => {
    const data = source.data(file.path, 'yaml');
    if (!isMapping(data)) return undefined;
    const lineOf = yamlKeyLines(source.text(file.path) ?? '');
    return file.name === 'melos.yaml' ? readMelos(file, data, lineOf) : readPubspec(file, data, lineOf);
  },
};

const SECTIONS: readonly (readonly [string, DependencyScope])[] = [
  ['dependencies', 'prod'],
  ['dev_dependencies', 'dev'],
];

function readPubspec(file: FileEntry, data: Mapping, lineOf: YamlKeyLines): Manifest {
  const name = textOf(data.name);
  const version = textOf(data.version);
  const isPrivate = textOf(data.publish_to)?.toLowerCase() === 'none';
  const melos = mapping(data.melos);
  return {
    ...emptyManifest('pub', file),
    ...defined({
      name,
      version,
      description: textOf(data.description),
      private: isPrivate ? true : undefined,
    }),
    packaged: name !== undefined && version !== undefined && !isPrivate,
    dependencies: SECTIONS.flatMap(([section, scope]) => dependenciesOf(data, section, scope, lineOf)),
    scripts: scriptsOf(melos, (script) => lineOf('melos', 'scripts', script)),
    binaries: Object.keys(mapping(data.executables)),
    workspaceMembers: unique([...strings(data.workspace), ...strings(melos.packages)]),
    runtimes: runtimesOf(data, lineOf),
    keywords: strings(data.topics),
    classifiers: isMapping(mapping(data.flutter).plugin) ? ['flutter-plugin'] : [],
    authors: unique([...strings(data.author), ...strings(data.authors)]),
    urls: unique(
      ['homepage', 'repository', 'issue_tracker', 'documentation'].flatMap((key) => textOf(data[key]) ?? []),
    ),
  };
}

function dependenciesOf(data: Mapping, section: string, scope: DependencyScope, lineOf: YamlKeyLines): Dependency[] {
  return Object.entries(mapping(data[section])).flatMap(([name, value]) => {
    const table = mapping(value);
    // Folders of the same repository are no packages; what comes with an SDK (flutter) is.
    if (table.path !== undefined) return [];
    const git = table.git;
    const version = textOf(value) ?? textOf(table.version) ?? textOf(mapping(git).ref);
    return [{ name: normaliseName('pub', name), scope, ...defined({ version }), ...atLine(lineOf(section, name)) }];
  });
}

function runtimesOf(data: Mapping, lineOf: YamlKeyLines): Manifest['runtimes'] {
  return Object.entries(mapping(data.environment)).flatMap(([name, value]) => {
    const constraint = textOf(value);
    if (constraint === undefined) return [];
    return [{ name: name === 'sdk' ? 'dart' : name, constraint, ...atLine(lineOf('environment', name)) }];
  });
}

/** https://melos.invertase.dev/configuration/overview */
function readMelos(file: FileEntry, data: Mapping, lineOf: YamlKeyLines): Manifest {
  return {
    ...emptyManifest('pub', file),
    ...defined({ name: textOf(data.name) }),
    scripts: scriptsOf(data, (script) => lineOf('scripts', script)),
    workspaceMembers: strings(data.packages),
  };
}

function scriptsOf(holder: Mapping, lineOf: (script: string) => number | undefined): Script[] {
  return Object.entries(mapping(holder.scripts)).flatMap(([name, value]) => {
    const table = mapping(value);
    const steps = strings(table.steps);
    const command =
      textOf(value) ?? textOf(table.run) ?? textOf(table.exec) ?? (steps.length === 0 ? undefined : steps.join(' && '));
    return command === undefined ? [] : [{ name, command, ...atLine(lineOf(name)) }];
  });
}
