import { tryGit } from './git.ts';
import { RepositoryError } from './repository.ts';

/**
 * The commit from which two revisions parted.
 * @throws RepositoryError with what to fetch, when one of them or their common ancestor is not there
 */
export function mergeBase(directory: string, revision: string, head = 'HEAD'): string {
  if (tryGit(directory, ['rev-parse', '--git-dir']) === undefined) {
    throw new RepositoryError(`${directory} is not a git repository, so there is no ${revision} to compare with`);
  }
  const isShallow = ask(directory, ['rev-parse', '--is-shallow-repository']) === 'true';
  for (const name of [head, revision]) {
    if (commitOf(directory, name) !== undefined) continue;
    const remote = commitOf(directory, `origin/${name}`) === undefined ? '' : `; did you mean origin/${name}?`;
    const mend = isShallow ? `; this is a shallow clone: git fetch --unshallow origin ${name} first` : '';
    throw new RepositoryError(`the revision ${name} is not in ${directory}${remote === '' ? mend : remote}`);
  }
  const base = ask(directory, ['merge-base', '--end-of-options', revision, head]);
  if (base !== undefined && base !== '') return base;
  const reason = isShallow
    ? 'this is a shallow clone that does not reach back to where they parted: git fetch --unshallow first (fetch-depth: 0 in actions/checkout)'
    : 'they have no common ancestor';
  throw new RepositoryError(`${revision} cannot be compared with ${head} in ${directory}: ${reason}`);
}

function commitOf(directory: string, revision: string): string | undefined {
  const commit = ask(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  return commit === '' ? undefined : commit;
}

function ask(directory: string, args: readonly string[]): string | undefined {
  return tryGit(directory, args)?.toString('utf8').trim();
}
