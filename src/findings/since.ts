import type { Diagnostic } from '../facts/evidence.ts';
import { baselineOf, changeTexts, keyOf, kindsOf } from './baseline.ts';
import type { AuditResult, Change, Finding } from './model.ts';
import { knownBefore, renamedUnits } from './renamed-units.ts';
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
  const earlier = baselineOf(base);
  const renamed = renamedUnits(earlier, result);
  const isKnownElsewhere = knownBefore(earlier, renamed);
  const findings = result.findings.map(
    (finding): Finding =>
      finding.state === 'new' && (before.has(keyOf(finding)) || isKnownElsewhere(finding))
        ? { ...finding, state: 'baselined' }
        : finding,
  );
  // What is still there under another name is not mended.
  const isStillThere = knownBefore(
    { context: {}, findings: result.findings },
    renamed.map(({ from, to }) => ({ from: to, to: from })),
  );
  const brought = findings.filter(({ state }) => state === 'new');
  const hints = changeTexts(kindsOf(base), result, brought, former).map(
    (text): Diagnostic => ({ fact: 'context', path: '.', message: `${text} since ${at.ref}` }),
  );
  const moves = renamed.map(
    ({ from, to }): Diagnostic => ({ fact: 'units', path: '.', message: `${from} seems to be ${to} now` }),
  );
  const change: Change = {
    ...at,
    brought,
    mended: base.findings.filter(
      (finding) => finding.state !== 'exempt' && !now.has(keyOf(finding)) && !isStillThere(finding),
    ),
    known: findings.filter(({ state }) => state === 'baselined').length,
  };
  return {
    ...result,
    findings,
    hints: [...(result.hints ?? []), ...moves, ...hints],
    change,
    summary: summarise(result.practices, findings),
  };
}
