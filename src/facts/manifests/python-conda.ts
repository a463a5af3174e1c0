import type { FileEntry } from '../../repository/file-index.ts';
import { isMapping, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { defined, textOf } from './fields.ts';
import { type Dependency, emptyManifest, type Manifest, type ManifestReader } from './manifest.ts';
import { normaliseName } from './normalise.ts';
import { requirement } from './python-requirement.ts';
import { scopeOfName } from './scopes.ts';

/** environment.yml of conda; its packages mostly bear the names that they have on PyPI. */
export const condaEnvironments: ManifestReader = {
  ecosystem: 'pypi',
  matches: (file) =>
    file.name.endsWith('ml') && /^(?:[\w.-]*[-_.])?environment(?:[-_.][\w.-]*)?\.ya?ml$/i.test(file.name),
  read: readEnvironment,
};

function readEnvironment(file: FileEntry, source: FactSource): Manifest | undefined {
  const data = source.data(file.path, 'yaml');
  // Other tools have environment files too; conda's has a list of dependencies.
  if (!isMapping(data) || !Array.isArray(data.dependencies)) return undefined;
  const lineOf = itemLines(source.text(file.path) ?? '');
  const scope = scopeOfName(file.name.replace(/\.ya?ml$/i, '')) ?? 'prod';
  const dependencies: Dependency[] = [];
  const runtimes: { name: string; constraint: string; line?: number }[] = [];
  for (const item of data.dependencies) {
    if (isMapping(item)) {
      for (const text of strings(item.pip)) dependencies.push(...requirement(text, scope, lineOf(text)));
      continue;
    }
    const text = textOf(item);
    const parsed = text === undefined ? undefined : parseMatch(text);
    if (text === undefined || parsed === undefined) continue;
    const { name, version } = parsed;
    const line = atLine(lineOf(text));
    if (name === 'python') runtimes.push({ name, constraint: version ?? '*', ...line });
    else if (name !== 'pip') dependencies.push({ name, scope, ...defined({ version }), ...line });
  }
  return { ...emptyManifest('pypi', file), ...defined({ name: textOf(data.name) }), dependencies, runtimes };
}

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
