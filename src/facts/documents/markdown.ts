import {
  assemble,
  type Badge,
  type Block,
  bareLinks,
  isBadge,
  LINE_LIMIT,
  type Link,
  type Prose,
  paragraphsOf,
} from './prose.ts';

/** Reads the outline of a Markdown document (CommonMark's headings, fences and links, and the HTML that READMEs use). */
export function readMarkdown(text: string): Prose {
  const lines = blankComments(text).split('\n');
  const blocks = blocksOf(lines);
  return assemble(blocks, inlineOf(blocks, lines), paragraph);
}

/** Comments and front matter made blank, so that lines keep their numbers. */
function blankComments(text: string): string {
  let rest = text.replace(/\r\n?/g, '\n');
  if (rest.startsWith('---\n')) {
    const end = rest.indexOf('\n---', 3);
    if (end > 0 && end < 20_000) rest = blank(rest.slice(0, end + 4)) + rest.slice(end + 4);
  }
  let result = '';
  for (let at = 0; ; ) {
    const start = rest.indexOf('<!--', at);
    if (start < 0) return result + rest.slice(at);
    const end = rest.indexOf('-->', start + 4);
    const stop = end < 0 ? rest.length : end + 3;
    result += rest.slice(at, start) + blank(rest.slice(start, stop));
    at = stop;
  }
}

function blank(text: string): string {
  return text.replace(/[^\n]+/g, '');
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let aside = false;
  for (let index = 0; index < lines.length; index++) {
    const text = lines[index] ?? '';
    const line = index + 1;
    const fence = /^ {0,12}(?:[-*+] +|\d+[.)] +)?(`{3,}|~{3,})[ \t]*\{?\.?([\w+#.-]*)/.exec(text);
    if (fence?.[1] !== undefined && !text.slice(fence[0].length).includes('`')) {
      const end = closingFence(lines, index + 1, fence[1]);
      const language = fence[2]?.toLowerCase();
      blocks.push({
        sort: 'code',
        ...(language === undefined || language === '' ? {} : { language }),
        text: lines.slice(index + 1, end).join('\n'),
        line,
      });
      index = end;
      continue;
    }
    const indented = indentedCode(lines, index);
    if (indented > index) {
      blocks.push({
        sort: 'code',
        text: lines
          .slice(index, indented)
          .map((code) => code.trimStart())
          .join('\n'),
        line,
      });
      index = indented - 1;
      continue;
    }
    const heading = headingAt(lines, index);
    if (heading === undefined) {
      aside = isAside(text, aside);
      blocks.push({ sort: 'text', text, line, ...(aside ? { aside } : {}) });
      continue;
    }
    blocks.push({ sort: 'heading', level: heading.level, text: heading.text, line });
    index = heading.last;
  }
  return blocks;
}

const ASIDE =
  /^\s*(?:>\s*\[![A-Za-z]+\]|[-*+]\s|\d+[.)]\s|\||\[[^\]]+\]:\s|:::|\{%|-{3,}\s*$|={3,}\s*$|\*{3,}\s*$|<[A-Za-z][^>]*$)/;

/** Whether a line is part of a note, a list, a table or an open tag: they go on until a blank line. */
function isAside(text: string, before: boolean): boolean {
  return text.trim() !== '' && (before || ASIDE.test(text));
}

function closingFence(lines: readonly string[], from: number, fence: string): number {
  for (let index = from; index < lines.length; index++) {
    const text = (lines[index] ?? '').trim();
    if (text.startsWith(fence) && text.split('').every((char) => char === fence[0])) return index;
  }
  return lines.length;
}

/** The end of a block of lines indented by four, after a blank line and outside of lists; its start when there is none. */
function indentedCode(lines: readonly string[], start: number): number {
  const isCode = (text: string | undefined): boolean => text !== undefined && /^(?: {4}|\t)\s*\S/.test(text);
  if (!isCode(lines[start]) || (lines[start - 1] ?? '').trim() !== '') return start;
  let before = start - 1;
  while (before >= 0 && (lines[before] ?? '').trim() === '') before--;
  if (/^\s*(?:[-*+]|\d+[.)])\s|^\s{2,}\S/.test(lines[before] ?? '')) return start;
  let end = start;
  while (isCode(lines[end])) end++;
  return end;
}

interface Heading {
  readonly level: number;
  readonly text: string;
  /** The index of its last line. */
  readonly last: number;
}

