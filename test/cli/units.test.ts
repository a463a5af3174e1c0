import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Folder, makeFolder, open, openFolder, type Report } from './cli.ts';

/** The workspace of the stories: a package, a service, experiments. */
const MONOREPO = Object.fromEntries(
  readdirSync('fixtures/monorepo', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice('fixtures/monorepo/'.length), readFileSync(path, 'utf8')]),
);

interface UnitReport extends Report {
  readonly unit?: string;
  readonly repository: { readonly root: string; readonly files: number };
  readonly units: readonly {
    readonly path: string;
    readonly reason?: string;
    readonly context: { readonly kind: string };
  }[];
  readonly practices: readonly (Report['practices'][number] & { readonly unit: string })[];
}

function reportOf(folder: Folder, ...args: readonly string[]): UnitReport {
  return folder.report(...args) as UnitReport;
}

const SERVICE_FINDINGS = [
  'critical automated-tests',
  'critical crash-reporting',
  'critical health-check',
  'info graceful-shutdown',
];

test('--unit audits one part: its context, its findings, and what the whole repository does for it', () => {
  const folder = makeFolder(MONOREPO, { git: true });
  const whole = reportOf(folder);
  const { report, code } = folder.audit('--unit', 'services/api');
  const one = report as UnitReport;
  expect(code).toBe(1);
  expect(one.unit).toBe('services/api');
  expect(one.context.kind).toBe('production-service');
  expect(one.units.map(({ path, reason }) => [path, reason])).toEqual([
    ['services/api', 'member of the workspace package.json'],
  ]);
  expect(open(one)).toEqual(SERVICE_FINDINGS);
  expect(
    open({ ...whole, findings: whole.findings.filter((finding) => 'unit' in finding && finding.unit !== '.') }),
  ).toEqual(expect.arrayContaining(SERVICE_FINDINGS));
  expect(new Set(one.practices.map(({ unit }) => unit))).toEqual(new Set(['services/api']));
  const status = (id: string): string | undefined => one.practices.find((practice) => practice.id === id)?.status;
  expect([status('license'), status('continuous-integration'), status('code-scanning')]).toEqual([
    'pass',
    'pass',
    'not-applicable',
  ]);
});

test('the fingerprints are those of an audit of the whole', () => {
  const folder = makeFolder(MONOREPO, { git: true });
  const prints = (report: Report): string[] =>
    report.findings.flatMap((finding) =>
      'unit' in finding && finding.unit === 'services/api' && 'fingerprint' in finding
        ? [String(finding.fingerprint)]
        : [],
    );
  const all = prints(folder.report());
  expect(all).toHaveLength(SERVICE_FINDINGS.length);
  expect(prints(folder.report('--unit', 'services/api'))).toEqual(all);
  expect(prints(openFolder(`${folder.path}/services/api`).report())).toEqual(all);
});

test('running inside the folder of a unit audits that unit with the facts of the whole repository', () => {
  const folder = makeFolder(MONOREPO, { git: true });
  const inside = reportOf(openFolder(`${folder.path}/services/api`));
  expect(inside.unit).toBe('services/api');
  expect(inside.repository.files).toBe(Object.keys(MONOREPO).length);
  expect(open(inside)).toEqual(SERVICE_FINDINGS);
  expect(reportOf(folder, 'packages/sdk').unit).toBe('packages/sdk');
  expect(reportOf(folder, '.').unit).toBe(undefined);
});

test('a folder that is no unit, or has a configuration or a baseline of its own, stands for itself', () => {
  const folder = makeFolder(MONOREPO, { git: true });
  expect(reportOf(folder, 'services').unit).toBe(undefined);
  folder.write({ 'services/api/.senior-audit.yaml': 'context: oss\n' });
  const own = reportOf(folder, 'services/api');
  expect([own.unit, own.context.kind, own.context.declared]).toEqual([undefined, 'oss', true]);
  folder.remove('services/api/.senior-audit.yaml');
  expect(reportOf(folder, 'services/api').unit).toBe('services/api');
  openFolder(`${folder.path}/services/api`).run('baseline');
  expect(open(reportOf(folder, 'services/api'))).toEqual([]);
});

