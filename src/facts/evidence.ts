/** The place that a claim rests on. Built from what was read, so it always names a path. */
export interface Evidence {
  readonly path: string;
  readonly line?: number;
  readonly detail: string;
  /** What exactly is concerned, where one rule can have several subjects (a secret, an action). Part of the identity. */
  readonly subject?: string;
}

/** Something that could not be read, or was read only in part. */
export interface Diagnostic {
  readonly fact: string;
  readonly path: string;
  readonly line?: number;
  readonly message: string;
}
