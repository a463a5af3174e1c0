import { assemble, type Badge, type Block, bareLinks, LINE_LIMIT, type Link, type Prose } from './prose.ts';

/** Reads the outline of a reStructuredText document: underlined headings, directives, links with targets. */
export function readRst(text: string): Prose {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const styles: string[] = [];
  const blocks: Block[] = [];
  const links: Link[] = [];
  const badges: Badge[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const number = index + 1;
    const over = isRule(line) && isRule(lines[index + 2] ?? '') && (lines[index + 1] ?? '').trim() !== '';
    const title = over ? (lines[index + 1] ?? '') : line;
    const rule = over ? line : (lines[index + 1] ?? '');
    if (
      over ||
      (isRule(rule) && /^\S/.test(title) && !isRule(title) && rule.trim().length >= Math.min(title.trim().length, 3))
    ) {
      const style = `${over ? 'o' : ''}${rule.trim()[0]}`;
      if (!styles.includes(style)) styles.push(style);
      blocks.push({ sort: 'heading', level: styles.indexOf(style) + 1, text: rstPlain(title), line: number });
      index += over ? 2 : 1;
      continue;
    }
    const directive = /^\s*\.\.\s+(?:\|([^|]+)\|\s+)?([\w-]+)::\s*(.*)$/.exec(line.slice(0, LINE_LIMIT));
    if (directive !== null) {
      const end = blockEnd(lines, index);
      const body = lines.slice(index + 1, end);
      if (/^(?:code|code-block|sourcecode|highlight|prompt|parsed-literal)$/.test(directive[2] ?? '')) {
        const language = directive[3]?.trim().toLowerCase();
        blocks.push({ sort: 'code', ...(language ? { language } : {}), text: dedent(body), line: number });
        index = end - 1;
      } else if (directive[2] === 'image') {
        const option = (name: string): string | undefined =>
          body
            .map((other) => new RegExp(`^\\s*:${name}:\\s*(\\S.*)$`).exec(other)?.[1]?.trim())
            .find((value) => value !== undefined);
        const target = option('target');
        const image = (directive[3] ?? '').trim();
        if (target !== undefined) {
          badges.push({ text: option('alt') ?? directive[1] ?? '', image, target, line: number });
          links.push({ text: option('alt') ?? '', target, line: number });
        }
        index = end - 1;
      }
      continue;
    }
    if (/^\s*\.\.(?:\s|$)/.test(line)) {
      const target = /^\s*\.\.\s+_([^:]+):\s*(https?:\S+)/.exec(line.slice(0, LINE_LIMIT));
      if (target !== null) links.push({ text: target[1] ?? '', target: target[2] ?? '', line: number });
      continue;
    }
    blocks.push({ sort: 'text', text: line, line: number, ...(RST_ASIDE.test(line) ? { aside: true } : {}) });
    const embedded = [...line.slice(0, LINE_LIMIT).matchAll(/`([^`<]*)<([^`<>]+)>`_{1,2}/g)];
    for (const match of embedded) links.push({ text: (match[1] ?? '').trim(), target: match[2] ?? '', line: number });
    if (embedded.length === 0) links.push(...bareLinks(line.slice(0, LINE_LIMIT), number));
    if (/::\s*$/.test(line) && (lines[index + 1] ?? '').trim() === '') {
      const end = blockEnd(lines, index);
      const body = lines.slice(index + 1, end);
      if (dedent(body) !== '') blocks.push({ sort: 'code', text: dedent(body), line: number + 1 });
      index = end - 1;
    }
  }
  return assemble(blocks, { links, badges }, rstPlain);
}

