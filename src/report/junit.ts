import type { Finding, PracticeResult } from '../findings/model.ts';
import type { FailOn, Formatter, Report } from './report.ts';
import { oneLine, printable } from './sanitize.ts';
import { mostSevereFirst, placesOf, sentenceOf } from './selection.ts';
import { escapeXml, escapeXmlLines } from './xml.ts';

interface Case {
  readonly family: string;
  readonly text: string;
  readonly outcome: 'pass' | 'failure' | 'error' | 'skipped';
}

/** JUnit's XML as CI systems read it: a suite for each family, a case for each practice and unit. */
export const formatJunit: Formatter = (report, options = {}) => {
  const failOn = options.failOn ?? 'critical';
  const families = new Map(report.rules.map((rule) => [rule.id, rule.family]));
  const findings = new Map<string, Finding[]>();
  for (const finding of mostSevereFirst(report.findings)) {
    const key = JSON.stringify([finding.rule, finding.unit]);
    findings.set(key, [...(findings.get(key) ?? []), finding]);
  }
  const cases = report.practices.map((practice) => {
    const key = JSON.stringify([practice.id, practice.unit]);
    const own = findings.get(key) ?? [];
    findings.delete(key);
    return caseOf(practice, own, families.get(practice.id) ?? 'other', failOn, report);
  });
  for (const own of findings.values()) {
    const [first] = own as [Finding, ...Finding[]];
    const practice = { id: first.rule, unit: first.unit, status: first.kind };
    cases.push(caseOf(practice, own, families.get(first.rule) ?? 'other', failOn, report));
  }
  const names = [...new Set(cases.map((item) => item.family))].sort();
  const suites = names.map((family) =>
    suiteOf(
      family,
      cases.filter((item) => item.family === family),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="senior-audit" ${totalsOf(cases)} time="0">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
};

function suiteOf(family: string, cases: readonly Case[]): string {
  const skipped = cases.filter((item) => item.outcome === 'skipped').length;
  return [
    `  <testsuite name="${escapeXml(family)}" ${totalsOf(cases)} skipped="${skipped}" time="0">`,
    ...cases.map((item) => item.text),
    '  </testsuite>',
  ].join('\n');
}

function totalsOf(cases: readonly Case[]): string {
  const count = (outcome: Case['outcome']): number => cases.filter((item) => item.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"`;
}

function caseOf(
  practice: Pick<PracticeResult, 'id' | 'unit' | 'status'>,
  findings: readonly Finding[],
  family: string,
  failOn: FailOn,
  report: Report,
): Case {
  const open = findings.filter((finding) => finding.state === 'new');
  const failing = open.filter((finding) => isAtOrOver(finding, failOn));
  const done = (outcome: Case['outcome'], content: string): Case => ({
    family,
    outcome,
    text: `    <testcase name="${nameOf(practice)}" classname="${escapeXml(family)}" time="0">${content}</testcase>`,
  });
  const [worst] = failing;
  if (worst !== undefined) {
    const message = escapeXml(oneLine(sentenceOf(worst)));
    const type = `${worst.severity} ${worst.kind}`;
    return done('failure', `<failure type="${type}" message="${message}">${detailsOf(open)}</failure>`);
  }
  if (open.length > 0) return done('pass', `<system-out>${detailsOf(open)}</system-out>`);
  const reason = skipReason(practice, findings, report);
  if (reason !== undefined) return done('skipped', `<skipped message="${escapeXml(oneLine(reason))}"/>`);
  if (practice.status === 'error')
    return done('error', '<error type="error" message="This practice could not be judged."/>');
  return done('pass', '');
}

function nameOf({ id, unit }: Pick<PracticeResult, 'id' | 'unit'>): string {
  return escapeXml(unit === '.' ? id : `${id} in ${unit}`);
}

function skipReason(
  practice: Pick<PracticeResult, 'status'>,
  findings: readonly Finding[],
  report: Report,
): string | undefined {
  const [known] = findings;
  if (known !== undefined) {
    if (known.state === 'baselined') return 'in the baseline';
    const reason = report.exemptions?.[known.fingerprint]?.reason;
    return reason === undefined ? 'exempt' : `exempt: ${reason}`;
  }
  switch (practice.status) {
    case 'not-applicable':
      return 'not applicable here';
    case 'unknown':
      return 'could not be decided';
    case 'exempt':
      return 'exempt';
    default:
      return undefined;
  }
}

function detailsOf(findings: readonly Finding[]): string {
  const texts = findings.map((finding) =>
    [
      `${finding.severity} ${finding.kind}: ${sentenceOf(finding)}`,
      `at ${placesOf([finding]).join(', ')}`,
      `why: ${oneLine(finding.why)}`,
      `fix: ${finding.remedy}`,
      oneLine(finding.reasoning),
      `fingerprint ${printable(finding.fingerprint)}`,
    ].join('\n'),
  );
  return escapeXmlLines(texts.join('\n\n'));
}

function isAtOrOver(finding: Finding, failOn: FailOn): boolean {
  switch (failOn) {
    case 'none':
      return false;
    case 'excess':
      return finding.kind === 'excess';
    case 'critical':
      return finding.severity === 'critical';
    case 'warning':
      return finding.severity !== 'info';
    case 'info':
      return true;
  }
}
