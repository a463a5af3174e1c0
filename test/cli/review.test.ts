import { describe, expect, test } from 'vitest';
import { type Folder, makeFolder } from './cli.ts';

const SERVICE = {
  'package.json': '{"name": "rooms", "private": true, "dependencies": {"express": "^4.19.0", "pg": "^8.11.0"}}\n',
  'package-lock.json': JSON.stringify({
    name: 'rooms',
    lockfileVersion: 3,
    packages: {
      '': { name: 'rooms', dependencies: { express: '^4.19.0', pg: '^8.11.0' } },
      'node_modules/express': { version: '4.19.2' },
      'node_modules/pg': { version: '8.11.5' },
    },
  }),
  'server.js': [
    "const express = require('express');",
    "const { Pool } = require('pg');",
    'const pool = new Pool({ connectionString: process.env.DATABASE_URL });',
    'const app = express();',
    "app.get('/rooms', async (request, response) => response.json((await pool.query('SELECT 1')).rows));",
    'app.listen(3000);',
    '',
  ].join('\n'),
  'test/server.test.js':
    "const assert = require('node:assert');\nrequire('node:test').test('x', () => assert.equal(1, 1));\n",
  'openapi.yaml': 'openapi: 3.1.0\npaths:\n  /rooms:\n    get: {}\n',
  'migrations/0001_rooms.up.sql': 'CREATE TABLE rooms (id int);\n',
  'migrations/0001_rooms.down.sql': 'DROP TABLE rooms;\n',
  '.env.example': 'DATABASE_URL=postgres://localhost/rooms\n',
  'README.md': '# rooms\n\nKeeps rooms.\n',
};

const ROUTE = "app.delete('/rooms/:id', (request, response) => response.json({ limit: process.env.ROOM_LIMIT }));\n";

interface Debt {
  readonly rule: string;
  readonly severity: string;
  readonly unit: string;
  readonly locations: readonly { readonly path: string; readonly line?: number }[];
}

function branch(): Folder {
  const folder = makeFolder(SERVICE, { git: true });
  folder.git('checkout', '--quiet', '-b', 'feature');
  return folder;
}

function owed(folder: Folder, ...args: readonly string[]): { debts: readonly string[]; code: number | null } {
  const { out, code, err } = folder.run('review', '--base', 'main', '--format', 'json', ...args);
  if (out === '') throw new Error(err);
  const { owed: debts } = JSON.parse(out) as { owed: readonly Debt[] };
  return {
    debts: debts.map(
      ({ severity, rule, locations: [place] }) => `${severity} ${rule} ${place?.path}:${place?.line ?? '-'}`,
    ),
    code,
  };
}

const IN_PRODUCTION = ['--context', 'production-service'] as const;

describe('a change to a service', () => {
  test('owes a test, a way back, a word on its setting and on its endpoint, and nothing else', () => {
    const folder = branch();
    folder.write({
      'server.js': SERVICE['server.js'].replace('app.listen', `${ROUTE}app.listen`),
      'migrations/0002_note.up.sql': 'ALTER TABLE rooms ADD COLUMN note text;\n',
    });
    folder.commit('Delete rooms');
    expect(owed(folder, ...IN_PRODUCTION)).toEqual({
      debts: [
        'critical automated-tests server.js:-',
        'warning reversible-migrations migrations/0002_note.up.sql:1',
        'warning environment-documented server.js:6',
        'warning api-description server.js:6',
      ],
      code: 1,
    });
    expect(owed(folder, ...IN_PRODUCTION, '--fail-on', 'none').code).toBe(0);
    expect(owed(folder, '--context', 'internal-tool')).toEqual({
      debts: [
        'warning automated-tests server.js:-',
        'warning environment-documented server.js:6',
        'info reversible-migrations migrations/0002_note.up.sql:1',
        'info api-description server.js:6',
      ],
      code: 0,
    });
    expect(owed(folder, '--context', 'internal-tool', '--fail-on', 'warning').code).toBe(1);
    expect(owed(folder, '--context', 'prototype')).toEqual({ debts: [], code: 0 });
  });

  test('with all that belongs to it owes nothing', () => {
    const folder = branch();
    folder.write({
      'server.js': SERVICE['server.js'].replace('app.listen', `${ROUTE}app.listen`),
      'test/server.test.js': `${SERVICE['test/server.test.js']}// deletes rooms\n`,
      'openapi.yaml': `${SERVICE['openapi.yaml']}  /rooms/{room}:\n    delete: {}\n`,
      'migrations/0002_note.up.sql': 'ALTER TABLE rooms ADD COLUMN note text;\n',
      'migrations/0002_note.down.sql': 'ALTER TABLE rooms DROP COLUMN note;\n',
      '.env.example': `${SERVICE['.env.example']}ROOM_LIMIT=10\n`,
    });
    folder.commit('Delete rooms');
    expect(owed(folder, ...IN_PRODUCTION)).toEqual({ debts: [], code: 0 });
    expect(folder.run('review', '--base', 'main', ...IN_PRODUCTION).out).toBe(
      '6 files changed since main, in a production service: nothing is owed.\n',
    );
  });

  test('to comments and documents owes nothing, committed or not', () => {
    const folder = branch();
    folder.write({ 'server.js': `// Rooms.\n${SERVICE['server.js']}`, 'README.md': '# rooms\n\nKeeps rooms well.\n' });
    expect(owed(folder, ...IN_PRODUCTION)).toEqual({ debts: [], code: 0 });
  });

  test('that adds a dependency owes its lock', () => {
    const folder = branch();
    folder.write({ 'package.json': SERVICE['package.json'].replace('"pg"', '"pino": "^9.0.0", "pg"') });
    expect(owed(folder, ...IN_PRODUCTION).debts).toEqual(['warning lockfile package.json:1']);
  });

  test('that opens a hole owes its mending', () => {
    const folder = branch();
    folder.write({
      'test/tls.test.js': 'x\n',
      'server.js': `${SERVICE['server.js']}process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n`,
    });
    expect(owed(folder, ...IN_PRODUCTION).debts).toEqual(['critical tls-verification-on server.js:7']);
  });
});

