import type { Kind, Trait } from '../context/model.ts';
import type { Severity } from '../findings/model.ts';
import type { Expectation, Rule } from '../rules/rule.ts';

/** Where a setting is written: a file as it is printed, and the place in it. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A setting with where it comes from. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** From which findings on a run fails; `excess` is any finding that is out of proportion. */
export const FAIL_ON = ['critical', 'warning', 'info', 'excess', 'none'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** What is changed about a rule. */
export interface RuleSetting {
  /** Another expectation for these kinds; `off` asks nothing. */
  readonly levels: Readonly<Partial<Record<Kind, Expectation | 'off'>>>;
  /** The severity of its findings, whatever weight they have. */
  readonly severity?: Severity;
}

export type RuleSettings = ReadonlyMap<string, Sourced<RuleSetting>>;

/** What is declared about the units whose folders match. */
export interface UnitSetting {
  readonly paths: readonly string[];
  readonly context?: Sourced<Kind>;
  readonly traits?: Sourced<readonly Trait[]>;
  readonly rules: RuleSettings;
}

/** An exemption as the configuration states it. All that is given must match. */
export interface ExemptionSetting {
  readonly rule: string;
  readonly reason: string;
  readonly unit?: string;
  /** Globs, of which one matches a place of the finding. */
  readonly paths?: readonly string[];
  readonly subject?: string;
  /** The last day on which it holds, as YYYY-MM-DD. */
  readonly until?: string;
  readonly owner?: string;
}

/** All that the configuration says, with what it extends merged in; every value knows where it comes from. */
export interface Config {
  /** The files that were read, in the order in which they count: later ones win. */
  readonly files: readonly string[];
  /** Configuration files that are there too and are not read. */
  readonly unread: readonly string[];
  readonly context?: Sourced<Kind>;
  readonly traits?: Sourced<readonly Trait[]>;
  readonly units: readonly Sourced<UnitSetting>[];
  readonly rules: RuleSettings;
  /** Rules of one's own, from `ruleFolders`. */
  readonly ownRules: readonly Sourced<Rule>[];
  readonly ruleFolders: readonly Sourced<string>[];
  readonly ignore: readonly Sourced<string>[];
  readonly failOn?: Sourced<FailOn>;
  /** Whether rules in preview are asked too. */
  readonly preview?: Sourced<boolean>;
  readonly exemptions: readonly Sourced<ExemptionSetting>[];
  /** The path of the baseline from the root; `false`: none is used. */
  readonly baseline?: Sourced<string | false>;
}

/** What holds where there is no configuration. */
export const NO_CONFIG: Config = {
  files: [],
  unread: [],
  units: [],
  rules: new Map(),
  ownRules: [],
  ruleFolders: [],
  ignore: [],
  exemptions: [],
};

export const DEFAULT_BASELINE = '.senior-audit-baseline.json';

/** ".senior-audit.yaml:3" */
export function printOrigin(origin: Origin): string {
  return `${origin.file}:${origin.line}`;
}
