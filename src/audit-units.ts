import { anchorIn } from './anchor.ts';
import { applyRules, declarationOf } from './config/apply.ts';
import type { Config } from './config/config.ts';
import { classifyUnit } from './context/classify.ts';
import { AT_RUNTIME, isChartAlone, isInternalPart, OF_PROGRAMS, OF_TESTS } from './context/internal-parts.ts';
import { type Context, DECIDED } from './context/model.ts';
import { readUnitDependencies } from './context/unit-dependencies.ts';
import { findUnits, type Unit, type Units } from './context/units.ts';
import type { Facts } from './facts/facts.ts';
import type { Location, PracticeResult } from './findings/model.ts';
import { once } from './once.ts';
import { isUnder } from './repository/file-index.ts';
import type { Catalogue } from './rules/catalogue.ts';
import { canYield, evaluateRule, type RuleResult } from './rules/evaluate.ts';
import { createEvaluation, type Evaluation } from './rules/evaluation.ts';
import type { Rule } from './rules/rule.ts';

export interface AuditedUnit {
  readonly context: Context;
  readonly evaluation: Evaluation;
  /** With the rules as the configuration changes them here. */
  readonly catalogue: Catalogue;
  /** Where a finding about the whole unit is shown. */
  readonly anchor: Location;
}

export interface UnitAudit {
  readonly path: string;
  /** Why it is a unit. */
  readonly reason: string;
  readonly context: Context;
  /** Of the rules that a unit owes by itself and does not inherit. */
  readonly results: readonly RuleResult[];
}

export interface AuditedUnits {
  readonly units: readonly UnitAudit[];
  readonly isCoordinator: boolean;
  /** How many parts more there are than are told apart. */
  readonly omitted: number;
  /** What the units are, audited or not. */
  contexts(): readonly Context[];
}

/** The units of a repository, the declared ones among them. */
export function listUnits(facts: Facts, config: Config): Units {
  return findUnits(facts, declaredPaths(config));
}

