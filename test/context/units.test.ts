import { expect, test } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import type { Kind } from '../../src/context/model.ts';
import { findUnits } from '../../src/context/units.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { soughtBy } from '../../src/rules/sought.ts';
import { catalogueOf, rule } from '../config/catalogue.ts';

type Files = Readonly<Record<string, string>>;

function unitsOf(files: Files, declared: readonly string[] = []) {
  return findUnits(createFacts(createSource(memoryRepository(files)), soughtBy(catalogueOf())), declared);
}

function paths(files: Files): string[] {
  return unitsOf(files).units.map(({ path }) => path);
}

const npm = (name: string, more: object = {}): string => JSON.stringify({ name, version: '1.0.0', ...more });
const CODE = 'export const answer = 42;\n';
const GO = 'package main\n';
const JAVA = 'class Main {}\n';

test('members of npm, pnpm, yarn and bun workspaces; what a glob refuses is none', () => {
  expect(
    paths({
      'package.json': npm('root', { private: true, workspaces: ['packages/*', 'apps/**', '!packages/old'] }),
      'packages/a/package.json': npm('a'),
      'packages/a/src/index.ts': CODE,
      'packages/old/package.json': npm('old', { private: true }),
      'packages/old/src/index.ts': CODE,
      'apps/shop/web/package.json': npm('web', { private: true }),
      'apps/shop/web/index.ts': CODE,
    }),
  ).toEqual(['apps/shop/web', 'packages/a']);
  expect(
    paths({
      'package.json': npm('root', { private: true }),
      'pnpm-workspace.yaml': 'packages:\n  - "libs/*"\n',
      'libs/a/package.json': npm('a', { private: true }),
      'libs/a/index.ts': CODE,
      'libs/b/package.json': npm('b', { private: true }),
      'libs/b/index.ts': CODE,
    }),
  ).toEqual(['libs/a', 'libs/b']);
});

test('packages of Lerna, projects of Nx and Rush', () => {
  const two = (folder: string, file: string, text: string): Files => ({
    [`${folder}/a/${file}`]: text,
    [`${folder}/a/src/index.ts`]: CODE,
    [`${folder}/b/${file}`]: text,
    [`${folder}/b/src/index.ts`]: CODE,
  });
  expect(
    paths({
      'package.json': npm('root', { private: true }),
      'lerna.json': '{ "packages": ["modules/*"] }',
      ...two('modules', 'package.json', npm('one', { private: true })),
    }),
  ).toEqual(['modules/a', 'modules/b']);
  expect(
    paths({
      'package.json': npm('root', { private: true }),
      'nx.json': '{}',
      ...two('apps', 'project.json', '{ "name": "one", "targets": {} }'),
      'apps/a-e2e/project.json': '{ "name": "a-e2e", "targets": {} }',
      'apps/a-e2e/src/support.ts': CODE,
      'other/project.json': '{ "version": 3 }',
      'other/index.ts': CODE,
    }),
  ).toEqual(['apps/a', 'apps/b']);
  expect(
    paths({
      'rush.json': '{ /* with comments */ "projects": [{ "projectFolder": "./one/a" }, { "projectFolder": "one/b" }] }',
      ...two('one', 'package.json', npm('one', { private: true })),
    }),
  ).toEqual(['one/a', 'one/b']);
});

test('crates; what a workspace keeps for its own tests is none, what it publishes is one whatever it is called', () => {
  const crate = (name: string, more = ''): string => `[package]\nname = "${name}"\nversion = "1.0.0"\n${more}`;
  expect(
    paths({
      'Cargo.toml': '[workspace]\nmembers = ["core", "core-test", "tests-build", "bench-of-it"]\n',
      'core/Cargo.toml': crate('core'),
      'core/src/lib.rs': 'pub fn f() {}\n',
      'core-test/Cargo.toml': crate('core-test'),
      'core-test/src/lib.rs': 'pub fn f() {}\n',
      'tests-build/Cargo.toml': crate('tests-build', 'publish = false\n'),
      'tests-build/src/lib.rs': 'pub fn f() {}\n',
      'bench-of-it/Cargo.toml': crate('bench-of-it', 'publish = false\n'),
      'bench-of-it/src/lib.rs': 'pub fn f() {}\n',
    }),
  ).toEqual(['core', 'core-test']);
});

