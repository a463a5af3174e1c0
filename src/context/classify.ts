import type { Evidence } from '../facts/evidence.ts';
import type { KindEvidence, KindModel, KindTally, UnitModel } from '../rules/catalogue.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import { type Context, type ContextEvidence, KINDS, type Kind, TRAITS, type Trait } from './model.ts';

export interface Declaration {
  readonly kind?: Kind | undefined;
}

/**
 * What a repository is: sums the log-odds of the evidence that holds, and turns them into probabilities by softmax.
 * A declared kind has probability 1; when the evidence says otherwise, `contradicted` says so.
 */
export function classify(evaluation: Evaluation, model: KindModel, declaration: Declaration = {}): Context {
  return conclude(evaluation, weigh(evaluation, model, model.bias), model.temperature, declaration);
}

/**
 * What a part of a repository is: the root's probabilities, changed by the evidence of the part alone.
 * @param inherit how much the root's log-probabilities count, from 0 to 1
 */
export function classifyUnit(
  evaluation: Evaluation,
  model: UnitModel,
  root: Context,
  inherit: number,
  declaration: Declaration = {},
): Context {
  const prior = { prototype: 0, 'internal-tool': 0, oss: 0, 'production-service': 0 };
  for (const kind of KINDS) prior[kind] = inherit * Math.log(Math.max(LEAST, root.probabilities[kind]));
  const items = isHandedOut(root) ? model.evidence.map(ofProduct) : model.evidence;
  const unit = conclude(evaluation, weigh(evaluation, { evidence: items, tallies: [] }, prior), 1, declaration);
  return inherit === 1 && isSurer(unit, root)
    ? { ...unit, confidence: root.confidence, probabilities: root.probabilities }
    : unit;
}

/** Whether strangers run the whole on machines of their own. */
function isHandedOut({ kind, traits }: Context): boolean {
  return kind === 'oss' && traits.includes('self-hosted');
}

/** A part that is deployed and answers requests is then a part of what they run: that says nothing of who runs it. */
function ofProduct(item: KindEvidence): KindEvidence {
  const { oss = 0, 'production-service': service = 0 } = item.weights;
  return { ...item, weights: { ...item.weights, oss: Math.max(oss, service) } };
}

/** A root that only holds parts together, and seems a prototype for what it lacks itself, is what its parts are on the whole. */
export function fromParts(root: Context, parts: readonly Context[]): Context {
  const serious = parts.filter((part) => part.kind !== 'prototype');
  if (root.declared || root.kind !== 'prototype' || serious.length === 0) return root;
  const probabilities = { ...root.probabilities };
  for (const kind of KINDS) {
    probabilities[kind] = round(serious.reduce((sum, part) => sum + part.probabilities[kind], 0) / serious.length);
  }
  const kind = likeliestOf(probabilities);
  return { ...root, kind, confidence: probabilities[kind], probabilities };
}

/** A part of software that is taken for the same as the whole says nothing against the doubts about that. */
function isSurer(unit: Context, root: Context): boolean {
  return !unit.declared && !root.declared && unit.kind === root.kind && unit.confidence > root.confidence;
}

/** What the root all but rules out is still possible in a part. */
const LEAST = 0.02;

interface Weighed {
  readonly sums: Readonly<Record<Kind, number>>;
  readonly evidence: readonly ContextEvidence[];
}

function weigh(
  evaluation: Evaluation,
  { evidence: items, tallies }: Pick<KindModel, 'evidence' | 'tallies'>,
  start: Readonly<Record<Kind, number>>,
): Weighed {
  const sums: Record<Kind, number> = { ...start };
  const evidence: (ContextEvidence & { readonly id: string })[] = [];
  const covered = new Set<string>();
  const add = (item: Omit<KindEvidence, 'if'>, place?: Evidence): void => {
    for (const kind of KINDS) sums[kind] += item.weights[kind] ?? 0;
    const strongest = KINDS.reduce((best, kind) =>
      (item.weights[kind] ?? 0) > (item.weights[best] ?? 0) ? kind : best,
    );
    const weight = item.weights[strongest] ?? 0;
    if (weight <= 0) return;
    for (const id of item.covers ?? []) covered.add(id);
    evidence.push({
      id: item.id,
      claim: item.claim,
      for: strongest,
      weight: round(weight),
      ...(place === undefined || place.path === '.' ? {} : { path: place.path }),
      ...(place?.line === undefined ? {} : { line: place.line }),
    });
  };
  const held = new Set<string>();
  for (const item of items) {
    const outcome = evaluation.evaluate(item.if);
    if (outcome.value !== true) continue;
    held.add(item.id);
    add(item, outcome.evidence[0]);
  }
  evidence.sort((a, b) => b.weight - a.weight);
  // What can be pointed at is told first.
  for (const tally of tallies) if (isMet(tally, held)) add(tally);
  // Nothing is told twice among the first that are told.
  const isCovered = ({ id }: { readonly id: string }): boolean => covered.has(id);
  const told = [...evidence.filter((item) => !isCovered(item)), ...evidence.filter(isCovered)];
  return { sums, evidence: told.map(({ id: _, ...item }) => item) };
}

/** Whether as many of the pieces of evidence hold as the tally asks for. */
export function isMet({ of, atLeast = 0, atMost = of.length }: KindTally, held: ReadonlySet<string>): boolean {
  const count = of.filter((id) => held.has(id)).length;
  return count >= atLeast && count <= atMost;
}

function conclude(evaluation: Evaluation, weighed: Weighed, temperature: number, declaration: Declaration): Context {
  const { evidence } = weighed;
  const inferred = softmax(weighed.sums, temperature);
  const likeliest = likeliestOf(inferred);
  const traits = traitsOf(evaluation);
  if (declaration.kind === undefined) {
    return {
      kind: likeliest,
      confidence: inferred[likeliest],
      declared: false,
      probabilities: inferred,
      traits,
      evidence,
    };
  }
  const declared = declaration.kind;
  const certain = { prototype: 0, 'internal-tool': 0, oss: 0, 'production-service': 0, [declared]: 1 };
  const isContradicted = likeliest !== declared && inferred[likeliest] >= CONTRADICTION;
  return {
    kind: declared,
    confidence: 1,
    declared: true,
    probabilities: certain,
    traits,
    evidence,
    ...(isContradicted ? { contradicted: { kind: likeliest, confidence: inferred[likeliest] } } : {}),
  };
}

/** How sure the evidence must be of another kind before a declaration is questioned. */
const CONTRADICTION = 0.8;

/** The traits that hold, in the order of TRAITS. */
export function traitsOf(evaluation: Evaluation): Trait[] {
  return TRAITS.filter((trait) => evaluation.trait(trait).value === true);
}

function softmax(sums: Readonly<Record<Kind, number>>, temperature: number): Record<Kind, number> {
  const highest = Math.max(...KINDS.map((kind) => sums[kind]));
  const raised = KINDS.map((kind) => Math.exp((sums[kind] - highest) / temperature));
  const total = raised.reduce((sum, value) => sum + value, 0);
  const probabilities: Record<Kind, number> = { prototype: 0, 'internal-tool': 0, oss: 0, 'production-service': 0 };
  KINDS.forEach((kind, index) => {
    probabilities[kind] = round((raised[index] as number) / total);
  });
  return probabilities;
}

function likeliestOf(probabilities: Readonly<Record<Kind, number>>): Kind {
  return KINDS.reduce((best, kind) => (probabilities[kind] > probabilities[best] ? kind : best));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
