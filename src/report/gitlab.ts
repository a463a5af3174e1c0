import type { Severity } from '../findings/model.ts';
import type { Formatter } from './report.ts';
import { safeJson } from './sanitize.ts';
import { firstPlace, openFindings, sentenceOf } from './selection.ts';

const SEVERITY: Readonly<Record<Severity, string>> = { critical: 'critical', warning: 'major', info: 'info' };

/** The code quality report of GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const formatGitlab: Formatter = (report) => {
  const seen = new Map<string, number>();
  const issues = openFindings(report).map((finding) => {
    const place = firstPlace(finding);
    return {
      description: sentenceOf(finding),
      check_name: finding.rule,
      fingerprint: unique(finding.fingerprint, seen),
      severity: SEVERITY[finding.severity],
      location: { path: place.path, lines: { begin: place.line } },
    };
  });
  return `${safeJson(issues, 2)}\n`;
};

/** GitLab drops whatever has a fingerprint that it has seen. */
function unique(fingerprint: string, seen: Map<string, number>): string {
  const count = (seen.get(fingerprint) ?? 0) + 1;
  seen.set(fingerprint, count);
  return count === 1 ? fingerprint : `${fingerprint}-${count}`;
}
