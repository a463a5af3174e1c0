import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { ReadResult, RepositoryFile } from './repository.ts';

/** Reads a listed file of a work tree; a link is followed only to what lies inside of the root. */
export function readInside(realRoot: string, file: RepositoryFile | undefined, limit: number): ReadResult {
  if (file === undefined) return { ok: false, reason: 'missing' };
  if (file.mode === 'submodule') return { ok: false, reason: 'not-a-file' };
  let descriptor: number | undefined;
  try {
    const path = join(realRoot, file.path);
    let target = path;
    if (file.mode === 'link') {
      target = realpathSync(path);
      if (!target.startsWith(realRoot + sep)) return { ok: false, reason: 'outside' };
      if (readlinkSync(path) === '') return { ok: false, reason: 'not-a-file' };
    }
    // O_NONBLOCK: opening a named pipe must not hang.
    descriptor = openSync(target, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { ok: false, reason: 'not-a-file' };
    if (stats.size > limit) return { ok: false, reason: 'too-large' };
    const bytes = Buffer.allocUnsafe(stats.size);
    let length = 0;
    while (length < stats.size) {
      const read = readSync(descriptor, bytes, length, stats.size - length, length);
      if (read === 0) break;
      length += read;
    }
    return { ok: true, bytes: bytes.subarray(0, length) };
  } catch (error) {
    if (reasonOf(error) !== 'ENOENT') return { ok: false, reason: 'unreadable' };
    return { ok: false, reason: file.mode === 'link' ? 'dangling' : 'missing' };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The code of a system error, or what there is to say. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
