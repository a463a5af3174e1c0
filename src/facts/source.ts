import { type FileEntry, type FileIndex, indexFiles } from '../repository/file-index.ts';
import type { ReadFailure, Repository } from '../repository/repository.ts';
import { isAsset, type Role } from '../repository/roles.ts';
import { type DataFormat, formatOf, parseData } from './data.ts';
import type { Diagnostic } from './evidence.ts';
import { FormatError } from './format-error.ts';

/** Files larger than this are not read as text (lock files may be larger: they have their own limit). */
export const TEXT_LIMIT = 2 * 1024 * 1024;
export const LOCK_FILE_LIMIT = 32 * 1024 * 1024;

/**
 * What every fact reads from. Reading never throws: a file that cannot be had is a diagnostic and `undefined`, and its
 * path is remembered as broken, so that whoever asks later can answer "unknown" instead of "no".
 */
export interface FactSource {
  readonly repository: Repository;
  readonly files: FileIndex;
  /** The text of a file, decoded as UTF-8 (UTF-16 with a byte order mark too); `undefined` when it cannot be had. */
  text(path: string, limit?: number): string | undefined;
  /** The parsed content of a JSON, YAML, TOML or XML file; `undefined` when it cannot be had or parsed. */
  data(path: string, format?: DataFormat): unknown;
  /**
   * Runs a reader over one file; what it throws becomes a diagnostic for that file.
   * Every fact isolates its files through this.
   */
  guard<T>(fact: string, path: string, read: () => T): T | undefined;
  report(diagnostic: Diagnostic): void;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether a file was there but could not be read or parsed. */
  isBroken(path: string): boolean;
  /** All such files. */
  readonly broken: ReadonlySet<string>;
}

/** Written in ISO-8859-1 by their specification, or dumped in whatever encoding the data has. */
const LATIN = /\.(?:properties|sql)$/i;

const REASONS: Readonly<Record<ReadFailure, string>> = {
  missing: 'the file is listed but its content is not there (a partial clone lacks its largest files)',
  dangling: 'the link points to nothing',
  'too-large': 'the file is too large to be read',
  'not-a-file': 'this is a directory, a link or a device, not a file',
  unreadable: 'the file cannot be read: check its permissions',
  outside: 'the link points out of the repository and is not followed',
};

export function createSource(repository: Repository, ignored: readonly string[] = []): FactSource {
  const files = indexFiles(repository, ignored);
  const diagnostics: Diagnostic[] = [];
  const broken = new Set<string>();
  const texts = new Map<string, string | undefined>();
  const parsed = new Map<string, unknown>();

  const report = (diagnostic: Diagnostic): void => {
    broken.add(diagnostic.path);
    const known = diagnostics.some((other) => other.path === diagnostic.path && other.message === diagnostic.message);
    if (!known) diagnostics.push(diagnostic);
  };

  const text = (path: string, limit = TEXT_LIMIT): string | undefined => {
    if (texts.has(path)) return texts.get(path);
    const result = repository.read(path, limit);
    let content: string | undefined;
    if (result.ok) {
      content = decode(result.bytes) ?? (LATIN.test(path) ? result.bytes.toString('latin1') : undefined);
      // Readers and rules look for ends of lines; a checkout on Windows must not change what they see.
      if (content?.includes('\r\n')) content = content.replaceAll('\r\n', '\n');
      if (content === undefined && isMeantAsText(files.get(path), path, result.bytes)) {
        report({ fact: 'text', path, message: 'this is not text in UTF-8: save it as UTF-8' });
      }
    } else if (isMissed(files.get(path), result.reason)) {
      const size = files.get(path)?.size ?? 0;
      const detail = result.reason === 'too-large' ? ` (${size} bytes, the limit is ${limit})` : '';
      report({ fact: 'text', path, message: `${REASONS[result.reason]}${detail}` });
    }
    texts.set(path, content);
    return content;
  };

  const guard = <T>(fact: string, path: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (error instanceof FormatError) {
        report({ fact, path, message: error.message, ...(error.line === undefined ? {} : { line: error.line }) });
      } else {
        const reason = error instanceof Error ? error.message : String(error);
        report({ fact, path, message: `could not be understood: ${reason}` });
      }
      return undefined;
    }
  };

  const parsedOf = (path: string, content: string, format: DataFormat): unknown => {
    if (!isTemplate(path, content)) return guard('data', path, () => parseData(content, format));
    try {
      return parseData(content, format);
    } catch {
      // What will stand there cannot be known, but nothing about it needs mending.
      broken.add(path);
      return undefined;
    }
  };

  const data = (path: string, format = formatOf(path)): unknown => {
    const key = `${format}:${path}`;
    if (!parsed.has(key)) {
      const content = text(path);
      parsed.set(key, content === undefined || format === undefined ? undefined : parsedOf(path, content, format));
    }
    return parsed.get(key);
  };

  return { repository, files, text, data, guard, report, diagnostics, isBroken: (path) => broken.has(path), broken };
}

/** Whether placeholders of Helm, Jinja, ERB, Cookiecutter and their like stand in the file or its name. */
function isTemplate(path: string, content: string): boolean {
  // What is taken in from another file may name anchors of that.
  return (
    /(?<!\$)\{\{[^{}\n]{0,200}\}\}|\{%-?\s|<%|^(?:<<|[\w-]+):[ \t]+!include[ \t]/m.test(content) || path.includes('{{')
  );
}

/** So many bytes Git looks at to tell binary files (https://git-scm.com/docs/gitattributes, "Marking files as binary"). */
const FIRST_BYTES = 8_000;
/** Whatever lies here may be there to be no text: archives, broken input, objects of a repository. */
const DATA_OF_TESTS: ReadonlySet<Role> = new Set(['test', 'fixture', 'example', 'vendored']);

/** Whether somebody should be told that a file could not be read: not that data, or what a program wrote, are large. */
function isMissed(file: FileEntry | undefined, reason: ReadFailure): boolean {
  if (file === undefined || (reason === 'not-a-file' && file.mode === 'link')) return false;
  return reason !== 'too-large' || !(isAsset(file.path) || file.role === 'generated' || DATA_OF_TESTS.has(file.role));
}

/** Documents that people write; beside them lie those that programs have made of them. */
const WRITTEN = /\.(?:mdx?|markdown|rst|adoc|asciidoc|txt|org)$/i;

/** Whether somebody should be told that a file is no text: not of data that nobody takes for text. */
function isMeantAsText(file: FileEntry | undefined, path: string, bytes: Buffer): boolean {
  if (isAsset(path) || isBinaryFormat(bytes)) return false;
  if (file === undefined || file.language !== undefined || formatOf(path) !== undefined) return true;
  if (file.role === 'ci' || (file.role === 'docs' && WRITTEN.test(path))) return true;
  return !DATA_OF_TESTS.has(file.role) && !bytes.subarray(0, FIRST_BYTES).includes(0);
}

/** The first bytes of what is meant to be no text: what git-crypt, age and OpenSSL write, and documents, pictures and archives under any name. */
const BINARY_STARTS = [
  ...['\0GITCRYPT\0', 'age-encryption.org/', 'Salted__'],
  ...['%PDF-', '\x89PNG', 'GIF8', '\xff\xd8\xff', 'PK\x03\x04', '\x1f\x8b', 'BZh', '\xfd7zXZ'],
];

function isBinaryFormat(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 24).toString('latin1');
  return BINARY_STARTS.some((mark) => start.startsWith(mark));
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Text from bytes; `undefined` when they are neither UTF-8 nor UTF-16 with a byte order mark. */
function decode(bytes: Buffer): string | undefined {
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}
