import { describe, expect, it } from 'vitest';
import { formatJunit } from '../../src/report/junit.ts';
import { exemptFinding, missingChangelog, missingTests, practice, reportOf, rule, unpinned } from './sample.ts';

const rules = [
  rule('automated-tests', 'testing'),
  rule('tests-in-ci', 'testing'),
  rule('pinned-actions', 'security'),
  rule('security-policy', 'security'),
  rule('changelog', 'release'),
  rule('health-check', 'operations'),
  rule('code-owners', 'operations'),
  rule('runbook', 'operations'),
];

describe('formatJunit', () => {
  it('has a suite for each family and a case for each practice', () => {
    const report = reportOf(
      [missingTests, unpinned('a/b@v1', 2, 'f1'), exemptFinding, { ...missingChangelog, state: 'baselined' }],
      {
        rules,
        practices: [
          practice('automated-tests', 'gap'),
          practice('tests-in-ci', 'pass'),
          practice('pinned-actions', 'gap'),
          practice('security-policy', 'exempt'),
          practice('changelog', 'gap'),
          practice('health-check', 'not-applicable', { unit: 'services/api' }),
          practice('code-owners', 'unknown'),
          practice('runbook', 'error'),
        ],
        exemptions: { [exemptFinding.fingerprint]: { reason: 'by mail, "see" there', source: 'configuration' } },
      },
    );
    expect(formatJunit(report)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="senior-audit" tests="8" failures="1" errors="1" time="0">
  <testsuite name="operations" tests="3" failures="0" errors="1" skipped="2" time="0">
    <testcase name="health-check in services/api" classname="operations" time="0"><skipped message="not applicable here"/></testcase>
    <testcase name="code-owners" classname="operations" time="0"><skipped message="could not be decided"/></testcase>
    <testcase name="runbook" classname="operations" time="0"><error type="error" message="This practice could not be judged."/></testcase>
  </testsuite>
  <testsuite name="release" tests="1" failures="0" errors="0" skipped="1" time="0">
    <testcase name="changelog" classname="release" time="0"><skipped message="in the baseline"/></testcase>
  </testsuite>
  <testsuite name="security" tests="2" failures="0" errors="0" skipped="1" time="0">
    <testcase name="pinned-actions" classname="security" time="0"><system-out>warning gap: An action is referred to by a tag, which its owner can move. (a/b@v1)
at .github/workflows/ci.yml:2
why: Whoever takes over the tag runs code with the rights of your workflow.
fix: Replace the tag by the full commit hash, with the tag in a comment.
expected in oss (p=0.97)
fingerprint f1</system-out></testcase>
    <testcase name="security-policy" classname="security" time="0"><skipped message="exempt: by mail, &quot;see&quot; there"/></testcase>
  </testsuite>
  <testsuite name="testing" tests="2" failures="1" errors="0" skipped="0" time="0">
    <testcase name="automated-tests" classname="testing" time="0"><failure type="critical gap" message="No automated tests were found: looked for test files with assertions and a runner.">critical gap: No automated tests were found: looked for test files with assertions and a runner.
at package.json
why: Without tests every change is a guess, and users find the mistakes after the release.
fix: Start with one test of what the README promises:

\`\`\`sh
npm install --save-dev vitest
npx vitest run
\`\`\`
required in oss (p=0.97)
fingerprint 00000000000000a1</failure></testcase>
    <testcase name="tests-in-ci" classname="testing" time="0"></testcase>
  </testsuite>
</testsuites>
`);
  });

  it.each([
    ['none', 0],
    ['critical', 1],
    ['warning', 2],
    ['info', 3],
    ['excess', 1],
  ] as const)('fails from the threshold on: %s', (failOn, failures) => {
    const findings = [missingTests, { ...unpinned('a/b@v1', 2, 'f1'), kind: 'excess' as const }, missingChangelog];
    expect(formatJunit(reportOf(findings, { rules }), { failOn })).toContain(` tests="3" failures="${failures}" `);
  });

  it('removes what XML cannot hold, and is not ended by what it quotes', () => {
    const report = reportOf([{ ...missingTests, message: ']]></failure>\u0000\u001b[31m\ud800\uffff & "quoted"' }], {
      rules,
    });
    expect(formatJunit(report)).toContain(
      'message="]]&gt;&lt;/failure&gt;\\u{0}\\u{1b}[31m\\u{d800}\\u{ffff} &amp; &quot;quoted&quot;">',
    );
  });
});
