import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

describe('foreign-technology', () => {
  const analytics = { with: { category: 'product-analytics', via: ['dependency', 'code'] } };

  it('sees what is used', () => {
    const files = { 'package.json': '{"name": "shop", "dependencies": {"posthog-js": "^1.0.0"}}\n' };
    expect(runCheck('foreign-technology', files, analytics).evidence[0]?.detail).toContain('PostHog');
  });

  it("does not take a product's own subject for its practice", () => {
    const files = {
      'package.json': '{"name": "posthog-js", "version": "1.0.0", "dependencies": {"posthog-node": "^4.0.0"}}\n',
    };
    expect(runCheck('foreign-technology', files, analytics).value).toBe(false);
  });

  describe('in templates of Django', () => {
    const page = '<script src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>\n';
    const seen = (view: string): readonly string[] =>
      runCheck(
        'foreign-technology',
        { 'manage.py': 'main()\n', 'shop/templates/shop/home.html': page, 'shop/views.py': view },
        analytics,
      ).evidence.map(({ path }) => path);

    it.each([
      "render(request, 'shop/home.html')\n",
      "render(request, f'{app}/home.html')\n",
      "join(app, 'home.html')\n",
    ])('counts one that is named: %s', (view) => {
      expect(seen(view)).toEqual(['shop/templates/shop/home.html']);
    });

    it('leaves out one that nothing names', () => {
      expect(seen("render(request, 'cart/home.html')\n")).toEqual([]);
    });
  });

  it('leaves out development dependencies', () => {
    const files = { 'package.json': '{"name": "shop", "devDependencies": {"posthog-js": "^1.0.0"}}\n' };
    expect(runCheck('foreign-technology', files, analytics).value).toBe(false);
  });
});

describe('browser-tests-elsewhere', () => {
  const named = { named: 'a11y|accessib' };

  it('sees the tests of a project that drives the part', () => {
    const files = { 'web/src/app.tsx': 'export {};\n', 'e2e/web/a11y.spec.ts': 'export {};\n' };
    expect(runCheck('browser-tests-elsewhere', files, { unit: 'web', with: named }).evidence).toEqual([
      { path: 'e2e/web/a11y.spec.ts', detail: 'a test of the pages, beside this part' },
    ]);
  });

  it('leaves out tests of other names, and those of a part beside it', () => {
    const files = {
      'web/src/app.tsx': 'export {};\n',
      'e2e/web/login.spec.ts': 'export {};\n',
      'admin/src/a11y.spec.ts': 'export {};\n',
    };
    expect(runCheck('browser-tests-elsewhere', files, { unit: 'web', with: named }).value).toBe(false);
  });
});

describe('workspace-technology', () => {
  const files = {
    'package.json': '{"private": true, "workspaces": ["packages/*", "services/*"]}\n',
    'packages/base/package.json':
      '{"name": "@acme/base", "version": "1.0.0", "dependencies": {"@acme/errors": "1.0.0"}}\n',
    'packages/errors/package.json':
      '{"name": "@acme/errors", "version": "1.0.0", "dependencies": {"@sentry/node": "^9.0.0"}}\n',
    'services/api/package.json': '{"name": "api", "private": true, "dependencies": {"@acme/base": "1.0.0"}}\n',
    'services/other/package.json': '{"name": "other", "private": true, "dependencies": {"express": "^4.0.0"}}\n',
  };
  const crashes = { category: 'crash-reporting' };

  it('follows packages of the same repository', () => {
    const outcome = runCheck('workspace-technology', files, { unit: 'services/api', with: crashes });
    expect(outcome.evidence).toEqual([
      expect.objectContaining({
        path: 'packages/errors/package.json',
        detail: 'Sentry via @acme/errors (in this repository)',
      }),
    ]);
  });

  it('does not hold for a part that uses none of them, nor for the whole', () => {
    expect(runCheck('workspace-technology', files, { unit: 'services/other', with: crashes }).value).toBe(false);
    expect(runCheck('workspace-technology', files, { with: crashes }).value).toBe(false);
  });
});

describe('own-service-probe', () => {
  it('wants the probe on what is built here', () => {
    const database =
      'services:\n  db:\n    image: postgres:16\n    healthcheck:\n      test: [CMD, pg_isready]\n  api:\n    build: .\n';
    expect(runCheck('own-service-probe', { 'compose.yaml': database }).value).toBe(false);
    const own =
      'services:\n  image:\n    build: .\n    image: app:latest\n  api:\n    image: app:latest\n    healthcheck:\n      test: [CMD, /healthy]\n';
    expect(runCheck('own-service-probe', { 'compose.yaml': own }).value).toBe(true);
  });

  it('knows an image of its own by the folder that it is built in, and the part by its name', () => {
    const probe = '    healthcheck:\n      test: [CMD, nc, -z, localhost, "5005"]\n';
    const files = {
      'docker/backend/Dockerfile': 'FROM node:24\nCMD ["node", "server.js"]\n',
      'docker/compose.yaml': `services:\n  shop-backend:\n    image: acme/shop-backend:latest\n${probe}  search:\n    image: acme/index:1\n${probe}`,
      'backend/package.json': '{}',
      'frontend/package.json': '{}',
    };
    const places = (unit?: string) =>
      runCheck('own-service-probe', files, unit === undefined ? {} : { unit }).evidence.map(({ detail }) => detail);
    expect(places()).toEqual(['service shop-backend has a health check']);
    expect(places('backend')).toEqual(['service shop-backend has a health check']);
    expect(places('frontend')).toEqual([]);
  });
});