test('Go modules, with a workspace and without one', () => {
  const modules: Files = {
    'exporter/go.mod': 'module example.org/x/exporter\n',
    'exporter/main.go': GO,
    'exporter/otlp/go.mod': 'module example.org/x/exporter/otlp\n',
    'exporter/otlp/main.go': GO,
    'internal/tools/go.mod': 'module example.org/x/internal/tools\n',
    'internal/tools/tools.go': GO,
    'examples/dice/go.mod': 'module example.org/x/examples/dice\n',
    'examples/dice/main.go': GO,
  };
  expect(paths({ 'go.mod': 'module example.org/x\n', 'main.go': GO, ...modules })).toEqual([
    'exporter',
    'exporter/otlp',
  ]);
  expect(paths({ 'go.work': 'use (\n\t./exporter\n\t./exporter/otlp\n)\n', ...modules })).toEqual([
    'exporter',
    'exporter/otlp',
  ]);
});

test('Maven modules that hold code; aggregators, BOMs, coverage and demonstrations are none', () => {
  const pom = (name: string, more = ''): string =>
    `<project><groupId>org.acme</groupId><artifactId>${name}</artifactId><version>1</version>${more}</project>`;
  expect(
    paths({
      'pom.xml': pom(
        'all',
        '<packaging>pom</packaging><modules><module>acme-bom</module><module>acme-store</module><module>acme-coverage</module><module>acme-demo</module><module>acme.dotted</module></modules>',
      ),
      'acme-bom/pom.xml': pom('acme-bom', '<packaging>pom</packaging>'),
      'acme-coverage/pom.xml': pom('acme-coverage'),
      'acme-store/pom.xml': pom(
        'acme-store',
        '<packaging>pom</packaging><modules><module>acme-store-api</module></modules>',
      ),
      'acme-store/acme-store-api/pom.xml': pom('acme-store-api'),
      'acme-store/acme-store-api/src/main/java/org/acme/Main.java': JAVA,
      'acme-demo/pom.xml': pom('acme-demo'),
      'acme-demo/src/main/java/org/acme/Main.java': JAVA,
      'acme.dotted/pom.xml': pom('acme.dotted'),
      'acme.dotted/src/main/java/org/acme/Main.java': JAVA,
    }),
  ).toEqual(['acme-store/acme-store-api', 'acme.dotted']);
});

test('Gradle projects, whatever the settings compute; buildSrc and a build of the build are none', () => {
  expect(
    paths({
      'settings.gradle':
        "rootProject.name = 'x'\ninclude 'core'\n['a', 'b'].each { include \"registry-$it\"\nproject(\":registry-$it\").projectDir = new File(\"registries/registry-$it\") }\n",
      'build.gradle': '',
      'core/build.gradle': '',
      'core/src/main/java/Main.java': JAVA,
      'named/named.gradle.kts': '',
      'named/src/main/java/Main.java': JAVA,
      'registries/registry-a/build.gradle': '',
      'registries/registry-a/src/main/java/Main.java': JAVA,
      'registries/registry-b/build.gradle': '',
      'registries/registry-b/src/main/java/Main.java': JAVA,
      'core-bom/build.gradle': '',
      'osgi-test/build.gradle': '',
      'osgi-test/src/test/java/MainTest.java': JAVA,
      'buildSrc/build.gradle': '',
      'buildSrc/src/main/java/Main.java': JAVA,
    }),
  ).toEqual(['core', 'named', 'registries/registry-a', 'registries/registry-b']);
});

test('projects of a .NET solution, with dots in their names; test projects are none', () => {
  const project = '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>';
  expect(
    paths({
      'Shop.slnx':
        '<Solution><Project Path="src/Basket.API/Basket.API.csproj" /><Project Path="src/EventBus/EventBus.csproj" /><Project Path="tests/Basket.UnitTests/Basket.UnitTests.csproj" /></Solution>',
      'src/Basket.API/Basket.API.csproj': project,
      'src/Basket.API/Program.cs': 'class P {}\n',
      'src/EventBus/EventBus.csproj': project,
      'src/EventBus/Bus.cs': 'class B {}\n',
      'tests/Basket.UnitTests/Basket.UnitTests.csproj': project,
      'tests/Basket.UnitTests/BasketTests.cs': 'class T {}\n',
    }),
  ).toEqual(['src/Basket.API', 'src/EventBus']);
});

