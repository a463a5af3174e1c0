import { describe, expect, it } from 'vitest';
import { evidenceOf, expectation, type Files, finding } from './expectation-of.ts';

/* Where nothing is owed, nothing is asked. */

describe('pinned-actions', () => {
  const job = (steps: string, head = ''): Files => ({
    '.github/workflows/ci.yml': `on: [pull_request]\n${head}jobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
  });
  const LOOSE = '      - uses: acme/setup@main\n      - uses: dtolnay/rust-toolchain@stable\n';

  it('is only suggested where there is nothing to be had', () => {
    expect(expectation('pinned-actions', 'oss', job(LOOSE))).toBe('suggested');
  });

  it('is expected where the job may write', () => {
    expect(expectation('pinned-actions', 'oss', job(LOOSE, 'permissions: write-all\n'))).toBe('expected');
  });

  it.each([
    ['ref-pin', "rules:\n  unpinned-uses:\n    config:\n      policies:\n        '*': ref-pin\n"],
    ['disable', 'rules:\n  unpinned-uses:\n    disable: true\n'],
  ])('is settled where the scanner of workflows is told %s', (_, config) => {
    const files = { ...job(LOOSE, 'permissions: write-all\n'), '.github/zizmor.yml': config };
    expect(expectation('pinned-actions', 'oss', files)).toBe('optional');
  });

  it('is not settled by another rule of that scanner', () => {
    const files = { ...job(LOOSE), '.github/zizmor.yml': 'rules:\n  artipacked:\n    disable: true\n' };
    expect(expectation('pinned-actions', 'oss', files)).toBe('suggested');
  });
});

describe('license', () => {
  const files = {
    'package.json': '{"name": "web", "version": "1.0.0", "license": "MIT"}\n',
    'index.js': 'exports.a = 1;\n',
  };

  it('tells a text that is missing from a licence that is', () => {
    expect(finding('license', 'oss', files)?.message).toBe(
      'A licence is named, but its text is not in the repository.',
    );
    expect(finding('license', 'oss', { 'index.js': 'exports.a = 1;\n' })?.message).toBe(
      'There is no licence file, so nobody may legally use what is published.',
    );
  });
});

describe('code-scanning', () => {
  const SERVICE = {
    'requirements.txt': 'django==4.2.20\ngunicorn==23.0.0\n',
    'manage.py': 'import django\n',
    'app/views.py': 'from django.http import HttpResponse\n\n\ndef index(request):\n    return HttpResponse("hello")\n',
    'app/wsgi.py': 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
    Procfile: 'web: gunicorn app.wsgi\n',
  };
  const off = 'version: 2\nupdates:\n  - package-ecosystem: pip\n    directory: /\n    open-pull-requests-limit: 0\n';
  const messageWith = (files: Files) =>
    finding('code-scanning', 'production-service', { ...SERVICE, ...files })?.message;

  it('speaks of the code alone where a bot looks through the dependencies', () => {
    const half = /^A bot looks through the dependencies for known holes, and nothing scans the code itself:/;
    expect(messageWith({ '.pyup.yml': 'update: insecure\n' })).toMatch(half);
    expect(messageWith({ '.github/dependabot.yml': off })).toMatch(half);
    expect(messageWith({ '.github/dependabot.yml': off.replace('limit: 0', 'limit: 5') })).toMatch(/^Nothing scans/);
  });

  it.each<[string, Files, string]>([
    [
      'flake8',
      { '.flake8': '[flake8]\nmax-line-length = 100\n' },
      'Install flake8-bandit beside flake8 (or run `bandit -r .`), and run `pip-audit` in CI.',
    ],
    [
      'Ruff',
      { 'ruff.toml': 'line-length = 100\n' },
      "Add the `S` rules to Ruff's selection and run `pip-audit` in CI.",
    ],
    ['no linter', {}, 'Run `bandit -r .` and `pip-audit` in CI.'],
    [
      'pipelines of GitHub beside those of GitLab',
      { '.gitlab-ci.yml': 'a:\n  script: [make]\n', '.github/workflows/ci.yml': 'on: [push]\njobs: {}\n' },
      'Run `bandit -r .` and `pip-audit` in CI.',
    ],
  ])('fits its advice to %s', (_, files, remedy) => {
    expect(finding('code-scanning', 'production-service', { ...SERVICE, ...files })?.remedy).toBe(remedy);
  });

  it('does not send Scala to a scanner that cannot read it', () => {
    const files = {
      'build.sbt': 'scalaVersion := "2.13.16"\nlibraryDependencies += "com.typesafe.play" %% "play" % "2.9.0"\n',
      'app/controllers/Home.scala': 'package controllers\n\nclass Home extends BaseController {}\n',
      'conf/routes': 'GET / controllers.Home.index\n',
    };
    expect(finding('code-scanning', 'production-service', files)?.remedy).toMatch(
      /^Run Semgrep in CI, which knows Scala/,
    );
  });

  it('shows the scanner of the workflows, not what makes it a service', () => {
    const zizmor =
      'on: [push]\njobs:\n  zizmor:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: woodruffw/zizmor-action@v0.1.1\n';
    const places = finding('code-scanning', 'production-service', {
      ...SERVICE,
      '.github/workflows/zizmor.yml': zizmor,
    });
    expect(new Set(places?.evidence.map(({ path }) => path))).toEqual(new Set(['.github/workflows/zizmor.yml']));
  });
});

describe('dependency-updates', () => {
  it('says that a bot is seldom listened to where one was seen', () => {
    const subject = 'Merge pull request #12 from acme/renovate/pin-dependencies';
    const commit = { hash: 'x', author: 'Ada', email: 'ada@example.com', time: 1_700_000_000, subject };
    const history = { shallow: false, truncated: false, tags: [], remotes: [], commits: [commit] };
    const files = { 'package.json': '{"name": "api", "dependencies": {"express": "^5.0.0"}}\n' };
    expect(finding('dependency-updates', 'production-service', files, history)?.message).toMatch(
      /^A bot has proposed updates now and then/,
    );
    expect(finding('dependency-updates', 'production-service', files)?.message).toMatch(
      /^Nothing proposes dependency updates/,
    );
  });

  it('says so where Renovate is set up and switched off', () => {
    const found = finding('dependency-updates', 'production-service', {
      'package.json': '{"name": "api", "dependencies": {"express": "^5.0.0"}}\n',
      '.github/renovate.json': '{"extends": ["config:recommended"], "enabled": false}\n',
    });
    expect(found?.message).toBe('Renovate is set up, and its configuration switches it off.');
    expect(found?.remedy).toMatch(/^Take `"enabled": false` out/);
  });
});

describe('workflow-permissions', () => {
  it('names the first job of which nothing is said', () => {
    const job = (id: string, said = '') =>
      `  ${id}:\n    runs-on: ubuntu-latest\n${said}    steps:\n      - run: make\n`;
    const limited = '    permissions:\n      contents: read\n';
    const files = {
      '.github/workflows/ci.yml': `on: [push]\njobs:\n${job('changes', limited)}${job('test')}${job('docs')}`,
    };
    expect(finding('workflow-permissions', 'oss', files)?.evidence).toEqual([
      { path: '.github/workflows/ci.yml', line: 9, detail: 'nothing about permissions in 2 of 3 jobs' },
    ]);
  });
});

describe('no-secrets-in-images', () => {
  const image = (last: string): Files => ({
    Dockerfile: `FROM node:22.1 AS build\nARG NPM_TOKEN\nRUN npm ci\n${last}CMD ["node", "server.js"]\n`,
  });

  it('asks less of a stage that is not shipped, and says so', () => {
    const files = image('FROM node:22.1\nCOPY --from=build /app /app\n');
    expect(expectation('no-secrets-in-images', 'production-service', files)).toBe('suggested');
    expect(finding('no-secrets-in-images', 'production-service', files)?.message).toMatch(/stays out of the image/);
  });

  it('asks it of the image', () => {
    expect(expectation('no-secrets-in-images', 'production-service', image(''))).toBe('expected');
    expect(finding('no-secrets-in-images', 'production-service', image(''))?.message).toBe(
      'A secret goes into the image while it is built.',
    );
  });
});

describe("what is inside of other people's archives", () => {
  it('is no manifest of this repository', () => {
    const files = {
      'schemas/forms.jar/META-INF/maven/org.forms/forms/pom.xml':
        '<project><groupId>org.forms</groupId><artifactId>forms</artifactId><version>1</version></project>\n',
    };
    expect(evidenceOf({ manifest: { ecosystem: 'maven' } }, files)).toEqual([]);
  });

  it('a library among the scripts of the pages is no source', () => {
    const files = {
      'static/js/swagger-ui-bundle.js': 'a();\n',
      'static/js/fullcalendar.daygrid.js': 'b();\n',
      'static/js/calendar.js': 'c();\n',
    };
    expect(evidenceOf({ files: { roles: ['source'] } }, files).map(({ path }) => path)).toEqual([
      'static/js/calendar.js',
    ]);
  });
});

describe('no-tracked-env-files', () => {
  it.each([
    'SESSION_SECRET=ENC[AES256_GCM,data:Zm9vYmFyYmF6,iv:YWJj,tag:ZGVm,type:str]\n',
    'SESSION_SECRET="encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3dAt"\n',
  ])('lets what is encrypted be kept: %j', (secrets) => {
    const files = { 'package.json': '{"name": "api", "private": true}\n', 'config/prod/secrets.env': secrets };
    expect(finding('no-tracked-env-files', 'production-service', files)).toBe(undefined);
    const plain = { ...files, 'config/prod/secrets.env': 'SESSION_SECRET=h8Kq2LxV9pQz4TnB7\n' };
    expect(finding('no-tracked-env-files', 'production-service', plain)?.rule).toBe('no-tracked-env-files');
  });
});

describe('an app that reaches nothing outside the device', () => {
  const app: Files = {
    'app/build.gradle':
      "plugins {\n  id 'com.android.application'\n}\n\ndependencies {\n  implementation 'net.lingala.zip4j:zip4j:2.11.5'\n}\n",
    'app/src/main/AndroidManifest.xml':
      '<manifest xmlns:android="http://schemas.android.com/apk/res/android">\n  <application android:label="vault" />\n</manifest>\n',
    'app/src/main/java/vault/Main.kt': 'package vault\n\nclass Main : AppCompatActivity()\n',
  };

  it.each(['security-policy', 'dependency-updates'])('owes those who trust it with their secrets %s', (id) => {
    expect(expectation(id, 'oss', app)).not.toBe('optional');
  });
});

it('tls-verification-on is hardly asked of what takes in whatever it meets', () => {
  const files = {
    'README.md': '# Spider\n\nA web crawler for libraries.\n',
    'spider.py': 'import requests\n\n\ndef take(url):\n    return requests.get(url, verify=False)\n',
  };
  expect(finding('tls-verification-on', 'oss', files)?.severity).toBe('info');
  expect(finding('tls-verification-on', 'oss', { ...files, 'README.md': '# Shelf\n\nA client.\n' })?.severity).toBe(
    'warning',
  );
});
