import { withForwardSlashes } from './powershell.ts';
import { lexShell, type ShellToken } from './shell-lexer.ts';

/** One command of a script. */
interface ShellCommand {
  /** As written, with continued lines joined and control words (`if`, `then`, `!`) taken off. */
  readonly text: string;
  /** Its line within the script, from 0. */
  readonly line: number;
  /** The subshells `( … )` that it is in, outermost first: a `cd` there ends with them. */
  readonly subshells: readonly number[];
}

/** Scripts have tens of commands; whatever has more is no script that anybody reads. */
const COMMAND_LIMIT = 2000;
const TEXT_LIMIT = 2000;
const SUBSHELL_LIMIT = 20;

type Word = Extract<ShellToken, { kind: 'word' }>;

/** Words that come before a command without being part of it. */
const CONTROL: ReadonlySet<string> = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '!', '{', '@']);
/** Words that start something that is no command: heads of loops, ends of blocks, tests. */
const HEADS: ReadonlySet<string> = new Set([
  'for',
  'select',
  'function',
  'case',
  'fi',
  'done',
  'esac',
  'in',
  '}',
  '[',
  ']]',
  '[[',
]);

/**
 * Splits shell text into its commands: at line ends, `;`, `&`, `&&`, `||` and `|`, but not within quotes, substitutions
 * and `${{ }}` expressions. Comments, the bodies of here documents and the heads of loops, cases, tests and functions
 * are left out. Takes linear time: a script that is broken, or of another shell, gives odd commands and nothing worse.
 */
export function splitCommands(script: string): readonly ShellCommand[] {
  const commands: ShellCommand[] = [];
  let words: Word[] = [];
  /** The first word that is no control word. */
  let head: string | undefined;
  let subshells: readonly number[] = [];
  let lastSubshell = 0;
  let cases = 0;
  let atPattern = false;

  const finish = (): void => {
    const command = commandOf(words);
    if (command !== undefined && commands.length < COMMAND_LIMIT) commands.push({ ...command, subshells });
    words = [];
    head = undefined;
  };

  const tokens = lexShell(withForwardSlashes(script));
  for (const [index, token] of tokens.entries()) {
    if (atPattern) {
      if (token.kind === 'word' && token.text === 'esac') {
        cases = Math.max(0, cases - 1);
        atPattern = false;
      } else if (token.kind === 'operator' && token.text === ')') atPattern = false;
    } else if (token.kind === 'word') {
      if (token.text === 'esac' && words.length === 0) cases = Math.max(0, cases - 1);
      words.push(token);
      if (!CONTROL.has(token.text)) head ??= token.text;
      if (token.text === 'in' && words.length === 3 && words[0]?.text === 'case') {
        words = [];
        head = undefined;
        cases++;
        atPattern = true;
      }
    } else if (token.kind === 'line') {
      finish();
    } else if (head === '[[' && words.at(-1)?.text !== ']]' && token.text !== ';') {
      // Within `[[ … ]]`, `&&` and `(` belong to the test.
      words.push({ kind: 'word', text: token.text, line: token.line, afterBlank: true });
    } else if (token.text === '(' && isFunctionHead(words, tokens[index + 1])) {
      words = [];
      head = undefined;
    } else {
      finish();
      if (token.text === ';;') atPattern = cases > 0;
      else if (token.text === '(' && subshells.length < SUBSHELL_LIMIT) subshells = [...subshells, ++lastSubshell];
      else if (token.text === ')') subshells = subshells.slice(0, -1);
    }
  }
  finish();
  return commands;
}

function isFunctionHead(words: readonly Word[], next: ShellToken | undefined): boolean {
  const isName = words.length === 1 || (words.length === 2 && words[0]?.text === 'function');
  return isName && next?.kind === 'operator' && next.text === ')';
}

function commandOf(words: readonly Word[]): Omit<ShellCommand, 'subshells'> | undefined {
  const start = words.findIndex((word) => !CONTROL.has(word.text));
  const first = words[start];
  if (first === undefined || HEADS.has(first.text) || first.text.startsWith('((')) return undefined;
  // Blocks of PowerShell and of one-line functions end without a separator.
  const end = words.at(-1)?.text === '}' ? -1 : undefined;
  let text = '';
  for (const word of words.slice(start, end)) {
    if (text.length > TEXT_LIMIT) break;
    text += text !== '' && word.afterBlank ? ` ${word.text}` : word.text;
  }
  // `@echo off` and `@command` of batch files.
  return { text: text.replace(/^@(?=\w)/, '').slice(0, TEXT_LIMIT), line: first.line };
}

/**
 * The words of a command, with quotes and escapes resolved and redirections left out.
 * Substitutions stay as they are written.
 */
export function wordsOf(command: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  for (const token of lexShell(command)) {
    if (token.kind !== 'word') continue;
    if (token.afterBlank && word !== '') {
      words.push(word);
      word = '';
    }
    word += token.text;
  }
  if (word !== '') words.push(word);
  return withoutRedirections(words).map(unquote);
}

/** A word without its quotes: `"a b"'c'` is `a bc`. */
export function unquote(word: string): string {
  if (!/['"\\]/.test(word)) return word;
  let text = '';
  for (let at = 0; at < word.length; at++) {
    const c = word.charAt(at);
    if (c === '\\') text += word.charAt(++at);
    else if (c === "'" || c === '"') {
      let close = at + 1;
      while (close < word.length && word[close] !== c) close += c === '"' && word[close] === '\\' ? 2 : 1;
      if (close >= word.length) text += c;
      else {
        const content = word.slice(at + 1, close);
        text += c === '"' ? content.replace(/\\(["\\$`])/g, '$1') : content;
        at = close;
      }
    } else text += c;
  }
  return text;
}

/** A word as one would type it: in quotes where a shell would take it apart. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./*~^${}-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function withoutRedirections(words: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const match = /^(?:\d|&)?(?:>>?|<)&?(.*)$/s.exec(word);
    if (match === null || word.startsWith('<(') || word.startsWith('>(')) kept.push(word);
    else if (match[1] === '') at++;
  }
  return kept;
}
