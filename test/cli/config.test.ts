import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, open, PUBLISHED, stateOf } from './cli.ts';

test('a declared context holds, from the file and over it from the command line', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: oss\ntraits: [cli]\n' });
  const report = folder.report();
  const { context } = report;
  expect([context.kind, context.declared, context.traits]).toEqual(['oss', true, ['cli']]);
  expect(stateOf(report, 'automated-tests')).toBe('new');
  const other = folder.report('--context', 'prototype', '--traits', 'library, cli').context;
  expect([other.kind, other.traits]).toEqual(['prototype', ['library', 'cli']]);
  expect(folder.report('--no-config').context.declared).toBe(false);
});

test('rules, paths and the threshold', () => {
  const folder = makeFolder({
    ...PUBLISHED,
    LICENSE: 'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy.\n',
    '.senior-audit.yaml': 'context: oss\nfailOn: warning\nignore: LICENSE\nrules: { automated-tests: off }\n',
  });
  const { code, report } = folder.audit();
  expect(code).toBe(1);
  expect(open(report)).toContain('critical license');
  expect(open(report).filter((finding) => finding.endsWith('automated-tests'))).toEqual([]);
  folder.write({ '.senior-audit.yaml': 'context: oss\nfailOn: none\n' });
  expect(folder.run('.').code).toBe(0);
  expect(folder.run('.', '--fail-on', 'critical').code).toBe(1);
});

test('rules in preview are asked with --preview only', () => {
  const folder = makeFolder({
    ...PUBLISHED,
    '.senior-audit.yaml': 'context: oss\n',
    Dockerfile: 'FROM debian:12.5\nRUN curl -sL http://example.org/install.sh | sh\n',
  });
  const asked = (...args: readonly string[]): string[] =>
    folder.report(...args).findings.flatMap(({ rule }) => (rule === 'verified-downloads' ? [rule] : []));
  expect(asked()).toEqual([]);
  expect(asked('--preview')).toEqual(['verified-downloads']);
  folder.write({ '.senior-audit.yaml': 'context: oss\npreview: true\n' });
  expect(asked()).toEqual(['verified-downloads']);
});

test('the reasoning names the place of a setting', () => {
  const folder = makeFolder({
    ...PUBLISHED,
    '.senior-audit.yaml': 'context: oss\nrules:\n  automated-tests: expected\n',
  });
  const finding = folder.report().findings.find(({ rule }) => rule === 'automated-tests');
  expect(finding?.severity).toBe('warning');
  expect(finding?.reasoning).toBe('expected in oss (p=1.00); set in .senior-audit.yaml:3');
});

test('a wrong configuration: all problems on stderr, exit code 2, no report', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'contxt: oss\nfailOn: critcal\n' });
  for (const args of [
    ['.'],
    ['config'],
    ['baseline'],
    ['brief'],
    ['explain', 'license', '--in', '.'],
    ['rules', '--in', '.'],
  ]) {
    expect(folder.run(...args)).toEqual({
      code: 2,
      out: '',
      err: [
        '.senior-audit.yaml:1:1: unknown key "contxt"; did you mean "context"?',
        '.senior-audit.yaml:2:9: failOn: expected critical, warning, info, excess or none, found "critcal"; did you mean "critical"?',
        '',
      ].join('\n'),
    });
  }
  expect(folder.run('.', '--no-config', '--fail-on', 'none').code).toBe(0);
});

test('control characters from a configuration are never printed', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': '"\\e[31mcontext": oss\n' });
  const { err, code } = folder.run('.');
  expect(code).toBe(2);
  expect(err).not.toContain('\u001b');
});

test('--config names another file, which may lie anywhere', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n' });
  const other = makeFolder({ 'strict.yaml': 'context: internal-tool\n' });
  expect(folder.report('--config', join(other.path, 'strict.yaml')).context.kind).toBe('internal-tool');
  expect(folder.run('.', '--config', 'nowhere.yaml')).toEqual({
    code: 2,
    out: '',
    err: 'senior-audit: there is no configuration nowhere.yaml\n',
  });
});

