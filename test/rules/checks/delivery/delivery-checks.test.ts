import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

const json = (value: unknown): string => JSON.stringify(value);

describe('lockfile-in-step', () => {
  it('leaves out what no lock file names: workspaces, folders, peers, the platform', () => {
    const files = {
      'package.json': json({
        name: 'web',
        dependencies: { a: '^1', b: 'workspace:*', c: 'file:../c', core: '^1' },
        peerDependencies: { react: '*' },
      }),
      'packages/core/package.json': json({ name: 'core', version: '1.0.0' }),
      'package-lock.json': json({ lockfileVersion: 3, packages: { 'node_modules/a': { version: '1.0.0' } } }),
    };
    expect(runCheck('lockfile-in-step', files).value).toBe(true);
  });

  it('names each dependency that is missing', () => {
    const files = {
      'composer.json': json({ require: { php: '^8.3', 'ext-json': '*', 'acme/a': '^1', 'acme/b': '^1' } }),
      'composer.lock': json({ packages: [{ name: 'acme/a', version: '1.0.0' }] }),
    };
    const outcome = runCheck('lockfile-in-step', files);
    expect(outcome.value).toBe(false);
    expect(outcome.evidence.map(({ detail }) => detail)).toEqual(['acme/b is not in composer.lock']);
  });

  it('takes what a locked package replaces or provides as locked', () => {
    const files = {
      'composer.json': json({ require: { 'acme/proxy': '^2', 'acme/log-implementation': '^1' } }),
      'composer.lock': json({
        packages: [
          { name: 'acme/proxy-lts', version: '1.0.0', replace: { 'acme/proxy': '^2.1' } },
          { name: 'acme/logger', version: '3.0.0', provide: { 'acme/log-implementation': '1.0' } },
        ],
      }),
    };
    expect(runCheck('lockfile-in-step', files).value).toBe(true);
  });

  const npm = (...names: string[]): string =>
    json({
      lockfileVersion: 3,
      packages: Object.fromEntries(names.map((name) => [`node_modules/${name}`, { version: '1.0.0' }])),
    });
  const pnpm = (...names: string[]): string =>
    `lockfileVersion: '9.0'\npackages:\n${names.map((name) => `  ${name}@1.0.0:\n    resolution: {integrity: x}\n`).join('')}`;
  const manifest = (more: object): string => json({ name: 'web', dependencies: { a: '^1', b: '^1' }, ...more });

  it('compares the lock file of the declared manager only', () => {
    const files = {
      'package.json': manifest({ packageManager: 'pnpm@10.0.0' }),
      'package-lock.json': npm('a'),
      'pnpm-lock.yaml': pnpm('a', 'b'),
    };
    expect(runCheck('lockfile-in-step', files).value).toBe(true);
    const swapped = { ...files, 'package-lock.json': npm('a', 'b'), 'pnpm-lock.yaml': pnpm('a') };
    expect(runCheck('lockfile-in-step', swapped).evidence.map(({ detail }) => detail)).toEqual([
      'b is not in pnpm-lock.yaml',
    ]);
  });

  it('leaves a stale lock file to the other finding where another one is in step', () => {
    const files = { 'package.json': manifest({}), 'package-lock.json': npm('a'), 'pnpm-lock.yaml': pnpm('a', 'b') };
    expect(runCheck('lockfile-in-step', files).value).toBe(true);
    expect(runCheck('lockfile-in-step', { ...files, 'pnpm-lock.yaml': pnpm('a') }).value).toBe(false);
  });

  it('says nothing without a lock file', () => {
    expect(runCheck('lockfile-in-step', { 'package.json': json({ name: 'web' }) }).value).toBeNull();
  });
});

describe('package-managers', () => {
  const long = `# ${'a lock file '.repeat(10)}\n`;

  it('names the file to delete where the manager is declared, or the only one with which CI installs', () => {
    const files = { 'package-lock.json': long, 'pnpm-lock.yaml': long };
    const declared = { ...files, 'package.json': json({ name: 'web', packageManager: 'pnpm@10.0.0' }) };
    const inCi = {
      ...files,
      'package.json': json({ name: 'web' }),
      '.github/workflows/ci.yml': 'on: [push]\njobs:\n  a:\n    steps:\n      - run: npm ci\n',
    };
    const told = (tree: Record<string, string>): unknown =>
      runCheck('package-managers', tree).evidence.map(({ path, detail }) => `${path}: ${detail}`);
    expect(told(declared)).toEqual([
      'package-lock.json: locks for npm, while package.json uses pnpm: this file can be deleted',
    ]);
    expect(told(inCi)).toEqual(['pnpm-lock.yaml: locks for pnpm, while CI uses npm: this file can be deleted']);
    expect(told(files)).toEqual([
      'package-lock.json: locks for npm, beside pnpm',
      'pnpm-lock.yaml: locks for pnpm, beside npm',
    ]);
  });

  it('leaves the lock files of fixtures alone', () => {
    const lock = `${json({ lockfileVersion: 3, packages: {}, name: 'a rather long name for a package' })}\n`;
    const files = { 'test/fixtures/app/package-lock.json': lock, 'test/fixtures/app/yarn.lock': lock };
    expect(runCheck('package-managers', files).value).toBe(false);
  });
});

