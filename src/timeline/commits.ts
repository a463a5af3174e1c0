import { tryGit } from '../repository/git.ts';
import { RepositoryError } from '../repository/repository.ts';

/** A commit of the line that leads to the present tree, without those that came in by merges. */
export interface MainCommit {
  readonly hash: string;
  /** In seconds. */
  readonly time: number;
  readonly subject: string;
}

/** Older commits are not looked at. */
const MAX_COMMITS = 20_000;

/**
 * The first-parent commits that lead to a revision, oldest first.
 * @throws RepositoryError when there is no history
 */
export function mainCommits(directory: string, revision: string): { commits: MainCommit[]; isWhole: boolean } {
  const log = tryGit(directory, [
    'log',
    '--first-parent',
    `--max-count=${MAX_COMMITS + 1}`,
    '--no-show-signature',
    '--format=%H%x1f%ct%x1f%s%x1e',
    '--end-of-options',
    revision,
  ])?.toString('utf8');
  if (log === undefined) throw new RepositoryError(`${directory} has no history that leads to ${revision}`);
  const commits = log.split('\x1e').flatMap((record): MainCommit[] => {
    const [hash, time, subject] = record.replace(/^\n/, '').split('\x1f');
    return hash === undefined || time === undefined || subject === undefined
      ? []
      : [{ hash, time: Number(time), subject }];
  });
  const isShallow = tryGit(directory, ['rev-parse', '--is-shallow-repository'])?.toString('utf8').trim() === 'true';
  return { commits: commits.slice(0, MAX_COMMITS).reverse(), isWhole: commits.length <= MAX_COMMITS && !isShallow };
}
