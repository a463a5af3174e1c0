import type { FileEntry } from '../../repository/file-index.ts';
import { folderOf } from '../../repository/paths.ts';
import { list, mapping } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { attributeOf, xmlElements } from '../syntax/xml-lines.ts';
import { defined, textOf, unique } from './fields.ts';
import { jsonKeyLines } from './json-lines.ts';
import { type Dependency, emptyManifest, type Manifest } from './manifest.ts';
import { normaliseName } from './normalise.ts';

/** https://learn.microsoft.com/nuget/reference/packages-config */
export function readPackagesConfig(file: FileEntry, source: FactSource): Manifest | undefined {
  const packages = mapping(mapping(source.data(file.path, 'xml')).packages);
  const lines = xmlElements(source.text(file.path) ?? '', new Set(['package']));
  const dependencies = list(packages.package).flatMap((element, index): Dependency[] => {
    const { '@id': id, '@version': version, '@developmentDependency': development } = mapping(element);
    if (typeof id !== 'string') return [];
    const scope = development === 'true' ? 'build' : 'prod';
    const name = normaliseName('nuget', id);
    return [{ name, scope, ...defined({ version: textOf(version) }), ...atLine(lines[index]?.line) }];
  });
  return { ...emptyManifest('nuget', file), dependencies };
}

/** https://learn.microsoft.com/dotnet/core/tools/global-json */
export function readGlobalJson(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = mapping(source.data(file.path, 'json'));
  const lineOf = jsonKeyLines(source.text(file.path) ?? '');
  const version = textOf(mapping(data.sdk).version);
  const sdks = Object.entries(mapping(data['msbuild-sdks'])).map(
    ([name, value]): Dependency => ({
      name: normaliseName('nuget', name),
      scope: 'build',
      ...defined({ version: textOf(value) }),
      ...atLine(lineOf('msbuild-sdks', name)),
    }),
  );
  if (version === undefined && sdks.length === 0) return undefined;
  return {
    ...emptyManifest('nuget', file),
    dependencies: sdks,
    runtimes:
      version === undefined ? [] : [{ name: 'dotnet', constraint: version, ...atLine(lineOf('sdk', 'version')) }],
  };
}

/** Tools that the project's people run: https://learn.microsoft.com/dotnet/core/tools/local-tools-how-to-use */
export function readTools(file: FileEntry, source: FactSource): Manifest {
  const tools = mapping(mapping(source.data(file.path, 'json')).tools);
  const lineOf = jsonKeyLines(source.text(file.path) ?? '');
  const dependencies = Object.entries(tools).map(
    ([name, value]): Dependency => ({
      name: normaliseName('nuget', name),
      scope: 'dev',
      ...defined({ version: textOf(mapping(value).version) }),
      ...atLine(lineOf('tools', name)),
    }),
  );
  return { ...emptyManifest('nuget', file), dependencies };
}

/** Solutions list projects: the folders of those are members. */
export function readSolution(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const paths = file.name.endsWith('.slnx')
    ? xmlElements(text, new Set(['Project'])).flatMap(({ attributes }) => attributeOf(attributes, 'Path') ?? [])
    : [...text.matchAll(/^Project\("[^"\n]*"\)[ \t]*=[ \t]*"[^"\n]*",[ \t]*"([^"\n]*)"/gm)].map(
        (match) => match[1] ?? '',
      );
  const projects = paths.map((path) => path.replaceAll('\\', '/')).filter((path) => /\.\w+proj$/.test(path));
  if (projects.length === 0) return undefined;
  const members = unique(projects.map(folderOf)).filter((folder) => folder !== '');
  return { ...emptyManifest('nuget', file), workspaceMembers: members };
}

/** https://learn.microsoft.com/nuget/reference/nuspec; Chocolatey's packages have the same. */
export function readNuspec(file: FileEntry, source: FactSource): Manifest | undefined {
  const root = mapping(source.data(file.path, 'xml')).package;
  if (root === undefined) return undefined;
  const data = mapping(mapping(root).metadata);
  // Values between dollar signs are put in when packing.
  const text = (name: string): string | undefined => {
    const value = textOf(mapping(data[name])['#text'] ?? data[name]);
    return value === undefined || /^\$\w+\$$/.test(value) ? undefined : value;
  };
  const holders = list(data.dependencies).map(mapping);
  const elements = [...holders, ...holders.flatMap((holder) => list(holder.group).map(mapping))];
  const dependencies = elements.flatMap((holder) =>
    list(holder.dependency).flatMap((element): Dependency[] => {
      const { '@id': id, '@version': version } = mapping(element);
      if (typeof id !== 'string') return [];
      return [{ name: normaliseName('nuget', id), scope: 'prod', ...defined({ version: textOf(version) }) }];
    }),
  );
  return {
    ...emptyManifest('nuget', file),
    ...defined({
      name: text('id'),
      version: text('version'),
      description: text('description') ?? text('summary'),
      license: mapping(data.license)['@type'] === 'expression' ? text('license') : undefined,
    }),
    packaged: true,
    dependencies,
    keywords: (text('tags') ?? '').split(/[ ,;]+/).filter((tag) => tag !== ''),
    authors: (text('authors') ?? '').split(',').flatMap((author) => author.trim() || []),
    urls: unique(['projectUrl', 'packageSourceUrl', 'projectSourceUrl'].flatMap((name) => text(name) ?? [])),
  };
}

/** https://fsprojects.github.io/Paket/dependencies-file.html */
export function readPaket(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const dependencies: Dependency[] = [];
  let group = '';
  for (const [index, line] of text.split('\n').entries()) {
    const [word, name, ...rest] = line.trim().split(/\s+/);
    if (word === 'group') group = name ?? '';
    const isTool = word === 'clitool';
    if ((word !== 'nuget' && !isTool) || name === undefined) continue;
    const version = rest.join(' ').split(/ \w+:/)[0];
    dependencies.push({
      name: normaliseName('nuget', name),
      scope: /test/i.test(group) ? 'test' : isTool || /^build/i.test(group) ? 'build' : 'prod',
      ...(version === undefined || version === '' ? {} : { version }),
      line: index + 1,
    });
  }
  return { ...emptyManifest('nuget', file), dependencies };
}
