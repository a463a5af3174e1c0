import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { NO_CONFIG } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { openWorkTree } from '../../src/repository/work-tree.ts';
import { catalogueOf, rule } from './catalogue.ts';

const catalogue = catalogueOf(rule('license'));

function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'senior-audit-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

test('without a configuration nothing holds', async () => {
  expect(await loadConfig(memoryRepository({ 'package.json': '{ "name": "senior-audit" }' }), catalogue)).toBe(
    NO_CONFIG,
  );
});

test('what is commented out says nothing', async () => {
  const config = await loadConfig(
    memoryRepository({ '.senior-audit.yaml': '# context: oss\nrules:\n  # changelog: off\n' }),
    catalogue,
  );
  expect(config).toEqual({ ...NO_CONFIG, files: ['.senior-audit.yaml'] });
});

test.each([
  ['.senior-audit.yaml', 'context: oss\n', 1, 10],
  ['.senior-audit.yml', '\ncontext: oss\n', 2, 10],
  ['.senior-audit.json', '{\n  // a comment\n  "context": "oss",\n}', 3, 14],
  ['package.json', '{ "name": "x",\n "senior-audit": {"context": "oss"} }', 2, 30],
])('%s is found, and a value knows its place', async (file, text, line, column) => {
  const config = await loadConfig(memoryRepository({ [file]: text }), catalogue);
  expect(config.files).toEqual([file]);
  expect(config.context).toEqual({ value: 'oss', origin: { file, line, column } });
});

test('the first of several files is read', async () => {
  const config = await loadConfig(
    memoryRepository({ '.senior-audit.yml': 'context: prototype', '.senior-audit.yaml': 'context: oss' }),
    catalogue,
  );
  expect(config.files).toEqual(['.senior-audit.yaml']);
  expect(config.context?.value).toBe('oss');
  expect(config.unread).toEqual(['.senior-audit.yml']);
});

test('what a file says wins over what it extends, later names over earlier ones; lists are joined', async () => {
  const config = await loadConfig(
    memoryRepository({
      '.senior-audit.yaml': [
        'extends: [./shared/a.yaml, ./shared/b.yaml]',
        'rules:',
        '  license: off',
        'ignore: own/**',
        'units: [{ path: own/* }]',
      ].join('\n'),
      'shared/a.yaml': 'extends: ./base.json\ncontext: prototype\nfailOn: warning\nignore: [a/**]\n',
      'shared/b.yaml': 'context: oss\nrules: { license: required, changelog: { oss: required, severity: info } }\n',
      'shared/base.json':
        '{ "failOn": "none", "baseline": "known.json", "units": [{ "path": ["x", "y"], "context": "oss" }] }',
    }),
    catalogue,
  );
  expect(config.files).toEqual(['shared/base.json', 'shared/a.yaml', 'shared/b.yaml', '.senior-audit.yaml']);
  expect(config.context).toEqual({ value: 'oss', origin: { file: 'shared/b.yaml', line: 1, column: 10 } });
  expect(config.failOn).toEqual({ value: 'warning', origin: { file: 'shared/a.yaml', line: 3, column: 9 } });
  expect(config.baseline?.value).toBe('known.json');
  expect(config.ignore.map(({ value }) => value)).toEqual(['a/**', 'own/**']);
  expect(config.units.map(({ value }) => value.paths)).toEqual([['x', 'y'], ['own/*']]);
  expect([...config.rules]).toEqual([
    [
      'license',
      {
        value: { levels: { prototype: 'off', 'internal-tool': 'off', oss: 'off', 'production-service': 'off' } },
        origin: { file: '.senior-audit.yaml', line: 3, column: 3 },
      },
    ],
    [
      'changelog',
      {
        value: { levels: { oss: 'required' }, severity: 'info' },
        origin: { file: 'shared/b.yaml', line: 2, column: 29 },
      },
    ],
  ]);
});

