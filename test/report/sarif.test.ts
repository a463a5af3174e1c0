import { describe, expect, it } from 'vitest';
import { formatSarif } from '../../src/report/sarif.ts';
import { artifactUri } from '../../src/report/sarif-rules.ts';
import { exemptFinding, fullReport, missingChangelog, missingTests, reportOf, rule, unpinned } from './sample.ts';

/* Whole logs are held against the official schema in test/integrations/validators.test.ts. */

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  readonly baselineState: string;
  readonly suppressions?: readonly object[];
}

function runOf(text: string) {
  return JSON.parse(text).runs[0] as {
    readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
    readonly results: readonly SarifResult[];
    readonly invocations: readonly [{ readonly toolExecutionNotifications?: readonly { message: { text: string } }[] }];
  };
}

describe('formatSarif', () => {
  it('is this log for one finding', () => {
    const report = reportOf([unpinned('actions/checkout@v4', 12, '00000000000000a3')], {
      rules: [
        rule('pinned-actions', 'security', {
          title: 'Actions are pinned to a commit',
          tags: ['supply-chain', 'ci'],
          remedy: { default: 'Pin it.' },
          references: ['https://example.org/pinning', 'https://example.org/tags'],
        }),
      ],
      diagnostics: [{ fact: 'manifests', path: 'a b.json', line: 3, message: 'not JSON' }],
    });
    expect(JSON.parse(formatSarif(report))).toEqual({
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'senior-audit',
              version: '0.1.0',
              informationUri: 'https://www.npmjs.com/package/senior-audit',
              rules: [
                {
                  id: 'pinned-actions',
                  name: 'PinnedActions',
                  shortDescription: { text: 'Actions are pinned to a commit' },
                  fullDescription: { text: 'What goes wrong without pinned-actions.' },
                  help: {
                    text: 'What goes wrong without pinned-actions.\n\nWhat to do: Pin it.\n\nhttps://example.org/pinning\n\nhttps://example.org/tags',
                    markdown:
                      'What goes wrong without pinned-actions.\n\n**What to do:** Pin it.\n\n- <https://example.org/pinning>\n- <https://example.org/tags>',
                  },
                  helpUri: 'https://example.org/pinning',
                  defaultConfiguration: { level: 'warning' },
                  properties: {
                    tags: ['security', 'supply-chain', 'ci'],
                    'problem.severity': 'warning',
                    'security-severity': '6.0',
                  },
                },
              ],
            },
          },
          automationDetails: { id: 'senior-audit/' },
          invocations: [
            {
              executionSuccessful: true,
              toolExecutionNotifications: [
                {
                  level: 'warning',
                  message: { text: 'not JSON' },
                  locations: [
                    { physicalLocation: { artifactLocation: { uri: 'a%20b.json' }, region: { startLine: 3 } } },
                  ],
                },
              ],
            },
          ],
          results: [
            {
              ruleId: 'pinned-actions',
              ruleIndex: 0,
              level: 'warning',
              message: {
                text: 'An action is referred to by a tag, which its owner can move. (actions/checkout@v4)\n\nReplace the tag by the full commit hash, with the tag in a comment.',
              },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: '.github/workflows/ci.yml' },
                    region: { startLine: 12 },
                  },
                },
              ],
              partialFingerprints: { 'seniorAuditFingerprint/v1': '00000000000000a3' },
              baselineState: 'new',
              properties: {
                kind: 'gap',
                severity: 'warning',
                unit: '.',
                subject: 'actions/checkout@v4',
                reasoning: 'expected in oss (p=0.97)',
              },
            },
          ],
          properties: {
            kind: 'oss',
            confidence: 0.97,
            declared: false,
            traits: ['library', 'cli'],
            commit: '0123456789abcdef0123456789abcdef01234567',
          },
        },
      ],
    });
  });

  it('carries what is exempt or in the baseline, marked as such', () => {
    const report = reportOf(
      [
        missingTests,
        exemptFinding,
        { ...exemptFinding, fingerprint: 'b' },
        { ...missingChangelog, state: 'baselined' },
      ],
      {
        exemptions: {
          [exemptFinding.fingerprint]: { reason: 'by mail', source: 'configuration' },
          b: { reason: 'see there', source: 'comment' },
        },
      },
    );
    const results = runOf(formatSarif(report)).results;
    expect(results.map((result) => [result.level, result.baselineState, result.suppressions])).toEqual([
      ['error', 'new', undefined],
      ['warning', 'unchanged', [{ kind: 'external', status: 'accepted', justification: 'by mail' }]],
      ['warning', 'unchanged', [{ kind: 'inSource', status: 'accepted', justification: 'see there' }]],
      ['note', 'unchanged', undefined],
    ]);
  });

  it('gives a place with a line to every result', () => {
    const report = reportOf([
      {
        ...missingTests,
        locations: [
          { path: 'a.ts', line: 0 },
          { path: 'b.ts', line: 7 },
        ],
      },
    ]);
    expect(runOf(formatSarif(report)).results[0]?.locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: 'a.ts' }, region: { startLine: 1 } } },
      { physicalLocation: { artifactLocation: { uri: 'b.ts' }, region: { startLine: 7 } } },
    ]);
  });

  it('describes every rule, also one that is only known from a finding', () => {
    const { rules } = runOf(formatSarif(reportOf([missingTests], { rules: [rule('license', 'community')] }))).tool
      .driver;
    expect(rules.map(({ id, shortDescription }) => [id, shortDescription])).toEqual([
      ['license', { text: 'The practice license' }],
      ['automated-tests', { text: 'Behaviour is checked by automated tests' }],
    ]);
  });

  it('has at most ten tags, and a security severity for security alone', () => {
    const tags = Array.from({ length: 20 }, (_, index) => `tag-${index}`);
    const { rules } = runOf(
      formatSarif(reportOf([], { rules: [rule('a', 'testing', { tags }), rule('b', 'security')] })),
    ).tool.driver;
    expect(rules.map((item) => item.properties)).toEqual([
      { tags: ['testing', ...tags.slice(0, 9)], 'problem.severity': 'error' },
      { tags: ['security'], 'problem.severity': 'error', 'security-severity': '9.5' },
    ]);
  });

  it('drops the least severe over the limits, and says how many', () => {
    const many = Array.from({ length: 6_000 }, (_, index) => ({ ...missingChangelog, fingerprint: `i${index}` }));
    const run = runOf(formatSarif(reportOf([...many, missingTests])));
    expect(run.results.length).toBe(5_000);
    expect(run.results[0]?.ruleId).toBe('automated-tests');
    expect(run.invocations[0].toolExecutionNotifications?.map((item) => item.message.text)).toEqual([
      '1001 of the least severe results were left out, to stay within the limits of code scanning.',
    ]);
  });

  it('stays under ten megabytes', () => {
    const remedy = 'ü'.repeat(4_000);
    const many = Array.from({ length: 3_000 }, (_, index) => ({
      ...missingChangelog,
      remedy,
      fingerprint: `i${index}`,
    }));
    const text = formatSarif(reportOf(many));
    expect(Buffer.byteLength(text)).toBeLessThan(10_000_000);
    expect(runOf(text).results.length).toBeGreaterThan(1_000);
  });

  it('lets nothing that is quoted make a link', () => {
    const report = reportOf([unpinned('[here](https://example.org)', 1, 'f')]);
    expect(runOf(formatSarif(report)).results[0]?.message.text).toContain('([here\\](https://example.org))');
  });

  it('refers to rules by their index', () => {
    const run = runOf(formatSarif(fullReport));
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
    expect(run.results.length).toBe(7);
  });
});

describe('artifactUri', () => {
  it.each([
    ['src/a.ts', 'src/a.ts'],
    ['pages/[id] (1).tsx', 'pages/%5Bid%5D%20(1).tsx'],
    ['größe/100%/a#b?c', 'gr%C3%B6%C3%9Fe/100%25/a%23b%3Fc'],
    ['c:/x\\y', 'c%3A/x%5Cy'],
    ['\ud800', '%EF%BF%BD'],
  ])('encodes %j', (path, uri) => {
    expect(artifactUri(path)).toBe(uri);
  });
});
