import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tryGit } from './git.ts';
import { logOf, MAX_COMMITS, REMOTES, tagsOf } from './git-questions.ts';
import type { Commit, HistoryRecord, Tag } from './repository.ts';

/** The history that leads to `revision`; `null` when git does not answer. */
export function readGitHistory(directory: string, revision: string): HistoryRecord | null {
  const log = tryGit(directory, logOf(revision));
  if (log === undefined) return null;
  const commits = parseLog(log.toString('utf8'));
  return {
    shallow: isShallow(directory),
    commits: commits.slice(0, MAX_COMMITS),
    truncated: commits.length > MAX_COMMITS,
    tags: readTags(directory, revision),
    remotes: readRemotes(directory),
  };
}

/** Where git's own folder lies in the root, its file says it; elsewhere (work trees, submodules, bare ones) git is asked. */
function isShallow(directory: string): boolean {
  const folder = join(directory, '.git');
  if (existsSync(join(folder, 'objects'))) return existsSync(join(folder, 'shallow'));
  return tryGit(directory, ['rev-parse', '--is-shallow-repository'])?.toString('utf8').trim() === 'true';
}

function parseLog(log: string): Commit[] {
  const commits: Commit[] = [];
  for (const record of log.split('\x1e')) {
    const [hash, author, email, time, subject] = record.replace(/^\n/, '').split('\x1f');
    if (hash === undefined || author === undefined || email === undefined || subject === undefined) continue;
    commits.push({ hash, author, email, time: Number(time), subject });
  }
  return commits;
}

function readTags(directory: string, revision: string): Tag[] {
  const output = tryGit(directory, tagsOf(revision));
  if (output === undefined) return [];
  const tags: Tag[] = [];
  for (const line of output.toString('utf8').split('\n')) {
    const [name, time] = line.split('\x1f');
    if (name !== undefined && name !== '') tags.push({ name, time: Number(time ?? 0) });
  }
  return tags.sort((a, b) => a.time - b.time || a.name.localeCompare(b.name));
}

function readRemotes(directory: string): string[] {
  const output = tryGit(directory, REMOTES);
  if (output === undefined) return [];
  return output
    .toString('utf8')
    .split('\n')
    .map((line) => line.slice(line.indexOf(' ') + 1).trim())
    .filter((url) => url !== '');
}
