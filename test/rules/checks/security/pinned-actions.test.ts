import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

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

  it('lets the generator of provenance be called by its tag, and by nothing that moves', () => {
    const called = (ref: string) => ({
      '.github/workflows/release.yml': `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/deploy@${HASH}\n  provenance:\n    uses: slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@${ref}\n`,
    });
    expect(runCheck('pinned-actions', called('v2.1.0')).value).toBe(true);
    expect(runCheck('pinned-actions', called('main')).value).toBe(false);
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

  describe('where no remote names the owner', () => {
    const steps = workflow(`      - uses: acme/build@main\n      - uses: actions/checkout@${HASH}\n`);
    const value = (files: Record<string, string>, subjects: readonly string[] = []): boolean | null => {
      const commits = subjects.map((subject, index) => ({
        hash: String(index),
        time: 1_700_000_000 + index,
        author: 'Jo',
        email: 'jo@example.org',
        subject,
      }));
      const history = { shallow: false, truncated: false, commits, tags: [], remotes: ['/srv/mirror/app'] };
      return runCheck('pinned-actions', { ...steps, ...files }, { history }).value;
    };
    it('is a stranger by default', () => {
      expect(value({})).toBe(false);
      expect(value({ 'README.md': 'Made with [build](https://github.com/acme/build).\n' })).toBe(false);
      expect(value({ 'package.json': '{"name": "@other/app"}' })).toBe(false);
      expect(value({}, ['Merge pull request #1 from acme/a', 'Merge pull request #2 from kim/b'])).toBe(false);
    });

    it('is known from the scope of the package', () => {
      expect(value({ 'package.json': '{"name": "@acme/app"}' })).toBe(true);
      expect(value({ 'composer.json': '{"name": "acme/app"}' })).toBe(true);
    });

    it('is known from the teams that own the code', () => {
      expect(value({ '.github/CODEOWNERS': '* @acme/web @acme/security\n' })).toBe(true);
      expect(value({ CODEOWNERS: '* @other/web\n/x @acme/build-team @other/web\n' })).toBe(false);
    });

    it('is known from the branches that were merged', () => {
      const merges = ['a', 'b', 'c'].map((branch, index) => `Merge pull request #${index} from acme/${branch}`);
      expect(value({}, [...merges, 'Merge pull request #9 from kim/fix'])).toBe(true);
    });

    it('is known from where the README points', () => {
      const badge = '![](https://github.com/acme/app/actions/workflows/ci.yml/badge.svg)\n';
      expect(value({ 'README.md': badge })).toBe(true);
      expect(value({ 'README.md': 'git clone https://github.com/acme/app.git\n' })).toBe(true);
      const links = ['app', 'docs', 'web'].map((name) => `[${name}](https://github.com/acme/${name}/x)\n`).join('');
      expect(value({ 'README.md': links })).toBe(true);
    });

    it('is known from the workflows that it shares within the organisation', () => {
      const shared = (owner: string) => ({
        '.github/workflows/triage.yml': `on: [issues]\njobs:\n  triage:\n    uses: ${owner}/.github/.github/workflows/triage.yml@main\n`,
      });
      expect(value(shared('acme'))).toBe(true);
      expect(value(shared('other'))).toBe(false);
    });

    it("does not excuse GitHub's own at a tag", () => {
      const files = {
        ...workflow('      - uses: acme/build@main\n      - uses: actions/checkout@v4\n'),
        'package.json': '{"name": "@acme/app"}',
      };
      expect(runCheck('pinned-actions', files).value).toBe(false);
    });
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

  it('tells jobs that deploy, not those that show pages', () => {
    const deploying = (environment: string): Record<string, string> => ({
      '.github/workflows/x.yml': `on: [push]\njobs:\n  x:\n    runs-on: ubuntu-latest\n    environment: ${environment}\n    steps:\n      - uses: acme/x@v2\n`,
    });
    const privileged = { with: { exposure: 'privileged' } };
    expect(runCheck('pinned-actions', deploying('production'), privileged).value).toBe(false);
    expect(runCheck('pinned-actions', deploying('github-pages'), privileged).value).toBe(true);
  });

  it("tells GitHub's own in jobs that may write or hold a key", () => {
    const keys = { with: { exposure: 'keys' } };
    const step = '      - uses: actions/checkout@v4\n';
    expect(runCheck('pinned-actions', workflow(step), keys).value).toBe(true);
    expect(runCheck('pinned-actions', workflow(step, 'permissions:\n  contents: write\n'), keys).value).toBe(false);
    const token = `${step}      - run: gh release upload v1 a.zip\n        env:\n          GITHUB_TOKEN: \${{ secrets.GITHUB_TOKEN }}\n`;
    expect(runCheck('pinned-actions', workflow(token), keys).value).toBe(false);
    const labels = `      - uses: actions/labeler@v5\n        with:\n          repo-token: \${{ secrets.GITHUB_TOKEN }}\n`;
    expect(runCheck('pinned-actions', workflow(labels), keys).value).toBe(true);
  });

  it("names of GitHub's own those alone that may do something, where there are such", () => {
    const other =
      '  other:\n    runs-on: ubuntu-latest\n    permissions:\n      contents: write\n    steps:\n      - uses: actions/cache@v4\n';
    const files = workflow('      - uses: actions/checkout@v4\n', 'permissions:\n  contents: read\n');
    const both = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text + other]));
    const named = (tree: Record<string, string>): unknown =>
      runCheck('pinned-actions', tree).evidence.map(({ detail }) => detail);
    expect(named(files)).toEqual(['uses actions/checkout@v4']);
    expect(named(both)).toEqual(['uses actions/cache@v4']);
  });

  it('survives odd shapes', () => {
    const files = {
      '.github/workflows/ci.yml': 'on: [push]\njobs:\n  a:\n    steps:\n      - uses: 7\n      - null\n  b: []\n',
    };
    expect(runCheck('pinned-actions', files).value).toBe(false);
  });
});
