import type { ProbeDefinition } from '../facts/code/probes.ts';
import type { Outcome } from './outcome.ts';
import type { View } from './view.ts';

export type CheckOptions = Readonly<Record<string, unknown>>;

/** What the condition language cannot say: a pure function over facts, referred to by name from the rules' data. */
export interface Check {
  readonly name: string;
  /** What it looks for in source code: declared beforehand, since the source is read once. */
  readonly probes?: readonly ProbeDefinition[];
  run(view: View, options: CheckOptions): Outcome;
}
