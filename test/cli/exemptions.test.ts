import { expect, test } from 'vitest';
import { makeFolder, open, PUBLISHED, stateOf } from './cli.ts';

const exemptions = (text: string): string => `context: oss\nexemptions:\n  - { ${text} }\n`;

test('in the configuration: not counted, listed on request, with the reason in JSON', () => {
  const folder = makeFolder({
    ...PUBLISHED,
    '.senior-audit.yaml': exemptions(
      'rule: automated-tests, reason: the parent project tests it, until: 2999-12-31, owner: "@qa"',
    ),
  });
  const report = folder.report();
  expect(open(report)).not.toContain('critical automated-tests');
  expect(report.findings.find(({ rule }) => rule === 'automated-tests')).toMatchObject({
    state: 'exempt',
    exemption: { reason: 'the parent project tests it', source: 'configuration', owner: '@qa', expires: '2999-12-31' },
  });
  expect(report.practices.find(({ id }) => id === 'automated-tests')?.status).toBe('exempt');
  expect(report.summary.exempt).toBe(1);
  const { out } = folder.run('.');
  expect(out).toContain('Not counted: 1 exempt.');
  expect(out).not.toContain('the parent');
  expect(folder.run('.', '--show-exempt').out.replace(/\s+/g, ' ')).toContain('the parent project tests it');
});

test('as a comment in the file that a finding is shown at', () => {
  const folder = makeFolder({
    ...PUBLISHED,
    '.senior-audit.yaml': 'context: oss\n',
    'pyproject.toml': `# senior-audit-ignore automated-tests: the parent project tests it\n${PUBLISHED['pyproject.toml']}`,
  });
  expect(stateOf(folder.report(), 'automated-tests')).toBe('exempt');
});

test('as a comment beside the place', () => {
  const workflow = (comment: string): string =>
    `on: [push]\npermissions: { contents: read }\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/deploy@main${comment}\n      - run: pytest\n`;
  const folder = makeFolder({
    ...PUBLISHED,
    '.senior-audit.yaml': 'context: oss\n',
    '.github/workflows/ci.yml': workflow(''),
  });
  expect(stateOf(folder.report(), 'pinned-actions')).toBe('new');
  folder.write({
    '.github/workflows/ci.yml': workflow(' # senior-audit-ignore pinned-actions: we own that repository'),
  });
  expect(stateOf(folder.report(), 'pinned-actions')).toBe('exempt');
});

test('without a reason: an error in the configuration, and a comment that does not hold', () => {
  const folder = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': exemptions('rule: license') });
  expect(folder.run('.')).toEqual({
    code: 2,
    out: '',
    err: '.senior-audit.yaml:3:5: exemptions[0].reason: missing: an exemption says why it holds, in a few words\n',
  });
  folder.write({
    '.senior-audit.yaml': 'context: oss\n',
    'pyproject.toml': `# senior-audit-ignore automated-tests\n${PUBLISHED['pyproject.toml']}`,
  });
  const { err, report } = folder.audit();
  expect(stateOf(report, 'automated-tests')).toBe('new');
  expect(err).toBe(
    'senior-audit: pyproject.toml:1: the exemption of automated-tests does not hold without a reason: say after a colon, in a few words, why it holds here\n',
  );
});

test('expired, and of nothing', () => {
  const folder = makeFolder({
    ...PUBLISHED,
    '.senior-audit.yaml': `${exemptions('rule: automated-tests, reason: the parent project tests it, until: 2020-12-31')}  - { rule: runbook, reason: nobody is on call }\n`,
  });
  const { err, report } = folder.audit();
  expect(stateOf(report, 'automated-tests')).toBe('new');
  expect(err).toBe(
    [
      'senior-audit: .senior-audit.yaml:3: the exemption of automated-tests expired on 2020-12-31; mend what it was for, or set another day',
      'senior-audit: .senior-audit.yaml:4: the exemption of runbook exempts nothing: remove it',
      '',
    ].join('\n'),
  );
});
