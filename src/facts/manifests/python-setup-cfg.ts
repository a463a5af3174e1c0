import type { FileEntry } from '../../repository/file-index.ts';
import type { FactSource } from '../source.ts';
import { defined, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { requirement } from './python-requirement.ts';
import { isPrivate, parseEntryPoint, splitKeywords } from './python-setup.ts';
import { scopeOfExtra } from './scopes.ts';

/** https://setuptools.pypa.io/en/latest/userguide/declarative_config.html; many setup.cfg only configure linters. */
export const pythonSetupCfg: ManifestReader = {
  ecosystem: 'pypi',
  matches: (file) => file.name === 'setup.cfg',
  read: readSetupCfg,
};

interface Value {
  readonly text: string;
  readonly line: number;
}

/** Section → key → the lines of its value. */
type Sections = ReadonlyMap<string, ReadonlyMap<string, readonly Value[]>>;

function readSetupCfg(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const sections = parseIni(text);
  if (!['metadata', 'options', 'options.extras_require', 'entry_points'].some((name) => sections.has(name))) {
    return undefined;
  }
  const values = (section: string, key: string): readonly Value[] => sections.get(section)?.get(key) ?? [];
  const metadata = (...keys: string[]): string[] =>
    keys.flatMap((key) => values('metadata', key).map(({ text: value }) => value));
  const name = stated(metadata('name')[0]);
  const classifiers = metadata('classifiers', 'classifier', 'trove_classifiers');
  const { binaries, entryPoints } = entryPointsOf(sections);
  return {
    ...emptyManifest('pypi', file),
    ...defined({
      name,
      version: stated(metadata('version')[0]),
      description: stated(metadata('description', 'summary')[0]),
      license: stated(metadata('license')[0]),
      private: classifiers.some(isPrivate) ? true : undefined,
    }),
    packaged: name !== undefined,
    dependencies: [
      ...requirements(values('options', 'install_requires'), 'prod'),
      ...requirements(values('options', 'setup_requires'), 'build'),
      ...requirements(values('options', 'tests_require'), 'test'),
      ...[...(sections.get('options.extras_require') ?? [])].flatMap(([extra, list]) =>
        requirements(list, scopeOfExtra(extra)),
      ),
    ],
    binaries,
    entryPoints,
    runtimes: values('options', 'python_requires')
      .slice(0, 1)
      .map(({ text: constraint, line }) => ({ name: 'python', constraint, line })),
    keywords: metadata('keywords').flatMap((words) => splitKeywords(words)),
    classifiers,
    authors: unique(metadata('author', 'maintainer')),
    urls: unique([
      ...metadata('url', 'home_page', 'download_url'),
      ...metadata('project_urls').flatMap((line) => parseEntryPoint(line).target ?? []),
    ]),
  };
}

/** `attr: package.__version__` and `file: VERSION` point elsewhere. */
function stated(value: string | undefined): string | undefined {
  return value === undefined || /^(?:attr|file):/.test(value) ? undefined : value;
}

function requirements(values: readonly Value[], scope: DependencyScope): Dependency[] {
  return values.flatMap(({ text, line }) => requirement(text, scope, line));
}

function entryPointsOf(sections: Sections): { binaries: string[]; entryPoints: string[] } {
  const binaries: string[] = [];
  const entryPoints: string[] = [];
  for (const section of ['options.entry_points', 'entry_points']) {
    for (const [group, values] of sections.get(section) ?? []) {
      for (const { text } of values) {
        const { name, target } = parseEntryPoint(text);
        if (target === undefined) continue;
        entryPoints.push(target);
        if (group === 'console_scripts' || group === 'gui_scripts') binaries.push(name);
      }
    }
  }
  return { binaries: unique(binaries), entryPoints: unique(entryPoints) };
}

/** The form that Python's configparser reads: values go on in indented lines, comments start a line. */
function parseIni(text: string): Sections {
  const sections = new Map<string, Map<string, Value[]>>();
  let section: Map<string, Value[]> | undefined;
  let values: Value[] | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const line = index + 1;
    if (/^\s/.test(raw)) {
      values?.push({ text: trimmed, line });
      continue;
    }
    values = undefined;
    if (trimmed.startsWith('[')) {
      const name = trimmed.slice(1, trimmed.indexOf(']') === -1 ? undefined : trimmed.indexOf(']')).trim();
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      continue;
    }
    const separator = trimmed.search(/[=:]/);
    if (separator === -1 || section === undefined) continue;
    const key = trimmed.slice(0, separator).trim().toLowerCase().replaceAll('-', '_');
    const value = trimmed.slice(separator + 1).trim();
    values = value === '' ? [] : [{ text: value, line }];
    section.set(key, values);
  }
  return sections;
}
