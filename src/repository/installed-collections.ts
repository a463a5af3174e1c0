import { folderOf, foldersUpwards } from './paths.ts';
import type { Repository } from './repository.ts';

/*
 * What `ansible-galaxy` writes into what it installs: the lists of a collection's files, and when a role came.
 * https://docs.ansible.com/ansible/latest/dev_guide/collections_galaxy_meta.html
 */
const LISTS = ['/FILES.json', '/MANIFEST.json'] as const;
const ROLE = '/meta/.galaxy_install_info';

/** Whether a path belongs to a collection or role of Ansible that was installed into the repository: it is somebody else's. */
export function readInstalledCollections({ files }: Repository): (path: string) => boolean {
  const foldersWith = (end: string): string[] =>
    files.flatMap(({ path }) => (path.endsWith(end) ? [path.slice(0, -end.length)] : []));
  const [listed, described] = LISTS.map((list) => new Set(foldersWith(list))) as [Set<string>, Set<string>];
  const folders = new Set([...[...listed].filter((folder) => described.has(folder)), ...foldersWith(ROLE)]);
  return folders.size === 0
    ? () => false
    : (path) => foldersUpwards(folderOf(path)).some((folder) => folders.has(folder));
}
