import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import type { ReadResult, RepositoryFile } from './repository.ts';

/** Where most files are read to: a new buffer for each of thousands of files costs more than reading it. */
const MEMORY = Buffer.allocUnsafeSlow(768 * 1024);

/**
 * Reads a listed file of a work tree; a link is followed only to what lies inside of the root.
 * @returns bytes that hold until the next file is read
 */
export function readInside(realRoot: string, file: RepositoryFile | undefined, limit: number): ReadResult {
  if (file === undefined) return { ok: false, reason: 'missing' };
  if (file.mode === 'submodule') return { ok: false, reason: 'not-a-file' };
  const isLink = file.mode === 'link';
  if (!isLink && file.size > limit) return { ok: false, reason: 'too-large' };
  let descriptor: number | undefined;
  try {
    let target = `${realRoot}${sep}${file.path}`;
    if (isLink) {
      const path = target;
      target = realpathSync(path);
      if (!target.startsWith(realRoot + sep)) return { ok: false, reason: 'outside' };
      if (readlinkSync(path) === '') return { ok: false, reason: 'not-a-file' };
    }
    // O_NONBLOCK: opening a named pipe must not hang.
    descriptor = openSync(target, constants.O_RDONLY | constants.O_NONBLOCK);
    // The listing tells of a plain file what it is; of a link it only tells that it is one.
    if (isLink && !fstatSync(descriptor).isFile()) return { ok: false, reason: 'not-a-file' };
    const bytes = readToEnd(descriptor, file.size, limit);
    return bytes.length > limit ? { ok: false, reason: 'too-large' } : { ok: true, bytes };
  } catch (error) {
    const code = reasonOf(error);
    if (code === 'EISDIR') return { ok: false, reason: 'not-a-file' };
    if (code !== 'ENOENT') return { ok: false, reason: 'unreadable' };
    return { ok: false, reason: isLink ? 'dangling' : 'missing' };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Reads a file to its end, but hardly further than the limit. It may have changed since it was listed with this size. */
function readToEnd(descriptor: number, size: number, limit: number): Buffer {
  let bytes = size < MEMORY.length ? MEMORY : Buffer.allocUnsafeSlow(Math.min(size, limit) + 1);
  let length = 0;
  for (;;) {
    const read = readSync(descriptor, bytes, length, bytes.length - length, length);
    length += read;
    // More was asked for than there should be: that nothing more came is the end, without asking again.
    const isEnd = read === 0 || (length === size && length < bytes.length);
    if (isEnd || length > limit) return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes], 2 * length);
  }
}

/** The code of a system error, or what there is to say. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
