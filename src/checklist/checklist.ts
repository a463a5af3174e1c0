import type { Context } from '../context/model.ts';
import type { Evidence } from '../facts/evidence.ts';
import type { AuditResult, PracticeResult } from '../findings/model.ts';
import type { Expectation, Rule } from '../rules/rule.ts';
import { type Answer, type Occasion, type Standing, standingOf } from './answers.ts';

export type ItemState = 'pass' | 'gap' | 'exempt' | 'unknown' | Standing['state'];

/** One thing that is asked before a release. */
export interface Item {
  readonly rule: string;
  readonly family: string;
  readonly unit: string;
  readonly title: string;
  /** Whether a clone can show it, or only people can tell. */
  readonly source: 'repository' | 'people';
  readonly state: ItemState;
  /** Whether the release has to wait for it. */
  readonly isRequired: boolean;
  /** Whether something is left to do or to answer. */
  readonly isOpen: boolean;
  readonly expectation: Expectation;
  readonly weight: number;
  readonly why: string;
  readonly how: string;
  readonly evidence: readonly Evidence[];
  readonly answer?: Answer;
  /** Why the gap is accepted, where it is exempt. */
  readonly reason?: string;
}

export interface Family {
  readonly family: string;
  readonly items: readonly Item[];
}

/** Everything that a context asks before a release. */
export interface Checklist {
  readonly release: string | undefined;
  readonly context: Context;
  readonly families: readonly Family[];
  readonly counts: {
    readonly items: number;
    readonly open: number;
    /** Open items that the release has to wait for. */
    readonly blocking: number;
    /** What could not be decided, and nobody has answered. */
    readonly unknown: number;
  };
}

/** Below this weight nothing is asked: the threshold of any finding. */
const ASKED = 0.1;
/** From this weight on a release has to wait: the threshold of what is critical. */
const REQUIRED = 0.75;

/**
 * What is asked before a release here: the practices that the audit decided, and what only people can answer. Pure.
 * @param rules those of the audit
 */
export function checklistOf(
  result: AuditResult,
  rules: readonly Rule[],
  answers: readonly Answer[],
  occasion: Occasion,
): Checklist {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const items = result.practices.flatMap((practice) => {
    const rule = byId.get(practice.id);
    if (rule === undefined || practice.weight < ASKED) return [];
    return itemOf(rule, practice, result, answers, occasion) ?? [];
  });
  const names = [...new Set(items.map(({ family }) => family))].sort();
  const families = names.map((family) => ({
    family,
    items: items.filter((item) => item.family === family).sort(byUrgency),
  }));
  const count = (holds: (item: Item) => boolean): number => items.filter(holds).length;
  return {
    release: occasion.release,
    context: result.context,
    families,
    counts: {
      items: items.length,
      open: count((item) => item.isOpen),
      blocking: count((item) => item.isOpen && item.isRequired),
      unknown: count((item) => item.state === 'unknown'),
    },
  };
}

/** The items of all families, in their order. */
export function itemsOf({ families }: Checklist): Item[] {
  return families.flatMap(({ items }) => items);
}

/** Whether people can answer it: a question, or what the audit could not decide. What was read from the repository is not put to a vote. */
export function isAnswerable(item: Item): boolean {
  return item.source === 'people' || !['pass', 'gap', 'exempt'].includes(item.state);
}

function itemOf(
  rule: Rule,
  practice: PracticeResult,
  result: AuditResult,
  answers: readonly Answer[],
  occasion: Occasion,
): Item | undefined {
  const standing = standingOf(rule.id, answers, occasion);
  const state = stateOf(rule, practice, standing);
  if (state === undefined) return undefined;
  const findings = result.findings.filter(
    (finding) => finding.rule === rule.id && finding.unit === practice.unit && finding.kind === 'gap',
  );
  const exemption =
    state === 'exempt' ? findings.find((finding) => finding.exemption !== undefined)?.exemption : undefined;
  const isAnswered = rule.manual === true || practice.status === 'unknown';
  return {
    rule: rule.id,
    family: rule.family,
    unit: practice.unit,
    title: rule.title,
    source: rule.manual === true ? 'people' : 'repository',
    state,
    isRequired: practice.weight >= REQUIRED,
    isOpen: OPEN.includes(state),
    expectation: practice.expectation,
    weight: practice.weight,
    why: rule.why.trim(),
    how: findings[0]?.remedy ?? (typeof rule.remedy === 'string' ? rule.remedy : rule.remedy.default).trim(),
    evidence: rule.manual === true ? [] : practice.evidence,
    ...(isAnswered && standing.answer !== undefined ? { answer: standing.answer } : {}),
    ...(exemption === undefined ? {} : { reason: exemption.reason }),
  };
}

const OPEN: readonly ItemState[] = ['gap', 'no', 'unanswered', 'expired'];

function stateOf(rule: Rule, practice: PracticeResult, standing: Standing): ItemState | undefined {
  const { status, evidence } = practice;
  if (rule.manual === true) return isPut(practice) ? standing.state : undefined;
  switch (status) {
    case 'pass':
      // A fault that was not found anywhere has nothing to show: it is no item, unless it is there.
      return evidence.length === 0 ? undefined : status;
    case 'gap':
    case 'exempt':
      return status;
    case 'unknown':
    case 'error':
      return standing.state === 'unanswered' ? 'unknown' : standing.state;
    case 'excess':
    case 'not-applicable':
      return undefined;
  }
}

/** Whether a question is put to people: not where only the doubt about what this is would ask it. */
function isPut({ isAsked, expectation }: PracticeResult): boolean {
  return isAsked === true && expectation !== 'optional';
}

/** What a release waits for, then what else is open, then the rest; by weight. */
function byUrgency(a: Item, b: Item): number {
  return (
    Number(b.isOpen) - Number(a.isOpen) ||
    b.weight - a.weight ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
    (a.unit < b.unit ? -1 : 1)
  );
}
