import type { FileEntry } from '../../repository/file-index.ts';
import { FormatError } from '../format-error.ts';
import type { FactSource } from '../source.ts';
import { readMarkdown } from './markdown.ts';
import { readAsciiDoc, readOrg, readRst } from './markup.ts';
import type { Prose } from './prose.ts';

/** The README, taken apart. */
export interface Readme extends Prose {
  readonly path: string;
  /** The whole text as written. */
  readonly text: string;
}

/** What is longer was not written to be read. */
const README_LIMIT = 512 * 1024;

/** Endings in the order in which hosts show them. */
const ENDINGS = [
  'md',
  'markdown',
  'mdx',
  'mdown',
  'mkd',
  'rst',
  'adoc',
  'asciidoc',
  'org',
  'txt',
  '',
  'textile',
  'rdoc',
  'pod',
];

/** The README of a folder (`''` for the root): `README.md` before `README.rst` before `README`, in whatever case. */
export function findReadme(folder: string, files: readonly FileEntry[]): FileEntry | undefined {
  const rank = (file: FileEntry): number => {
    const [, ending = ''] = /^read[-_ ]?me(?:\.(\w+))?$/i.exec(file.name) ?? [undefined, '?'];
    const at = ENDINGS.indexOf(ending.toLowerCase());
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  };
  return files
    .filter((file) => file.path.length === folder.length + file.name.length && file.path.startsWith(folder))
    .filter((file) => file.mode !== 'submodule' && Number.isFinite(rank(file)))
    .sort((a, b) => rank(a) - rank(b))[0];
}

/**
 * Reads the outline of a document by its ending.
 * @throws FormatError when it is too long
 */
function readProse(path: string, text: string): Prose {
  if (text.length > README_LIMIT)
    throw new FormatError(`this document has ${text.length} characters, the limit is ${README_LIMIT}`);
  switch (path.slice(path.lastIndexOf('.') + 1).toLowerCase()) {
    case 'rst':
      return readRst(text);
    case 'adoc':
    case 'asciidoc':
      return readAsciiDoc(text);
    case 'org':
      return readOrg(text);
    case 'md':
    case 'markdown':
    case 'mdx':
    case 'mdown':
    case 'mkd':
      return readMarkdown(text);
    default:
      // Plain text: many use one markup or the other all the same.
      return /^\S.*\n[=~^*+]{3,}\s*$/m.test(text) && !/^#{1,6}\s/m.test(text) ? readRst(text) : readMarkdown(text);
  }
}

/** The README of a folder; `undefined` when there is none that can be read. */
export function readReadme(file: FileEntry, source: FactSource): Readme | undefined {
  const text = source.text(file.path);
  return text === undefined ? undefined : { path: file.path, text, ...readProse(file.path, text) };
}
