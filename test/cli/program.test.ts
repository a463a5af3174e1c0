import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, PUBLISHED } from './cli.ts';

test('the version and the help', () => {
  const folder = makeFolder({});
  expect(folder.run('--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
  const { out, code } = folder.run('--help');
  expect(code).toBe(0);
  for (const command of ['audit', 'init', 'baseline', 'config', 'rules', 'explain', 'brief']) {
    expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(folder.run(command, '--help').code).toBe(0);
  }
});

test.each([
  ['an option that does not exist', ['--zebra']],
  ['a kind that does not exist', ['--context', 'zebra']],
  ['a trait that does not exist', ['--traits', 'zebra']],
  ['a threshold that does not exist', ['--fail-on', 'zebra']],
  ['a format that does not exist', ['--format', 'zebra']],
  ['a count that is no number', ['--max-warnings', 'few']],
  ['a report that cannot be written', ['--format', 'json=nowhere/report.json']],
  ['two ways of looking at a baseline', ['baseline', '--prune', '--check']],
])('%s: exit code 2', (_, args) => {
  const { code, out, err } = makeFolder(PUBLISHED).run(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).not.toBe('');
});

test('what cannot be audited: exit code 3', () => {
  const folder = makeFolder({});
  expect(folder.run('nowhere')).toMatchObject({ code: 3, out: '' });
  expect(folder.run('.')).toMatchObject({ code: 3 });
  expect(folder.run('--ref', 'HEAD')).toMatchObject({ code: 3, out: '' });
});

test('a reader that goes away is no failure', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n' });
  const command = `"${process.execPath}" "${resolve('dist/cli/main.js')}" --format json . | head -c 10`;
  const { stderr, stdout } = spawnSync('sh', ['-c', command], { cwd: folder.path, encoding: 'utf8' });
  expect([stdout.length, stderr]).toEqual([10, '']);
});
