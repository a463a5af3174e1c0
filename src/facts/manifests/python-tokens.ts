/** A token of Python source, as far as literals and calls need it. */
export interface PythonToken {
  readonly kind: 'name' | 'text' | 'number' | 'operator' | 'end-of-line';
  /** The content of a text, the spelling of anything else. */
  readonly text: string;
  readonly line: number;
  /** A text with replacement fields: only part of it is known. */
  readonly partial?: true;
}

const NAME_START = /[\p{L}_]/u;
const NAME = /[\p{L}\p{N}_]+/uy;
const NUMBER = /[\d][\w.]*/y;
const OPERATOR = /(?:\*\*=?|\/\/=?|->|:=|[-+*/%@&|^=<>!]=|.)/uy;
const STRING_START = /([A-Za-z]{0,2})("""|'''|"|')/y;

/**
 * Splits Python source into tokens. Lines end only outside of brackets, comments and continuation are dropped,
 * and nothing is ever refused: this reads untrusted source for a few literals, it does not check it.
 */
export function pythonTokens(source: string): PythonToken[] {
  const tokens: PythonToken[] = [];
  let line = 1;
  let depth = 0;
  let index = 0;
  while (index < source.length) {
    const character = source[index] ?? '';
    if (character === '\n') {
      if (depth === 0 && tokens.at(-1)?.kind !== 'end-of-line') tokens.push({ kind: 'end-of-line', text: '\n', line });
      line++;
      index++;
      continue;
    }
    if (character === ' ' || character === '\t' || character === '\r' || character === '\f' || character === '\\') {
      if (character === '\\' && /^\\\r?\n/.test(source.slice(index, index + 3))) {
        index = source.indexOf('\n', index) + 1;
        line++;
      } else index++;
      continue;
    }
    if (character === '#') {
      const end = source.indexOf('\n', index);
      index = end === -1 ? source.length : end;
      continue;
    }
    const [opening, prefix, quote] = match(STRING_START, source, index) ?? [];
    if (opening !== undefined && prefix !== undefined && quote !== undefined && /^[rbuft]*$/i.test(prefix)) {
      const start = index + opening.length;
      const end = endOfString(source, start, quote, quote.length === 3);
      const raw = source.slice(start, end);
      const partial = /[ft]/i.test(prefix) && raw.includes('{');
      const text = /r/i.test(prefix) ? raw : unescapeText(raw);
      tokens.push({ kind: 'text', text, line, ...(partial ? { partial } : {}) });
      for (let at = raw.indexOf('\n'); at !== -1; at = raw.indexOf('\n', at + 1)) line++;
      index = source.startsWith(quote, end) ? end + quote.length : end;
      continue;
    }
    const isName = NAME_START.test(character);
    const kind = isName ? 'name' : /\d/.test(character) ? 'number' : 'operator';
    const pattern = isName ? NAME : kind === 'number' ? NUMBER : OPERATOR;
    const [text = character] = match(pattern, source, index) ?? [];
    if (text === '(' || text === '[' || text === '{') depth++;
    else if (text === ')' || text === ']' || text === '}') depth = Math.max(0, depth - 1);
    tokens.push({ kind, text, line });
    index += text.length;
  }
  tokens.push({ kind: 'end-of-line', text: '\n', line });
  return tokens;
}

function match(pattern: RegExp, source: string, index: number): RegExpExecArray | null {
  pattern.lastIndex = index;
  return pattern.exec(source);
}

/** The offset of the closing quote, or where the text ends without one. */
function endOfString(source: string, start: number, quote: string, long: boolean): number {
  for (let index = start; index < source.length; index++) {
    const character = source[index];
    if (character === '\\') index++;
    else if (character === '\n' && !long) return index;
    else if (character === quote[0] && source.startsWith(quote, index)) return index;
  }
  return source.length;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['\n', ''],
]);

function unescapeText(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\([\s\S])/g, (_, character: string) => ESCAPES.get(character) ?? character);
}
