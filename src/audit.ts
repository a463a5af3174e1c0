import { anchorIn } from './anchor.ts';
import { type AuditedUnit, auditUnits, type UnitAudit } from './audit-units.ts';
import { applyRules, declarationOf, matchesUnit } from './config/apply.ts';
import { type Config, NO_CONFIG } from './config/config.ts';
import { classify, fromParts, traitsOf } from './context/classify.ts';
import type { Context, Kind, Trait } from './context/model.ts';
import { startThreadFor } from './facts/code/scan.ts';
import type { Diagnostic } from './facts/evidence.ts';
import { createFacts, type Facts } from './facts/facts.ts';
import { createSource } from './facts/source.ts';
import { type AuditResult, type Finding, type Location, type PracticeResult, SEVERITIES } from './findings/model.ts';
import { settle } from './findings/settle.ts';
import { summarise } from './findings/summary.ts';
import type { Repository } from './repository/repository.ts';
import type { Catalogue } from './rules/catalogue.ts';
import { evaluateRule } from './rules/evaluate.ts';
import { createEvaluation, type Evaluation } from './rules/evaluation.ts';
import { foresee } from './rules/foresee.ts';
import type { Rule } from './rules/rule.ts';
import { soughtBy } from './rules/sought.ts';
import { changesTraits } from './rules/traits.ts';

export interface AuditOptions {
  /** Declares the kind; else it is worked out. */
  readonly kind?: Kind | undefined;
  /** Declares the traits; else they are worked out. */
  readonly traits?: readonly Trait[] | undefined;
  /** Globs of paths to leave out. */
  readonly ignore?: readonly string[] | undefined;
  /** What `.senior-audit.yaml` says; its rules are already in the catalogue (`applyConfig`). What is declared here wins. */
  readonly config?: Config | undefined;
  /** The folder of the only unit to be audited, with what the whole repository shows. */
  readonly unit?: string | undefined;
  /** The facts of this repository, where they are read already (`prepareFacts`, with the same options). */
  readonly facts?: Facts | undefined;
  /** The day on which exemptions are judged, as YYYY-MM-DD. */
  readonly today?: string | undefined;
  /** Told as the audit moves on: "reading", "judging". */
  readonly onStage?: ((stage: string) => void) | undefined;
}

/** Prepares the facts of a repository without what is to be left out. Nothing is read before it is asked for. */
export function prepareFacts(
  repository: Repository,
  catalogue: Catalogue,
  { config = NO_CONFIG, ignore = [] }: Pick<AuditOptions, 'config' | 'ignore'> = {},
): Facts {
  const thread = startThreadFor(repository);
  const source = createSource(repository, [...config.ignore.map(({ value }) => value), ...ignore]);
  return createFacts(source, soughtBy(catalogue), thread);
}

/**
 * Audits a repository: facts, context, rules, findings. Pure but for reading through the repository.
 * @throws nothing for broken content: that becomes diagnostics.
 */
