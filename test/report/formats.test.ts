import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/findings/model.ts';
import { FORMATS, type FormatName, isFormat, loadFormat } from '../../src/report/formats.ts';
import type { Report, ReportOptions } from '../../src/report/report.ts';
import { fullReport, missingChangelog, reportOf, serviceContext } from './sample.ts';

async function write(name: FormatName, report: Report, options: ReportOptions = {}): Promise<string> {
  return (await loadFormat(name))(report, options);
}

const inUnit: Finding = {
  ...missingChangelog,
  unit: 'services/api',
  fingerprint: '00000000000000b1',
  locations: [{ path: 'services/api/package.json' }],
};

const report: Report = {
  ...fullReport,
  findings: [...fullReport.findings, inUnit],
  units: [{ path: 'services/api', context: serviceContext }],
};

/** Open findings: fingerprint, rule, severity, and the first place. */
const OPEN = [
  ['00000000000000a1', 'automated-tests', 'critical', 'package.json'],
  ['00000000000000a2', 'product-telemetry', 'warning', 'src/start.ts'],
  ['00000000000000a3', 'pinned-actions', 'warning', '.github/workflows/ci.yml'],
  ['00000000000000a4', 'pinned-actions', 'warning', '.github/workflows/ci.yml'],
  ['00000000000000a5', 'changelog', 'info', 'package.json'],
  ['00000000000000b1', 'changelog', 'info', 'services/api/package.json'],
] as const;

const FINGERPRINTS = OPEN.map(([fingerprint]) => fingerprint);
const RULES_AND_PLACES = OPEN.map(([, rule, severity, path]) => `${severity} ${rule} ${path}`).sort();

describe('the formats', () => {
  it('are known by their names', () => {
    expect(FORMATS.filter((name) => !isFormat(name))).toEqual([]);
    expect(isFormat('pdf')).toBe(false);
  });

  it.each(FORMATS)('%s ends with a line break, and is the same every time', async (name) => {
    const text = await write(name, report);
    expect(text.endsWith('\n')).toBe(true);
    expect(await write(name, report)).toBe(text);
  });

  it.each(FORMATS.filter((name) => name !== 'github'))('%s says something about an empty report', async (name) => {
    expect((await write(name, reportOf([]))).trim()).not.toBe('');
  });
});

describe('every format carries the same findings', () => {
  it('json', async () => {
    const findings: Finding[] = JSON.parse(await write('json', report)).findings;
    const open = findings.filter((finding) => finding.state === 'new');
    expect(open.map((finding) => finding.fingerprint).sort()).toEqual(FINGERPRINTS);
  });

  it('jsonl', async () => {
    const lines = (await write('jsonl', report))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const open = lines.filter((line) => line.type === 'finding' && line.state === 'new');
    expect(open.map((line) => line.fingerprint).sort()).toEqual(FINGERPRINTS);
  });

  it('sarif', async () => {
    const results: {
      baselineState: string;
      partialFingerprints: Record<string, string>;
    }[] = JSON.parse(await write('sarif', report)).runs[0].results;
    const open = results.filter((result) => result.baselineState === 'new');
    expect(open.map((result) => result.partialFingerprints['seniorAuditFingerprint/v1']).sort()).toEqual(FINGERPRINTS);
  });

  it('gitlab', async () => {
    const issues: { fingerprint: string }[] = JSON.parse(await write('gitlab', report));
    expect(issues.map((issue) => issue.fingerprint).sort()).toEqual(FINGERPRINTS);
  });

  it('github', async () => {
    const severities: Record<string, string> = { error: 'critical', warning: 'warning', notice: 'info' };
    const lines = (await write('github', report)).trimEnd().split('\n');
    const found = lines.map((line) => {
      const [, level = '', path, rule] = /^::(\w+) file=([^,]+),line=\d+,title=([\w-]+)/.exec(line) ?? [];
      return `${severities[level]} ${rule} ${path}`;
    });
    expect(found.sort()).toEqual(RULES_AND_PLACES);
  });

  it('junit', async () => {
    const text = await write('junit', report, { failOn: 'info' });
    expect([...text.matchAll(/^fingerprint (\w+)/gm)].map((match) => match[1]).sort()).toEqual(FINGERPRINTS);
    const root = new XMLParser({ ignoreAttributes: false }).parse(text).testsuites;
    expect(root['@_failures']).toBe('5');
  });

  it('agent', async () => {
    const lines = (await write('agent', report)).split('\n');
    const found = lines.flatMap((line) => {
      const match = /^(critical|warning|info) (\S+) \S+ ([^:\s]+)\S*(?: \(\+\d+\))? — .+ → /.exec(line);
      return match === null ? [] : [`${match[1]} ${match[2]} ${match[3]}`];
    });
    expect(found.sort()).toEqual(RULES_AND_PLACES);
  });

  it('html', async () => {
    const text = await write('html', report);
    const open = text.slice(0, text.indexOf('not counted</summary>'));
    expect([...open.matchAll(/id="f-(\w+)"/g)].map((match) => match[1]).sort()).toEqual(FINGERPRINTS);
  });

  it('terminal', async () => {
    const text = await write('terminal', report, { verbose: true });
    const found = [...text.matchAll(/^ {2}fingerprint (.+)$/gm)].flatMap((match) => (match[1] ?? '').split(' '));
    // The second changelog finding is of another unit, and was explained before.
    expect(found.sort()).toEqual(FINGERPRINTS.filter((fingerprint) => fingerprint !== inUnit.fingerprint));
    expect(text).toContain('services/api  production-service (91 %) network-service\n• info  changelog (see above)\n');
  });

  it('markdown', async () => {
    const text = await write('markdown', report);
    const lines = text.split('\n').filter((line) => !line.startsWith('- **'));
    const found = (rule: string): string => lines.find((line) => line.includes(`(\`${rule}\`)`)) ?? '';
    expect(found('automated-tests')).toContain('| critical |');
    expect(found('product-telemetry')).toContain('`src/start.ts:3`');
    expect(found('pinned-actions')).toContain('`actions/checkout@v4`, `actions/setup-node@v4`');
    expect(found('changelog')).toContain(' · in `services/api`: ');
  });

  it('badge: at least how many are critical', async () => {
    expect(JSON.parse(await write('badge', report)).message).toBe('oss · 1 critical');
    expect(await write('badge-svg', report)).toContain('oss · 1 critical');
  });
});
