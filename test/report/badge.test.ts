import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { formatBadge, formatBadgeSvg } from '../../src/report/badge.ts';
import { ambiguousContext, fullReport, missingChangelog, reportOf } from './sample.ts';

describe('formatBadge', () => {
  it.each([
    [fullReport, { schemaVersion: 1, label: 'senior-audit', message: 'oss · 1 critical', color: 'red' }],
    [
      reportOf([missingChangelog]),
      { schemaVersion: 1, label: 'senior-audit', message: 'oss · 0 critical', color: 'green' },
    ],
    [
      reportOf([], { context: ambiguousContext }),
      { schemaVersion: 1, label: 'senior-audit', message: 'oss? · 0 critical', color: 'green' },
    ],
    [
      reportOf([], { repository: { root: '/', commit: null, files: 0, truncated: false } }),
      { schemaVersion: 1, label: 'senior-audit', message: 'not judged', color: 'lightgrey' },
    ],
  ])('is an endpoint of shields.io', (report, badge) => {
    expect(JSON.parse(formatBadge(report))).toEqual(badge);
  });
});

describe('formatBadgeSvg', () => {
  it('is a picture that loads nothing', () => {
    const svg = formatBadgeSvg(fullReport);
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toContain('<title>senior-audit: oss · 1 critical</title>');
    expect(svg).not.toMatch(/href|<script|<image/);
  });
});