export function auditRepository(repository: Repository, catalogue: Catalogue, options: AuditOptions = {}): AuditResult {
  options.onStage?.('reading');
  const config = options.config ?? NO_CONFIG;
  const declared = declarationOf(config, '.');
  const facts = options.facts ?? prepareFacts(repository, catalogue, options);
  const { source } = facts;
  const traits = options.traits ?? (declared.traits ?? config.traits)?.value;
  const atFirst = createEvaluation(facts, catalogue, '.', { traits });
  if (options.unit === undefined) foresee(atFirst, catalogue);
  const { evaluation, context: alone } = knowingKind(
    atFirst,
    catalogue,
    classify(atFirst, catalogue.kinds, { kind: options.kind ?? (declared.context ?? config.context)?.value }),
    traits !== undefined,
  );
  options.onStage?.('judging');
  const anchor: Location = { path: anchorIn('.', source.files) ?? '.' };
  const root: AuditedUnit = { context: alone, evaluation, catalogue: applyRules(catalogue, declared.rules), anchor };
  const practices: PracticeResult[] = [];
  const found: Finding[] = [];
  const { units, isCoordinator, omitted, contexts } = auditUnits(root, config, options.unit);
  const whole = isCoordinator ? fromParts(alone, contexts()) : alone;
  const context = options.unit === undefined ? whole : (units[0]?.context ?? whole);
  for (const rule of options.unit === undefined ? root.catalogue.rules : []) {
    const result = evaluateRule(rule, context, evaluation, anchor);
    // What a root that only holds its parts together lacks is owed by the parts.
    const isPartly =
      isCoordinator && rule.scope === 'unit' && result.practice.status === 'gap' && !isOwedTogether(rule, units);
    practices.push(isPartly ? { ...result.practice, status: 'not-applicable' } : result.practice);
    if (!isPartly) found.push(...result.findings);
  }
  const known = new Set(found.map((finding) => finding.rule));
  for (const unit of units) {
    for (const result of unit.results) {
      const findings = result.findings.filter((finding) => !known.has(finding.rule));
      if (findings.length === 0 && options.unit === undefined) continue;
      practices.push(result.practice);
      found.push(...findings);
    }
  }
  const ids = catalogue.rules.map((rule) => rule.id);
  const left = omitted === 0 ? [] : [omittedHint(units.length, omitted)];
  if (options.unit === undefined) left.push(...unmatchedHints(config, facts, units));
  const settled = settle(found, practices, facts, config, ids, options.today ?? new Date().toISOString().slice(0, 10));
  const findings = [...settled.findings].sort(compareFindings);
  return {
    repository: {
      root: repository.root,
      commit: repository.commit,
      files: repository.files.length,
      truncated: repository.truncated,
    },
    context,
    ...(options.unit === undefined ? {} : { unit: options.unit }),
    units: units.map(({ path, reason, context: own }) => ({ path, reason, context: own })),
    practices: settled.practices,
    findings,
    diagnostics: source.diagnostics,
    hints: [...settled.hints, ...left],
    summary: summarise(settled.practices, findings),
  };
}

/** Whether no part is told of a practice that small parts owe together, and none has it. */
function isOwedTogether({ id, owedTogether }: Rule, units: readonly UnitAudit[]): boolean {
  if (owedTogether !== true) return false;
  return !units.some(({ results }) =>
    results.some(({ practice, findings }) => practice.id === id && (findings.length > 0 || practice.present === true)),
  );
}

/** The kind is worked out with the traits that hold at first sight; which of them hold also depends on the kind. */
function knowingKind(
  evaluation: Evaluation,
  catalogue: Catalogue,
  context: Context,
  isDeclared: boolean,
): { readonly evaluation: Evaluation; readonly context: Context } {
  const kinds = context.probabilities;
  if (isDeclared || !changesTraits(catalogue.traits, evaluation, kinds)) return { evaluation, context };
  const again = createEvaluation(evaluation.facts, catalogue, '.', { kinds });
  return { evaluation: again, context: { ...context, traits: traitsOf(again) } };
}

function omittedHint(shown: number, omitted: number): Diagnostic {
  const message = `${shown + omitted} units were found, of which ${shown} are told apart: declare those that matter under units, or leave folders out with ignore`;
  return { fact: 'units', path: '.', message };
}

/** Settings of units that hold for none: a glob matches folders, but makes no units of them. */
function unmatchedHints(config: Config, facts: Facts, units: readonly { readonly path: string }[]): Diagnostic[] {
  return config.units.flatMap(({ value, origin }) =>
    value.paths.flatMap((glob): Diagnostic[] => {
      if (glob === '.' || units.some(({ path }) => matchesUnit([glob], path))) return [];
      if (facts.source.files.matching([`/${glob}/**`]).length === 0) return [];
      const message = `units: "${glob}" matches no unit: name a folder itself to make it one`;
      return [{ fact: 'configuration', path: origin.file, line: origin.line, message }];
    }),
  );
}

const RANK = new Map(SEVERITIES.map((severity, index) => [severity, index]));

/** Worst first; gaps before excess; then by rule and place, so that the order never changes by itself. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    (RANK.get(a.severity) ?? 0) - (RANK.get(b.severity) ?? 0) ||
    Number(a.kind === 'excess') - Number(b.kind === 'excess') ||
    compare(a.unit, b.unit) ||
    compare(a.rule, b.rule) ||
    compare(a.subject ?? '', b.subject ?? '')
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