function headingAt(lines: readonly string[], index: number): Heading | undefined {
  const text = (lines[index] ?? '').slice(0, LINE_LIMIT);
  const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(text);
  if (atx?.[1] !== undefined) {
    return { level: atx[1].length, text: strip((atx[2] ?? '').replace(/(?:^|[ \t])#+[ \t]*$/, '')), last: index };
  }
  const html = /^\s*<h([1-6])\b/i.exec(text);
  if (html?.[1] !== undefined) return htmlHeading(lines, index, Number(html[1]));
  const underline = lines[index + 1];
  if (underline !== undefined && /^ {0,3}(?:=+|-{2,})[ \t]*$/.test(underline) && isParagraph(text)) {
    return { level: underline.trimStart().startsWith('=') ? 1 : 2, text: strip(text), last: index + 1 };
  }
  return undefined;
}

function isParagraph(text: string): boolean {
  return text.trim() !== '' && !/^\s*(?:[-*+>|#]|\d+[.)]\s|<|={2,}|!\[|\[!\[)/.test(text);
}

/** `<h1 align="center">` … `</h1>`, on a few lines. */
function htmlHeading(lines: readonly string[], index: number, level: number): Heading {
  let content = '';
  let last = index;
  for (; last < Math.min(lines.length, index + 12); last++) {
    content += ` ${(lines[last] ?? '').slice(0, LINE_LIMIT)}`;
    if (/<\/h[1-6]\s*>/i.test(lines[last] ?? '')) break;
  }
  const alt = /<img\b[^>]*?\balt=["']([^"']*)["']/i.exec(content)?.[1] ?? '';
  const text = strip(content);
  return { level, text: text === '' ? alt : text, last: Math.min(last, lines.length - 1) };
}

/** Markup taken off: links and pictures leave their text, tags and emphasis go. */
function strip(text: string): string {
  return text
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, '')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/<[^<>]*>/g, '')
    .replace(/\\(?=[#*_[\]()`])/g, '')
    .replace(/(?<![\w])(?:\*{1,3}|_{1,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3})(?![\w])|`/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\{#[\w-]+\}\s*$/, '')
    .trim();
}

/** A paragraph without its markup; `''` when it is a row of links, which is navigation. */
function paragraph(text: string): string {
  const stripped = strip(text.replace(/^\s*>\s?/gm, ''));
  const links = text.match(/\]\(|<a\b/g)?.length ?? 0;
  return links >= 2 && stripped.length < links * 25 && !/[.!?:]$/.test(stripped) ? '' : stripped;
}

const DEFINITION = /^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*<?([^\s>]{1,1000})>?/;

/** Links and badges of the prose; references are looked up among the definitions. */
function inlineOf(blocks: readonly Block[], lines: readonly string[]): { links: Link[]; badges: Badge[] } {
  const definitions = new Map<string, string>();
  for (const text of lines) {
    const [, name, target] = DEFINITION.exec(text) ?? [];
    if (name !== undefined && target !== undefined) definitions.set(name.toLowerCase(), target);
  }
  const links: Link[] = [];
  const badges: Badge[] = [];
  for (const { text, line } of paragraphsOf(headingsAsText(blocks, lines), true)) {
    if (/[[<]|:\/\//.test(text)) readParagraph(text, line, definitions, links, badges);
  }
  addHtmlBadges(blocks, badges);
  const byLine = (a: Link | Badge, b: Link | Badge): number => a.line - b.line;
  return { links: links.sort(byLine), badges: badges.sort(byLine) };
}

/** Headings as they were written, a paragraph of their own; definitions left out. */
function headingsAsText(blocks: readonly Block[], lines: readonly string[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.sort === 'code') return [block];
    const text = block.sort === 'heading' ? (lines[block.line - 1] ?? '') : block.text;
    const { line } = block;
    if (DEFINITION.test(text)) return [{ sort: 'text', text: '', line }];
    const blank: Block = { sort: 'text', text: '', line };
    return block.sort === 'heading' ? [blank, { sort: 'text', text, line }, blank] : [{ sort: 'text', text, line }];
  });
}

/** `(target "title")`, `[reference]` or nothing, after a bracket. */
const TARGET = String.raw`(?:\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s[^()]*)?\)|\[([^\]]*)\])`;
const LINKED_IMAGE = new RegExp(String.raw`\[\s*!\[([^\]]*)\]${TARGET}\s*\]${TARGET}`, 'g');
const IMAGE = new RegExp(String.raw`!\[([^\]]*)\]${TARGET}`, 'g');
const LINK = new RegExp(String.raw`\[([^[\]]*)\]${TARGET}`, 'g');

/** As many backticks as opened it close a span of code: links in it are shown, not made. https://spec.commonmark.org/0.31.2/#code-spans */
const CODE_SPAN = /(?<!`)(`{1,8})(?!`)((?:[^`]|(?<!`)(?!\1(?!`))`+){1,500})(?<!`)\1(?!`)/g;
const LINK_WRITTEN = /\][([]/;

function readParagraph(
  text: string,
  firstLine: number,
  definitions: ReadonlyMap<string, string>,
  links: Link[],
  badges: Badge[],
): void {
  const resolve = (target: string | undefined, reference: string | undefined, label: string): string | undefined =>
    target ?? definitions.get((reference === '' || reference === undefined ? label : reference).toLowerCase());
  const lineAt = (offset: number): number => firstLine + newlines(text.slice(0, offset));
  // What has been read is replaced by as much blank space, so that offsets keep their meaning.
  const prose = text.replace(CODE_SPAN, (whole, _ticks, code: string) =>
    LINK_WRITTEN.test(code) ? spaces(whole) : whole,
  );
  let rest = prose.replace(LINKED_IMAGE, (whole, alt: string, ...found: (string | number | undefined)[]) => {
    const [url, ref, to, toRef, offset] = found as [string?, string?, string?, string?, number?];
    const line = lineAt(offset ?? 0);
    const target = resolve(to, toRef, alt);
    badges.push({ text: alt, image: resolve(url, ref, alt) ?? '', ...(target === undefined ? {} : { target }), line });
    if (target !== undefined) links.push({ text: alt, target, line });
    return spaces(whole);
  });
  rest = rest.replace(IMAGE, (whole, alt: string, url: string | undefined, ref: string | undefined, offset: number) => {
    const image = resolve(url, ref, alt);
    if (image !== undefined && isBadge(image)) badges.push({ text: alt, image, line: lineAt(offset) });
    return spaces(whole);
  });
  rest = rest.replace(
    LINK,
    (whole, label: string, url: string | undefined, ref: string | undefined, offset: number) => {
      const target = resolve(url, ref, label);
      if (target !== undefined && target !== '') links.push({ text: strip(label), target, line: lineAt(offset) });
      return spaces(whole);
    },
  );
  rest = rest.replace(/\[([^[\]]{1,200})\]/g, (whole, label: string, offset: number) => {
    const target = definitions.get(label.toLowerCase());
    if (target !== undefined) links.push({ text: strip(label), target, line: lineAt(offset) });
    return target === undefined ? whole : spaces(whole);
  });
  for (const match of rest.matchAll(/<a\b[^<>]*?\bhref=["']([^"'<>]+)["'][^<>]*>([^<]*)/gi)) {
    links.push({ text: (match[2] ?? '').trim(), target: match[1] ?? '', line: lineAt(match.index) });
  }
  rest.split('\n').forEach((line, at) => {
    links.push(...bareLinks(line.replace(/<(?:a|img)\b[^<>]*>/gi, ' '), firstLine + at));
  });
}

function spaces(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}

/** `<a href="…"><img src="…"></a>`, also over several lines. */
function addHtmlBadges(blocks: readonly Block[], badges: Badge[]): void {
  let target: string | undefined;
  for (const block of blocks) {
    if (block.sort === 'code' || !block.text.includes('<')) continue;
    for (const match of block.text.slice(0, LINE_LIMIT).matchAll(/<a\b([^<>]*)>|<img\b([^<>]*)>|<\/a>/gi)) {
      if (match[1] !== undefined) target = /\bhref=["']([^"']*)["']/i.exec(match[1])?.[1];
      else if (match[2] === undefined) target = undefined;
      else {
        const image = /\bsrc=["']([^"']*)["']/i.exec(match[2])?.[1] ?? '';
        const text = /\balt=["']([^"']*)["']/i.exec(match[2])?.[1] ?? '';
        if (isBadge(image)) badges.push({ text, image, ...(target === undefined ? {} : { target }), line: block.line });
      }
    }
  }
}
