import { describe, expect, it } from 'vitest';
import type { HistoryRecord } from '../../src/repository/repository.ts';
import { expectation, type Files, finding } from './expectation-of.ts';

/* Where nothing is owed, nothing is asked. */

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

describe('modules that others put into their estates', () => {
  const PUPPET: Files = {
    'metadata.json':
      '{"name": "acme-shelf", "version": "1.0.0", "license": "Apache-2.0", "dependencies": [{"name": "puppetlabs/stdlib", "version_requirement": ">= 9.0.0"}]}\n',
    'manifests/init.pp': 'class shelf {\n  package { "shelf": ensure => installed }\n}\n',
    'manifests/service.pp': 'class shelf::service {\n  service { "shelf": ensure => running }\n}\n',
    Gemfile: "source 'https://rubygems.org'\ngem 'rspec-puppet'\ngem 'puppetlabs_spec_helper'\n",
    'README.md': '# shelf\n\nA Puppet module that manages shelves.\n',
  };

  it('need no lock for the tools of their tests', () => {
    expect(expectation('lockfile', 'oss', PUPPET)).toBe('optional');
    const { 'metadata.json': _, ...estate } = PUPPET;
    expect(expectation('lockfile', 'oss', estate)).toBe('suggested');
  });
});

describe('models that dbt builds', () => {
  const MODELS: Files = {
    'dbt_project.yml': 'name: orders\nversion: "1.0"\nmodel-paths: [models]\n',
    'models/orders.sql': 'select * from {{ source("shop", "orders") }}\n',
    'requirements.txt': 'dbt-postgres==1.9.0\npsycopg2==2.9.9\nsqlalchemy==2.0.30\n',
    'scripts/mark.py':
      'from sqlalchemy import create_engine\n\ncreate_engine(URL).connect().execute("INSERT INTO runs VALUES (1)")\n',
  };

  it.each(['schema-migrations', 'crash-reporting'])('are not asked for %s', (rule) => {
    expect(expectation(rule, 'production-service', MODELS)).toBe('optional');
    const { 'dbt_project.yml': _, ...program } = MODELS;
    expect(expectation(rule, 'production-service', program)).not.toBe('optional');
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
