import type { Language } from '../../repository/languages.ts';
import type { Role } from '../../repository/roles.ts';

/** A regular expression over source code, as rules and technologies write it. */
export interface ProbeDefinition {
  /** JavaScript regular expression, tested against the text without comments. */
  readonly pattern: string;
  readonly flags?: string | undefined;
  /**
   * Whole identifiers ([A-Za-z0-9_]+, in any case) of which at least one occurs in every file that can match; an entry of
   * several, separated by spaces, occurs where all of them do. The one pass over the source looks only for these, and runs
   * the pattern where an entry is found.
   */
  readonly words: readonly string[];
  readonly languages?: readonly Language[] | undefined;
  /** Roles of the files to look at; `source` unless told otherwise. */
  readonly roles?: readonly Role[] | undefined;
  /** Whether comments count too (licence headers, directives in comments). */
  readonly comments?: boolean | undefined;
  /** Collect what the first group captures at every match (names of environment variables), not only the first match. */
  readonly collect?: boolean | undefined;
}

export interface CodeHit {
  readonly path: string;
  readonly line: number;
  /** The matching line, trimmed and cut. */
  readonly text: string;
  /** What the first group captured. */
  readonly capture?: string;
}

/** The key under which hits of a probe are found: equal definitions share one run. */
export function probeKey(probe: ProbeDefinition): string {
  let key = keys.get(probe);
  if (key === undefined) {
    key = writeKey(probe);
    keys.set(probe, key);
  }
  return key;
}

const keys = new WeakMap<ProbeDefinition, string>();

function writeKey(probe: ProbeDefinition): string {
  return JSON.stringify([
    probe.pattern,
    probe.flags ?? '',
    probe.words,
    probe.languages ?? null,
    probe.roles ?? null,
    probe.comments ?? false,
    probe.collect ?? false,
  ]);
}
