import type { Repository } from './repository.ts';

/**
 * What `ansible-galaxy` writes into what it installs: the lists of a collection's files, and when a role came.
 * https://docs.ansible.com/ansible/latest/dev_guide/collections_galaxy_meta.html
 */
const COLLECTION = /^(.*\/)FILES\.json$/;
const ROLE = /^(.*\/)meta\/\.galaxy_install_info$/;

/** Whether a path belongs to a collection or role of Ansible that was installed into the repository: it is somebody else's. */
export function readInstalledCollections({ files }: Repository): (path: string) => boolean {
  const lists = new Set(files.map(({ path }) => path).filter((path) => path.endsWith('/MANIFEST.json')));
  const folders = files.flatMap(({ path }) => {
    const collection = COLLECTION.exec(path)?.[1];
    if (collection !== undefined) return lists.has(`${collection}MANIFEST.json`) ? [collection] : [];
    return ROLE.exec(path)?.[1] ?? [];
  });
  if (folders.length === 0) return () => false;
  return (path) => folders.some((folder) => path.startsWith(folder));
}
