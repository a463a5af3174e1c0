import { describe, expect, it } from 'vitest';
import { indexFiles } from '../../src/repository/file-index.ts';
import { memoryRepository } from '../../src/repository/memory.ts';

const index = indexFiles(
  memoryRepository({
    'README.md': 'x',
    'a.b/c.yml': 'x',
    'a/README.md': 'x',
    'a/values-prod.YAML': 'x',
    'a-b/x.ts': 'x',
    'deep/er/.env.production': 'x',
    'deep/er/main.tf': 'x',
    'charts/x/Chart.yaml': 'x',
  }),
);

const matching = (...globs: string[]): string[] => index.matching(globs).map((file) => file.path);

it('takes stubs of others and applications for demonstration for no source of this program', () => {
  const { all } = indexFiles(
    memoryRepository({
      'demo-app/a.py': 'x',
      'packages/example-modules/a.ts': 'x',
      'typings/celery/app.pyi': 'x',
      'shelf/app.pyi': 'x',
      'sample-terraform-deployments/a/main.tf': 'x',
    }),
  );
  expect(all.map(({ path, role }) => [path, role])).toEqual([
    ['demo-app/a.py', 'example'],
    ['packages/example-modules/a.ts', 'example'],
    ['sample-terraform-deployments/a/main.tf', 'example'],
    ['shelf/app.pyi', 'source'],
    ['typings/celery/app.pyi', 'vendored'],
  ]);
});

it('takes libraries of others for theirs, where they lie among libraries', () => {
  const { all } = indexFiles(
    memoryRepository({
      'libraries/glm/test/core.cpp': 'x',
      'libraries/shapes/core.cpp': 'x',
      'App/Assets/Monaco/vs/loader.js': 'x',
      'Web/wwwroot/lib/bootstrap/.jshintrc': 'x',
      'Web/wwwroot/js/site.js': 'x',
      'webroot/js/tiny_mce/license.txt': 'x',
      'plugin/src/sbt-test/codegen/simple/Main.scala': 'x',
    }),
  );
  expect(all.map(({ path, role }) => [path, role])).toEqual([
    ['App/Assets/Monaco/vs/loader.js', 'vendored'],
    ['Web/wwwroot/js/site.js', 'source'],
    ['Web/wwwroot/lib/bootstrap/.jshintrc', 'vendored'],
    ['libraries/glm/test/core.cpp', 'vendored'],
    ['libraries/shapes/core.cpp', 'source'],
    ['plugin/src/sbt-test/codegen/simple/Main.scala', 'test'],
    ['webroot/js/tiny_mce/license.txt', 'vendored'],
  ]);
});

it('takes collections and roles that were installed for those of others', () => {
  const { all } = indexFiles(
    memoryRepository({
      'collections/ansible_collections/acme/web/FILES.json': '{}',
      'collections/ansible_collections/acme/web/MANIFEST.json': '{}',
      'collections/ansible_collections/acme/web/plugins/ask.py': 'x',
      'collections/ansible_collections/own/base/plugins/ask.py': 'x',
      'roles/web/meta/.galaxy_install_info': 'x',
      'roles/web/tasks/main.yml': 'x',
      'roles/base/tasks/main.yml': 'x',
    }),
  );
  expect(all.filter(({ role }) => role !== 'vendored').map(({ path }) => path)).toEqual([
    'collections/ansible_collections/own/base/plugins/ask.py',
    'roles/base/tasks/main.yml',
  ]);
});

