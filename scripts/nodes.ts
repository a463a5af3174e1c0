import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/* Installs the packed package into an empty project, as users do, and runs it on every version of Node.js that is promised: the command,
   the library as an ES module, and from TypeScript. Needs the registry, for the versions too (the package `node`). */

/** The oldest that `engines` allows, and the newest of each line. */
const VERSIONS = ['20.19.0', '20', '22', '24'];

const USER = `
import { audit, type AuditResult, type Finding, RepositoryError } from 'senior-audit';

const result: AuditResult = await audit('.', { kind: 'oss' });
const open: readonly Finding[] = result.findings.filter((finding) => finding.state === 'new');
const isRefused = await audit('nowhere').then(() => false, (error: unknown) => error instanceof RepositoryError);
console.log(JSON.stringify([result.context.kind, open.some(({ rule }) => rule === 'automated-tests'), isRefused]));
`;
const WANTED = '["oss",true,true]';

const folder = mkdtempSync(join(tmpdir(), 'senior-audit-nodes-'));
try {
  const project = makeProject();
  for (const version of VERSIONS) check(project, nodeOf(version));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(cwd: string, command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

function install(cwd: string, ...what: readonly string[]): void {
  run(cwd, 'npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', ...what);
}

/** An empty project with the packed package and TypeScript in it. */
function makeProject(): string {
  const [{ filename }] = JSON.parse(
    run('.', 'npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder),
  ) as [{ readonly filename: string }];
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }\n');
  writeFileSync(join(project, 'use.ts'), USER);
  const compilerOptions = { target: 'ES2023', module: 'NodeNext', strict: true, skipLibCheck: false, types: ['node'] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  install(project, join(folder, filename), 'typescript', '@types/node@20');
  run(project, process.execPath, 'node_modules/typescript/bin/tsc');
  return project;
}

/** The program of a version. Kept between runs: it is a download of some forty megabytes. */
function nodeOf(version: string): string {
  const home = resolve('node_modules/.cache/nodes', version);
  const program = join(home, 'node_modules/node/bin/node');
  if (!existsSync(program)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    install(home, `node@${version}`);
  }
  return program;
}

function check(project: string, node: string): void {
  const version = run(project, node, '--version');
  const expectOutput = (what: string, found: string, wanted: string): void => {
    if (found !== wanted) throw new Error(`${what} on Node.js ${version}: expected ${wanted}, found ${found}`);
  };
  const command = join('node_modules', 'senior-audit', 'dist', 'cli', 'main.js');
  expectOutput('the library', run(project, node, 'use.js'), WANTED);
  const report = JSON.parse(
    run(project, node, command, '--context', 'oss', '--fail-on', 'none', '--format', 'json'),
  ) as {
    readonly context: { readonly kind: string };
  };
  expectOutput('the command', report.context.kind, 'oss');
  const strips = run(project, node, '--print', 'Boolean(process.features.typescript)') === 'true';
  if (strips) expectOutput('TypeScript', run(project, node, '--no-warnings', 'use.ts'), WANTED);
  console.log(`Node.js ${version}: the command, the library${strips ? ', TypeScript without a build' : ''}`);
}
