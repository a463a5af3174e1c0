/** The parts of Groovy that matter in a Jenkinsfile; comments are left out. */
export interface GroovyToken {
  readonly kind: 'word' | 'string' | 'mark';
  /** The content of a string, escapes resolved. */
  readonly text: string;
  readonly line: number;
}

const TOKEN_LIMIT = 100_000;
const WORD = /[A-Za-z_$][\w$]*|\d[\w.]*/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', b: '', f: '' };

/** Cuts Groovy into words, strings and single marks. Goes over the text once; what it does not know is a mark. */
export function lexGroovy(text: string): readonly GroovyToken[] {
  const tokens: GroovyToken[] = [];
  let line = 1;
  let at = 0;
  const skipTo = (end: number): void => {
    for (; at < end; at++) if (text[at] === '\n') line++;
  };
  while (at < text.length && tokens.length < TOKEN_LIMIT) {
    const c = text.charAt(at);
    if (c === '\n') {
      // A line end closes a statement: `sh` on the next line is another one.
      tokens.push({ kind: 'mark', text: '\n', line });
      skipTo(at + 1);
    } else if (/\s/.test(c)) at++;
    else if (text.startsWith('//', at) || (c === '#' && text.startsWith('#!', at))) skipTo(endOf(text, '\n', at, 0));
    else if (text.startsWith('/*', at)) skipTo(endOf(text, '*/', at + 2, 2));
    else if (c === '"' || c === "'") {
      const quote = text.startsWith(c.repeat(3), at) ? c.repeat(3) : c;
      const end = endOfString(text, at + quote.length, quote);
      tokens.push({ kind: 'string', text: withoutEscapes(text.slice(at + quote.length, end)), line });
      skipTo(Math.min(end + quote.length, text.length));
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0];
      tokens.push(word === undefined ? { kind: 'mark', text: c, line } : { kind: 'word', text: word, line });
      at += word?.length ?? 1;
    }
  }
  return tokens;
}

function endOf(text: string, needle: string, from: number, extra: number): number {
  const found = text.indexOf(needle, from);
  return found === -1 ? text.length : found + extra;
}

/** Where the closing quote starts. A plain string ends with its line at the latest. */
function endOfString(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at;
    else if (quote.length === 1 && text[at] === '\n') return at;
  }
  return text.length;
}

function withoutEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  // An escaped line end stays: the shell joins the lines as Groovy does, and lines go on being counted.
  return text.replace(/\\([^\n])/g, (_, c: string) => ESCAPES[c] ?? c);
}
