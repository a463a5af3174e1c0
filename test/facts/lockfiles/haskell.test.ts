import { expect, test } from 'vitest';
import { cabalFreezeFiles, stackLockFiles } from '../../../src/facts/lockfiles/haskell.ts';
import { diagnosticsOf, locked, readFrom } from '../reading.ts';

test('stack.yaml.lock', () => {
  const text = `packages:
- completed:
    hackage: acme-missiles-0.3@sha256:2ba66a,613
    pantry-tree:
      size: 226
  original:
    hackage: acme-missiles-0.3
- completed:
    commit: 1aa985
    git: https://github.com/acme/shop.git
    name: shop
    version: 1.2.0
- null
snapshots:
- completed:
    size: 719
`;
  expect(locked(readFrom(stackLockFiles, 'stack.yaml.lock', { 'stack.yaml.lock': text }))).toEqual([
    'acme-missiles 0.3',
    'shop 1.2.0',
  ]);
  expect(diagnosticsOf(stackLockFiles, 'stack.yaml.lock', { 'stack.yaml.lock': 'packages: [' })).toEqual([
    expect.stringContaining('malformed YAML'),
  ]);
});

test('cabal.project.freeze', () => {
  const text = `active-repositories: hackage.haskell.org:merge
constraints: any.aeson ==2.2.3.0,
             aeson +ordered-keymap,
             any.text ==2.1.1
index-state: hackage.haskell.org 2024-07-01T00:00:00Z
`;
  expect(locked(readFrom(cabalFreezeFiles, 'cabal.project.freeze', { 'cabal.project.freeze': text }))).toEqual([
    'aeson 2.2.3.0',
    'text 2.1.1',
  ]);
});
