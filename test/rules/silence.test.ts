import { describe, expect, it } from 'vitest';
import { evidenceOf, expectation, type Files, finding } from './expectation-of.ts';

/* Where nothing is owed, nothing is asked. */

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
    ['packages of R', { DESCRIPTION: 'Package: tally\nVersion: 1.0.0\n', 'R/add.R': 'add <- function(a) a\n' }],
    ['a plugin of a shell', { 'tally.plugin.zsh': 'alias t=tally\n' }],
  ])('is not asked where the tag is the release: %s', (_, files) => {
    expect(expectation('release-automation', 'oss', files)).toBe('optional');
  });

  it('is asked where something is built and uploaded', () => {
    const files = { 'package.json': '{"name": "tally", "version": "1.0.0"}\n', 'index.js': 'exports.a = 1;\n' };
    expect(expectation('release-automation', 'oss', files)).toBe('suggested');
  });
});

it.each(['changelog', 'release-automation', 'security-policy'])(
  '%s is not asked of a list that people read',
  (rule) => {
    const list = { 'README.md': `# Shelves\n\n${'- [shelf](https://shelf.example.org): holds books\n'.repeat(30)}` };
    expect(expectation(rule, 'oss', list)).toBe('optional');
    expect(expectation(rule, 'oss', { ...list, 'shelf.py': 'print(1)\n' })).not.toBe('optional');
  },
);

describe('linting', () => {
  const files = {
    '.pre-commit-config.yaml': 'repos:\n  - repo: https://example.org/ruff\n    hooks: [{ id: ruff }]\n',
    '.github/workflows/ci.yml':
      'on: [pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n',
  };
  const past = (author: string) => ({
    shallow: false,
    truncated: false,
    tags: [],
    remotes: [],
    commits: [{ hash: 'x', author, email: 'x@example.com', time: 1_700_000_000, subject: 'Update hooks' }],
  });

  it('is run by a service whose bot has committed', () => {
    expect(finding('linting', 'oss', files, past('Ada'))?.message).toMatch(/CI does not run it/);
    expect(finding('linting', 'oss', files, past('pre-commit-ci[bot]'))).toBe(undefined);
  });

  it('is run by the hooks of a virtual environment too', () => {
    const hooks = files['.github/workflows/ci.yml'].replace('pytest', 'make test');
    const Makefile = 'test: venv\n\tvenv/bin/pre-commit run --all-files\n';
    const all = { ...files, '.github/workflows/ci.yml': hooks, Makefile };
    expect(finding('linting', 'oss', all, past('Ada'))).toBe(undefined);
  });

  it('may be run by jobs of Prow, which lie elsewhere', () => {
    expect(finding('linting', 'oss', { ...files, OWNERS: 'approvers:\n  - ada\n' }, past('Ada'))).toBe(undefined);
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

describe('advice at Gerrit', () => {
  const files = { '.gitreview': '[gerrit]\nhost=gerrit.example.org\n', 'a.py': 'print(1)\n' };

  it('names no pipeline of another forge', () => {
    expect(finding('continuous-integration', 'oss', files)?.remedy).toMatch(
      /^Let the Zuul or Jenkins that Gerrit starts/,
    );
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

it.each(['remote-state', 'plan-in-ci'])('%s is asked of those who take modules in, not of the modules', (rule) => {
  const module = {
    'README.md': '# Modules\n\nTerraform modules for our projects.\n',
    'queue/main.tf': 'resource "aws_sqs_queue" "main" {\n  name = var.name\n}\n',
    'queue/variables.tf': 'variable "name" {}\n',
    'queue/outputs.tf': 'output "arn" {\n  value = aws_sqs_queue.main.arn\n}\n',
    '.github/workflows/ci.yml':
      'on: [pull_request]\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - run: terraform fmt -check\n',
  };
  expect(finding(rule, 'internal-tool', module)).toBe(undefined);
  const estate = { ...module, 'queue/provider.tf': 'provider "aws" {\n  region = "eu-west-2"\n}\n' };
  expect(finding(rule, 'internal-tool', estate)?.rule).toBe(rule);
});