describe('migrations of other tools', () => {
  test.each([
    [
      'Alembic',
      'migrations/versions/2_b.py',
      "def upgrade():\n    op.drop_column('a', 'x')\n\n\ndef downgrade():\n    pass\n",
      true,
    ],
    [
      'Alembic, both ways',
      'migrations/versions/2_b.py',
      "def upgrade():\n    op.add_column('a', x)\n\n\ndef downgrade():\n    op.drop_column('a', 'x')\n",
      false,
    ],
    [
      'Rails',
      'db/migrate/2_b.rb',
      "class B < ActiveRecord::Migration[7.2]\n  def up\n    execute 'x'\n  end\nend\n",
      true,
    ],
    [
      'Rails, both ways',
      'db/migrate/2_b.rb',
      'class B < ActiveRecord::Migration[7.2]\n  def change\n    add_column :a, :x, :string\n  end\nend\n',
      false,
    ],
    [
      'goose',
      'db/migrations/2_b.sql',
      '-- +goose Up\nDROP TABLE a;\n\n-- +goose Down\nCREATE TABLE a (id int);\n',
      false,
    ],
    ['goose, one way', 'db/migrations/2_b.sql', '-- +goose Up\nDROP TABLE a;\n', true],
    ['Flyway', 'src/main/resources/db/migration/V2__b.sql', 'ALTER TABLE a ADD x int;\n', false],
    ['Prisma', 'prisma/migrations/2_b/migration.sql', 'ALTER TABLE a ADD x int;\n', false],
  ])('%s', (_, path, content, isOneWay) => {
    const folder = branch();
    folder.write({ [path]: content });
    const { debts } = owed(folder, ...IN_PRODUCTION);
    expect(debts.some((debt) => debt.startsWith('warning reversible-migrations'))).toBe(isOneWay);
  });
});

test('a part owes what its own context asks', () => {
  const folder = makeFolder(
    {
      ...Object.fromEntries(Object.entries(SERVICE).map(([path, text]) => [`services/rooms/${path}`, text])),
      'experiments/try.py': 'print(1)\n',
      'README.md': '# shop\n',
      '.senior-audit.yaml':
        'context: production-service\nunits:\n  - path: experiments\n    context: prototype\n  - path: services/rooms\n    context: production-service\n',
    },
    { git: true },
  );
  folder.write({ 'experiments/try.py': 'print(2)\n' });
  expect(owed(folder).debts).toEqual([]);
  folder.write({ 'services/rooms/server.js': `${SERVICE['server.js']}app.disable('etag');\n` });
  expect(owed(folder).debts).toEqual(['critical automated-tests services/rooms/server.js:-']);
});

test('a base that is not there is said', () => {
  const { code, err } = branch().run('review', '--base', 'develop');
  expect(code).toBe(3);
  expect(err).toContain('the revision develop is not in');
});
