import { describe, expect, it } from 'vitest';
import { expectation, type Files, finding } from './expectation-of.ts';

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
  const files = {
    'setup.py':
      "# This list is only for CI; production takes the packages of Debian.\nfrom setuptools import setup\nsetup(name='recipes', install_requires=['requests', 'pyyaml'])\n",
    'recipes/restart.py': 'import requests\n',
  };

  it.each(['lockfile', 'dependency-updates'])('needs no %s', (id) => {
    expect(expectation(id, 'internal-tool', files)).toBe('optional');
    expect(expectation(id, 'internal-tool', { ...files, 'setup.py': files['setup.py'].replace(/^#.*/, '') })).toBe(
      'suggested',
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
      'on: [push]\njobs:\n  zizmor:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: zizmorcore/zizmor-action@v0.1.1\n';
    const places = finding('code-scanning', 'production-service', {
      ...SERVICE,
      '.github/workflows/zizmor.yml': zizmor,
    });
    expect(new Set(places?.evidence.map(({ path }) => path))).toEqual(new Set(['.github/workflows/zizmor.yml']));
  });
});

describe('dependency-updates', () => {
  it('says that a bot is seldom listened to where one was seen', () => {
    const subject = 'Merge pull request #571 from acme/renovate/pin-dependencies';
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
