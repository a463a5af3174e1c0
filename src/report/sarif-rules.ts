import type { Severity } from '../findings/model.ts';
import { severityOf } from '../findings/severity.ts';
import { EXPECTATIONS, type Rule } from '../rules/rule.ts';
import type { Report } from './report.ts';

/** GitHub keeps ten tags of a rule. */
const MAX_TAGS = 10;
const MAX_TEXT = 1024;

/** GitHub reads these as critical (over 9), medium and low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { critical: '9.5', warning: '6.0', info: '3.0' };
const PROBLEM_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: 'error',
  warning: 'warning',
  info: 'recommendation',
};
const LEVEL: Readonly<Record<Severity, string>> = { critical: 'error', warning: 'warning', info: 'note' };

/** A rule as SARIF describes it (§3.49, reportingDescriptor). */
export interface RuleDescriptor {
  readonly id: string;
  /** Left out where it would only repeat the id. */
  readonly name?: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Every rule, and for findings of rules that are not among them, what the finding itself tells. */
export function ruleDescriptors(report: Report): RuleDescriptor[] {
  const worst = new Map<string, Severity>();
  for (const { rule, severity } of report.findings) {
    const known = worst.get(rule);
    if (known === undefined || rank(severity) < rank(known)) worst.set(rule, severity);
  }
  const descriptors = new Map<string, RuleDescriptor>();
  for (const rule of report.rules) descriptors.set(rule.id, ruleDescriptor(rule, worst.get(rule.id) ?? gravest(rule)));
  for (const finding of report.findings) {
    if (descriptors.has(finding.rule)) continue;
    const { rule: id, title, why, remedy } = finding;
    const rule = { id, title, why, remedy, family: 'other' };
    descriptors.set(id, ruleDescriptor(rule, worst.get(id) ?? 'info'));
  }
  return [...descriptors.values()];
}

type Described = Pick<Rule, 'id' | 'family' | 'title' | 'why' | 'whyExcess' | 'remedy' | 'references' | 'tags'>;

function ruleDescriptor(rule: Described, severity: Severity): RuleDescriptor {
  const remedy = (typeof rule.remedy === 'string' ? rule.remedy : rule.remedy.default).trim();
  const references = rule.references ?? [];
  const [helpUri] = references;
  const excess = rule.whyExcess === undefined ? [] : [`Where it is out of proportion: ${rule.whyExcess.trim()}`];
  const paragraphs = [rule.why.trim(), ...excess];
  const isSecurity = rule.family === 'security' || rule.tags?.includes('security') === true;
  const tags = new Set([...(isSecurity ? ['security'] : []), rule.family, ...(rule.tags ?? [])]);
  return {
    id: rule.id,
    ...(rule.id.includes('-') ? { name: pascalCase(rule.id) } : {}),
    shortDescription: { text: rule.title.slice(0, MAX_TEXT) },
    fullDescription: { text: rule.why.trim().slice(0, MAX_TEXT) },
    help: {
      text: [...paragraphs, `What to do: ${remedy}`, ...references].join('\n\n'),
      markdown: [
        ...paragraphs,
        `**What to do:** ${remedy}`,
        ...(references.length === 0 ? [] : [references.map((reference) => `- <${reference}>`).join('\n')]),
      ].join('\n\n'),
    },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: LEVEL[severity] },
    properties: {
      tags: [...tags].slice(0, MAX_TAGS),
      'problem.severity': PROBLEM_SEVERITY[severity],
      ...(isSecurity ? { 'security-severity': SECURITY_SEVERITY[severity] } : {}),
    },
  };
}

/** The severity that the rule has where it weighs most. */
function gravest(rule: Rule): Severity {
  const weights = Object.values(rule.expectations).map((expectation) => Math.abs(EXPECTATIONS[expectation]));
  return severityOf(Math.max(...weights), true) ?? 'info';
}

function rank(severity: Severity): number {
  return severity === 'critical' ? 0 : severity === 'warning' ? 1 : 2;
}

function pascalCase(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A path as a relative URI: each segment percent-encoded. */
export function artifactUri(path: string): string {
  return path.split('/').map(encodeSegment).join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'));
}
