import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import formats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFolder } from '../cli/cli.ts';
import { gitlabReport, junitReport, readWorkflowCommand, shieldsEndpoint } from '../report/published-schemas.ts';

/* Every format of whole audits, held against what somebody else publishes about it. The repositories are our fixtures, or the folders of
   AUDIT_CHECKOUTS: any checkouts of others. */

const CHECKOUTS = process.env.AUDIT_CHECKOUTS ?? 'fixtures';
const MAX_REPOSITORIES = 12;

const NAMES = [
  'json',
  'jsonl',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'markdown',
  'agent',
  'badge',
  'badge-svg',
  'html',
];

const repositories = spread(
  readdirSync(CHECKOUTS).filter((name) => statSync(join(CHECKOUTS, name)).isDirectory()),
  MAX_REPOSITORIES,
);

/** Some of many, from all over the list. */
function spread(names: readonly string[], limit: number): string[] {
  const step = Math.max(1, names.length / limit);
  return Array.from({ length: Math.min(limit, names.length) }, (_, index) => names[Math.floor(index * step)] as string);
}

const require = createRequire(import.meta.url);
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
/** The official schema, as it lies in Microsoft's matchers for tests. */
const isSarif = ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object);

interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly state: string;
  readonly fingerprint: string;
  readonly locations: readonly { readonly path: string; readonly line?: number }[];
}

interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly rules: readonly { readonly id: string; readonly properties: { readonly tags: readonly string[] } }[];
    };
  };
  readonly results: readonly {
    readonly ruleId: string;
    readonly level: string;
    readonly partialFingerprints: Readonly<Record<string, string>>;
    readonly locations: readonly {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: { readonly startLine: number };
      };
    }[];
  }[];
}

describe.each(repositories)('%s', (name) => {
  const root = join(CHECKOUTS, name);
  let folder = '';
  const read = (format: string): string => readFileSync(join(folder, format), 'utf8');
  let open: readonly JsonFinding[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'senior-audit-'));
    const args = NAMES.flatMap((format) => ['--format', `${format}=${join(folder, format)}`]);
    const { code, err } = openFolder(root).run('.', '--fail-on', 'none', ...args);
    expect([code, err]).toEqual([0, '']);
    const { findings } = JSON.parse(read('json')) as { readonly findings: readonly JsonFinding[] };
    open = findings.filter(({ state }) => state === 'new');
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const isFile = (path: string): boolean => existsSync(join(root, path)) && statSync(join(root, path)).isFile();
  const lines = (path: string): number => readFileSync(join(root, path), 'utf8').split('\n').length;

  test('SARIF: valid by the schema, within the limits, each result at a place that is there', () => {
    const log = JSON.parse(read('sarif')) as { readonly runs: readonly [SarifRun] };
    expect(isSarif(log), ajv.errorsText(isSarif.errors)).toBe(true);
    const [{ tool, results }] = log.runs;
    expect(results.map((result) => result.partialFingerprints['seniorAuditFingerprint/v1']).sort()).toEqual(
      expect.arrayContaining(open.map(({ fingerprint }) => fingerprint).sort()),
    );
    for (const { locations } of results) {
      expect(locations.length).toBeGreaterThan(0);
      for (const { physicalLocation } of locations) {
        const path = decodeURIComponent(physicalLocation.artifactLocation.uri);
        expect([path, isFile(path)]).toEqual([path, true]);
        expect(physicalLocation.region.startLine).toBeLessThanOrEqual(lines(path));
      }
    }
    for (const { properties } of tool.driver.rules) expect(properties.tags.length).toBeLessThanOrEqual(10);
  });

  test('GitHub: the runner reads a command from every line, with a file that is there', () => {
    const commands = read('github')
      .split('\n')
      .slice(0, -1)
      .map((line) => readWorkflowCommand(line));
    const annotations = commands.filter((command) => command?.properties.title !== 'senior-audit');
    expect(annotations.length).toBeLessThanOrEqual(open.length);
    for (const level of ['error', 'warning', 'notice'])
      expect(commands.filter((command) => command?.name === level).length).toBeLessThanOrEqual(10);
    for (const command of annotations) {
      expect(['error', 'warning', 'notice']).toContain(command?.name);
      expect(Object.keys(command?.properties ?? {})).toEqual(['file', 'line', 'title']);
      const { file = '', line, title = '' } = command?.properties ?? {};
      expect([file, isFile(file)]).toEqual([file, true]);
      expect(Number(line)).toBeLessThanOrEqual(lines(file));
      expect(open.map(({ rule }) => rule)).toContain(title.split(' ')[0]);
      expect(command?.data.length).toBeGreaterThan(20);
    }
  });

  test('GitLab: every issue is complete, no fingerprint is there twice', () => {
    const issues = gitlabReport.parse(JSON.parse(read('gitlab')));
    expect(issues.map(({ fingerprint }) => fingerprint).sort()).toEqual(open.map((item) => item.fingerprint).sort());
    for (const { location } of issues) expect([location.path, isFile(location.path)]).toEqual([location.path, true]);
  });

  test('JUnit: what Jenkins accepts, with counts that are right', () => {
    const text = read('junit');
    expect(XMLValidator.validate(text)).toBe(true);
    const parser = new XMLParser({
      ignoreAttributes: false,
      trimValues: false,
      isArray: (tag) => tag === 'testsuite' || tag === 'testcase',
      tagValueProcessor: (_, value) => (value.trim() === '' ? '' : value),
    });
    const { testsuites } = junitReport.parse(withoutSpace(parser.parse(text)));
    const cases = testsuites.testsuite.flatMap((suite) => {
      expect(suite['@_tests']).toBe(String(suite.testcase.length));
      expect(suite['@_skipped']).toBe(String(suite.testcase.filter(({ skipped }) => skipped !== undefined).length));
      return suite.testcase;
    });
    expect(testsuites['@_tests']).toBe(String(cases.length));
    expect(new Set(cases.map((item) => `${item['@_classname']} ${item['@_name']}`)).size).toBe(cases.length);
  });

  test('the others: well-formed, and with every finding that they have room for', () => {
    shieldsEndpoint.parse(JSON.parse(read('badge')));
    expect(XMLValidator.validate(read('badge-svg'))).toBe(true);
    expect(XMLValidator.validate(read('html'))).toBe(true);
    for (const { fingerprint } of open) expect(read('html')).toContain(`id="f-${fingerprint}"`);
    const objects = read('jsonl').trimEnd().split('\n');
    expect(objects.map((line) => (JSON.parse(line) as { readonly type: string }).type).at(-1)).toBe('summary');
    const agent = read('agent').split('\n');
    expect(agent.filter((line) => /^(?:critical|warning|info) /.test(line)).length).toBe(open.length);
    // GitHub takes comments of 65,536 characters.
    expect(read('markdown').length).toBeLessThan(65_536);
    const severe = open.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
    for (const rule of severe.slice(0, 30)) expect(read('markdown')).toContain(`(\`${rule}\`)`);
  });
});

/** White space between elements is no content. */
function withoutSpace(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpace);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, item]) => key !== '#text' || String(item).trim() !== '');
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutSpace(item)]));
}