function isRule(line: string): boolean {
  return /^([=\-`:.'"~^_*+#<>])\1{2,}\s*$/.test(line);
}

/** The end of what is indented below a line. */
function blockEnd(lines: readonly string[], start: number): number {
  const indent = /^\s*/.exec(lines[start] ?? '')?.[0].length ?? 0;
  let end = start + 1;
  for (let index = start + 1; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.trim() === '') continue;
    if ((/^\s*/.exec(line)?.[0].length ?? 0) <= indent) break;
    end = index + 1;
  }
  return end;
}

function dedent(lines: readonly string[]): string {
  return lines
    .filter((line) => !/^\s+:[\w-]+:/.test(line))
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

const RST_ASIDE = /^\s*(?:[-*+]\s|\d+[.)]\s|\+[-=+]+\+?$|\||:[\w-]+:|\.\.)/;

function rstPlain(line: string): string {
  return line
    .replace(/\|[^|\s][^|]*\|_{0,2}/g, '')
    .replace(/`([^`<]*?)\s*<[^`<>]+>`_{1,2}/g, '$1')
    .replace(/:[\w-]+:`~?([^`]*)`/g, '$1')
    .replace(/`{1,2}|\*{1,2}|(?<=\w)_(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Reads the outline of an AsciiDoc document. */
export function readAsciiDoc(text: string): Prose {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  const links: Link[] = [];
  const badges: Badge[] = [];
  let language: string | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').slice(0, LINE_LIMIT);
    const number = index + 1;
    const heading = /^(={1,6}|#{1,6})\s+(\S.*)$/.exec(line);
    if (heading !== null) {
      blocks.push({
        sort: 'heading',
        level: heading[1]?.length ?? 1,
        text: asciiDocPlain(heading[2] ?? ''),
        line: number,
      });
      continue;
    }
    const source = /^\[(?:source)?%?\w*,\s*([\w+#-]+)/.exec(line);
    if (source !== null) {
      language = source[1]?.toLowerCase();
      continue;
    }
    const fence = /^(?:-{4,}|\.{4,}|`{3,}(\w*))\s*$/.exec(line);
    if (fence !== null) {
      let end = index + 1;
      while (end < lines.length && (lines[end] ?? '').trim() !== line.trim().replace(/`(\w+)$/, '`')) end++;
      const named = fence[1] === undefined || fence[1] === '' ? language : fence[1];
      blocks.push({
        sort: 'code',
        ...(named === undefined ? {} : { language: named }),
        text: lines.slice(index + 1, end).join('\n'),
        line: number,
      });
      language = undefined;
      index = end;
      continue;
    }
    if (/^(?:\/\/(?!\/)|:[\w-]+!?:|\[[^\]]*\]$)/.test(line)) continue;
    blocks.push({ sort: 'text', text: line, line: number, ...(ASCIIDOC_ASIDE.test(line) ? { aside: true } : {}) });
    for (const match of line.matchAll(/image:{1,2}([^\s[\]]+)\[([^\]]*)\]/g)) {
      const target = /\blink="?([^",\s]+)/.exec(match[2] ?? '')?.[1];
      const alt = /^"?([^",]*)/.exec(match[2] ?? '')?.[1] ?? '';
      if (target !== undefined) badges.push({ text: alt, image: match[1] ?? '', target, line: number });
    }
    const rest = line.replace(/image:{1,2}[^\s[\]]+\[[^\]]*\]/g, ' ');
    for (const match of rest.matchAll(/(?<![^\s[\]<>])(?:link:|xref:)?([^\s[\]<>]+)\[([^\]]+)\]/g)) {
      const isLink = /^(?:link:|xref:)/.test(match[0]) || /:\/\//.test(match[1] ?? '');
      if (isLink) links.push({ text: match[2] ?? '', target: match[1] ?? '', line: number });
    }
    links.push(...bareLinks(rest.replace(/(?<![^\s[\]<>])[^\s[\]<>]+\[[^\]]*\]/g, ' '), number));
  }
  return assemble(blocks, { links, badges }, asciiDocPlain);
}

const ASCIIDOC_ASIDE = /^\s*(?:[*.-]+\s|\||\[|:\w+|\/\/|image::|ifdef|endif|include::|toc::)/;

function asciiDocPlain(line: string): string {
  return line
    .replace(/image:{1,2}[^\s[\]]+\[[^\]]*\]/g, '')
    .replace(/(?:\b(?:link|xref):|\bhttps?:\/\/)[^\s[\]]+\[([^\]]*)\]/g, '$1')
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Reads the outline of an Org document. */
export function readOrg(text: string): Prose {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  const links: Link[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').slice(0, LINE_LIMIT);
    const number = index + 1;
    const title = /^#\+title:\s*(\S.*)$/i.exec(line);
    const heading = /^(\*+)\s+(\S.*)$/.exec(line);
    const source = /^\s*#\+begin_(?:src|example)\s*([\w+#-]*)/i.exec(line);
    if (title !== null) blocks.push({ sort: 'heading', level: 1, text: title[1] ?? '', line: number });
    else if (heading !== null) {
      blocks.push({
        sort: 'heading',
        level: (heading[1]?.length ?? 1) + 1,
        text: orgPlain(heading[2] ?? ''),
        line: number,
      });
    } else if (source !== null) {
      let end = index + 1;
      while (end < lines.length && !/^\s*#\+end_/i.test(lines[end] ?? '')) end++;
      const language = source[1]?.toLowerCase();
      blocks.push({
        sort: 'code',
        ...(language ? { language } : {}),
        text: lines.slice(index + 1, end).join('\n'),
        line: number,
      });
      index = end;
    } else if (!/^\s*#(?:\s|\+)/.test(line)) {
      blocks.push({ sort: 'text', text: line, line: number, ...(ORG_ASIDE.test(line) ? { aside: true } : {}) });
      for (const match of line.matchAll(/\[\[([^\][]+)\](?:\[([^\][]*)\])?\]/g)) {
        links.push({ text: match[2] ?? '', target: (match[1] ?? '').replace(/^file:/, ''), line: number });
      }
      links.push(...bareLinks(line.replace(/\[\[[^\][]+\](?:\[[^\][]*\])?\]/g, ' '), number));
    }
  }
  return assemble(blocks, { links, badges: [] }, orgPlain);
}

const ORG_ASIDE = /^\s*(?:[-+]\s|\d+[.)]\s|\||:\w+:)/;

function orgPlain(line: string): string {
  return line
    .replace(/\[\[([^\][]+)\](?:\[([^\][]*)\])?\]/g, (_whole, target: string, text?: string) => text ?? target)
    .replace(/[=~*/]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