describe('update-bot-commits', () => {
  const commit = (author: string, subject: string) => ({
    hash: 'x',
    author,
    email: 'x@example.com',
    time: 1_700_000_000,
    subject,
  });
  const history = (author: string, subject: string) => ({
    shallow: false,
    truncated: false,
    tags: [],
    remotes: [],
    commits: Array.from({ length: 20 }, () => commit(author, subject)),
  });

  it('sees a bot whose configuration lies elsewhere', () => {
    const outcome = runCheck(
      'update-bot-commits',
      {},
      { history: history('renovate[bot]', 'Update dependency express to v5') },
    );
    expect(outcome.evidence[0]?.detail).toBe('20 of the newest 20 commits are by renovate[bot]');
  });

  it('sees the account with which a team updates by a script of its own', () => {
    const outcome = runCheck(
      'update-bot-commits',
      {},
      { history: history('acme-devops-team', 'Update Ruby dependencies') },
    );
    expect(outcome.evidence[0]?.detail).toBe('20 of the newest 20 commits are by acme-devops-team');
  });

  it("does not count Dependabot's security fixes, release bots, nor people", () => {
    const says = (author: string, subject: string) =>
      runCheck('update-bot-commits', {}, { history: history(author, subject) }).value;
    expect(says('dependabot[bot]', 'Bump express from 4.0.0 to 4.0.1')).toBe(false);
    expect(says('release-bot[bot]', 'meta: Bump new development version')).toBe(false);
    expect(says('Ada', 'Update dependency express to v5')).toBe(false);
    expect(says('acme-bot', 'Bump version to 3.43.5 [skip ci]')).toBe(false);
    expect(runCheck('update-bot-commits', {}).value).toBe(false);
  });
});

describe('update-gaps', () => {
  it('tells ecosystems that get security updates alone', () => {
    const secured = (limit: number) =>
      runCheck(
        'update-gaps',
        {
          '.github/dependabot.yml': `version: 2\nupdates:\n  - package-ecosystem: pip\n    directory: /\n    open-pull-requests-limit: ${limit}\n`,
        },
        { with: { secured: true } },
      );
    expect(secured(0).evidence).toEqual([
      { path: '.github/dependabot.yml', detail: 'pip: no other than security updates', subject: 'pip' },
    ]);
    expect(secured(5).value).toBe(false);
  });
});

describe('security-updates-merged', () => {
  const commits = (...said: readonly (readonly [string, string, number])[]) => ({
    shallow: false,
    truncated: false,
    tags: [],
    remotes: [],
    commits: said.map(([author, subject, time]) => ({ hash: 'x', author, email: 'x@example.com', time, subject })),
  });
  const NOW = 1_700_000_000;
  const DAY = 86_400;

  it('sees what Dependabot proposed, by its commits and by the merges of its branches', () => {
    const says = (author: string, subject: string, time = NOW) =>
      runCheck(
        'security-updates-merged',
        {},
        { history: commits(['Ada', 'Count faster', NOW], [author, subject, time]), with: { any: true } },
      ).value;
    expect(says('dependabot[bot]', 'Bump express from 4.0.0 to 4.0.1')).toBe(true);
    expect(says('Ada', 'Merge pull request #7 from acme/dependabot/pip/certifi-2024.7.4')).toBe(true);
    expect(says('dependabot[bot]', 'Bump express from 4.0.0 to 4.0.1', NOW - 500 * DAY)).toBe(false);
    expect(says('release-bot[bot]', 'Bump version to 2')).toBe(false);
    expect(runCheck('security-updates-merged', {}).value).toBe(false);
  });

  it('sees what Renovate marks as mending a hole', () => {
    const says = (subject: string, time = NOW) =>
      runCheck(
        'security-updates-merged',
        {},
        { history: commits(['Ada', 'Count faster', NOW], ['renovate[bot]', subject, time]), with: { marked: true } },
      ).value;
    expect(says('Update dependency vite to v8.0.16 [SECURITY] (#5110)')).toBe(true);
    expect(says('Update dependency vite to v8.0.16 (#5110)')).toBe(false);
    expect(says('Update dependency vite to v8.0.16 [SECURITY] (#5110)', NOW - 500 * DAY)).toBe(false);
  });

  it('looks through a busy year', () => {
    const busy = Array.from({ length: 900 }, (_, index) => ['Ada', `Count ${index}`, NOW - (index * DAY) / 3] as const);
    const history = commits(...busy, ['dependabot[bot]', 'Bump rack from 2.2.21 to 2.2.22', NOW - 310 * DAY]);
    expect(runCheck('security-updates-merged', {}, { history, with: { any: true } }).value).toBe(true);
  });

  it('keeps what is not named, but gets such updates, from being called left out', () => {
    const packages = '{"dependencies": {"a": "1", "b": "1", "c": "1", "d": "1", "express": "4"}}\n';
    const dependabot = (updates: string) => ({
      'package.json': packages,
      'requirements.txt': 'a==1\nb==1\nc==1\nd==1\ne==1\n',
      '.github/dependabot.yml': `version: 2\nupdates:\n${updates}`,
    });
    const actions = '  - package-ecosystem: github-actions\n    directory: /\n';
    const off = '  - package-ecosystem: npm\n    directory: /\n    open-pull-requests-limit: 0\n';
    const bump = ['dependabot[bot]', 'Bump express from 4.0.0 to 4.0.1', NOW] as const;
    const history = commits(...Array.from({ length: 12 }, () => bump));
    const left = (updates: string, past = history) =>
      runCheck('update-gaps', dependabot(updates), { history: past }).evidence.map(({ path, subject }) => [
        path,
        subject,
      ]);
    expect(left(actions)).toEqual([['requirements.txt', 'pip']]);
    expect(left(actions, commits(bump))).toEqual([
      ['package.json', 'npm'],
      ['requirements.txt', 'pip'],
    ]);
    expect(left(off)).toEqual([['requirements.txt', 'pip']]);
  });
});
