import type { Context } from '../context/model.ts';
import type { Diagnostic, Evidence } from '../facts/evidence.ts';
import type { Expectation } from '../rules/rule.ts';

export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export type Status = 'pass' | 'gap' | 'excess' | 'not-applicable' | 'unknown' | 'exempt' | 'error';

/** Every rule, for one unit, whatever the context expects of it. */
export interface PracticeResult {
  readonly id: string;
  readonly unit: string;
  /** Whether the practice is there; `null` when that cannot be decided. */
  readonly present: boolean | null;
  readonly status: Status;
  /** What the likeliest kind expects. */
  readonly expectation: Expectation;
  /** The probability-weighted mean over the kinds, from −1 to 1. */
  readonly weight: number;
  /** How the weight came about: "required in production-service (p=0.96)". */
  readonly reasoning?: string;
  readonly evidence: readonly Evidence[];
  /** Of practices that only people can answer for: whether the question makes sense here. */
  readonly isAsked?: boolean;
}

export interface Location {
  readonly path: string;
  readonly line?: number;
}

/** Why a finding is accepted, and where that is written. */
export interface Exemption {
  readonly reason: string;
  /** An entry in the configuration, or a comment beside the place. */
  readonly source: 'configuration' | 'comment';
  readonly origin: Location;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly until?: string;
  readonly owner?: string;
}

export interface Finding {
  readonly rule: string;
  readonly kind: 'gap' | 'excess';
  readonly severity: Severity;
  readonly unit: string;
  readonly title: string;
  readonly message: string;
  readonly why: string;
  readonly remedy: string;
  /** How the weight came about: "required in production-service (p=0.96)". */
  readonly reasoning: string;
  readonly fingerprint: string;
  /** Never empty: what concerns the whole repository is anchored to a file that is there. */
  readonly locations: readonly [Location, ...Location[]];
  readonly state: 'new' | 'baselined' | 'exempt';
  /** Set where the state is `exempt`. */
  readonly exemption?: Exemption;
  /** What the finding is about, where a rule has several subjects. */
  readonly subject?: string;
  readonly evidence: readonly Evidence[];
}

export interface Summary {
  readonly critical: number;
  readonly warning: number;
  readonly info: number;
  readonly excess: number;
  readonly pass: number;
  readonly notApplicable: number;
  readonly unknown: number;
  readonly exempt: number;
}

export interface UnitResult {
  readonly path: string;
  /** Why it is a unit. */
  readonly reason?: string;
  readonly context: Context;
}

/** What a change brought and mended. */
export interface Change {
  /** What the user compared with, and the commit where the two parted. */
  readonly ref: string;
  readonly commit: string;
  readonly brought: readonly Finding[];
  readonly mended: readonly Finding[];
  /** How many findings were there before and still are. */
  readonly known: number;
}

/** What an audit comes to. */
export interface AuditResult {
  readonly repository: {
    readonly root: string;
    readonly commit: string | null;
    readonly files: number;
    readonly truncated: boolean;
  };
  readonly context: Context;
  /** Set where only this unit was audited: context, practices and findings are its own. */
  readonly unit?: string;
  readonly units: readonly UnitResult[];
  readonly practices: readonly PracticeResult[];
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
  /** What is odd about the configuration, exemptions or the baseline, and changes of the context. */
  readonly hints?: readonly Diagnostic[];
  /** Set where the audit was compared with that of an earlier tree. */
  readonly change?: Change;
  readonly summary: Summary;
}
