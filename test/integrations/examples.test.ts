import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeFolder, PUBLISHED } from '../cli/cli.ts';

/* The examples of docs/ci.md: each command is run, with the built program in the place of the published one. */

const DOCUMENT = readFileSync('docs/ci.md', 'utf8');
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
const action = parse(readFileSync('action.yml', 'utf8')) as Readonly<Record<'inputs' | 'outputs', object>>;

const blocks = [...DOCUMENT.matchAll(/^```(yaml|groovy)\n([\s\S]*?)^```$/gm)].map(([, language, text = '']) => ({
  language,
  text,
}));
const commands = [...new Set(DOCUMENT.match(/(?<=npx --yes senior-audit@[\d.]+ )[^'`\n]+/g))];

test('every example in YAML is YAML', () => {
  const examples = blocks.filter(({ language }) => language === 'yaml');
  expect(examples.length).toBeGreaterThan(3);
  for (const { text } of examples) expect(parse(text), text).toBeTypeOf('object');
});

test('examples name the version of this package', () => {
  for (const file of ['docs/ci.md', 'README.md']) {
    const named = readFileSync(file, 'utf8').match(/(?<=senior-audit@v?|rev: v)\d[\d.]*\d/g) ?? [];
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => name !== version)).toEqual([]);
  }
});

test('the inputs and outputs of the action are all told, and no others', () => {
  const told = (from: string, to: string): string[] => {
    const table = DOCUMENT.slice(DOCUMENT.indexOf(from), DOCUMENT.indexOf(to));
    const cells = table.split('\n').flatMap((line) => /^\| (`[^|]*`) \|/.exec(line)?.[1] ?? []);
    return cells.flatMap((cell) => cell.replaceAll('`', '').split(', ')).sort();
  };
  expect(told('| input |', '| output |')).toEqual(Object.keys(action.inputs).sort());
  expect(told('| output |', 'The action installs')).toEqual(Object.keys(action.outputs).sort());
});

test.each(commands)('npx senior-audit %s', (command) => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n', 'reports/.keep': '' });
  const script = `node '${resolve('dist/cli/main.js')}' ${command}`;
  const ran = spawnSync('bash', ['--norc', '-c', script], {
    cwd: folder.path,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NO_COLOR: '1', GITHUB_REF_NAME: 'v1.2' },
  });
  // There are no tests: that is critical.
  expect({ code: ran.status, err: ran.stderr.replace(/^senior-audit: .* of them required.*\n/, '') }).toEqual({
    code: 1,
    err: '',
  });
  const files = [...command.matchAll(/=([\w./-]+)/g)].map(([, file = '']) => file);
  expect(files.filter((file) => !existsSync(join(folder.path, file)))).toEqual([]);
});
