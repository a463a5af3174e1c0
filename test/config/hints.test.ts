import { expect, test } from 'vitest';
import { configHints } from '../../src/config/hints.ts';
import { loadConfig } from '../../src/config/load.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { adjustment, catalogueOf, rule } from './catalogue.ts';

const catalogue = catalogueOf(
  rule('automated-tests', { adjustments: [adjustment({ trait: 'automation' }, { 'internal-tool': 'optional' })] }),
  rule('license'),
  rule('runbook', {
    expectations: {
      prototype: 'optional',
      'internal-tool': 'optional',
      oss: 'optional',
      'production-service': 'optional',
    },
  }),
);

async function hintsFor(text: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const repository = memoryRepository({ '.senior-audit.yaml': text, 'services/api/main.py': 'print(1)', ...others });
  const config = await loadConfig(repository, catalogue);
  const paths = repository.files.map(({ path }) => path);
  return configHints(config, catalogue, paths).map(({ path, line, message }) => `${path}:${line ?? ''}: ${message}`);
}

test('nothing is odd about a configuration that does something', async () => {
  const text = [
    'rules: { license: off, automated-tests: { internal-tool: suggested }, runbook: { severity: info } }',
    'ignore: services/**',
    'units: [{ path: services/*, rules: { license: optional } }]',
    'exemptions: [{ rule: license, path: services/**, reason: because it is so }]',
  ].join('\n');
  expect(await hintsFor(text)).toEqual([]);
});

test('rules that do not exist', async () => {
  const text = [
    'rules: { licence: off }',
    'units:',
    '  - path: services/*',
    '    rules: { tests: off }',
    'exemptions:',
    '  - { rule: zebra, reason: because it is so }',
  ].join('\n');
  expect(await hintsFor(text)).toEqual([
    '.senior-audit.yaml:1: there is no rule "licence"; did you mean "license"?',
    '.senior-audit.yaml:4: there is no rule "tests"; did you mean "automated-tests"?',
    '.senior-audit.yaml:6: exemptions: there is no rule "zebra"',
  ]);
});

test('settings that change nothing', async () => {
  expect(
    await hintsFor('rules:\n  runbook: off\n  license: { oss: required }\n  automated-tests: { oss: required }\n'),
  ).toEqual([
    '.senior-audit.yaml:2: runbook: this changes nothing, it is so by itself',
    '.senior-audit.yaml:3: license: this changes nothing, it is so by itself',
    '.senior-audit.yaml:4: automated-tests: this changes nothing, it is so by itself',
  ]);
});

test('globs that match nothing', async () => {
  const text = [
    'ignore: [legacy/**, "*.py"]',
    'units: [{ path: [service/*, services/api] }]',
    'exemptions: [{ rule: license, path: src/**, reason: because it is so }]',
  ].join('\n');
  expect(await hintsFor(text)).toEqual([
    '.senior-audit.yaml:2: units: no folder matches "service/*"',
    '.senior-audit.yaml:1: ignore: nothing matches "legacy/**"',
    '.senior-audit.yaml:3: exemptions: no file matches "src/**"',
  ]);
});

test('files that are not read', async () => {
  expect(await hintsFor('context: oss', { '.senior-audit.json': '{}' })).toEqual([
    '.senior-audit.json:: this configuration is not read: .senior-audit.yaml comes first',
  ]);
});
