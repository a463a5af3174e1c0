import type { Kind, Trait } from '../context/model.ts';
import type { Facts } from '../facts/facts.ts';
import { isUnder } from '../repository/file-index.ts';
import type { Catalogue } from './catalogue.ts';
import { checks } from './checks/index.ts';
import type { CheckCondition, Condition } from './condition.ts';
import { conjunction, disjunction, negate, no, type Outcome, suspicion, unknown, yes } from './outcome.ts';
import { ciPredicate } from './predicates/ci.ts';
import { codePredicate } from './predicates/code.ts';
import { containerPredicate, deploymentPredicate } from './predicates/containers.ts';
import { dataPredicate } from './predicates/data.ts';
import { dependencyPredicate, technologyPredicate } from './predicates/dependencies.ts';
import { documentPredicate, sectionPredicate } from './predicates/documents.ts';
import { filePredicate, filesPredicate, languagePredicate, textPredicate } from './predicates/files.ts';
import { historyPredicate, remotePredicate } from './predicates/history.ts';
import { lockFilePredicate, manifestPredicate } from './predicates/manifests.ts';
import { many } from './predicates/patterns.ts';
import { reachOf } from './reach.ts';
import type { Rule } from './rule.ts';
import { judgeTrait } from './traits.ts';
import type { View } from './view.ts';

/** What can be asked of one unit: conditions, practices and traits, each evaluated once. */
export interface Evaluation extends View {
  evaluate(condition: Condition): Outcome;
}

export interface EvaluationOptions {
  /** Folders of nested units, whose files belong to them and not to this one. */
  readonly nested?: readonly string[];
  /** Traits that the configuration declares: they hold, and no others. */
  readonly traits?: readonly Trait[] | undefined;
  /** How likely each kind is, where that is known already: traits are judged by it too. */
  readonly kinds?: Readonly<Record<Kind, number>> | undefined;
  /** The whole repository, where this is a part of it: much of what it was asked need not be asked again. */
  readonly whole?: Evaluation | undefined;
}

/** Prepares the evaluation of a unit. Nothing is computed until it is asked for. */
export function createEvaluation(
  facts: Facts,
  catalogue: Catalogue,
  unit: string,
  options: EvaluationOptions = {},
): Evaluation {
  const nested = options.nested ?? [];
  const prefix = `${unit}/`;
  const outcomes = new Map<Condition | string, Outcome>();
  const practices = new Map<string, Outcome>();
  const traits = new Map<Trait, Outcome>();
  const pending = new Set<string>();
  /** How often an answer was asked for while it was being worked out: what came of that holds for then only. */
  let circles = 0;
  const isInUnit = unit === '.' ? () => true : (path: string) => path.startsWith(prefix) || path === unit;
  const here =
    nested.length === 0
      ? isInUnit
      : (path: string) => isInUnit(path) && !nested.some((folder) => isUnder(path, folder));

  const once = (key: string, compute: () => Outcome): Outcome => {
    // Conditions that refer to each other in a circle cannot be decided; the build refuses such rules.
    if (pending.has(key)) {
      circles++;
      return unknown();
    }
    pending.add(key);
    try {
      return compute();
    } finally {
      pending.delete(key);
    }
  };

  const evaluation: Evaluation = {
    facts,
    unit,
    here,
    practice: (id) => {
      let outcome = practices.get(id);
      if (outcome === undefined) {
        const rule = ruleById(catalogue.rules, id);
        outcome = rule === undefined ? unknown() : once(`practice ${id}`, () => evaluation.evaluate(rule.present));
        practices.set(id, outcome);
      }
      return outcome;
    },
    trait: (trait) => {
      if (options.traits !== undefined) {
        return options.traits.includes(trait) ? yes([{ path: '.', detail: 'declared in the configuration' }]) : no();
      }
      let outcome = traits.get(trait);
      if (outcome === undefined) {
        const model = catalogue.traits.find((candidate) => candidate.trait === trait);
        outcome =
          model === undefined ? no() : once(`trait ${trait}`, () => judgeTrait(model, evaluation, options.kinds));
        traits.set(trait, outcome);
      }
      return outcome;
    },
    // Several rules, all kinds and the variants of an advice ask for the same conditions.
    evaluate: (condition) => {
      const question = 'check' in condition ? questionOf(condition.check) : condition;
      let outcome = outcomes.get(question);
      if (outcome === undefined) {
        const before = circles;
        outcome = settledBy(condition, options.whole) ?? evaluateCondition(condition, evaluation);
        if (circles === before) outcomes.set(question, outcome);
      }
      return outcome;
    },
  };
  return evaluation;
}

/** Under what the answer of a check is remembered: other than the rest, the same check stands in many conditions. */
function questionOf(check: string | CheckCondition): string {
  return typeof check === 'string' ? check : `${check.name} ${JSON.stringify(check.with)}`;
}

/** What the answer for the whole repository already says of a part. */
function settledBy(condition: Condition, whole: Evaluation | undefined): Outcome | undefined {
  if (whole === undefined) return undefined;
  const reach = reachOf(condition);
  if (reach === 'none') return undefined;
  const outcome = whole.evaluate(condition);
  if (reach === 'everywhere') return outcome;
  return outcome.value === false ? no() : undefined;
}

