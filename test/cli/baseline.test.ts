import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, open, PUBLISHED, stateOf, TESTS } from './cli.ts';

const FILE = '.senior-audit-baseline.json';
const OSS = { ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n' };

test('brownfield: the baseline makes CI green, a new gap fails it, a mended one is stale until it is pruned', () => {
  const folder = makeFolder({ ...OSS, ...TESTS }, { git: true });
  const first = folder.audit();
  const before = first.report.findings.length;
  expect(first.code).toBe(1);

  const taken = folder.run('baseline');
  expect([taken.code, taken.out]).toEqual([0, '']);
  expect(taken.err).toBe(`senior-audit: ${FILE} now knows ${before} findings: audits report what is new\n`);
  const adopted = folder.audit();
  expect([adopted.code, open(adopted.report), adopted.report.findings.length]).toEqual([0, [], before]);

  folder.remove('tests');
  const broken = folder.audit();
  expect([broken.code, open(broken.report)]).toEqual([1, ['critical automated-tests']]);
  folder.write(TESTS);

  folder.write({ LICENSE: readFileSync('LICENSE', 'utf8') });
  expect(folder.run('.')).toMatchObject({
    code: 0,
    err: `senior-audit: ${FILE}: license is no longer found: remove the stale entry with senior-audit baseline --prune\n`,
  });
  expect(folder.run('baseline', '--check')).toMatchObject({ code: 1, out: 'stale  critical  license\n' });
  expect(folder.run('baseline', '--prune').err).toBe(
    `senior-audit: 1 stale removed from ${FILE}, which knows ${before - 1} findings still\n`,
  );
  expect(folder.run('.')).toMatchObject({ code: 0, err: '' });
});

test('is the same when it is written again, and lists what is new', () => {
  const folder = makeFolder({ ...OSS, ...TESTS });
  folder.run('baseline');
  const text = readFileSync(join(folder.path, FILE), 'utf8');
  folder.run('baseline');
  expect(readFileSync(join(folder.path, FILE), 'utf8')).toBe(text);
  folder.remove('tests');
  expect(folder.run('baseline', '--check')).toMatchObject({ code: 0, out: 'new    critical  automated-tests\n' });
  expect(folder.run('baseline', '--prune').code).toBe(0);
  expect(readFileSync(join(folder.path, FILE), 'utf8')).toBe(text);
});

test('a change of context says what fell due', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: prototype\n' });
  folder.run('baseline');
  folder.write({ '.senior-audit.yaml': 'context: oss\n' });
  const { err, code } = folder.run('.');
  expect(code).toBe(1);
  expect(err).toMatch(
    /^senior-audit: \.senior-audit-baseline\.json: context changed from prototype to oss: \d+ practices fell due \([a-z, -]+automated-tests|license/,
  );
});

test('another file, by the command line or the configuration; and none', () => {
  const folder = makeFolder(OSS);
  expect(folder.run('.', '--baseline', 'known.json')).toEqual({
    code: 2,
    out: '',
    err: 'senior-audit: there is no baseline known.json: write it with senior-audit baseline\n',
  });
  folder.run('baseline', '--baseline', 'known.json');
  expect(folder.run('.', '--baseline', 'known.json').code).toBe(0);
  expect(folder.run('.').code).toBe(1);
  folder.write({ '.senior-audit.yaml': 'context: oss\nbaseline: ./known.json\n' });
  expect(folder.run('.').code).toBe(0);
  expect(folder.run('.', '--no-baseline').code).toBe(1);
  folder.write({ '.senior-audit.yaml': 'context: oss\nbaseline: gone.json\n' });
  expect(folder.run('.')).toMatchObject({
    code: 2,
    err: 'senior-audit: there is no baseline gone.json: write it with senior-audit baseline\n',
  });
  expect(folder.run('baseline').code).toBe(0);
  expect(folder.run('.').code).toBe(0);
  folder.write({ '.senior-audit.yaml': 'context: oss\nbaseline: false\n' });
  expect(folder.run('.').code).toBe(1);
});

test('a baseline that a merge broke', () => {
  const folder = makeFolder({ ...OSS, [FILE]: '{\n<<<<<<< HEAD\n}\n' });
  const { code, out, err } = folder.run('.');
  expect([code, out]).toEqual([2, '']);
  expect(err.split('\n')[0]).toBe(`${FILE}:2:1: malformed JSON: invalid symbol`);
});

test('there is nothing to prune or to check without one', () => {
  const folder = makeFolder(OSS);
  for (const option of ['--prune', '--check']) {
    expect(folder.run('baseline', option)).toEqual({
      code: 2,
      out: '',
      err: `senior-audit: there is no baseline ${FILE}: write it with senior-audit baseline\n`,
    });
  }
});

test('a git revision is held against the baseline that it had', () => {
  const folder = makeFolder({ ...OSS, ...TESTS }, { git: true });
  folder.run('baseline');
  folder.commit('Accept what is there');
  expect(stateOf(folder.report('--ref', 'HEAD'), 'license')).toBe('baselined');
  expect(stateOf(folder.report('--ref', 'HEAD~1'), 'license')).toBe('new');
});
