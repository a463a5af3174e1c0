import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, PUBLISHED } from './cli.ts';

test('writes a commented configuration that holds, and overwrites none', () => {
  const folder = makeFolder(PUBLISHED);
  const file = join(folder.path, '.senior-audit.yaml');
  const first = folder.run('init', '--yes', '--context', 'oss');
  expect(first.code).toBe(0);
  expect(first.err).toBe(
    'senior-audit: wrote .senior-audit.yaml; "senior-audit baseline" accepts today\'s findings, so that only new ones fail\n',
  );
  const written = readFileSync(file, 'utf8');
  expect(written).toMatch(/^context: oss$/m);
  const { context, diagnostics } = folder.report();
  expect([context.kind, context.declared, diagnostics]).toEqual(['oss', true, []]);
  expect(folder.run('init', '--yes', '--context', 'prototype')).toEqual({
    code: 2,
    out: '',
    err: 'senior-audit: there is a configuration already: .senior-audit.yaml; --force writes .senior-audit.yaml all the same\n',
  });
  expect(readFileSync(file, 'utf8')).toBe(written);
  expect(folder.run('init', '--yes', '--force', '--context', 'prototype').code).toBe(0);
  expect(readFileSync(file, 'utf8')).toMatch(/^context: prototype$/m);
});

test('every line of the template is valid when it is no comment any more', () => {
  const folder = makeFolder({ ...PUBLISHED, 'legacy/a.py': '', 'experiments/a/a.py': '' });
  folder.run('init', '--yes', '--context', 'oss');
  const template = readFileSync(join(folder.path, '.senior-audit.yaml'), 'utf8');
  const settings = template
    .split('\n\n')
    .flatMap((paragraph) => /^# (?:traits|ignore|units|rules|exemptions|failOn):[\s\S]*/m.exec(paragraph) ?? [])
    .map((block) => block.replace(/^# /gm, ''))
    .join('\n');
  for (const key of ['traits', 'ignore', 'units', 'rules', 'exemptions', 'failOn'])
    expect(settings).toContain(`${key}:`);
  folder.write({ '.senior-audit.yaml': `context: oss\n${settings}\n` });
  const { code, err } = folder.run('config');
  expect({ code, err: err.replace(/^senior-audit: .*$/gm, '').trim() }).toEqual({ code: 0, err: '' });
});

test('says what was found, and leaves open what is not clear', () => {
  const folder = makeFolder({ 'a.py': 'print(1)\n' });
  const { out } = folder.run('init', '--yes');
  expect(out).toMatch(/^(?:prototype|internal-tool|oss|production-service) \(\d+ %\)/);
  expect(out).toMatch(/^Findings: \d+ critical, \d+ warnings?, \d+ info$/m);
});

test('refuses where a package.json holds the configuration', () => {
  const folder = makeFolder({ 'package.json': '{ "name": "x", "senior-audit": { "context": "oss" } }' });
  expect(folder.run('init', '--yes').err).toBe(
    'senior-audit: there is a configuration already: package.json (under senior-audit); --force writes .senior-audit.yaml all the same\n',
  );
});

test('asks no questions where nobody can answer', () => {
  expect(makeFolder(PUBLISHED).run('init')).toEqual({
    code: 2,
    out: '',
    err: 'senior-audit: this is no terminal to ask questions in: say --yes\n',
  });
});