test('Python: members of a uv workspace, and packages that nothing names', () => {
  const project = (name: string): string =>
    `[project]\nname = "${name}"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n`;
  expect(
    paths({
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
      'packages/a/pyproject.toml': project('a'),
      'packages/a/a/__init__.py': 'x = 1\n',
      'packages/b/pyproject.toml': project('b'),
      'packages/b/b/__init__.py': 'x = 1\n',
      'integrations/aws/pyproject.toml': project('x-aws'),
      'integrations/aws/x_aws/__init__.py': 'x = 1\n',
    }),
  ).toEqual(['integrations/aws', 'packages/a', 'packages/b']);
});

test('the apps of an Elixir umbrella', () => {
  expect(
    paths({
      'mix.exs':
        'defmodule X.MixProject do\n  use Mix.Project\n  def project do\n    [apps_path: "apps"]\n  end\nend\n',
      'apps/web/mix.exs':
        'defmodule W.MixProject do\n  use Mix.Project\n  def project do\n    [app: :web]\n  end\nend\n',
      'apps/web/lib/web.ex': 'defmodule Web do\nend\n',
      'apps/store/mix.exs':
        'defmodule S.MixProject do\n  use Mix.Project\n  def project do\n    [app: :store]\n  end\nend\n',
      'apps/store/lib/store.ex': 'defmodule Store do\nend\n',
    }),
  ).toEqual(['apps/store', 'apps/web']);
});

test('Rails engines, with a gemspec and without one', () => {
  expect(
    paths({
      Gemfile: 'source "https://rubygems.org"\ngem "rails"\n',
      'app/models/user.rb': 'class User; end\n',
      'engines/billing/lib/billing/engine.rb': 'module Billing\n  class Engine < ::Rails::Engine\n  end\nend\n',
      'engines/billing/app/models/bill.rb': 'class Bill; end\n',
      'core/shop_core.gemspec': 'Gem::Specification.new do |s|\n  s.name = "shop_core"\n  s.version = "1"\nend\n',
      'core/lib/shop_core.rb': 'module ShopCore; end\n',
      'lib/search/engine.rb': 'class Engine; end\n',
    }),
  ).toEqual(['core', 'engines/billing']);
});

test('Bazel: modules of their own, and top-level packages where Bazel alone builds it', () => {
  const files: Files = {
    'MODULE.bazel': 'module(name = "x")\n',
    'server/BUILD.bazel': 'go_binary(\n    name = "server",\n)\n',
    'server/main.go': GO,
    'proto/BUILD': 'package(default_visibility = ["//visibility:public"])\n\nproto_library(\n    name = "api",\n)\n',
    'proto/api.proto': 'syntax = "proto3";\n',
    'tools/BUILD': 'sh_binary(\n    name = "fmt",\n)\n',
    'tools/fmt.sh': 'true\n',
    'server/inner/BUILD': 'go_library(\n    name = "inner",\n)\n',
    'server/inner/inner.go': GO,
    'gazelle/MODULE.bazel': 'module(name = "gazelle")\n',
    'gazelle/main.go': GO,
  };
  expect(paths(files)).toEqual(['gazelle', 'proto', 'server']);
  expect(paths({ ...files, 'go.mod': 'module example.org/x\n', 'main.go': GO })).toEqual(['gazelle']);
});

test('Terraform that is applied by itself; modules that it uses are none', () => {
  const files: Files = {
    'environments/production/main.tf': 'module "db" {\n  source = "../../database"\n}\n',
    'environments/production/backend.tf': 'terraform {\n  backend "gcs" {\n    bucket = "x"\n  }\n}\n',
    'environments/staging/main.tf': 'provider "aws" {\n  region = "eu"\n}\n',
    'bootstrap/main.tf': 'resource "aws_s3_bucket" "x" {}\n',
    'bootstrap/terraform.tfvars': 'x = 1\n',
    'database/main.tf':
      'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\nprovider "aws" {}\nresource "aws_db_instance" "x" {}\n',
    'modules/network/main.tf': 'provider "aws" {}\nresource "aws_vpc" "x" {}\n',
  };
  expect(paths(files)).toEqual(['bootstrap', 'environments/production', 'environments/staging']);
});

