import type { FileEntry } from '../../repository/file-index.ts';
import { list, mapping, string } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { attributeOf, xmlElements } from '../syntax/xml-lines.ts';
import { readGlobalJson, readNuspec, readPackagesConfig, readPaket, readSolution, readTools } from './dotnet-files.ts';
import { type Item, itemsOf, type MsBuild, metadata, msBuildAt } from './dotnet-model.ts';
import { defined, textOf, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { normaliseName } from './normalise.ts';

/**
 * .NET projects with the Directory.Build.props and Directory.Packages.props above them; props files of their own;
 * packages.config; *.nuspec; paket.dependencies; global.json; .config/dotnet-tools.json; solutions. What a project inherits is
 * listed without a line. The SDK and the output type are given as classifiers.
 */
export const dotnetManifests: ManifestReader = {
  ecosystem: 'nuget',
  matches: (file) => kindOf(file) !== undefined,
  read: (file, source) => {
    switch (kindOf(file)) {
      case 'project':
        return readProject(file, source);
      case 'props':
        return readProps(file, source);
      case 'packages':
        return readPackagesConfig(file, source);
      case 'global':
        return readGlobalJson(file, source);
      case 'tools':
        return readTools(file, source);
      case 'solution':
        return readSolution(file, source);
      case 'nuspec':
        return readNuspec(file, source);
      case 'paket':
        return readPaket(file, source);
      default:
        return undefined;
    }
  },
};

type Kind = 'project' | 'props' | 'packages' | 'global' | 'tools' | 'solution' | 'nuspec' | 'paket';

function kindOf({ name }: FileEntry): Kind | undefined {
  if (/\.(?:cs|fs|vb)proj$/.test(name)) return 'project';
  if (name.startsWith('Directory.') && /^Directory\.(?:Build\.props|Build\.targets|Packages\.props)$/.test(name))
    return 'props';
  if (name === 'packages.config') return 'packages';
  if (name === 'global.json') return 'global';
  if (name === 'dotnet-tools.json') return 'tools';
  if (name === 'paket.dependencies') return 'paket';
  if (name.endsWith('.nuspec')) return 'nuspec';
  return name.endsWith('.sln') || name.endsWith('.slnx') ? 'solution' : undefined;
}

function readProject(file: FileEntry, source: FactSource): Manifest | undefined {
  const build = msBuildAt(source, file.path);
  if (build === undefined) return undefined;
  const { property } = build;
  const base = file.name.replace(/\.\w+$/, '');
  const assembly = property('AssemblyName') ?? base;
  const sdk = textOf(build.project['@Sdk'])?.split('/')[0];
  const output = property('OutputType') ?? (IMPLIED_EXE.test(sdk ?? '') ? 'Exe' : 'Library');
  const isTool = property('PackAsTool')?.toLowerCase() === 'true';
  const isTest = isTestProject(build, base);
  const packable = property('IsPackable')?.toLowerCase();
  return {
    ...emptyManifest('nuget', file),
    ...defined({
      name: property('PackageId') ?? assembly,
      version: property('Version') ?? property('PackageVersion') ?? property('VersionPrefix'),
      description: property('Description') ?? property('PackageDescription'),
      license: property('PackageLicenseExpression'),
      private: packable === 'false' ? true : packable === 'true' ? false : undefined,
    }),
    packaged: isPackaged(build, output, isTest),
    dependencies: dependenciesOf(build, source.text(file.path) ?? '', isTest),
    binaries: isTool ? [property('ToolCommandName') ?? assembly] : [],
    entryPoints: /^(?:win)?exe$/i.test(output) ? [assembly] : [],
    runtimes: frameworksOf(build),
    keywords: splitList(property('PackageTags'), /[;, ]+/),
    classifiers: unique([...(sdk === undefined ? [] : [sdk]), output, ...splitList(property('PackageType'), /;/)]),
    authors: splitList(property('Authors'), /[;,]/),
    urls: unique(['PackageProjectUrl', 'RepositoryUrl'].flatMap((name) => property(name) ?? [])),
  };
}

/** SDKs whose projects are programs without saying so. */
const IMPLIED_EXE = /^Microsoft\.NET\.Sdk\.(?:Web|Worker|BlazorWebAssembly)$/;

function splitList(text: string | undefined, separator: RegExp): string[] {
  return text === undefined ? [] : text.split(separator).flatMap((part) => (part.trim() === '' ? [] : part.trim()));
}

function isTestProject(build: MsBuild, name: string): boolean {
  const said = build.property('IsTestProject')?.toLowerCase();
  if (said === 'true' || said === 'false') return said === 'true';
  if (/(?:^|[._-])(?:Unit|Integration|Functional|Acceptance|E2E)?(?:Tests?|Specs?)$/i.test(name)) return true;
  return itemsOf(build.project, 'PackageReference').some(({ include }) => TEST_PACKAGES.test(include));
}

const TEST_PACKAGES =
  /^(?:Microsoft\.NET\.Test\.Sdk|xunit\.runner\.visualstudio|NUnit3TestAdapter|MSTest\.TestAdapter|TUnit)$/i;

/** What is built to be published says so: everything that is no program could be packed. */
function isPackaged(build: MsBuild, output: string, isTest: boolean): boolean {
  const { property } = build;
  const is = (name: string): boolean => property(name)?.toLowerCase() === 'true';
  if (property('IsPackable')?.toLowerCase() === 'false') return false;
  if (is('IsPackable') || is('PackAsTool') || is('GeneratePackageOnBuild')) return true;
  // Projects in the old style are packed by a nuspec of their own.
  if (isTest || output !== 'Library' || (build.project['@Sdk'] ?? build.project.Sdk) === undefined) return false;
  return ['PackageId', 'PackageTags', 'PackageProjectUrl', 'PackageLicenseExpression', 'PackageDescription'].some(
    (name) => property(name) !== undefined,
  );
}

function frameworksOf(build: MsBuild): Manifest['runtimes'] {
  const written = build.property('TargetFrameworks') ?? build.property('TargetFramework');
  const old = build.property('TargetFrameworkVersion');
  const frameworks = unique(splitList(written, /;/)).filter((framework) => !framework.includes('$'));
  if (frameworks.length === 0 && old !== undefined) return [{ name: 'dotnet-framework', constraint: old }];
  return frameworks.map((constraint) => ({ name: 'dotnet', constraint }));
}

/** Where items of a file stand: by type and name. */
function itemLines(text: string): (type: string, name: string) => number | undefined {
  const lines = new Map<string, number>();
  for (const { path, line, attributes } of xmlElements(text, ITEM_TYPES)) {
    const name = attributeOf(attributes, 'Include') ?? attributeOf(attributes, 'Update') ?? '';
    const type = path.slice(path.lastIndexOf('/') + 1);
    for (const single of name.split(';')) {
      const key = `${type} ${single.trim()}`;
      if (!lines.has(key)) lines.set(key, line);
    }
  }
  return (type, name) => lines.get(`${type} ${name}`);
}

const ITEM_TYPES = new Set(['PackageReference', 'FrameworkReference', 'GlobalPackageReference', 'Reference']);

function dependenciesOf(build: MsBuild, text: string, isTest: boolean): Dependency[] {
  const found = new Map<string, Dependency>();
  const add = (
    written: string,
    scope: DependencyScope,
    version: string | undefined,
    line: number | undefined,
  ): void => {
    const name = normaliseName('nuget', build.resolve(written));
    if (!found.has(name)) found.set(name, { name, scope, ...defined({ version }), ...atLine(line) });
  };
  const lineOf = itemLines(text);
  const scopeOf = (item: Item): DependencyScope => {
    if (metadata(item.element, 'PrivateAssets')?.toLowerCase() === 'all') return isTest ? 'test' : 'build';
    return isTest || /IsTestProject[^!]{0,20}==|EndsWith\(['"][^'"]{0,20}Test/i.test(item.condition) ? 'test' : 'prod';
  };
  for (const [index, project] of [build.project, ...build.inherited].entries()) {
    const own = index === 0;
    for (const item of itemsOf(project, 'PackageReference')) {
      if (item.element['@Include'] === undefined && !own) continue;
      const written = metadata(item.element, 'Version') ?? metadata(item.element, 'VersionOverride');
      const version = written === undefined ? build.centralVersion(item.include) : build.resolve(written);
      add(item.include, scopeOf(item), version, own ? lineOf('PackageReference', item.include) : undefined);
    }
    for (const item of itemsOf(project, 'FrameworkReference')) {
      add(item.include, scopeOf(item), undefined, own ? lineOf('FrameworkReference', item.include) : undefined);
    }
  }
  for (const item of itemsOf(build.project, 'Reference')) {
    const implied = FRAMEWORK_ASSEMBLIES[item.include.split(',')[0] ?? ''];
    if (implied !== undefined) add(implied, isTest ? 'test' : 'prod', undefined, lineOf('Reference', item.include));
  }
  for (const { name, version, scope } of sdkDependencies(build, isTest)) add(name, scope, version, undefined);
  return [...found.values()];
}

/** Assemblies of the old framework that tell what a program is. */
const FRAMEWORK_ASSEMBLIES: Readonly<Record<string, string>> = {
  'System.Windows.Forms': 'Microsoft.WindowsDesktop.App.WindowsForms',
  PresentationFramework: 'Microsoft.WindowsDesktop.App.WPF',
  'System.Web.Mvc': 'Microsoft.AspNet.Mvc',
};

/** What an SDK or a switch brings without naming it: Microsoft.NET.Sdk.Web references ASP.NET Core. */
function sdkDependencies(
  build: MsBuild,
  isTest: boolean,
): { name: string; version: string | undefined; scope: DependencyScope }[] {
  const scope: DependencyScope = isTest ? 'test' : 'prod';
  const found: { name: string; version: string | undefined; scope: DependencyScope }[] = [];
  const sdks = [
    ...splitList(textOf(build.project['@Sdk']), /;/),
    ...list(build.project.Sdk).flatMap((sdk) => {
      const { '@Name': name, '@Version': version } = mapping(sdk);
      return typeof name === 'string' ? `${name}/${string(version) ?? ''}` : [];
    }),
  ];
  for (const sdk of sdks) {
    const [name = '', version] = sdk.split('/');
    if (name === 'Microsoft.NET.Sdk.Web') found.push({ name: 'Microsoft.AspNetCore.App', version: undefined, scope });
    else if (name === 'Microsoft.NET.Sdk.Worker')
      found.push({ name: 'Microsoft.Extensions.Hosting', version: undefined, scope });
    else if (name !== '' && !name.startsWith('Microsoft.NET.Sdk')) {
      found.push({ name, version: version === '' ? undefined : version, scope: 'build' });
    }
  }
  for (const [property, name] of [
    ['UseWPF', 'Microsoft.WindowsDesktop.App.WPF'],
    ['UseWindowsForms', 'Microsoft.WindowsDesktop.App.WindowsForms'],
    ['UseMaui', 'Microsoft.Maui.Controls'],
  ] as const) {
    if (build.property(property)?.toLowerCase() === 'true') found.push({ name, version: undefined, scope });
  }
  return found;
}

/** A props file that references packages for all projects below it. */
function readProps(file: FileEntry, source: FactSource): Manifest | undefined {
  const build = msBuildAt(source, file.path);
  if (build === undefined) return undefined;
  const text = source.text(file.path) ?? '';
  const dependencies = dependenciesOf(build, text, false);
  const lineOf = itemLines(text);
  for (const { include, element } of itemsOf(build.project, 'GlobalPackageReference')) {
    const version = metadata(element, 'Version');
    const name = normaliseName('nuget', include);
    dependencies.push({
      name,
      scope: 'build',
      ...defined({ version: version && build.resolve(version) }),
      ...atLine(lineOf('GlobalPackageReference', include)),
    });
  }
  return dependencies.length === 0 ? undefined : { ...emptyManifest('nuget', file), dependencies };
}
