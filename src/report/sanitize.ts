/*
 * What comes out of a repository can say anything: file names with escape sequences, manifests with right-to-left marks, lines that
 * a CI runner takes for commands. Everything is passed through here before it is printed.
 */

/** C0 and C1 controls, bidirectional and zero-width marks, tags, line separators, lone surrogates: what is not seen but does something. */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

/** The same without the line feeds that structure a JSON text; inside its strings they are escaped already. */
const HIDDEN_IN_JSON =
  /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

/** GitHub's `::error …` counts at the start of a line; wrapping can bring any word there. */
const WORKFLOW_COMMAND = /(?<!\S)::(?=[a-z])/gi;
/** `##[error]` (GitHub), `##vso[…]` (Azure) and `##teamcity[…]` count anywhere in a line. */
const LOGGING_COMMAND = /##(?=\w*\[)/g;

const PLAIN = /^[\x20-\x7e]*$/;

/** One line of text, harmless in a terminal and in a CI log: hidden characters become visible as `\u{…}`. */
export function printable(text: string): string {
  const visible = PLAIN.test(text) ? text : text.replace(HIDDEN, visibly);
  return withoutCommands(visible);
}

/** Text of several lines: line feeds stay, tabs become spaces, all else is as in `printable`. */
export function printableLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\t/g, '  ').split('\n').map(printable).join('\n');
}

/** Text of several lines as one: runs of white space become a space. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' ').trim());
}

/** A value as JSON in which hidden characters are escaped as `\uXXXX`: the same value when it is read, harmless when it is printed. */
export function safeJson(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, null, indent);
  return json.replace(HIDDEN_IN_JSON, escaped).replace(LOGGING_COMMAND, '\\u0023#');
}

/** Shortens what is too long to be read, by characters and not by halves of them. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const characters = Array.from(text.slice(0, length * 2 + 2));
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

function withoutCommands(text: string): string {
  if (!text.includes('::') && !text.includes('##')) return text;
  return text.replace(WORKFLOW_COMMAND, '\\u{3a}:').replace(LOGGING_COMMAND, '\\u{23}#');
}

function visibly(character: string): string {
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}

function escaped(character: string): string {
  let text = '';
  for (let index = 0; index < character.length; index += 1) {
    text += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return text;
}