test('a collection of Terraform modules has its modules', () => {
  expect(
    paths({
      'modules/network/main.tf': 'resource "aws_vpc" "x" {}\n',
      'modules/database/main.tf': 'resource "aws_db_instance" "x" {}\n',
      'modules/database/modules/user/main.tf': 'resource "x_user" "x" {}\n',
    }),
  ).toEqual(['modules/database', 'modules/network']);
});

test('several Helm charts; one chart is how the software beside it is deployed, and charts in a chart belong to it', () => {
  const chart = 'apiVersion: v2\nname: x\nversion: 1.0.0\n';
  expect(
    paths({
      'charts/a/Chart.yaml': chart,
      'charts/a/templates/deployment.yaml': 'kind: Deployment\n',
      'charts/a/charts/sub/Chart.yaml': chart,
      'charts/b/Chart.yaml': chart,
    }),
  ).toEqual(['charts/a', 'charts/b']);
  expect(paths({ 'main.go': GO, 'go.mod': 'module example.org/x\n', 'deploy/chart/Chart.yaml': chart })).toEqual([]);
});

test('services that Compose builds from folders of their own', () => {
  expect(
    paths({
      'compose.yaml': `services:\n  vote:\n    build: ./vote\n  worker:\n    build:\n      context: .\n      dockerfile: ./worker/Dockerfile\n  db:\n    build: ./db\n  cache:\n    image: redis\n  computed:\n    build: \${FOLDER}\n`,
      'vote/app.py': 'x = 1\n',
      'worker/Dockerfile': 'FROM scratch\n',
      'worker/main.go': GO,
      'db/Dockerfile': 'FROM postgres\n',
    }),
  ).toEqual(['vote', 'worker']);
});

test('folders with a manifest and an image, a deployment or a lock file of their own', () => {
  expect(
    paths({
      'README.md': '# x\n',
      'server/requirements.txt': 'flask\n',
      'server/app.py': 'x = 1\n',
      'server/deploy/fly.toml': 'app = "x"\n',
      'client/package.json': npm('client', { private: true }),
      'client/package-lock.json': '{ "lockfileVersion": 3, "packages": {} }',
      'client/src/main.ts': CODE,
      'api/src/api.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
      'api/src/Dockerfile': 'FROM scratch\nCOPY . .\nCMD ["/x"]\n',
      'api/src/Program.cs': 'class P {}\n',
      '.devcontainer/package.json': npm('dev', { private: true }),
      '.devcontainer/package-lock.json': '{ "lockfileVersion": 3, "packages": {} }',
      '.devcontainer/index.ts': CODE,
      'docker/requirements.txt': 'flask\n',
      'docker/Dockerfile': 'FROM python\nCMD ["/x"]\n',
      'docker/wait.py': 'x = 1\n',
      'contrib/client-example/package.json': npm('client-example'),
      'contrib/client-example/index.ts': CODE,
      'plain/package.json': npm('plain', { private: true }),
      'plain/index.ts': CODE,
    }),
  ).toEqual(['api', 'client', 'server']);
});

test('examples, documentation and templates are none; experiments are one', () => {
  const units = unitsOf({
    'package.json': npm('root', { private: true, workspaces: ['packages/*', 'examples/*', 'docs'] }),
    'packages/a/package.json': npm('a'),
    'packages/a/index.ts': CODE,
    'packages/b/package.json': npm('b'),
    'packages/b/index.ts': CODE,
    'packages/b/template-react/package.json': npm('template'),
    'packages/b/template-react/main.ts': CODE,
    'examples/basic/package.json': npm('basic'),
    'examples/basic/index.ts': CODE,
    'docs/package.json': npm('docs', { private: true }),
    'docs/index.ts': CODE,
    'experiments/idea/try.py': 'print(1)\n',
    'playground/index.ts': CODE,
  });
  expect(units.units).toEqual([
    { path: 'experiments', reason: 'a folder of experiments', isExperiment: true },
    { path: 'packages/a', reason: 'member of the workspace package.json', isExperiment: false },
    { path: 'packages/b', reason: 'member of the workspace package.json', isExperiment: false },
    { path: 'playground', reason: 'a folder of experiments', isExperiment: true },
  ]);
  expect(units.isCoordinator).toBe(true);
});

