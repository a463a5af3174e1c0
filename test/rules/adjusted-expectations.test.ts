import { describe, expect, it } from 'vitest';
import type { HistoryRecord } from '../../src/repository/repository.ts';
import { expectation, type Files, finding } from './expectation-of.ts';

const API = {
  'package.json': '{"name": "api", "private": true, "dependencies": {"express": "^5.0.0", "pg": "^8.0.0"}}\n',
  'server.js': "require('express')().listen(3000);\n",
};

describe('what is kept beside the service', () => {
  it('alerts are asked where the deployment is written down', () => {
    const chart = 'apiVersion: v2\nname: api\nversion: 0.1.0\n';
    expect(expectation('alerts-defined', 'production-service', { ...API, 'helm/api/Chart.yaml': chart })).toBe(
      'suggested',
    );
  });

  it('alerts are not asked where it is run from elsewhere', () => {
    expect(expectation('alerts-defined', 'production-service', API)).toBe('optional');
  });
});

it("asks for no tests of the settings of somebody's programs", () => {
  const files = { '.zshrc': 'export EDITOR=vim\n', 'bin/tidy': '#!/bin/sh\nrm -rf "$1"/*.orig\n' };
  const at = (remote: string): string =>
    expectation('automated-tests', 'internal-tool', files, {
      shallow: true,
      commits: [],
      truncated: false,
      tags: [],
      remotes: [remote],
    });
  expect(at('kim/dotfiles')).toBe('optional');
  expect(at('kim/tidy')).toBe('expected');
});

it('only suggests tests of a site that is written rather than programmed', () => {
  const site = (posts: number): Files => ({
    'package.json': '{"name": "journal", "private": true, "dependencies": {"next": "^15.0.0", "react": "^19.0.0"}}\n',
    'app/page.tsx': 'export default () => <main>Journal</main>;\n',
    'app/layout.tsx': 'export default () => <html lang="en" />;\n',
    ...Object.fromEntries(
      Array.from({ length: posts }, (_, post) => [`content/${post}/index.md`, `# Post ${post}\n\nThoughts.\n`]),
    ),
  });
  expect(expectation('automated-tests', 'production-service', site(30))).toBe('suggested');
  expect(expectation('automated-tests', 'production-service', site(3))).toBe('required');
});

describe('ci-timeouts', () => {
  const workflow = (run: string, runner = 'ubuntu-latest'): Files => ({
    '.github/workflows/ci.yml': `on: [pull_request]\njobs:\n  test:\n    runs-on: ${runner}\n    steps:\n      - run: ${run}\n`,
  });

  it.each<[string, Files]>([
    ['a browser is driven', workflow('npx playwright test')],
    ['the runner is of their own', workflow('make test', 'self-hosted')],
  ])('is asked where %s', (_, files) => {
    expect(expectation('ci-timeouts', 'internal-tool', files)).toBe('suggested');
  });

  it('is not asked of checks that end by themselves', () => {
    expect(expectation('ci-timeouts', 'internal-tool', workflow('make lint'))).toBe('optional');
  });
});

