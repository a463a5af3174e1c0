import { FormatError } from '../format-error.ts';
import type { LockFile, LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, eachLine, withoutConflicts } from './packages.ts';

/** yarn.lock, of version 1 (a form of its own) and of the later ones (YAML of a fixed shape). */
export const yarnLockFiles: LockFileReader = {
  ecosystem: 'npm',
  matches: (file) => file.name === 'yarn.lock',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    return text === undefined ? undefined : readYarnLock(file.path, withoutConflicts(text));
  },
};

interface Entry {
  readonly name: string;
  version?: string;
  readonly dependencies: string[];
}

/**
 * Both forms have an entry at the margin, its fields two spaces in and their names four spaces in, whatever the
 * punctuation. Reading lines is ten times as fast as a YAML parser, and such files have tens of thousands of lines.
 */
function readYarnLock(path: string, text: string): LockFile {
  const list = createPackageList('npm');
  let entry: Entry | undefined;
  let inDependencies = false;
  const finish = (): void => {
    if (entry !== undefined) list.add(entry.name, entry.version, entry.dependencies);
  };
  eachLine(text, (line, number) => {
    const indent = line.length - line.trimStart().length;
    const content = line.trim();
    if (content === '') return;
    if (indent === 0) {
      // Keys too long for YAML's short form stand after `? `, and the colon on the next line.
      if (content === ':') return;
      const long = content.startsWith('? ');
      if (!long && !content.endsWith(':'))
        throw new FormatError('malformed yarn.lock: an entry ends with a colon', number);
      finish();
      entry = startEntry(long ? content.slice(2) : content.slice(0, -1));
      inDependencies = false;
    } else if (indent === 2) {
      inDependencies = content === 'dependencies:' || content === 'optionalDependencies:';
      if (entry !== undefined && content.startsWith('version')) entry.version = unquote(content.slice(7));
    } else if (indent === 4 && inDependencies && entry !== undefined) {
      const name = dependencyName(content);
      if (name !== '') entry.dependencies.push(name);
    }
  });
  finish();
  return { ecosystem: 'npm', path, packages: list.packages };
}

/** `"@scope/name@^1", "@scope/name@^2"`, `"name@npm:^1, name@npm:^2"`; workspaces are the project itself. */
function startEntry(descriptors: string): Entry | undefined {
  const first = descriptors.startsWith('"') ? descriptors.slice(1) : descriptors;
  const at = first.indexOf('@', 1);
  if (at === -1) return undefined;
  const range = first.slice(at + 1);
  if (range.startsWith('workspace:') || range.startsWith('link:') || range.startsWith('portal:')) return undefined;
  const [, alias] = /^npm:((?:@[^@/,\s"]+\/)?[^@/,\s"]+)@/.exec(range) ?? [];
  return { name: alias ?? first.slice(0, at), dependencies: [] };
}

/** `"@scope/name" "^1"`, `name "^1"`, `name: ^1`, `"@scope/name": "npm:^1"` */
function dependencyName(content: string): string {
  if (content.startsWith('"')) return content.slice(1, content.indexOf('"', 1));
  const end = content.search(/[\s:]/);
  return end === -1 ? content : content.slice(0, end);
}

function unquote(value: string): string {
  return value.replace(/^:?\s*/, '').replace(/^"(.*)"$/, '$1');
}
