import { expect, test } from 'vitest';
import { readUnitDependencies } from '../../src/context/unit-dependencies.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { soughtBy } from '../../src/rules/sought.ts';
import { catalogueOf } from '../config/catalogue.ts';

/** "a: b, c" for each unit that is built on others. */
function dependencies(units: readonly string[], files: Readonly<Record<string, string>>): string[] {
  const facts = createFacts(createSource(memoryRepository(files)), soughtBy(catalogueOf()));
  return [...readUnitDependencies(facts, units)]
    .filter(([, others]) => others.size > 0)
    .map(([unit, others]) => `${unit}: ${[...others].sort().join(', ')}`);
}

test('by the names of packages, through others too; what is only for tests does not count', () => {
  expect(
    dependencies(['libs/base', 'libs/log', 'services/api', 'services/web'], {
      'libs/base/package.json': '{ "name": "@acme/base" }',
      'libs/log/package.json': '{ "name": "@acme/log", "dependencies": { "@acme/base": "workspace:*" } }',
      'services/api/package.json': '{ "name": "api", "dependencies": { "@acme/log": "workspace:*" } }',
      'services/web/package.json': '{ "name": "web", "devDependencies": { "@acme/log": "workspace:*" } }',
    }),
  ).toEqual(['libs/log: libs/base', 'services/api: libs/base, libs/log']);
});

test('Cargo takes hyphens and underscores for the same; Go modules have versions in their paths', () => {
  expect(
    dependencies(['core-lib', 'app', 'kit', 'tool'], {
      'core-lib/Cargo.toml': '[package]\nname = "core-lib"\nversion = "1.0.0"\n',
      'app/Cargo.toml':
        '[package]\nname = "app"\nversion = "1.0.0"\n[dependencies]\ncore_lib = { path = "../core-lib" }\n',
      'kit/go.mod': 'module example.org/x/kit/v2\n',
      'tool/go.mod': 'module example.org/x/tool\n\nrequire example.org/x/kit/v2 v2.0.0\n',
    }),
  ).toEqual(['app: core-lib', 'tool: kit']);
});

test('by references to projects: MSBuild, Gradle, Elixir umbrellas', () => {
  expect(
    dependencies(['src/Defaults', 'src/Orders.API', 'store', 'web', 'common-utils', 'apps/store', 'apps/web'], {
      'src/Defaults/Defaults.csproj': '<Project></Project>',
      'src/Orders.API/Orders.API.csproj':
        '<Project><ItemGroup><ProjectReference Include="..\\Defaults\\Defaults.csproj" /></ItemGroup></Project>',
      'settings.gradle.kts': 'include("store", "web", "common-utils")\n',
      'store/build.gradle.kts': 'dependencies { implementation(projects.commonUtils) }\n',
      'web/build.gradle': "dependencies { implementation project(path: ':store') }\n",
      'apps/store/mix.exs': 'defmodule S.MixProject do\nend\n',
      'apps/web/mix.exs': 'defmodule W.MixProject do\n  defp deps do\n    [{:store, in_umbrella: true}]\n  end\nend\n',
    }),
  ).toEqual([
    'src/Orders.API: src/Defaults',
    'store: common-utils',
    'web: common-utils, store',
    'apps/web: apps/store',
  ]);
});

test('a circle ends', () => {
  expect(
    dependencies(['a', 'b'], {
      'a/package.json': '{ "name": "a", "dependencies": { "b": "1" } }',
      'b/package.json': '{ "name": "b", "dependencies": { "a": "1" } }',
    }),
  ).toEqual(['a: b', 'b: a']);
});