describe('health-check', () => {
  it('is not asked of a server that speaks a protocol of its own', () => {
    const files = {
      'Cargo.toml': '[package]\nname = "shelf"\nversion = "1.0.0"\n\n[dependencies]\ntokio = "1"\n',
      'src/main.rs':
        '#[tokio::main]\nasync fn main() {\n    let listener = tokio::net::TcpListener::bind("0.0.0.0:6000").await.unwrap();\n    loop { serve(listener.accept().await.unwrap()); }\n}\n',
    };
    expect(expectation('health-check', 'oss', files)).toBe('optional');
    const http = {
      'Cargo.toml': `${files['Cargo.toml']}axum = "0.8"\n`,
      'src/main.rs':
        'use axum::Router;\n\n#[tokio::main]\nasync fn main() {\n    let listener = tokio::net::TcpListener::bind("0.0.0.0:6000").await.unwrap();\n    axum::serve(listener, Router::new()).await.unwrap();\n}\n',
    };
    expect(expectation('health-check', 'oss', http)).toBe('expected');
  });

  it('is not asked of functions', () => {
    const files = {
      'build.gradle': "dependencies {\n  implementation 'com.amazonaws:aws-lambda-java-core:1.2.1'\n}\n",
      'src/main/java/a/Handler.java':
        'package a;\n\nimport com.amazonaws.services.lambda.runtime.RequestHandler;\n\nclass Handler implements RequestHandler<String, String> {}\n',
    };
    expect(expectation('health-check', 'production-service', files)).toBe('optional');
  });

  it('is not asked of a command that can also serve', () => {
    const files = {
      'convert-cli.cabal':
        'cabal-version: 2.4\nname: convert-cli\nversion: 1.0.0\nsynopsis: Conversion between formats\nexecutable convert\n  main-is: convert.hs\n  build-depends: base, warp\n',
    };
    expect(expectation('health-check', 'oss', files)).toBe('optional');
  });

  it('is required of a service, whatever tells how it is run', () => {
    const image = { Dockerfile: 'FROM node:24-slim\nCOPY . .\nCMD ["node", "server.js"]\n' };
    expect(expectation('health-check', 'production-service', { ...API, ...image })).toBe('required');
    expect(expectation('health-check', 'production-service', API)).toBe('required');
  });

  it('is not asked of a bot whose process the platform watches', () => {
    const files = {
      'README.md': '# label-bot\n\nA bot that labels the pull requests of our repositories.\n',
      Procfile: 'web: npx probot run ./index.js\n',
      'package.json': '{"name": "label-bot", "private": true, "dependencies": {"probot": "^13.0.0"}}\n',
      'index.js': "module.exports = (app) => app.on('issues.opened', async () => {});\n",
    };
    expect(expectation('health-check', 'internal-tool', files)).toBe('optional');
  });
});

describe('schema-migrations', () => {
  it('is not asked of a library, whose host keeps the schema', () => {
    const files = {
      'package.json': '{"name": "outbox", "version": "1.0.0", "main": "index.js", "dependencies": {"pg": "^8.0.0"}}\n',
      'index.js': "const { Client } = require('pg');\nexports.open = () => new Client();\n",
      'README.md': "# outbox\n\n    npm install outbox\n\n```js\nconst { open } = require('outbox');\n```\n",
      'test/outbox.sql': 'CREATE TABLE outbox (id bigint);\n',
    };
    expect(expectation('schema-migrations', 'oss', files)).toBe('optional');
  });

  const sqlite = (statements: string): Files => ({
    'Cargo.toml': '[package]\nname = "play"\nversion = "0.1.0"\npublish = false\n\n[dependencies]\nrusqlite = "0.31"\n',
    'src/main.rs': `fn main() {\n    let db = rusqlite::Connection::open("log.db").unwrap();\n${statements}}\n`,
  });

  it('is not asked of one table in a file', () => {
    const files = sqlite('    db.execute("CREATE TABLE IF NOT EXISTS requests (id INTEGER) STRICT", ()).unwrap();\n');
    expect(expectation('schema-migrations', 'internal-tool', files)).toBe('optional');
  });

  it('is asked where tables are changed otherwise', () => {
    const files = sqlite('    db.execute("CREATE TABLE requests (id INTEGER)", ()).unwrap();\n');
    expect(expectation('schema-migrations', 'internal-tool', files)).toBe('suggested');
  });
});

describe('license', () => {
  const readme = (text: string): Files => ({ ...API, 'README.md': `# api\n\n${text}\n` });

  it('is suggested to a public body, which its domain tells', () => {
    expect(expectation('license', 'production-service', readme('Runs at https://records.police.uk.'))).toBe(
      'suggested',
    );
    expect(expectation('license', 'production-service', readme('Runs at https://records.example.co.uk.'))).toBe(
      'optional',
    );
  });
});

