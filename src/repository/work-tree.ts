import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { globbySync } from 'globby';
import { once } from '../once.ts';
import { tryGit } from './git.ts';
import { readGitHistory } from './git-history.ts';
import { LISTING } from './git-questions.ts';
import { type Repository, RepositoryError, type RepositoryFile } from './repository.ts';
import { readInside, reasonOf } from './work-tree-file.ts';

/** Beyond this many files the listing is cut and the report says so. */
export const MAX_FILES = 200_000;

/** Folders that no listing without git may walk into: they hold other people's code or caches. */
const NEVER_WALKED = ['**/.git/**', '**/node_modules/**', '**/.venv/**', '**/__pycache__/**', '**/.tox/**'];

/**
 * Opens a directory on disk. Git lists the files where there is git (tracked, plus untracked and not ignored);
 * globby with .gitignore otherwise.
 * @throws RepositoryError when the directory does not exist or cannot be read.
 */
export function openWorkTree(directory: string): Repository {
  const root = resolve(directory);
  let realRoot: string;
  try {
    if (!statSync(root).isDirectory()) throw new RepositoryError(`${directory} is not a directory`);
    realRoot = realpathSync(root);
  } catch (error) {
    if (error instanceof RepositoryError) throw error;
    throw new RepositoryError(`${directory} cannot be read: ${reasonOf(error)}`);
  }
  const tracked = listWithGit(root);
  const listed = tracked ?? listWithoutGit(root);
  const paths = [...new Set(listed)].sort(comparePaths);
  const files = paths.slice(0, MAX_FILES).flatMap((path) => describe(root, path) ?? []);
  // Each call of git costs as much as reading a hundred files: the newest commit is the first of the history.
  const history = once(() => (tracked === undefined ? null : readGitHistory(root, 'HEAD')));
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    root: directory,
    form: 'work-tree',
    directory: realRoot,
    get commit() {
      return history()?.commits[0]?.hash ?? null;
    },
    files,
    truncated: paths.length > MAX_FILES,
    read: (path, limit) => readInside(realRoot, byPath.get(path), limit),
    history,
  };
}

/** The root of the git work tree in which a folder lies, seen from the folder, and the folder's path in it; `undefined` for the root itself. */
export function workTreeAround(directory: string): { readonly root: string; readonly folder: string } | undefined {
  if (existsSync(join(directory, '.git'))) return undefined;
  const [up = '', folder = ''] =
    tryGit(directory, ['rev-parse', '--show-cdup', '--show-prefix'])?.toString('utf8').split('\n') ?? [];
  return up === '' || folder === '' ? undefined : { root: join(directory, up), folder: folder.replace(/\/$/, '') };
}

/** Code-unit order: the same on every machine, whatever its locale. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function listWithGit(root: string): string[] | undefined {
  const output = tryGit(root, LISTING);
  if (output === undefined) return undefined;
  return output
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
}

function listWithoutGit(root: string): string[] {
  return globbySync('**', {
    cwd: root,
    dot: true,
    gitignore: true,
    onlyFiles: false,
    followSymbolicLinks: false,
    ignore: NEVER_WALKED,
    suppressErrors: true,
  });
}

function describe(root: string, path: string): RepositoryFile | undefined {
  try {
    const stats = lstatSync(`${root}${sep}${path}`);
    if (stats.isFile()) return { path, size: stats.size, mode: stats.mode & 0o111 ? 'executable' : 'file' };
    if (stats.isSymbolicLink()) return { path, size: stats.size, mode: 'link' };
    // A directory in git's own listing is a submodule; globby's listing names plain directories too.
    if (stats.isDirectory() && isSubmodule(root, path)) return { path, size: 0, mode: 'submodule' };
    return undefined;
  } catch {
    return undefined; // Tracked but deleted from the work tree: it is not there.
  }
}

function isSubmodule(root: string, path: string): boolean {
  try {
    return lstatSync(join(root, path, '.git')) !== undefined;
  } catch {
    return false;
  }
}
