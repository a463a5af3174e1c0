export type ShellToken =
  | { readonly kind: 'word'; readonly text: string; readonly line: number; readonly afterBlank: boolean }
  | { readonly kind: 'operator'; readonly text: string; readonly line: number }
  | { readonly kind: 'line' };

const OPERATORS = ['&&', '||', ';;', '|&', ';', '|', '&', '(', ')'] as const;

/**
 * Cuts shell text into words and operators. Quotes, substitutions, arrays and `${{ }}` expressions stay in the word that
 * they are part of; comments and the bodies of here documents are left out, continued lines joined.
 * Goes over the text once and never back, however broken it is.
 * @returns tokens with their line within the text, from 0
 */
export function lexShell(script: string): readonly ShellToken[] {
  const tokens: ShellToken[] = [];
  const scanner = createScanner(script);
  let word = '';
  let wordLine = 0;
  let afterBlank = true;
  let line = 0;
  let at = 0;

  const endWord = (): void => {
    if (word !== '') tokens.push({ kind: 'word', text: word, line: wordLine, afterBlank });
    if (word !== '') afterBlank = false;
    word = '';
  };
  const take = (end: number): void => {
    if (word === '') wordLine = line;
    word += script.slice(at, end);
    line += scanner.linesBetween(at, end);
    at = end;
  };

  while (at < script.length) {
    const c = script.charAt(at);
    const continued = scanner.continuationAt(at);
    if (continued > 0) {
      at += continued;
      line++;
    } else if (c === '\n') {
      endWord();
      tokens.push({ kind: 'line' });
      const end = scanner.endOfLine(at);
      line += scanner.linesBetween(at, end);
      at = end;
      afterBlank = true;
    } else if (c === ' ' || c === '\t' || c === '\r') {
      endWord();
      afterBlank = true;
      at++;
    } else if (c === '#' && word === '' && afterBlank) {
      at = scanner.endOfComment(at);
    } else {
      const nested = scanner.endOfNested(at, word);
      if (nested > at) {
        take(nested);
        continue;
      }
      const operator = scanner.operatorAt(at);
      if (operator === undefined) {
        take(at + scanner.plainLength(at));
        continue;
      }
      endWord();
      tokens.push({ kind: 'operator', text: operator, line });
      at += operator.length;
      afterBlank = true;
    }
  }
  endWord();
  return tokens;
}

interface Scanner {
  /** The length of a line continuation that starts here, or 0. */
  continuationAt(at: number): number;
  /** Where the next line starts, behind the here documents that this line announced. */
  endOfLine(at: number): number;
  endOfComment(at: number): number;
  /** The end of a quote, substitution or group that starts here; the same place when there is none. */
  endOfNested(at: number, word: string): number;
  operatorAt(at: number): string | undefined;
  /** How many characters from here are one piece of a word: an escape, a here document's announcement, or just one. */
  plainLength(at: number): number;
  linesBetween(from: number, to: number): number;
}

/** Failing searches for the end of a here document are not repeated for ever. */
const FAILURES = 10;
const HERE_DOCUMENT = /<<-?[ \t]{0,8}(?:'([^'\n]{1,80})'|"([^"\n]{1,80})"|\\?([A-Za-z_][\w.-]{0,80}))/y;
const PLAIN = /[\w./:=,@%+~-]+/y;
/** `<< parameters.x >>` of CircleCI looks like a here document. */
const PARAMETER = /<<[ \t]{0,8}[\w.-]{1,80}[ \t]{0,8}>>/y;

