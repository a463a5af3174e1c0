import type { Evidence } from '../facts/evidence.ts';

export const KINDS = ['prototype', 'internal-tool', 'oss', 'production-service'] as const;

/** What a repository is for. */
export type Kind = (typeof KINDS)[number];

export const TRAITS = [
  'library',
  'cli',
  'web-frontend',
  'network-service',
  'desktop',
  'mobile',
  'browser-extension',
  'game',
  'embedded',
  'ml',
  'research',
  'data-pipeline',
  'infrastructure',
  'automation',
  'self-hosted',
  'monorepo',
  'docs-site',
  'has-database',
  'stores-personal-data',
  'handles-payments',
  'local-only',
] as const;

/** What holds beside the kind. */
export type Trait = (typeof TRAITS)[number];

/** One thing that speaks for or against a kind. */
export interface ContextEvidence {
  readonly claim: string;
  /** The kind that it speaks for most. */
  readonly for: Kind;
  /** Log-odds that it adds to that kind. */
  readonly weight: number;
  readonly path?: string;
  readonly line?: number;
}

export interface Context {
  readonly kind: Kind;
  readonly confidence: number;
  readonly declared: boolean;
  readonly probabilities: Readonly<Record<Kind, number>>;
  readonly traits: readonly Trait[];
  readonly evidence: readonly ContextEvidence[];
  /** Set when the declared kind is not what the evidence says: what it says instead, and how surely. */
  readonly contradicted?: { readonly kind: Kind; readonly confidence: number };
}

/** Below this probability of the likeliest kind the context is ambiguous: nothing is critical then. */
export const DECIDED = 0.6;

/** 0.974 → "p=0.97"; what is inferred is never shown as certain, as only what is declared is. */
export function probabilityText(probability: number): string {
  return `p=${(probability >= 1 ? 1 : Math.min(0.99, probability)).toFixed(2)}`;
}

/** Why a trait holds. */
export interface TraitFinding {
  readonly trait: Trait;
  readonly probability: number;
  readonly evidence: readonly Evidence[];
}
