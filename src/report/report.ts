import type { ChalkInstance } from 'chalk';
import type { AuditResult, Severity } from '../findings/model.ts';
import type { Rule } from '../rules/rule.ts';

/** Why a finding is exempt, and where that is written. */
export interface Exemption {
  readonly reason: string;
  /** A comment beside the place, or an entry in the configuration. */
  readonly source: 'comment' | 'configuration';
  readonly owner?: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly expires?: string;
}

/** What every format is made from. */
export interface Report extends AuditResult {
  readonly tool: { readonly name: 'senior-audit'; readonly version: string };
  readonly rules: readonly Rule[];
  /** The exemptions of the findings whose state is `exempt`, by fingerprint. */
  readonly exemptions?: Readonly<Record<string, Exemption>>;
}

/** From which findings on a run fails; `excess` is any finding that is out of proportion. */
export type FailOn = Severity | 'excess' | 'none';

export interface ReportOptions {
  /** Columns to wrap at; 80 by default. */
  readonly width?: number | undefined;
  /** How to colour: `true` as chalk finds the terminal, or an instance of it; without it, no colours. */
  readonly color?: ChalkInstance | boolean | undefined;
  /** All evidence, findings of severity info in full, and every practice. */
  readonly verbose?: boolean | undefined;
  /** Lists exempt findings with their reasons. */
  readonly showExempt?: boolean | undefined;
  /** The threshold of a failure; `critical` by default. */
  readonly failOn?: FailOn | undefined;
}

/** A report as text that ends with a line break. Pure. */
export type Formatter = (report: Report, options?: ReportOptions) => string;
