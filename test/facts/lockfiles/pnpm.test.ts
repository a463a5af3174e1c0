import { expect, test } from 'vitest';
import { pnpmLockFiles } from '../../../src/facts/lockfiles/pnpm.ts';
import { diagnosticsOf, locked, readFrom } from '../reading.ts';

const read = (text: string) => locked(readFrom(pnpmLockFiles, 'pnpm-lock.yaml', { 'pnpm-lock.yaml': text }));

test('version 5', () => {
  expect(
    read(`lockfileVersion: 5.4

specifiers:
  express: ^4.18.0

dependencies:
  express: 4.18.2

packages:

  /@babel/core/7.20.0:
    resolution: {integrity: sha512-a}
    engines: {node: '>=6.9.0'}
    dependencies:
      '@babel/types': 7.20.0
      debug: 4.3.4
    dev: true

  /eslint-plugin-x/2.0.0_eslint@8.30.0:
    resolution: {integrity: sha512-b}
    peerDependencies:
      eslint: '*'
    optionalDependencies:
      fsevents: 2.3.2

  registry.example.org/private/1.0.0:
    resolution: {integrity: sha512-c}

  file:../local:
    resolution: {directory: ../local, type: directory}
`),
  ).toEqual(['@babel/core 7.20.0 > @babel/types debug', 'eslint-plugin-x 2.0.0 > fsevents', 'private 1.0.0']);
});

test('version 6', () => {
  expect(
    read(`lockfileVersion: '6.0'

packages:

  /react-dom@18.2.0(react@18.2.0):
    resolution: {integrity: sha512-a}
    dependencies:
      react: 18.2.0
      scheduler: 0.23.0
`),
  ).toEqual(['react-dom 18.2.0 > react scheduler']);
});

test('version 9: packages and snapshots are one', () => {
  expect(
    read(`lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      vite:
        specifier: ^5
        version: 5.2.0(@types/node@20.0.0)

packages:

  '@types/node@20.0.0':
    resolution: {integrity: sha512-a}

  vite@5.2.0:
    resolution: {integrity: sha512-b}
    peerDependencies:
      '@types/node': ^18

  helper@https://codeload.example/acme/helper/tar.gz/abc:
    resolution: {tarball: https://codeload.example/acme/helper/tar.gz/abc}
    version: 1.0.0

snapshots:

  '@types/node@20.0.0': {}

  vite@5.2.0(@types/node@20.0.0):
    dependencies:
      '@types/node': 20.0.0
      esbuild: 0.20.2
    optionalDependencies:
      fsevents: 2.3.3
`),
  ).toEqual([
    '@types/node 20.0.0',
    'vite 5.2.0 > @types/node esbuild fsevents',
    'helper https://codeload.example/acme/helper/tar.gz/abc',
  ]);
});

test('malformed files', () => {
  const diagnose = (text: string) => diagnosticsOf(pnpmLockFiles, 'pnpm-lock.yaml', { 'pnpm-lock.yaml': text });
  expect(diagnose("lockfileVersion: '9.0'\noops\n")).toEqual(['2: malformed pnpm-lock.yaml: this is no key (line 2)']);
  expect(diagnose('packages:\n  a@1:\n')).toEqual([
    '1: malformed pnpm-lock.yaml: it states no lockfileVersion (line 1)',
  ]);
  expect(diagnose('')).toEqual([]);
});
