import { describe, expect, it } from 'vitest';
import { formatGitlab } from '../../src/report/gitlab.ts';
import { fullReport, missingTests, reportOf } from './sample.ts';

describe('formatGitlab', () => {
  it('is an array of issues', () => {
    expect(JSON.parse(formatGitlab(fullReport))).toEqual([
      {
        description: 'No automated tests were found: looked for test files with assertions and a runner.',
        check_name: 'automated-tests',
        fingerprint: '00000000000000a1',
        severity: 'critical',
        location: { path: 'package.json', lines: { begin: 1 } },
      },
      {
        description: 'An action is referred to by a tag, which its owner can move. (actions/checkout@v4)',
        check_name: 'pinned-actions',
        fingerprint: '00000000000000a3',
        severity: 'major',
        location: { path: '.github/workflows/ci.yml', lines: { begin: 12 } },
      },
      {
        description: 'An action is referred to by a tag, which its owner can move. (actions/setup-node@v4)',
        check_name: 'pinned-actions',
        fingerprint: '00000000000000a4',
        severity: 'major',
        location: { path: '.github/workflows/ci.yml', lines: { begin: 13 } },
      },
      {
        description: 'Out of proportion here: Usage is measured.',
        check_name: 'product-telemetry',
        fingerprint: '00000000000000a2',
        severity: 'major',
        location: { path: 'src/start.ts', lines: { begin: 3 } },
      },
      {
        description: 'Missing: A changelog tells what changed.',
        check_name: 'changelog',
        fingerprint: '00000000000000a5',
        severity: 'info',
        location: { path: 'package.json', lines: { begin: 1 } },
      },
    ]);
  });

  it('never repeats a fingerprint', () => {
    const issues = JSON.parse(formatGitlab(reportOf([missingTests, missingTests, missingTests]))) as {
      fingerprint: string;
    }[];
    expect(issues.map((issue) => issue.fingerprint)).toEqual([
      '00000000000000a1',
      '00000000000000a1-2',
      '00000000000000a1-3',
    ]);
  });

  it('is an empty array where nothing is owed', () => {
    expect(formatGitlab(reportOf([]))).toBe('[]\n');
  });
});