it('takes a client of an API for generated, not the stubs of a server, which are filled in, nor a repository that is a client', () => {
  const roles = (files: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(indexFiles(memoryRepository(files)).all.map(({ path, role }) => [path, role]));
  const tree = (folder: string): Readonly<Record<string, string>> => ({
    [`${folder}.swagger-codegen/VERSION`]: '2.4.13',
    [`${folder}build.gradle`]: 'x',
    [`${folder}src/main/java/api/OrderApi.java`]: 'x',
  });
  const sender = (folder: string): Readonly<Record<string, string>> => ({
    [`${folder}src/main/java/ApiClient.java`]: 'x',
  });
  expect(roles({ ...tree('client/'), ...sender('client/'), ...tree('server/') })).toMatchObject({
    'client/build.gradle': 'config',
    'client/src/main/java/api/OrderApi.java': 'generated',
    'client/src/main/java/ApiClient.java': 'generated',
    'server/src/main/java/api/OrderApi.java': 'source',
  });
  expect(roles({ ...tree(''), ...sender('') })).toMatchObject({ 'src/main/java/ApiClient.java': 'source' });
});

it('takes the folder of those who engineer tests for tests', () => {
  const { all } = indexFiles(memoryRepository({ 'test-engineering/load/kubernetes/locust.yml': 'x' }));
  expect(all.map(({ role }) => role)).toEqual(['test']);
});

it('takes the folder in which Perl has its tests for tests, at the root alone', () => {
  const { all } = indexFiles(memoryRepository({ 't/pages/start.html': 'x', 'web/t/start.html': 'x' }));
  expect(all.map(({ path, role }) => [path, role])).toEqual([
    ['t/pages/start.html', 'test'],
    ['web/t/start.html', 'source'],
  ]);
});

describe('matching', () => {
  it('finds a name at any depth, and only at the root with a leading slash', () => {
    expect(matching('readme.md')).toEqual(['README.md', 'a/README.md']);
    expect(matching('/README.md')).toEqual(['README.md']);
  });

  it('finds by endings, in any case, alone or in braces', () => {
    expect(matching('**/*.{yml,yaml}')).toEqual(['a.b/c.yml', 'a/values-prod.YAML', 'charts/x/Chart.yaml']);
    expect(matching('*.tf')).toEqual(['deep/er/main.tf']);
  });

  it('finds by patterns without an ending, and with folders in braces', () => {
    expect(matching('**/.env.{production,staging}')).toEqual(['deep/er/.env.production']);
    expect(matching('{charts/*/Chart.yaml,**/*.ts}')).toEqual(['a-b/x.ts', 'charts/x/Chart.yaml']);
    expect(matching('/deep/**')).toEqual(['deep/er/.env.production', 'deep/er/main.tf']);
  });

  it('finds names that are spelled out in braces, one within a folder, and what only looks like them', () => {
    expect(matching('**/{readme,main}.{md,tf}')).toEqual(['README.md', 'a/README.md', 'deep/er/main.tf']);
    expect(matching('/{a,deep}/**/{README,MAIN}.{md,tf}')).toEqual(['a/README.md', 'deep/er/main.tf']);
    expect(matching('{x,{main,values-prod}}.{ts,yaml}')).toEqual(['a-b/x.ts', 'a/values-prod.YAML']);
  });

  it('finds in the folders of the root that an anchored glob names, in any case', () => {
    const { matching: find } = indexFiles(
      memoryRepository({ 'Docs/a.md': 'x', 'docs/b.md': 'x', 'x/docs/c.md': 'x', 'd.md': 'x', 'doc/e.md': 'x' }),
    );
    const found = (glob: string): string[] => find([glob]).map((file) => file.path);
    expect(found('/docs/**/*.md')).toEqual(['Docs/a.md', 'docs/b.md']);
    expect(found('/{docs,doc}/**')).toEqual(['Docs/a.md', 'doc/e.md', 'docs/b.md']);
    expect(found('/*.md')).toEqual(['d.md']);
    expect(found('/*/*.md')).toEqual(['Docs/a.md', 'doc/e.md', 'docs/b.md']);
    expect(found('/**/*.md')).toEqual(['Docs/a.md', 'd.md', 'doc/e.md', 'docs/b.md', 'x/docs/c.md']);
    expect(found('/{docs/b,d}.md')).toEqual(['d.md', 'docs/b.md']);
  });

  it('finds what has a text in its path, in any case, and by alternatives that share none', () => {
    expect(matching('**/ER/**')).toEqual(['deep/er/.env.production', 'deep/er/main.tf']);
    expect(matching('**/values-*')).toEqual(['a/values-prod.YAML']);
    expect(matching('**/{main,x}.*')).toEqual(['a-b/x.ts', 'deep/er/main.tf']);
    expect(matching('**/@(x|main).*')).toEqual(['a-b/x.ts', 'deep/er/main.tf']);
    expect(matching('a?b/**')).toEqual(['a-b/x.ts', 'a.b/c.yml']);
  });

  it('looks only into a folder, where a leading slash means that folder', () => {
    const inside = (folder: string, ...globs: string[]): string[] =>
      index.matching(globs, folder).map((file) => file.path);
    expect(inside('a', 'readme.md', '*.{yml,yaml}')).toEqual(['a/README.md', 'a/values-prod.YAML']);
    expect(inside('deep', '/main.tf')).toEqual([]);
    expect(inside('deep/er', '/main.tf', '/*.tf', '.env.*')).toEqual(['deep/er/.env.production', 'deep/er/main.tf']);
    expect(inside('deep', '/er/**')).toEqual(['deep/er/.env.production', 'deep/er/main.tf']);
    expect(inside('charts', 'charts/*/Chart.yaml')).toEqual(['charts/x/Chart.yaml']);
  });
});

describe('under', () => {
  it('gives the files of a folder and no neighbours with the same beginning', () => {
    expect(index.under('a').map((file) => file.path)).toEqual(['a/README.md', 'a/values-prod.YAML']);
    expect(index.under('.').length).toBe(8);
  });
});

describe('roles', () => {
  it('leaves build files to the software, whatever GitHub is told not to count', () => {
    const { all } = indexFiles(
      memoryRepository({
        '.gitattributes':
          'Dockerfile linguist-vendored\n*.js linguist-vendored\nold/*.js linguist-vendored\n*.json linguist-generated\n*.yml linguist-generated\nbundled/** linguist-vendored\n',
        Dockerfile: 'x',
        'docker/Dockerfile': 'x',
        'package.json': 'x',
        '.github/workflows/ci.yml': 'x',
        'web/app.js': 'x',
        'old/app.js': 'x',
        'messages.json': 'x',
        'bundled/Dockerfile': 'x',
      }),
    );
    expect(Object.fromEntries(all.map(({ path, role }) => [path, role]))).toEqual({
      '.gitattributes': 'config',
      Dockerfile: 'config',
      'docker/Dockerfile': 'config',
      'package.json': 'config',
      '.github/workflows/ci.yml': 'ci',
      'web/app.js': 'source',
      'old/app.js': 'vendored',
      'messages.json': 'generated',
      'bundled/Dockerfile': 'vendored',
    });
  });

  it('tells copies of what was released, what is kept aside, and what sets tests up, by their names', () => {
    const { all } = indexFiles(
      memoryRepository({
        'config/packages/security.yaml': 'x',
        'SECURITY.md': 'x',
        'inputs/serde-json-1.0.219/src/lib.rs': 'x',
        'libs/mutagenx-1.22/NEWS': 'x',
        'editor/jquery-ui-1.14.1.dark/index.html': 'x',
        'editor/jquery-ui-1.14.custom/index.html': 'x',
        'v1.2.3/api.rs': 'x',
        'src/http-2.0/lib.rs': 'x',
        'web/src/setupTests.ts': 'x',
        'archived_shop/main.tf': 'x',
        'archive/zip.go': 'x',
        'auth-proxy-poc/src/index.ts': 'x',
        'apps/pocs/contacts.ts': 'x',
        'src/main/java/com/poc/Poc.java': 'x',
      }),
    );
    expect(Object.fromEntries(all.map(({ path, role }) => [path, role]))).toEqual({
      'config/packages/security.yaml': 'config',
      'SECURITY.md': 'docs',
      'inputs/serde-json-1.0.219/src/lib.rs': 'vendored',
      'libs/mutagenx-1.22/NEWS': 'vendored',
      'editor/jquery-ui-1.14.1.dark/index.html': 'vendored',
      'editor/jquery-ui-1.14.custom/index.html': 'source',
      'v1.2.3/api.rs': 'source',
      'src/http-2.0/lib.rs': 'source',
      'web/src/setupTests.ts': 'test',
      'archived_shop/main.tf': 'example',
      'archive/zip.go': 'source',
      'auth-proxy-poc/src/index.ts': 'example',
      'apps/pocs/contacts.ts': 'source',
      'src/main/java/com/poc/Poc.java': 'source',
    });
  });

  it('takes what stands in for a server for a part of the tests', () => {
    const { all } = indexFiles(
      memoryRepository({
        'web/plugins/images/serve-fixture.js': 'x',
        'tools/mock_server.py': 'x',
        'src/server.js': 'x',
        'src/observe.js': 'x',
      }),
    );
    expect(Object.fromEntries(all.map(({ path, role }) => [path, role]))).toEqual({
      'web/plugins/images/serve-fixture.js': 'test',
      'tools/mock_server.py': 'test',
      'src/server.js': 'source',
      'src/observe.js': 'source',
    });
  });

  it('takes tests that lie beside the pipelines for tests, and their scripts for parts of the pipelines', () => {
    const { all } = indexFiles(
      memoryRepository({
        'ci/rules/test_rules.py': 'x',
        '.github/actions/label/index.test.js': 'x',
        'ci/run-tests.sh': 'x',
        'ci/test.yml': 'x',
        '.github/language.vue': 'x',
        '.buildkite/scripts/deploy.py': 'x',
      }),
    );
    expect(Object.fromEntries(all.map(({ path, role }) => [path, role]))).toEqual({
      '.github/language.vue': 'ci',
      '.buildkite/scripts/deploy.py': 'ci',
      '.github/actions/label/index.test.js': 'test',
      'ci/rules/test_rules.py': 'test',
      'ci/run-tests.sh': 'ci',
      'ci/test.yml': 'ci',
    });
  });

  it('takes what an editor keeps of earlier versions and plugins for no part of the software', () => {
    const { all } = indexFiles(
      memoryRepository({
        '.history/src/app_2025.py': 'x',
        'vault/.obsidian/plugins/tally/main.js': 'x',
        'src/app.py': 'x',
        'public/plugins/viewer-5.2.133/web/viewer.js': 'x',
        'public/reports/orders-2024/index.js': 'x',
      }),
    );
    expect(Object.fromEntries(all.map(({ path, role }) => [path, role]))).toEqual({
      '.history/src/app_2025.py': 'vendored',
      'public/plugins/viewer-5.2.133/web/viewer.js': 'vendored',
      'public/reports/orders-2024/index.js': 'source',
      'src/app.py': 'source',
      'vault/.obsidian/plugins/tally/main.js': 'vendored',
    });
  });

  it('takes programs that are called like a document for programs', () => {
    const { all } = indexFiles(
      memoryRepository({
        'app/core/security.py': 'x',
        'src/history.ts': 'x',
        'install.sh': 'x',
        'contributing.html': 'x',
        HISTORY: 'x',
        'SECURITY.md': 'x',
      }),
    );
    expect(Object.fromEntries(all.map(({ path, role }) => [path, role]))).toEqual({
      'app/core/security.py': 'source',
      'src/history.ts': 'source',
      'install.sh': 'source',
      'contributing.html': 'docs',
      HISTORY: 'docs',
      'SECURITY.md': 'docs',
    });
  });
});

it('takes a page that a browser has saved, with what lies beside it, for what others made', () => {
  const files = memoryRepository({
    'notes/How to deploy.html': '<html></html>\n',
    'notes/How to deploy_files/analytics.js': '1\n',
    'web/config_files/app.js': '1\n',
    'web/index.html': '<html></html>\n',
  });
  expect(indexFiles(files).all.map(({ path, role }) => [path, role])).toEqual([
    ['notes/How to deploy.html', 'vendored'],
    ['notes/How to deploy_files/analytics.js', 'vendored'],
    ['web/config_files/app.js', 'source'],
    ['web/index.html', 'source'],
  ]);
});

it('takes samples and clients for tests of .NET by the last part of their names', () => {
  const files = memoryRepository({
    'src/Acme.AuthServer/Program.cs': '1\n',
    'src/Acme.ClientCredentialsSample/Program.cs': '1\n',
    'src/Acme.SampleApi/Program.cs': '1\n',
    'src/Acme.TestClient/Program.cs': '1\n',
  });
  expect(indexFiles(files).all.map(({ role }) => role)).toEqual(['source', 'example', 'example', 'test']);
  const testing = memoryRepository({
    'src/Shop.AcceptanceTesting/Settings.cs': '1\n',
    'src/Shop.Testing/Clock.cs': '1\n',
  });
  expect(indexFiles(testing).all.map(({ role }) => role)).toEqual(['test', 'source']);
});
