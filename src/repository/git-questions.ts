/* What an audit asks git about a work tree, word for word: an answer that was asked for ahead is found by its question. */

/** More than this many commits change no judgement; reading them would cost seconds on old repositories. */
export const MAX_COMMITS = 5_000;

/** Tracked files, and those that are neither tracked nor ignored, with a NUL after each. */
export const LISTING = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'] as const;

/** The addresses of all remotes. */
export const REMOTES = ['config', '--local', '--get-regexp', '^remote\\..*\\.url$'] as const;

/** The commits that lead to a revision, the newest first, one more than counts. */
export function logOf(revision: string): readonly string[] {
  return [
    'log',
    `--max-count=${MAX_COMMITS + 1}`,
    '--no-show-signature',
    '--format=%H%x1f%an%x1f%ae%x1f%at%x1f%s%x1e',
    '--end-of-options',
    revision,
  ];
}

/** The tags of what leads to a revision. */
export function tagsOf(revision: string): readonly string[] {
  return ['for-each-ref', '--format=%(refname:strip=2)%1f%(creatordate:unix)', `--merged=${revision}`, 'refs/tags'];
}
