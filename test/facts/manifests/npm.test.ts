import { describe, expect, test } from 'vitest';
import { denoManifests, npmManifests } from '../../../src/facts/manifests/npm.ts';
import { diagnosticsOf, listed, matched, readFrom } from '../reading.ts';

const PACKAGE = `{
  "name": "@acme/gateway",
  "version": "2.1.0",
  "description": "Routes requests",
  "license": "Apache-2.0",
  "author": { "name": "Ada Example", "email": "ada@example.org" },
  "contributors": ["Bo Sample <bo@example.org>"],
  "repository": { "type": "git", "url": "git+https://github.com/acme/gateway.git" },
  "homepage": "https://acme.example",
  "keywords": ["proxy", "http"],
  "main": "./lib/index.js",
  "exports": {
    ".": { "types": "./lib/index.d.ts", "import": "./lib/index.mjs", "require": "./lib/index.js" },
    "./client": "./lib/client.js"
  },
  "bin": { "gateway": "bin/gateway.js", "gatewayctl": "bin/ctl.js" },
  "engines": { "node": ">=20" },
  "packageManager": "pnpm@9.1.0+sha512.abc",
  "scripts": {
    "test": "vitest run",
    "build": "tsc -p ."
  },
  "dependencies": {
    "fastify": "^4.0.0",
    "old-lodash": "npm:lodash@^3.10.1"
  },
  "devDependencies": { "vitest": "^1.0.0", "fastify": "^4.0.0" },
  "peerDependencies": { "pino": ">=8" },
  "optionalDependencies": { "fsevents": "2" },
  "workspaces": ["packages/*"]
}
`;

describe('package.json', () => {
  test('everything that a package says', () => {
    expect(readFrom(npmManifests, 'package.json', { 'package.json': PACKAGE })).toEqual({
      ecosystem: 'npm',
      path: 'package.json',
      role: 'config',
      name: '@acme/gateway',
      version: '2.1.0',
      description: 'Routes requests',
      license: 'Apache-2.0',
      packaged: true,
      dependencies: [
        { name: 'fastify', scope: 'prod', version: '^4.0.0', line: 24 },
        { name: 'lodash', scope: 'prod', version: 'npm:lodash@^3.10.1', line: 25 },
        { name: 'vitest', scope: 'dev', version: '^1.0.0', line: 27 },
        { name: 'fastify', scope: 'dev', version: '^4.0.0', line: 27 },
        { name: 'fsevents', scope: 'optional', version: '2', line: 29 },
        { name: 'pino', scope: 'peer', version: '>=8', line: 28 },
      ],
      scripts: [
        { name: 'test', command: 'vitest run', line: 20 },
        { name: 'build', command: 'tsc -p .', line: 21 },
      ],
      binaries: ['gateway', 'gatewayctl'],
      entryPoints: ['./lib/index.js', './lib/index.mjs', './lib/client.js'],
      workspaceMembers: ['packages/*'],
      runtimes: [
        { name: 'node', constraint: '>=20', line: 17 },
        { name: 'pnpm', constraint: '9.1.0', line: 18 },
      ],
      keywords: ['proxy', 'http'],
      classifiers: [],
      authors: ['Ada Example <ada@example.org>', 'Bo Sample <bo@example.org>'],
      urls: ['https://acme.example', 'git+https://github.com/acme/gateway.git'],
    });
  });

  test('workspaces of pnpm and lerna lie beside it', () => {
    const root = '{ "name": "root", "private": true }';
    expect(
      readFrom(npmManifests, 'web/package.json', {
        'web/package.json': root,
        'web/pnpm-workspace.yaml': "packages:\n  - 'apps/*'\n  - '!**/test/**'\n",
      }),
    ).toMatchObject({ private: true, packaged: false, workspaceMembers: ['apps/*', '!**/test/**'] });
    expect(
      readFrom(npmManifests, 'package.json', { 'package.json': root, 'lerna.json': '{"packages": ["modules/*"]}' })
        ?.workspaceMembers,
    ).toEqual(['modules/*']);
    expect(
      readFrom(npmManifests, 'package.json', { 'package.json': '{"workspaces": {"packages": ["libs/a"]}}' })
        ?.workspaceMembers,
    ).toEqual(['libs/a']);
  });

  test('a bin that is one path bears the name of the package without its scope', () => {
    const files = { 'package.json': '{"name": "@acme/tool", "bin": "./cli.js"}' };
    expect(readFrom(npmManifests, 'package.json', files)?.binaries).toEqual(['tool']);
    const folder = { 'package.json': '{"name": "@acme/tool", "directories": {"bin": "bin", "doc": "docs"}}' };
    expect(readFrom(npmManifests, 'package.json', folder)?.binaries).toEqual(['tool']);
  });

  test('older forms of the licence', () => {
    const read = (text: string) => readFrom(npmManifests, 'package.json', { 'package.json': text })?.license;
    expect(read('{"license": {"type": "MIT", "url": "x"}}')).toBe('MIT');
    expect(read('{"licenses": [{"type": "BSD-2-Clause"}]}')).toBe('BSD-2-Clause');
  });

  test('a text in a comment or a string is not mistaken for a key', () => {
    const text =
      '{\n  // "dependencies": {\n  "description": "\\"react\\": {",\n  "dependencies": {\n    "react": "18"\n  }\n}';
    expect(listed(readFrom(npmManifests, 'package.json', { 'package.json': text })?.dependencies)).toEqual([
      'react prod 18 :5',
    ]);
  });

  test('malformed JSON is a diagnostic with its line', () => {
    expect(diagnosticsOf(npmManifests, 'package.json', { 'package.json': '{\n  "name": "a",\n  oops\n}' })).toEqual([
      '3: malformed JSON: InvalidSymbol (line 3)',
    ]);
  });

  test('wrong shapes are passed over', () => {
    const text = `{"name": 7, "dependencies": ["a"], "scripts": null, "bin": 3, "exports": [null, {"a": [[]]}],
      "engines": "node", "workspaces": {"packages": 4}, "author": [null, {}], "repository": [], "keywords": {}}`;
    const manifest = readFrom(npmManifests, 'package.json', { 'package.json': text });
    expect(manifest).toMatchObject({ name: '7', dependencies: [], scripts: [], binaries: [], entryPoints: [] });
    expect(readFrom(npmManifests, 'package.json', { 'package.json': '[]' })).toBeUndefined();
    expect(readFrom(npmManifests, 'package.json', { 'package.json': 'null' })).toBeUndefined();
  });

  test('deep nesting neither throws nor hangs', () => {
    const deep = `{"name": "deep", "exports": ${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}, "dependencies": {"x": "1"}}`;
    expect(listed(readFrom(npmManifests, 'package.json', { 'package.json': deep })?.dependencies)).toEqual([
      'x prod 1 :1',
    ]);
  });
});