describe('abandoned-configuration', () => {
  const manifest = json({ name: 'web', devDependencies: { eslint: '^9' } });

  it.each([
    ['a Makefile runs it', { Makefile: 'lint:\n\ttslint src\n' }],
    ['a hook runs it', { '.pre-commit-config.yaml': 'repos:\n  - repo: local\n    hooks:\n      - id: tslint\n' }],
  ])('is no finding when %s', (_, files) => {
    const all = { 'package.json': manifest, 'tslint.json': '{}\n', ...files };
    expect(runCheck('abandoned-configuration', all).value).toBe(false);
  });

  it('is undecided when a manifest cannot be read', () => {
    const files = { 'package.json': '{"name": ', 'web/package.json': manifest, 'tslint.json': '{}\n' };
    expect(runCheck('abandoned-configuration', files).value).toBeNull();
  });
});

describe('package-metadata', () => {
  it('takes the files of one folder together', () => {
    const files = {
      'pyproject.toml':
        "[build-system]\nrequires = ['setuptools']\nbuild-backend = 'setuptools.build_meta'\n\n[project]\nname = 'confy'\nversion = '1.0'\ndynamic = ['description', 'license', 'urls']\n",
    };
    expect(runCheck('package-metadata', files).value).toBe(true);
  });
});

describe('packages of npm', () => {
  it('are to be published where they offer something', () => {
    const app = { name: 'web', version: '1.0.0', dependencies: { react: '^19.0.0' } };
    const named = (manifest: object): unknown =>
      runCheck('package-metadata', { 'package.json': json(manifest) }).evidence.map(({ path }) => path);
    expect(named(app)).toEqual([]);
    expect(named({ ...app, main: 'index.js' })).toEqual(['package.json']);
    expect(named({ ...app, files: ['lib'] })).toEqual(['package.json']);
  });
});

describe('version-matrix', () => {
  it('does not take operating systems for versions', () => {
    const workflow =
      'on: [push]\njobs:\n  t:\n    runs-on: x\n    strategy:\n      matrix:\n        os: [ubuntu-22.04, ubuntu-24.04]\n    steps:\n      - run: pytest\n';
    expect(runCheck('version-matrix', { '.github/workflows/ci.yml': workflow }).value).toBe(false);
  });

  it.each(['release: [f40, f41, rawhide]', "image: ['debian:bookworm', 'debian:trixie']", 'distro: [el9, fedora41]'])(
    'takes images of distributions for versions: %s',
    (axis) => {
      const workflow = `on: [push]\njobs:\n  t:\n    runs-on: x\n    strategy:\n      matrix:\n        ${axis}\n    steps:\n      - run: pytest\n`;
      expect(runCheck('version-matrix', { '.github/workflows/ci.yml': workflow }).value).toBe(true);
    },
  );
});

describe('deploying-pipelines', () => {
  const workflow = (paths: string, step: string): Record<string, string> => ({
    '.github/workflows/cache.yml': `on:\n  push:\n    branches: [main]\n    paths: [${paths}]\njobs:\n  apply:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${step}\n`,
  });

  it('leaves out what applies manifests alone', () => {
    const files = workflow("'.nais/cache.yaml', '.github/workflows/cache.yml'", 'kubectl apply -f .nais/cache.yaml');
    expect(runCheck('deploying-pipelines', files).value).toBe(false);
  });

  it('counts what starts for the sources', () => {
    expect(runCheck('deploying-pipelines', workflow("'src/**'", 'kubectl apply -f deploy.yaml')).value).toBe(true);
  });
});

describe('deploying-pipelines: a cluster of its own', () => {
  it.each(['uses: acme/action-k3s-helm@v4', 'run: kind create cluster', 'uses: helm/kind-action@v1'])(
    'is no deployment after %s',
    (step) => {
      const files = {
        '.github/workflows/check.yml': `on: [push]\njobs:\n  charts:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n      - run: kubectl apply -f crds.yaml\n`,
      };
      expect(runCheck('deploying-pipelines', files).value).toBe(false);
    },
  );
});