test('the configuration at the root holds for the unit', () => {
  const folder = makeFolder(
    {
      ...MONOREPO,
      '.senior-audit.yaml':
        'units:\n  - path: services/*\n    context: internal-tool\n    rules: { automated-tests: off }\n',
    },
    { git: true },
  );
  const inside = reportOf(folder, 'services/api');
  expect([inside.context.kind, inside.context.declared]).toEqual(['internal-tool', true]);
  expect(open(inside)).not.toContain('warning automated-tests');
  expect(open(inside)).toContain('warning health-check');
});

test('a part that is declared is a unit', () => {
  const folder = makeFolder({
    ...MONOREPO,
    '.senior-audit.yaml': 'units:\n  - path: ops\n    context: internal-tool\n',
    'ops/run.sh': 'set -e\n',
  });
  expect(reportOf(folder, '--unit', './ops/').unit).toBe('ops');
});

test('settings of units that hold for none are pointed out', () => {
  const folder = makeFolder({
    ...MONOREPO,
    '.senior-audit.yaml':
      'units:\n  - path: services/*\n    context: internal-tool\n  - path: ops/*\n    context: internal-tool\n',
    'ops/nightly/run.sh': 'set -e\n',
  });
  expect(folder.run('.').err).toBe(
    'senior-audit: .senior-audit.yaml:4: units: "ops/*" matches no unit: name a folder itself to make it one\n',
  );
});

test('the baseline of the repository holds for the unit, and nothing of others is stale', () => {
  const folder = makeFolder(MONOREPO, { git: true });
  folder.run('baseline');
  const { report, err } = folder.audit('--unit', 'services/api');
  expect(open(report)).toEqual([]);
  expect(report.findings.map(({ state }) => state)).toEqual(SERVICE_FINDINGS.map(() => 'baselined'));
  expect(err).toBe('');
});

test('--since of one unit: what the change brought to it', () => {
  const folder = makeFolder(MONOREPO, { git: true });
  folder.remove('packages/sdk/test');
  expect(open(folder.report('--since', 'HEAD', '--unit', 'services/api'))).toEqual([]);
  expect(open(folder.report('--since', 'HEAD', '--unit', 'packages/sdk'))).toEqual(['critical automated-tests']);
  expect(open(openFolder(`${folder.path}/packages/sdk`).report('--since', 'HEAD'))).toEqual([
    'critical automated-tests',
  ]);
});

test('a unit whose folder is renamed: known findings stay known, and that is said', () => {
  const folder = makeFolder(MONOREPO, { git: true });
  folder.run('baseline');
  folder.git('mv', 'services/api', 'services/parcels');
  folder.write({
    'package-lock.json': (MONOREPO['package-lock.json'] ?? '').replaceAll('services/api', 'services/parcels'),
  });
  const { report, err } = folder.audit();
  expect(open(report)).toEqual([]);
  expect(err).toBe(
    'senior-audit: .senior-audit-baseline.json: services/api seems to be services/parcels now: write the baseline anew (senior-audit baseline)\n',
  );
  const since = folder.audit('--since', 'HEAD', '--no-baseline');
  expect(open(since.report)).toEqual([]);
  expect(since.err).toMatch(
    /^senior-audit: services\/api seems to be services\/parcels now\nsenior-audit: since HEAD \(\w{12}\): 0 new, 0 mended, \d+ there before\n$/,
  );
});

test('from whatever folder it is run, the fingerprints are the same', () => {
  const folder = makeFolder(MONOREPO, { git: true });
  const prints = (report: Report): unknown[] =>
    report.findings.map((finding) => ('fingerprint' in finding ? finding.fingerprint : undefined));
  const here = prints(folder.report());
  expect(here.length).toBeGreaterThan(5);
  expect(prints(openFolder(`${folder.path}/services`).report('..'))).toEqual(here);
  expect(prints(openFolder(`${folder.path}/elsewhere`).report(folder.path))).toEqual(here);
});

