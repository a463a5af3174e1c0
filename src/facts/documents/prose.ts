/** A heading with what stands below it. */
export interface Section {
  readonly heading: string;
  readonly level: number;
  readonly line: number;
  /** Markup as written, without comments; sections below this one included (their headings plain), but not in the title's. */
  readonly text: string;
}

export interface CodeBlock {
  readonly language?: string;
  readonly text: string;
  readonly line: number;
}

export interface Link {
  readonly text: string;
  readonly target: string;
  readonly line: number;
}

/** A picture that says something about the state of the project, mostly a link to where it comes from. */
export interface Badge {
  readonly text: string;
  readonly image: string;
  readonly target?: string;
  readonly line: number;
}

/** A document's outline, whatever its markup. */
export interface Prose {
  readonly title?: string;
  /** The first paragraph of prose, markup taken off. */
  readonly description?: string;
  readonly sections: readonly Section[];
  readonly codeBlocks: readonly CodeBlock[];
  readonly links: readonly Link[];
  readonly badges: readonly Badge[];
}

/** What the scanners of the markups hand over, line by line. */
export type Block =
  | { readonly sort: 'heading'; readonly level: number; readonly text: string; readonly line: number }
  | {
      readonly sort: 'text';
      readonly text: string;
      readonly line: number;
      /** Notes, comments and tables: not what a description is made of. */
      readonly aside?: true;
    }
  | { readonly sort: 'code'; readonly language?: string; readonly text: string; readonly line: number };

export interface Inline {
  readonly links: readonly Link[];
  readonly badges: readonly Badge[];
}

/** Lines of prose longer than this are data. */
export const LINE_LIMIT = 4_000;

const DESCRIPTION_LIMIT = 600;
const SECTION_LIMIT = 1_000;

/** Headings that are a section's even when they come first. */
const SECTION =
  /^(?:features|installation|install|documentation|docs|usage|overview|introduction|getting started|quick ?start|about|table of contents|contents|requirements|setup|development|description|what is this\??)$/i;

/**
 * Puts blocks together to an outline.
 * @param strip takes markup off a paragraph of prose
 */
export function assemble(blocks: readonly Block[], inline: Inline, strip: (paragraph: string) => string): Prose {
  const headings = blocks.flatMap((block, index) => (block.sort === 'heading' ? [{ block, index }] : []));
  const first = headings[0];
  const others = headings.slice(1);
  // The title's level is its own, except in documents that have one level only.
  const hasTitle =
    first !== undefined &&
    !SECTION.test(first.block.text) &&
    (others.every(({ block }) => block.level > first.block.level) || first.block.level === 1);
  const sections = headings.slice(0, SECTION_LIMIT).map(({ block, index }, at): Section => {
    const isTitle = at === 0 && hasTitle;
    let next = at + 1;
    while (!isTitle && (headings[next]?.block.level ?? 0) > block.level) next++;
    const end = headings[next]?.index ?? blocks.length;
    return { heading: block.text, level: block.level, line: block.line, text: textOf(blocks.slice(index + 1, end)) };
  });
  const description = describe(blocks, strip);
  return {
    ...(first === undefined || !hasTitle ? {} : { title: first.block.text }),
    ...(description === undefined ? {} : { description }),
    sections,
    codeBlocks: blocks.flatMap((block) => {
      if (block.sort !== 'code') return [];
      const { sort: _sort, ...code } = block;
      return [code];
    }),
    ...inline,
  };
}

/** Consecutive lines of prose, with the line on which each run starts. */
export function paragraphsOf(blocks: readonly Block[], withAsides: boolean): { text: string; line: number }[] {
  const paragraphs: { text: string; line: number }[] = [];
  let open: { text: string; line: number } | undefined;
  for (const block of blocks) {
    if (block.sort !== 'text' || block.text.trim() === '' || (block.aside === true && !withAsides)) open = undefined;
    else if (open === undefined || open.text.length > LINE_LIMIT) {
      open = { text: block.text.slice(0, LINE_LIMIT), line: block.line };
      paragraphs.push(open);
    } else open.text += `\n${block.text.slice(0, LINE_LIMIT)}`;
  }
  return paragraphs;
}

function textOf(blocks: readonly Block[]): string {
  return blocks
    .map((block) => block.text)
    .join('\n')
    .trim();
}

/** The first paragraph that is prose, before or after the title: two words at least. */
function describe(blocks: readonly Block[], strip: (paragraph: string) => string): string | undefined {
  for (const { text } of paragraphsOf(blocks, false).slice(0, 40)) {
    const plain = strip(text);
    if (/\p{L}\S*\s+\S*\p{L}/u.test(plain)) return plain.slice(0, DESCRIPTION_LIMIT);
  }
  return undefined;
}

const BADGE_IMAGE =
  /badge|shields\.io|badgen\.net|badge\.fury|travis-ci\.|circleci\.com\/.*\.(?:svg|png)|codecov\.io\/.*\.svg|coveralls|img\.shields|ci\.appveyor|actions\/workflows\/.*\.svg|snyk\.io\/.*svg|bestpractices\.|readthedocs\.(?:org|io)\/projects\/|pepy\.tech|zenodo\.org\/.*svg|herokucdn\.com\/deploy|vercel\.com\/button|opencollective\.com\/.*svg|gitlab\.com\/.*\/badges\//i;

/** Whether a picture is a badge, by where it comes from. */
export function isBadge(image: string): boolean {
  return BADGE_IMAGE.test(image);
}

/** Addresses that stand bare in the text. */
export function bareLinks(text: string, line: number): Link[] {
  if (!text.includes('://')) return [];
  return [...text.matchAll(/https?:\/\/[^\s<>()[\]"'`|]+/g)].map((match) => ({
    text: '',
    target: match[0].replace(/[.,;:!?]+$/, ''),
    line,
  }));
}
