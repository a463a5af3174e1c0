import type { DocumentKind } from './kinds.ts';

/** A document, or a part of one that does the same service. */
export interface Document {
  readonly kind: DocumentKind;
  readonly path: string;
  readonly line?: number;
  /** The heading, when it is a section of another document. */
  readonly section?: string;
  /** Where a section sends its readers, when the document itself lies elsewhere. */
  readonly external?: string;
  /** How many files make it up, for documents that are folders (decision records, fragments of a changelog). */
  readonly count?: number;
  /** The name is there, but nothing is said. */
  readonly stub?: true;
}
