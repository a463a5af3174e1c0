import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import type { Repository } from '../repository/repository.ts';

/** A configuration larger than this is none. */
const LIMIT = 1024 * 1024;

/** The key of `package.json` under which a configuration may stand. */
export const MANIFEST_KEY = 'senior-audit';

/** What a configuration may be read from. Paths have forward slashes; reading never throws. */
export interface ConfigFiles {
  /** The folder of installed packages, for `extends`. */
  readonly packages: string;
  /** The text of a file, or `undefined` when it is not there. */
  text(path: string): string | undefined;
  /** The names of the files directly in a folder, sorted. */
  names(folder: string): readonly string[];
  /** Whether a path leads out of what may be read. */
  isOutside(path: string): boolean;
}

/**
 * The files of a repository in any form. Installed packages are not in its listing: they are read from `directory`, as is, in a work
 * tree, a file that git ignores; links that lead out of it are not followed.
 * @param directory the repository on disk, where it is there
 */
export function repositoryFiles(repository: Repository, directory?: string): ConfigFiles {
  const onDisk = (path: string): boolean =>
    directory !== undefined && (path.startsWith('node_modules/') || repository.form === 'work-tree');
  return {
    packages: 'node_modules',
    text: (path) => {
      const result = repository.read(path, LIMIT);
      if (result.ok) return result.bytes.toString('utf8');
      return directory !== undefined && result.reason === 'missing' && onDisk(path)
        ? readInside(directory, path)
        : undefined;
    },
    names: (folder) => {
      const listed = repository.files.flatMap(({ path }) =>
        posix.dirname(path) === folder ? [posix.basename(path)] : [],
      );
      if (listed.length > 0 || directory === undefined || !onDisk(`${folder}/`)) return listed;
      return isInside(directory, folder) ? namesIn(join(directory, folder)) : [];
    },
    isOutside: (path) => path === '..' || path.startsWith('../') || posix.isAbsolute(path),
  };
}

/** Files that the user named himself: read wherever they are, relative to the working directory. */
export function namedFiles(file: string): ConfigFiles {
  return {
    packages: posix.join(posix.dirname(file), 'node_modules'),
    text: (path) => readText(path),
    names: namesIn,
    isOutside: () => false,
  };
}

function readInside(directory: string, path: string): string | undefined {
  return isInside(directory, path) ? readText(join(directory, path)) : undefined;
}

function isInside(directory: string, path: string): boolean {
  try {
    const root = realpathSync(directory);
    return realpathSync(join(root, path)).startsWith(root.endsWith(sep) ? root : root + sep);
  } catch {
    return false;
  }
}

function readText(path: string): string | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= LIMIT ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}
