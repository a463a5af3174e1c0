import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { once } from '../once.ts';
import { git, tryGit } from './git.ts';
import { readGitHistory } from './git-history.ts';
import {
  type FileMode,
  type ReadFailure,
  type Repository,
  RepositoryError,
  type RepositoryFile,
} from './repository.ts';
import { comparePaths, MAX_FILES } from './work-tree.ts';

/** Blobs up to this size are read in one batch; larger ones one by one, when somebody asks. */
const BATCHED_BLOB = 512 * 1024;
/** At most this much is held from the batch. */
const BATCH_BYTES = 256 * 1024 * 1024;
/** Through so many links a path leads at most, as in Linux (https://man7.org/linux/man-pages/man7/path_resolution.7.html). */
const MAX_LINKS = 40;
/** The longest path that Linux takes: what is longer is no link. */
const PATH_MAX = 4096;

interface TreeEntry extends RepositoryFile {
  readonly blob: string;
}

/**
 * Opens the tree of a git revision, without a work tree: bare repositories, old versions, `--since`.
 * @param present where most of its files lie unchanged, by the same paths: reading them there is cheaper. Their hashes tell.
 * @throws RepositoryError when there is no repository or the revision is unknown to it.
 */
export function openGitTree(directory: string, revision: string, present?: Repository): Repository {
  try {
    statSync(directory);
  } catch {
    throw new RepositoryError(`${directory} cannot be read: no such directory`);
  }
  if (tryGit(directory, ['rev-parse', '--git-dir']) === undefined) {
    throw new RepositoryError(`${directory} is not a git repository, so the revision ${revision} cannot be read`);
  }
  const commit = tryGit(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
    ?.toString('utf8')
    .trim();
  if (commit === undefined || commit === '') {
    const shallow = tryGit(directory, ['rev-parse', '--is-shallow-repository'])?.toString('utf8').trim() === 'true';
    const mend = shallow ? '; this is a shallow clone: fetch the whole history first (git fetch --unshallow)' : '';
    throw new RepositoryError(`the revision ${revision} does not exist in ${directory}${mend}`);
  }
  const entries = listTree(directory, commit);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const folders = once(() => new Set(entries.flatMap(({ path }) => foldersAbove(path))));
  /** Whether a path is a folder of the tree, or lies behind a link to one. */
  const isFolder = (path: string): boolean => {
    const folder = path.replace(/\/$/, '');
    return (
      folder === '.' ||
      folders().has(folder) ||
      foldersAbove(`${folder}/`).some((above) => byPath.get(above)?.mode === 'link')
    );
  };
  const elsewhere = unchangedIn(present);
  const blobs = blobReader(directory, entries, elsewhere);
  /** What a link stands for, if that is a file of the tree. */
  const follow = (link: TreeEntry): TreeEntry | ReadFailure => {
    let entry = link;
    for (let count = 0; entry.mode === 'link' && count < MAX_LINKS; count++) {
      if (entry.size > PATH_MAX) return 'not-a-file';
      const target = blobs(entry.blob)?.toString('utf8');
      if (target === undefined) return 'unreadable';
      const path = posix.join(posix.dirname(entry.path), target);
      if (target.startsWith('/') || path === '..' || path.startsWith('../')) return 'outside';
      const next = byPath.get(path);
      if (next === undefined) return isFolder(path) ? 'not-a-file' : 'dangling';
      entry = next;
    }
    return entry;
  };
  return {
    root: directory,
    form: 'git-tree',
    commit,
    files: entries.slice(0, MAX_FILES),
    truncated: entries.length > MAX_FILES,
    read: (path, limit) => {
      const listed = byPath.get(path);
      if (listed === undefined) return { ok: false, reason: 'missing' };
      const entry = listed.mode === 'link' ? follow(listed) : listed;
      if (typeof entry === 'string') return { ok: false, reason: entry };
      if (entry.mode === 'link' || entry.mode === 'submodule') return { ok: false, reason: 'not-a-file' };
      if (entry.size > limit) return { ok: false, reason: 'too-large' };
      const bytes = elsewhere.read(entry) ?? blobs(entry.blob);
      return bytes === undefined ? { ok: false, reason: 'unreadable' } : { ok: true, bytes };
    },
    history: () => readGitHistory(directory, commit),
  };
}

/** The folders in which a path lies, the outermost first: `a`, `a/b` for `a/b/c`. */
function foldersAbove(path: string): string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}

/** What is the same in another repository. */
interface Elsewhere {
  /** Whether it may be, by its size. */
  has(entry: TreeEntry): boolean;
  /** Its bytes there, if their hash is that of the blob. */
  read(entry: TreeEntry): Buffer | undefined;
}

/** Where this many files in a row are other ones, the work tree is not like this tree: looking there only costs. */
const MANY_CHANGED = 200;

