/** A stretch of advice: prose that may be wrapped, or lines of code that may not. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly lines: readonly string[] };

/**
 * Splits advice into prose, a block for each line, and code: fenced, or indented by two or more, which is also what a folded text in
 * YAML leaves as it is. Indented lines after an item of a list belong to the item.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let code: string[] = [];
  let isFenced = false;
  let isInItem = false;
  const endCode = (): void => {
    while (code.at(-1)?.trim() === '') code.pop();
    if (code.length > 0) blocks.push({ kind: 'code', lines: withoutIndent(code) });
    code = [];
  };
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const prose = line.trim();
    const last = blocks.at(-1);
    if (prose.startsWith('```')) {
      endCode();
      isFenced = !isFenced;
    } else if (prose === '') {
      if (code.length > 0) code.push(line);
      isInItem = false;
    } else if (isFenced || (line.startsWith('  ') && !isInItem) || isSnippet(line, lines[index + 1])) {
      code.push(line);
    } else if (line.startsWith('  ') && last?.kind === 'text') {
      blocks[blocks.length - 1] = { kind: 'text', text: `${last.text} ${prose}` };
    } else {
      endCode();
      blocks.push({ kind: 'text', text: prose });
      isInItem = LIST_ITEM.test(prose);
    }
  }
  endCode();
  return blocks;
}

/** What is no prose although nothing sets it off: a step of a workflow, an instruction of a Dockerfile, a key above its indented values. */
function isSnippet(line: string, next: string | undefined): boolean {
  if (/^- (?:uses|run|name): \S|^(?:ARG|CMD|COPY|ENTRYPOINT|ENV|FROM|HEALTHCHECK|RUN|USER|WORKDIR) \S/.test(line))
    return true;
  // `version: 2` above `updates:`.
  if (/^[\w.-]+: \S+$/.test(line) && next !== undefined && /^[\w.-]+:$/.test(next)) return true;
  return /^[\w.-]+:$/.test(line) && next?.startsWith('  ') === true;
}

const LIST_ITEM = /^(?:[-*•]|\d{1,3}[.)])\s/;

function withoutIndent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent).trimEnd());
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many columns a text takes in a terminal. */
export function columnsOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) {
    if (!/\p{M}/u.test(character)) columns += WIDE.test(character) ? 2 : 1;
  }
  return columns;
}

/**
 * Fills lines with words, none of which is broken: a path or a command can still be copied.
 * @param first the columns that are already taken in the first line
 */
export function fill(words: readonly string[], width: number, first = 0): string[] {
  const lines: string[] = [];
  let line = '';
  let used = first;
  for (const word of words) {
    const columns = columnsOf(word);
    if (line !== '' && used + 1 + columns > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line = line === '' ? word : `${line} ${word}`;
    used += columns + (line === word ? 0 : 1);
  }
  if (line !== '') lines.push(line);
  return lines;
}

export function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** "a, b, c, +2 more" as words that stay whole. */
export function listed(items: readonly string[], limit: number): string[] {
  const shown = items.length <= limit ? items : items.slice(0, limit);
  const rest = items.length - shown.length;
  const words = shown.map((item, index) => (index < shown.length - 1 ? `${item},` : item));
  return rest === 0 ? words : [...words, `+${rest} more`];
}

/** "1 warning", "3 warnings" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** 0.974 → "97 %"; what is not certain is never shown as 100 %, nor what is possible as 0 %. */
export function percent(share: number): string {
  if (share <= 0 || share >= 1) return share <= 0 ? '0 %' : '100 %';
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))} %`;
}
