import { FormatError } from '../format-error.ts';

/** `key` is a keyword before its colon (`only:`), `atom` a symbol (`:test`): Elixir and Ruby have them. */
export type TokenKind = 'word' | 'string' | 'number' | 'symbol' | 'key' | 'atom';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of strings, what is between the quotes. */
  readonly text: string;
  readonly line: number;
  /** Whether nothing stands before it on its line. */
  readonly first: boolean;
}

export interface StringForm {
  readonly open: string;
  readonly close: string;
  /** Other strings end with their line at the latest, so that one missing quote spoils one line. */
  readonly multiline?: boolean;
  /** Whether a backslash hides the character after it. */
  readonly escapes?: boolean;
  /** What opens an embedded expression, which may hold quotes of its own: `${`, `#{`, `\(`. */
  readonly interpolation?: string;
}

/** What a token may be beside words, strings, numbers and symbols; `end` is the offset after it. */
export interface Piece {
  readonly kind: TokenKind;
  readonly text: string;
  readonly end: number;
}

/** How a language is cut into tokens: enough to read declarations in build scripts, no more. */
export interface Syntax {
  readonly lineComments: readonly string[];
  readonly blockComment?: { readonly open: string; readonly close: string; readonly nested: boolean };
  /** Longer openings before shorter ones. */
  readonly strings: readonly StringForm[];
  /** Sticky. */
  readonly word: RegExp;
  /** Sticky; single characters by default. */
  readonly symbol?: RegExp;
  /** Forms that only this language has, tried first. */
  readonly special?: (text: string, index: number) => Piece | undefined;
}

export const WORD = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;
export const OPERATOR = /[-+*/%=<>!&|?:~^@#\\]+/y;
const NUMBER = /\d[\w.]*/y;

/** More is no build script: the largest that people write has a tenth of it. */
const MAX_TOKENS = 300_000;

/**
 * Cuts a text into tokens in one pass; malformed input gives odd tokens.
 * @throws FormatError when there are too many.
 */
export function tokenize(text: string, syntax: Syntax): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let first = true;
  let index = 0;
  // A comment that never ends is none: looking for its end again and again would take quadratic time.
  let unclosed = false;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === 10) {
      line++;
      first = true;
      index++;
      continue;
    }
    if (code <= 32 || code === 0xa0 || code === 0xfeff) {
      index++;
      continue;
    }
    const comment = endOfComment(text, index, syntax, unclosed);
    if (comment === -1) unclosed = true;
    else if (comment > index) {
      const breaks = countBreaks(text, index, comment);
      if (breaks > 0) first = true;
      line += breaks;
      index = comment;
      continue;
    }
    const piece =
      syntax.special?.(text, index) ?? scanString(text, index, syntax.strings) ?? scanPlain(text, index, syntax);
    if (tokens.length >= MAX_TOKENS) throw new FormatError('this is too large to be a build script', line);
    tokens.push({ kind: piece.kind, text: piece.text, line, first });
    if (piece.end - index > 1) line += countBreaks(text, index, piece.end);
    first = false;
    index = Math.max(piece.end, index + 1);
  }
  return tokens;
}

/** The offset after a comment that starts here; the same offset when none does; -1 when it has no end. */
function endOfComment(text: string, index: number, syntax: Syntax, unclosed: boolean): number {
  // Block comments first: in some languages their opening begins like a line comment.
  const { blockComment } = syntax;
  if (!unclosed && blockComment !== undefined && text.startsWith(blockComment.open, index)) {
    return endOfBlock(text, index + blockComment.open.length, blockComment);
  }
  for (const opening of syntax.lineComments) {
    if (!text.startsWith(opening, index)) continue;
    const end = text.indexOf('\n', index);
    return end === -1 ? text.length : end;
  }
  return index;
}

function endOfBlock(text: string, start: number, form: NonNullable<Syntax['blockComment']>): number {
  if (!form.nested) {
    const close = text.indexOf(form.close, start);
    return close === -1 ? -1 : close + form.close.length;
  }
  let depth = 1;
  // All languages whose comments nest write them so.
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return -1;
}

/** Looks at no more than the piece: in a file that is one long line, the next break is far away. */
function countBreaks(text: string, start: number, end: number): number {
  let count = 0;
  for (let index = start; index < end; index++) if (text.charCodeAt(index) === 10) count++;
  return count;
}

function scanString(text: string, index: number, forms: readonly StringForm[]): Piece | undefined {
  for (const form of forms) {
    if (!text.startsWith(form.open, index)) continue;
    const start = index + form.open.length;
    const close = closeOfString(text, start, form);
    const content = text.slice(start, close);
    const plain = form.escapes === true && content.includes('\\') ? content.replace(/\\(["'\\])/g, '$1') : content;
    return { kind: 'string', text: plain, end: text.startsWith(form.close, close) ? close + form.close.length : close };
  }
  return undefined;
}

/** Where the closing quote is, or where the string ends for want of one. */
function closeOfString(text: string, start: number, form: StringForm): number {
  let index = start;
  while (index < text.length) {
    const character = text[index];
    if (form.interpolation !== undefined && text.startsWith(form.interpolation, index)) {
      index = endOfExpression(text, index + form.interpolation.length, form);
    } else if (character === '\\' && form.escapes === true) index += 2;
    else if (character === '\n' && form.multiline !== true) return index;
    else if (text.startsWith(form.close, index)) return index;
    else index++;
  }
  return text.length;
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** The offset after an embedded expression; quotes in it open strings of one level. */
function endOfExpression(text: string, start: number, form: StringForm): number {
  const open = form.interpolation?.at(-1) ?? '{';
  const close = CLOSING[open] ?? '}';
  let depth = 1;
  let quote: string | undefined;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (character === '\n' && form.multiline !== true) return index;
    if (character === '\\') index++;
    else if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === open) depth++;
    else if (character === close && --depth === 0) return index + 1;
  }
  return text.length;
}

function scanPlain(text: string, index: number, syntax: Syntax): Piece {
  const word = matchAt(syntax.word, text, index);
  if (word !== undefined) return { kind: 'word', text: word, end: index + word.length };
  const number = matchAt(NUMBER, text, index);
  if (number !== undefined) return { kind: 'number', text: number, end: index + number.length };
  const symbol = (syntax.symbol === undefined ? undefined : matchAt(syntax.symbol, text, index)) ?? text[index] ?? '';
  return { kind: 'symbol', text: symbol, end: index + symbol.length };
}

/** The text that a sticky pattern matches at an offset. */
export function matchAt(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}

/** For each opening bracket the index of its closing one (the number of tokens when it has none); 0 elsewhere. */
export function pairBrackets(tokens: readonly Token[]): Uint32Array {
  const pairs = new Uint32Array(tokens.length);
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'symbol') continue;
    if (CLOSING[token.text] !== undefined) {
      pairs[index] = tokens.length;
      open.push(index);
    } else if (token.text === ')' || token.text === ']' || token.text === '}') {
      // One that does not fit is looked for no deeper than two levels up: a stray bracket must not undo the rest.
      const closes = (level: number): boolean => CLOSING[tokens[open.at(level) ?? -1]?.text ?? ''] === token.text;
      if (closes(-2) && !closes(-1)) open.pop();
      if (closes(-1)) pairs[open.pop() ?? 0] = index;
    }
  }
  return pairs;
}
