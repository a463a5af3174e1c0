import { describe, expect, it } from 'vitest';
import { runCheck } from './run-check.ts';

const workflow = (...steps: readonly string[]): string =>
  `on: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`;

describe('tests-in-ci', () => {
  const files = (action: string, job: string) => ({
    'package.json': '{"name": "tally", "version": "1.0.0", "repository": "https://github.com/acme/tally"}\n',
    'test/a.test.js': "import { expect, test } from 'vitest';\ntest('adds', () => expect(1).toBe(1));\n",
    '.github/workflows/ci.yml': `on: [pull_request]\njobs:\n  ${job}:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ${action}\n`,
  });
  const value = (action: string, job = 'test') => runCheck('tests-in-ci', files(action, job)).value;

  it('is open where a job that is called so leaves it to an action of the owner', () => {
    expect(value('acme/neil@main')).toBe(null);
    expect(value('acme/neil@main', 'docs')).toBe(false);
    expect(value('acme/setup-tools@main')).toBe(false);
    expect(value('others/neil@main')).toBe(false);
  });
});

describe('tests-left-out', () => {
  const unit = "import { expect, test } from 'vitest';\ntest('adds', () => expect(1 + 1).toBe(2));\n";
  const tree = {
    'requirements.txt': 'flask==3.1.0\n',
    'tests/test_core.py': 'def test_add():\n    assert 1 + 1 == 2\n',
    'web/package.json': '{"name": "web", "scripts": {"lint": "eslint .", "test": "vitest"}}\n',
    'web/src/a.test.ts': unit,
    'web/src/b.test.ts': unit,
    'web/src/c.spec.ts': unit,
  };
  const leftOut = (steps: readonly string[], files: Readonly<Record<string, string>> = {}) =>
    runCheck('tests-left-out', { ...tree, '.github/workflows/ci.yml': workflow(...steps), ...files });

  it('tells the tests of the other language, and how many there are', () => {
    expect(leftOut(['run: pytest', 'run: npm --prefix web run lint']).evidence).toEqual([
      { path: 'web/src/a.test.ts', detail: 'one of 3 test files that no step of CI runs' },
    ]);
  });

  it('says nothing of files that are only called tests', () => {
    const page = 'export const Page = () => null;\n';
    const named = { 'web/src/a.test.ts': page, 'web/src/b.test.ts': page, 'web/src/c.spec.ts': page };
    expect(leftOut(['run: pytest'], named).value).toBe(false);
  });

  it.each([
    ['both are run', ['run: pytest', 'run: cd web && npm test']],
    ['the script comes from a matrix', ['run: pytest', `run: npm run \${{ matrix.task }}`]],
    ['a tool for several languages runs them', ['run: pytest', 'run: bazel test //...']],
    ['an action runs tests', ['run: pytest', 'uses: acme/run-tests@v1']],
    ['nothing runs tests', ['run: ruff check']],
  ])('says nothing where %s', (_, steps) => {
    expect(leftOut(steps).value).toBe(false);
  });

  it('says nothing where a workflow lies elsewhere', () => {
    const called = 'on: [push]\njobs:\n  web:\n    uses: acme/workflows/.github/workflows/web.yml@v1\n';
    expect(leftOut(['run: pytest'], { '.github/workflows/web.yml': called }).value).toBe(false);
  });

  it('takes a run of the browser for no run of the other tests', () => {
    expect(leftOut(['run: pytest', 'run: npx playwright test']).value).toBe(true);
  });

  it('leaves tests alone that no script runs', () => {
    const files = { 'web/package.json': '{"name": "web", "scripts": {"test": "echo none && exit 1"}}\n' };
    expect(leftOut(['run: pytest'], files).value).toBe(false);
  });

  it.each(['poc', 'spikes', 'experiments'])('says nothing of what is tried out in %s/', (folder) => {
    const files = {
      'requirements.txt': 'flask==3.1.0\n',
      'tests/test_core.py': 'def test_add():\n    assert 1 + 1 == 2\n',
      [`${folder}/web/package.json`]: '{"name": "web", "scripts": {"test": "vitest"}}\n',
      [`${folder}/web/src/a.test.ts`]: unit,
      [`${folder}/web/src/b.test.ts`]: unit,
      [`${folder}/web/src/c.test.ts`]: unit,
      '.github/workflows/ci.yml': workflow('run: pytest'),
    };
    expect(runCheck('tests-left-out', files).value).toBe(false);
  });

  it('leaves the front end to the build of the JVM that brings it along', () => {
    const files = {
      ...tree,
      'pom.xml':
        '<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId><version>1</version><build><plugins><plugin><groupId>com.github.eirslett</groupId><artifactId>frontend-maven-plugin</artifactId></plugin></plugins></build></project>\n',
      'src/test/java/CoreTest.java':
        'class CoreTest { @org.junit.jupiter.api.Test void adds() { org.junit.jupiter.api.Assertions.assertEquals(2, 2); } }\n',
      '.github/workflows/ci.yml': workflow('run: mvn verify', 'run: pytest'),
    };
    expect(runCheck('tests-left-out', files).value).toBe(false);
  });
});

describe('system-tests-left-out', () => {
  const leftOut = (command: string) =>
    runCheck('system-tests-left-out', {
      Gemfile: "source 'https://rubygems.org'\ngem 'rails'\n",
      'test/system/orders_test.rb': 'class OrdersTest < ApplicationSystemTestCase\nend\n',
      '.github/workflows/ci.yml': workflow(`run: ${command}`),
    }).value;

  it.each(['bin/rails test', 'bundle exec rails db:test:prepare test', 'bundle exec rake test'])('%s', (command) => {
    expect(leftOut(command)).toBe(true);
  });

  it.each([
    'bin/rails test test:system',
    'bin/rails test:all',
    'bin/rails test test/system',
    'bin/rails test && bin/rails test:system',
    'bin/ci',
  ])('not %s', (command) => {
    expect(leftOut(command)).toBe(false);
  });
});