test('a unit that is not there', () => {
  const folder = makeFolder(MONOREPO);
  expect(folder.run('--unit', 'services/apo')).toEqual({
    code: 2,
    out: '',
    err: 'senior-audit: --unit: there is no unit "services/apo"; did you mean "services/api"?\n',
  });
  expect(folder.run('--unit', 'api').err).toBe(
    'senior-audit: --unit: there is no unit "api"; did you mean "services/api"?\n',
  );
  expect(folder.run('--unit', 'zebra').err).toBe(
    'senior-audit: --unit: there is no unit "zebra"; there are experiments, packages/sdk, services/api\n',
  );
  expect(makeFolder({ 'main.py': 'print(1)\n' }).run('--unit', 'x').err).toBe(
    'senior-audit: --unit: there are no units here, so there is no "x"\n',
  );
});

test('the brief of one part', () => {
  const folder = makeFolder(MONOREPO, { git: true });
  const { out } = openFolder(`${folder.path}/services/api`).run('brief');
  expect(out).toMatch(/^This part of the repository \(`services\/api`\) is \*\*production-service \(\d+ %\)\*\*/m);
  expect(out).toMatch(/^- Unexpected errors are reported \(`crash-reporting`, critical\)$/m);
  expect(out).not.toContain('## Parts');
});

const service = (name: string, dependencies: object = {}): Record<string, string> => ({
  [`services/${name}/package.json`]: JSON.stringify({
    name: `@acme/${name}`,
    version: '1.0.0',
    private: true,
    dependencies: { express: '^5.0.0', ...dependencies },
  }),
  [`services/${name}/Dockerfile`]: 'FROM node:24\nCOPY . .\nCMD ["node", "main.js"]\n',
  [`services/${name}/src/main.ts`]:
    "import express from 'express';\nconst app = express();\napp.get('/parcels', (request, response) => response.send('x'));\napp.listen(8080);\n",
});

const SHARED = {
  '.senior-audit.yaml': 'units:\n  - path: services/*\n    traits: [network-service]\n',
  'package.json': JSON.stringify({ name: 'acme', private: true, workspaces: ['services/*', 'libs/*'] }),
  'libs/telemetry/package.json': JSON.stringify({
    name: '@acme/telemetry',
    version: '1.0.0',
    private: true,
    dependencies: { '@sentry/node': '^10.0.0', '@acme/base': '1.0.0' },
  }),
  'libs/telemetry/src/index.ts':
    "import * as Sentry from '@sentry/node';\nSentry.init({ dsn: process.env.SENTRY_DSN });\n",
  'libs/telemetry/src/index.test.ts':
    "import { expect, test } from 'vitest';\ntest('starts', () => expect(1).toBe(1));\n",
  'libs/base/package.json': JSON.stringify({ name: '@acme/base', version: '1.0.0', private: true }),
  'libs/base/src/index.ts': 'export const x = 1;\n',
};

function findingsIn(report: Report, unit: string): string[] {
  return open({ ...report, findings: report.findings.filter((finding) => 'unit' in finding && finding.unit === unit) });
}

test('a part has what a part that it is built on sets up, but owes its own tests', () => {
  const folder = makeFolder({
    ...SHARED,
    ...service('orders', { '@acme/telemetry': '1.0.0' }),
    ...service('billing'),
  });
  const report = folder.report('--context', 'production-service');
  expect(findingsIn(report, 'services/orders')).not.toContain('critical crash-reporting');
  expect(findingsIn(report, 'services/orders')).toContain('critical automated-tests');
  expect(findingsIn(report, 'services/billing')).toContain('warning crash-reporting');
  const one = reportOf(folder, '--context', 'production-service', '--unit', 'services/orders');
  expect(one.practices.find(({ id }) => id === 'crash-reporting')?.status).toBe('pass');
});

test('what the root has by itself its parts need not have, wherever it comes in the listing', () => {
  const asserting = (what: string): string =>
    `import { expect, test } from 'vitest';\ntest('${what}', () => expect('${what}'.length).toBe(${what.length}));\n`;
  const tests = Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name) => [`libs/base/src/${name}.test.ts`, asserting(name)]),
  );
  const parts = makeFolder({ ...SHARED, ...service('billing'), ...tests });
  const production = (report: Report): string[] => findingsIn(report, 'services/billing');
  expect(production(parts.report('--context', 'production-service'))).toContain('critical automated-tests');
  const whole = makeFolder({ ...SHARED, ...service('billing'), ...tests, 'tests/whole.test.ts': asserting('whole') });
  expect(production(whole.report('--context', 'production-service'))).not.toContain('critical automated-tests');
});

