import { describe, expect, it } from 'vitest';
import { runCheck } from './run-check.ts';

const HASH = '0123456789abcdef0123456789abcdef01234567';

function workflow(steps: string, head = ''): Record<string, string> {
  return {
    '.github/workflows/ci.yml': `on: [push]\n${head}jobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
  };
}

describe('pinned-actions', () => {
  it('asks hashes of third parties, not of GitHub', () => {
    const files = workflow(`      - uses: actions/checkout@v4\n      - uses: acme/deploy@${HASH} # v1.2.3\n`);
    expect(runCheck('pinned-actions', files).value).toBe(true);
  });

  it('names each loose action with its place', () => {
    const outcome = runCheck(
      'pinned-actions',
      workflow(`      - uses: acme/deploy@${HASH}\n      - uses: acme/other@v2\n`),
    );
    expect(outcome.value).toBe(false);
    expect(outcome.evidence).toEqual([
      { path: '.github/workflows/ci.yml', line: 7, detail: 'uses acme/other@v2', subject: 'acme/other@v2' },
    ]);
  });

  it("looks at GitHub's own where there are no others", () => {
    expect(runCheck('pinned-actions', workflow('      - uses: actions/checkout@v4\n')).value).toBe(false);
    expect(runCheck('pinned-actions', workflow(`      - uses: actions/checkout@${HASH}\n`)).value).toBe(true);
  });

  it("takes the organisation's own actions for its own", () => {
    const history = {
      shallow: false,
      truncated: false,
      commits: [],
      tags: [],
      remotes: ['git@github.com:acme/app.git'],
    };
    const files = workflow(`      - uses: acme/build@main\n      - uses: other/x@${HASH}\n`);
    expect(runCheck('pinned-actions', files).value).toBe(false);
    expect(runCheck('pinned-actions', files, { history }).value).toBe(true);
  });

  it('tells branches from versions', () => {
    const branch = { with: { exposure: 'branch' } };
    expect(runCheck('pinned-actions', workflow('      - uses: acme/x@main\n'), branch).value).toBe(false);
    expect(runCheck('pinned-actions', workflow('      - uses: acme/x@v2\n'), branch).value).toBe(true);
    expect(runCheck('pinned-actions', workflow('      - uses: pypa/x@release/v1\n'), branch).value).toBe(true);
    expect(runCheck('pinned-actions', workflow('      - uses: acme/toolchain@stable\n'), branch).value).toBe(true);
  });

  it('tells jobs that may write or see secrets', () => {
    const privileged = { with: { exposure: 'privileged' } };
    const step = '      - uses: acme/x@v2\n';
    expect(runCheck('pinned-actions', workflow(step), privileged).value).toBe(true);
    expect(runCheck('pinned-actions', workflow(step, 'permissions:\n  contents: write\n'), privileged).value).toBe(
      false,
    );
    const secret = `${step}        with:\n          token: \${{ secrets.DEPLOY_KEY }}\n`;
    expect(runCheck('pinned-actions', workflow(secret), privileged).value).toBe(false);
    const coverage = `${step}        with:\n          token: \${{ secrets.CODECOV_TOKEN }}\n`;
    expect(runCheck('pinned-actions', workflow(coverage), privileged).value).toBe(true);
  });

  it('survives odd shapes', () => {
    const files = {
      '.github/workflows/ci.yml': 'on: [push]\njobs:\n  a:\n    steps:\n      - uses: 7\n      - null\n  b: []\n',
    };
    expect(runCheck('pinned-actions', files).value).toBe(false);
  });
});
