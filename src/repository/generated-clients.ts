import { folderOf, foldersUpwards } from './paths.ts';
import type { Repository } from './repository.ts';

/** What the generators of OpenAPI leave in the folder that they write, the root aside. https://openapi-generator.tech/docs/customization */
const MARK = /^(.+)\/\.(?:openapi-generator|swagger-codegen)\/VERSION$/;
/** What sends the requests of a client. The stubs of a server are filled in by hand. */
const SENDER = /(?:^|\/)(?:api[-_]?client\.\w+|client\.go|(?:runtime|base)\.ts)$/i;

/** Whether a path belongs to a client of an API that a generator wrote from its description. */
export function readGeneratedClients({ files }: Repository): (path: string) => boolean {
  const marked = new Set(files.flatMap(({ path }) => MARK.exec(path)?.[1] ?? []));
  if (marked.size === 0) return () => false;
  const around = (path: string): string | undefined =>
    foldersUpwards(folderOf(path)).find((folder) => marked.has(folder));
  const clients = new Set(files.flatMap(({ path }) => (SENDER.test(path) ? (around(path) ?? []) : [])));
  return (path) => {
    const folder = around(path);
    return folder !== undefined && clients.has(folder);
  };
}
