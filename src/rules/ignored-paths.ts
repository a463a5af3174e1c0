import type { FactSource } from '../facts/source.ts';

/** Whether a .gitignore of the root or of a folder on the way names the file, or its folder. */
export function isIgnored(path: string, source: FactSource): boolean {
  const parts = path.split('/');
  return parts.some((_, depth) => {
    const folder = parts.slice(0, depth).join('/');
    const below = parts.slice(depth);
    const text = source.text(folder === '' ? '.gitignore' : `${folder}/.gitignore`);
    return text?.split('\n').some((line) => names(line.trim(), below)) === true;
  });
}

/** A plain line of a .gitignore: a name at any depth, or a path from its folder. */
function names(line: string, parts: readonly string[]): boolean {
  if (line === '' || /^[#!]|[*?[]/.test(line)) return false;
  const wanted = line.replace(/^\/|\/$/g, '');
  if (wanted.includes('/') || line.startsWith('/')) return `${parts.join('/')}/`.startsWith(`${wanted}/`);
  return parts.includes(wanted);
}
