import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openRevision } from '../../src/repository/revision.ts';
import { openWorkTree } from '../../src/repository/work-tree.ts';

function committed(
  files: Readonly<Record<string, string>>,
  format = 'sha1',
  links: Readonly<Record<string, string>> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'senior-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  const write = (changes: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(changes)) writeFileSync(join(folder, path), text);
  };
  git('init', '--quiet', `--object-format=${format}`);
  mkdirSync(join(folder, 'docs'));
  write(files);
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(folder, path));
  git('add', '--all');
  git('commit', '--quiet', '--message', 'First version');
  return { folder, write };
}

function textsOf(folder: string): string[] {
  const tree = openRevision(folder, 'HEAD', openWorkTree(folder));
  return tree.files.map(({ path }) => {
    const content = tree.read(path, 1024);
    return `${path}: ${content.ok ? content.bytes.toString('utf8') : content.reason}`;
  });
}

test.each(['sha1', 'sha256'])('a tree reads what it had, whatever the work tree has now (%s)', (format) => {
  const { folder, write } = committed({ a: 'one', b: 'two', c: 'three', d: 'four' }, format);
  write({ b: 'TWO', c: 'longer than before', e: 'new' });
  rmSync(join(folder, 'd'));
  expect(textsOf(folder)).toEqual(['a: one', 'b: two', 'c: three', 'd: four']);
});

test('where everything has changed at the same size', () => {
  const names = Array.from({ length: 260 }, (_, index) => `file-${index}`);
  const all = (text: string) => Object.fromEntries(names.map((name) => [name, text]));
  const { folder, write } = committed(all('before'));
  write(all('after!'));
  expect(new Set(textsOf(folder).map((line) => line.split(': ')[1]))).toEqual(new Set(['before']));
});

test('a tree follows links as the work tree does: to its files, and not out of it', () => {
  const links = {
    readme: 'docs/readme',
    again: './readme',
    'docs/up': '../top',
    manual: 'docs',
    behind: 'manual/readme',
    gone: 'docs/gone',
    out: '../private',
    root: '/etc/hostname',
    loop: 'loop',
    here: '.',
  };
  const { folder, write } = committed({ 'docs/readme': 'shapes', top: 'top' }, 'sha1', links);
  write({ 'docs/readme': 'Shapes' });
  expect(textsOf(folder)).toEqual([
    'again: shapes',
    'behind: not-a-file',
    'docs/readme: shapes',
    'docs/up: top',
    'gone: dangling',
    'here: not-a-file',
    'loop: not-a-file',
    'manual: not-a-file',
    'out: outside',
    'readme: shapes',
    'root: outside',
    'top: top',
  ]);
});
