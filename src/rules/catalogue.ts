import type { Kind, Trait } from '../context/model.ts';
import type { Technology } from '../facts/technology.ts';
import type { Condition } from './condition.ts';
import type { Rule } from './rule.ts';

/** One piece of evidence for or against kinds, with its log-odds. */
export interface KindEvidence {
  readonly id: string;
  readonly claim: string;
  /** The kinds that it may speak for; fitting keeps its weights for all others at or below zero. None: it only speaks against some. */
  readonly for: readonly Kind[];
  readonly if: Condition;
  readonly weights: Readonly<Partial<Record<Kind, number>>>;
  /** Set by hand: fitting leaves its weights as they are. */
  readonly fixed?: boolean;
  /** Ids of evidence that the claim tells as well: where that holds too, it is told last. */
  readonly covers?: readonly string[];
}

/**
 * What several pieces of evidence say together: that hardly one of them holds, or that many do. Added up one by one they cannot say that
 * nothing at all speaks for something.
 */
export interface KindTally extends Omit<KindEvidence, 'if'> {
  /** Ids of evidence. */
  readonly of: readonly string[];
  /** How many of these must hold, and may. */
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface KindModel {
  readonly bias: Readonly<Record<Kind, number>>;
  /** Divides the sums before the softmax: above 1 it makes the probabilities less extreme. */
  readonly temperature: number;
  readonly evidence: readonly KindEvidence[];
  readonly tallies: readonly KindTally[];
}

/** What a part of the repository is, on top of what the whole is. */
export interface UnitModel {
  /** How much the root's log-probabilities count where the root only holds its parts together. */
  readonly inherit: number;
  /** Practices that a part has where a part that it is built on has them. */
  readonly shared: readonly string[];
  readonly evidence: readonly KindEvidence[];
}

export interface TraitModel {
  readonly trait: Trait;
  readonly bias: number;
  readonly evidence: readonly { readonly if: Condition; readonly weight: number; readonly claim?: string }[];
  /** Log-odds that a kind adds, as much of them as the kind is likely: an internal tool is automation more often than a library is. */
  readonly kinds?: Readonly<Partial<Record<Kind, number>>>;
  /** What settles that it holds, however little else speaks for it: what the word means, not a hint. Fitting leaves it alone. */
  readonly proven?: Condition;
  /** Conditions under which it cannot hold, whatever else speaks for it. */
  readonly unless?: Condition;
}

/** All that is data: built from rules/ and validated when the program is built. */
export interface Catalogue {
  readonly rules: readonly Rule[];
  readonly technologies: readonly Technology[];
  readonly kinds: KindModel;
  readonly units: UnitModel;
  readonly traits: readonly TraitModel[];
}
