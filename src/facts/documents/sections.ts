import type { FileIndex } from '../../repository/file-index.ts';
import { guidesContributors, namesGuide } from './contributing.ts';
import type { Document } from './document.ts';
import { SECTION_KINDS } from './kinds.ts';
import type { Link, Section } from './prose.ts';
import type { Readme } from './readme.ts';

/** Characters of prose that make a section more than a heading. */
const SUBSTANCE = 100;

/**
 * The sections of a document that stand for documents of their own: those that say something, and those that send
 * their readers to a guide, in this repository or elsewhere.
 */
export function sectionDocuments(readme: Readme, files: FileIndex): Document[] {
  const [first] = readme.sections;
  return readme.sections.flatMap((section) =>
    section === first && section.heading === readme.title ? [] : documentsOf(section, readme, files),
  );
}

function documentsOf(section: Section, readme: Readme, files: FileIndex): Document[] {
  const heading = normalise(section.heading);
  const kinds = new Set(
    SECTION_KINDS.filter(
      ({ heading: pattern, text }) => pattern.test(heading) && (text === undefined || text.test(section.text)),
    ).map(({ kind }) => kind),
  );
  if (kinds.size === 0) return [];
  const lines = section.text.split('\n').filter((line) => line.trim() !== '');
  const isSubstantial = lines.length >= 2 || (lines[0]?.length ?? 0) >= SUBSTANCE;
  const place = { path: readme.path, line: section.line, section: section.heading };
  const end = section.line + section.text.split('\n').length + 2;
  const links = readme.links.filter((link) => link.line > section.line && link.line <= end);
  const guides = (): boolean =>
    guidesContributors(
      section,
      links.filter((link) => isExternal(link) || localTarget(link, readme.path, files) !== undefined),
    );
  if (isSubstantial)
    return [...kinds].map(
      (kind): Document => (kind === 'contributing' && !guides() ? { kind, ...place, stub: true } : { kind, ...place }),
    );
  if (lines.length === 0) return [];
  const guide = links.map((link) => localTarget(link, readme.path, files)).find((path) => path !== undefined);
  const external = links.find(isExternal)?.target;
  return [...kinds].map((kind): Document => {
    if (guide !== undefined && guide !== readme.path) return { kind, path: guide };
    if (external === undefined || (kind === 'contributing' && !guides())) return { kind, ...place, stub: true };
    return { kind, ...place, external };
  });
}

function isExternal(link: Link): boolean {
  return /^https?:\/\//.test(link.target);
}

/** A guide elsewhere that a sentence of the README names to those who want to contribute, under whatever heading. */
export function contributingLink(readme: Readme): Document[] {
  const lines = readme.text.split('\n');
  const guide = readme.links.find(
    (link) => isExternal(link) && namesGuide(link, lines.slice(Math.max(0, link.line - 4), link.line).join('\n')),
  );
  return guide === undefined
    ? []
    : [{ kind: 'contributing', path: readme.path, line: guide.line, section: guide.text, external: guide.target }];
}

/** Without numbers, pictograms and closing punctuation. */
function normalise(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/:[a-z_]+:/g, '')
    .replace(/[^\p{L}\p{N}'&?\s-]+/gu, ' ')
    .replace(/^[\s\d.)-]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The file or folder of this repository that a link leads to, also by its address on the host. */
function localTarget(link: Link, from: string, files: FileIndex): string | undefined {
  const hosted = /^https?:\/\/[^/]+\/[^/]+\/[^/]+\/(?:-\/)?(?:blob|tree)\/[^/]+\/(.+)$/.exec(link.target)?.[1];
  if (hosted === undefined && /^[a-z][a-z+.-]*:/i.test(link.target)) return undefined;
  const written = (hosted ?? link.target).split(/[?#]/, 1)[0] ?? '';
  if (written === '') return undefined;
  const base = hosted !== undefined || written.startsWith('/') ? [] : from.split('/').slice(0, -1);
  const parts: string[] = [...base];
  for (const part of decode(written).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const path = parts.join('/');
  if (files.get(path) !== undefined) return path;
  return path !== '' && files.all.some((file) => file.path.startsWith(`${path}/`)) ? path : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
