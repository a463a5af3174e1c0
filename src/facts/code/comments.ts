import type { Language } from '../../repository/languages.ts';

interface CommentSyntax {
  readonly line: readonly string[];
  readonly block: readonly (readonly [string, string])[];
  /** Quotes inside which comment marks mean nothing. */
  readonly quotes: string;
  /** Triple quotes of Python and others: documentation, not code, when they start a statement. */
  readonly tripleQuotes?: boolean;
}

const C_LIKE: CommentSyntax = { line: ['//'], block: [['/*', '*/']], quotes: '"\'`' };
/** A lone ' is a lifetime or a character, not a string. */
const RUST_LIKE: CommentSyntax = { line: ['//'], block: [['/*', '*/']], quotes: '"' };
const HASH: CommentSyntax = { line: ['#'], block: [], quotes: '"\'' };
const MARKUP: CommentSyntax = {
  line: [],
  block: [
    ['<!--', '-->'],
    ['{#', '#}'],
    ['<%#', '%>'],
    ['{{!--', '--}}'],
  ],
  quotes: '',
};

const SYNTAX: Readonly<Partial<Record<Language, CommentSyntax>>> = {
  javascript: C_LIKE,
  typescript: C_LIKE,
  go: C_LIKE,
  java: C_LIKE,
  kotlin: C_LIKE,
  scala: C_LIKE,
  groovy: C_LIKE,
  csharp: C_LIKE,
  swift: C_LIKE,
  dart: C_LIKE,
  c: C_LIKE,
  cpp: C_LIKE,
  'objective-c': C_LIKE,
  solidity: C_LIKE,
  proto: C_LIKE,
  rust: RUST_LIKE,
  zig: RUST_LIKE,
  php: { line: ['//', '#'], block: [['/*', '*/']], quotes: '"\'' },
  python: { line: ['#'], block: [], quotes: '"\'', tripleQuotes: true },
  ruby: HASH,
  elixir: { line: ['#'], block: [], quotes: '"', tripleQuotes: true },
  shell: HASH,
  perl: HASH,
  r: HASH,
  julia: HASH,
  nim: HASH,
  powershell: { line: ['#'], block: [['<#', '#>']], quotes: '"\'' },
  terraform: { line: ['#', '//'], block: [['/*', '*/']], quotes: '"' },
  gdscript: HASH,
  graphql: HASH,
  sql: { line: ['--'], block: [['/*', '*/']], quotes: "'" },
  lua: { line: ['--'], block: [], quotes: '"\'' },
  haskell: { line: ['--'], block: [['{-', '-}']], quotes: '"' },
  fsharp: { line: ['//'], block: [['(*', '*)']], quotes: '"' },
  ocaml: { line: [], block: [['(*', '*)']], quotes: '"' },
  erlang: { line: ['%'], block: [], quotes: '"' },
  clojure: { line: [';'], block: [], quotes: '"' },
  html: MARKUP,
  vue: MARKUP,
  svelte: MARKUP,
  astro: MARKUP,
  template: MARKUP,
};

/**
 * The text with comments replaced by spaces, so that offsets and lines stay. A light scanner, not a parser: strings are
 * skipped so that `"http://…"` survives; an unterminated string ends at the line's end.
 */
export function blankComments(text: string, language: Language | undefined): string {
  const syntax = language === undefined ? undefined : SYNTAX[language];
  if (syntax === undefined) return text;
  const parts: string[] = [];
  let kept = 0;
  const blank = (from: number, to: number): void => {
    parts.push(text.slice(kept, from), text.slice(from, to).replace(/[^\n]/g, ' '));
    kept = to;
  };
  let index = 0;
  while (index < text.length) {
    const char = text[index] as string;
    if (syntax.tripleQuotes === true && (char === '"' || char === "'") && text.startsWith(char.repeat(3), index)) {
      const close = text.indexOf(char.repeat(3), index + 3);
      const end = close < 0 ? text.length : close + 3;
      if (startsStatement(text, index)) blank(index, end);
      index = end;
      continue;
    }
    if (syntax.quotes.includes(char)) {
      index = endOfString(text, index, char);
      continue;
    }
    const block = syntax.block.find(([open]) => text.startsWith(open, index));
    if (block !== undefined) {
      const close = text.indexOf(block[1], index + block[0].length);
      const end = close < 0 ? text.length : close + block[1].length;
      blank(index, end);
      index = end;
      continue;
    }
    if (syntax.line.some((mark) => text.startsWith(mark, index)) && !isInsideWord(text, index, char)) {
      const newline = text.indexOf('\n', index);
      const end = newline < 0 ? text.length : newline;
      blank(index, end);
      index = end;
      continue;
    }
    index++;
  }
  if (kept === 0) return text;
  parts.push(text.slice(kept));
  return parts.join('');
}

/** `$#`, `a#b` and `${x#y}` are no comments in shell and Ruby. */
function isInsideWord(text: string, index: number, char: string): boolean {
  if (char !== '#') return false;
  const before = index === 0 ? '\n' : text[index - 1];
  return before !== undefined && !/[\s;({[,]/.test(before);
}

/** Whether only white space (or an assignment-free opening) stands before on the line: a docstring. */
function startsStatement(text: string, index: number): boolean {
  const lineStart = text.lastIndexOf('\n', index - 1) + 1;
  return /^\s*(?:@\w+\s*(?:~S)?\s*)?[rRuUbB]?$/.test(text.slice(lineStart, index));
}

function endOfString(text: string, start: number, quote: string): number {
  for (let index = start + 1; index < text.length; index++) {
    const char = text[index];
    if (char === '\\') index++;
    else if (char === quote) return index + 1;
    else if (char === '\n' && quote !== '`') return index;
  }
  return text.length;
}
