import type { Kind, Trait } from '../context/model.ts';
import type { Facts } from '../facts/facts.ts';
import type { Outcome } from './outcome.ts';

/** The facts of one unit, as conditions and checks see them. */
export interface View {
  readonly facts: Facts;
  /** Folder of the unit; `.` for the whole repository. */
  readonly unit: string;
  /** Whether a path belongs to the unit. */
  here(path: string): boolean;
  trait(trait: Trait): Outcome;
  /** Whether a practice is present, by the id of its rule. */
  practice(id: string): Outcome;
  /** The kind, once it is known: conditions of traits and presence cannot ask for it. */
  readonly kind?: Kind;
}
