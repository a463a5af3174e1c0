import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/findings/model.ts';
import { FORMATS, type FormatName, loadFormat } from '../../src/report/formats.ts';
import { githubSummary } from '../../src/report/github.ts';
import type { Report } from '../../src/report/report.ts';
import { reportSchema } from '../../src/report/report-schema.ts';
import { expectHarmlessMarkdown, HIDDEN, NASTY } from './harmless.ts';
import { fullReport, missingTests, ossContext, practice, reportOf, rule, telemetry, unpinned } from './sample.ts';

/* Whatever a repository calls its files, and whatever it writes into them, no format prints it so that it does something. */

const hostile = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .tuple(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom(...NASTY))
    .map((parts) => parts.join('')),
);

const line = fc.option(fc.integer({ min: 1, max: 99_999 }), { nil: undefined });

const finding: fc.Arbitrary<Finding> = fc
  .record({
    base: fc.constantFrom(missingTests, telemetry, unpinned('a/b@v1', 1, 'f')),
    path: hostile,
    line,
    detail: hostile,
    subject: fc.option(hostile, { nil: undefined }),
    unit: fc.oneof(fc.constant('.'), hostile),
    text: fc.option(hostile, { nil: undefined }),
    state: fc.constantFrom('new' as const, 'exempt' as const, 'baselined' as const),
    severity: fc.constantFrom('critical' as const, 'warning' as const, 'info' as const),
  })
  .map(({ base, path, line: at, detail, subject, unit, text, state, severity }) => {
    const { subject: _, ...rest } = base;
    const place = { path, ...(at === undefined ? {} : { line: at }) };
    return {
      ...rest,
      // Rules of one's own come out of the repository too.
      ...(text === undefined
        ? {}
        : { title: text, message: text, why: text, remedy: text, reasoning: text, rule: text }),
      ...(subject === undefined ? {} : { subject }),
      unit,
      state,
      severity,
      locations: [place],
      evidence: [{ ...place, detail }],
    };
  });

const report: fc.Arbitrary<Report> = fc
  .record({ findings: fc.array(finding, { minLength: 1, maxLength: 6 }), path: hostile, text: hostile })
  .map(({ findings, path, text }) => {
    const fingerprinted = findings.map((item, index) => ({ ...item, fingerprint: `f${index}` }));
    return reportOf(fingerprinted, {
      repository: { root: path, commit: null, files: 1, truncated: false },
      context: { ...ossContext, evidence: [{ claim: text, for: 'oss', weight: 1, path, line: 1 }] },
      units: [{ path, context: ossContext }],
      practices: [
        practice('license', 'pass', { unit: path, evidence: [{ path, detail: text }] }),
        practice(text, 'unknown'),
        practice(`${text}x`, 'pass'),
      ],
      rules: [rule('license', 'community', { title: text })],
      diagnostics: [{ fact: 'manifests', path, line: 2, message: text }],
      exemptions: Object.fromEntries(
        fingerprinted.map((item) => [item.fingerprint, { reason: text, source: 'comment' as const }]),
      ),
    });
  });

const loaded = new Map(await Promise.all(FORMATS.map(async (name) => [name, await loadFormat(name)] as const)));

function write(name: FormatName, value: Report, options = {}): string {
  return loaded.get(name)?.(value, options) ?? '';
}

function holds(check: (value: Report) => void): void {
  fc.assert(fc.property(report, check), { numRuns: 100 });
}