function declaredPaths(config: Config): string[] {
  return config.units.flatMap(({ value }) => value.paths.filter((path) => !/[*?[{]/.test(path) && path !== '.'));
}

/**
 * Audits the parts of a repository that have a context of their own. The parts of a prototype are prototypes: there is nothing
 * to tell apart. What the whole repository does, a part does not owe again, nor what it has from a part that it is built on.
 * @param only the folder of the only unit to be audited
 */
export function auditUnits(root: AuditedUnit, config: Config, only?: string): AuditedUnits {
  const { facts } = root.evaluation;
  const { units, isCoordinator, omitted } = listUnits(facts, config);
  const isAsked = only !== undefined || declaredPaths(config).length > 0;
  if (!isAsked && isPrototypeThroughout(root.context, units, isCoordinator))
    return { units: [], isCoordinator: false, omitted: 0, contexts: () => [] };
  const rest = createEvaluation(facts, root.catalogue, '.', {
    nested: units.map(({ path }) => path),
    whole: root.evaluation,
  });
  const inherited = new Set(
    root.catalogue.rules
      .filter((rule) => rule.scope === 'unit' && rule.manual !== true && isInherited(rule.id, root.evaluation, rest))
      .map((rule) => rule.id),
  );
  const parts = new Map(units.map((unit) => [unit.path, prepare(unit, units, root, config, isCoordinator)]));
  const dependencies = once(() => readUnitDependencies(facts, [...parts.keys()]));
  const isOfTests = once(() => root.evaluation.evaluate({ remote: OF_TESTS }).value === true);
  const isBuiltUpon = (path: string): boolean => [...dependencies().values()].some((others) => others.has(path));
  const audited = units.flatMap(({ path, reason }): UnitAudit[] => {
    if (only !== undefined && path !== only) return [];
    const part = parts.get(path) as Part;
    const context = part.context();
    const isDeclared = declaredPaths(config).includes(path) || part.isDeclared;
    const isChosen = only !== undefined || isDeclared;
    const isInternal = !isChosen && isInternalPart(path, context.traits, facts, () => isBuiltUpon(path));
    const isChart = !isChosen && isChartAlone(path, facts);
    const results = part.catalogue.rules
      .filter((rule) => rule.scope === 'unit' && rule.manual !== true && !inherited.has(rule.id))
      .filter((rule) => only !== undefined || (canMatter(rule) && canYield(rule, context, part.evaluation)))
      .map((rule) => {
        const result = evaluateRule(rule, context, part.evaluation, part.anchor);
        const { id, status } = result.practice;
        if (status === 'excess') return isFineInWhole(id, context, root) ? accepted(result) : result;
        if (status !== 'gap') return result;
        if (isInternal) return notOwed(result, 'nobody runs or installs this part by itself');
        if (isChart && OF_PROGRAMS.has(rule.family)) return notOwed(result, 'what this chart runs is made elsewhere');
        if (!isChosen && AT_RUNTIME.has(rule.family) && isOfTests())
          return notOwed(result, 'only the tests of this repository start it');
        if (!isDeclared && isMinor(result, rule.family))
          return notOwed(result, 'asked of parts that the configuration names');
        const supplierOf = (of: string): string | undefined =>
          root.catalogue.units.shared.includes(id)
            ? [...(dependencies().get(of) ?? [])].find((other) => has(parts.get(other), id))
            : undefined;
        const from = supplierOf(path);
        if (from !== undefined) return suppliedBy(from, result, parts.get(from) as Part);
        const isThere = (other: string): boolean => has(parts.get(other), id) || supplierOf(other) !== undefined;
        const isSoftened =
          isKnownNearby(id, path, context, isThere, parts, root) || (!isDeclared && isRaised(context, root));
        return isSoftened ? softened(result) : result;
      });
    return [
      {
        path,
        reason,
        context,
        results: only === undefined ? results : [...results, ...fromAbove(root, path, context, inherited)],
      },
    ];
  });
  return {
    units: only === undefined ? withoutLists(audited, (path) => declaredPaths(config).includes(path)) : audited,
    isCoordinator,
    omitted,
    contexts: () => [...parts.values()].map((part) => part.context()),
  };
}

/** Of so many parts hardly anybody reads that each of them could do with the same. */
const MANY = 8;

/** What is merely suggested of very many parts that nobody named is a list that helps nobody. */
function withoutLists(audited: readonly UnitAudit[], isNamed: (path: string) => boolean): readonly UnitAudit[] {
  const counts = new Map<string, number>();
  for (const { path, results } of audited) {
    if (isNamed(path)) continue;
    for (const result of results) {
      if (isSuggested(result)) counts.set(result.practice.id, (counts.get(result.practice.id) ?? 0) + 1);
    }
  }
  const isListed = (result: RuleResult): boolean => isSuggested(result) && (counts.get(result.practice.id) ?? 0) > MANY;
  return audited.map((unit) =>
    isNamed(unit.path)
      ? unit
      : {
          ...unit,
          results: unit.results.map((result) =>
            isListed(result) ? notOwed(result, 'asked of parts that the configuration names') : result,
          ),
        },
  );
}

function isSuggested({ practice, findings }: RuleResult): boolean {
  return practice.status === 'gap' && findings.length > 0 && findings.every(({ severity }) => severity === 'info');
}

/** What is known of a unit before its rules are judged. */
interface Part {
  readonly catalogue: Catalogue;
  readonly evaluation: Evaluation;
  readonly anchor: Location;
  /** Whether the configuration says what it is. */
  readonly isDeclared: boolean;
  /** The folders of the parts that lie in it: what they have, it does not wholly lack. */
  readonly nested: readonly string[];
  /** Worked out when it is asked for: of a single unit that is audited, the others matter little. */
  context(): Context;
}

function prepare(
  { path }: Unit,
  units: readonly Unit[],
  root: AuditedUnit,
  config: Config,
  isCoordinator: boolean,
): Part {
  const { facts } = root.evaluation;
  const declared = declarationOf(config, path);
  const nested = units.map((unit) => unit.path).filter((other) => other !== path && isUnder(other, path));
  const catalogue = applyRules(root.catalogue, declared.rules);
  const evaluation = createEvaluation(facts, catalogue, path, {
    nested,
    traits: declared.traits?.value,
    whole: root.evaluation,
  });
  const kind = declared.context?.value ?? (root.context.declared ? root.context.kind : undefined);
  const inherit = isCoordinator ? catalogue.units.inherit : 1;
  return {
    catalogue,
    evaluation,
    anchor: { path: anchorIn(path, facts.source.files) ?? root.anchor.path },
    nested,
    isDeclared: declared.context !== undefined || declared.traits !== undefined,
    context: once(() => classifyUnit(evaluation, catalogue.units, root.context, inherit, { kind })),
  };
}

/** What watches a running program: where that is merely suggested, a list of it for every part that was found helps nobody. */
const WATCHING: ReadonlySet<string> = new Set(['observability', 'telemetry', 'failure']);

function isMinor({ findings }: RuleResult, family: string): boolean {
  return WATCHING.has(family) && findings.every(({ severity }) => severity === 'info');
}

function has(part: Part | undefined, practice: string): boolean {
  return part?.evaluation.practice(practice).value === true;
}

/** What the whole repository decides for its units: shown with a unit that is audited alone. */
function fromAbove(root: AuditedUnit, unit: string, context: Context, inherited: ReadonlySet<string>): RuleResult[] {
  return root.catalogue.rules
    .filter((rule) => rule.manual !== true && (rule.scope === 'repository' || inherited.has(rule.id)))
    .map((rule) => evaluateRule(rule, context, root.evaluation, root.anchor).practice)
    .map((practice): RuleResult => {
      // What the whole lacks, the whole owes.
      const status = practice.status === 'gap' || practice.status === 'excess' ? 'not-applicable' : practice.status;
      return { practice: { ...practice, unit, status }, findings: [] };
    });
}

/**
 * Whether the whole repository has a practice without its being too much there: what asks for consent or tells about it may lie in
 * another part. Experiments, and parts that are declared as something else, are judged by themselves.
 */
function isFineInWhole(id: string, context: Context, root: AuditedUnit): boolean {
  if (context.kind !== root.context.kind && (context.declared || context.kind === 'prototype')) return false;
  const rule = root.catalogue.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) return false;
  return evaluateRule(rule, root.context, root.evaluation, root.anchor).practice.status === 'pass';
}

function accepted({ practice }: RuleResult): RuleResult {
  return { practice: { ...practice, status: 'pass' }, findings: [] };
}

/** What a part lacks and need not have. */
function notOwed({ practice }: RuleResult, because: string): RuleResult {
  const reasoning = `${practice.reasoning ?? practice.expectation}; ${because}`;
  return { practice: { ...practice, status: 'not-applicable', reasoning }, findings: [] };
}

/** A practice that a unit has from a part that it is built on. */
function suppliedBy(from: string, { practice }: RuleResult, part: Part): RuleResult {
  const { evidence } = part.evaluation.practice(practice.id);
  const supplied: PracticeResult = {
    ...practice,
    present: true,
    status: 'pass',
    reasoning: `${practice.reasoning ?? practice.expectation}; it has this from ${from}`,
    evidence,
  };
  return { practice: supplied, findings: [] };
}

/** A workspace says little of itself, and whoever keeps experiments in a folder of their own means something else by the rest. */
function isPrototypeThroughout(context: Context, units: readonly Unit[], isCoordinator: boolean): boolean {
  if (context.kind !== 'prototype') return false;
  if (context.evidence.some((item) => item.for === 'prototype' && item.weight >= TELLING)) return true;
  if (context.confidence <= DECIDED) return false;
  return !isCoordinator || (context.confidence > SURE && !units.some((unit) => unit.isExperiment));
}

/** Evidence of this weight tells by itself what something is, as the name of a course does: that holds for all its parts. */
const TELLING = 2;

/** How sure of a prototype one must be to look at none of a workspace's parts. */
const SURE = 0.9;

/**
 * Whether a practice that a part lacks is one that its neighbours have: what is set up for a running program elsewhere in the repository,
 * in the parts inside this one, or in the service that belongs to a front end.
 */
function isKnownNearby(
  id: string,
  path: string,
  context: Context,
  isThere: (path: string) => boolean,
  parts: ReadonlyMap<string, Part>,
  root: AuditedUnit,
): boolean {
  if (root.catalogue.units.shared.includes(id) && !isCompanion(context))
    return root.evaluation.practice(id).value === true;
  if (parts.get(path)?.nested.some((inner) => has(parts.get(inner), id)) === true) return true;
  return (
    isCompanion(context) && (otherHalfOf(path, parts)?.some(isThere) ?? root.evaluation.practice(id).value === true)
  );
}

/** A front end is half of a service: what its other half does is not wholly missing. */
function isCompanion(context: Context): boolean {
  return context.traits.includes('web-frontend');
}

/** The services nearest to a front end; `undefined` where no part is a service. */
function otherHalfOf(path: string, parts: ReadonlyMap<string, Part>): string[] | undefined {
  const services = [...parts].filter(
    ([other, part]) => other !== path && part.evaluation.trait('network-service').value === true,
  );
  if (services.length === 0) return undefined;
  const shared = services.map(([other]) => sharedFolders(path, other));
  const nearest = Math.max(...shared);
  return services.flatMap(([other], index) => (shared[index] === nearest ? [other] : []));
}

/** How many folders two paths begin with alike. */
function sharedFolders(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  const differs = left.findIndex((name, index) => name !== right[index]);
  return differs < 0 ? left.length : differs;
}

/** The owner's own people use the whole: no part of it is owed to strangers, though it looks like their service. */
function isRaised(context: Context, root: AuditedUnit): boolean {
  const { kind, confidence } = root.context;
  return kind === 'internal-tool' && confidence > DECIDED && context.kind === 'production-service';
}

function softened(result: RuleResult): RuleResult {
  const findings = result.findings.map((finding) =>
    finding.severity === 'critical' ? { ...finding, severity: 'warning' as const } : finding,
  );
  return { ...result, findings };
}

/** Whether any kind asks for the practice, or against it: the others need not be looked for in every part. */
function canMatter(rule: Rule): boolean {
  return rule.adjustments !== undefined || Object.values(rule.expectations).some((level) => level !== 'optional');
}

/** Whether the whole repository has the practice by something that belongs to no part: a test folder or a document at the root. */
function isInherited(id: string, root: Evaluation, rest: Evaluation): boolean {
  const { value } = root.practice(id);
  return value === null || (value && rest.practice(id).value === true);
}
