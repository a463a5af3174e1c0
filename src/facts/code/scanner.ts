import type { Language } from '../../repository/languages.ts';
import type { ReadResult, RepositoryFile } from '../../repository/repository.ts';
import { GENERATED_HEADER, type Role } from '../../repository/roles.ts';
import { lineAt } from '../lines.ts';
import { dropComments } from './comments.ts';
import type { CodeHit, ProbeDefinition } from './probes.ts';
import { createWordFilter } from './words.ts';

/** Larger source files are data in disguise: bundles, tables, generated code. */
export const FILE_LIMIT = 512 * 1024;
/** Files that one thread takes at a time, where two share the work. */
export const CHUNK = 64;
/** Hits kept for one probe; beyond them only the first of each folder, so that no part of a large repository goes unseen. */
const MAX_HITS = 200;
const MAX_CAPTURES = 2_000;
const MAX_TEXT = 160;

/** What the scan needs to know of a file. */
export interface ScannedFile extends RepositoryFile {
  readonly role: Role;
  readonly language: Language | undefined;
}

/** What was seen: plain data, which can go from thread to thread. */
export interface Sights {
  /** By the index of the probe, in path order. */
  readonly hits: readonly (readonly CodeHit[])[];
  readonly generated: readonly string[];
  readonly unreadable: readonly string[];
}

export interface Scanner {
  /** Looks at some more files, which come in path order. */
  scan(files: readonly ScannedFile[]): void;
  sights(): Sights;
}

interface CompiledProbe {
  readonly pattern: RegExp;
  readonly definition: ProbeDefinition;
  readonly languages: ReadonlySet<string> | undefined;
  readonly roles: ReadonlySet<Role>;
  readonly limit: number;
  /** The folders that have a hit. */
  readonly folders: Set<string>;
  readonly hits: CodeHit[];
}

/**
 * Looks for probes. Each file is read once; a scan over its words says which patterns can match at all, and only those run,
 * over the text without comments.
 */
export function createScanner(
  definitions: readonly ProbeDefinition[],
  read: (file: ScannedFile) => ReadResult,
): Scanner {
  // Most repositories hold words of a few probes only: the others are never compiled.
  const probes = new Array<CompiledProbe | undefined>(definitions.length);
  const probeAt = (index: number): CompiledProbe => {
    const probe = probes[index] ?? compile(definitions[index] as ProbeDefinition);
    probes[index] = probe;
    return probe;
  };
  const filter = createWordFilter([...definitions.map((definition) => definition.words), GENERATED_WORDS]);
  const generated: string[] = [];
  const unreadable: string[] = [];
  const scanFile = (file: ScannedFile): void => {
    const content = read(file);
    if (!content.ok) {
      if (content.reason === 'unreadable') unreadable.push(file.path);
      return;
    }
    const candidates = filter(content.bytes);
    if (candidates.at(-1) === definitions.length) {
      if (isGenerated(file, content.bytes)) {
        generated.push(file.path);
        return;
      }
      candidates.pop();
    }
    if (candidates.length > 0 && isMinified(file, content.bytes)) generated.push(file.path);
    else if (candidates.length > 0) match(file, content.bytes, candidates.map(probeAt));
  };
  return {
    scan: (files) => files.forEach(scanFile),
    sights: () => ({ hits: definitions.map((_, index) => probes[index]?.hits ?? []), generated, unreadable }),
  };
}

/** Scans one of the chunks into which a list of files is cut. */
export function scanChunk(scanner: Scanner, files: readonly ScannedFile[], chunk: number): void {
  scanner.scan(files.slice(chunk * CHUNK, (chunk + 1) * CHUNK));
}

/** What two scanners saw of one list of files. */
export function mergeSights(definitions: readonly ProbeDefinition[], a: Sights, b: Sights): Sights {
  return {
    hits: definitions.map((definition, index) =>
      bounded([...(a.hits[index] ?? []), ...(b.hits[index] ?? [])].sort(byPath), definition),
    ),
    generated: [...a.generated, ...b.generated].sort(),
    unreadable: [...a.unreadable, ...b.unreadable].sort(),
  };
}

