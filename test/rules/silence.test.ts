import { describe, expect, it } from 'vitest';
import type { HistoryRecord } from '../../src/repository/repository.ts';
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

describe('release-automation', () => {
  it.each<[string, Files]>([
    [
      'Packagist',
      { 'composer.json': '{"name": "acme/tally", "type": "library"}\n', 'src/Tally.php': '<?php class Tally {}\n' },
    ],
    [
      'modules of Go',
      { 'go.mod': 'module example.com/tally\n\ngo 1.24\n', 'tally.go': 'package tally\n\nfunc Add() {}\n' },
    ],
    [
      'modules of Terraform',
      {
        'main.tf': 'resource "null_resource" "a" {}\n',
        'variables.tf': 'variable "a" {}\n',
        'outputs.tf': 'output "a" {}\n',
      },
    ],
    ['a plugin of a shell', { 'tally.plugin.zsh': 'alias t=tally\n' }],
  ])('is not asked where the tag is the release: %s', (_, files) => {
    expect(expectation('release-automation', 'oss', files)).toBe('optional');
  });

  it('is asked where something is built and uploaded', () => {
    const files = { 'package.json': '{"name": "tally", "version": "1.0.0"}\n', 'index.js': 'exports.a = 1;\n' };
    expect(expectation('release-automation', 'oss', files)).toBe('suggested');
  });
});