describe('automated-tests', () => {
  const scripts = Object.fromEntries(
    ['setup-hosts', 'deploy-site', 'clean-releases', 'rotate-logs'].map((name) => [
      `scripts/${name}.sh`,
      '#!/bin/bash\nset -e\nssh "deploy@$1" "ln -sfn /srv/releases/$2 /srv/current && rm -rf /srv/releases/old"\nrsync -a build/ "deploy@$1:/srv/releases/$2"\n',
    ]),
  );
  const playbook = {
    'ansible.cfg': '[defaults]\ninventory = hosts\n',
    hosts: '[web]\nweb1.example.org\n',
    'site.yml': '- hosts: web\n  roles: [nginx]\n',
    'roles/nginx/tasks/main.yml': '- apt: { name: nginx, state: present }\n',
  };

  it('are not asked of infrastructure that is only described', () => {
    expect(expectation('automated-tests', 'internal-tool', playbook)).toBe('optional');
  });

  it('are suggested where scripts change the machines', () => {
    const readme = {
      'README.md':
        '# Deployment scripts\n\nScripts that deploy our sites to our servers. Run `./scripts/deploy-site.sh HOST RELEASE`.\n',
    };
    expect(expectation('automated-tests', 'internal-tool', { ...scripts, ...readme })).toBe('suggested');
  });

  it('are only suggested to what holds hardly any code', () => {
    const files = {
      'README.md': '# Release\n\nBuilds the wheels of Tally.\n',
      'tools/licence.py': 'import pathlib\n\nprint(pathlib.Path("LICENSE").read_text())\n',
    };
    expect(expectation('automated-tests', 'oss', files)).toBe('suggested');
    const library = {
      ...files,
      'pyproject.toml': '[project]\nname = "tally"\nversion = "1.0"\n',
      'README.md': '# tally\n\n```python\nimport tally\n```\n',
      'tally/__init__.py': 'count = len\n',
    };
    expect(expectation('automated-tests', 'oss', library)).toBe('required');
  });
});

describe('continuous-integration', () => {
  const tests = (count: number): Files =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `tests/test_${index}.py`,
        `def test_${index}():\n    assert ${index} >= 0\n`,
      ]),
    );

  it('is suggested to an experiment with many tests only', () => {
    expect(expectation('continuous-integration', 'prototype', tests(10))).toBe('optional');
    expect(expectation('continuous-integration', 'prototype', tests(45))).toBe('suggested');
  });
});

describe('tls-verification-on', () => {
  const CALL = 'Net::HTTP.start(host, 443, use_ssl: true, verify_mode: OpenSSL::SSL::VERIFY_NONE)\n';

  it('weighs less where only a task that somebody starts does without', () => {
    const task = { 'lib/tasks/export/csv.rake': `task :csv do\n  ${CALL}end\n` };
    expect(expectation('tls-verification-on', 'production-service', task)).toBe('expected');
    const both = { ...task, 'app/services/post.rb': `def post\n  ${CALL}end\n` };
    expect(expectation('tls-verification-on', 'production-service', both)).toBe('required');
  });
});

describe('dependency-updates', () => {
  const FILES = { Gemfile: "source 'https://rubygems.org'\ngem 'rails'\n" };
  const history = (subject: string): HistoryRecord => ({
    shallow: false,
    truncated: false,
    tags: [],
    remotes: [],
    commits: [{ hash: 'x', author: 'dependabot[bot]', email: 'x@example.com', time: 1_700_000_000, subject }],
  });

  it('weighs less where holes are mended as they become known, and does not deny it', () => {
    const mended = history('Bump rack from 2.2.21 to 2.2.22');
    expect(expectation('dependency-updates', 'production-service', FILES, mended)).toBe('suggested');
    expect(finding('dependency-updates', 'production-service', FILES, mended)?.message).toMatch(
      /^Dependabot proposes single updates that mend known holes/,
    );
    expect(expectation('dependency-updates', 'production-service', FILES)).toBe('expected');
  });
});

