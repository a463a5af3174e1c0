import { classify } from './context/classify.ts';
import type { Kind, Trait } from './context/model.ts';
import { createFacts } from './facts/facts.ts';
import { createSource, type FactSource } from './facts/source.ts';
import {
  type AuditResult,
  type Finding,
  type Location,
  type PracticeResult,
  SEVERITIES,
  type Summary,
} from './findings/model.ts';
import type { Repository } from './repository/repository.ts';
import type { Catalogue } from './rules/catalogue.ts';
import { evaluateRule } from './rules/evaluate.ts';
import { createEvaluation } from './rules/evaluation.ts';

export interface AuditOptions {
  /** Declares the kind; else it is worked out. */
  readonly kind?: Kind | undefined;
  /** Declares the traits; else they are worked out. */
  readonly traits?: readonly Trait[] | undefined;
  /** Globs of paths to leave out. */
  readonly ignore?: readonly string[] | undefined;
  /** Told as the audit moves on: "reading", "judging". */
  readonly onStage?: ((stage: string) => void) | undefined;
}

/**
 * Audits a repository: facts, context, rules, findings. Pure but for reading through the repository.
 * @throws nothing for broken content: that becomes diagnostics.
 */
export function auditRepository(repository: Repository, catalogue: Catalogue, options: AuditOptions = {}): AuditResult {
  options.onStage?.('reading');
  const source = createSource(repository, options.ignore);
  const facts = createFacts(source, catalogue);
  const evaluation = createEvaluation(facts, catalogue, '.', { traits: options.traits });
  const context = classify(evaluation, catalogue.kinds, { kind: options.kind });
  options.onStage?.('judging');
  const anchor = anchorOf(source);
  const practices: PracticeResult[] = [];
  const findings: Finding[] = [];
  for (const rule of catalogue.rules) {
    const result = evaluateRule(rule, context, evaluation, anchor);
    practices.push(result.practice);
    findings.push(...result.findings);
  }
  findings.sort(compareFindings);
  return {
    repository: {
      root: repository.root,
      commit: repository.commit,
      files: repository.files.length,
      truncated: repository.truncated,
    },
    context,
    units: [],
    practices,
    findings,
    diagnostics: source.diagnostics,
    summary: summarise(practices, findings),
  };
}

/** Manifest, else README, else any file: a finding about the whole repository is shown there. */
function anchorOf(source: FactSource): Location {
  const { files } = source;
  const manifest = ANCHORS.find((name) => files.get(name) !== undefined);
  const readme = files.all.find((file) => /^readme(?:\.\w+)?$/i.test(file.path));
  return { path: manifest ?? readme?.path ?? files.all[0]?.path ?? '.' };
}

const ANCHORS = [
  'package.json',
  'pyproject.toml',
  'setup.py',
  'go.mod',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'build.sbt',
  'Gemfile',
  'composer.json',
  'mix.exs',
  'Package.swift',
  'pubspec.yaml',
  'CMakeLists.txt',
  'requirements.txt',
];

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

function summarise(practices: readonly PracticeResult[], findings: readonly Finding[]): Summary {
  const count = (status: PracticeResult['status']): number => practices.filter((item) => item.status === status).length;
  const open = findings.filter((finding) => finding.state === 'new');
  return {
    critical: open.filter((finding) => finding.severity === 'critical').length,
    warning: open.filter((finding) => finding.severity === 'warning').length,
    info: open.filter((finding) => finding.severity === 'info').length,
    excess: open.filter((finding) => finding.kind === 'excess').length,
    pass: count('pass'),
    notApplicable: count('not-applicable'),
    unknown: count('unknown'),
    exempt: findings.filter((finding) => finding.state === 'exempt').length,
  };
}
