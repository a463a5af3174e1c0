import { applyRules, declarationOf } from './config/apply.ts';
import type { Config } from './config/config.ts';
import { classifyUnit } from './context/classify.ts';
import { type Context, DECIDED } from './context/model.ts';
import { findUnits, type Unit } from './context/units.ts';
import type { Location } from './findings/model.ts';
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
  readonly context: Context;
  /** Of the rules that a unit owes by itself and does not inherit. */
  readonly results: readonly RuleResult[];
}

/**
 * Audits the parts of a repository that have a context of their own. The parts of a prototype are prototypes: there is nothing
 * to tell apart. What the whole repository does, a part does not owe again.
 */
export function auditUnits(
  root: AuditedUnit,
  config: Config,
): { readonly units: readonly UnitAudit[]; readonly isCoordinator: boolean } {
  const { facts } = root.evaluation;
  const declaredPaths = config.units.flatMap(({ value }) =>
    value.paths.filter((path) => !/[*?[{]/.test(path) && path !== '.'),
  );
  const { units, isCoordinator } = findUnits(facts, declaredPaths);
  if (declaredPaths.length === 0 && isPrototypeThroughout(root.context, units, isCoordinator))
    return { units: [], isCoordinator: false };
  const owed = root.catalogue.rules.filter(
    (rule) => rule.scope === 'unit' && rule.manual !== true && !isInherited(rule.id, root.evaluation, units),
  );
  const owedIds = new Set(owed.map((rule) => rule.id));
  const audited = units.map(({ path }): UnitAudit => {
    const declared = declarationOf(config, path);
    const nested = units.map((unit) => unit.path).filter((other) => other !== path && isUnder(other, path));
    const catalogue = applyRules(root.catalogue, declared.rules);
    const evaluation = createEvaluation(facts, catalogue, path, { nested, traits: declared.traits?.value });
    const kind = declared.context?.value ?? (root.context.declared ? root.context.kind : undefined);
    const inherit = isCoordinator ? catalogue.units.inherit : 1;
    const context = classifyUnit(evaluation, catalogue.units, root.context, inherit, { kind });
    const anchor = { path: anchorIn(path, facts.source.files.under(path)) ?? root.anchor.path };
    const results = catalogue.rules
      .filter((rule) => owedIds.has(rule.id) && canMatter(rule) && canYield(rule, context, evaluation))
      .map((rule) => evaluateRule(rule, context, evaluation, anchor))
      .map((result) =>
        isCompanion(context) && root.evaluation.practice(result.practice.id).value === true ? softened(result) : result,
      );
    return { path, context, results };
  });
  return { units: audited, isCoordinator };
}

/** A workspace says little of itself, and whoever keeps experiments in a folder of their own means something else by the rest. */
function isPrototypeThroughout(context: Context, units: readonly Unit[], isCoordinator: boolean): boolean {
  if (context.kind !== 'prototype' || context.confidence <= DECIDED) return false;
  return !isCoordinator || (context.confidence > SURE && !units.some((unit) => unit.isExperiment));
}

/** How sure of a prototype one must be to look at none of a workspace's parts. */
const SURE = 0.9;

/** A front end is half of a service: what its other half does is not wholly missing. */
function isCompanion(context: Context): boolean {
  return context.traits.includes('web-frontend');
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
function isInherited(id: string, root: Evaluation, units: readonly { readonly path: string }[]): boolean {
  const outcome = root.practice(id);
  if (outcome.value === null) return true;
  if (!outcome.value) return false;
  return outcome.evidence.some(({ path }) => !units.some((unit) => isUnder(path, unit.path)));
}

function anchorIn(
  folder: string,
  files: readonly { readonly path: string; readonly role: string }[],
): string | undefined {
  const depth = folder.split('/').length;
  const near = files.filter((file) => file.path.split('/').length === depth + 1);
  return (near.find((file) => file.role === 'config') ?? near[0] ?? files[0])?.path;
}