describe('what comes out of a repository', () => {
  it.each(FORMATS)('prints nothing hidden: %s', (name) => {
    holds((value) => {
      expect(write(name, value, { verbose: true, showExempt: true, failOn: 'info' })).not.toMatch(HIDDEN);
    });
  });

  it.each(FORMATS.filter((name) => name !== 'github'))('gives a CI runner no command: %s', (name) => {
    holds((value) => {
      const text = write(name, value, { verbose: true, showExempt: true });
      expect(text).not.toMatch(/^\s*::/m);
      expect(text).not.toMatch(/##\w*\[/);
    });
  });

  it('makes no workflow command but for findings', () => {
    holds((value) => {
      const open = value.findings.filter((item) => item.state === 'new').length;
      const lines = write('github', value).split('\n').slice(0, -1);
      expect(lines.length).toBe(open);
      for (const text of lines) {
        expect(text).toMatch(/^::(?:error|warning|notice) (?:file=[^,:]*,line=\d+,)?title=[^,:]*::/);
        expect(text.replace(/%(?:25|0A|0D|3A|2C)/g, '')).not.toContain('%');
      }
    });
  });

  it.each(['json', 'jsonl', 'sarif', 'gitlab', 'badge'] as const)('can be read again: %s', (name) => {
    holds((value) => {
      const texts = name === 'jsonl' ? write(name, value).trimEnd().split('\n') : [write(name, value)];
      for (const text of texts) expect(() => JSON.parse(text)).not.toThrow();
    });
  });

  it('is the same when the JSON is read', () => {
    holds((value) => {
      const read = reportSchema.parse(JSON.parse(write('json', value)));
      expect(read.findings.map(({ locations, unit, subject }) => ({ locations, unit, subject }))).toEqual(
        value.findings.map(({ locations, unit, subject }) => ({ locations: [...locations], unit, subject })),
      );
      expect(read.diagnostics).toEqual(value.diagnostics);
    });
  });

  it('makes no element of its own in JUnit', () => {
    holds((value) => {
      const text = write('junit', value, { failOn: 'info' });
      expect(XMLValidator.validate(text)).toBe(true);
      const parser = new XMLParser({
        ignoreAttributes: false,
        isArray: (name) => name === 'testsuite' || name === 'testcase',
      });
      const root = parser.parse(text).testsuites;
      const suites = root.testsuite as { testcase: object[] }[];
      expect(suites.flatMap((suite) => suite.testcase).length).toBe(Number(root['@_tests']));
      const keys = new Set(suites.flatMap((suite) => suite.testcase.flatMap((item) => Object.keys(item))));
      for (const key of keys)
        expect(['@_name', '@_classname', '@_time', 'failure', 'skipped', 'system-out']).toContain(key);
    });
  });

  it('makes no element of its own in HTML', () => {
    holds((value) => {
      const text = write('html', value);
      expect(XMLValidator.validate(text)).toBe(true);
      expect(text).not.toMatch(/<(?:script|img|iframe|object|link|base|form|h[3-6])|<[^>]*\son\w+\s*=|javascript:/i);
      expect(text.match(/<h1>/g)?.length).toBe(1);
    });
  });

  it.each(['markdown', 'summary'] as const)('makes no markup of its own in Markdown: %s', (name) => {
    holds((value) => {
      const text = name === 'summary' ? githubSummary(value) : write('markdown', value);
      expectHarmlessMarkdown(text);
    });
  });

  it('keeps a finding in its line for agents', () => {
    holds((value) => {
      const open = value.findings.filter((item) => item.state === 'new').length;
      const lines = write('agent', value).trimEnd().split('\n');
      expect(lines.filter((text) => /^(?:critical|warning|info) /.test(text)).length).toBe(open);
      expect(lines.length).toBeLessThanOrEqual(open + 3);
    });
  });

  it('stays on its lines in a terminal, at any width', () => {
    fc.assert(
      fc.property(report, fc.integer({ min: 20, max: 200 }), (value, width) => {
        const text = write('terminal', value, { width });
        expect(text.endsWith('\n')).toBe(true);
        expect(text).not.toContain('\n\n\n');
      }),
      { numRuns: 100 },
    );
  });

  it.each(FORMATS)('does not change what is honest: %s', (name) => {
    expect(write(name, fullReport)).not.toContain('\\u{');
  });
});
