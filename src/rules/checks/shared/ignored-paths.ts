import type { FactSource } from '../../../facts/source.ts';

/** The plain lines of each .gitignore that was asked for: many paths are held against the same few. */
const known = new WeakMap<FactSource, Map<string, readonly string[]>>();

/** Whether a .gitignore of the root or of a folder on the way names the file, or its folder. */
export function isIgnored(path: string, source: FactSource): boolean {
  const parts = path.split('/');
  return parts.some((_, depth) => {
    const folder = parts.slice(0, depth).join('/');
    const below = parts.slice(depth);
    return linesOf(folder === '' ? '.gitignore' : `${folder}/.gitignore`, source).some((line) => names(line, below));
  });
}

/** A plain line is a name at any depth, or a path from its folder; patterns are left out. */
function linesOf(path: string, source: FactSource): readonly string[] {
  const files = known.get(source) ?? new Map<string, readonly string[]>();
  known.set(source, files);
  let lines = files.get(path);
  if (lines === undefined) {
    const all = source.text(path)?.split('\n') ?? [];
    lines = all.map((line) => line.trim()).filter((line) => line !== '' && !/^[#!]|[*?[]/.test(line));
    files.set(path, lines);
  }
  return lines;
}

function names(line: string, parts: readonly string[]): boolean {
  const wanted = line.replace(/^\/|\/$/g, '');
  if (wanted.includes('/') || line.startsWith('/')) return `${parts.join('/')}/`.startsWith(`${wanted}/`);
  return parts.includes(wanted);
}
