import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/findings/model.ts';
import { formatTerminal } from '../../src/report/terminal.ts';
import {
  ambiguousContext,
  exemptFinding,
  fullReport,
  missingChangelog,
  missingTests,
  ossContext,
  practice,
  reportOf,
  serviceContext,
  telemetry,
  unpinned,
} from './sample.ts';

function inUnit(finding: Finding, unit: string): Finding {
  return { ...finding, unit, fingerprint: `${finding.rule} ${unit}`, locations: [{ path: `${unit}/package.json` }] };
}

describe('formatTerminal', () => {
  it('says what the repository is, what is owed, why and what to do', () => {
    expect(formatTerminal(fullReport)).toBe(`oss (97 %)  library, cli
  published on npm under a name of its own · package.json:2
  the README tells users how to install it · README.md:14
  a licence that lets others use it · LICENSE

✖ critical  No automated tests were found  automated-tests
  Looked for test files with assertions and a runner.
  why: Without tests every change is a guess, and users find the mistakes after
  the release.
  fix: Start with one test of what the README promises:
      npm install --save-dev vitest
      npx vitest run
  required in oss (p=0.97)

▲ warning  An action is referred to by a tag, which its owner can move
  pinned-actions
  - actions/checkout@v4 at .github/workflows/ci.yml:12
  - actions/setup-node@v4 at .github/workflows/ci.yml:13
  why: Whoever takes over the tag runs code with the rights of your workflow.
  fix: Replace the tag by the full commit hash, with the tag in a comment.
  expected in oss (p=0.97)

▲ warning  out of proportion: Usage is measured  product-telemetry
  at src/start.ts:3, src/start.ts:9, src/send.ts:1 +1 more
  why: Whoever runs a local tool does not expect that it phones home.
  fix: Remove it, or ask first and document it.
  misplaced in oss (p=0.97)

• info  missing: A changelog tells what changed  changelog

In place: license, linting
Not decidable here: code owners
Not counted: 1 exempt, 1 in the baseline.

Could not be read (2):
  tools/package.json:3: not JSON: a comma is missing
  .travis.yml: not YAML

1 critical, 3 warnings, 1 info (1 out of proportion)

senior-audit explain automated-tests says more about one; --verbose shows all.
Taken for the wrong kind? senior-audit init writes down what it is.
`);
  });

  it('shows all evidence, info in full and every practice when it is verbose', () => {
    const report = reportOf([missingChangelog, unpinned('actions/checkout@v4', 12, 'f1')], {
      practices: [
        practice('changelog', 'gap'),
        practice('license', 'pass', { evidence: [{ path: 'LICENSE', detail: 'MIT' }] }),
      ],
    });
    expect(formatTerminal(report, { verbose: true })).toBe(`oss (97 %)  library, cli
  oss: published on npm under a name of its own · package.json:2 (+1.8)
  prototype: no tags (+1.2)
  oss: the README tells users how to install it · README.md:14 (+1.1)
  oss: a licence that lets others use it · LICENSE (+0.9)
  oss: issue templates · .github/ISSUE_TEMPLATE/bug.md (+0.4)

▲ warning  An action is referred to by a tag, which its owner can move
  pinned-actions
  - actions/checkout@v4 at .github/workflows/ci.yml:12
    .github/workflows/ci.yml:12 uses: actions/checkout@v4
  why: Whoever takes over the tag runs code with the rights of your workflow.
  fix: Replace the tag by the full commit hash, with the tag in a comment.
  expected in oss (p=0.97)
  fingerprint f1

• info  missing: A changelog tells what changed  changelog
  why: Users cannot tell whether an upgrade is safe.
  fix: Add CHANGELOG.md.
  suggested in oss (p=0.97)
  fingerprint 00000000000000a5

Practices
  gap  changelog (expected)
  pass license (expected) LICENSE

1 warning, 1 info
`);
  });

  it('shows where something of severity info was seen', () => {
    const finding: Finding = {
      ...telemetry,
      severity: 'info',
      locations: [{ path: 'src/start.ts', line: 3 }, { path: 'src/send.ts' }],
    };
    expect(formatTerminal(reportOf([finding]))).toContain(
      '\n• info  out of proportion: Usage is measured · src/start.ts:3 +1 more\n  product-telemetry\n',
    );
  });

  it('is calm where nothing is owed', () => {
    const evidence = [{ path: 'LICENSE', detail: 'the file is there' }];
    const report = reportOf([], {
      practices: [
        practice('changelog', 'pass', { evidence, weight: 0.2 }),
        practice('license', 'pass', { evidence, weight: 1 }),
        practice('linting', 'not-applicable'),
        // Nobody asks for it here; and a fault that was not found is nothing that is in place.
        practice('code-owners', 'pass', { evidence, weight: 0 }),
        practice('no-private-keys', 'pass', { weight: 1 }),
      ],
    });
    expect(formatTerminal(report)).toMatch(/\n\nIn place: license, changelog\n\nNothing owed here\.\n$/);
  });

  it('says that nothing is new where the baseline holds the rest', () => {
    const report = reportOf([{ ...missingTests, state: 'baselined' }]);
    expect(formatTerminal(report)).toMatch(/\n\nNot counted: 1 in the baseline\.\n\nNothing new is owed here\.\n$/);
  });

  it.each([
    ['Nothing could be judged: no files.\n', { repository: { root: '/', commit: null, files: 0, truncated: false } }],
    ['Nothing could be judged.\n', { practices: [practice('a', 'unknown'), practice('b', 'error')] }],
  ])('does not take silence for approval: %s', (ending, more) => {
    expect(formatTerminal(reportOf([], more)).endsWith(`\n\n${ending}`)).toBe(true);
  });

  it('says how to declare an ambiguous context', () => {
    expect(formatTerminal(reportOf([], { context: ambiguousContext }))).toBe(`oss (52 %)  library, cli
  Not sure: oss or prototype? Say so with "context: oss" in .senior-audit.yaml,
  or --context oss.
  oss: published on npm under a name of its own · package.json:2
  prototype: no tags
  oss: the README tells users how to install it · README.md:14

Nothing owed here.
`);
  });

  it('says when a declaration is contradicted, with what contradicts it', () => {
    const context = {
      ...serviceContext,
      kind: 'oss' as const,
      confidence: 1,
      declared: true,
      contradicted: { kind: 'production-service' as const, confidence: 0.93 },
    };
    expect(formatTerminal(reportOf([], { context }))).toBe(`oss (declared)  network-service
  Declared oss, but the evidence says production-service (93 %).
  deployed on every push · fly.toml:1

Nothing owed here.
`);
  });

  it('lists exempt findings with their reasons when asked to', () => {
    const report = reportOf([exemptFinding], { exemptions: fullReport.exemptions ?? {} });
    expect(formatTerminal(report, { showExempt: true })).toContain(`
Exempt
  warning Weaknesses can be reported in private package.json — reports come by
    mail, see the site (until 2027-01-31)
`);
    expect(formatTerminal(report)).not.toContain('reports come by mail');
  });

  it('shows five of many subjects, ten of many infos and three of many diagnostics', () => {
    const many = Array.from({ length: 12 }, (_, index) => index);
    const infos = many.map((index) => ({
      ...missingChangelog,
      rule: `rule-${index}`,
      message: `Rule ${index} is broken.`,
    }));
    const report = reportOf(
      [...many.map((index) => unpinned(`some/action@v${index}`, index + 1, `f${index}`)), ...infos],
      {
        diagnostics: many.map((index) => ({ fact: 'manifests', path: `${index}.json`, message: 'not JSON' })),
      },
    );
    const text = formatTerminal(report);
    expect(text).toContain('  - some/action@v4 at .github/workflows/ci.yml:5\n  +7 more\n');
    expect(text).toContain('• info  Rule 9 is broken  rule-9\n• info  also rule-10, rule-11\n');
    expect(text).toContain(
      'Could not be read (12):\n  0.json: not JSON\n  1.json: not JSON\n  2.json: not JSON\n  +9 more',
    );
  });

  it('tells the eleventh info too, when it is the last one', () => {
    const infos = Array.from({ length: 11 }, (_, index) => ({
      ...missingChangelog,
      rule: `rule-${index}`,
      message: `Rule ${index} is broken.`,
    }));
    expect(formatTerminal(reportOf(infos))).toContain('• info  Rule 10 is broken  rule-10\n');
  });

  it.each([
    ['Nothing is there: looked for a file.', 'Nothing is there  rule', '  Looked for a file.'],
    ['It hangs. Whoever calls waits.', 'It hangs  rule', '  Whoever calls waits.'],
    ['Version 1.2 is old.', 'Version 1.2 is old  rule', '  why: '],
    ['Missing: The title.', 'missing: The title  rule', '  why: '],
  ])('says in the first line what is wrong: %j', (message, headline, next) => {
    const finding = { ...missingTests, rule: 'rule', title: 'The title', message };
    expect(formatTerminal(reportOf([finding]))).toContain(`\n✖ critical  ${headline}\n${next}`);
  });

  it.each([
    [
      `It is only said in the guide: ${'and then much more is told '.repeat(8)}.`,
      'It is only said in the guide  rule\n  It is only said in the guide: and then',
    ],
    ['Nothing '.repeat(40), 'Nothing Nothing'],
  ])('cuts what is too long for a headline, and never says that all is well: %j', (message, headline) => {
    const text = formatTerminal(reportOf([{ ...missingTests, rule: 'rule', title: 'The title', message }]));
    expect(text).toContain(`\n✖ critical  ${headline}`);
    expect(text).not.toContain('The title');
  });

  it('says what is in place in two lines at most', () => {
    const evidence = [{ path: 'a', detail: 'a' }];
    const practices = Array.from({ length: 60 }, (_, index) =>
      practice(`practice-${index}`, 'pass', { evidence, weight: 1 - index / 1000 }),
    );
    expect(formatTerminal(reportOf([], { practices }))).toContain(
      '\n\nIn place: practice 0, practice 1, practice 2, practice 3, practice 4,\n  practice 5, practice 6, practice 7, practice 8, practice 9 +50 more\n\n',
    );
  });

  it('names the next steps, unless the kind is declared or everything was asked for', () => {
    const declared = { ...ossContext, declared: true };
    const next = 'senior-audit explain automated-tests says more about one; --verbose shows all.\n';
    expect(formatTerminal(reportOf([missingTests], { context: declared })).endsWith(`\n\n1 critical\n\n${next}`)).toBe(
      true,
    );
    expect(formatTerminal(reportOf([missingTests]), { verbose: true })).not.toContain('senior-audit explain');
    expect(formatTerminal(reportOf([]))).not.toContain('senior-audit');
  });

  it('says when not all files were looked at', () => {
    const repository = { root: '/', commit: null, files: 50_000, truncated: true };
    expect(formatTerminal(reportOf([], { repository }))).toContain('\nOnly the first 50000 files were looked at.\n');
  });

  it('reads the same without colours', () => {
    const colored = formatTerminal(fullReport, { color: new Chalk({ level: 1 }) });
    expect(colored).toContain('\u001b[');
    // biome-ignore lint/complexity/useRegexLiterals: an escape in a literal would be taken for a mistake
    expect(colored.replace(new RegExp('\u001b\\[\\d+m', 'g'), '')).toBe(formatTerminal(fullReport));
  });

  it.each([40, 60, 80, 120])('keeps to %i columns, but for code', (width) => {
    const lines = formatTerminal(fullReport, { width }).split('\n');
    const prose = lines.filter((line) => !line.startsWith('      ') && line.trim().includes(' '));
    expect(prose.filter((line) => line.length > width && !/\S{20}/.test(line))).toEqual([]);
  });
});

