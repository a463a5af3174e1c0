import type { Diagnostic } from '../facts/evidence.ts';
import { changeTexts, keyOf, kindsOf } from './baseline.ts';
import type { AuditResult, Change, Finding } from './model.ts';
import { summarise } from './summary.ts';

/**
 * Compares an audit with that of an earlier tree: what was found there already is `baselined`.
 * @param base the audit of the earlier tree
 * @param former the earlier tree's kinds applied to the present one, where they differ
 */
export function compareWith(
  result: AuditResult,
  base: AuditResult,
  at: { readonly ref: string; readonly commit: string },
  former?: AuditResult,
): AuditResult {
  const before = new Set(base.findings.map(keyOf));
  const now = new Set(result.findings.map(keyOf));
  const findings = result.findings.map(
    (finding): Finding =>
      finding.state === 'new' && before.has(keyOf(finding)) ? { ...finding, state: 'baselined' } : finding,
  );
  const brought = findings.filter(({ state }) => state === 'new');
  const hints = changeTexts(kindsOf(base), result, brought, former).map(
    (text): Diagnostic => ({ fact: 'context', path: '.', message: `${text} since ${at.ref}` }),
  );
  const change: Change = {
    ...at,
    brought,
    mended: base.findings.filter((finding) => finding.state !== 'exempt' && !now.has(keyOf(finding))),
    known: findings.filter(({ state }) => state === 'baselined').length,
  };
  return {
    ...result,
    findings,
    hints: [...(result.hints ?? []), ...hints],
    change,
    summary: summarise(result.practices, findings),
  };
}
