import { FormatError } from '../format-error.ts';
import type { LockFile, LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, eachLine, withoutConflicts } from './packages.ts';

/** https://github.com/pnpm/spec/tree/master/lockfile: every version since 5. */
export const pnpmLockFiles: LockFileReader = {
  ecosystem: 'npm',
  matches: (file) => file.name === 'pnpm-lock.yaml',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    return text === undefined ? undefined : readPnpmLock(file.path, withoutConflicts(text));
  },
};

interface Entry {
  readonly name: string;
  readonly version: string;
  readonly dependencies: string[];
}

/**
 * pnpm writes YAML of a fixed shape: sections at the margin, packages two spaces in, their tables four, names six.
 * A YAML parser takes a second for the megabytes that these files have.
 */
function readPnpmLock(path: string, text: string): LockFile {
  const list = createPackageList('npm');
  let known = false;
  let inPackages = false;
  let inDependencies = false;
  let entry: Entry | undefined;
  const finish = (): void => {
    if (entry !== undefined) list.add(entry.name, entry.version, entry.dependencies);
    entry = undefined;
  };
  eachLine(text, (line, number) => {
    const indent = line.length - line.trimStart().length;
    if (indent === 0) {
      finish();
      if (line.startsWith('---')) return;
      if (!line.includes(':')) throw new FormatError('malformed pnpm-lock.yaml: this is no key', number);
      known ||= line.startsWith('lockfileVersion') || line.startsWith('shrinkwrapVersion');
      // Since version 9 `packages` tells what there is and `snapshots` what each brings.
      inPackages = line.startsWith('packages:') || line.startsWith('snapshots:');
    } else if (!inPackages) return;
    else if (indent === 2) {
      finish();
      entry = parseKey(keyOf(line.trim()));
      inDependencies = false;
    } else if (indent === 4) {
      const field = line.trim();
      inDependencies = field === 'dependencies:' || field === 'optionalDependencies:';
    } else if (indent === 6 && inDependencies) entry?.dependencies.push(keyOf(line.trim()));
  });
  finish();
  if (!known && text.trim() !== '') throw new FormatError('malformed pnpm-lock.yaml: it states no lockfileVersion', 1);
  return { ecosystem: 'npm', path, packages: list.packages };
}

/** The key of a line, which may be quoted and may hold colons (`file:../x`). */
function keyOf(content: string): string {
  const quote = content[0];
  if (quote === "'" || quote === '"') return content.slice(1, Math.max(1, content.indexOf(quote, 1)));
  const end = content.search(/:(?:\s|$)/);
  return end === -1 ? content : content.slice(0, end);
}

/**
 * `/name/1.0.0_peer@2` (version 5), `/name@1.0.0(peer@2)` (6), `name@1.0.0(peer@2)` (9), with a scope or a registry
 * before it. Local folders (`file:…`, `link:…`) are the project itself.
 */
function parseKey(key: string): Entry | undefined {
  const plain = key.split('(', 1)[0] ?? key;
  const [, name, version] =
    /^\/?((?:@[^@/]+\/)?[^@/]+)@(.+)$/.exec(plain) ?? /^\/?((?:@[^@/]+\/)?[^@/]+)\/(\d[^/_]*)/.exec(plain) ?? [];
  if (name === undefined || version === undefined) return registryKey(plain);
  return /^(?:file|link|workspace):/.test(version) ? undefined : { name, version, dependencies: [] };
}

/** `registry.example.org/@scope/name/1.0.0`: the form for packages of other registries. */
function registryKey(key: string): Entry | undefined {
  const [, name, version] = /^[^/@]+\.[^/@]+\/((?:@[^@/]+\/)?[^@/]+)[/@](\d[^/_]*)/.exec(key) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version, dependencies: [] };
}
