import { describe, expect, test } from 'vitest';
import { dartManifests } from '../../../src/facts/manifests/dart.ts';
import { diagnosticsOf, listed, readFrom } from '../reading.ts';

const read = (path: string, text: string) => readFrom(dartManifests, path, { [path]: text });

describe('pubspec.yaml', () => {
  test('a package', () => {
    const manifest = read(
      'pubspec.yaml',
      `name: shop_client
version: 1.2.0
description: A client.
repository: https://github.com/acme/shop
topics: [http, shop]
environment:
  sdk: ^3.4.0
  flutter: '>=3.22.0'
executables:
  shop: main
  shopctl:
dependencies:
  flutter:
    sdk: flutter
  http: ^1.2.0
  meta: any
  empty:
  hosted:
    hosted: https://pub.acme.example
    version: ^2.0.0
  forked:
    git:
      url: https://github.com/acme/forked.git
      ref: v1
  core:
    path: ../core
dev_dependencies:
  flutter_test:
    sdk: flutter
  lints: '^4.0.0'
dependency_overrides:
  http: 1.0.0
`,
    );
    expect(manifest).toMatchObject({
      ecosystem: 'pub',
      name: 'shop_client',
      version: '1.2.0',
      description: 'A client.',
      packaged: true,
      binaries: ['shop', 'shopctl'],
      runtimes: [
        { name: 'dart', constraint: '^3.4.0', line: 7 },
        { name: 'flutter', constraint: '>=3.22.0', line: 8 },
      ],
      keywords: ['http', 'shop'],
      urls: ['https://github.com/acme/shop'],
    });
    expect(manifest?.private).toBeUndefined();
    expect(listed(manifest?.dependencies)).toEqual([
      'flutter prod :13',
      'http prod ^1.2.0 :15',
      'meta prod any :16',
      'empty prod :17',
      'hosted prod ^2.0.0 :18',
      'forked prod v1 :21',
      'flutter_test dev :28',
      'lints dev ^4.0.0 :30',
    ]);
  });

  test('an app in a workspace', () => {
    const text = 'name: shop\nversion: 1.0.0+3\npublish_to: none\nworkspace:\n  - packages/core\n  - packages/ui\n';
    expect(read('pubspec.yaml', text)).toMatchObject({
      private: true,
      packaged: false,
      workspaceMembers: ['packages/core', 'packages/ui'],
    });
  });

  test('melos gathers packages and has scripts', () => {
    const text = `name: shop
packages:
  - packages/**
scripts:
  analyze: dart analyze .
  "test:unit":
    run: flutter test
    packageFilters:
      dirExists: test
  format:fix:
    exec: dart format .
`;
    expect(read('melos.yaml', text)).toMatchObject({
      workspaceMembers: ['packages/**'],
      scripts: [
        { name: 'analyze', command: 'dart analyze .', line: 5 },
        { name: 'test:unit', command: 'flutter test', line: 6 },
        { name: 'format:fix', command: 'dart format .', line: 10 },
      ],
    });
  });

  test('wrong shapes say nothing, malformed YAML is a diagnostic', () => {
    expect(read('pubspec.yaml', '- a\n- b\n')).toBeUndefined();
    expect(
      read('pubspec.yaml', 'name: [x]\ndependencies: none\ndev_dependencies: [a, b]\nenvironment: 3\n'),
    ).toMatchObject({
      packaged: false,
      runtimes: [],
    });
    expect(diagnosticsOf(dartManifests, 'pubspec.yaml', { 'pubspec.yaml': 'name: x\n  bad: y\n' })).toEqual([
      '1: malformed YAML: Nested mappings are not allowed in compact mappings (line 1)',
    ]);
  });
});