describe('crash-reporting', () => {
  it('weighs less where X-Ray records what is thrown', () => {
    const traced = {
      ...API,
      'package.json':
        '{"name": "api", "private": true, "dependencies": {"express": "^5.0.0", "aws-xray-sdk": "^3.0.0"}}\n',
    };
    expect(expectation('crash-reporting', 'production-service', traced)).toBe('suggested');
    expect(expectation('crash-reporting', 'production-service', API)).toBe('required');
  });

  it('weighs less where a filter logs every error and the logs are gathered', () => {
    const filter = {
      'package.json':
        '{"name": "api", "private": true, "dependencies": {"@nestjs/core": "^10.0.0", "winston": "^3.0.0"}}\n',
      'src/errors.filter.ts':
        '@Catch()\nexport class Errors implements ExceptionFilter {\n  catch(exception: Error) {\n    this.loggingService.error({ stack: exception.stack });\n  }\n}\n',
    };
    expect(expectation('crash-reporting', 'production-service', filter)).toBe('required');
    const gathered = { ...filter, 'docs/logs.md': '# Logs\n\nThey lie in Datadog.\n' };
    expect(expectation('crash-reporting', 'production-service', gathered)).toBe('expected');
  });
});

describe('crash-reporting of a program that ends', () => {
  const files = {
    'pyproject.toml': '[project]\nname = "plan"\nversion = "1.0.0"\n[project.scripts]\nplan = "plan:main"\n',
    'plan/__init__.py': 'import argparse\n\n\ndef main():\n    argparse.ArgumentParser().parse_args()\n',
  };

  it('is advised where somebody starts it and sees it fail', () => {
    expect(expectation('crash-reporting', 'production-service', files)).toBe('suggested');
    expect(expectation('crash-reporting', 'production-service', API)).toBe('required');
  });
});

describe('separate-services', () => {
  const services = (count: number): Files =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `trials/service-${index}/Dockerfile`,
        'FROM node:24\nCOPY . .\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
      ]),
    );

  it('are too many for an experiment, and hundreds of experiments for a collection', () => {
    expect(expectation('separate-services', 'prototype', services(5))).toBe('unwarranted');
    expect(expectation('separate-services', 'prototype', services(12))).toBe('optional');
  });
});

describe('pinned-environment', () => {
  const source = {
    'R/fit.R': 'fit <- function(y, x) randomForest(y ~ x)\n',
    'README.md': '# Fit\n\nCode of the paper.\n',
  };

  it('is not asked of a package, whose users choose the versions', () => {
    const description = 'Package: stacker\nVersion: 1.2.0\nImports: mlr3, data.table\nLicense: MIT\n';
    const files = { ...source, DESCRIPTION: description, NAMESPACE: 'export(fit)\n' };
    expect(expectation('pinned-environment', 'internal-tool', files)).toBe('optional');
  });
});

describe('license of a collection for Ansible', () => {
  it('weighs less where the description for Galaxy names one', () => {
    const role = { 'galaxy.yml': 'namespace: acme\nname: web\nlicense:\n- MIT\n', 'tasks/main.yml': '- ping:\n' };
    expect(expectation('license', 'oss', role)).toBe('expected');
    expect(finding('license', 'oss', role)?.message).toBe('A licence is named, but its text is not in the repository.');
  });
});

