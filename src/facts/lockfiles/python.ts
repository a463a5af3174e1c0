import type { FileEntry } from '../../repository/file-index.ts';
import { isMapping, list, type Mapping, mapping, parseData, string } from '../data.ts';
import type { LockFile, LockFileReader } from '../manifests/manifest.ts';
import { isEnvironmentFile, parseEnvironment } from '../manifests/python-conda.ts';
import { parseRequirement } from '../manifests/python-requirement.ts';
import { isCompiled, isRequirementsFile, parseRequirementsFile } from '../manifests/requirements-file.ts';
import { type FactSource, LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, withoutConflicts } from './packages.ts';

/** poetry.lock, uv.lock, pdm.lock and pylock.toml (PEP 751): TOML with a list of packages. */
export const pythonLockFiles: LockFileReader = {
  ecosystem: 'pypi',
  matches: ({ name }) =>
    name === 'poetry.lock' ||
    name === 'uv.lock' ||
    name === 'pdm.lock' ||
    name === 'pylock.toml' ||
    (name.startsWith('pylock.') && name.endsWith('.toml')),
  read(file, source) {
    const data = parseLock(file, source, 'toml');
    if (data === undefined) return undefined;
    const found = createPackageList('pypi');
    for (const item of [...list(data.package), ...list(data.packages)]) {
      const { name, version, source: origin, directory, dependencies } = mapping(item);
      if (typeof name !== 'string' || isOwn(mapping(origin)) || directory !== undefined) continue;
      found.add(name, string(version), dependencyNames(dependencies));
    }
    return { ecosystem: 'pypi', path: file.path, packages: found.packages };
  },
};

function parseLock(file: FileEntry, source: FactSource, format: 'toml' | 'json'): Mapping | undefined {
  const text = source.text(file.path, LOCK_FILE_LIMIT);
  return text === undefined ? undefined : mapping(parseData(withoutConflicts(text), format));
}

/** uv and Poetry list the project and its folders among the packages. */
function isOwn(origin: Mapping): boolean {
  return (
    origin.virtual !== undefined ||
    origin.editable !== undefined ||
    origin.directory !== undefined ||
    origin.type === 'directory'
  );
}

/** Poetry has a table of names, uv and pylock.toml mappings with a name, PDM specifiers. */
function dependencyNames(value: unknown): string[] {
  if (isMapping(value)) return Object.keys(value);
  return list(value).flatMap((item) => {
    if (isMapping(item)) return string(item.name) ?? [];
    return parseRequirement(string(item) ?? '')?.name ?? [];
  });
}

/** https://pipenv.pypa.io/en/latest/pipfile.html#pipfile-lock */
export const pipfileLockFiles: LockFileReader = {
  ecosystem: 'pypi',
  matches: (file) => file.name === 'Pipfile.lock',
  read(file, source) {
    const data = parseLock(file, source, 'json');
    if (data === undefined) return undefined;
    const found = createPackageList('pypi');
    for (const [category, packages] of Object.entries(data)) {
      if (category === '_meta') continue;
      for (const [name, detail] of Object.entries(mapping(packages))) {
        found.add(name, string(mapping(detail).version)?.replace(/^==/, ''));
      }
    }
    return { ecosystem: 'pypi', path: file.path, packages: found.packages };
  },
};

/** Lists of requirements that a tool has resolved and pinned: pip-compile, uv, Rye, or any with hashes throughout. */
export const compiledRequirements: LockFileReader = {
  ecosystem: 'pypi',
  matches: (file) => isRyeLock(file) || (file.name.endsWith('.txt') && isRequirementsFile(file)),
  read: readCompiled,
};

function isRyeLock({ name }: FileEntry): boolean {
  return name === 'requirements.lock' || name === 'requirements-dev.lock';
}

function readCompiled(file: FileEntry, source: FactSource): LockFile | undefined {
  const text = source.text(file.path, LOCK_FILE_LIMIT);
  if (text === undefined) return undefined;
  const lines = parseRequirementsFile(withoutConflicts(text));
  if (!isRyeLock(file) && !isCompiled(text, lines)) return undefined;
  const found = createPackageList('pypi');
  const packages = lines.filter((line) => line.kind === 'package');
  // `# via flask` below a package says that flask brings it.
  const brings = new Map<string, string[]>();
  for (const { name, via } of packages) {
    for (const parent of via) {
      const known = brings.get(parent);
      if (known === undefined) brings.set(parent, [name]);
      else known.push(name);
    }
  }
  for (const { name, version } of packages) found.add(name, version?.replace(/^===?/, ''), brings.get(name));
  return { ecosystem: 'pypi', path: file.path, packages: found.packages };
}

/** What `conda env export` wrote: every package with its version and build. */
export const condaExports: LockFileReader = {
  ecosystem: 'pypi',
  matches: isEnvironmentFile,
  read(file, source) {
    const environment = parseEnvironment(file, source);
    if (environment === undefined || !environment.isExport) return undefined;
    const found = createPackageList('pypi');
    for (const { name, version } of environment.entries) {
      found.add(name, version?.replace(/^=+/, '').replace(/=.*$/, ''));
    }
    return { ecosystem: 'pypi', path: file.path, packages: found.packages };
  },
};
