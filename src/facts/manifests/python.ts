import type { FileEntry } from '../../repository/file-index.ts';
import { folderOf } from '../../repository/paths.ts';
import { isMapping, type Mapping, mapping, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { defined, inFolder, people, textOf, unique, valuesOf } from './fields.ts';
import { type Dependency, emptyManifest, type Manifest, type ManifestReader } from './manifest.ts';
import { normaliseName } from './normalise.ts';
import { readFlit, readPoetry } from './python-backends.ts';
import { mergeProjects, type PythonProject, requirementList } from './python-project.ts';
import { isPrivate } from './python-setup.ts';
import { toolDependencies, toolScripts } from './python-tools.ts';
import { scopeOfExtra, scopeOfGroup } from './scopes.ts';
import { type TomlLines, tomlLines } from './toml-lines.ts';

/** pyproject.toml: the project table (PEP 621), dependency groups (PEP 735) and the tables of the tools around them. */
export const pythonProjects: ManifestReader = {
  ecosystem: 'pypi',
  matches: (file) => file.name === 'pyproject.toml',
  read: readPyproject,
};

function readPyproject(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'toml');
  if (!isMapping(data)) return undefined;
  const lines = tomlLines(source.text(file.path) ?? '');
  const tool = mapping(data.tool);
  const project = mergeProjects([readProject(data, lines), readPoetry(tool, lines), readFlit(tool, lines)]);
  const dependencies = [
    ...project.dependencies,
    ...groupDependencies(data, lines),
    ...toolDependencies(tool, lines),
    ...requirementList(mapping(data['build-system']).requires, ['build-system', 'requires'], 'build', lines),
  ];
  const scripts = toolScripts(tool, lines);
  const { name, version } = project;
  const members = strings(mapping(mapping(tool.uv).workspace).members);
  // Most pyproject.toml of applications only configure linters: those describe no package and demand nothing.
  if (name === undefined && dependencies.length === 0 && scripts.length === 0 && members.length === 0) return undefined;
  return {
    ...emptyManifest('pypi', file),
    ...defined({
      name,
      version,
      description: project.description,
      license: project.license,
      private: project.classifiers.some(isPrivate) ? true : undefined,
    }),
    packaged: isPackaged(file, source, data, project),
    dependencies: withoutRepeats(dependencies, name),
    scripts,
    binaries: unique(project.binaries),
    entryPoints: unique(project.entryPoints),
    workspaceMembers: members,
    runtimes: project.runtimes,
    keywords: project.keywords,
    classifiers: project.classifiers,
    authors: unique(project.authors),
    urls: unique(project.urls),
  };
}

function readProject(data: Mapping, lines: TomlLines): PythonProject {
  const project = mapping(data.project);
  const python = textOf(project['requires-python']);
  const scripts = { ...mapping(project.scripts), ...mapping(project['gui-scripts']) };
  const plugins = Object.values(mapping(project['entry-points'])).flatMap((group) => valuesOf(mapping(group)));
  const license = project.license;
  return {
    ...defined({
      name: textOf(project.name),
      version: textOf(project.version),
      description: textOf(project.description),
      license: textOf(isMapping(license) ? license.text : license),
    }),
    dynamicVersion: strings(project.dynamic).includes('version'),
    dependencies: [
      ...requirementList(project.dependencies, ['project', 'dependencies'], 'prod', lines),
      ...Object.entries(mapping(project['optional-dependencies'])).flatMap(([extra, items]) =>
        requirementList(items, ['project', 'optional-dependencies', extra], scopeOfExtra(extra), lines),
      ),
    ],
    binaries: Object.keys(scripts),
    entryPoints: [...valuesOf(scripts), ...plugins],
    runtimes:
      python === undefined
        ? []
        : [{ name: 'python', constraint: python, ...atLine(lines.key('project', 'requires-python')) }],
    keywords: strings(project.keywords),
    classifiers: strings(project.classifiers),
    authors: people(project.authors, project.maintainers),
    urls: valuesOf(mapping(project.urls)),
  };
}

/** PEP 735; an included group is listed by itself. */
function groupDependencies(data: Mapping, lines: TomlLines): Dependency[] {
  return Object.entries(mapping(data['dependency-groups'])).flatMap(([group, items]) =>
    requirementList(items, ['dependency-groups', group], scopeOfGroup(group), lines),
  );
}

/** Poetry repeats the project's dependencies to refine them; extras name the package itself to join other extras. */
function withoutRepeats(dependencies: readonly Dependency[], self: string | undefined): Dependency[] {
  const seen = new Set(self === undefined ? [] : [normaliseName('pypi', self)]);
  return dependencies.filter(({ name, scope }) => {
    if (seen.has(name) || seen.has(`${scope} ${name}`)) return false;
    seen.add(`${scope} ${name}`);
    return true;
  });
}

/** With a build system it is a package. Without one it may be an application, as uv makes them, or an older package. */
function isPackaged(file: FileEntry, source: FactSource, data: Mapping, project: PythonProject): boolean {
  const uv = mapping(data.tool).uv;
  if (project.name === undefined || project.isPackage === false || mapping(uv).package === false) return false;
  if (isMapping(data['build-system']) || mapping(uv).package === true) return true;
  const managed = uv !== undefined || source.files.get(inFolder(folderOf(file.path), 'uv.lock')) !== undefined;
  return !managed && (project.version !== undefined || project.dynamicVersion === true);
}
