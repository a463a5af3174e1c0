import { escapeRegExp } from '../facts/lines.ts';
import type { FactSource } from '../facts/source.ts';
import type { FileEntry } from '../repository/file-index.ts';

/** Modules and blocks of tests within a source file, and the examples in its documentation, which are run as tests. */
const TEST_BLOCK =
  /^[ \t]*#\[cfg\((?:all\()?[^\]\n]{0,60}\btest\b[^\]\n]{0,60}\]\s*(?:#\[[^\]\n]{0,80}\]\s*)*(?:pub(?:\([^)\n]{0,40}\))?\s+)?(?:mod|fn|const|static)\s+\w+|^(?:unittest|test\s+"[^"\n]{0,200}")\s*\{/gm;
const DOCUMENTED = /(?:^|\n)[ \t]*(?:\/\/[/!]|>>>|\.\.\. )[^\n]*$/;

/** Whether a place lies in such a block: none that began before it was closed by a brace at the start of a line. */
export function isInTest(text: string, index: number): boolean {
  const before = text.slice(0, index);
  if (DOCUMENTED.test(before)) return true;
  return [...before.matchAll(TEST_BLOCK)].some(({ index: start }) => !/\n\}/.test(before.slice(start)));
}

/** More files than these are not searched: then nothing is known of who reads a file. */
const SEARCHED_FILES = 3_000;
const SEARCHED_BYTES = 512 * 1024;

/**
 * Whether a file is named by tests and by nothing else: a key beside the code that only tests read. Looked for in what lies under the
 * same first folder.
 */
export function isReadByTestsAlone(file: FileEntry, source: FactSource): boolean {
  const top = file.path.slice(0, file.path.indexOf('/') + 1);
  const near = source.files.all.filter(
    ({ path, role, size }) =>
      path !== file.path && path.startsWith(top) && MENTIONING.has(role) && size <= SEARCHED_BYTES,
  );
  if (near.length > SEARCHED_FILES) return false;
  let isMentioned = false;
  for (const { path, role } of near) {
    const content = source.repository.read(path, SEARCHED_BYTES);
    if (!content.ok || !content.bytes.includes(file.name)) continue;
    if (role !== 'test' && !areMentionsInTests(content.bytes.toString('latin1'), file.name)) return false;
    isMentioned = true;
  }
  return isMentioned;
}

const MENTIONING: ReadonlySet<string> = new Set(['source', 'test', 'config', 'ci']);

/** `key` is not mentioned where `key.pub` is. */
function areMentionsInTests(text: string, name: string): boolean {
  const mentions = text.matchAll(new RegExp(`${escapeRegExp(name)}(?![\\w.-])`, 'g'));
  return [...mentions].every(({ index }) => isInTest(text, index));
}
