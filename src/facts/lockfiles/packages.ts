import { FormatError } from '../format-error.ts';
import { lineAt } from '../lines.ts';
import { defined, unique } from '../manifests/fields.ts';
import type { Ecosystem, LockedPackage } from '../manifests/manifest.ts';
import { normaliseName } from '../manifests/normalise.ts';

/** Gathers locked packages: one entry for each name and version, with all that any variant of it brings. */
export interface PackageList {
  add(name: string, version: string | undefined, dependencies?: readonly string[]): void;
  readonly packages: readonly LockedPackage[];
}

export function createPackageList(ecosystem: Ecosystem): PackageList {
  const found = new Map<string, { name: string; version?: string; dependencies: string[] }>();
  const normal = new Map<string, string>();
  // The same few names come again and again.
  const normalised = (name: string): string => {
    let known = normal.get(name);
    if (known === undefined) {
      known = normaliseName(ecosystem, name);
      normal.set(name, known);
    }
    return known;
  };
  return {
    add(rawName, version, dependencies = []) {
      const name = normalised(rawName);
      if (name === '') return;
      const key = `${name}\0${version ?? ''}`;
      const known = found.get(key);
      const brings = dependencies.map(normalised);
      if (known === undefined) found.set(key, { name, ...defined({ version }), dependencies: unique(brings) });
      else if (brings.length > 0) known.dependencies = unique([...known.dependencies, ...brings]);
    },
    get packages() {
      return [...found.values()];
    },
  };
}

/**
 * The text of a lock file that is read line by line.
 * @throws FormatError when git left a conflict in it, the one way in which these files break in practice.
 */
export function withoutConflicts(text: string): string {
  const conflict = text.startsWith('<<<<<<< ') ? 0 : text.indexOf('\n<<<<<<< ');
  if (conflict === -1) return text;
  const line = lineAt(text, conflict + 1);
  throw new FormatError('a merge conflict is left in this file: let the package manager write it anew', line);
}

/** Calls back with each line that says something: no blank lines, no comments that start a line. */
export function eachLine(text: string, visit: (line: string, number: number) => void): void {
  let number = 1;
  for (let start = 0; start < text.length; number++) {
    let end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    const line = text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
    if (line !== '' && line[0] !== '#') visit(line, number);
    start = end + 1;
  }
}
