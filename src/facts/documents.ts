import type { FileEntry } from '../repository/file-index.ts';
import { folderOf } from '../repository/paths.ts';
import { type Role, roleOf } from '../repository/roles.ts';
import type { Document } from './documents/document.ts';
import { isLicence, PATHS } from './documents/files.ts';
import { type DocumentKind, type NameRecognition, PROSE_NAMES } from './documents/kinds.ts';
import { identifyLicence, type LicenceText, namedLicence } from './documents/licences.ts';
import { findReadme, type Readme, readReadme } from './documents/readme.ts';
import { contributingLink, sectionDocuments } from './documents/sections.ts';
import { lineOf } from './lines.ts';
import type { FactSource } from './source.ts';

export type { DocumentKind } from './documents/kinds.ts';
export type { LicenceText } from './documents/licences.ts';
export type { Badge, CodeBlock, Link, Prose, Section } from './documents/prose.ts';
export { findReadme, type Readme, readReadme } from './documents/readme.ts';

export interface DocumentsFact {
  /** The README of the root, or of `.github` or `docs` when the root has none. */
  readonly readme?: Readme;
  readonly documents: readonly Document[];
  readonly licences: readonly LicenceText[];
}

const DOCUMENT_ROLES: ReadonlySet<Role> = new Set(['docs', 'config', 'agent-tooling', 'ci', 'asset', 'source']);

/** Reads the README, and finds what else is written down for users, contributors and operators. */
export function readDocuments(source: FactSource): DocumentsFact {
  const files = source.files.all.filter((file) => DOCUMENT_ROLES.has(file.role) && isOwn(file));
  const readmeFile = ['', '.github/', 'docs/', 'doc/', '.gitlab/']
    .map((folder) => findReadme(folder, files))
    .find((file) => file !== undefined);
  const readme =
    readmeFile === undefined
      ? undefined
      : source.guard('documents', readmeFile.path, () => readReadme(readmeFile, source));
  const documents: Document[] = [];
  if (readmeFile !== undefined)
    documents.push({ kind: 'readme', path: readmeFile.path, ...stubMark(readmeFile, source) });
  documents.push(...namedDocuments(files, source));
  if (readme !== undefined) {
    documents.push(...sectionDocuments(readme, source.files));
    if (!documents.some(({ kind, stub }) => kind === 'contributing' && stub !== true))
      documents.push(...contributingLink(readme));
  }
  for (const document of guideSections(documents, source)) documents.push(document);
  return {
    ...(readme === undefined ? {} : { readme }),
    documents: dedupe(documents),
    licences: readLicences(files, readme, source),
  };
}

/** Instructions for agents have a role of their own, wherever they lie: those of vendored code and fixtures are not ours. */
function isOwn(file: FileEntry): boolean {
  // The template of a project is another project.
  if (file.mode === 'submodule' || file.path.includes('{{')) return false;
  if (file.role !== 'agent-tooling') return true;
  const place = roleOf(`${file.path.slice(0, -file.name.length)}readme.md`, false);
  return place === 'docs' || place === 'agent-tooling' || place === 'ci';
}

/** What agents noted for themselves is no document, whatever they called it. */
const AGENT_MEMORY = /(?:^|\/)(?:\.serena|\.[\w-]+\/memor(?:y|ies)|memory-bank)\//;

/** Files of one kind that are listed: a site has hundreds of pages. */
const KIND_LIMIT = 25;

const PROSE = /\.(?:md|mdx|qmd|markdown|mdown|mkdn?|rst|adoc|asciidoc|org|txt|textile|rdoc|pod)(?:\.erb)?$/i;
const DOCS_FOLDER = /(?:^|\/)(?:docs?|documentation|wiki|handbook|_?docs-src|website|manual|guides?)\//i;

