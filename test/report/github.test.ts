import { describe, expect, it } from 'vitest';
import { formatGithub, githubSummary } from '../../src/report/github.ts';
import { fullReport, missingChangelog, missingTests, reportOf, telemetry, unpinned } from './sample.ts';

describe('formatGithub', () => {
  it('writes a workflow command for each finding', () => {
    const report = reportOf([
      { ...missingTests, remedy: 'Do this:\n100 %, and: that' },
      { ...telemetry, unit: 'packages/a' },
      missingChangelog,
    ]);
    expect(formatGithub(report)).toBe(
      [
        '::error file=package.json,line=1,title=automated-tests (critical)::No automated tests were found: looked for test files with assertions and a runner.%0ADo this:%0A100 %25, and: that',
        '::warning file=src/start.ts,line=3,title=product-telemetry in packages/a (warning)::Out of proportion here: Usage is measured.%0ARemove it, or ask first and document it.',
        '::notice file=package.json,line=1,title=changelog (info)::Missing: A changelog tells what changed.%0AAdd CHANGELOG.md.',
        '',
      ].join('\n'),
    );
  });

  it('escapes what ends a property, and hidden characters', () => {
    const report = reportOf([
      { ...missingTests, message: 'M.', remedy: 'R.', locations: [{ path: 'a,b:c%d\n::error::e\u001b', line: 2 }] },
    ]);
    expect(formatGithub(report)).toBe(
      '::error file=a%2Cb%3Ac%25d\\u{a}%3A%3Aerror%3A%3Ae\\u{1b},line=2,title=automated-tests (critical)::M.%0AR.\n',
    );
  });

  it('names no file where there is none', () => {
    const report = reportOf([{ ...missingTests, message: 'M.', remedy: 'R.', locations: [{ path: '.' }] }]);
    expect(formatGithub(report)).toBe('::error title=automated-tests (critical)::M.%0AR.\n');
  });

  it('shows ten of each level', () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({ ...missingChangelog, fingerprint: `f${index}` }));
    const lines = formatGithub(reportOf(ten)).trimEnd().split('\n');
    expect(lines.length).toBe(10);
    expect(lines.filter((line) => line.startsWith('::notice file='))).toEqual(lines);
  });

  it('counts the rest in one notice, which is the tenth', () => {
    const many = Array.from({ length: 30 }, (_, index) => index);
    const lines = formatGithub(
      reportOf([
        ...many.map((index) => ({ ...missingTests, fingerprint: `c${index}` })),
        ...many.slice(0, 11).map((index) => unpinned('a/b@v1', index, `w${index}`)),
        ...many.map((index) => ({ ...missingChangelog, fingerprint: `i${index}` })),
      ]),
    )
      .trimEnd()
      .split('\n');
    const count = (level: string): number => lines.filter((line) => line.startsWith(`::${level} `)).length;
    expect([count('error'), count('warning'), count('notice')]).toEqual([10, 10, 10]);
    expect(lines.at(-1)).toBe(
      '::notice title=senior-audit::20 critical, 1 warning, 21 info more: GitHub shows 10 annotations of each level; the job summary and the other formats have them all.',
    );
  });

  it('says nothing of what is exempt, in the baseline, or in place', () => {
    expect(formatGithub(reportOf([{ ...missingTests, state: 'exempt' }]))).toBe('');
  });
});

describe('githubSummary', () => {
  it('is Markdown without the marker of a comment', () => {
    const summary = githubSummary(fullReport);
    expect(summary.split('\n')[0]).toBe('### senior-audit: oss · 1 critical, 3 warnings, 1 info (1 out of proportion)');
    expect(summary).not.toContain('<!--');
  });

  it('has room for far more than a comment', () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ ...missingTests, rule: `rule-${index}` }));
    expect(githubSummary(reportOf(many)).match(/^\| critical/gm)?.length).toBe(150);
  });
});
