import { basename, resolve } from 'node:path';
import type { Facts } from '../facts/facts.ts';

/** What a repository is called, whoever owns it: by the last part of its remotes, and by its folder. */
export function repositoryNames({ history, source }: Facts): readonly string[] {
  const remotes = history.remotes.map(
    (remote) =>
      remote
        .replace(/\/(?:repo)?(?:\.git)?\/?$/, '')
        .replace(/\.git$/, '')
        .split(/[/:]/)
        .at(-1) ?? '',
  );
  const { root, form } = source.repository;
  const folders = form === 'memory' ? remotes : [...remotes, basename(resolve(root))];
  // In a folder called `owner+name` the owner says nothing of the repository: "ansible" may own what is no playbook.
  return folders.map((folder) => folder.replace(/^[\w.-]+\+(?=[\w.-]+$)/, ''));
}