test('hints go to stderr, and into the JSON report', () => {
  const folder = makeFolder({
    ...PUBLISHED,
    '.senior-audit.yaml': 'context: oss\nrules: { licence: off }\nignore: legacy/**\n',
  });
  const { err, report } = folder.audit();
  expect(err).toBe(
    [
      'senior-audit: .senior-audit.yaml:2: there is no rule "licence"; did you mean "license"?',
      'senior-audit: .senior-audit.yaml:3: ignore: nothing matches "legacy/**"',
      '',
    ].join('\n'),
  );
  expect(report.diagnostics.map(({ message }) => message)).toEqual([
    'there is no rule "licence"; did you mean "license"?',
    'ignore: nothing matches "legacy/**"',
  ]);
});

test('a git revision is audited with the configuration that it had', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n' }, { git: true });
  folder.write({ '.senior-audit.yaml': 'context: prototype\n' });
  expect(folder.report().context.kind).toBe('prototype');
  expect(folder.report('--ref', 'HEAD').context.kind).toBe('oss');
});

test('extends an installed package', () => {
  const folder = makeFolder({
    ...PUBLISHED,
    '.gitignore': 'node_modules/\n',
    '.senior-audit.yaml': 'extends: "@acme/audit"\nrules: { license: optional }\n',
    'node_modules/@acme/audit/senior-audit.yaml': 'context: oss\nruleFolders: ./rules\n',
    'node_modules/@acme/audit/rules/owners.yaml': [
      'id: acme-owners',
      'title: Somebody answers for it',
      'why: Without it nobody knows whom to ask.',
      'present: { file: OWNERS }',
      'remedy: Add OWNERS with the name of the team.',
      'expectations: { prototype: optional, internal-tool: required, oss: required, production-service: required }',
    ].join('\n'),
  });
  const findings = open(folder.report());
  expect(findings).toContain('critical acme-owners');
  expect(findings.filter((finding) => finding.endsWith(' license'))).toEqual([]);
  expect(folder.run('rules', '--in', '.', '--family', 'own').out).toBe('own\n  acme-owners  Somebody answers for it\n');
});

test('what lies outside the repository is not read for it', () => {
  const outside = makeFolder({ 'senior-audit.yaml': 'context: oss\n' });
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'extends: linked\n' });
  mkdirSync(join(folder.path, 'node_modules'));
  symlinkSync(outside.path, join(folder.path, 'node_modules', 'linked'));
  expect(folder.run('.').err).toBe(
    '.senior-audit.yaml:1:10: extends: the package linked is not in node_modules: install it first\n',
  );
});

test('config prints what holds and where it comes from', () => {
  const folder = makeFolder({
    ...PUBLISHED,
    '.senior-audit.yaml': 'extends: ./base.yaml\ncontext: oss\nrules: { license: off }\n',
    'base.yaml': 'failOn: none\n',
  });
  expect(folder.run('config')).toEqual({
    code: 0,
    err: '',
    out: [
      '# base.yaml',
      '# .senior-audit.yaml',
      'context: oss                           # .senior-audit.yaml:2',
      'traits: worked out                     # default',
      'failOn: none                           # base.yaml:1',
      'preview: false                         # default',
      'baseline: .senior-audit-baseline.json  # default',
      'rules.license: off                     # .senior-audit.yaml:3',
      '',
    ].join('\n'),
  });
  expect(JSON.parse(folder.run('config', '--json').out)).toEqual({
    files: ['base.yaml', '.senior-audit.yaml'],
    settings: [
      { key: 'context', value: 'oss', source: '.senior-audit.yaml:2' },
      { key: 'traits', value: null, source: 'default' },
      { key: 'failOn', value: 'none', source: 'base.yaml:1' },
      { key: 'preview', value: false, source: 'default' },
      { key: 'baseline', value: '.senior-audit-baseline.json', source: 'default' },
      { key: 'rules.license', value: 'off', source: '.senior-audit.yaml:3' },
    ],
    hints: [],
  });
});

test('config where there is none', () => {
  expect(makeFolder({ 'a.py': '' }).run('config').out).toBe(
    [
      '# There is no configuration: all of this is by default.',
      'context: worked out                    # default',
      'traits: worked out                     # default',
      'failOn: critical                       # default',
      'preview: false                         # default',
      'baseline: .senior-audit-baseline.json  # default',
      '',
    ].join('\n'),
  );
});