describe('formatTerminal with units', () => {
  const contexts = {
    'services/api': serviceContext,
    'services/web': serviceContext,
    'packages/sdk': ossContext,
    'packages/a': ossContext,
    'packages/b': ossContext,
  };
  const units = Object.entries(contexts).map(([path, context]) => ({ path, context }));

  it('puts units together that owe the same, explains once, and counts the silent ones', () => {
    const findings = [
      missingTests,
      ...['services/api', 'services/web'].flatMap((unit) =>
        [missingTests, missingChangelog].map((item) => inUnit(item, unit)),
      ),
      inUnit(missingChangelog, 'packages/sdk'),
    ];
    expect(
      formatTerminal(reportOf(findings, { units, context: { ...ossContext, evidence: [] } })),
    ).toBe(`oss (97 %)  library, cli

The whole repository
✖ critical  No automated tests were found  automated-tests
  Looked for test files with assertions and a runner.
  why: Without tests every change is a guess, and users find the mistakes after
  the release.
  fix: Start with one test of what the README promises:
      npm install --save-dev vitest
      npx vitest run
  required in oss (p=0.97)

2 units: services/api, services/web  production-service
✖ critical  automated-tests (see above)
• info  missing: A changelog tells what changed  changelog

packages/sdk  oss (97 %) library, cli
• info  changelog (see above)

2 units without findings.

3 critical, 3 info

senior-audit explain automated-tests says more about one; --verbose shows all.
Taken for the wrong kind? senior-audit init writes down what it is.
`);
  });

  it('counts units without findings where only the root has some', () => {
    const text = formatTerminal(reportOf([missingChangelog], { units }));
    expect(text).toContain(
      '\n\n• info  missing: A changelog tells what changed  changelog\n\n5 units without findings.\n',
    );
  });

  it('stays within a few screens with two hundred units that all differ, and names every rule', () => {
    const rules = Array.from({ length: 40 }, (_, index): Finding => {
      const severity = index % 4 === 0 ? 'critical' : index % 4 === 1 ? 'warning' : 'info';
      const title = `Practice ${index} is followed`;
      return { ...missingChangelog, rule: `rule-${index}`, title, message: `Missing: ${title}.`, severity };
    });
    const paths = Array.from({ length: 200 }, (_, index) => `packages/p${index}`);
    const findings = paths.flatMap((unit, index) =>
      [0, 1, 2, 3, 4, 5].map((step) => inUnit(rules[(index * 7 + step * ((index % 11) + 1)) % 40] as Finding, unit)),
    );
    const text = formatTerminal(reportOf(findings, { units: paths.map((path) => ({ path, context: ossContext })) }));
    expect(text.split('\n').length).toBeLessThan(220);
    expect(rules.filter((item) => !new RegExp(`\\b(?:${item.rule}|${item.title})\\b`).test(text))).toEqual([]);
    expect(text).toContain('182 more units: ');
  });

  it('says in a line what two hundred units owe that owe the same', () => {
    const paths = Array.from({ length: 200 }, (_, index) => `packages/p${String(index).padStart(3, '0')}`);
    const findings = paths.flatMap((unit) => [missingTests, missingChangelog].map((item) => inUnit(item, unit)));
    const text = formatTerminal(reportOf(findings, { units: paths.map((path) => ({ path, context: ossContext })) }));
    expect(text).toContain(
      '\n200 units: packages/p000, packages/p001, packages/p002 +197 more  oss\n✖ critical  No automated tests',
    );
    expect(text.split('\n').length).toBeLessThan(25);
  });
});
