import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type Folder, makeFolder, PUBLISHED } from '../cli/cli.ts';

function run(folder: Folder, command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { cwd: folder.path, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** An empty project into whose node_modules the packed package is laid. */
function install(): { readonly project: Folder; readonly files: readonly string[] } {
  const project = makeFolder({ 'package.json': '{ "type": "module", "private": true }\n' });
  const modules = join(project.path, 'node_modules');
  mkdirSync(modules);
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project.path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as { readonly filename: string; readonly files: readonly { readonly path: string }[] }[];
  const [tarball] = packed;
  if (tarball === undefined) throw new Error('nothing was packed');
  run(project, 'tar', '-xzf', tarball.filename, '-C', modules);
  run(project, 'mv', join(modules, 'package'), join(modules, 'senior-audit'));
  for (const name of ['@types', 'undici-types', 'zod']) {
    if (existsSync(resolve('node_modules', name))) symlinkSync(resolve('node_modules', name), join(modules, name));
  }
  return { project, files: tarball.files.map(({ path }) => path) };
}

/** What somebody writes who uses the library. */
const USER = `
import { audit, type AuditResult, ConfigError, type Finding, RepositoryError } from 'senior-audit';

const result: AuditResult = await audit('repository', { traits: ['cli'], today: '2026-01-01' });
const open: readonly Finding[] = result.findings.filter((finding) => finding.state === 'new');
const kind: 'prototype' | 'internal-tool' | 'oss' | 'production-service' = result.context.kind;
const counts: number = result.summary.critical + open.length;
// @ts-expect-error there is no such kind
await audit('repository', { kind: 'hobby' }).catch(() => {});
const missing = await audit('nowhere').catch((error: unknown) => error instanceof RepositoryError && !(error instanceof ConfigError));
console.log(JSON.stringify({ kind, traits: result.context.traits, counts: counts > 0, missing }));
`;

test('the packed package works in an empty project, from TypeScript and as an ES module', () => {
  const { project, files } = install();
  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist/catalogue.json', 'dist/index.d.ts']));
  expect(files.filter((file) => !/^(?:dist|schema)\/|^(?:LICENSE|README\.md|package\.json)$/.test(file))).toEqual([]);
  const written = Object.entries(PUBLISHED).map(([name, content]) => [`repository/${name}`, content]);
  project.write({
    'use.ts': USER,
    'tsconfig.json': JSON.stringify({
      compilerOptions: { target: 'ES2023', module: 'NodeNext', strict: true, skipLibCheck: false, types: ['node'] },
      files: ['use.ts'],
    }),
    ...Object.fromEntries(written),
    'repository/.senior-audit.yaml': 'context: oss\n',
  });
  run(project, process.execPath, resolve('node_modules/typescript/bin/tsc'));
  expect(JSON.parse(run(project, process.execPath, 'use.js'))).toEqual({
    kind: 'oss',
    traits: ['cli'],
    counts: true,
    missing: true,
  });
  const version = run(project, process.execPath, 'node_modules/senior-audit/dist/cli/main.js', '--version');
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
  const inside = `import('senior-audit/dist/index.js').catch((error) => console.log(error.code))`;
  expect(run(project, process.execPath, '--eval', inside).trim()).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
});

test('everything that is public is meant to be', async () => {
  const entry = resolve('dist/index.js');
  expect(Object.keys((await import(entry)) as object).sort()).toEqual([
    'ConfigError',
    'RepositoryError',
    'audit',
    'auditRepository',
    'loadCatalogue',
    'memoryRepository',
    'openGitTree',
    'openWorkTree',
  ]);
});
