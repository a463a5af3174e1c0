import { describe, expect, test } from 'vitest';
import { bunLockFiles, denoLockFiles, npmLockFiles } from '../../../src/facts/lockfiles/npm.ts';
import { diagnosticsOf, locked, matched, readFrom } from '../reading.ts';

const read = (text: string) => locked(readFrom(npmLockFiles, 'package-lock.json', { 'package-lock.json': text }));

describe('package-lock.json', () => {
  test('version 3: places on disk', () => {
    const text = JSON.stringify({
      name: 'app',
      lockfileVersion: 3,
      packages: {
        '': { name: 'app', dependencies: { express: '^4' } },
        'packages/ui': { name: '@acme/ui', version: '1.0.0' },
        'node_modules/@acme/ui': { resolved: 'packages/ui', link: true },
        'node_modules/express': {
          version: '4.19.2',
          dependencies: { accepts: '~1.3.8', debug: '2.6.9' },
          optionalDependencies: { fsevents: '*' },
        },
        'node_modules/express/node_modules/debug': { version: '2.6.9', dev: true },
        'packages/ui/node_modules/debug': { version: '4.3.4', dependencies: { ms: '2.1.2' } },
        'node_modules/alias': { name: 'lodash', version: '4.17.21' },
      },
      dependencies: { ignored: { version: '1.0.0' } },
    });
    expect(read(text)).toEqual([
      'express 4.19.2 > accepts debug fsevents',
      'debug 2.6.9',
      'debug 4.3.4 > ms',
      'lodash 4.17.21',
    ]);
  });

  test('version 1: dependencies within dependencies', () => {
    const text = JSON.stringify({
      lockfileVersion: 1,
      dependencies: {
        express: {
          version: '4.16.0',
          requires: { debug: '2.6.9' },
          dependencies: { debug: { version: '2.6.9', requires: { ms: '2.0.0' } } },
        },
        old: { version: 'npm:lodash@3.10.1' },
      },
    });
    expect(read(text)).toEqual(['express 4.16.0 > debug', 'lodash 3.10.1', 'debug 2.6.9 > ms']);
  });

  test('nesting without end neither throws nor hangs', () => {
    const deep = `{"dependencies": ${'{"a": {"version": "1", "dependencies": '.repeat(20_000)}{}${'}}'.repeat(20_000)}}`;
    expect(read(deep)).toEqual(['a 1']);
  });

  test('malformed and misshapen files', () => {
    const diagnose = (text: string) => diagnosticsOf(npmLockFiles, 'package-lock.json', { 'package-lock.json': text });
    expect(diagnose('{\n  "packages": {\n')).toEqual(['3: malformed JSON: CloseBraceExpected (line 3)']);
    expect(diagnose('{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> x\n}')).toEqual([
      '2: a merge conflict is left in this file: let the package manager write it anew (line 2)',
    ]);
    expect(
      read('{"packages": {"node_modules/a": null, "node_modules/b": 3, "node_modules/c": {"dependencies": []}}}'),
    ).toEqual(['c']);
    expect(read('[]')).toEqual([]);
  });
});

test('bun.lock', () => {
  const text = `{
  "lockfileVersion": 1,
  "workspaces": {
    "": { "name": "app", "dependencies": { "hono": "^4", }, },
  },
  "packages": {
    "@acme/ui": ["@acme/ui@workspace:packages/ui"],

    "hono": ["hono@4.4.0", "", {}, "sha512-a"],

    "@types/bun": ["@types/bun@1.1.3", "", { "dependencies": { "bun-types": "1.1.12" }, "peerDependencies": { "x": "1", } }, "sha512-b"],
  }
}
`;
  expect(locked(readFrom(bunLockFiles, 'bun.lock', { 'bun.lock': text }))).toEqual([
    'hono 4.4.0',
    '@types/bun 1.1.3 > bun-types',
  ]);
  expect(readFrom(bunLockFiles, 'bun.lockb', { 'bun.lockb': '\0binary' })).toEqual({
    ecosystem: 'npm',
    path: 'bun.lockb',
    packages: [],
  });
  expect(diagnosticsOf(bunLockFiles, 'bun.lock', { 'bun.lock': '{"packages": {' })).toHaveLength(1);
});

test('deno.lock, with both registries and in both forms', () => {
  const version4 = {
    version: '4',
    jsr: { '@std/assert@1.0.0': { integrity: 'x', dependencies: ['jsr:@std/internal'] } },
    npm: { 'chalk@5.3.0': { integrity: 'y' }, 'vite@5.0.0_sass@1.70': { dependencies: ['esbuild', 'sass@1.70'] } },
  };
  const version3 = {
    version: '3',
    packages: { npm: { 'chalk@5.3.0': { dependencies: { 'ansi-styles': 'ansi-styles@6' } } } },
  };
  expect(locked(readFrom(denoLockFiles, 'deno.lock', { 'deno.lock': JSON.stringify(version4) }))).toEqual([
    'chalk 5.3.0',
    'vite 5.0.0 > esbuild sass',
    '@std/assert 1.0.0 > @std/internal',
  ]);
  expect(locked(readFrom(denoLockFiles, 'deno.lock', { 'deno.lock': JSON.stringify(version3) }))).toEqual([
    'chalk 5.3.0 > ansi-styles',
  ]);
});

test('only the files themselves are taken', () => {
  expect(matched(npmLockFiles, ['package-lock.json', 'a/npm-shrinkwrap.json', 'package.json'])).toEqual([
    'package-lock.json',
    'a/npm-shrinkwrap.json',
  ]);
});
