import type { FileEntry } from '../../repository/file-index.ts';
import { isMapping, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { defined, textOf } from './fields.ts';
import { emptyManifest, type Manifest, type ManifestReader } from './manifest.ts';
import { normaliseName } from './normalise.ts';
import { parseRequirement } from './python-requirement.ts';
import { scopeOfName } from './scopes.ts';

/**
 * environment.yml of conda; its packages mostly bear the names that they have on PyPI. What `conda env export` wrote
 * is everything that was installed: a lock file, which does not tell what people asked for.
 */
export const condaEnvironments: ManifestReader = {
  ecosystem: 'pypi',
  matches: isEnvironmentFile,
  read: readEnvironment,
};

export function isEnvironmentFile({ name }: FileEntry): boolean {
  return name.endsWith('ml') && /^(?:[\w.-]*[-_.])?environment(?:[-_.][\w.-]*)?\.ya?ml$/i.test(name);
}

interface Entry {
  readonly name: string;
  readonly version?: string;
  readonly line?: number;
}

interface Environment {
  readonly name: string | undefined;
  readonly entries: readonly Entry[];
  readonly isExport: boolean;
}

function readEnvironment(file: FileEntry, source: FactSource): Manifest | undefined {
  const environment = parseEnvironment(file, source);
  if (environment === undefined) return undefined;
  const { entries, isExport } = environment;
  const scope = scopeOfName(file.name.replace(/\.ya?ml$/i, '')) ?? 'prod';
  const wanted = isExport ? [] : entries.filter(({ name }) => name !== 'python' && name !== 'pip');
  return {
    ...emptyManifest('pypi', file),
    ...defined({ name: environment.name }),
    dependencies: wanted.map((entry) => ({ ...entry, scope })),
    runtimes: entries
      .filter(({ name }) => name === 'python')
      .map(({ name, version, line }) => ({ name, constraint: version ?? '*', ...atLine(line) })),
  };
}

/** The packages of a conda environment; `undefined` for other files of this name, of which there are many. */
export function parseEnvironment(file: FileEntry, source: FactSource): Environment | undefined {
  const text = source.text(file.path);
  if (text === undefined || !/^dependencies:/m.test(text)) return undefined;
  const data = source.data(file.path, 'yaml');
  if (!isMapping(data) || !Array.isArray(data.dependencies)) return undefined;
  const lineOf = itemLines(text);
  const entries: Entry[] = [];
  let built = 0;
  for (const item of data.dependencies) {
    if (isMapping(item)) {
      for (const specifier of strings(item.pip)) {
        const parsed = parseRequirement(specifier);
        if (parsed !== undefined) entries.push({ ...parsed, ...atLine(lineOf(specifier)) });
      }
      continue;
    }
    const specifier = textOf(item);
    const parsed = specifier === undefined ? undefined : parseMatch(specifier);
    if (specifier === undefined || parsed === undefined) continue;
    entries.push({ ...parsed, ...atLine(lineOf(specifier)) });
    if (BUILD.test(specifier)) built++;
  }
  const brought = entries.filter(({ name }) => BROUGHT.has(name)).length;
  return { name: textOf(data.name), entries, isExport: built >= MIN_BUILT || brought >= 2 };
}

/** `name=1.2.3=build`: nobody writes builds by hand, except one or two to choose a variant. */
const BUILD = /^[^=]+=[^=]+=[^=]+$/;
const MIN_BUILT = 4;
/** What every installed Python brings and nobody asks for: an export without builds shows by these. */
const BROUGHT: ReadonlySet<string> = new Set([
  '-libgcc-mutex',
  '-openmp-mutex',
  'ld-impl-linux-64',
  'libgcc-ng',
  'libffi',
  'libcxx',
  'ncurses',
  'vs2015-runtime',
]);

/** `channel::name=1.2=build`, `name>=1`, `name 1.2.*` */
function parseMatch(text: string): { name: string; version?: string } | undefined {
  const [, name, constraint = ''] = /^(?:[\w./-]+::)?([\w.-]+)\s*(.*)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const version = constraint.trim();
  return { name: normaliseName('pypi', name), ...defined({ version: version === '' ? undefined : version }) };
}

/** Where the items of the lists in a YAML text are: the parser gives values without positions. */
function itemLines(text: string): (item: string) => number | undefined {
  const lines = new Map<string, number>();
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (!line.startsWith('- ')) continue;
    const item = line
      .slice(2)
      .replace(/\s#.*$/, '')
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2');
    if (!lines.has(item)) lines.set(item, index + 1);
  }
  return (item) => lines.get(item.trim());
}
