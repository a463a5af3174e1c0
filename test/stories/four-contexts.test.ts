import { describe, expect, test } from 'vitest';
import { ATTEMPTS, TEAMWORK } from './histories.ts';
import { audit, run, type StoryReport } from './story.ts';

const KINDS = ['prototype', 'internal-tool', 'oss', 'production-service'] as const;

/** Each tree is audited once in each context. */
const audits = new Map<string, readonly StoryReport[]>();

function inEachContext(over: readonly string[]): readonly StoryReport[] {
  const known = audits.get(over.join());
  if (known !== undefined) return known;
  const stories = KINDS.map((kind) => audit('service', { commits: TEAMWORK, over, arguments: ['--context', kind] }));
  audits.set(over.join(), stories);
  return stories;
}

/** What is said about a practice in the four contexts, in the order of KINDS. */
function row(rule: string, over: readonly string[] = []): string[] {
  return inEachContext(over).map((story) => {
    const finding = story.report.findings.find((item) => item.rule === rule);
    return finding === undefined ? 'nothing' : `${finding.kind} ${finding.severity}`;
  });
}

describe('one tree in four contexts', () => {
  test.each([
    ['automated-tests', ['nothing', 'gap warning', 'gap critical', 'gap critical']],
    ['crash-reporting', ['nothing', 'gap info', 'gap info', 'gap critical']],
    ['health-check', ['nothing', 'gap warning', 'gap warning', 'gap critical']],
    ['product-telemetry', ['nothing', 'nothing', 'nothing', 'gap info']],
    ['license', ['nothing', 'nothing', 'gap critical', 'nothing']],
    ['runbook', ['nothing', 'gap info', 'nothing', 'gap warning']],
    ['security-policy', ['nothing', 'nothing', 'gap warning', 'gap warning']],
  ])('without %s', (rule, expected) => {
    expect(row(rule)).toEqual(expected);
  });

  test('with product telemetry that nobody was asked about', () => {
    expect(row('product-telemetry', ['service-counting'])).toEqual([
      'excess info',
      'excess warning',
      'excess critical',
      'excess warning',
    ]);
  });

  test('with an extensive test suite and a coverage gate', () => {
    expect(row('coverage-gate', ['service-tested'])).toEqual(['excess info', 'nothing', 'nothing', 'nothing']);
    expect(row('automated-tests', ['service-tested'])).toEqual(['nothing', 'nothing', 'nothing', 'nothing']);
  });

  test('as a prototype', () => {
    const story = audit('service', { commits: TEAMWORK, arguments: ['--context', 'prototype'] });
    expect(story.findings).toEqual([]);
  });

  test('as an internal tool', () => {
    const story = audit('service', { commits: TEAMWORK, arguments: ['--context', 'internal-tool'] });
    expect(story.traits).toEqual(['network-service', 'has-database']);
    expect(story.findings).toEqual([
      'warning gap automated-tests',
      'warning gap health-check',
      'info gap code-scanning',
      'info gap crash-reporting',
      'info gap maintainers-named',
      'info gap release-automation',
      'info gap runbook',
    ]);
    expect(story.exitCode).toBe(0);
  });

  test('as a program that others host', () => {
    const story = audit('service', { commits: TEAMWORK, arguments: ['--context', 'oss'] });
    expect(story.findings).toEqual([
      'critical gap automated-tests',
      'critical gap license',
      'warning gap health-check',
      'warning gap security-policy',
      'info gap changelog',
      'info gap code-scanning',
      'info gap crash-reporting',
      'info gap release-automation',
    ]);
    const finding = story.report.findings.find((item) => item.rule === 'crash-reporting');
    expect(finding?.remedy).toMatch(/^Offer a hook for those who run it/);
  });

  test('as a service in production', () => {
    const story = audit('service', { commits: TEAMWORK, arguments: ['--context', 'production-service'] });
    expect(story.findings).toEqual([
      'critical gap automated-tests',
      'critical gap crash-reporting',
      'critical gap health-check',
      'warning gap runbook',
      'warning gap security-policy',
      'info gap code-scanning',
      'info gap maintainers-named',
      'info gap operational-metrics',
      'info gap product-telemetry',
    ]);
    expect(story.exitCode).toBe(1);
  });
});

describe('the same tree, undeclared and ambiguous', () => {
  const story = audit('service', { commits: TEAMWORK });

  test('is judged mildly', () => {
    expect(story.confidence).toBeLessThan(0.6);
    expect(story.findings).toEqual([
      'warning gap automated-tests',
      'warning gap health-check',
      'info gap code-scanning',
      'info gap crash-reporting',
      'info gap maintainers-named',
      'info gap release-automation',
      'info gap runbook',
    ]);
    expect(story.exitCode).toBe(0);
  });

  test('and it is said how to declare what it is', () => {
    const { stdout } = run('service', { commits: TEAMWORK });
    expect(stdout).toMatch(
      /Not sure: [\w-]+ or [\w-]+\? Say so with "context:\s+[\w-]+" in\s+\.senior-audit\.yaml, or --context [\w-]+\./,
    );
  });

  test('as three quick commits it is a prototype', () => {
    const quick = audit('service', { commits: ATTEMPTS });
    expect(quick.kind).toBe('prototype');
    expect(quick.findings).toEqual([]);
  });
});
