import { type Context, DECIDED } from '../context/model.ts';
import type { Evidence } from '../facts/evidence.ts';
import { fingerprint } from '../findings/fingerprint.ts';
import type { Finding, Location, PracticeResult, Severity, Status } from '../findings/model.ts';
import { severityOf } from '../findings/severity.ts';
import type { Language } from '../repository/languages.ts';
import type { Condition } from './condition.ts';
import { type Evaluation, withKind } from './evaluation.ts';
import { expectationOf, isOwed, type Judgement, judge, weigh } from './expectation.ts';
import { many } from './predicates/patterns.ts';
import type { Advice, Rule, Shortfall } from './rule.ts';

export interface RuleResult {
  readonly practice: PracticeResult;
  readonly findings: readonly Finding[];
}

/** A practice that is there but falls short is a smaller gap than one that is missing. */
const SHORT = 0.6;

/** What says of itself that it has moved elsewhere owes hardly anything here. */
const RETIRED: Condition = { check: { name: 'retired', with: { moved: true } } };

const EXCESS_REMEDY = 'Remove it, or exempt it with the reason why it is needed here.';

/** More places than this are not listed with a finding. */
const MAX_LOCATIONS = 50;

/**
 * Judges one practice in one unit: is it there, is it owed, and what follows.
 * @param anchor where a finding about the whole unit is shown
 */
export function evaluateRule(rule: Rule, context: Context, evaluation: Evaluation, anchor: Location): RuleResult {
  const outcome = evaluation.practice(rule.id);
  const judged = judge(rule, outcome.value, context, evaluation);
  const short = judged.weight > 0 ? shortfallOf(rule, outcome.value, evaluation) : undefined;
  const judgement = short === undefined ? judged : lessened(judged);
  const isDecided = context.declared || context.confidence > DECIDED;
  const severity = severityOf(judgement.weight, isDecided);
  const isCalledFor = isOwed(judgement.expectation, isDecided);
  const status = statusOf(
    rule,
    short === undefined ? outcome.value : false,
    judgement,
    severity,
    isCalledFor,
    evaluation,
  );
  const practice: PracticeResult = {
    id: rule.id,
    unit: evaluation.unit,
    present: outcome.value,
    status,
    expectation: judgement.expectation,
    weight: judgement.weight,
    reasoning: judgement.reasoning,
    evidence: outcome.evidence,
    // What only people can answer is asked where the question makes sense, or might.
    ...(rule.manual === true ? { isAsked: appliesTo(rule, evaluation) !== false } : {}),
  };
  if (rule.manual === true || severity === undefined || (status !== 'gap' && status !== 'excess')) {
    return { practice, findings: [] };
  }
  const known = withKind(evaluation, context.kind);
  if (short !== undefined) {
    const { id, message, remedy } = short.shortfall;
    const about = { subject: id, evidence: short.evidence, anchor };
    const finding = findingOf(
      { ...rule, message: named(message, short.evidence), remedy },
      'gap',
      severity,
      judgement,
      known,
      about,
    );
    return {
      practice: { ...practice, evidence: [...new Set([...outcome.evidence, ...short.evidence])] },
      findings: [finding],
    };
  }
  const findings = subjectsOf(rule, outcome.evidence).map(({ subject, evidence }) =>
    findingOf(rule, status, severity, judgement, known, { subject, evidence, anchor }),
  );
  return { practice, findings };
}

/** Whether a finding can come of the rule here at all: what is looked for need not be looked for otherwise. */
export function canYield(rule: Rule, context: Context, evaluation: Evaluation): boolean {
  if (rule.manual === true) return false;
  const isDecided = context.declared || context.confidence > DECIDED;
  const weighs = (present: boolean): boolean => {
    const weight = weigh(rule, present, context, evaluation);
    if (severityOf(weight, isDecided) === undefined) return false;
    if (weight > 0 && !isOwed(expectationOf(rule, present, context, evaluation), isDecided)) return false;
    return present ? weight < 0 || rule.shortfalls !== undefined : weight > 0;
  };
  return (weighs(false) || weighs(true)) && appliesTo(rule, evaluation) === true;
}

/** The first way in which a practice that is there falls short, with the evidence of it. */
function shortfallOf(
  rule: Rule,
  present: boolean | null,
  evaluation: Evaluation,
): { readonly shortfall: Shortfall; readonly evidence: readonly Evidence[] } | undefined {
  if (present !== true) return undefined;
  for (const shortfall of rule.shortfalls ?? []) {
    const outcome = evaluation.evaluate(shortfall.if);
    if (outcome.value === true) return { shortfall, evidence: placesOf(shortfall.if, rule, evaluation) };
  }
  return undefined;
}

/** Where a shortfall is to be mended: not where it was seen that the question makes sense, or what was looked through. */
function placesOf(condition: Condition, rule: Rule, evaluation: Evaluation): readonly Evidence[] {
  if (!('all' in condition)) return evaluation.evaluate(condition).evidence;
  const telling = condition.all.filter((part) => !isSense(part));
  const evidence = telling.flatMap((part) => evaluation.evaluate(part).evidence);
  return evidence.length > 0 ? evidence : evaluation.practice(rule.id).evidence;
}

/** What only says why it is asked. */
function isSense(condition: Condition): boolean {
  if ('any' in condition) return condition.any.every(isSense);
  return 'not' in condition || 'practice' in condition || 'trait' in condition;
}

