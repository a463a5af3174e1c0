import { expect, test } from 'vitest';
import { makeFolder, open, openFolder, PUBLISHED, stateOf, TESTS } from './cli.ts';

const OSS = { ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n' };

test('only what the branch brought is new; what it mended is listed', () => {
  const folder = makeFolder({ ...OSS, ...TESTS }, { git: true });
  folder.git('checkout', '--quiet', '-b', 'feature');
  folder.remove('tests');
  folder.write({
    'CHANGELOG.md': '# Changelog\n\n## 2.3.1\n\n- Counts faster\n\n## 2.3.0\n\n- Counts negative numbers\n',
  });
  folder.commit('Change things');
  folder.git('checkout', '--quiet', 'main');
  folder.write({ 'main-only.py': 'print(1)\n' });
  folder.commit('Go on');
  folder.git('checkout', '--quiet', 'feature');

  const { code, err, report } = folder.audit('--since', 'main');
  expect(open(report)).toEqual(['critical automated-tests']);
  expect(stateOf(report, 'license')).toBe('baselined');
  expect(code).toBe(1);
  const base = folder.git('rev-parse', 'main~1').slice(0, 12);
  expect(err).toMatch(
    new RegExp(`^senior-audit: since main \\(${base}\\): 1 new, 1 mended, \\d+ there before\\n  mended: changelog\\n$`),
  );
});

test('changes that are not committed count, and the work tree stays as it is', () => {
  const folder = makeFolder({ ...OSS, ...TESTS }, { git: true });
  expect(folder.run('--since', 'HEAD').code).toBe(0);
  folder.remove('tests');
  expect(open(folder.report('--since', 'HEAD'))).toEqual(['critical automated-tests']);
  expect(folder.git('status', '--porcelain')).toBe(' D tests/test_cli.py\n');
});

test('of two revisions', () => {
  const folder = makeFolder({ ...OSS, ...TESTS }, { git: true });
  folder.remove('tests');
  folder.commit('Drop the tests');
  folder.write(TESTS);
  folder.commit('Bring them back');
  expect(open(folder.report('--since', 'HEAD~2', '--ref', 'HEAD~1'))).toEqual(['critical automated-tests']);
  expect(open(folder.report('--since', 'HEAD~2'))).toEqual([]);
});

test('from a folder inside the repository', () => {
  const inside = Object.fromEntries(
    Object.entries({ ...OSS, ...TESTS }).map(([path, text]) => [`tools/tally/${path}`, text]),
  );
  const folder = makeFolder({ ...inside, LICENSE: 'All rights reserved.\n' }, { git: true });
  folder.remove('tools/tally/tests');
  const report = openFolder(`${folder.path}/tools/tally`).report('--since', 'HEAD');
  expect(open(report)).toEqual(['critical automated-tests']);
});

test('together with a baseline', () => {
  const folder = makeFolder(OSS, { git: true });
  folder.run('baseline');
  folder.commit('Accept what is there');
  folder.write({
    '.github/workflows/ci.yml':
      'on: [push]\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/deploy@main\n',
  });
  const report = folder.report('--since', 'HEAD');
  expect(stateOf(report, 'automated-tests')).toBe('baselined');
  expect(stateOf(report, 'pinned-actions')).toBe('new');
});

test('a change of context in the change', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: prototype\n' }, { git: true });
  folder.write({ '.senior-audit.yaml': 'context: oss\n' });
  // The configuration of today holds for both sides: what it asks for was missing before.
  expect(open(folder.report('--since', 'HEAD'))).toEqual([]);
});

test('where the revision is not there', () => {
  const folder = makeFolder(OSS, { git: true });
  expect(folder.run('--since', 'nowhere')).toEqual({
    code: 3,
    out: '',
    err: 'senior-audit: the revision nowhere is not in .\n',
  });
  expect(makeFolder(OSS).run('--since', 'main')).toEqual({
    code: 3,
    out: '',
    err: 'senior-audit: . is not a git repository, so there is no main to compare with\n',
  });
});

test('in a shallow clone: what to fetch', () => {
  const origin = makeFolder({ ...OSS, ...TESTS }, { git: true });
  origin.git('checkout', '--quiet', '-b', 'feature');
  origin.remove('tests');
  origin.commit('Drop the tests');
  origin.git('checkout', '--quiet', 'main');
  origin.write({ 'more.py': 'print(1)\n' });
  origin.commit('Go on');

  const clone = makeFolder({}, { name: 'clone' });
  clone.git('clone', '--quiet', '--depth=1', '--branch=feature', `file://${origin.path}`, '.');
  expect(clone.run('--since', 'main')).toEqual({
    code: 3,
    out: '',
    err: 'senior-audit: the revision main is not in .; this is a shallow clone: git fetch --unshallow origin main first\n',
  });
  clone.git('fetch', '--quiet', '--depth=1', 'origin', 'main:refs/remotes/origin/main');
  expect(clone.run('--since', 'main').err).toBe(
    'senior-audit: the revision main is not in .; did you mean origin/main?\n',
  );
  expect(clone.run('--since', 'origin/main')).toEqual({
    code: 3,
    out: '',
    err: 'senior-audit: origin/main cannot be compared with HEAD in .: this is a shallow clone that does not reach back to where they parted: git fetch --unshallow first (fetch-depth: 0 in actions/checkout)\n',
  });
  clone.git('fetch', '--quiet', '--unshallow', 'origin');
  expect(open(clone.report('--since', 'origin/main'))).toEqual(['critical automated-tests']);
});

test('where the two have nothing in common', () => {
  const folder = makeFolder(OSS, { git: true });
  folder.git('checkout', '--quiet', '--orphan', 'other');
  folder.write({ 'other.py': 'print(1)\n' });
  folder.commit('Something else');
  expect(folder.run('--since', 'main')).toMatchObject({
    code: 3,
    err: 'senior-audit: main cannot be compared with HEAD in .: they have no common ancestor\n',
  });
});
