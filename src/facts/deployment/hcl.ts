/** A block of HashiCorp's configuration language: `resource "aws_instance" "web" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly line: number;
  readonly body: string;
}

/**
 * The outermost blocks of a text, in one pass; strings, interpolations, comments and heredocs are stepped over.
 * Never throws: what is not closed reaches to the end. There is no parser for this format that runs without native code.
 * @param firstLine the line on which the text starts
 */
export function hclBlocks(text: string, firstLine = 1): HclBlock[] {
  const blocks: HclBlock[] = [];
  let line = firstLine;
  let depth = 0;
  let headStart = 0;
  let open: { head: string; line: number; start: number } | undefined;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === '\n') {
      line++;
      if (depth === 0) headStart = index + 1;
    } else if (char === '#' || (char === '/' && text[index + 1] === '/')) {
      index = endOf(text, '\n', index) - 1;
    } else if (char === '/' && text[index + 1] === '*') {
      const end = endOf(text, '*/', index + 2);
      line += newlines(text, index, end);
      index = end + 1;
      if (depth === 0) headStart = index + 1;
    } else if (char === '"') {
      const end = stringEnd(text, index);
      line += newlines(text, index, end);
      index = end;
    } else if (char === '<' && text[index + 1] === '<') {
      const end = heredocEnd(text, index);
      line += newlines(text, index, end);
      index = Math.max(index, end - 1);
    } else if (char === '{') {
      if (depth === 0) open = { head: text.slice(headStart, index), line, start: index + 1 };
      depth++;
    } else if (char === '}' && depth > 0) {
      depth--;
      if (depth === 0 && open !== undefined) {
        push(blocks, open, text.slice(open.start, index));
        open = undefined;
        headStart = index + 1;
      }
    }
  }
  if (open !== undefined) push(blocks, open, text.slice(open.start));
  return blocks;
}

function push(blocks: HclBlock[], open: { head: string; line: number }, body: string): void {
  const [, type, labels] = /^\s*([A-Za-z_][\w-]*)((?:\s+(?:"[^"\n]*"|[A-Za-z_][\w-]*))*)\s*$/.exec(open.head) ?? [];
  // `name = {` is an attribute.
  if (type === undefined) return;
  const names = [...(labels ?? '').matchAll(/"([^"]*)"|([A-Za-z_][\w-]*)/g)].map((match) => match[1] ?? match[2] ?? '');
  blocks.push({ type, labels: names, line: open.line, body });
}

function endOf(text: string, needle: string, from: number): number {
  const end = text.indexOf(needle, from);
  return end < 0 ? text.length : end;
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let index = from; index < to; index++) if (text[index] === '\n') count++;
  return count;
}

/** The index of the closing quote; quotes inside `${…}` belong to it. */
function stringEnd(text: string, start: number): number {
  // One entry an open string; its number counts the braces of the interpolation that is open in it, 0 for none.
  const open = [0];
  for (let index = start + 1; index < text.length; index++) {
    const char = text[index];
    const braces = open[open.length - 1] ?? 0;
    if (char === '\n') return index - 1;
    if (braces === 0) {
      if (char === '\\') index++;
      else if (char === '"') {
        open.pop();
        if (open.length === 0) return index;
      } else if ((char === '$' || char === '%') && text[index + 1] === '{') {
        open[open.length - 1] = 1;
        index++;
      }
    } else if (char === '{') open[open.length - 1] = braces + 1;
    else if (char === '}') open[open.length - 1] = braces - 1;
    else if (char === '"') open.push(0);
  }
  return text.length;
}

/** The index after a heredoc's closing marker; the index itself when `<<` begins none. */
function heredocEnd(text: string, start: number): number {
  const marker = /^<<[-~]?([A-Za-z_]\w*)[ \t]*\r?\n/.exec(text.slice(start, start + 80));
  if (marker === null) return start + 1;
  let lineStart = start + marker[0].length;
  while (lineStart < text.length) {
    const lineEnd = endOf(text, '\n', lineStart);
    if (text.slice(lineStart, lineEnd).trim() === marker[1]) return lineEnd;
    lineStart = lineEnd + 1;
  }
  return text.length;
}

/** The text of an attribute that has a quoted string as its value. */
export function hclString(body: string, name: string): string | undefined {
  return new RegExp(`^[ \\t]*${name}[ \\t]*=[ \\t]*"([^"\\n]*)"`, 'm').exec(body)?.[1];
}
