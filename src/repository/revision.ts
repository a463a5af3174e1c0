import { tryGit } from './git.ts';
import { openGitTree } from './git-tree.ts';
import type { Repository } from './repository.ts';

/**
 * The tree of a revision as it is seen from a directory: where that lies inside a work tree, only what is below it, with paths from it,
 * just as the work tree is listed.
 * @param present the same folder as it is now: what is unchanged is read there
 * @throws RepositoryError when there is no repository or the revision is unknown to it
 */
export function openRevision(directory: string, revision: string, present?: Repository): Repository {
  const prefix = tryGit(directory, ['rev-parse', '--show-prefix'])?.toString('utf8').trim() ?? '';
  // The paths of a tree are seen from the top, those of a folder's files from there.
  const tree = openGitTree(directory, revision, prefix === '' ? present : undefined);
  if (prefix === '') return tree;
  return {
    ...tree,
    files: tree.files
      .filter(({ path }) => path.startsWith(prefix))
      .map((file) => ({ ...file, path: file.path.slice(prefix.length) })),
    read: (path, limit) => tree.read(prefix + path, limit),
  };
}
