import { describe, expect, test } from 'vitest';
import { haskellManifests } from '../../../src/facts/manifests/haskell.ts';
import { listed, matched, readFrom } from '../reading.ts';

const read = (path: string, text: string) => readFrom(haskellManifests, path, { [path]: text });

describe('*.cabal', () => {
  test('stanzas with common parts and conditions', () => {
    const manifest = read(
      'shop.cabal',
      `cabal-version:      2.4
name:               shop
version:            0.3.0.0
synopsis:           Sells things
description:        Sells
                    executable: not a field
license:            BSD-3-Clause
author:             Ada
maintainer:         ada@acme.example
homepage:           https://acme.example
category:           Web, CLI
tested-with:        GHC == 9.6.5 || == 9.8.2

flag dev
  default: False

common deps
    build-depends:  base >=4.17 && <5
                  , text ^>=2.0 -- strings

library
    import:           deps
    exposed-modules:  Shop
                      Shop.Api
    build-depends:
        aeson      >= 2.1,
        -- lens,
        servant-server,
        mylib:{core, extra}
    if os(windows)
        build-depends: Win32
    else
        build-depends: unix >=2.8
    build-tool-depends: alex:alex >=3

executable shop
    import: deps
    main-is: Main.hs
    build-depends: shop, optparse-applicative

test-suite spec
    type: exitcode-stdio-1.0
    import: deps
    build-depends: hspec ==2.11.*, shop
    build-tool-depends: hspec-discover:hspec-discover

custom-setup
    setup-depends: Cabal >=3
`,
    );
    expect(manifest).toMatchObject({
      ecosystem: 'hackage',
      name: 'shop',
      version: '0.3.0.0',
      description: 'Sells things',
      license: 'BSD-3-Clause',
      packaged: true,
      binaries: ['shop'],
      entryPoints: ['Shop', 'Shop.Api'],
      runtimes: [{ name: 'ghc', constraint: '9.6.5' }],
      classifiers: ['Web', 'CLI'],
      authors: ['Ada', 'ada@acme.example'],
      urls: ['https://acme.example'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'base prod >=4.17 && <5 :18',
      'text prod ^>=2.0 :19',
      'aeson prod >= 2.1 :26',
      'servant-server prod :28',
      'mylib prod :29',
      'win32 prod :31',
      'unix prod >=2.8 :33',
      'alex build >=3 :34',
      'optparse-applicative prod :39',
      'base test >=4.17 && <5 :18',
      'text test ^>=2.0 :19',
      'hspec test ==2.11.* :44',
      'hspec-discover test :45',
      'cabal build >=3 :48',
    ]);
  });

  test('common stanzas in a circle, and nonsense', () => {
    const text = 'name: x\ncommon a\n  import: b\n  build-depends: text\ncommon b\n  import: a\nlibrary\n  import: a\n';
    expect(listed(read('x.cabal', text)?.dependencies)).toEqual(['text prod :4']);
    expect(read('x.cabal', '}{ : ,,\n\tlibrary {\n')).toMatchObject({ packaged: false, dependencies: [] });
  });
});

describe('hpack, stack and cabal.project', () => {
  test('package.yaml', () => {
    const text = `name: shop
version: 0.1.0.0
github: acme/shop
license: MIT
dependencies:
  - base >= 4.7 && < 5
library:
  source-dirs: src
  dependencies: [aeson, {name: text, version: ">= 2"}]
executables:
  shop-exe:
    main: Main.hs
    dependencies: shop
tests:
  shop-test:
    main: Spec.hs
    dependencies:
      hspec: ">= 2.11"
`;
    const manifest = read('package.yaml', text);
    expect(manifest).toMatchObject({
      name: 'shop',
      packaged: true,
      binaries: ['shop-exe'],
      urls: ['https://github.com/acme/shop'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'base prod >= 4.7 && < 5 :5',
      'aeson prod :9',
      'text prod :9',
      'hspec test >= 2.11 :17',
    ]);
    expect(read('package.yaml', 'name: something else\nversion: 1\n')).toBeUndefined();
  });

  test('stack.yaml and cabal.project name members', () => {
    expect(read('stack.yaml', 'resolver: lts-22.26\npackages:\n- .\n- ./api\nextra-deps:\n- acme-1.0\n')).toMatchObject(
      {
        workspaceMembers: ['api'],
        runtimes: [{ name: 'stackage', constraint: 'lts-22.26', line: 1 }],
        dependencies: [],
      },
    );
    expect(
      read('cabal.project', 'packages: .\n          core/*.cabal\n          ./api/\nwith-compiler: ghc-9.6.5\n'),
    ).toMatchObject({
      workspaceMembers: ['core', 'api'],
      runtimes: [{ name: 'ghc', constraint: '9.6.5' }],
    });
  });

  test('the files that it takes', () => {
    const names = ['a.cabal', 'package.yaml', 'stack.yaml', 'cabal.project', 'stack.yaml.lock', 'cabal.config'];
    expect(matched(haskellManifests, names)).toEqual(names.slice(0, 4));
  });
});
