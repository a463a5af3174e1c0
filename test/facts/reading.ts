import { createSource, type FactSource } from '../../src/facts/source.ts';
import type { FileEntry } from '../../src/repository/file-index.ts';
import { memoryRepository } from '../../src/repository/memory.ts';

interface Reader<T> {
  matches(file: FileEntry): boolean;
  read(file: FileEntry, source: FactSource): T | undefined;
}

/** Reads one file of a repository that is given as an object literal, as the facts do; throws what the reader throws. */
export function readFrom<T>(reader: Reader<T>, path: string, files: Readonly<Record<string, string>>): T | undefined {
  const source = createSource(memoryRepository(files));
  const file = source.files.get(path);
  if (file === undefined || !reader.matches(file)) throw new Error(`the reader does not match ${path}`);
  return reader.read(file, source);
}

/** The file names that a reader takes, of those given. */
export function matched(reader: Reader<unknown>, names: readonly string[]): string[] {
  const source = createSource(memoryRepository(Object.fromEntries(names.map((name) => [name, '']))));
  return names.filter((name) => {
    const file = source.files.get(name);
    return file !== undefined && reader.matches(file);
  });
}

/** The diagnostics of reading one file under the guard of the facts, as `line: message`. */
export function diagnosticsOf(
  reader: Reader<unknown>,
  path: string,
  files: Readonly<Record<string, string>>,
): string[] {
  const source = createSource(memoryRepository(files));
  const file = source.files.get(path);
  if (file === undefined) throw new Error(`${path} is not listed`);
  source.guard('test', path, () => reader.read(file, source));
  return source.diagnostics.map(({ line, message }) => `${line ?? '-'}: ${message}`);
}

interface Named {
  readonly name: string;
  readonly scope: string;
  readonly version?: string;
  readonly line?: number;
}

/** Dependencies as `name scope version :line`, for expectations that can be read. */
export function listed(dependencies: readonly Named[] | undefined): string[] {
  return (dependencies ?? []).map(({ name, scope, version, line }) =>
    [name, scope, ...(version === undefined ? [] : [version]), ...(line === undefined ? [] : [`:${line}`])].join(' '),
  );
}

/** Locked packages as `name version > dependency dependency`. */
export function locked(
  lockFile:
    | { readonly packages: readonly { name: string; version?: string; dependencies: readonly string[] }[] }
    | undefined,
): string[] {
  return (lockFile?.packages ?? []).map(({ name, version, dependencies }) =>
    [
      name,
      ...(version === undefined ? [] : [version]),
      ...(dependencies.length > 0 ? ['>', ...dependencies] : []),
    ].join(' '),
  );
}