function createScanner(script: string): Scanner {
  const last = { "'": script.lastIndexOf("'"), '"': script.lastIndexOf('"'), '`': script.lastIndexOf('`') };
  const lastExpressionEnd = script.lastIndexOf('}}');
  let hereDocumentsEnd = 0;
  let failures = 0;

  const isLineEnd = (at: number): boolean => script[at] === '\n' || (script[at] === '\r' && script[at + 1] === '\n');

  /** Notes where the body ends that is announced here; gives the length of the announcement. */
  const hereDocument = (at: number): number => {
    if (failures >= FAILURES || script[at + 1] !== '<' || script[at + 2] === '<' || script[at - 1] === '<') return 0;
    PARAMETER.lastIndex = at;
    const parameter = PARAMETER.exec(script);
    if (parameter !== null) return parameter[0].length;
    HERE_DOCUMENT.lastIndex = at;
    const match = HERE_DOCUMENT.exec(script);
    if (match === null) return 0;
    const end = endOfBody(script, Math.max(hereDocumentsEnd, at), match[1] ?? match[2] ?? match[3] ?? '');
    if (end === undefined) failures++;
    else hereDocumentsEnd = end;
    return match[0].length;
  };

  const closes = (c: '"' | "'" | '`', at: number): boolean => at < last[c];

  /** The construct that opens here: its opening characters and what closes it. */
  const opening = (at: number, within: string): readonly [length: number, close: string] | undefined => {
    const c = script[at];
    const next = script[at + 1];
    if (c === '"') return closes('"', at) ? [1, '"'] : undefined;
    if (c === '`') return closes('`', at) ? [1, '`'] : undefined;
    if (c === '$' && next === '(') return [2, ')'];
    if (c === '$' && next === '{') return [2, '}'];
    if (within === '"') return undefined;
    if (c === '(' && within === ')') return [1, ')'];
    if ((c === '<' || c === '>') && next === '(') return [2, ')'];
    return undefined;
  };

  /** Single quotes and `${{ }}` have nothing nested in them: their end is looked up. */
  const endOfFlat = (at: number, within: string): number => {
    if (script.startsWith('${{', at) && at < lastExpressionEnd) return script.indexOf('}}', at) + 2;
    if (within === '"' || within === '}') return at;
    if (script.startsWith("$'", at)) return endOfAnsiQuote(script, at + 2);
    return script[at] === "'" && closes("'", at) ? script.indexOf("'", at + 1) + 1 : at;
  };

  const endOfNested = (from: number, word: string): number => {
    const flat = endOfFlat(from, '');
    if (flat > from) return flat;
    // `(( … ))` is arithmetic, as `for` has it.
    const arithmetic = word === '' && script.startsWith('((', from);
    const first = arithmetic ? ([2, ')'] as const) : opening(from, word !== '' && script[from + 1] !== ')' ? ')' : '');
    if (first === undefined) return from;
    const open = arithmetic ? [')', ')'] : [first[1]];
    let at = from + first[0];
    while (at < script.length && open.length > 0) {
      const within = open.at(-1) ?? '';
      if (script[at] === within) {
        open.pop();
        at++;
      } else if (script[at] === '\\') at += 2;
      else if (script[at] === '\n' && hereDocumentsEnd > at) at = hereDocumentsEnd;
      else if (script[at] === '#' && within === ')' && /\s/.test(script.charAt(at - 1))) at = endOf(script, '\n', at);
      else {
        const skipped = endOfFlat(at, within);
        const inner = skipped > at ? undefined : opening(at, within);
        if (skipped > at) at = skipped;
        else if (inner !== undefined) {
          open.push(inner[1]);
          at += inner[0];
        } else at += within === ')' && script[at] === '<' ? Math.max(1, hereDocument(at)) : 1;
      }
    }
    return Math.min(at, script.length);
  };

  return {
    continuationAt: (at) => {
      const c = script[at];
      // PowerShell continues lines with a backtick.
      if (c !== '\\' && !(c === '`' && /\s/.test(script.charAt(at - 1)))) return 0;
      return isLineEnd(at + 1) ? (script[at + 1] === '\n' ? 2 : 3) : 0;
    },
    endOfLine: (at) => (hereDocumentsEnd > at ? hereDocumentsEnd : at + 1),
    endOfComment: (at) => endOf(script, '\n', at),
    endOfNested,
    operatorAt: (at) => {
      const operator = OPERATORS.find((candidate) => script.startsWith(candidate, at));
      if (operator !== '&') return operator;
      const redirects = script[at + 1] === '>' || script[at - 1] === '>' || script[at - 1] === '<';
      return redirects ? undefined : operator;
    },
    plainLength: (at) => {
      if (script[at] === '\\') return Math.min(2, script.length - at);
      if (script[at] === '<') return Math.max(1, hereDocument(at));
      PLAIN.lastIndex = at;
      return PLAIN.test(script) ? PLAIN.lastIndex - at : 1;
    },
    linesBetween: (from, to) => {
      let lines = 0;
      for (let at = from; at < to; at++) if (script[at] === '\n') lines++;
      return lines;
    },
  };
}

function endOf(script: string, needle: string, from: number): number {
  const at = script.indexOf(needle, from);
  return at === -1 ? script.length : at;
}

/** Where the line after the closing word starts; `undefined` when no line is that word. */
function endOfBody(script: string, from: number, word: string): number | undefined {
  let start = script.indexOf('\n', from === 0 || script[from - 1] !== '\n' ? from : from - 1);
  while (start !== -1) {
    const end = script.indexOf('\n', start + 1);
    if (script.slice(start + 1, end === -1 ? undefined : end).trim() === word) {
      return end === -1 ? script.length : end + 1;
    }
    start = end;
  }
  return undefined;
}

function endOfAnsiQuote(script: string, from: number): number {
  let at = from;
  while (at < script.length && script[at] !== "'") at += script[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, script.length);
}
