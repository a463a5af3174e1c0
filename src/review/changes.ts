import type { FactSource } from '../facts/source.ts';
import type { FileEntry } from '../repository/file-index.ts';

/** What a change did to the files. */
export interface TreeChange {
  readonly added: readonly FileEntry[];
  /** There before and after, with other content. */
  readonly modified: readonly FileEntry[];
  readonly removed: readonly FileEntry[];
}

/** Larger files are compared by their size alone. */
const COMPARED = 2 * 1024 * 1024;

/** Compares two trees, file by file; git is not asked, so that no filter of the repository runs. */
export function changesBetween(base: FactSource, head: FactSource): TreeChange {
  const added: FileEntry[] = [];
  const modified: FileEntry[] = [];
  for (const file of head.files.all) {
    const before = base.files.get(file.path);
    if (before === undefined) added.push(file);
    else if (file.mode !== 'link' && file.mode !== 'submodule' && differs(base, head, before, file))
      modified.push(file);
  }
  const removed = base.files.all.filter((file) => head.files.get(file.path) === undefined);
  return { added, modified, removed };
}

function differs(base: FactSource, head: FactSource, before: FileEntry, after: FileEntry): boolean {
  if (before.size !== after.size) return true;
  if (after.size > COMPARED) return false;
  const old = base.repository.read(before.path, COMPARED);
  if (!old.ok) return false;
  const kept = Buffer.from(old.bytes);
  const young = head.repository.read(after.path, COMPARED);
  return young.ok && !kept.equals(young.bytes);
}
