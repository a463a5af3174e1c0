import { escapeRegExp } from '../../../facts/lines.ts';
import type { FactSource } from '../../../facts/source.ts';
import type { FileEntry } from '../../../repository/file-index.ts';
import { folderOf } from '../../../repository/paths.ts';

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
const DELIVERING: ReadonlySet<string> = new Set(['config', 'ci']);

/** What puts files into an image or onto a machine. */
const SHIPPING = /^(?:[\w.-]+\.)?(?:docker|container)file|compose[\w.-]*\.ya?ml$|\.tf$/i;

/**
 * Of some files those that tests name and nothing else does: keys beside the code that only its tests read. Where tests name one by its
 * folder as well, settings may do so too, as long as neither code nor what ships it does. All others are read once.
 */
export function readByTestsAlone(files: readonly FileEntry[], source: FactSource): ReadonlySet<string> {
  const searched = source.files.all.filter(({ role, size }) => MENTIONING.has(role) && size <= SEARCHED_BYTES);
  if (searched.length > SEARCHED_FILES) return new Set();
  const wanted = files.map(({ path, name }) => ({
    path,
    folder: folderOf(path),
    name: Buffer.from(name),
    tail: path.split('/').slice(-2).join('/'),
    pattern: new RegExp(`(?<![\\w.-])${escapeRegExp(name)}(?![\\w.-])`, 'g'),
  }));
  const inTests = new Set<string>();
  const elsewhere = new Set<string>();
  const handed = new Set<string>();
  const shipped = new Set<string>();
  for (const { path, name, role } of searched) {
    const content = source.repository.read(path, SEARCHED_BYTES);
    if (!content.ok) continue;
    const { bytes } = content;
    const isSettings = role === 'config' && !SHIPPING.test(name);
    for (const key of wanted) {
      if (key.path === path || (elsewhere.has(key.path) && shipped.has(key.path))) continue;
      // What takes the whole folder along takes the key along.
      if (DELIVERING.has(role) && key.folder !== '' && bytes.includes(key.folder)) {
        elsewhere.add(key.path);
        if (!isSettings) shipped.add(key.path);
      }
      if (!bytes.includes(key.name)) continue;
      const text = bytes.toString('latin1');
      const mentions = [...text.matchAll(key.pattern)];
      if (mentions.length === 0) continue;
      const isTest = role === 'test' || mentions.every(({ index }) => isInTest(text, index));
      (isTest ? inTests : elsewhere).add(key.path);
      if (isTest && key.folder !== '' && text.includes(key.tail)) handed.add(key.path);
      if (!isTest && !isSettings) shipped.add(key.path);
    }
  }
  const isMadeForTests = (path: string): boolean => !elsewhere.has(path) || (handed.has(path) && !shipped.has(path));
  return new Set([...inTests].filter(isMadeForTests));
}
