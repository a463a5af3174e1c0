import type { FileEntry } from '../../repository/file-index.ts';
import { atLine, lineOf } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { defined, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import { keywordArguments } from './python-literals.ts';
import { requirement } from './python-requirement.ts';
import type { PythonValue } from './python-values.ts';
import { scopeOfExtra } from './scopes.ts';

/** setup.py, read without running it: https://setuptools.pypa.io/en/latest/references/keywords.html */
export const pythonSetup: ManifestReader = {
  ecosystem: 'pypi',
  matches: (file) => file.name === 'setup.py',
  read: readSetupPy,
};

const CALLEES: ReadonlySet<string> = new Set(['setup']);
/** Keywords that make a call the description of a package, not only a build step beside another manifest. */
const STATED = ['name', 'version', 'install_requires', 'requires', 'extras_require', 'entry_points', 'scripts'];
/** A longer setup.py holds something else than a package's description. */
const MAX_LENGTH = 300_000;

function readSetupPy(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  // Modules of applications are called setup.py too.
  if (text === undefined || text.length > MAX_LENGTH || !/\b(?:setuptools|distutils|skbuild)\b/.test(text)) {
    return undefined;
  }
  const call = keywordArguments(text, CALLEES);
  // `setup()` leaves everything to setup.cfg or pyproject.toml.
  if (call === undefined || !STATED.some((key) => call.has(key))) return undefined;
  const get = (key: string): PythonValue | undefined => call.get(key);
  const name = wholeText(get('name'));
  const { binaries, entryPoints } = entryPointsOf(get('entry_points'), get('scripts'));
  const runtime = wholeText(get('python_requires'));
  return {
    ...emptyManifest('pypi', file),
    ...defined({
      name,
      version: wholeText(get('version')),
      description: wholeText(get('description')),
      license: wholeText(get('license')),
    }),
    ...defined({ private: texts(get('classifiers')).some(isPrivate) ? true : undefined }),
    // A name that is read from elsewhere is a name.
    packaged: call.has('name'),
    dependencies: [
      ...requirements(get('install_requires') ?? get('requires'), 'prod'),
      ...requirements(get('setup_requires'), 'build'),
      ...requirements(get('tests_require'), 'test'),
      ...extras(get('extras_require')),
    ],
    binaries,
    entryPoints,
    runtimes:
      runtime === undefined
        ? []
        : [{ name: 'python', constraint: runtime, ...atLine(lineOf(text, /\bpython_requires\b/)) }],
    keywords: texts(get('keywords')).flatMap((words) => splitKeywords(words)),
    classifiers: texts(get('classifiers')),
    authors: unique([get('author'), get('maintainer')].flatMap((value) => wholeText(value) ?? [])),
    urls: unique(
      [get('url'), get('download_url'), ...valuesOf(get('project_urls'))].flatMap((v) => wholeText(v) ?? []),
    ),
  };
}

/** Keywords in one text are separated by commas, or else by spaces. */
export function splitKeywords(text: string): string[] {
  return text.split(text.includes(',') ? /\s*,\s*/ : /\s+/).filter((word) => word !== '');
}

/** PyPI refuses what carries this classifier. */
export function isPrivate(classifier: string): boolean {
  return /^Private\s*::/i.test(classifier);
}

function wholeText(value: PythonValue | undefined): string | undefined {
  return value?.kind === 'text' && !value.partial && value.text.trim() !== '' ? value.text.trim() : undefined;
}

function textItems(value: PythonValue | undefined): (PythonValue & { kind: 'text' })[] {
  if (value === undefined) return [];
  const items = value.kind === 'list' ? value.items : [value];
  return items.filter((item) => item.kind === 'text');
}

function texts(value: PythonValue | undefined): string[] {
  return textItems(value).map((item) => item.text);
}

function valuesOf(value: PythonValue | undefined): PythonValue[] {
  return value?.kind === 'dict' ? [...value.entries.values()] : [];
}

/** A list of specifiers, or one text with a line each. */
function requirements(value: PythonValue | undefined, scope: DependencyScope): Dependency[] {
  return textItems(value).flatMap(({ text, line }) =>
    text.split('\n').flatMap((item, index) => requirement(item, scope, line + index)),
  );
}

/** The key of an extra may carry a marker: `test:python_version<"3"`. */
function extras(value: PythonValue | undefined): Dependency[] {
  if (value?.kind !== 'dict') return [];
  return [...value.entries].flatMap(([key, list]) => {
    const [extra = ''] = key.split(':', 1);
    return requirements(list, extra === '' ? 'prod' : scopeOfExtra(extra));
  });
}

/** Entry points as a mapping of groups, or as text in the form of an INI file. */
function entryPointsOf(
  value: PythonValue | undefined,
  scripts: PythonValue | undefined,
): { binaries: string[]; entryPoints: string[] } {
  const binaries = texts(scripts).map((path) => path.slice(path.lastIndexOf('/') + 1));
  const entryPoints: string[] = [];
  const read = (group: string, entry: string): void => {
    const { name, target } = parseEntryPoint(entry);
    if (target === undefined) return;
    entryPoints.push(target);
    if (group === 'console_scripts' || group === 'gui_scripts') binaries.push(name);
  };
  if (value?.kind === 'dict') {
    for (const [group, list] of value.entries) {
      for (const entry of texts(list).flatMap((text) => text.split('\n'))) read(group, entry);
    }
  } else {
    let group = '';
    for (const line of texts(value).flatMap((text) => text.split('\n'))) {
      const header = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
      if (header !== undefined) group = header.trim();
      else read(group, line);
    }
  }
  return { binaries: unique(binaries), entryPoints: unique(entryPoints) };
}

/** `name = module:function [extra]` */
export function parseEntryPoint(entry: string): { name: string; target?: string } {
  const separator = entry.indexOf('=');
  if (separator === -1) return { name: entry.trim() };
  const [target = ''] = entry
    .slice(separator + 1)
    .trim()
    .split(/\s/, 1);
  return { name: entry.slice(0, separator).trim(), ...defined({ target: target === '' ? undefined : target }) };
}
