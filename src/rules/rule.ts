import type { Kind } from '../context/model.ts';
import type { Condition } from './condition.ts';

/** What a context asks of a practice, with the weight that it carries. */
export const EXPECTATIONS = {
  required: 1,
  expected: 0.5,
  suggested: 0.2,
  optional: 0,
  unwarranted: -0.2,
  misplaced: -0.5,
  harmful: -1,
} as const;

export type Expectation = keyof typeof EXPECTATIONS;

export type ExpectationByKind = Readonly<Record<Kind, Expectation>>;

/** A change of the expectations where a condition holds; later ones win. */
export interface Adjustment {
  readonly if: Condition;
  /** Holds only where the practice is present (or absent), besides the condition. */
  readonly present?: boolean;
  readonly then: Expectation | Readonly<Partial<Record<Kind, Expectation>>>;
  /** Printed with the reasoning: why this holds here. */
  readonly because?: string;
}

/** A way in which a practice that is there does not do what it is for. */
export interface Shortfall {
  /** Tells it from the rule's other shortfalls; part of the finding's identity. */
  readonly id: string;
  /** Asked only where the practice is present and expected. */
  readonly if: Condition;
  readonly message: string;
  readonly remedy: Advice;
}

/** Text that may differ: by what holds (first match wins), else the default. */
export type Advice =
  | string
  | { readonly default: string; readonly when?: readonly { readonly if: Condition; readonly text: string }[] };

export interface RuleExample {
  readonly name?: string;
  /** Path → content. */
  readonly files: Readonly<Record<string, string>>;
}

/** One practice: everything about it. */
export interface Rule {
  readonly id: string;
  readonly family: string;
  /** The practice, stated positively: "Unexpected errors are reported". */
  readonly title: string;
  /** What goes wrong without it. */
  readonly why: string;
  /** What goes wrong with it, where it is out of place. */
  readonly whyExcess?: string;
  readonly since: string;
  /** What is in preview asks nothing by itself: its recognition is not yet right often enough. */
  readonly stability: 'stable' | 'preview';
  /** Whether it is asked of the whole repository or of each unit. */
  readonly scope: 'repository' | 'unit';
  /** Whether parts that are each too small to owe it, and have none of it, owe it together: one finding for the whole. */
  readonly owedTogether?: boolean;
  /** `manual`: a clone cannot show it; asked in the checklist, never a finding. */
  readonly manual?: boolean;
  /** Whether the question makes sense at all here; without it, always. */
  readonly applies?: Condition;
  readonly present: Condition;
  /** Whether it is owed even by what is no longer kept up. */
  readonly evenIfRetired?: boolean;
  /** One finding for each subject of the evidence against it (a secret, an action) instead of one for all. */
  readonly perSubject?: boolean;
  readonly expectations: ExpectationByKind;
  readonly adjustments?: readonly Adjustment[];
  /** What is there may still fall short: the first that holds is a gap of less weight. */
  readonly shortfalls?: readonly Shortfall[];
  /** What a gap's message says; `missing` by default. */
  readonly message?: Advice;
  /** What the message says where it is too much; that it is out of proportion by default. */
  readonly messageExcess?: Advice;
  readonly remedy: Advice;
  readonly remedyExcess?: Advice;
  readonly references?: readonly string[];
  readonly tags?: readonly string[];
}

/** A rule as it is written, with the examples that the build leaves out. */
export interface RuleFile extends Rule {
  readonly examples?: {
    readonly good?: readonly RuleExample[];
    /** The practice is there, and falls short. */
    readonly short?: readonly RuleExample[];
    readonly bad?: readonly RuleExample[];
    /** Neither to be said that it is there, nor that it is not. */
    readonly unclear?: readonly RuleExample[];
  };
}