test('an expectation for all kinds gives way to that of a kind', async () => {
  const config = await loadConfig(
    memoryRepository({ '.senior-audit.yaml': 'rules: { license: { expectation: expected, prototype: off } }' }),
    catalogue,
  );
  expect(config.rules.get('license')?.value.levels).toEqual({
    prototype: 'off',
    'internal-tool': 'expected',
    oss: 'expected',
    'production-service': 'expected',
  });
});

const OWN_RULE = `id: header
title: Every file names its owner
why: Without it nobody knows whom to ask.
present: { file: OWNERS }
remedy: Add OWNERS.
expectations: { prototype: optional, internal-tool: required, oss: optional, production-service: required }
`;

test('rules of one’s own lie beside the file that names their folder', async () => {
  const config = await loadConfig(
    memoryRepository({
      '.senior-audit.yaml': 'extends: ./shared/a.yaml\n',
      'shared/a.yaml': 'ruleFolders: [./rules/]\n',
      'shared/rules/header.yaml': OWN_RULE,
      'shared/rules/README.md': 'About these rules.',
    }),
    catalogue,
  );
  expect(config.ownRules.map(({ value, origin }) => [value.id, value.family, value.scope, origin])).toEqual([
    ['header', 'own', 'repository', { file: 'shared/rules/header.yaml', line: 1, column: 5 }],
  ]);
});

test('packages are data in node_modules, with rules of their own', async () => {
  const root = folder({
    '.gitignore': 'node_modules/\n',
    '.senior-audit.yaml': 'extends: ["@acme/audit", "plain/strict.yaml"]\n',
    'node_modules/@acme/audit/senior-audit.yaml': 'context: oss\nruleFolders: ./rules\n',
    'node_modules/@acme/audit/rules/header.yaml': OWN_RULE,
    'node_modules/plain/strict.yaml': 'failOn: warning\n',
  });
  const config = await loadConfig(openWorkTree(root), catalogue, { directory: root });
  expect(config.files).toEqual([
    'node_modules/@acme/audit/senior-audit.yaml',
    'node_modules/plain/strict.yaml',
    '.senior-audit.yaml',
  ]);
  expect(config.context?.value).toBe('oss');
  expect(config.failOn?.value).toBe('warning');
  expect(config.ownRules.map(({ value }) => value.id)).toEqual(['header']);
});

test('a package that is linked to from outside the repository is not read', async () => {
  const outside = folder({ 'senior-audit.yaml': 'context: oss\n' });
  const root = folder({ '.senior-audit.yaml': 'extends: linked\n', 'node_modules/other/x.yaml': '' });
  symlinkSync(outside, join(root, 'node_modules', 'linked'));
  await expect(loadConfig(openWorkTree(root), catalogue, { directory: root })).rejects.toThrow(
    '.senior-audit.yaml:1:10: extends: the package linked is not in node_modules: install it first',
  );
});

test('a configuration that git ignores holds in its work tree', async () => {
  const root = folder({ '.gitignore': '.senior-audit.*\n', '.senior-audit.yaml': 'context: oss\n', 'a.py': '' });
  const config = await loadConfig(openWorkTree(root), catalogue, { directory: root });
  expect(config.context?.value).toBe('oss');
});

test('a file that the user names is read wherever it lies, and what it extends beside it', async () => {
  const elsewhere = folder({
    'audit/strict.yaml': 'extends: ../base.yaml\nfailOn: info\n',
    'base.yaml': 'context: oss\n',
  });
  const file = join(elsewhere, 'audit', 'strict.yaml');
  const config = await loadConfig(memoryRepository({ '.senior-audit.yaml': 'context: prototype' }), catalogue, {
    file,
  });
  expect(config.context).toEqual({ value: 'oss', origin: { file: join(elsewhere, 'base.yaml'), line: 1, column: 10 } });
  expect(config.failOn?.value).toBe('info');
});
