/** Where the keys of a TOML text and the texts in their values are. */
export interface TomlLines {
  /** The line of a key or table header at a path of keys. */
  key(...path: readonly string[]): number | undefined;
  /** The line of a text in the value of the key at a path, as in a list of requirements. */
  item(path: readonly string[], text: string): number | undefined;
}

const SEPARATOR = '\0';

/**
 * Finds the lines in one pass: the TOML library gives values without positions. The text has been parsed before, so
 * that only what matters to lines is looked at: headers, keys, strings, comments and brackets.
 */
export function tomlLines(text: string): TomlLines {
  const keys = new Map<string, number>();
  const items = new Map<string, number>();
  let line = 1;
  let depth = 0;
  let table: readonly string[] = [];
  let current: readonly string[] = [];
  let atStatement = true;
  let index = 0;

  const remember = (path: readonly string[], from: number): void => {
    for (let length = from; length <= path.length; length++) {
      const key = path.slice(0, length).join(SEPARATOR);
      if (!keys.has(key)) keys.set(key, line);
    }
  };

  while (index < text.length) {
    const character = text[index];
    if (character === '\n') {
      line++;
      if (depth <= 0) {
        atStatement = true;
        depth = 0;
      }
      index++;
    } else if (character === '#') {
      index = endOfLine(text, index);
    } else if (character === ' ' || character === '\t' || character === '\r') {
      index++;
    } else if (atStatement && character === '[') {
      const end = endOfLine(text, index);
      const header = parseKey(text, text[index + 1] === '[' ? index + 2 : index + 1, end);
      table = header.path;
      current = table;
      remember(table, 1);
      index = end;
    } else if (atStatement) {
      const key = parseKey(text, index, text.length);
      current = [...table, ...key.path];
      remember(current, table.length + 1);
      atStatement = false;
      index = Math.max(key.end, index + 1);
    } else if (character === '"' || character === "'") {
      const end = endOfString(text, index);
      const item = `${current.join(SEPARATOR)}${SEPARATOR}${SEPARATOR}${contentOf(text.slice(index, end))}`;
      if (!items.has(item)) items.set(item, line);
      for (let at = text.indexOf('\n', index); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) line++;
      index = end;
    } else {
      if (character === '[' || character === '{') depth++;
      else if (character === ']' || character === '}') depth--;
      index++;
    }
  }
  return {
    key: (...path) => keys.get(path.join(SEPARATOR)),
    item: (path, content) => items.get(`${path.join(SEPARATOR)}${SEPARATOR}${SEPARATOR}${content}`),
  };
}

/** A dotted key, ending at `=`, `]` or the end of the line; `end` is the offset after it. */
function parseKey(text: string, start: number, limit: number): { path: string[]; end: number } {
  const path: string[] = [];
  let bare = '';
  let index = start;
  for (; index < limit; index++) {
    const character = text[index];
    if (character === '=' || character === ']' || character === '\n' || character === '#') break;
    if (character === '"' || character === "'") {
      const end = endOfString(text, index);
      bare += contentOf(text.slice(index, end));
      index = end - 1;
    } else if (character === '.') {
      path.push(bare);
      bare = '';
    } else if (character !== ' ' && character !== '\t' && character !== '\r') bare += character;
  }
  path.push(bare);
  return { path, end: text[index] === '=' ? index + 1 : index };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

/** The offset after a string of any of the four sorts. */
function endOfString(text: string, start: number): number {
  const quote = text[start] ?? '"';
  const long = text.startsWith(quote.repeat(3), start);
  const width = long ? 3 : 1;
  for (let index = start + width; index < text.length; index++) {
    const character = text[index];
    if (character === '\\' && quote === '"') index++;
    else if (character === '\n' && !long) return index;
    else if (character === quote && (!long || text.startsWith(quote.repeat(3), index))) {
      index += width;
      // A multi-line string may end with up to two quotes of its own.
      while (long && text[index] === quote) index++;
      return index;
    }
  }
  return text.length;
}

function contentOf(quoted: string): string {
  const quote = quoted[0] ?? '"';
  const width = quoted.startsWith(quote.repeat(3)) && quoted.length >= 6 ? 3 : 1;
  const content = quoted.slice(width, -width);
  if (quote === "'" || !content.includes('\\')) return content;
  return content.replace(/\\(["\\])/g, '$1');
}
