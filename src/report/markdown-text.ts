import { clip, oneLine, printableLines } from './sanitize.ts';
import { blocksOf } from './text.ts';

/*
 * Text for Markdown as GitHub and GitLab render it, in a table or out of it. Nothing that is quoted may make markup, HTML, a link, a
 * mention or a reference to an issue. Mentions and references are looked for after rendering, when escapes are gone: they are broken
 * by a zero-width space.
 */

const BREAK = '&#8203;';

const SPECIAL = /[&\\<>|`*_[\]~$]|:\/\/|www\.|@(?=\w)|#|!(?=\d)|%(?=\d)|\bGH-(?=\d)/gi;

/** One line of text in which only `code` is markup. */
export function markdownText(text: string): string {
  return oneLine(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part.slice(1, -1)) : part.replace(SPECIAL, escapeSpecial)))
    .join('')
    .replace(/^\//, '&#47;')
    .replace(/^(?:\d+(?=[.)])|(?=[-+=]))/, '$&\\');
}

/** A path or a command, word for word. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  if (!/[`|\\]/.test(line)) return `\`${line}\``;
  // Between tags Markdown is still Markdown: all but letters, digits and what stands in paths becomes an entity.
  const escaped = line.replace(/[^a-z0-9\s./-]|(?<=www)\./giu, (character) => `&#${character.codePointAt(0)};`);
  return `<code>${escaped}</code>`;
}

/** Advice in one line, for a cell of a table. */
export function markdownCell(text: string, length: number): string {
  const cells = blocksOf(printableLines(text)).map((block) => {
    if (block.kind === 'text') return markdownText(clip(block.text, length));
    const lines = block.lines.map((line) => line.trim()).filter((line) => line !== '');
    return lines.map((line) => codeSpan(clip(line, length))).join('<br>');
  });
  return cells.join('<br>');
}

function escapeSpecial(text: string): string {
  switch (text[0]) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '\\':
    case '|':
    case '`':
      return `&#${text.charCodeAt(0)};`;
    case ':':
      return ':&#47;/';
    case 'w':
    case 'W':
      return `${text.slice(0, 3)}&#46;`;
    case '@':
    case '#':
    case '!':
    case '%':
    case 'g':
    case 'G':
      return text + BREAK;
    default:
      return `\\${text}`;
  }
}