describe('lockfile of an app', () => {
  const app = (ignored: string): Files => ({
    'pubspec.yaml': 'name: meals\ndependencies:\n  flutter:\n    sdk: flutter\n  http: ^1.2.0\n',
    'lib/main.dart': "import 'package:flutter/material.dart';\n\nvoid main() => runApp(const MaterialApp());\n",
    'android/app/src/main/AndroidManifest.xml':
      '<manifest package="a"><application android:label="Meals" /></manifest>\n',
    '.gitignore': ignored,
  });

  it('is advised where the lock file is kept out on purpose', () => {
    expect(expectation('lockfile', 'prototype', app('build/\npubspec.lock\n'))).toBe('suggested');
    expect(expectation('lockfile', 'prototype', app('build/\n# pubspec.lock\n'))).toBe('optional');
  });
});

describe('changelog of a Terraform module', () => {
  it('is advised where other teams call it', () => {
    const module = {
      'main.tf': 'resource "aws_sns_topic" "a" {\n  name = var.name\n}\n',
      'variables.tf': 'variable "name" {}\n',
      'outputs.tf': 'output "arn" {\n  value = aws_sns_topic.a.arn\n}\n',
      'README.md':
        '# terraform-aws-topic\n\n```hcl\nmodule "topic" {\n  source  = "acme/topic/aws"\n  version = "~> 2.0"\n}\n```\n',
    };
    expect(expectation('changelog', 'internal-tool', module)).toBe('suggested');
    expect(expectation('changelog', 'oss', module)).toBe('expected');
    const { 'README.md': _, ...stack } = module;
    expect(
      expectation('changelog', 'internal-tool', { ...stack, 'backend.tf': 'terraform {\n  backend "s3" {}\n}\n' }),
    ).toBe('optional');
  });
});

describe('crash-reporting, sent off from a local program', () => {
  const editor = (settings: string): Files => ({
    'README.md': '# Editor\n\nAn editor for plain text that works offline.\n',
    LICENSE: 'MIT License\n',
    'package.json':
      '{"name": "editor", "version": "1.0.0", "license": "MIT", "main": "main.js", "dependencies": {"electron": "^33.0.0", "@sentry/electron": "^5.0.0"}}\n',
    'main.js':
      "const { app, BrowserWindow } = require('electron');\nconst Sentry = require('@sentry/electron');\nSentry.init({ dsn: 'https://1@sentry.example/1' });\n",
    'src/settings.js': settings,
  });

  it('is too much where nobody is asked', () => {
    expect(finding('crash-reporting', 'oss', editor('exports.defaults = { theme: "dark" };\n'))?.kind).toBe('excess');
  });

  it.each([
    ['it is off until somebody switches it on', 'exports.defaults = { sendCrashReports: false };\n'],
    ['it asks first', 'exports.ask = () => dialog.show("crashReportingPermission");\n'],
  ])('is not where %s', (_, settings) => {
    expect(finding('crash-reporting', 'oss', editor(settings))).toBeUndefined();
  });
});

describe('platform-matrix in a prototype', () => {
  const workflow = (last: string): Files => ({
    '.github/workflows/build.yml': `on: [push]\njobs:\n  build:\n    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-latest, macos-latest]\n    runs-on: \${{ matrix.os }}\n    steps:\n${last}`,
  });

  it('is too much where tests run on each system', () => {
    expect(finding('platform-matrix', 'prototype', workflow('      - run: npm test\n'))?.kind).toBe('excess');
  });

  it('is not where each system builds what is handed out', () => {
    const steps = '      - run: dotnet publish -c Release -o publish\n      - uses: actions/upload-artifact@v4\n';
    expect(finding('platform-matrix', 'prototype', workflow(steps))).toBeUndefined();
  });
});

