import { matchAt, OPERATOR, type Piece, type Syntax, type Token, tokenize } from './tokens.ts';

const KEY = /[A-Za-z_][\w@]{0,200}[?!]?:(?=\s)/y;
const QUOTED_KEY = /"(?:[^"\\\n#]|\\.){0,200}":(?=\s)/y;
const ATOM = /:(?:[A-Za-z_][\w@]*[?!]?|"[^"\n]{0,200}")/y;
const SIGIL = /~[a-zA-Z]{1,20}(?="""|'''|[/|"'([{<])/y;
const CHARACTER = /\?(?:\\.|[^\s\w])/y;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

const ELIXIR: Syntax = {
  lineComments: ['#'],
  strings: [
    { open: '"""', close: '"""', multiline: true, escapes: true, interpolation: '#{' },
    { open: "'''", close: "'''", multiline: true, escapes: true, interpolation: '#{' },
    { open: '"', close: '"', multiline: true, escapes: true, interpolation: '#{' },
    { open: "'", close: "'", escapes: true, interpolation: '#{' },
  ],
  word: /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*[?!]?/y,
  symbol: OPERATOR,
  special: elixirPiece,
};

/** The tokens of Elixir source: keys of keyword lists, atoms and sigils told apart. */
export function elixirTokens(text: string): Token[] {
  return tokenize(text, ELIXIR);
}

function elixirPiece(text: string, index: number): Piece | undefined {
  const character = text[index];
  if (character === '"') {
    const key = matchAt(QUOTED_KEY, text, index);
    return key === undefined ? undefined : { kind: 'key', text: key.slice(1, -2), end: index + key.length };
  }
  if (character === ':') {
    const atom = matchAt(ATOM, text, index);
    return atom === undefined
      ? undefined
      : { kind: 'atom', text: atom.slice(1).replaceAll('"', ''), end: index + atom.length };
  }
  if (character === '~') return sigil(text, index);
  if (character === '?') {
    const literal = matchAt(CHARACTER, text, index);
    return literal === undefined ? undefined : { kind: 'string', text: literal.slice(1), end: index + literal.length };
  }
  const key = matchAt(KEY, text, index);
  return key === undefined ? undefined : { kind: 'key', text: key.slice(0, -1), end: index + key.length };
}

/** `~r/…/`, `~w(…)`, `~S"""…"""`. */
function sigil(text: string, index: number): Piece | undefined {
  const start = matchAt(SIGIL, text, index);
  if (start === undefined) return undefined;
  const at = index + start.length;
  const long = text.startsWith('"""', at) || text.startsWith("'''", at);
  const open = text.slice(at, at + (long ? 3 : 1));
  const close = CLOSING[open] ?? open;
  for (let end = at + open.length; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text.startsWith(close, end)) {
      return { kind: 'string', text: text.slice(at + open.length, end), end: end + close.length };
    }
  }
  return { kind: 'string', text: text.slice(at + open.length), end: text.length };
}