test('what the parts that lie in a part have, it does not wholly lack', () => {
  const inner = {
    'services/billing/rules/package.json': JSON.stringify({ name: '@acme/rules', version: '1.0.0', private: true }),
    'services/billing/rules/src/index.ts': 'export const double = (x: number) => 2 * x;\n',
    'services/billing/rules/src/index.test.ts':
      "import { expect, test } from 'vitest';\nimport { double } from './index';\ntest('doubles', () => expect(double(2)).toBe(4));\n",
  };
  const workspaces = {
    'package.json': JSON.stringify({ name: 'acme', private: true, workspaces: ['services/*', 'services/*/rules'] }),
  };
  const report = makeFolder({ ...SHARED, ...workspaces, ...service('billing'), ...service('orders'), ...inner }).report(
    '--context',
    'production-service',
  );
  const tests = (unit: string): string | undefined =>
    findingsIn(report, unit).find((text) => text.endsWith(' automated-tests'));
  expect(['services/billing', 'services/billing/rules', 'services/orders'].map(tests)).toEqual([
    'warning automated-tests',
    undefined,
    'critical automated-tests',
  ]);
});

test('a part that nobody runs or installs by itself owes nothing that the whole does not', () => {
  const program = (more: object): Record<string, string> => ({
    'tools/sweep/package.json': JSON.stringify({ name: '@acme/sweep', version: '3.2.0', bin: 'sweep.js', ...more }),
    'tools/sweep/sweep.js': "#!/usr/bin/env node\nimport { execSync } from 'node:child_process';\nexecSync('ls');\n",
  });
  const unit = (more: object): string[] =>
    findingsIn(
      makeFolder({
        ...SHARED,
        'package.json': JSON.stringify({
          name: 'acme',
          private: true,
          workspaces: ['services/*', 'libs/*', 'tools/*'],
        }),
        ...service('billing'),
        ...program(more),
      }).report('--context', 'oss'),
      'tools/sweep',
    );
  expect(unit({ private: true })).toEqual([]);
  expect(unit({ description: 'Sweeps what is left over', license: 'MIT' })).toContain('info changelog');
});

test('components that other parts take in, and that nothing starts, owe nothing by themselves', () => {
  const unit = (more: object): string[] =>
    findingsIn(
      makeFolder({
        'package.json': JSON.stringify({ name: 'acme', private: true, workspaces: ['web', 'parts'] }),
        'web/package.json': JSON.stringify({
          name: 'acme-web',
          private: true,
          scripts: { start: 'vite' },
          dependencies: { 'react-dom': '^18.2.0', 'acme-parts': '0.1.0' },
        }),
        'web/index.html': '<script src="src/main.tsx"></script>\n',
        'web/src/main.tsx': "import { Button } from 'acme-parts';\nexport const App = () => <Button />;\n",
        'parts/package.json': JSON.stringify({
          name: 'acme-parts',
          private: true,
          dependencies: { 'react-dom': '^18.2.0' },
          ...more,
        }),
        'parts/src/Button.tsx': 'export const Button = () => <button />;\n',
        'parts/src/Card.tsx': 'export const Card = () => <div />;\n',
      }).report('--context', 'production-service'),
      'parts',
    );
  expect(unit({ scripts: { storybook: 'storybook dev', dev: 'tsc --watch' } })).toEqual([]);
  expect(unit({ scripts: { start: 'node serve.js' } })).toContain('critical crash-reporting');
});

test('a part that is there for the tests of others owes nothing', () => {
  const part = (name: string): readonly string[] =>
    findingsIn(
      makeFolder({
        'package.json': JSON.stringify({ name: 'acme', private: true, workspaces: ['core', name] }),
        'core/package.json': JSON.stringify({ name: 'acme-core', version: '1.0.0', main: 'index.js' }),
        'core/index.js': 'exports.answer = 42;\n',
        [`${name}/package.json`]: JSON.stringify({
          name: `acme-${name}`,
          private: true,
          dependencies: { express: '^5.0.0' },
        }),
        [`${name}/server.js`]:
          "const express = require('express');\nexpress().get('/', (req, res) => res.send('x')).listen(3000);\n",
      }).report('--context', 'oss'),
      name,
    );
  expect(part('shop')).toContain('critical automated-tests');
  expect(part('express-test')).toEqual([]);
});

