import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { askGitAhead } from './git.ts';
import { LISTING, logOf, REMOTES, tagsOf } from './git-questions.ts';

/**
 * Has git list a work tree and tell its history, all at once, while the program still loads: opening and reading the work tree then
 * find the answers there. Asks nothing where the folder is not the root of a repository. Never throws.
 */
export async function askAhead(directory: string): Promise<void> {
  const root = resolve(directory);
  if (!existsSync(join(root, '.git'))) return;
  await askGitAhead(root, [LISTING, logOf('HEAD'), tagsOf('HEAD'), REMOTES]);
}