test('what lies deep in another part belongs to it; a front end beside its code does not', () => {
  expect(
    paths({
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
      'crates/eval/Cargo.toml': '[package]\nname = "eval"\nversion = "1.0.0"\n',
      'crates/eval/src/main.rs': 'fn main() {}\n',
      'crates/eval/truth/case/pyproject.toml': '[project]\nname = "case"\n[build-system]\nrequires = []\n',
      'crates/eval/truth/case/main.py': 'x = 1\n',
      'crates/web/Cargo.toml': '[package]\nname = "web"\nversion = "1.0.0"\n',
      'crates/web/src/main.rs': 'fn main() {}\n',
      'crates/web/assets/package.json': npm('assets', { private: true }),
      'crates/web/assets/package-lock.json': '{ "lockfileVersion": 3, "packages": {} }',
      'crates/web/assets/main.ts': CODE,
    }),
  ).toEqual(['crates/eval', 'crates/web', 'crates/web/assets']);
});

test('one part that is all there is, is the whole', () => {
  expect(
    paths({
      'App.sln': 'Project("{X}") = "App", "App\\App.csproj", "{Y}"\n',
      'App/App.csproj': '<Project Sdk="Microsoft.NET.Sdk"></Project>',
      'App/Program.cs': 'class P {}\n',
    }),
  ).toEqual([]);
});

test('what is declared is one, whatever it holds', () => {
  expect(unitsOf({ 'main.go': GO, 'tools/notes.txt': 'x\n' }, ['tools', 'nowhere']).units).toEqual([
    { path: 'tools', reason: 'declared in the configuration', isExperiment: false },
  ]);
});

test('a root with software of its own is no coordinator', () => {
  const parts: Files = {
    'package.json': npm('root', { workspaces: ['packages/*'] }),
    'packages/a/package.json': npm('a'),
    'packages/a/index.ts': CODE,
    'packages/b/package.json': npm('b'),
    'packages/b/index.ts': CODE,
  };
  const own = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`src/${index}.ts`, CODE]));
  expect(unitsOf(parts).isCoordinator).toBe(true);
  expect(unitsOf({ ...parts, ...own }).isCoordinator).toBe(false);
});

test('more than can be told apart are counted, and those that are declared stay', () => {
  const many = Object.fromEntries(
    Array.from({ length: 410 }, (_, index) => `pkg/m${String(index).padStart(3, '0')}`).flatMap((folder) => [
      [`${folder}/go.mod`, `module example.org/${folder}\n`],
      [`${folder}/main.go`, GO],
    ]),
  );
  const { units, omitted } = unitsOf(many, ['pkg/m409']);
  expect([units.length, omitted, units.at(-1)?.path]).toEqual([400, 10, 'pkg/m409']);
});

test('a part that is the same as the whole is no surer of it than the whole', () => {
  const files = {
    'package.json': npm('root', { private: true, workspaces: ['services/*', 'tools/*'] }),
    'services/api/package.json': npm('api'),
    'services/api/index.ts': CODE,
    'tools/probe/package.json': npm('probe'),
    'tools/probe/index.ts': CODE,
  };
  const catalogue = catalogueOf();
  const certain = (path: string, kind: Kind) => ({
    id: `in-${path}`,
    claim: `it lies in ${path}`,
    for: [kind],
    if: { check: { name: 'unit-path', with: { pattern: `^${path}/` } } },
    weights: { [kind]: 5 },
  });
  const { context, units } = auditRepository(memoryRepository(files), {
    ...catalogue,
    kinds: { ...catalogue.kinds, bias: { ...catalogue.kinds.bias, 'production-service': 1 } },
    units: {
      ...catalogue.units,
      evidence: [certain('services', 'production-service'), certain('tools', 'internal-tool')],
    },
  });
  expect(context.confidence).toBeCloseTo(0.475, 3);
  expect(units.map(({ path, context: own }) => [path, own.kind, own.confidence])).toEqual([
    ['services/api', 'production-service', context.confidence],
    ['tools/probe', 'internal-tool', expect.closeTo(0.966, 1)],
  ]);
});

