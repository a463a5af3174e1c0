import type { Context } from '../../src/context/model.ts';
import { fingerprint } from '../../src/findings/fingerprint.ts';
import type { AuditResult, Finding, Location } from '../../src/findings/model.ts';
import { summarise } from '../../src/findings/summary.ts';

/** A finding; what is not given is the same for all. */
export function finding(rule: string, changes: Partial<Finding> = {}): Finding {
  const unit = changes.unit ?? '.';
  const locations: [Location] = [{ path: 'README.md' }];
  return {
    rule,
    kind: 'gap',
    severity: 'warning',
    unit,
    title: `The practice ${rule} is there`,
    message: `There is no ${rule}.`,
    why: 'Without it something goes wrong.',
    remedy: `Add ${rule}.`,
    reasoning: 'expected in oss (p=1.00)',
    fingerprint: fingerprint(rule, unit, changes.subject),
    locations,
    state: 'new',
    evidence: [],
    ...changes,
  };
}

export function contextOf(kind: Context['kind'], changes: Partial<Context> = {}): Context {
  const probabilities = { prototype: 0, 'internal-tool': 0, oss: 0, 'production-service': 0, [kind]: 1 };
  return { kind, confidence: 1, declared: false, probabilities, traits: [], evidence: [], ...changes };
}

/** What an audit with these findings comes to. */
export function resultOf(findings: readonly Finding[], changes: Partial<AuditResult> = {}): AuditResult {
  return {
    repository: { root: '.', commit: null, files: 1, truncated: false },
    context: contextOf('oss'),
    units: [],
    practices: [],
    findings,
    diagnostics: [],
    summary: summarise([], findings),
    ...changes,
  };
}
