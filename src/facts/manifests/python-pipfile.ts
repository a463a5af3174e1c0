import type { FileEntry } from '../../repository/file-index.ts';
import { isMapping, mapping } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { textOf } from './fields.ts';
import { type DependencyScope, emptyManifest, type Manifest, type ManifestReader } from './manifest.ts';
import { requirementTable } from './python-project.ts';
import { scopeOfExtra } from './scopes.ts';
import { tomlLines } from './toml-lines.ts';

/** https://pipenv.pypa.io/en/latest/pipfile.html */
export const pipfiles: ManifestReader = {
  ecosystem: 'pypi',
  matches: (file) => file.name === 'Pipfile',
  read: readPipfile,
};

/** Tables that hold no packages; any other is a category of packages. */
const SETTINGS: ReadonlySet<string> = new Set(['source', 'requires', 'scripts', 'pipenv']);

function readPipfile(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'toml');
  if (!isMapping(data)) return undefined;
  const lines = tomlLines(source.text(file.path) ?? '');
  const requires = mapping(data.requires);
  const key = ['python_full_version', 'python_version'].find((name) => requires[name] !== undefined);
  const python = key === undefined ? undefined : textOf(requires[key]);
  return {
    ...emptyManifest('pypi', file),
    dependencies: Object.entries(data).flatMap(([category, table]) =>
      SETTINGS.has(category) ? [] : requirementTable(table, [category], scopeOfCategory(category), lines),
    ),
    scripts: Object.entries(mapping(data.scripts)).flatMap(([name, value]) => {
      const command = textOf(isMapping(value) ? value.cmd : value);
      return command === undefined ? [] : [{ name, command, ...atLine(lines.key('scripts', name)) }];
    }),
    runtimes:
      key === undefined || python === undefined
        ? []
        : [{ name: 'python', constraint: python, ...atLine(lines.key('requires', key)) }],
  };
}

function scopeOfCategory(category: string): DependencyScope {
  if (category === 'packages') return 'prod';
  return category === 'dev-packages' ? 'dev' : scopeOfExtra(category);
}
