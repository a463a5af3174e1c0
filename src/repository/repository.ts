/** How an entry is stored: a link is followed to what lies in the repository, never out of it; a submodule is listed only. */
export type FileMode = 'file' | 'executable' | 'link' | 'submodule';

export interface RepositoryFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly size: number;
  readonly mode: FileMode;
}

/** Why bytes could not be had; each becomes a diagnostic, never a crash. */
export type ReadFailure = 'missing' | 'dangling' | 'too-large' | 'not-a-file' | 'unreadable' | 'outside';

export type ReadResult =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly reason: ReadFailure };

/** One commit, as the history needs it. */
export interface Commit {
  readonly hash: string;
  readonly author: string;
  readonly email: string;
  /** Seconds since the epoch, by author date. */
  readonly time: number;
  readonly subject: string;
}

export interface Tag {
  readonly name: string;
  /** Seconds since the epoch. */
  readonly time: number;
}

/** What version control knows; `null` parts could not be had (no git, shallow clone). */
export interface HistoryRecord {
  readonly shallow: boolean;
  /** Newest first, bounded by the reader's limit. */
  readonly commits: readonly Commit[];
  readonly truncated: boolean;
  readonly tags: readonly Tag[];
  readonly remotes: readonly string[];
}

/**
 * One interface over a work tree, a git tree at any revision, and an object literal.
 * Everything is synchronous: audits read thousands of small files, where awaiting each costs more than reading it.
 */
export interface Repository {
  /** What the user named: printed, never resolved again. */
  readonly root: string;
  readonly form: 'work-tree' | 'git-tree' | 'memory';
  /** The real path of a work tree: other threads read its files too. */
  readonly directory?: string;
  readonly commit: string | null;
  /** Sorted by path. `truncated` when the listing was cut at the limit. */
  readonly files: readonly RepositoryFile[];
  readonly truncated: boolean;
  /**
   * Bytes of one listed file, at most `limit` of them; a larger file is `too-large`, never cut silently. They hold until the next
   * file is read, of this repository or another.
   */
  read(path: string, limit: number): ReadResult;
  /** The past of this tree; `null` where there is no version control. */
  history(): HistoryRecord | null;
}

/** Thrown when a repository cannot be opened at all: the audit ends with exit code 3. */
export class RepositoryError extends Error {
  override readonly name = 'RepositoryError';
}
