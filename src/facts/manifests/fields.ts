import { posix } from 'node:path';
import type { FileEntry, FileIndex } from '../../repository/file-index.ts';
import { isMapping, list, type Mapping, string } from '../data.ts';

/** The fields that have a value: for optional properties, which must not hold `undefined`. */
export function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const present: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) present[name] = value;
  return present as { [K in keyof T]?: Exclude<T[K], undefined> };
}

export function inFolder(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** A path that a manifest names, seen from the root; `undefined` when it leads out of the repository. */
export function resolvePath(folder: string, relative: string): string | undefined {
  if (relative.startsWith('/') || relative.includes('\0')) return undefined;
  const path = posix.normalize(posix.join(folder, relative.replaceAll('\\', '/')));
  return path === '..' || path.startsWith('../') ? undefined : path.replace(/\/$/, '');
}

/** The text, when there is some and it is not blank. */
export function textOf(value: unknown): string | undefined {
  const text = string(value)?.trim();
  return text === undefined || text === '' ? undefined : text;
}

/** A person as npm, composer, PEP 621 and others write one: text, or a mapping with name and email. */
function personOf(value: unknown): string | undefined {
  if (!isMapping(value)) return textOf(value);
  const name = textOf(value.name);
  const email = textOf(value.email);
  if (name === undefined) return email;
  return email === undefined ? name : `${name} <${email}>`;
}

export function people(...values: readonly unknown[]): string[] {
  return unique(values.flatMap((value) => list(value).flatMap((item) => personOf(item) ?? [])));
}

/** The texts of all values of a mapping. */
export function valuesOf(table: Mapping): string[] {
  return Object.values(table).flatMap((value) => textOf(value) ?? []);
}

export function unique(items: readonly string[]): string[] {
  return [...new Set(items)];
}

/** The files whose path starts so: the listing is sorted, so that a workspace of many packages need not walk it each time. */
export function filesBelow(prefix: string, { all }: FileIndex): FileEntry[] {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((all[middle]?.path ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const found: FileEntry[] = [];
  for (let file = all[low]; file?.path.startsWith(prefix); file = all[++low]) found.push(file);
  return found;
}