describe('package.json as npm init leaves it', () => {
  const text = JSON.stringify({
    name: 'makejson',
    version: '1.0.0',
    description: '',
    author: '',
    scripts: { test: 'echo "Error: no test specified" && exit 1' },
  });

  test.each([
    ['beside a script', 'scripts/package.json', false],
    ['at the root', 'package.json', true],
  ])('%s', (_, path, packaged) => {
    expect(readFrom(npmManifests, path, { [path]: text })?.packaged).toBe(packaged);
  });

  const filledIn = {
    name: 'status-lambda',
    version: '1.0.0',
    description: 'Tells the status',
    author: 'Ada',
    license: 'ISC',
    main: 'status-lambda.js',
    scripts: { test: 'echo "Error: no test specified" && exit 1' },
  };

  test.each([
    ['with a description, for nobody', {}, false],
    ['with the types that it exports', { types: 'index.d.ts' }, true],
    ['with keywords', { keywords: ['status'] }, true],
    ['with a licence that was chosen', { license: 'MIT' }, true],
  ])('in a folder, %s', (_, more, packaged) => {
    const path = 'src/status/package.json';
    const files = { [path]: JSON.stringify({ ...filledIn, ...more }) };
    expect(readFrom(npmManifests, path, files)?.packaged).toBe(packaged);
  });
});

describe('deno.json', () => {
  test('imports, tasks and members', () => {
    const manifest = readFrom(denoManifests, 'deno.jsonc', {
      'deno.jsonc': `{
  // a library for JSR
  "name": "@acme/dates",
  "version": "0.3.0",
  "exports": "./mod.ts",
  "tasks": {
    "dev": "deno run --watch main.ts",
    "check": { "command": "deno lint", "description": "lints" }
  },
  "imports": {
    "@std/assert": "jsr:@std/assert@^1.0.0",
    "@std/assert/": "jsr:/@std/assert@^1.0.0/",
    "chalk": "npm:chalk@5",
    "oak": "https://deno.land/x/oak@v12.6.1/mod.ts",
    "~/": "./src/"
  },
  "workspace": ["./a", "./b"],
}`,
    });
    expect(manifest).toMatchObject({
      name: '@acme/dates',
      version: '0.3.0',
      packaged: true,
      entryPoints: ['./mod.ts'],
      workspaceMembers: ['./a', './b'],
      scripts: [
        { name: 'dev', command: 'deno run --watch main.ts', line: 7 },
        { name: 'check', command: 'deno lint', line: 8 },
      ],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      '@std/assert prod ^1.0.0 :11',
      'chalk prod 5 :13',
      'deno.land/x/oak prod v12.6.1 :14',
    ]);
  });
});

test('only the files themselves are taken', () => {
  const names = ['package.json', 'a/package.json', 'package.json5', 'my-package.json', 'deno.json'];
  expect(matched(npmManifests, names)).toEqual(['package.json', 'a/package.json']);
  expect(matched(denoManifests, names)).toEqual(['deno.json']);
});