function unchangedIn(present: Repository | undefined): Elsewhere {
  if (present === undefined) return { has: () => false, read: () => undefined };
  const sizes = new Map(present.files.map((file) => [file.path, file.size]));
  const has = ({ path, size }: TreeEntry): boolean => sizes.get(path) === size;
  let changed = 0;
  return {
    has,
    read: (entry) => {
      if (changed > MANY_CHANGED || !has(entry)) return undefined;
      const content = present.read(entry.path, entry.size);
      if (content.ok && hashOf(content.bytes, entry.blob.length) === entry.blob) {
        changed = 0;
        // Those of the work tree hold until its next file is read.
        return Buffer.from(content.bytes);
      }
      changed++;
      return undefined;
    },
  };
}

/** More blobs than this are not read one by one. */
const MAX_SINGLE = 20;

/** Reads blobs in batches: at first those that are nowhere else, later all; large ones and a few strays one by one. */
function blobReader(
  directory: string,
  entries: readonly TreeEntry[],
  elsewhere: Elsewhere,
): (blob: string) => Buffer | undefined {
  let batch: Map<string, Buffer> | undefined;
  let strays = 0;
  return (blob) => {
    batch ??= readBatch(
      directory,
      // The work tree reads what its links stand for.
      entries.filter((entry) => entry.mode === 'link' || !elsewhere.has(entry)),
    );
    if (!batch.has(blob) && ++strays === MAX_SINGLE) batch = readBatch(directory, entries);
    return batch.get(blob) ?? tryGit(directory, ['cat-file', 'blob', blob]);
  };
}

/** The name that git gives to a blob, by SHA-1 or, in newer repositories, SHA-256. */
function hashOf(bytes: Buffer, length: number): string {
  const hash = createHash(length === 40 ? 'sha1' : 'sha256');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function modeOf(mode: string): FileMode {
  if (mode === '120000') return 'link';
  if (mode === '160000') return 'submodule';
  return mode === '100755' ? 'executable' : 'file';
}

function listTree(directory: string, commit: string): TreeEntry[] {
  const listed = tryGit(directory, ['ls-tree', '-r', '-z', '--long', '--full-tree', commit]);
  const entries = listed === undefined ? listWithoutSizes(directory, commit) : parseTree(listed);
  return entries.sort((a, b) => comparePaths(a.path, b.path));
}

/** "100644 blob 89e6c98d      12\tpath", with a size where it was asked for. */
function parseTree(output: Buffer): TreeEntry[] {
  return output
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const tab = line.indexOf('\t');
      const [mode, , blob, size] = line.slice(0, tab).split(/ +/);
      if (tab < 0 || mode === undefined || blob === undefined) return [];
      return [{ path: line.slice(tab + 1), mode: modeOf(mode), blob, size: Number(size ?? 0) || 0 }];
    });
}

/** `ls-tree --long` fails on the blobs that a partial clone lacks; the batch check names them as missing instead. */
function listWithoutSizes(directory: string, commit: string): TreeEntry[] {
  const entries = parseTree(git(directory, ['ls-tree', '-r', '-z', '--full-tree', commit], 'list the tree'));
  const sizes = new Map<string, number>();
  const checked = tryGit(
    directory,
    ['cat-file', '--batch-check=%(objectname) %(objectsize)', '--buffer'],
    entries.map((entry) => entry.blob).join('\n'),
  );
  for (const line of checked?.toString('utf8').split('\n') ?? []) {
    const [blob, size] = line.split(' ');
    if (blob !== undefined && size !== undefined && size !== 'missing') sizes.set(blob, Number(size));
  }
  return entries.map((entry) => ({ ...entry, size: sizes.get(entry.blob) ?? 0 }));
}

function readBatch(directory: string, entries: readonly TreeEntry[]): Map<string, Buffer> {
  const wanted: string[] = [];
  let total = 0;
  for (const entry of entries) {
    if (entry.mode === 'submodule' || entry.size > BATCHED_BLOB) continue;
    total += entry.size;
    if (total > BATCH_BYTES) break;
    wanted.push(entry.blob);
  }
  const blobs = new Map<string, Buffer>();
  if (wanted.length === 0) return blobs;
  const output = tryGit(directory, ['cat-file', '--batch', '--buffer'], wanted.join('\n'));
  if (output === undefined) return blobs;
  let offset = 0;
  while (offset < output.length) {
    const end = output.indexOf(10, offset);
    if (end < 0) break;
    const [blob, type, size] = output.toString('latin1', offset, end).split(' ');
    offset = end + 1;
    if (blob === undefined || type === 'missing' || size === undefined) continue;
    blobs.set(blob, output.subarray(offset, offset + Number(size)));
    offset += Number(size) + 1;
  }
  return blobs;
}

/** Whether the directory is a bare repository, which has no work tree to audit. Never throws. */
export function isBareRepository(directory: string): boolean {
  if (existsSync(join(directory, '.git'))) return false;
  return tryGit(directory, ['rev-parse', '--is-bare-repository'])?.toString('utf8').trim() === 'true';
}