function lessened({ expectation, weight, reasoning }: Judgement): Judgement {
  return {
    expectation,
    weight: Math.round(weight * SHORT * 1000) / 1000,
    reasoning: `${reasoning}; it is there, but falls short`,
  };
}

function statusOf(
  rule: Rule,
  present: boolean | null,
  judgement: Judgement,
  severity: Severity | undefined,
  isCalledFor: boolean,
  evaluation: Evaluation,
): Status {
  const applies = appliesTo(rule, evaluation);
  if (rule.manual === true || applies === false) return 'not-applicable';
  if (present === null || applies === null) return 'unknown';
  if (present) return severity !== undefined && judgement.weight < 0 ? 'excess' : 'pass';
  return severity !== undefined && judgement.weight > 0 && isCalledFor ? 'gap' : 'not-applicable';
}

/** Whether the question makes sense here; `null` when that cannot be decided. */
function appliesTo({ applies, evenIfRetired }: Rule, evaluation: Evaluation): boolean | null {
  if (evenIfRetired !== true && evaluation.evaluate(RETIRED).value === true) return false;
  return applies === undefined ? true : evaluation.evaluate(applies).value;
}

function subjectsOf(
  rule: Rule,
  evidence: readonly Evidence[],
): { readonly subject: string | undefined; readonly evidence: readonly Evidence[] }[] {
  if (rule.perSubject !== true) return [{ subject: undefined, evidence }];
  const groups = new Map<string | undefined, Evidence[]>();
  for (const item of evidence) {
    const subject = item.subject ?? item.path;
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, [item]);
    else group.push(item);
  }
  if (groups.size === 0) return [{ subject: undefined, evidence }];
  return [...groups].map(([subject, items]) => ({ subject, evidence: items }));
}

function findingOf(
  rule: Rule,
  kind: 'gap' | 'excess',
  severity: Severity,
  judgement: Judgement,
  evaluation: Evaluation,
  about: {
    readonly subject: string | undefined;
    readonly evidence: readonly Evidence[];
    readonly anchor: Location;
  },
): Finding {
  const places = about.evidence.slice(0, MAX_LOCATIONS).map(({ path, line }) => ({
    path,
    ...(line === undefined ? {} : { line }),
  }));
  const [first, ...others] = places.filter((place) => place.path !== '.');
  const written = first === undefined ? undefined : languageAt(first.path, evaluation);
  const advice = kind === 'gap' ? rule.message : rule.messageExcess;
  const composed = kind === 'gap' ? `Missing: ${rule.title}.` : `Out of proportion here: ${rule.title}.`;
  const message = advice === undefined ? composed : choose(advice, evaluation, written);
  return {
    rule: rule.id,
    kind,
    severity,
    unit: evaluation.unit,
    title: rule.title,
    message,
    why: kind === 'excess' ? (rule.whyExcess ?? rule.why) : rule.why,
    remedy:
      kind === 'gap'
        ? choose(rule.remedy, evaluation, written)
        : choose(rule.remedyExcess ?? EXCESS_REMEDY, evaluation, written),
    reasoning: judgement.reasoning,
    fingerprint: fingerprint(rule.id, evaluation.unit, about.subject),
    locations: first === undefined ? [placeOf(rule, evaluation) ?? about.anchor] : [first, ...others],
    state: 'new',
    ...(about.subject === undefined ? {} : { subject: about.subject }),
    evidence: about.evidence.slice(0, MAX_LOCATIONS),
  };
}

/** What is not written down is missing in the README, or in the instructions, not in a manifest. */
function placeOf(rule: Rule, { facts }: Evaluation): Location | undefined {
  if (rule.family === 'agents') {
    const [first] = facts.documents.documents.filter(
      ({ kind, section }) => kind === 'agent-instructions' && section === undefined,
    );
    if (first !== undefined) return { path: first.path };
  }
  if (rule.family !== 'documentation' || rule.scope !== 'repository') return undefined;
  const readme = facts.source.files.all.find(({ path }) => /^readme(?:\.\w+)?$/i.test(path));
  return readme === undefined ? undefined : { path: readme.path };
}

/** Puts in what the evidence is about. */
function named(message: string, evidence: readonly Evidence[]): string {
  const subjects = new Set(evidence.flatMap(({ subject }) => subject ?? []));
  return message.replaceAll('{subjects}', [...subjects].join(', '));
}

/** The first variant whose condition holds, else the default; where the places are code, the advice is for their language. */
function choose(advice: Advice, evaluation: Evaluation, written: Language | undefined): string {
  if (typeof advice === 'string') return advice.trim();
  const variant = (advice.when ?? []).find((item) => fits(item.if, evaluation, written));
  return (variant?.text ?? advice.default).trim();
}

function fits(condition: Condition, evaluation: Evaluation, written: Language | undefined): boolean {
  if (written !== undefined) {
    if ('all' in condition) return condition.all.every((part) => fits(part, evaluation, written));
    if ('language' in condition) {
      const { language } = condition;
      return many<Language>(typeof language === 'object' && 'is' in language ? language.is : language).includes(
        written,
      );
    }
  }
  return evaluation.evaluate(condition).value === true;
}

/** The language that a place is written in, where it is code. */
function languageAt(path: string, { facts }: Evaluation): Language | undefined {
  const file = facts.source.files.get(path);
  return file?.role === 'source' ? file.language : undefined;
}