/** The hits that one scanner would have kept. */
function bounded(hits: readonly CodeHit[], definition: ProbeDefinition): CodeHit[] {
  const limit = limitOf(definition);
  if (definition.collect === true) return hits.slice(0, limit);
  const folders = new Set<string>();
  return hits.filter(({ path }, index) => {
    const isFirst = !folders.has(folderOf(path));
    folders.add(folderOf(path));
    return index < limit || isFirst;
  });
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function byPath(a: CodeHit, b: CodeHit): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

function limitOf(definition: ProbeDefinition): number {
  return definition.collect === true ? MAX_CAPTURES : MAX_HITS;
}

/** Where a probe looks that names no roles. */
export const DEFAULT_ROLES: readonly Role[] = ['source'];

function compile(definition: ProbeDefinition): CompiledProbe {
  const flags = new Set([...(definition.flags ?? ''), 'm', ...(definition.collect === true ? ['g'] : [])]);
  return {
    pattern: new RegExp(definition.pattern, [...flags].join('')),
    definition,
    languages: definition.languages === undefined ? undefined : new Set(definition.languages),
    roles: new Set(definition.roles ?? DEFAULT_ROLES),
    limit: limitOf(definition),
    folders: new Set(),
    hits: [],
  };
}

const HEADER_BYTES = 600;
/** Of these one stands in every header that says it. */
const GENERATED_WORDS = [
  'generated',
  'autogenerated',
  'do not edit',
  'saved from url',
  'singlefile',
  'memento datetime',
];

function isGenerated(file: ScannedFile, bytes: Buffer): boolean {
  return file.role === 'source' && GENERATED_HEADER.test(bytes.toString('latin1', 0, HEADER_BYTES));
}

/** Lines of minified code are longer than this on average, by the measure of GitHub Linguist (`minified_files?` in its `generated.rb`). */
const MINIFIED_LINE = 110;
/** A module of a few lines may have one that is long. */
const MINIFIED_BYTES = 4096;

/** Whether it is what a bundler made, under whatever name: what speaks there is the libraries in it. */
function isMinified(file: ScannedFile, bytes: Buffer): boolean {
  if (file.role !== 'source' || !/\.[cm]?js$/i.test(file.path) || bytes.length < MINIFIED_BYTES) return false;
  const most = bytes.length / MINIFIED_LINE;
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    lines++;
    if (lines > most) return false;
  }
  return true;
}

/** Whether another hit in the folder would not be kept. */
function isSatisfied({ definition, hits, limit, folders }: CompiledProbe, folder: string): boolean {
  return hits.length >= limit && (definition.collect === true || folders.has(folder));
}

function match(file: ScannedFile, bytes: Buffer, probes: readonly CompiledProbe[]): void {
  const folder = folderOf(file.path);
  let text: string | undefined;
  let code: string | undefined;
  for (const probe of probes) {
    if (!probe.roles.has(file.role) || isSatisfied(probe, folder)) continue;
    if (probe.languages !== undefined && (file.language === undefined || !probe.languages.has(file.language))) continue;
    text ??= bytes.toString('utf8');
    if (probe.definition.comments !== true) code ??= dropComments(text, file.language);
    const subject = probe.definition.comments === true ? text : (code ?? text);
    if (probe.definition.collect === true) {
      for (const found of subject.matchAll(probe.pattern)) {
        if (probe.hits.length >= probe.limit) break;
        probe.hits.push(hitAt(file.path, subject, found));
      }
    } else {
      const found = probe.pattern.exec(subject);
      if (found === null) continue;
      probe.hits.push(hitAt(file.path, subject, found));
      probe.folders.add(folder);
    }
  }
}

function hitAt(path: string, text: string, found: RegExpMatchArray): CodeHit {
  const offset = (found.index ?? 0) + (found[0].length - found[0].trimStart().length);
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(start, newline < 0 ? text.length : newline).trim();
  return {
    path,
    line: lineAt(text, offset),
    text: line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line,
    ...(found[1] === undefined ? {} : { capture: found[1] }),
  };
}
