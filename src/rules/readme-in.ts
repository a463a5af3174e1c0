import { findReadme, type Readme, readReadme } from '../facts/documents.ts';
import type { Facts } from '../facts/facts.ts';

const known = new WeakMap<Facts, Map<string, Readme | null | undefined>>();

/**
 * The README of a folder (`.` is the root), read once for all who ask.
 * @returns `null` when there is none, `undefined` when it cannot be read
 */
export function readmeIn(folder: string, facts: Facts): Readme | null | undefined {
  if (folder === '.') {
    const isThere = facts.documents.documents.some((item) => item.kind === 'readme');
    return facts.documents.readme ?? (isThere ? undefined : null);
  }
  const readmes = known.get(facts) ?? new Map<string, Readme | null | undefined>();
  known.set(facts, readmes);
  if (!readmes.has(folder)) readmes.set(folder, read(folder, facts));
  return readmes.get(folder);
}

function read(folder: string, { source }: Facts): Readme | null | undefined {
  const file = findReadme(`${folder}/`, source.files.under(folder));
  return file === undefined ? null : source.guard('documents', file.path, () => readReadme(file, source));
}