describe('what comes from a distribution', () => {
  const CI_ONLY = {
    'setup.py':
      "# This list is only for CI; production takes the packages of Debian.\nfrom setuptools import setup\nsetup(name='recipes', install_requires=['requests', 'pyyaml'])\n",
    'recipes/restart.py': 'import requests\n',
  };
  const packaged = {
    ...CI_ONLY,
    'setup.py': CI_ONLY['setup.py'].replace(/^#.*/, ''),
    'debian/control': 'Source: recipes\nDepends: python3-requests\n',
  };

  it.each(['lockfile', 'dependency-updates'])('needs no %s', (id) => {
    expect(expectation(id, 'internal-tool', packaged)).toBe('optional');
  });

  it('is not raised by a bot where a list is for CI alone', () => {
    expect(expectation('dependency-updates', 'internal-tool', CI_ONLY)).toBe('optional');
  });

  it('may be other than what CI installs', () => {
    expect(finding('lockfile', 'internal-tool', CI_ONLY)?.message).toBe(
      'CI installs whatever versions are newest, which may be others than those that production has.',
    );
  });
});

describe('files that stand by themselves', () => {
  const rules = (body: (index: number) => string): Files =>
    Object.fromEntries([
      ['package.json', '{"name": "eslint-plugin-tally", "version": "1.0.0"}\n'],
      ...Array.from({ length: 60 }, (_, index) => [`src/rules/no-${index}.js`, body(index)] as const),
    ]);
  const alone = rules(() => "const { tell } = require('../utils');\nmodule.exports = { create: tell };\n");

  it('need no type checker', () => {
    expect(expectation('type-checking', 'oss', alone)).toBe('optional');
  });

  it('need no description of how they fit together', () => {
    expect(expectation('architecture-documented', 'oss', alone)).toBe('optional');
  });

  it.each(['type-checking', 'architecture-documented'])('that lean on one another do: %s', (id) => {
    const woven = rules((index) => `const next = require('./no-${index + 1}');\nmodule.exports = next;\n`);
    expect(expectation(id, 'oss', woven)).toBe('suggested');
  });

  it('but are long are worth a type checker', () => {
    const long = rules(() => `module.exports = 1;\n${'function tell(node) {\n  return node;\n}\n'.repeat(200)}`);
    expect(expectation('type-checking', 'oss', long)).toBe('suggested');
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
});

describe('advice at Gerrit', () => {
  const files = { '.gitreview': '[gerrit]\nhost=gerrit.example.org\n', 'a.py': 'print(1)\n' };

  it('names no pipeline of another forge', () => {
    expect(finding('continuous-integration', 'oss', files)?.remedy).toMatch(
      /^Let the Zuul or Jenkins that Gerrit starts/,
    );
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

describe('readme', () => {
  it('does not deny those of the folders', () => {
    const files = {
      'README.md': '# scripts\n',
      'scripts/README.md': `# How to run\n\n${'Run it and read what it says. '.repeat(30)}\n`,
      'scripts/a.py': 'print(1)\n',
    };
    expect(finding('readme', 'oss', files)?.message).toBe(
      'No README at the root says what this is, or leads to those of its folders.',
    );
  });
});

describe('tests-in-ci', () => {
  it('does not say a second time that nothing runs before the merge', () => {
    const files = {
      'CONTRIBUTING.md':
        '# Contributing\n\nFork it, run `npm test`, and open a pull request with tests for your change.\n',
      'package.json': '{"name": "tally", "scripts": {"test": "node --test"}}\n',
      'test/a.test.js':
        "const assert = require('node:assert');\nrequire('node:test')('adds', () => assert.equal(1 + 1, 2));\n",
      '.github/workflows/ci.yml':
        'on:\n  push:\n    branches: [main]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
    };
    expect(finding('ci-on-pull-requests', 'oss', files)?.rule).toBe('ci-on-pull-requests');
    expect(finding('tests-in-ci', 'oss', files)).toBeUndefined();
  });
});

describe('readme-commands-resolve', () => {
  const missing = (readme: string, files: Files = {}) =>
    finding('readme-commands-resolve', 'oss', {
      'README.md': `# tally\n\nCounts the words of any text that it is given, quickly.\n\n${readme}`,
      'test/run.js': '1;\n',
      Makefile: 'all:\n\tnode test/run.js\n',
      ...files,
    })?.evidence;

  it('tells what is not there', () => {
    expect(missing('```sh\nmake bash\nsh test/record.sh\n```\n')).toHaveLength(2);
  });

  it.each<[string, string, Files]>([
    [
      'is run in another repository',
      'Alternatively, in the [orchestration repo](https://github.com/acme/docker):\n\n```sh\nmake bash\n```\n',
      {},
    ],
    ['is copied from an example', '```sh\nsh test/record.sh\n```\n', { 'test/record.sh.example': 'echo 1\n' }],
    ['is kept out of the repository', '```sh\nsh test/record.sh\n```\n', { '.gitignore': '/test/record.sh\n' }],
    ['is kept out by its folder', '```sh\nsh test/record.sh\n```\n', { 'test/.gitignore': 'record.sh\n' }],
  ])('says nothing of what %s', (_, readme, files) => {
    expect(missing(readme, files)).toBeUndefined();
  });
});

describe('configuration-in-step', () => {
  const EXAMPLE = ['SHOP_URL', 'SHOP_KEY', 'MAIL_HOST', 'MAIL_USER', 'MAIL_PASSWORD', 'CACHE_URL'];
  const code = (names: readonly string[]) =>
    `import os\n${names.map((name) => `${name} = os.environ.get("${name}")\n`).join('')}`;
  const MORE = ['WORKER_COUNT', 'WORKER_LIMIT', 'QUEUE_NAME', 'QUEUE_SIZE'];
  const files = (more: readonly string[], rest: Files = {}): Files => ({
    'README.md': '# shop\n',
    '.env.example': EXAMPLE.map((name) => `${name}=\n`).join(''),
    'shop/main.py': code([...EXAMPLE, ...more]),
    ...rest,
  });

  it('tells what no list names', () => {
    expect(finding('configuration-in-step', 'oss', files(MORE))?.evidence).toHaveLength(4);
  });

  it('takes a class of settings for a list', () => {
    const settings = `from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n${MORE.map((name) => `    ${name}: str = ""\n`).join('')}`;
    expect(finding('configuration-in-step', 'oss', files(MORE, { 'shop/settings.py': settings }))).toBeUndefined();
  });

  it('leaves out what frameworks set for themselves', () => {
    const set = ['RUN_MAIN', 'WERKZEUG_RUN_MAIN', 'PYTEST_XDIST_WORKER', 'VCAP_SERVICES'];
    expect(finding('configuration-in-step', 'oss', files(set))).toBeUndefined();
  });
});

describe('where a package is named', () => {
  it('is not where a list that names it is included', () => {
    const files = {
      'requirements.txt': 'flask==3.1.0\nsentry-sdk==2.0.0\n',
      'dev-requirements.txt': '-r requirements.txt\npytest\n',
      'app.py': 'import flask\n',
    };
    expect(evidenceOf({ dependency: { packages: { pypi: ['sentry-sdk'] } } }, files)).toEqual([
      { path: 'requirements.txt', line: 2, detail: 'depends on sentry-sdk' },
    ]);
  });
});

describe('matrix-breadth', () => {
  const broad = (matrix: string) =>
    evidenceOf(
      { check: 'matrix-breadth' },
      {
        '.github/workflows/ci.yml': `on: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    strategy:\n      matrix:\n        ${matrix}\n    steps:\n      - run: make test\n`,
      },
    ).length;

  it.each([
    ['several systems', 'os: [ubuntu-latest, windows-latest]', 1],
    ['several toolchains', 'rust: [stable, beta, nightly]', 1],
    ['what is released', 'channel: [stable, beta, nightly]', 0],
    ['parts of one run', 'shardIndex: [1, 2, 3, 4]', 0],
  ])('%s', (_, matrix, count) => {
    expect(broad(matrix)).toBe(count);
  });
});

describe('a server that only renders pages', () => {
  const PAGES: Files = {
    'package.json':
      '{"name": "web", "private": true, "scripts": {"start": "node server.js"}, "dependencies": {"next": "^15.0.0", "react": "^19.0.0", "express": "^4.18.0", "swr": "^2.0.0"}}\n',
    'server.js':
      "const server = require('express')();\nserver.all('*', (req, res) => handle(req, res));\nserver.listen(3000);\n",
    'pages/index.tsx': 'export default function Home() { return null; }\n',
    'pages/api/hello.ts': "export default (req, res) => res.json({ name: 'John Doe' });\n",
  };

  it('is asked for a health check in passing, and for nothing that its source of data has', () => {
    expect(expectation('health-check', 'production-service', PAGES)).toBe('suggested');
    expect(expectation('operational-metrics', 'production-service', PAGES)).toBe('optional');
    expect(expectation('structured-logging', 'production-service', PAGES)).toBe('optional');
  });

  it.each<[string, Files]>([
    ['a route of data', { 'pages/api/orders.ts': 'export default (req, res) => res.json([]);\n' }],
    ['a handler of the app router', { 'src/app/orders/route.ts': 'export async function GET() {}\n' }],
    ['an action', { 'src/app/order.ts': "'use server';\n\nexport async function order() {}\n" }],
    ['a route of Express', { 'server/orders.js': "server.post('/orders', (req, res) => res.end());\n" }],
    [
      'a store',
      { 'package.json': '{"name": "web", "private": true, "dependencies": {"next": "^15.0.0", "pg": "^8.0.0"}}\n' },
    ],
  ])('is a service like others with %s', (_, files) => {
    expect(expectation('health-check', 'production-service', { ...PAGES, ...files })).toBe('required');
  });
});

describe('Terraform that a program runs for its users', () => {
  const SERVICE: Files = {
    'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.30.0\n',
    'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    'app/template/main.tf': 'provider "aws" {}\n\nresource "aws_s3_bucket" "data" {\n  bucket = var.name\n}\n',
  };
  const RUNNER: Files = {
    'app/runner.py':
      'import subprocess\n\n\ndef apply(folder, state):\n    subprocess.run(["terraform", f"-chdir={folder}", "apply", f"-state={state}"])\n',
  };

  it.each(['plan-in-ci', 'alerts-defined'])('is not asked for %s', (rule) => {
    expect(expectation(rule, 'production-service', SERVICE)).toBe('suggested');
    expect(expectation(rule, 'production-service', { ...SERVICE, ...RUNNER })).toBe('optional');
  });
});

describe('databases of others, and without a schema', () => {
  const GO: Files = {
    'go.mod': 'module example.com/peek\n\ngo 1.22\n\nrequire github.com/lib/pq v1.10.0\n',
    'main.go':
      'package main\n\nimport "database/sql"\n\nfunc main() {\n\tdb, _ := sql.Open("postgres", address)\n\tserve(db)\n}\n',
  };

  it.each([
    ['schema-migrations', 'expected'],
    ['connection-pool-bounds', 'suggested'],
  ] as const)('%s is not asked of a tool for databases', (rule, usual) => {
    expect(expectation(rule, 'production-service', { ...GO, 'README.md': '# peek\n\nA shop.\n' })).toBe(usual);
    const tool = { ...GO, 'README.md': '# peek\n\nA web-based PostgreSQL database explorer.\n' };
    expect(expectation(rule, 'production-service', tool)).toBe('optional');
  });

  it('a table in a file beside documents needs no migrations', () => {
    const files = {
      'package.json':
        '{"name": "bot", "private": true, "dependencies": {"@google-cloud/firestore": "^7.0.0", "sqlite3": "^5.1.0"}}\n',
      'tokens.js': "db.run('CREATE TABLE IF NOT EXISTS tokens (team TEXT)');\n",
    };
    expect(expectation('schema-migrations', 'internal-tool', files)).toBe('optional');
  });
});

describe('telemetry-opt-out', () => {
  const APP: Files = {
    'package.json': '{"name": "desk", "version": "1.0.0", "dependencies": {"posthog-js": "^1.0.0"}}\n',
    'src/start.ts': "import posthog from 'posthog-js';\nposthog.init(key);\n",
  };

  it('is not asked beside the finding that nobody was asked', () => {
    expect(expectation('telemetry-opt-out', 'oss', APP)).toBe('optional');
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

describe('health-check of what is run from elsewhere', () => {
  const app = (link: string): Files => ({
    'package.json':
      '{"name": "@acme/forum", "version": "1.0.0", "license": "MIT", "dependencies": {"express": "^4.18.0", "pg": "^8.0.0"}}\n',
    'server.js': "require('express')().listen(3000);\n",
    'README.md': `# Forum\n\nTo host it yourself see https://github.com/${link}.\n`,
  });

  it('weighs less where the README names the repository for that', () => {
    expect(expectation('health-check', 'oss', app('acme/forum-docker'))).toBe('suggested');
    expect(finding('health-check', 'oss', app('acme/forum-docker'))?.message).toContain('may hold a probe');
  });

  it.each(['docker/compose', 'acme/forum-themes'])('is asked as ever beside a link to %s', (link) => {
    expect(expectation('health-check', 'oss', app(link))).toBe('expected');
  });
});

describe('health-check of a bot', () => {
  it('is suggested: those who talk to it notice', () => {
    const bot = {
      'package.json': '{"name": "bot", "private": true, "dependencies": {"@slack/bolt": "^4.0.0", "pg": "^8.0.0"}}\n',
      'index.js': "const { App } = require('@slack/bolt');\nnew App({}).start(3000);\n",
    };
    expect(expectation('health-check', 'internal-tool', bot)).toBe('suggested');
  });
});

describe('remote-state', () => {
  const terraform = {
    'infra/main.tf': 'provider "aws" {}\n\nresource "aws_iot_thing" "twin" {\n  name = var.name\n}\n',
  };

  it('is asked of infrastructure, and not of what a service applies for each of its users', () => {
    expect(finding('remote-state', 'internal-tool', terraform)).toBeDefined();
    const service = {
      ...terraform,
      'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.30.0\n',
      Dockerfile: 'FROM python:3.12\nCOPY . .\nEXPOSE 8000\nCMD ["uvicorn", "api:app"]\n',
      'api.py':
        "import subprocess\n\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.post('/deploy')\ndef deploy(project: str):\n    subprocess.run(['terraform', f'-chdir=/data/{project}', 'apply'])\n",
    };
    expect(finding('remote-state', 'internal-tool', service)).toBeUndefined();
    expect(finding('plan-in-ci', 'internal-tool', service)).toBeUndefined();
  });
});

describe('deeply indented text', () => {
  it('is searched to its end', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `${' '.repeat(40)}- entry ${index}: value\n`).join('');
    const files = {
      'package.json': '{"name": "api", "private": true, "dependencies": {"express": "^4.18.0", "pino": "^9.0.0"}}\n',
      'server.js': "require('pino')();\nrequire('express')().listen(3000);\n",
      'config.yml': `logs:\n${lines}`,
    };
    expect(finding('log-level-configurable', 'production-service', files)).toBeDefined();
  });
});

describe('lockfile', () => {
  const project = (version: string): Files => ({
    'src/Shop/Shop.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="Dapper" Version="${version}" /></ItemGroup></Project>\n`,
    'src/Shop/Program.cs': 'public class Program { public static void Main() {} }\n',
  });

  it.each(['2.1.35', '[2.1.35,3)'])('is not asked of versions of which NuGet takes the lowest: %s', (version) => {
    expect(finding('lockfile', 'production-service', project(version))).toBe(undefined);
  });

  it('is suggested for a prototype only where an image of it is built', () => {
    const files = {
      'package.json': '{"dependencies": {"express": "^4.18.0"}}',
      'app.js': "require('express')().listen(80);",
    };
    expect(expectation('lockfile', 'prototype', files)).toBe('optional');
    const image = 'FROM node:22\nCOPY . .\nRUN npm install\nCMD ["node", "app.js"]\n';
    expect(expectation('lockfile', 'prototype', { ...files, Dockerfile: image })).toBe('suggested');
  });

  it('is asked where NuGet may choose', () => {
    expect(finding('lockfile', 'production-service', project('2.*'))?.rule).toBe('lockfile');
  });
});

describe('migrations-checked', () => {
  const migrations = (name: (index: number) => string, text: string): Files =>
    Object.fromEntries(Array.from({ length: 45 }, (_, index) => [name(index), text]));

  it('is asked of plain SQL', () => {
    const files = {
      'go.mod': 'module example.com/api\n\ngo 1.22\n\nrequire github.com/jackc/pgx/v5 v5.5.0\n',
      ...migrations((index) => `migrations/${1000 + index}_step.sql`, 'CREATE INDEX orders_date ON orders (date);\n'),
    };
    expect(finding('migrations-checked', 'production-service', files)?.rule).toBe('migrations-checked');
  });

  it('is not asked where no checker reads them', () => {
    const files = {
      'package.json': '{"name": "api", "private": true, "dependencies": {"typeorm": "^0.3.0", "pg": "^8.0.0"}}\n',
      ...migrations(
        (index) => `src/migrations/${1000 + index}-step.ts`,
        'export class Step implements MigrationInterface {}\n',
      ),
    };
    expect(finding('migrations-checked', 'production-service', files)).toBe(undefined);
  });
});

describe('product-telemetry', () => {
  const site = (counter: string): Files => ({
    'website/package.json': '{"name": "tally-docs", "private": true, "dependencies": {"@docusaurus/core": "^3.0.0"}}\n',
    'website/docusaurus.config.js': "module.exports = { title: 'tally', url: 'https://tally.example.org' };\n",
    'website/docs/usage.mdx': '# Usage\n\nRun `tally`.\n',
    'website/src/pages/index.jsx': `export default () => ${counter};\n`,
    '.github/workflows/pages.yml':
      'on: push\njobs:\n  pages:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/deploy-pages@v4\n',
  });

  it('lets the pages about a program count without following anybody', () => {
    const counter = '<script src="https://plausible.io/js/script.js" data-domain="tally.example.org"></script>';
    expect(finding('product-telemetry', 'oss', site(counter))).toBe(undefined);
  });

  it('says that they follow their readers', () => {
    const counter = '<script src="https://www.googletagmanager.com/gtag/js?id=G-ABCDEFGH"></script>';
    expect(finding('product-telemetry', 'oss', site(counter))?.severity).toBe('warning');
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

describe('what was done without for long', () => {
  const SERVER: Files = {
    'go.mod': 'module example.org/notes\n\ngo 1.24\n',
    'main.go':
      'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/notes", list)\n\thttp.ListenAndServe(":8080", nil)\n}\n',
  };
  const grown = (commits: number, people: number): HistoryRecord => ({
    shallow: false,
    truncated: false,
    tags: [],
    remotes: [],
    commits: Array.from({ length: commits }, (_, index) => ({
      hash: index.toString(16).padStart(40, '0'),
      time: 1_700_000_000 - index * 20_000,
      author: `Person ${index % people}`,
      email: `person${index % people}@example.org`,
      subject: 'Mend the list',
    })),
  });

  it.each([
    [60, 3, 'suggested'],
    [400, 3, 'optional'],
  ])('asks for crash reports of a server for others after %i commits by %i people: %s', (commits, people, level) => {
    expect(expectation('crash-reporting', 'oss', SERVER, grown(commits, people))).toBe(level);
    expect(expectation('crash-reporting', 'production-service', SERVER, grown(commits, people))).toBe('required');
  });
});

describe('operational-metrics', () => {
  it('is not asked of a service whose traces show the same', () => {
    const files = (dependencies: string): Files => ({
      'package.json': `{"name": "api", "private": true, "dependencies": {"express": "^5.0.0"${dependencies}}}\n`,
      'server.js': "const app = require('express')();\napp.get('/orders', list);\napp.listen(3000);\n",
    });
    expect(expectation('operational-metrics', 'production-service', files(''))).toBe('suggested');
    const traced = files(', "@opentelemetry/sdk-trace-node": "^1.30.0"');
    expect(expectation('operational-metrics', 'production-service', traced)).toBe('optional');
  });
});

describe('top-level-error-handler', () => {
  it('is not asked where all routes are those of a server of GraphQL', () => {
    const files = {
      'package.json':
        '{"name": "api", "private": true, "dependencies": {"express": "^4.18.0", "apollo-server-express": "^3.13.0"}}\n',
      'server.ts':
        "import express from 'express';\n\nconst app = express();\nserver.applyMiddleware({ app, path: '/' });\napp.listen(4000);\n",
    };
    expect(finding('top-level-error-handler', 'production-service', files)).toBe(undefined);
    const own = { ...files, 'routes.ts': "app.get('/export', write);\n" };
    expect(finding('top-level-error-handler', 'production-service', own)?.severity).toBe('info');
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