it('asks for no migrations of what only reads a database, once there is enough of it to tell', () => {
  const router = (statement: string, handlers = 10): Files => ({
    'go.mod': 'module example.org/router\n\ngo 1.24\n\nrequire github.com/jackc/pgx/v5 v5.7.0\n',
    'main.go': 'package main\n\nimport "net/http"\n\nfunc main() { _ = http.ListenAndServe(":8080", nil) }\n',
    'load.go': `package main\n\nimport "github.com/jackc/pgx/v5"\n\nconst query = \`${statement}\`\n\nfunc load(conn *pgx.Conn) { _, _ = conn.Query(ctx, query) }\n`,
    ...Object.fromEntries(
      Array.from({ length: handlers }, (_, n) => [`handler${n}.go`, `package main\n\nfunc handle${n}() {}\n`]),
    ),
  });
  const asked = (files: Files): string => expectation('schema-migrations', 'production-service', files);
  expect(asked(router('SELECT path FROM routes'))).toBe('optional');
  expect(asked(router('SELECT path FROM routes', 1))).toBe('expected');
  expect(asked(router('INSERT INTO hits (path) SELECT path FROM routes'))).toBe('expected');
});

describe('schema-migrations of documents', () => {
  const bot = (...more: string[]): Files => ({
    'package.json': JSON.stringify({
      name: 'bot',
      private: true,
      dependencies: Object.fromEntries(['express', 'mongoose', ...more].map((name) => [name, '^1'])),
    }),
    'src/index.js':
      "const mongoose = require('mongoose');\nmongoose.connect(process.env.URL);\nrequire('express')().listen(3000);\n",
  });

  it('are not asked where a mapper alone says what they look like', () => {
    expect(expectation('schema-migrations', 'internal-tool', bot())).toBe('optional');
    expect(expectation('schema-migrations', 'internal-tool', bot('pg'))).toBe('suggested');
  });

  const rails = (...gems: string[]): Files => ({
    Gemfile: ['rails', 'sqlite3', ...gems].map((gem) => `gem '${gem}'\n`).join(''),
    'app/models/application_record.rb':
      'class ApplicationRecord < ActiveRecord::Base\n  self.abstract_class = true\nend\n',
    'app/models/entry.rb': 'class Entry\n  include Dynamoid::Document\nend\n',
  });

  it('are not asked of the file that Rails sets up, where documents are kept elsewhere', () => {
    expect(expectation('schema-migrations', 'production-service', rails('dynamoid'))).toBe('optional');
    expect(expectation('schema-migrations', 'production-service', rails())).toBe('expected');
    expect(expectation('schema-migrations', 'production-service', rails('dynamoid', 'pg'))).toBe('expected');
  });
});

describe('cluster-orchestration of a trial', () => {
  const files = (readme: string): Files => ({
    'README.md': `# Project\n\n${readme}\n`,
    'kubernetes/worker.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: worker\nspec:\n  template:\n    spec:\n      containers:\n        - name: worker\n          image: worker\n',
    'worker.py': 'print(1)\n',
  });

  it('is not too much where a cluster is what is tried', () => {
    const tried = 'A query engine that works over a distributed cluster of nodes.';
    expect(finding('cluster-orchestration', 'prototype', files(tried))).toBeUndefined();
    expect(finding('cluster-orchestration', 'prototype', files('A list of what to buy.'))?.kind).toBe('excess');
  });
});

describe('schema-migrations of jobs', () => {
  const jobs: Files = {
    'README.md': '# Facilities\n\nThe data pipelines that download, assemble and export the facilities.\n',
    'requirements.txt': 'apache-airflow==2.10.0\npsycopg2==2.9.9\n',
    'dags/facilities.py': "from airflow import DAG\nimport psycopg2\n\nwith DAG('facilities'):\n    pass\n",
  };
  const sql = (start: string): Files => ({ 'dags/sql/create.sql': `${start}CREATE TABLE facilities (id text);\n` });

  it('are not asked where the jobs make their tables anew', () => {
    const anew = { ...jobs, ...sql('DROP TABLE IF EXISTS facilities;\n') };
    expect(expectation('schema-migrations', 'internal-tool', anew)).toBe('optional');
  });

  it('are asked where the tables stay', () => {
    expect(expectation('schema-migrations', 'internal-tool', { ...jobs, ...sql('') })).toBe('suggested');
  });
});