describe('end-of-life-runtimes', () => {
  it('leaves out what stands in for others in tests', () => {
    const files = { 'docker/payment-mock/Dockerfile': 'FROM node:14\nCMD ["node", "mock.js"]\n' };
    expect(runCheck('end-of-life-runtimes', files).value).toBe(false);
  });

  it('reads version files, images and serverless runtimes', () => {
    const files = {
      '.tool-versions': 'nodejs 12.22.0\nterraform 1.5.0\n',
      Dockerfile: 'FROM registry.example.org/node:10 AS ours\nFROM python:3.6-slim\nCMD ["python", "app.py"]\n',
      'app.yaml': 'runtime: python37\n',
    };
    const details = runCheck('end-of-life-runtimes', files).evidence.map(({ path, detail }) => `${path} ${detail}`);
    expect(details.sort()).toEqual([
      '.tool-versions node 12 has had no fixes since 2022-04-30',
      'Dockerfile python 3.6 has had no fixes since 2021-12-23',
      'app.yaml python 3.7 has had no fixes since 2023-06-27',
    ]);
  });
});

describe('retired-ci', () => {
  const workflow = (body: string) => ({
    '.github/workflows/ci.yml': `on: [push]\njobs:\n  test:\n${body}`,
  });

  it('names the image that is gone, in a matrix too', () => {
    const tree = workflow(
      `    strategy: { matrix: { os: [ubuntu-latest, ubuntu-20.04] } }\n    runs-on: $\{{ matrix.os }}\n    steps:\n      - run: make\n`,
    );
    expect(runCheck('retired-ci', tree).evidence.map(({ detail }) => detail)).toEqual([
      'ubuntu-20.04 is gone since April 2025',
    ]);
  });

  it('names the action and its line', () => {
    const tree = workflow('    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/upload-artifact@v3\n');
    expect(runCheck('retired-ci', tree).evidence).toEqual([
      {
        path: '.github/workflows/ci.yml',
        line: 6,
        detail: 'actions/upload-artifact@v3 is switched off since January 2025',
      },
    ]);
  });

  it.each([
    '    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/upload-artifact@v4\n',
    '    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/upload-artifact@main\n',
    '    runs-on: [self-hosted, ubuntu-20.04]\n    steps:\n      - run: make\n',
    '    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/cache@v3\n',
  ])('is silent about %j', (body) => {
    expect(runCheck('retired-ci', workflow(body)).value).toBe(false);
  });

  it('looks only at what it is asked about', () => {
    const tree = workflow('    runs-on: ubuntu-20.04\n    steps:\n      - uses: github/codeql-action/init@v1\n');
    expect(runCheck('retired-ci', tree, { with: { only: '^github/' } }).evidence.map(({ detail }) => detail)).toEqual([
      'github/codeql-action/init@v1 is switched off since January 2023',
    ]);
    const later = workflow('    runs-on: ubuntu-24.04\n    steps:\n      - uses: github/codeql-action/autobuild@v2\n');
    expect(runCheck('retired-ci', later).evidence.map(({ detail }) => detail)).toEqual([
      'github/codeql-action/autobuild@v2 is switched off since January 2025',
    ]);
  });
});

describe('committed-artefacts', () => {
  const compiled = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`shop/part${n}/__pycache__/a.cpython-312.pyc`, 'compiled'] as const),
    );
  const told = (files: Readonly<Record<string, string>>) =>
    runCheck('committed-artefacts', files).evidence.map(({ detail, subject }) => [detail, subject]);

  it('names each of a few folders, and many of a kind together', () => {
    expect(told(compiled(2))).toEqual([
      ['compiled Python', 'shop/part0/__pycache__/'],
      ['compiled Python', 'shop/part1/__pycache__/'],
    ]);
    expect(told({ ...compiled(40), '.DS_Store': 'x' })).toEqual([
      ['what a file manager writes', 'what a file manager writes'],
      ['compiled Python: 40 files in 40 folders', 'compiled Python'],
    ]);
  });
});

describe('tests-in-ci', () => {
  const workflow = (job: string) => ({
    'package.json': '{"name": "a", "scripts": {"test": "vitest run"}}\n',
    'a.test.ts': "import { expect, test } from 'vitest';\n\ntest('a', () => expect(1).toBe(1));\n",
    '.github/workflows/ci.yml': `on: [push]\njobs:\n  test:\n${job}    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n`,
  });

  it('leaves out a job that is switched off', () => {
    expect(runCheck('tests-in-ci', workflow('')).value).toBe(true);
    expect(runCheck('tests-in-ci', workflow('    if: false\n')).value).toBe(false);
    expect(runCheck('tests-in-ci', workflow("    if: github.event_name == 'push'\n")).value).toBe(true);
  });
});
