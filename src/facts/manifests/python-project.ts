import { isMapping, list, type Mapping, mapping, string, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import { defined, textOf } from './fields.ts';
import type { Dependency, DependencyScope, Manifest } from './manifest.ts';
import { normaliseName } from './normalise.ts';
import { requirement } from './python-requirement.ts';
import type { TomlLines } from './toml-lines.ts';

/** What one table of pyproject.toml says about the package, whichever tool the table belongs to. */
export interface PythonProject
  extends Pick<Manifest, 'dependencies' | 'binaries' | 'entryPoints' | 'runtimes' | 'keywords' | 'classifiers'>,
    Pick<Manifest, 'authors' | 'urls' | 'name' | 'version' | 'description' | 'license'> {
  /** The version is taken from elsewhere when the package is built. */
  readonly dynamicVersion?: boolean;
  /** `package-mode`, `package`: stated by tools that also handle applications. */
  readonly isPackage?: boolean;
}

export const NO_PROJECT: PythonProject = {
  dependencies: [],
  binaries: [],
  entryPoints: [],
  runtimes: [],
  keywords: [],
  classifiers: [],
  authors: [],
  urls: [],
};

/** One project from several tables: the first that states a field decides, lists are joined. */
export function mergeProjects(projects: readonly PythonProject[]): PythonProject {
  return {
    ...Object.assign({}, ...projects.toReversed()),
    dependencies: projects.flatMap(({ dependencies }) => dependencies),
    binaries: projects.flatMap(({ binaries }) => binaries),
    entryPoints: projects.flatMap(({ entryPoints }) => entryPoints),
    runtimes: projects.find(({ runtimes }) => runtimes.length > 0)?.runtimes ?? [],
    keywords: projects.flatMap(({ keywords }) => keywords),
    classifiers: projects.flatMap(({ classifiers }) => classifiers),
    authors: projects.flatMap(({ authors }) => authors),
    urls: projects.flatMap(({ urls }) => urls),
  };
}

/** A list of dependency specifiers at a path. */
export function requirementList(
  value: unknown,
  path: readonly string[],
  scope: DependencyScope,
  lines: TomlLines,
): Dependency[] {
  return strings(value).flatMap((text) => requirement(text, scope, lines.item(path, text)));
}

/** A table of `name = "constraint"` or `name = { version = … }`, as Poetry and Pipenv write it, without Python itself. */
export function requirementTable(
  value: unknown,
  path: readonly string[],
  scope: DependencyScope,
  lines: TomlLines,
): Dependency[] {
  return Object.entries(mapping(value)).flatMap(([key, constraint]) => {
    if (key.toLowerCase() === 'python') return [];
    // Several constraints for several platforms: the first stands for all.
    const [first] = list(constraint);
    const detail: Mapping = isMapping(first) ? first : { version: first };
    const version = textOf(detail.version) ?? textOf(detail.git) ?? textOf(detail.path) ?? textOf(detail.url);
    return [
      {
        name: normaliseName('pypi', key),
        scope: scope === 'prod' && detail.optional === true ? ('optional' as const) : scope,
        ...defined({ version }),
        // In an inline table the table's own line is the nearest.
        ...atLine(lines.key(...path, key) ?? lines.key(...path)),
      },
    ];
  });
}

/** The demanded Python, where it stands among the dependencies. */
export function pythonRuntime(table: unknown, path: readonly string[], lines: TomlLines): Manifest['runtimes'] {
  const constraint = string(mapping(table).python);
  return constraint === undefined ? [] : [{ name: 'python', constraint, ...atLine(lines.key(...path, 'python')) }];
}