/** The same evaluation, with the kind known: for the expectations of rules. */
export function withKind(evaluation: Evaluation, kind: Kind): Evaluation {
  const byKind = withKinds.get(evaluation) ?? new Map<Kind, Evaluation>();
  withKinds.set(evaluation, byKind);
  const prepared = byKind.get(kind);
  if (prepared !== undefined) return prepared;
  const known: Evaluation = {
    ...evaluation,
    kind,
    evaluate: (condition) =>
      asksForKind(condition) ? evaluateCondition(condition, known) : evaluation.evaluate(condition),
  };
  byKind.set(kind, known);
  return known;
}

const withKinds = new WeakMap<Evaluation, Map<Kind, Evaluation>>();
const kindQuestions = new WeakMap<Condition, boolean>();

/** Whether the answer depends on the kind; practices and traits never do. */
function asksForKind(condition: Condition): boolean {
  let asks = kindQuestions.get(condition);
  if (asks === undefined) {
    if ('all' in condition) asks = condition.all.some(asksForKind);
    else if ('any' in condition) asks = condition.any.some(asksForKind);
    else if ('not' in condition) asks = asksForKind(condition.not);
    else asks = 'hint' in condition ? asksForKind(condition.hint) : 'kind' in condition;
    kindQuestions.set(condition, asks);
  }
  return asks;
}

/** What is simply not there settles the whole, whatever else there is: the rest need not be looked for. */
function allOf(parts: readonly Condition[], view: Evaluation): Outcome {
  const outcomes: Outcome[] = [];
  for (const part of parts) {
    const outcome = view.evaluate(part);
    if (outcome.value === false && outcome.evidence.length === 0) return no();
    outcomes.push(outcome);
  }
  return conjunction(outcomes);
}

function evaluateCondition(condition: Condition, view: Evaluation): Outcome {
  if ('all' in condition) return allOf(condition.all, view);
  if ('any' in condition) return anyOf(condition.any, view);
  if ('not' in condition) return negate(view.evaluate(condition.not));
  if ('hint' in condition) return suspicion(view.evaluate(condition.hint));
  if ('file' in condition) return filePredicate(condition.file, view);
  if ('files' in condition) return filesPredicate(condition.files, view);
  if ('dependency' in condition) return dependencyPredicate(condition.dependency, view);
  if ('technology' in condition) return technologyPredicate(condition.technology, view);
  if ('code' in condition) return codePredicate(condition.code, view);
  if ('data' in condition) return dataPredicate(condition.data, view);
  if ('text' in condition) return textPredicate(condition.text, view);
  if ('ci' in condition) return ciPredicate(condition.ci, view);
  if ('document' in condition) return documentPredicate(condition.document, view);
  if ('section' in condition) return sectionPredicate(condition.section, view);
  if ('manifest' in condition) return manifestPredicate(condition.manifest, view);
  if ('lockfile' in condition) return lockFilePredicate(condition.lockfile, view);
  if ('container' in condition) return containerPredicate(condition.container, view);
  if ('deployment' in condition) return deploymentPredicate(condition.deployment, view);
  if ('history' in condition) return historyPredicate(condition.history, view);
  if ('language' in condition) return languagePredicate(condition.language, view);
  if ('remote' in condition) return remotePredicate(condition.remote, view);
  if ('trait' in condition) return view.trait(condition.trait);
  if ('practice' in condition) return view.practice(condition.practice);
  if ('kind' in condition) return kindPredicate(many(condition.kind), view);
  return runCheck(condition.check, view);
}

/** Hints are asked for last: where something holds they change nothing. */
function anyOf(parts: readonly Condition[], view: Evaluation): Outcome {
  const outcome = disjunction(parts.filter((part) => !('hint' in part)).map((part) => view.evaluate(part)));
  if (outcome.value !== false) return outcome;
  const hints = parts.filter((part) => 'hint' in part).map((part) => view.evaluate(part));
  return hints.length === 0 ? outcome : disjunction([outcome, ...hints]);
}

const checksByName = new Map(checks.map((check) => [check.name, check]));

const byId = new WeakMap<readonly Rule[], ReadonlyMap<string, Rule>>();

/** The parts of a repository share one list of rules, and ask for them by name again and again. */
function ruleById(rules: readonly Rule[], id: string): Rule | undefined {
  let known = byId.get(rules);
  if (known === undefined) {
    known = new Map(rules.map((rule) => [rule.id, rule]));
    byId.set(rules, known);
  }
  return known.get(id);
}

function kindPredicate(kinds: readonly Kind[], view: View): Outcome {
  if (view.kind === undefined) return unknown();
  return kinds.includes(view.kind) ? yes([]) : no();
}

function runCheck(condition: string | CheckCondition, view: View): Outcome {
  const { name, with: options } = typeof condition === 'string' ? { name: condition, with: {} } : condition;
  const check = checksByName.get(name);
  if (check === undefined) throw new Error(`the rules refer to a check "${name}" that does not exist`);
  return check.run(view, options ?? {});
}
