import type { Language } from '../../repository/languages.ts';
import { escapeRegExp } from '../lines.ts';

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
  fortran: { line: ['!'], block: [], quotes: '"\'' },
  ada: { line: ['--'], block: [], quotes: '"' },
  pascal: {
    line: ['//'],
    block: [
      ['{', '}'],
      ['(*', '*)'],
    ],
    quotes: "'",
  },
  crystal: HASH,
  elm: { line: ['--'], block: [['{-', '-}']], quotes: '"' },
  lisp: { line: [';'], block: [['#|', '|#']], quotes: '"' },
  'visual-basic': { line: ["'"], block: [], quotes: '"' },
  clojure: { line: [';'], block: [], quotes: '"' },
  html: MARKUP,
  vue: MARKUP,
  svelte: MARKUP,
  astro: MARKUP,
  template: MARKUP,
};

/**
 * The text without its comments: a space and the newlines stay of each, so that lines keep their numbers, and no pattern has to walk
 * through the white space of a whole page. A light scanner, not a parser: strings are skipped so that `"http://…"` survives; an
 * unterminated string ends at the line's end.
 */
export function dropComments(text: string, language: Language | undefined): string {
  const syntax = language === undefined ? undefined : SYNTAX[language];
  if (syntax === undefined) return text;
  return text.replace(scannerOf(syntax), (token: string, offset: number) => {
    const char = token[0] as string;
    if (syntax.quotes.includes(char)) {
      const isDocumentation = syntax.tripleQuotes === true && token.length >= 6 && token.startsWith(char.repeat(3));
      return isDocumentation && startsStatement(text, offset) ? gap(token) : token;
    }
    return gap(token);
  });
}

const scanners = new Map<CommentSyntax, RegExp>();

/** One expression that finds the next string or comment, whichever comes first. */
function scannerOf(syntax: CommentSyntax): RegExp {
  let scanner = scanners.get(syntax);
  if (scanner === undefined) {
    const alternatives: string[] = [];
    if (syntax.tripleQuotes === true) {
      for (const quote of syntax.quotes) alternatives.push(`${quote.repeat(3)}[^]*?(?:${quote.repeat(3)}|$(?![^]))`);
    }
    for (const quote of syntax.quotes) {
      const content = quote === '`' ? '[^`\\\\]' : `[^${quote}\\\\\\n]`;
      alternatives.push(`${quote}(?:${content}|\\\\[^])*${quote}?`);
    }
    for (const [open, close] of syntax.block)
      alternatives.push(`${escapeRegExp(open)}[^]*?(?:${escapeRegExp(close)}|$(?![^]))`);
    // `$#`, `a#b` and `${x#y}` are no comments in shell and Ruby.
    for (const mark of syntax.line)
      alternatives.push(`${mark === '#' ? '(?<![^\\s;({[,])' : ''}${escapeRegExp(mark)}[^\\n]*`);
    scanner = new RegExp(alternatives.join('|'), 'g');
    scanners.set(syntax, scanner);
  }
  return scanner;
}

function gap(token: string): string {
  return ` ${token.replace(/[^\n]+/g, '')}`;
}

/** Whether only white space (or an assignment-free opening) stands before on the line: a docstring. */
function startsStatement(text: string, index: number): boolean {
  const lineStart = text.lastIndexOf('\n', index - 1) + 1;
  return /^\s*(?:@\w+\s*(?:~S)?\s*)?[rRuUbB]?$/.test(text.slice(lineStart, index));
}
