import { expect, test } from 'vitest';
import { makeFolder, PUBLISHED, TESTS } from './cli.ts';

interface RuleJson {
  readonly id: string;
  readonly family: string;
  readonly expectations: Readonly<Record<string, string>>;
}

test('rules: by family, by words, with what a kind expects', () => {
  const folder = makeFolder({});
  const all = JSON.parse(folder.run('rules', '--json').out) as RuleJson[];
  expect(all.find(({ id }) => id === 'automated-tests')).toMatchObject({
    family: 'testing',
    expectations: { prototype: 'optional', oss: 'required' },
  });
  const testing = JSON.parse(folder.run('rules', '--family', 'testing', '--json').out) as RuleJson[];
  expect(testing.length).toBeGreaterThan(0);
  expect(testing.every(({ family }) => family === 'testing')).toBe(true);
  const { out } = folder.run('rules', '--search', 'AUTOMATED tests', '--family', 'testing', '--context', 'oss');
  expect(out).toMatch(/^testing\n/);
  expect(out).toMatch(/^ {2}automated-tests +required +Automated tests hold the behaviour$/m);
  expect(folder.run('rules', '--search', 'remote backend').err).toBe(
    '1 rule; senior-audit explain remote-state tells why, what each kind expects, and what to do\n',
  );
  expect(folder.run('rules', '--search', 'zebra crossing')).toEqual({
    code: 0,
    out: '',
    err: 'senior-audit: no rule mentions "zebra crossing"\n',
  });
  expect(folder.run('rules', '--family', 'tseting')).toEqual({
    code: 2,
    out: '',
    err: 'senior-audit: there is no family "tseting"; did you mean "testing"?\n',
  });
});

test('explain: the page of a rule', () => {
  const { out, code } = makeFolder({}).run('explain', 'automated-tests');
  expect(code).toBe(0);
  expect(out).toMatch(
    /^automated-tests: Automated tests hold the behaviour\nfamily testing, asked of each unit, since 0\.1\.0\n/,
  );
  for (const heading of ['Why', 'Expected', 'Remedy', 'References'])
    expect(out).toMatch(new RegExp(`^${heading}$`, 'm'));
  expect(out).toMatch(/^ {2}oss +required$/m);
  expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test('explain: a rule that does not exist', () => {
  expect(makeFolder({}).run('explain', 'licence')).toEqual({
    code: 2,
    out: '',
    err: 'senior-audit: there is no rule "licence"; did you mean "license"?; senior-audit rules lists them\n',
  });
});

test('explain --in: the reasoning for a repository', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n' });
  const missing = folder.run('explain', 'automated-tests', '--in', '.').out;
  expect(missing).toContain('In .\n  It is oss (declared)');
  expect(missing).toContain(
    '  Asked: required in oss (p=1.00); weight 1.\n  It is not there: gap.\n  critical: No automated tests were found',
  );
  folder.write(TESTS);
  const present = folder.run('explain', 'automated-tests', '--in', '.').out;
  expect(present).toContain('  It is there: pass.\n    tests/test_cli.py');
});

test('explain --json', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n' });
  const page = JSON.parse(folder.run('explain', 'automated-tests', '--in', '.', '--json').out) as Record<
    string,
    unknown
  >;
  expect(page).toMatchObject({
    rule: { id: 'automated-tests' },
    context: { kind: 'oss' },
    practices: [{ id: 'automated-tests', status: 'gap', weight: 1 }],
    findings: [{ rule: 'automated-tests', severity: 'critical' }],
  });
});

interface BriefJson {
  readonly units: readonly {
    readonly unit: string;
    readonly context: { readonly kind: string };
    readonly withEveryChange: readonly { readonly id: string; readonly how: readonly { readonly path: string }[] }[];
    readonly doNotAdd: readonly { readonly id: string }[];
    readonly missing: readonly { readonly id: string }[];
  }[];
}

test('brief: a prototype is left alone', () => {
  const folder = makeFolder({ 'calc.py': 'print(1 + 1)\n', 'README.md': '# calc\n\nquick experiment\n' });
  const { out, code } = folder.run('brief', '--context', 'prototype');
  expect(code).toBe(0);
  expect(out).toContain('This repository is **prototype (declared)**');
  const [kept, unasked] = out.split('## Do not add unasked');
  for (const practice of ['automated tests', 'crash reporting']) {
    expect(kept).not.toContain(practice);
    expect(unasked).toContain(practice);
  }
  const [brief] = (JSON.parse(folder.run('brief', '--json', '--context', 'prototype').out) as BriefJson).units;
  expect(brief?.missing).toEqual([]);
  expect(brief?.doNotAdd.map(({ id }) => id)).toEqual(expect.arrayContaining(['automated-tests', 'crash-reporting']));
});

test('brief: what is owed later is not forbidden now', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n' });
  const [brief] = (JSON.parse(folder.run('brief', '--json').out) as BriefJson).units;
  expect(brief?.missing.map(({ id }) => id)).toContain('automated-tests');
  expect(brief?.doNotAdd.map(({ id }) => id)).not.toContain('tests-in-ci');
});

test('brief: what comes with every change, how it is done here, and what is missing', () => {
  const folder = makeFolder({ ...PUBLISHED, ...TESTS, '.senior-audit.yaml': 'context: oss\n' });
  const { out } = folder.run('brief');
  expect(out).toMatch(/^## Comes with every change$/m);
  expect(out).toContain('- Automated tests hold the behaviour (`automated-tests`); see `tests/test_cli.py');
  const missing = out.slice(out.indexOf('## Owed and missing'));
  expect(missing).toMatch(/^- .* \(`license`, critical\)$/m);
  const [brief] = (JSON.parse(folder.run('brief', '--json').out) as BriefJson).units;
  expect(brief?.unit).toBe('.');
  expect(brief?.context.kind).toBe('oss');
  expect(brief?.withEveryChange.find(({ id }) => id === 'automated-tests')?.how[0]?.path).toBe('tests/test_cli.py');
  expect(brief?.missing.map(({ id }) => id)).toContain('license');
});

test('brief: what only other software could do wrong is not told', () => {
  const server = (express: string) => ({
    'package.json': `{"name": "orders", "private": true, "dependencies": {"${express}": "^4.18.0"}}\n`,
    'server.js': `const app = require('${express}')();\napp.get('/', (request, response) => response.send('ok'));\napp.listen(3000);\n`,
  });
  const told = (express: string): readonly string[] => {
    const folder = makeFolder({ ...server(express), '.senior-audit.yaml': 'context: production-service\n' });
    const [brief] = (JSON.parse(folder.run('brief', '--json').out) as BriefJson).units;
    return brief?.withEveryChange.map(({ id }) => id) ?? [];
  };
  expect(told('express')).toContain('async-route-errors');
  expect(told('polka')).not.toContain('async-route-errors');
  expect(told('polka')).toContain('no-committed-secrets');
});
