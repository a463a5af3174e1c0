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
const SEARCHED_FILES = 10_000;
const SEARCHED_BYTES = 512 * 1024;
const MENTIONING: ReadonlySet<string> = new Set(['source', 'test', 'config', 'ci']);

/** Of some files those that tests name and nothing else does: keys beside the code that only its tests read. All others are read once. */
export function readByTestsAlone(files: readonly FileEntry[], source: FactSource): ReadonlySet<string> {
  const searched = source.files.all.filter(({ role, size }) => MENTIONING.has(role) && size <= SEARCHED_BYTES);
  if (searched.length > SEARCHED_FILES) return new Set();
  const mentioned = new Set<string>();
  const elsewhere = new Set<string>();
  for (const { path, role } of searched) {
    const content = source.repository.read(path, SEARCHED_BYTES);
    if (!content.ok) continue;
    for (const file of files) {
      if (file.path === path || elsewhere.has(file.path) || !content.bytes.includes(file.name)) continue;
      mentioned.add(file.path);
      if (role !== 'test' && !areMentionsInTests(content.bytes.toString('latin1'), file.name)) elsewhere.add(file.path);
    }
  }
  return new Set([...mentioned].filter((path) => !elsewhere.has(path)));
}

/** `key` is not mentioned where `key.pub` is. */
function areMentionsInTests(text: string, name: string): boolean {
  const mentions = text.matchAll(new RegExp(`${escapeRegExp(name)}(?![\\w.-])`, 'g'));
  return [...mentions].every(({ index }) => isInTest(text, index));
}
