import { isMapping, list, type Mapping, mapping, strings } from '../data.ts';
import { defined, people, textOf, valuesOf } from './fields.ts';
import type { Dependency } from './manifest.ts';
import { NO_PROJECT, type PythonProject, pythonRuntime, requirementList, requirementTable } from './python-project.ts';
import { splitKeywords } from './python-setup.ts';
import { scopeOfExtra, scopeOfGroup } from './scopes.ts';
import type { TomlLines } from './toml-lines.ts';

const POETRY = ['tool', 'poetry'] as const;

/** https://python-poetry.org/docs/pyproject/ */
export function readPoetry(tool: Mapping, lines: TomlLines): PythonProject {
  if (!isMapping(tool.poetry)) return NO_PROJECT;
  const poetry = tool.poetry;
  const scripts = Object.entries(mapping(poetry.scripts)).flatMap(([name, value]) => {
    const target = textOf(isMapping(value) ? (value.reference ?? value.callable) : value);
    return target === undefined ? [] : [{ name, target }];
  });
  const plugins = Object.values(mapping(poetry.plugins)).flatMap((group) => valuesOf(mapping(group)));
  return {
    ...defined({
      name: textOf(poetry.name),
      version: textOf(poetry.version),
      description: textOf(poetry.description),
      license: textOf(poetry.license),
      isPackage: poetry['package-mode'] === false ? false : undefined,
    }),
    dependencies: poetryDependencies(poetry, lines),
    binaries: scripts.map(({ name }) => name),
    entryPoints: [...scripts.map(({ target }) => target), ...plugins],
    runtimes: pythonRuntime(poetry.dependencies, [...POETRY, 'dependencies'], lines),
    keywords: strings(poetry.keywords),
    classifiers: strings(poetry.classifiers),
    authors: people(poetry.authors, poetry.maintainers),
    urls: [
      ...valuesOf({ h: poetry.homepage, r: poetry.repository, d: poetry.documentation }),
      ...valuesOf(mapping(poetry.urls)),
    ],
  };
}

function poetryDependencies(poetry: Mapping, lines: TomlLines): Dependency[] {
  const groups = Object.entries(mapping(poetry.group)).flatMap(([group, table]) =>
    requirementTable(
      mapping(table).dependencies,
      [...POETRY, 'group', group, 'dependencies'],
      mapping(table).optional === true ? scopeOfExtra(group) : scopeOfGroup(group),
      lines,
    ),
  );
  return [
    ...requirementTable(poetry.dependencies, [...POETRY, 'dependencies'], 'prod', lines),
    ...requirementTable(poetry['dev-dependencies'], [...POETRY, 'dev-dependencies'], 'dev', lines),
    ...groups,
  ];
}

const FLIT = ['tool', 'flit', 'metadata'] as const;

/** The older form of Flit: https://flit.pypa.io/en/stable/pyproject_toml.html#old-style-metadata */
export function readFlit(tool: Mapping, lines: TomlLines): PythonProject {
  const flit = mapping(tool.flit);
  if (!isMapping(flit.metadata)) return NO_PROJECT;
  const metadata = flit.metadata;
  const extras = Object.entries(mapping(metadata['requires-extra'])).flatMap(([extra, items]) =>
    requirementList(items, [...FLIT, 'requires-extra', extra], scopeOfExtra(extra), lines),
  );
  const python = textOf(metadata['requires-python']);
  const scripts = mapping(flit.scripts);
  return {
    ...NO_PROJECT,
    ...defined({
      name: textOf(metadata['dist-name']) ?? textOf(metadata.module),
      license: textOf(metadata.license),
    }),
    // Flit takes it from `__version__` in the module.
    dynamicVersion: true,
    dependencies: [
      ...requirementList(metadata.requires, [...FLIT, 'requires'], 'prod', lines),
      ...requirementList(metadata['dev-requires'], [...FLIT, 'dev-requires'], 'dev', lines),
      ...extras,
    ],
    binaries: Object.keys(scripts),
    entryPoints: valuesOf(scripts),
    runtimes: python === undefined ? [] : [{ name: 'python', constraint: python }],
    keywords: list(metadata.keywords).flatMap((words) => splitKeywords(textOf(words) ?? '')),
    classifiers: strings(metadata.classifiers),
    authors: people(metadata.author),
    urls: [...valuesOf({ h: metadata['home-page'] }), ...valuesOf(mapping(metadata.urls))],
  };
}