test('a chart of what is made elsewhere owes nothing that a program owes', () => {
  const chart = (name: string, more: Record<string, string> = {}): Record<string, string> => ({
    [`charts/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\ndescription: An ETL pipeline engine (airflow)\n`,
    [`charts/${name}/values.yaml`]: 'image: airflow:2.10\nport: 8080\n',
    [`charts/${name}/templates/deployment.yaml`]:
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\nspec: { template: { spec: { containers: [{ name: x, image: x, ports: [{ containerPort: 8080 }] }] } } }\n',
    ...more,
  });
  const report = makeFolder({ ...chart('one'), ...chart('two'), ...chart('three') }).report(
    '--context',
    'internal-tool',
  );
  const asked = report.findings.flatMap((finding) =>
    'unit' in finding && finding.unit !== '.' ? [`${finding.rule}`] : [],
  );
  expect(
    asked.filter((rule) => ['crash-reporting', 'structured-logging', 'data-quality-checks'].includes(rule)),
  ).toEqual([]);
});

test('in .NET and Gradle by references to projects', () => {
  const web = (more: string): string => `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup>${more}</ItemGroup></Project>`;
  const api = (name: string, more = ''): Record<string, string> => ({
    [`src/${name}/${name}.csproj`]: web(more),
    [`src/${name}/Dockerfile`]: 'FROM mcr.microsoft.com/dotnet/aspnet\nCOPY . .\nENTRYPOINT ["dotnet", "x.dll"]\n',
    [`src/${name}/Program.cs`]:
      'var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\napp.MapGet("/parcels", () => "x");\napp.Run();\n',
  });
  const report = makeFolder({
    'Shop.slnx':
      '<Solution><Project Path="src/Orders.API/Orders.API.csproj" /><Project Path="src/Billing.API/Billing.API.csproj" /><Project Path="src/Defaults/Defaults.csproj" /></Solution>',
    ...api('Orders.API', '<ProjectReference Include="..\\Defaults\\Defaults.csproj" />'),
    ...api('Billing.API'),
    'src/Defaults/Defaults.csproj':
      '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Sentry.AspNetCore" Version="5.0.0" /></ItemGroup></Project>',
    'src/Defaults/Extensions.cs':
      'public static class Extensions {\n  public static void AddDefaults(WebApplicationBuilder b) { b.WebHost.UseSentry(); }\n}\n',
  }).report('--context', 'production-service');
  expect(findingsIn(report, 'src/Orders.API')).not.toContain('critical crash-reporting');
  expect(findingsIn(report, 'src/Billing.API')).toContain('warning crash-reporting');
});

test('what a front end lacks is mended by the service beside it, not by one elsewhere', () => {
  const page = (folder: string): Record<string, string> => ({
    [`${folder}/package.json`]: JSON.stringify({
      name: folder.replace('/', '-'),
      version: '1.0.0',
      private: true,
      dependencies: { react: '^19.0.0', 'react-dom': '^19.0.0' },
      devDependencies: { vite: '^7.0.0' },
    }),
    [`${folder}/index.html`]:
      '<!doctype html><div id="root"></div><script type="module" src="/src/main.tsx"></script>\n',
    [`${folder}/src/main.tsx`]:
      "import { createRoot } from 'react-dom/client';\nimport { App } from './app';\ncreateRoot(document.body).render(<App />);\n",
    [`${folder}/src/app.tsx`]: 'export const App = () => <p>Parcels</p>;\n',
  });
  const reporting = {
    'shop/api/src/errors.ts':
      "import * as Sentry from '@sentry/node';\nSentry.init({ dsn: process.env.SENTRY_DSN });\n",
  };
  const api = Object.fromEntries(
    Object.entries(service('api', { '@sentry/node': '^10.0.0' })).map(([path, text]) => [
      path.replace('services/api', 'shop/api'),
      text,
    ]),
  );
  const other = Object.fromEntries(
    Object.entries(service('other')).map(([path, text]) => [path.replace('services/other', 'desk/api'), text]),
  );
  const report = makeFolder({
    'package.json': JSON.stringify({ name: 'acme', private: true, workspaces: ['shop/*', 'desk/*'] }),
    '.senior-audit.yaml':
      "units:\n  - path: '*/api'\n    traits: [network-service]\n  - path: '*/web'\n    traits: [web-frontend]\n",
    ...page('shop/web'),
    ...page('desk/web'),
    ...api,
    ...other,
    ...reporting,
  }).report('--context', 'production-service');
  const reporter = (unit: string): string | undefined =>
    findingsIn(report, unit).find((text) => text.endsWith(' crash-reporting'));
  expect(['shop/api', 'shop/web', 'desk/api', 'desk/web'].map(reporter)).toEqual([
    undefined,
    'warning crash-reporting',
    'warning crash-reporting',
    'critical crash-reporting',
  ]);
});

test('init names the first of many units', () => {
  const many = Object.fromEntries(
    Array.from({ length: 25 }, (_, index) => `pkg/m${String(index).padStart(2, '0')}`).flatMap((folder) => [
      [`${folder}/go.mod`, `module example.org/${folder}\n`],
      [`${folder}/main.go`, 'package main\n'],
    ]),
  );
  const { out } = makeFolder({ ...many, LICENSE: 'MIT License\n' }).run('init', '--yes');
  expect(out).toMatch(/^ {2}pkg\/m09: .+\n {2}and 15 more parts\nFindings: /m);
});

test('more units than can be told apart: that is said', () => {
  const many = Object.fromEntries(
    Array.from({ length: 402 }, (_, index) => `pkg/m${index}`).flatMap((folder) => [
      [`${folder}/go.mod`, `module example.org/${folder}\n`],
      [`${folder}/main.go`, 'package main\n'],
    ]),
  );
  expect(makeFolder({ ...many, LICENSE: 'MIT\n' }).run('--context', 'oss').err).toBe(
    'senior-audit: 402 units were found, of which 400 are told apart: declare those that matter under units, or leave folders out with ignore\n',
  );
});

test('the server of what others run on machines of their own is part of that product, not a service of its authors', () => {
  const folder = makeFolder({
    LICENSE: readFileSync('LICENSE', 'utf8'),
    'README.md':
      '# Notes\n\n[![Pulls](https://img.shields.io/docker/pulls/notes/notes.svg)](https://hub.docker.com/r/notes/notes)\n\nSelf-hosted notes: run it on your own server.\n\n## Installation\n\n```sh\ndocker run -p 8080:8080 notes/notes\n```\n',
    'CHANGELOG.md': '# Changelog\n\n## 1.2.0\n\n- More notes\n',
    'CONTRIBUTING.md': '# Contributing\n\nRun `npm test` before you open a pull request.\n',
    '.github/workflows/ci.yml': `on: [push, pull_request]\njobs:\n  test:\n    runs-on: \${{ matrix.os }}\n    strategy: { matrix: { os: [ubuntu-latest, macos-latest] } }\n    steps:\n      - run: npm test\n`,
    'package.json': '{ "name": "notes", "version": "1.2.0", "private": true, "workspaces": ["server", "client"] }',
    'server/package.json':
      '{ "name": "@notes/server", "version": "1.2.0", "private": true, "dependencies": { "express": "^5.0.0", "pg": "^8.0.0" } }',
    'server/index.js':
      "import express from 'express';\nconst app = express();\napp.get('/notes', (req, res) => res.json([]));\napp.listen(8080);\n",
    'server/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "index.js"]\n',
    'client/package.json':
      '{ "name": "@notes/client", "version": "1.2.0", "private": true, "dependencies": { "react": "^19.0.0" } }',
    'client/main.jsx': "import { createRoot } from 'react-dom/client';\ncreateRoot(document.body).render('notes');\n",
  });
  const report = reportOf(folder);
  expect(report.context.kind).toBe('oss');
  expect(report.context.traits).toContain('self-hosted');
  expect(report.units.map(({ path, context }) => [path, context.kind])).toEqual([
    ['client', 'oss'],
    ['server', 'oss'],
  ]);
  expect(open(report)).not.toContain('critical crash-reporting');
  expect(open(report)).toContain('warning health-check');
});
