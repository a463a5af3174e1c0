import type { FileEntry } from '../../repository/file-index.ts';
import { type Language, languageOf } from '../../repository/languages.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Role } from '../../repository/roles.ts';
import type { FactSource } from '../source.ts';
import { type CodeHit, type ProbeDefinition, probeKey } from './probes.ts';
import { createScanner, DEFAULT_ROLES, FILE_LIMIT, type ScannedFile, type Sights } from './scanner.ts';
import { type SecondThread, startSecondThread } from './second-thread.ts';

/** Beyond this the rest stays unread, and what was not found is unknown. */
const TOTAL_LIMIT = 160 * 1024 * 1024;
/** Fewer bytes than this are read sooner than a second thread starts. */
const THREAD_WORTH = 6 * 1024 * 1024;

export interface CodeFact {
  /** Hits of a probe that was declared before the pass, in path order. */
  hits(probe: ProbeDefinition): readonly CodeHit[];
  /** Whether source was left unread for its size: then "not found" is unknown. */
  readonly truncated: boolean;
  /** Files that say in their header that they are generated. */
  readonly generated: ReadonlySet<string>;
}

/** Starts the thread for a scan of a repository where that will be worth it, before anything is known of the files but their listing. */
export function startThreadFor({ directory, files }: Repository): SecondThread | undefined {
  // Other threads can only read what lies on disk.
  if (directory === undefined) return undefined;
  let size = 0;
  for (const file of files) {
    if (file.size > FILE_LIMIT || languageOf(file.path) === undefined) continue;
    size += file.size;
    if (size >= THREAD_WORTH) return startSecondThread();
  }
  return undefined;
}

/**
 * Begins the one pass over the files that any probe wants, in a thread of its own where there is one and much to read.
 * @returns what does the rest of it, together with the thread, and gives the result
 */
export function startScan(
  source: FactSource,
  definitions: readonly ProbeDefinition[],
  thread?: SecondThread,
): () => CodeFact {
  const probes = [...new Map(definitions.map((definition) => [probeKey(definition), definition])).values()];
  const { files, size, truncated } = selectFiles(source, probes);
  const { directory } = source.repository;
  const isWorth = directory !== undefined && size >= THREAD_WORTH;
  const scanTogether = isWorth ? thread?.scan({ directory, files, probes }) : undefined;
  if (scanTogether === undefined) thread?.stop();
  return () => {
    const scanner = createScanner(probes, (file) => source.repository.read(file.path, FILE_LIMIT));
    if (scanTogether !== undefined) return factOf(source, probes, scanTogether(scanner), truncated);
    scanner.scan(files);
    return factOf(source, probes, scanner.sights(), truncated);
  };
}

function factOf(source: FactSource, probes: readonly ProbeDefinition[], sights: Sights, truncated: boolean): CodeFact {
  for (const path of sights.unreadable) {
    source.report({ fact: 'code', path, message: 'the file cannot be read: check its permissions' });
  }
  const byKey = new Map(probes.map((probe, index) => [probeKey(probe), sights.hits[index] ?? []]));
  return { hits: (probe) => byKey.get(probeKey(probe)) ?? [], truncated, generated: new Set(sights.generated) };
}

/** The files that some probe wants, in path order, as many as the total limit allows. */
function selectFiles(
  source: FactSource,
  probes: readonly ProbeDefinition[],
): { readonly files: readonly ScannedFile[]; readonly size: number; readonly truncated: boolean } {
  const wanted = wantedBy(probes);
  const files: ScannedFile[] = [];
  let total = 0;
  for (const file of source.files.all) {
    if (!isScanned(file, wanted)) continue;
    if (total + file.size > TOTAL_LIMIT) return { files, size: total, truncated: true };
    total += file.size;
    files.push({ path: file.path, size: file.size, mode: file.mode, role: file.role, language: file.language });
  }
  return { files, size: total, truncated: source.repository.truncated };
}

/** By role the languages that probes ask for; `undefined` stands for a probe that asks for any. */
type Wanted = ReadonlyMap<Role, ReadonlySet<Language | undefined>>;

function wantedBy(probes: readonly ProbeDefinition[]): Wanted {
  const wanted = new Map<Role, Set<Language | undefined>>();
  for (const { roles = DEFAULT_ROLES, languages = [undefined] } of probes) {
    for (const role of roles) {
      const known = wanted.get(role) ?? new Set();
      for (const language of languages) known.add(language);
      wanted.set(role, known);
    }
  }
  return wanted;
}

function isScanned(file: FileEntry, wanted: Wanted): boolean {
  if (file.mode === 'link' || file.mode === 'submodule' || file.size > FILE_LIMIT) return false;
  if (file.language === undefined && file.role === 'source') return false;
  const languages = wanted.get(file.role);
  return languages !== undefined && (languages.has(undefined) || languages.has(file.language));
}