test('in what the owner’s own people use, nothing that a part lacks is critical', () => {
  const files = {
    'package.json': npm('root', { private: true, workspaces: ['services/*', 'libs/*'] }),
    'services/api/package.json': npm('api', { description: 'Takes orders.' }),
    'services/api/index.js': 'module.exports = 1;\n',
    'libs/a/package.json': npm('a', { private: true }),
    'libs/a/index.ts': CODE,
  };
  const severities = (kind: Kind): string[] => {
    const catalogue = catalogueOf(
      rule('runbook', {
        scope: 'unit',
        expectations: {
          prototype: 'optional',
          'internal-tool': 'optional',
          oss: 'optional',
          'production-service': 'required',
        },
      }),
    );
    const { units, findings } = auditRepository(memoryRepository(files), {
      ...catalogue,
      kinds: { ...catalogue.kinds, bias: { ...catalogue.kinds.bias, [kind]: 4 } },
      units: {
        ...catalogue.units,
        evidence: [
          {
            id: 'service',
            claim: 'it is a service',
            for: ['production-service'],
            if: { check: { name: 'unit-path', with: { pattern: '^services/' } } },
            weights: { 'production-service': 9 },
          },
        ],
      },
    });
    expect(units.find(({ path }) => path === 'services/api')?.context.kind).toBe('production-service');
    return findings.filter(({ unit }) => unit === 'services/api').map(({ severity }) => severity);
  };
  expect(severities('oss')).toEqual(['critical']);
  expect(severities('internal-tool')).toEqual(['warning']);
});

test('a stand-in for a service of others is there for the tests', () => {
  const isForTests = (name: string) =>
    auditRepository(
      memoryRepository({
        'package.json': npm('root', { private: true, workspaces: ['services/*'] }),
        'services/api/package.json': npm('api', { dependencies: { express: '^5.0.0' } }),
        'services/api/index.ts': "import express from 'express';\nexpress().listen(3000);\n",
        [`services/${name}/package.json`]: npm(name, { dependencies: { express: '^5.0.0' } }),
        [`services/${name}/index.ts`]: "import express from 'express';\nexpress().listen(3001);\n",
      }),
      compileCatalogue('rules'),
    )
      .units.find(({ path }) => path === `services/${name}`)
      ?.context.evidence.some(({ claim }) => claim === 'it is there for the tests of other parts');
  expect(isForTests('broker-mock')).toBe(true);
  expect(isForTests('BrokerMock')).toBe(true);
  expect(isForTests('broker')).toBe(false);
  expect(isForTests('hammock')).toBe(false);
});

test('a workspace that is called a prototype is one in all its parts; of one that only looks like it, the parts are asked', () => {
  const files = {
    'package.json': npm('root', { private: true, workspaces: ['services/*'] }),
    'services/api/package.json': npm('api'),
    'services/api/index.ts': CODE,
    'services/jobs/package.json': npm('jobs'),
    'services/jobs/index.ts': CODE,
  };
  const catalogue = catalogueOf();
  const unitsAt = (weights: readonly number[], service = 0): number => {
    const evidence = weights.map((weight, index) => ({
      id: `sign-${index}`,
      claim: 'it is a prototype',
      for: ['prototype' as const],
      if: { manifest: { name: '^root$' } },
      weights: { prototype: weight },
    }));
    const bias = { ...catalogue.kinds.bias, 'production-service': service };
    const result = auditRepository(memoryRepository(files), {
      ...catalogue,
      kinds: { ...catalogue.kinds, bias, evidence },
    });
    expect(result.context.kind).toBe('prototype');
    return result.units.length;
  };
  expect(unitsAt([1, 1])).toBe(2);
  expect(unitsAt([1, 1], 1.5)).toBe(2);
  expect(unitsAt([2], 1.5)).toBe(0);
  expect(unitsAt([2])).toBe(0);
});
