import type { FileEntry } from '../../repository/file-index.ts';
import { GENERATED_HEADER, type Role } from '../../repository/roles.ts';
import { lineAt } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { blankComments } from './comments.ts';
import { type CodeHit, type ProbeDefinition, probeKey } from './probes.ts';
import { createWordFilter } from './words.ts';

/** Larger source files are data in disguise: bundles, tables, generated code. */
const FILE_LIMIT = 512 * 1024;
/** Beyond this the rest stays unread, and what was not found is unknown. */
const TOTAL_LIMIT = 160 * 1024 * 1024;
/** Hits kept for one probe; the count of files goes on. */
const MAX_HITS = 200;
const MAX_CAPTURES = 2_000;
const MAX_TEXT = 160;

export interface CodeFact {
  /** Hits of a probe that was declared before the pass, in path order. */
  hits(probe: ProbeDefinition): readonly CodeHit[];
  /** Whether source was left unread for its size: then "not found" is unknown. */
  readonly truncated: boolean;
  /** Files that say in their header that they are generated. */
  readonly generated: ReadonlySet<string>;
}

interface CompiledProbe {
  readonly key: string;
  readonly pattern: RegExp;
  readonly definition: ProbeDefinition;
  readonly languages: ReadonlySet<string> | undefined;
  readonly roles: ReadonlySet<Role>;
  readonly hits: CodeHit[];
}

const DEFAULT_ROLES: readonly Role[] = ['source'];

/**
 * One pass over the files that any probe wants. Each file is read once; a scan over its words says which patterns can
 * match at all, and only those run, over the text with comments blanked.
 */
export function scanCode(source: FactSource, definitions: readonly ProbeDefinition[]): CodeFact {
  const probes = compile(definitions);
  const byKey = new Map(probes.map((probe) => [probe.key, probe]));
  const filter = createWordFilter(probes.map((probe) => probe.definition.words));
  const wantedRoles = new Set(probes.flatMap((probe) => [...probe.roles]));
  const generated = new Set<string>();
  let total = 0;
  let truncated = source.repository.truncated;
  for (const file of source.files.all) {
    if (!wantedRoles.has(file.role) || file.mode === 'link' || file.mode === 'submodule') continue;
    if (file.language === undefined && file.role === 'source') continue;
    if (file.size > FILE_LIMIT) continue;
    if (total + file.size > TOTAL_LIMIT) {
      truncated = true;
      break;
    }
    total += file.size;
    const content = source.repository.read(file.path, FILE_LIMIT);
    if (!content.ok) {
      if (content.reason === 'unreadable') {
        source.report({ fact: 'code', path: file.path, message: 'the file cannot be read: check its permissions' });
      }
      continue;
    }
    if (isGenerated(file, content.bytes)) {
      generated.add(file.path);
      continue;
    }
    const candidates = filter(content.bytes);
    if (candidates.length > 0)
      match(
        file,
        content.bytes,
        candidates.map((index) => probes[index] as CompiledProbe),
      );
  }
  return { hits: (probe) => byKey.get(probeKey(probe))?.hits ?? [], truncated, generated };
}

function compile(definitions: readonly ProbeDefinition[]): CompiledProbe[] {
  const probes = new Map<string, CompiledProbe>();
  for (const definition of definitions) {
    const key = probeKey(definition);
    if (probes.has(key)) continue;
    const flags = new Set([...(definition.flags ?? ''), 'm', ...(definition.collect === true ? ['g'] : [])]);
    probes.set(key, {
      key,
      pattern: new RegExp(definition.pattern, [...flags].join('')),
      definition,
      languages: definition.languages === undefined ? undefined : new Set(definition.languages),
      roles: new Set(definition.roles ?? DEFAULT_ROLES),
      hits: [],
    });
  }
  return [...probes.values()];
}

const HEADER_BYTES = 600;

function isGenerated(file: FileEntry, bytes: Buffer): boolean {
  return file.role === 'source' && GENERATED_HEADER.test(bytes.toString('latin1', 0, HEADER_BYTES));
}

function match(file: FileEntry, bytes: Buffer, probes: readonly CompiledProbe[]): void {
  let text: string | undefined;
  let code: string | undefined;
  for (const probe of probes) {
    if (!probe.roles.has(file.role) || probe.hits.length >= MAX_CAPTURES) continue;
    if (probe.languages !== undefined && (file.language === undefined || !probe.languages.has(file.language))) continue;
    if (probe.definition.collect !== true && probe.hits.length >= MAX_HITS) continue;
    text ??= bytes.toString('utf8');
    if (probe.definition.comments !== true) code ??= blankComments(text, file.language);
    const subject = probe.definition.comments === true ? text : (code ?? text);
    if (probe.definition.collect === true) {
      for (const found of subject.matchAll(probe.pattern)) {
        if (probe.hits.length >= MAX_CAPTURES) break;
        probe.hits.push(hitAt(file.path, subject, found));
      }
    } else {
      const found = probe.pattern.exec(subject);
      if (found !== null) probe.hits.push(hitAt(file.path, subject, found));
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
