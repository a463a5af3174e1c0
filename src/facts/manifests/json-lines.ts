/** The line of the key at a path of keys; `undefined` when there is no such key. */
export type KeyLines = (...path: readonly string[]) => number | undefined;

/** Manifests are looked up no deeper than `section` → `name` → `field`. */
const MAX_DEPTH = 3;
const SEPARATOR = '\0';

/**
 * Where the keys of a JSON text (comments allowed) are, in one pass. The text has been parsed before; this only finds
 * lines, so it needs no syntax tree and, unlike a recursive visitor, survives any nesting.
 */
export function jsonKeyLines(text: string): KeyLines {
  const lines = new Map<string, number>();
  const keys: string[] = [];
  let depth = 0;
  let line = 1;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '\n') line++;
    else if (character === '{' || character === '[') {
      depth++;
      if (depth <= MAX_DEPTH) keys[depth - 1] = '';
    } else if (character === '}' || character === ']') depth--;
    else if (character === '"') {
      const end = endOfString(text, index);
      if (depth > 0 && depth <= MAX_DEPTH && isFollowedByColon(text, end)) {
        keys[depth - 1] = unescapeString(text.slice(index, end));
        lines.set(keys.slice(0, depth).join(SEPARATOR), line);
      }
      index = end - 1;
    } else if (character === '/' && text[index + 1] === '/') {
      const end = text.indexOf('\n', index);
      if (end === -1) break;
      index = end - 1;
    } else if (character === '/' && text[index + 1] === '*') {
      const end = text.indexOf('*/', index + 2);
      if (end === -1) break;
      for (let at = text.indexOf('\n', index); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) line++;
      index = end + 1;
    }
  }
  return (...path) => lines.get(path.join(SEPARATOR));
}

/** The offset after the closing quote. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') index++;
    else if (character === '"' || character === '\n') return index + (character === '"' ? 1 : 0);
  }
  return text.length;
}

function isFollowedByColon(text: string, offset: number): boolean {
  let index = offset;
  while (text[index] === ' ' || text[index] === '\n' || text[index] === '\r' || text[index] === '\t') index++;
  return text[index] === ':';
}

function unescapeString(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
