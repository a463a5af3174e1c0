import type { Finding, PracticeResult, Summary } from './model.ts';

/** Counts what is new by severity, and the practices by status. */
export function summarise(practices: readonly PracticeResult[], findings: readonly Finding[]): Summary {
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