function namedDocuments(files: readonly FileEntry[], source: FactSource): Document[] {
  const documents: Document[] = [];
  const folders = new Map<string, { document: Document; count: number }>();
  const counts = new Map<DocumentKind, number>();
  const pages = new Map<string, number>();
  const homes = new Set(files.filter(({ name }) => MANIFEST_NAME.test(name)).map(({ path }) => folderOf(path)));
  const add = (document: Document): void => {
    const count = (counts.get(document.kind) ?? 0) + 1;
    counts.set(document.kind, count);
    if (count <= KIND_LIMIT) documents.push(document);
  };
  for (const file of files) {
    // Programs document nothing by their name, but for the settings of documentation tools.
    if (file.language !== undefined && !isLicence(file) && !/conf|doc|sidebars/i.test(file.name)) continue;
    const lower = file.path.toLowerCase();
    for (const recognition of PATHS) {
      if (!recognition.path.test(lower)) continue;
      if (recognition.text !== undefined && !recognition.text.test(textOf(file, source))) continue;
      if (recognition.folder === true) countFolder(folders, recognition.kind, file);
      else add({ kind: recognition.kind, path: file.path, ...stubMark(file, source) });
    }
    if (isLicence(file)) {
      add({ kind: 'licence', path: file.path, ...stubMark(file, source) });
      continue;
    }
    if (!isProse(file)) continue;
    if (/(?:^|\/)debian\//.test(lower) || AGENT_MEMORY.test(lower)) continue;
    const inDocs = DOCS_FOLDER.test(file.path);
    if (inDocs && file.role === 'docs') {
      const top = file.path.slice(0, file.path.search(DOCS_FOLDER) + (DOCS_FOLDER.exec(file.path)?.[0].length ?? 0));
      pages.set(top, (pages.get(top) ?? 0) + 1);
    }
    for (const kind of kindsOf(file, lower, inDocs, source)) {
      if (kind === 'changelog' && isOfPart(file, inDocs, homes, source)) continue;
      if (kind === 'decision-record') countFolder(folders, kind, file);
      else if (kind === 'changelog' && hasNoChanges(file, source)) add({ kind, path: file.path, stub: true });
      else add({ kind, path: file.path, ...stubMark(file, source) });
    }
  }
  for (const { document, count } of folders.values()) add({ ...document, count });
  for (const [path, count] of pages)
    if (count >= MANY_PAGES) add({ kind: 'user-docs', path: path.replace(/\/$/, ''), count });
  return documents;
}

/** A docs folder of so many pages is a manual. */
const MANY_PAGES = 3;

function isProse(file: FileEntry): boolean {
  if (file.role !== 'docs' && file.role !== 'config' && file.role !== 'agent-tooling') return false;
  // Without an ending only the names that are shouted are documents: `HACKING`, not `build`.
  return (
    PROSE.test(file.name) || (!file.name.includes('.') && (file.role === 'docs' || /^[A-Z][A-Z\d_-]+$/.test(file.name)))
  );
}

function countFolder(
  folders: Map<string, { document: Document; count: number }>,
  kind: DocumentKind,
  file: FileEntry,
): void {
  if (/^(?:\.gitkeep|\.gitignore|readme.*|template.*|_template.*)$/i.test(file.name)) return;
  const folder = folderOf(file.path);
  const known = folders.get(`${kind} ${folder}`);
  if (known !== undefined) known.count++;
  else folders.set(`${kind} ${folder}`, { document: { kind, path: file.path }, count: 1 });
}

/** The home of a document about the whole: a folder near the root, `.github` and the like, or a docs folder. */
function isHome(path: string, inDocs: boolean): boolean {
  return inDocs || path.split('/').length <= 3;
}

function kindsOf(file: FileEntry, lower: string, inDocs: boolean, source: FactSource): DocumentKind[] {
  const name = file.name
    .toLowerCase()
    .replace(/\.[a-z]+$/, '')
    .replace(/[\s_.]+/g, '-');
  const kinds = new Set<DocumentKind>();
  for (const recognition of PROSE_NAMES) {
    if (kinds.has(recognition.kind) || !fits(recognition, name, lower, file, inDocs)) continue;
    if (recognition.text === undefined || recognition.text.test(textOf(file, source))) kinds.add(recognition.kind);
  }
  return [...kinds];
}

function fits(recognition: NameRecognition, name: string, lower: string, file: FileEntry, inDocs: boolean): boolean {
  if (recognition.place === 'home' && !isHome(file.path, inDocs)) return false;
  if (recognition.place === 'docs' && !inDocs) return false;
  if (recognition.name !== undefined && !recognition.name.test(name)) return false;
  return recognition.path === undefined || recognition.path.test(recognition.place === 'docs' ? `/${lower}` : lower);
}

function textOf(file: FileEntry, source: FactSource): string {
  return file.mode === 'link' || file.size > 512 * 1024 ? '' : (source.text(file.path) ?? '');
}

/** Fewer characters than this say nothing. */
const SUBSTANCE = 40;

/** A file that has a name and hardly more. Links are as long as what they point to. */
function stubMark(file: FileEntry, source: FactSource): { stub: true } | Record<string, never> {
  if (file.mode === 'link' || file.size > 400) return {};
  const isList = /^(?:codeowners|owners|funding\.ya?ml|release\.ya?ml|config\.json|maintainers|security\.txt)$/i.test(
    file.name,
  );
  if (isList || !isProse(file)) return file.size < 3 ? { stub: true } : {};
  const said = textOf(file, source)
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^#{1,6} .*$/gm, '')
    .replace(/^[=\-~*]{3,}\s*$/gm, '')
    .trim();
  return said.length < SUBSTANCE ? { stub: true } : {};
}

/** Longer ones were written by somebody. */
const SHORT_CHANGELOG = 1_500;
const CHANGELOG_NAME = /^(?:change-?logs?|changes|history|news|releases|release[-_]?notes|whats-?new)(?:\.\w+)?$/i;
const VERSION = /\bv?\d+\.\d+|\b\d{4}-\d{2}-\d{2}\b/;
/** The one entry that a generator writes. */
const FIRST_ENTRY =
  /^[-*+\s]*(?:(?:TODO: describe )?initial (?:release|version|commit|public release)|first (?:version|release)\. released on an unsuspecting world|first release on pypi|project (?:created|started))\.?!?$/i;

/** A changelog that only sends its readers elsewhere, or holds what the generator of the project put there. */
function hasNoChanges(file: FileEntry, source: FactSource): boolean {
  if (!CHANGELOG_NAME.test(file.name) || file.mode === 'link' || file.size > SHORT_CHANGELOG) return false;
  const lines = textOf(file, source)
    .replace(/<!--[\s\S]*?-->/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[=\-~*_]{3,}$/.test(line));
  const entries = lines.filter((line) => /^[-*+•]\s/.test(line));
  if (entries.length > 0) {
    const versions = lines.filter(
      (line) => !entries.includes(line) && /\bv?\d+\.\d+\.\d+\b(?!\/)/.test(line.replace(/https?:\S+/g, '')),
    );
    return versions.length <= 1 && entries.every((entry) => FIRST_ENTRY.test(entry));
  }
  return !lines.some((line) => VERSION.test(line.replace(/\(?https?:\S+/g, '')));
}

/** Files that say that a folder is released by itself. */
const MANIFEST_NAME =
  /^(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|cargo\.toml|go\.mod|pom\.xml|build\.(?:gradle(?:\.kts)?|sbt)|composer\.json|mix\.exs|pubspec\.yaml|chart\.yaml|galaxy\.yml|package\.swift|dune-project|[\w.-]+\.(?:gemspec|csproj|fsproj|cabal|opam|podspec|nimble))$/i;

/** A changelog deep in the tree is the whole's in a package of its own, or in the manual where it names versions. */
function isOfPart(file: FileEntry, inDocs: boolean, homes: ReadonlySet<string>, source: FactSource): boolean {
  if (!CHANGELOG_NAME.test(file.name) || file.path.split('/').length < 3 || file.path.startsWith('.')) return false;
  if (/^(?:packages|libs|crates|gems|apps|services|plugins)\//i.test(file.path)) return false;
  return inDocs
    ? !/^\W{0,6}(?:version |release )?v?\d+\.\d+/im.test(textOf(file, source))
    : !homes.has(folderOf(file.path));
}

/** A contributing guide often holds the release process, and how to report vulnerabilities. */
function guideSections(documents: readonly Document[], source: FactSource): Document[] {
  const guide = documents.find((document) => document.kind === 'contributing' && document.section === undefined);
  const file = guide === undefined ? undefined : source.files.get(guide.path);
  if (file === undefined || file.mode === 'link') return [];
  const outline = source.guard('documents', file.path, () => readReadme(file, source));
  const kinds: readonly DocumentKind[] = [
    'security-policy',
    'release-guide',
    'code-of-conduct',
    'development-guide',
    'architecture',
  ];
  return outline === undefined
    ? []
    : sectionDocuments(outline, source.files).filter(({ kind }) => kinds.includes(kind));
}

/** One entry for a path and section: a table may name a file twice. */
function dedupe(documents: readonly Document[]): Document[] {
  const seen = new Set<string>();
  return documents.filter(({ kind, path, section }) => {
    const key = `${kind} ${path} ${section ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const LICENCE_LIMIT = 40;

function readLicences(files: readonly FileEntry[], readme: Readme | undefined, source: FactSource): LicenceText[] {
  const licences = files
    .filter((file) => isLicence(file) && file.mode !== 'link' && file.size < 256 * 1024)
    .slice(0, LICENCE_LIMIT)
    .map((file): LicenceText => {
      const spdx = identifyLicence(textOf(file, source));
      return { path: file.path, ...(spdx === undefined ? {} : { spdx }) };
    });
  const section = readme?.sections.find(({ heading }) => /^(?:licen[cs](?:e|es|ing)|copyright)\b/i.test(heading));
  if (readme !== undefined && section !== undefined && section.text !== '') {
    const spdx = namedLicence(section.text);
    const line = lineOf(readme.text, section.heading) === undefined ? 1 : section.line;
    licences.push({ path: readme.path, line, ...(spdx === undefined ? {} : { spdx }) });
  }
  return licences;
}