describe('changelog-behind', () => {
  const log =
    '# Changelog\n\n## 1.1.0 - 2024-05-01\n\n- Added: subtraction\n- Fixed: adding negative numbers\n\n## 1.0.0 - 2024-04-01\n\n- First release\n';
  const at = (version: string, text = log) =>
    runCheck('changelog-behind', {
      'package.json': `{"name": "tally", "version": "${version}"}\n`,
      'CHANGELOG.md': text,
    });

  it('names where it ends, and where the software is', () => {
    expect(at('1.4.0').evidence).toEqual([
      { path: 'CHANGELOG.md', detail: 'ends with 1.1, and package.json is at 1.4.0' },
    ]);
  });

  it('takes the versions of other things for none of its own', () => {
    expect(at('1.4.0', log.replace('Added: subtraction', 'Built with Go 1.20')).value).toBe(true);
  });

  it.each([
    ['the versions agree', '1.1.0', log],
    ['each heading names the package', '1.1.0', log.replaceAll('## ', '## tally v')],
    ['only a correction is missing', '1.1.3', log],
    ['the next version is being made', '1.4.0', `## Unreleased\n\n- Added division\n\n${log}`],
    ['the next version is a trial', '1.4.0-beta.1', log],
    ['it goes on elsewhere', '1.4.0', `Newer versions: https://github.com/example/tally/releases\n\n${log}`],
    ['it is no list of versions', '1.4.0', '# Changelog\n\nWe write down what changes here, for everybody to read.\n'],
  ])('says nothing where %s', (_, version, text) => {
    expect(at(version, text).value).toBe(false);
  });

  it('goes by the tags of the software, not of its packages', () => {
    const tagged = (name: string) => {
      const commit = { hash: 'a', author: 'A', email: 'a@example.org', time: 1_700_000_000, subject: 'Release' };
      const tags = [{ name, time: 1_700_000_000 }];
      const history = { shallow: false, truncated: false, remotes: [], commits: [commit], tags };
      return runCheck('changelog-behind', { 'CHANGELOG.md': log }, { history }).value;
    };
    expect(tagged('v1.3.0')).toBe(true);
    expect(tagged('helper-v1.3.0')).toBe(false);
  });
});

describe('broken-update-configuration', () => {
  const entry = (directory: string) =>
    `version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: ${directory}\n    schedule:\n      interval: weekly\n`;
  const details = (text: string) =>
    runCheck('broken-update-configuration', {
      '.github/dependabot.yml': text,
      'web/package.json': '{"name": "web"}\n',
    }).evidence.map(({ line, detail }) => `${line} ${detail}`);

  it('tells what cannot be read', () => {
    expect(details(`${entry('/web')} - package-ecosystem: pip\n   directory: /\n`)).toEqual([
      'undefined is no YAML that can be read, so Dependabot updates nothing',
    ]);
  });

  it('tells folders that are not there', () => {
    expect(details(entry('/frontend'))).toEqual(['4 updates /frontend, which is not there']);
  });

  it.each(['/', '/web', '/web/', 'web', '"/packages/*"'])('takes %s as it is', (directory) => {
    expect(details(entry(directory))).toEqual([]);
  });
});

describe('end-of-life-frameworks', () => {
  const details = (files: Readonly<Record<string, string>>) =>
    runCheck('end-of-life-frameworks', files).evidence.map(({ path, line, detail }) => `${path}:${line} ${detail}`);
  const lock = (version: string) => `GEM\n  remote: https://rubygems.org/\n  specs:\n    rails (${version})\n`;

  it('names the line, and since when', () => {
    expect(details({ Gemfile: "gem 'rails'\n", 'Gemfile.lock': lock('6.1.7.10') })).toEqual([
      'Gemfile.lock:4 Rails 6.1 has had no security fixes since 2024-10-01',
    ]);
    expect(details({ 'requirements.txt': 'Django==3.2.25\n' })).toEqual([
      'requirements.txt:1 Django 3.2 has had no security fixes since 2024-04-01',
    ]);
  });

  it.each([
    ['a line that gets fixes', { Gemfile: "gem 'rails'\n", 'Gemfile.lock': lock('8.0.2') }],
    ['one that only something else brings', { Gemfile: "gem 'devise'\n", 'Gemfile.lock': lock('6.1.7') }],
    ['a range', { 'requirements.txt': 'Django>=3.2\n' }],
    ['fixtures', { 'test/fixtures/app/Gemfile': "gem 'rails'\n", 'test/fixtures/app/Gemfile.lock': lock('5.2.0') }],
  ])('says nothing of %s', (_, files) => {
    expect(details(files)).toEqual([]);
  });
});

describe('pull-request-pipelines', () => {
  it('asks, where told, only for those that run tests', () => {
    const files = {
      '.github/workflows/ci.yml': 'on: [push]\njobs:\n  t:\n    runs-on: x\n    steps:\n      - run: pytest\n',
      '.github/workflows/lint.yml':
        'on: [pull_request]\njobs:\n  l:\n    runs-on: x\n    steps:\n      - run: ruff check\n',
    };
    expect(runCheck('pull-request-pipelines', files, { with: { forks: true } }).value).toBe(true);
    expect(runCheck('pull-request-pipelines', files, { with: { forks: true, tests: true } }).value).toBe(false);
  });
});
