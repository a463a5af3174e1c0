import { expect, test } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import { applyConfig, declarationOf, matchesUnit } from '../../src/config/apply.ts';
import type { Config } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { AuditResult } from '../../src/findings/model.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { adjustment, catalogueOf, rule } from './catalogue.ts';

const catalogue = catalogueOf(
  rule('changelog', {
    adjustments: [adjustment({ file: 'main.py' }, 'misplaced', 'it is a script')],
  }),
  rule('license'),
  rule('release', { present: { practice: 'license' } }),
);

async function configOf(text: string): Promise<Config> {
  return loadConfig(memoryRepository({ '.senior-audit.yaml': text }), catalogue);
}

async function audited(text: string, files: Readonly<Record<string, string>> = {}): Promise<AuditResult> {
  const config = await configOf(text);
  const repository = memoryRepository({ 'main.py': 'print(1)\n', ...files });
  return auditRepository(repository, applyConfig(catalogue, config), { config, today: '2026-06-01' });
}

const seen = (result: AuditResult): string[] =>
  result.findings.map(({ rule: id, severity, reasoning }) => `${severity} ${id}: ${reasoning}`);

test('without settings the catalogue stays as it is', async () => {
  expect(applyConfig(catalogue, await configOf('context: oss'))).toBe(catalogue);
});

test('a declared kind and declared traits hold', async () => {
  const { context } = await audited('context: oss\ntraits: [cli, library]\n');
  expect(context.kind).toBe('oss');
  expect(context.declared).toBe(true);
  expect(context.traits).toEqual(['library', 'cli']);
});

test('another expectation wins over adjustments, and the reasoning says where it is written', async () => {
  expect(
    seen(
      await audited(
        'context: oss\nrules:\n  changelog: suggested\n  license: { oss: expected, prototype: required }\n',
      ),
    ),
  ).toEqual([
    'critical release: required in oss (p=1.00)',
    'warning license: expected in oss (p=1.00); set in .senior-audit.yaml:4',
    'info changelog: suggested in oss (p=1.00); set in .senior-audit.yaml:3',
  ]);
});

test('a rule that is off asks nothing, and others can still ask for its practice', async () => {
  const result = await audited('context: oss\nrules: { license: off, changelog: off }\n', { 'license.md': 'MIT' });
  expect(seen(result)).toEqual([]);
  expect(result.practices.map(({ id, present, status }) => [id, present, status])).toEqual([
    ['changelog', false, 'not-applicable'],
    ['license', true, 'pass'],
    ['release', true, 'pass'],
  ]);
  expect(result.practices[0]?.reasoning).toBe('optional in oss (p=1.00); switched off in .senior-audit.yaml:2');
});

test('rules in preview ask nothing unless somebody asks for them', async () => {
  const withPreview = catalogueOf(rule('license'), rule('runbook', { stability: 'preview' }));
  const ask = async (text: string): Promise<AuditResult> => {
    const repository = memoryRepository({ 'main.py': 'print(1)\n' });
    const config = await loadConfig(memoryRepository({ '.senior-audit.yaml': text }), withPreview);
    return auditRepository(repository, applyConfig(withPreview, config), { config, today: '2026-06-01' });
  };
  const silent = await ask('context: oss');
  expect(seen(silent)).toEqual(['critical license: required in oss (p=1.00)']);
  expect(silent.practices.map(({ id, status, reasoning }) => [id, status, reasoning])).toContainEqual([
    'runbook',
    'not-applicable',
    'optional in oss (p=1.00); in preview: --preview asks it',
  ]);
  expect(seen(await ask('context: oss\npreview: true\n'))).toEqual([
    'critical license: required in oss (p=1.00)',
    'critical runbook: required in oss (p=1.00)',
  ]);
  expect(seen(await ask('context: oss\nrules: { runbook: suggested, license: off }\n'))).toEqual([
    'info runbook: suggested in oss (p=1.00); set in .senior-audit.yaml:2',
  ]);
});

test('off in one kind leaves the others', async () => {
  const text = (kind: string): string =>
    `context: ${kind}\nrules: { license: { oss: off }, changelog: off, release: off }\n`;
  expect(seen(await audited(text('oss')))).toEqual([]);
  expect(seen(await audited(text('production-service')))).toEqual([
    'critical license: required in production-service (p=1.00)',
  ]);
});

test('a severity holds whatever the weight', async () => {
  expect(
    seen(await audited('context: oss\nrules: { license: { severity: info }, changelog: off, release: off }\n')),
  ).toEqual(['info license: required in oss (p=1.00); info by .senior-audit.yaml:2']);
});

test('ignored paths are not looked at', async () => {
  const { practices } = await audited('context: oss\nignore: license.md\n', { 'license.md': 'MIT' });
  expect(practices.find(({ id }) => id === 'license')?.present).toBe(false);
});

test('rules of one’s own are judged like the others', async () => {
  const files = {
    '.senior-audit.yaml': 'context: oss\nruleFolders: rules\nrules: { changelog: off, license: off, release: off }\n',
    'rules/header.yaml': [
      'id: owners',
      'title: Somebody answers for it',
      'why: Without it nobody knows whom to ask.',
      'present: { file: OWNERS }',
      'remedy: Add OWNERS.',
      'expectations: { prototype: optional, internal-tool: optional, oss: expected, production-service: optional }',
    ].join('\n'),
  };
  const repository = memoryRepository(files);
  const config = await loadConfig(repository, catalogue);
  const result = auditRepository(repository, applyConfig(catalogue, config), { config });
  expect(seen(result)).toEqual(['warning owners: expected in oss (p=1.00)']);
});

test('what is said about units: later entries win, and rules are joined', async () => {
  const config = await configOf(
    [
      'rules: { license: required }',
      'units:',
      '  - path: [services/*, ./jobs/]',
      '    context: production-service',
      '    rules: { license: off, changelog: off }',
      '  - path: services/api',
      '    context: oss',
      '    traits: [cli]',
      '    rules: { license: { severity: info } }',
      '  - path: .',
      '    context: internal-tool',
    ].join('\n'),
  );
  const api = declarationOf(config, 'services/api');
  expect([api.context?.value, api.traits?.value, [...api.rules.keys()]]).toEqual([
    'oss',
    ['cli'],
    ['license', 'changelog'],
  ]);
  expect(declarationOf(config, 'jobs').context?.value).toBe('production-service');
  expect(declarationOf(config, '.').context?.value).toBe('internal-tool');
  expect(declarationOf(config, 'docs')).toEqual({ rules: new Map() });
});

test.each([
  ['services/*', 'services/api', true],
  ['services/*', 'services/api/src', false],
  ['services/**', 'services/api/src', true],
  ['api', 'services/api', true],
  ['**', '.', false],
  ['.', '.', true],
])('%s matches the unit %s: %s', (glob, unit, isMatch) => {
  expect(matchesUnit([glob], unit)).toBe(isMatch);
});
