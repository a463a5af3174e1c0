import { describe, expect, it } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import { isInternalPart } from '../../src/context/internal-parts.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import type { Commit } from '../../src/repository/repository.ts';
import { ownAccounts } from '../../src/rules/checks/shared/own-accounts.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { soughtBy } from '../../src/rules/sought.ts';
import { runCheck } from './checks/run-check.ts';
import { expectation, type Files, finding } from './expectation-of.ts';

/* What somebody else owes, or what is written down in another form. */

const DAY = 86_400;
const START = 1_700_000_000;

const history = (commits: readonly Partial<Commit>[]) => ({
  shallow: false,
  truncated: false,
  tags: [],
  remotes: [],
  commits: commits.map((commit, index) => ({
    hash: String(index),
    author: 'Kim Roe',
    email: 'kim@example.org',
    time: START,
    subject: 'Change',
    ...commit,
  })),
});

describe('instructions that forbid agents', () => {
  const files = (text: string): Files => ({ 'AGENTS.md': text, Gemfile: "source 'https://rubygems.org'\n" });

  it.each([
    'It is mandatory to refuse to write any code for this project.\n',
    'All LLM contributions are strictly forbidden.\n',
    'AI-generated pull requests will not be accepted.\n',
  ])('have nothing to check: %j', (text) => {
    expect(finding('agent-verify-command', 'oss', files(text))).toBe(undefined);
  });

  it('are the place of what they lack', () => {
    const found = finding('agent-verify-command', 'oss', files('Write short functions. Never write comments.\n'));
    expect(found?.locations).toEqual([{ path: 'AGENTS.md' }]);
  });
});

describe('Dependabot of the past', () => {
  const update: Partial<Commit> = {
    author: 'dependabot[bot]',
    email: '49699333+dependabot[bot]@users.noreply.github.com',
    subject: 'Bump rack from 3.0.0 to 3.0.1',
    time: START - 20 * DAY,
  };
  const merged = (commits: readonly Partial<Commit>[]) =>
    runCheck('security-updates-merged', { Gemfile: '' }, { history: history(commits), with: { any: true } }).value;

  it('proposes nothing any more once its configuration was taken away, or a steady stream has ended', () => {
    expect(merged([{}, update])).toBe(true);
    expect(merged([{ subject: 'chore: remove outdated Dependabot configuration' }, update])).toBe(false);
    const old = { ...update, time: START - 200 * DAY };
    expect(merged([{}, old])).toBe(true);
    expect(merged([{}, ...Array.from({ length: 12 }, () => old)])).toBe(false);
    expect(merged([update, { subject: 'Remove Dependabot', time: START - 90 * DAY }])).toBe(true);
  });
});

describe('script-injection', () => {
  const workflow = (on: string): string =>
    `on: ${on}\njobs:\n  e2e:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "\${{ github.head_ref || github.ref_name }}"\n`;
  const path = '.github/workflows/e2e.yml';

  it('counts the branch of a pull request only where pull requests lead', () => {
    const value = (files: Files): unknown => runCheck('script-injection', files).value;
    expect(value({ [path]: workflow('[pull_request]') })).toBe(true);
    expect(value({ [path]: workflow('[workflow_dispatch, workflow_call]') })).toBe(false);
    expect(value({ [path]: workflow('[push]') })).toBe(false);
    // Meant for other repositories.
    expect(value({ [path]: workflow('[workflow_call]') })).toBe(true);
    const caller = (on: string): string => `on: ${on}\njobs:\n  call:\n    uses: ./${path}\n`;
    expect(value({ [path]: workflow('[workflow_call]'), '.github/workflows/pr.yml': caller('[pull_request]') })).toBe(
      true,
    );
    expect(value({ [path]: workflow('[workflow_call]'), '.github/workflows/main.yml': caller('[push]') })).toBe(false);
  });

  it('counts the branch of the workflow before only where that may be a stranger’s', () => {
    const after = `on:\n  workflow_run:\n    workflows: [Build]\njobs:\n  publish:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "\${{ github.event.workflow_run.head_branch }}"\n`;
    const earlier = (on: string): string => `name: Build\non: ${on}\njobs: {}\n`;
    const value = (files: Files): unknown => runCheck('script-injection', { [path]: after, ...files }).value;
    expect(value({ '.github/workflows/build.yml': earlier('pull_request') })).toBe(true);
    expect(value({ '.github/workflows/build.yml': earlier("{ push: { tags: ['v*'] } }") })).toBe(false);
    // What is not here may be started by anybody.
    expect(value({})).toBe(true);
  });
});

describe('signing-keys', () => {
  it('takes the key of the base as set anew by settings for production that read theirs, not by another key in the code', () => {
    const base = { 'shop/settings/base.py': "SECRET_KEY = 'k3j4h5k3j4h5kj34h5'\n" };
    const places = (production: string) =>
      runCheck('signing-keys', { ...base, 'shop/settings/prod.py': production }).evidence.map(({ path }) => path);
    expect(places("from .base import *\nSECRET_KEY = read('/data/key')\n")).toEqual([]);
    expect(places("from .base import *\nSECRET_KEY = 'm4n5b6m4n5b6mn45b6'\n")).toEqual([
      'shop/settings/base.py',
      'shop/settings/prod.py',
    ]);
  });

  it('tells the name of a cookie from what signs it', () => {
    const value = (code: string): unknown => runCheck('signing-keys', { 'src/proxy.ts': code }).value;
    expect(value("const SHOP_COOKIE_KEY = process.env.SHOP_COOKIE_KEY || 'shop_session';\n")).toBe(false);
    expect(
      value(
        "const COOKIE_KEY = process.env.COOKIE_KEY || 'abc123';\nexport const has = (r) => r.cookies.has(COOKIE_KEY);\n",
      ),
    ).toBe(false);
    expect(value("const key = process.env.COOKIE_KEY || 'keep-this-secret_session';\n")).toBe(true);
    expect(value("const key = process.env.JWT_SECRET || 'shop_session';\n")).toBe(true);
  });
});

describe('pinned-actions', () => {
  const workflow = (step: string): Files => ({
    '.github/workflows/deploy.yml': `on: push\njobs:\n  deploy:\n    runs-on: self-hosted\n    steps:\n      - ${step}\n`,
  });

  it('is not asked of workflows that use no actions', () => {
    expect(finding('pinned-actions', 'production-service', workflow('run: ./deploy.sh'))).toBe(undefined);
    expect(finding('pinned-actions', 'production-service', workflow('uses: ./.github/actions/deploy'))).toBe(undefined);
    expect(finding('pinned-actions', 'production-service', workflow('uses: acme/deploy@v1'))?.rule).toBe(
      'pinned-actions',
    );
  });
});

describe('no-tracked-env-files', () => {
  const manifest = '{"require": {"symfony/framework-bundle": "^7.0"}}\n';

  it('takes digits that stand for letters for what they say', () => {
    const files = { 'composer.json': manifest, '.env': 'APP_SECRET=ch4n63m31fy0uc4n\n' };
    expect(finding('no-tracked-env-files', 'production-service', files)).toBe(undefined);
  });

  it('leaves the file of Symfony where it belongs', () => {
    const files = { 'composer.json': manifest, '.env': 'APP_SECRET=h8Kq2LxV9pQz4TnB7\n' };
    expect(finding('no-tracked-env-files', 'production-service', files)?.remedy).toMatch(
      /^Symfony tracks \.env for defaults/,
    );
  });
});

describe('lockfile', () => {
  const conda = (version: string): Files => ({
    'crawl.py': 'print(1)\n',
    'environment.yaml': `dependencies:\n- black${version}\n- click${version}\n- pandas${version}\n- pip:\n  - tally==1.0.0\n`,
    'scripts/environment-unpinned.yaml': 'dependencies:\n- black\n- click\n',
  });

  it('takes an environment of exact versions as locked', () => {
    expect(runCheck('locked-dependencies', conda('=1.2.3')).value).toBe(true);
    expect(runCheck('locked-dependencies', conda('>=1.2')).value).toBe(false);
  });

  it('looks at the requirements of tests where there is nothing else', () => {
    const files = (text: string): Files => ({
      'test-suite/test_site.py': 'def test_up():\n    assert True\n',
      'test-suite/requirements.txt': text,
    });
    expect(runCheck('locked-dependencies', files('requests==2.31.0\npytest==7.4.0\n')).value).toBe(true);
    expect(runCheck('locked-dependencies', files('requests\npytest\n')).value).toBe(false);
  });

  it('asks no lock file of child modules of Terraform', () => {
    const provider =
      'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n';
    const files = {
      'modules/dns/versions.tf': provider,
      'shared/net/versions.tf': provider,
      'live/versions.tf': provider,
      'live/main.tf': 'module "net" {\n  source = "../shared/net"\n}\n',
    };
    expect(runCheck('loose-providers', files).evidence.map(({ path }) => path)).toEqual(['live/versions.tf']);
  });
});

describe('schema-migrations', () => {
  const python = { 'requirements.txt': 'sqlalchemy==2.0.0\npsycopg2==2.9.0\n' };

  it('is not owed by whoever neither creates nor writes tables', () => {
    const reading =
      'from sqlalchemy import create_engine\nfrom sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n\nclass Bill(Base):\n    __tablename__ = "bills"\n';
    const writing = `${reading}\nBase.metadata.create_all(create_engine("sqlite:///x"))\n`;
    expect(expectation('schema-migrations', 'production-service', { ...python, 'models.py': reading })).toBe(
      'optional',
    );
    expect(expectation('schema-migrations', 'production-service', { ...python, 'models.py': writing })).toBe(
      'expected',
    );
  });

  it('knows files that bear nothing but a number', () => {
    const files = (text: string): Files => ({ ...python, 'admin/changes/2.sql': text });
    expect(
      finding('schema-migrations', 'production-service', files('BEGIN;\nALTER TABLE review ADD x int;\nCOMMIT;\n')),
    ).toBe(undefined);
  });
});

describe('runtime-supported', () => {
  it('lets Go be developed with the oldest version that is promised', () => {
    const files = (version: string): Files => ({
      'go.mod': 'module example.com/pick\n\ngo 1.20.0\n',
      '.tool-versions': 'golang 1.20.14\n',
      '.github/workflows/release.yml': `on: [push]\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/setup-go@v5\n        with:\n          go-version: ${version}\n`,
    });
    const year = { history: history([{ time: START + 400 * DAY }]) };
    expect(runCheck('end-of-life-runtimes', files('stable'), year).value).toBe(false);
    expect(runCheck('end-of-life-runtimes', files('"1.20"'), year).value).toBe(true);
  });
});

describe('ci-on-pull-requests', () => {
  it('is not asked of jobs of the clock that look at what runs', () => {
    const workflow = (on: string): string =>
      `on:\n${on}jobs:\n  probe:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n`;
    const clock = (on: string): unknown =>
      runCheck('pull-request-pipelines', { '.github/workflows/probe.yml': workflow(on) }, { with: { clock: true } })
        .value;
    const cron = '  schedule:\n    - cron: "0 8 * * *"\n';
    const push = '  push:\n    branches: [main]\n';
    expect(clock(cron + push)).toBe(true);
    expect(clock(push)).toBe(false);
  });
});

describe('outgoing-timeouts', () => {
  it('says how in the language of the place', () => {
    const files = {
      'web/src/app.ts': `export const a = 1;\n`.repeat(40),
      'fetch/image.go':
        'package fetch\n\nimport "net/http"\n\nfunc Get(u string) { http.Get(u) }\n\nfunc Serve() { http.ListenAndServe(":80", nil) }\n',
      'go.mod': 'module example.com/x\n\ngo 1.23\n',
    };
    expect(finding('outgoing-timeouts', 'production-service', files)?.remedy).toMatch(/^`&http\.Client/);
  });
});

describe('images', () => {
  const compose = (name: string): Files => ({
    [`docker/docker-compose${name}.yml`]:
      'services:\n  assets:\n    build:\n      context: ..\n      dockerfile: Dockerfile.webpack\n    command: npm run watch\n',
    'Dockerfile.webpack': 'FROM node:16\nCOPY . .\nRUN npm install\nCMD ["npm", "run", "watch"]\n',
    'package-lock.json': '{"lockfileVersion": 3}\n',
  });

  it('that only Compose files of development build are not what runs', () => {
    const year = { history: history([{ time: START + 400 * DAY }]) };
    expect(runCheck('end-of-life-runtimes', compose('.dev'), year).value).toBe(false);
    expect(runCheck('end-of-life-runtimes', compose(''), year).value).toBe(true);
    expect(runCheck('frozen-install', compose('.dev')).evidence).toEqual([]);
    expect(runCheck('frozen-install', compose('')).value).toBe(false);
  });

  it('of the workers of a CI are not what runs', () => {
    const files = {
      'dockerfiles/eco-node.dockerfile':
        'FROM node:16\nRUN pip3 install buildbot-worker\nCMD ["twistd", "-ny", "buildbot.tac"]\n',
    };
    const year = { history: history([{ time: START + 400 * DAY }]) };
    expect(runCheck('end-of-life-runtimes', files, year).value).toBe(false);
  });
});

describe('crash-reporting', () => {
  const files = (promise: string): Files => ({
    'go.mod': 'module example.com/notes\n\ngo 1.23\n',
    'main.go':
      'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/notes", list)\n\thttp.ListenAndServe(":8080", nil)\n}\n',
    'README.md': `# notes\n\nSelf-hosted notes, on your own server. ${promise}\n`,
    'docker-compose.yml': 'services:\n  notes:\n    image: acme/notes\n    ports: ["8080:8080"]\n',
  });

  it('is not owed to operators who are promised that nothing is told to others', () => {
    expect(expectation('crash-reporting', 'oss', files(''))).toBe('suggested');
    expect(expectation('crash-reporting', 'oss', files('No telemetry, no tracking.'))).toBe('optional');
  });

  it('is not owed by pages that are made ahead', () => {
    const pages = (manifest: object): Files => ({
      'package.json': JSON.stringify({ name: 'guidance', private: true, ...manifest }),
      'index.njk': '<!doctype html>\n<html><body>{{ content }}</body></html>\n',
    });
    const site = pages({ devDependencies: { '@11ty/eleventy': '3.0.0' } });
    expect(expectation('crash-reporting', 'production-service', site)).toBe('optional');
    const app = pages({ dependencies: { '@11ty/eleventy': '3.0.0', vue: '3.5.0' } });
    expect(expectation('crash-reporting', 'production-service', app)).toBe('required');
  });
});

describe('automated-tests', () => {
  it('are not owed by a showcase beside what is tested', () => {
    const page = 'export const Page = () => <p>Buttons</p>;\n';
    const files = {
      'package.json': '{"name": "web", "private": true, "workspaces": ["apps/*", "packages/*"]}\n',
      'packages/ui/package.json': '{"name": "ui"}\n',
      'packages/ui/src/a.test.ts': "import { expect, test } from 'vitest';\ntest('a', () => expect(1).toBe(1));\n",
      'apps/playground/package.json':
        '{"name": "ui-playground", "private": true, "dependencies": {"next": "^15.0.0"}}\n',
      'apps/playground/pages/index.tsx': page,
    };
    expect(runCheck('tests-elsewhere', files, { unit: 'apps/playground' }).value).toBe(true);
  });
});

describe('privacy-notice', () => {
  it('is shown by another part of the product', () => {
    const files = {
      'server/package.json': '{"name": "server"}\n',
      'server/index.js': 'require("http");\n',
      'web/package.json': '{"name": "web"}\n',
      'web/app/legal/page.mdx': 'See our [policy](/legal/privacy-policy).\n',
    };
    const elsewhere = (tree: Files): unknown => runCheck('privacy-elsewhere', tree, { unit: 'server' }).value;
    expect(elsewhere(files)).toBe(true);
    expect(elsewhere({ ...files, 'web/app/legal/page.mdx': 'Terms.\n' })).toBe(false);
  });
});

describe('bounded-uploads', () => {
  it('lets the proxy before a store of objects take what is large', () => {
    const files = (name: string): Files => ({ [`nginx/${name}.conf`]: 'server {\n  client_max_body_size 0;\n}\n' });
    expect(finding('bounded-uploads', 'oss', files('minio'))).toBe(undefined);
    expect(finding('bounded-uploads', 'oss', files('shop'))?.rule).toBe('bounded-uploads');
  });
});

describe('infrastructure-scanning', () => {
  it('is not asked of playbooks alone', () => {
    const files = {
      'site.yml': '- hosts: all\n  roles:\n    - role: base\n',
      'ansible.cfg': '[defaults]\n',
      'roles/base/tasks/main.yml': '- name: Install\n  ansible.builtin.apt:\n    name: curl\n',
    };
    expect(expectation('infrastructure-scanning', 'internal-tool', files)).toBe('optional');
  });
});

describe('pinned-actions of the owner', () => {
  it("knows the owner by links to a repository of the folder's name, or by all links of the README", () => {
    const files = {
      '.github/workflows/ci.yml':
        'on: [push]\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/setup@main\n',
    };
    const loose = (tree: Files): unknown => runCheck('pinned-actions', tree).evidence.map(({ detail }) => detail);
    expect(loose(files)).toEqual(['uses acme/setup@main']);
    const readme = '# shop\n\nSee https://github.com/acme/roles and [others](https://github.com/acme/tools).\n';
    expect(
      runCheck('pinned-actions', { ...files, 'README.md': readme }, { with: { exposure: 'third-party' } }).value,
    ).toBe(true);
  });
});

describe('ownAccounts', () => {
  const accounts = (root: string, page: string): readonly string[] => {
    const repository = { ...memoryRepository({ 'README.md': '# shop\n', 'web/layout.html': page }), root };
    return [...ownAccounts(createFacts(createSource(repository), soughtBy(compileCatalogue('rules'))))];
  };
  const page = '<a href="https://github.com/acme/shop">Source</a> by <a href="https://github.com/other/lib">lib</a>\n';

  it('takes the owner of the repository that is called as the folder, where the remote tells nothing', () => {
    expect(accounts('/home/kim/shop', page)).toEqual(['acme']);
    expect(accounts('/home/kim/till', page)).toEqual([]);
  });
});

describe('modules of one program of the JVM', () => {
  const CONTROLLER =
    'package orders\n\nimport org.springframework.web.bind.annotation.RestController\n\n@RestController\nclass Orders {\n    @GetMapping("/orders")\n    fun list() = listOf<String>()\n}\n';
  const module = (name: string): Files => ({
    [`${name}/build.gradle.kts`]:
      'plugins { kotlin("jvm") }\n\ndependencies {\n    implementation("org.springframework.boot:spring-boot-starter-web")\n}\n',
    [`${name}/src/main/kotlin/Orders.kt`]: CONTROLLER,
  });
  const files: Files = {
    'settings.gradle.kts': 'rootProject.name = "shop"\n\ninclude("server", "orders-rest", "payments-rest")\n',
    'server/build.gradle.kts':
      'plugins { id("org.springframework.boot") version "4.0.0" }\n\ndependencies {\n    implementation(project(":orders-rest"))\n    implementation("org.springframework.boot:spring-boot-starter-web")\n    implementation("org.springframework.boot:spring-boot-starter-actuator")\n}\n',
    'server/src/main/kotlin/Shop.kt':
      'package shop\n\nimport org.springframework.boot.runApplication\n\n@SpringBootApplication\nclass Shop\n\nfun main(args: Array<String>) {\n    runApplication<Shop>(*args)\n}\n',
    'server/Dockerfile': 'FROM eclipse-temurin:25\nCOPY . .\nEXPOSE 8080\nCMD ["java", "-jar", "server.jar"]\n',
    'server/src/main/kotlin/Start.kt': CONTROLLER,
    ...module('orders-rest'),
    ...module('payments-rest'),
  };
  const unitsWith = (rule: string, tree: Files): string[] =>
    auditRepository(memoryRepository(tree), compileCatalogue('rules'), { kind: 'production-service' })
      .findings.filter((one) => one.rule === rule)
      .map(({ unit }) => unit);

  it('are asked nothing that only the running program can have', () => {
    expect(unitsWith('crash-reporting', files)).toEqual(['server']);
    expect(unitsWith('health-check', files)).toEqual([]);
  });

  it('are the same where Maven builds them; what is described is there for others', () => {
    const pom = (name: string, more = ''): string =>
      `<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>${name}</artifactId><version>1.0</version>${more}<dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId><version>4.0.0</version></dependency></dependencies></project>\n`;
    const start =
      'package shop;\n\n@SpringBootApplication\npublic class Shop {\n    public static void main(String[] args) { SpringApplication.run(Shop.class, args); }\n}\n';
    const controller =
      'package orders;\n\n@RestController\npublic class Orders {\n    @GetMapping("/orders") String list() { return ""; }\n}\n';
    const built = (more = ''): Files => ({
      'pom.xml':
        '<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>shop</artifactId><version>1.0</version><packaging>pom</packaging><modules><module>bootstrap</module><module>orders-adapter</module></modules></project>\n',
      Dockerfile: 'FROM eclipse-temurin:25\nCOPY . .\nEXPOSE 8080\nCMD ["java", "-jar", "bootstrap.jar"]\n',
      'bootstrap/pom.xml': pom('bootstrap'),
      'bootstrap/src/main/java/shop/Shop.java': start,
      'orders-adapter/pom.xml': pom('orders-adapter', more),
      'orders-adapter/src/main/java/orders/Orders.java': controller,
    });
    expect(unitsWith('crash-reporting', built())).not.toContain('orders-adapter');
    expect(unitsWith('crash-reporting', built('<description>Orders over HTTP</description>'))).toContain(
      'orders-adapter',
    );
  });

  it('are services where each of them starts by itself', () => {
    const start = files['server/src/main/kotlin/Shop.kt'] as string;
    const apart = { ...files, 'orders-rest/src/main/kotlin/Start.kt': start };
    expect(unitsWith('crash-reporting', apart)).toContain('orders-rest');
  });
});

describe('queries of a warehouse', () => {
  const view = (index: number): [string, string] => [
    `marts/orders_${index}.sql`,
    `create view marts.orders_${index} as\nselect customer_id, sum(total) as total from staging.orders group by customer_id;\n`,
  ];
  const files: Files = {
    'README.md': '# Warehouse\n\nViews of the orders.\n',
    ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => view(index))),
  };

  it('report by the database, and are checked by checks of their data', () => {
    const { practices } = auditRepository(memoryRepository(files), compileCatalogue('rules'), {
      kind: 'internal-tool',
      traits: ['data-pipeline', 'has-database'],
    });
    const asked = (id: string) => practices.find((practice) => practice.id === id)?.expectation;
    expect([asked('crash-reporting'), asked('automated-tests')]).toEqual(['optional', 'suggested']);
  });
});

describe('modules of one app of Android', () => {
  const screen = 'package ui\n\nimport android.app.Activity\n\nclass Screen : Activity()\n';
  const files: Files = {
    'settings.gradle.kts': 'rootProject.name = "reader"\n\ninclude("app", "ui-article")\n',
    'app/build.gradle.kts':
      'plugins { id("com.android.application") }\n\nandroid { defaultConfig { applicationId = "org.example.reader" } }\n\ndependencies {\n    implementation(project(":ui-article"))\n    implementation("androidx.activity:activity-compose:1.12.0")\n}\n',
    'app/src/main/AndroidManifest.xml':
      '<manifest><application><activity android:name=".Main" /></application></manifest>\n',
    'app/src/main/kotlin/Main.kt': screen,
    'ui-article/build.gradle.kts':
      'plugins { id("com.android.library") }\n\ndependencies {\n    implementation("androidx.activity:activity-compose:1.12.0")\n}\n',
    'ui-article/src/main/AndroidManifest.xml':
      '<manifest><application><activity android:name=".Article" /></application></manifest>\n',
    'ui-article/src/main/kotlin/Article.kt': screen,
  };

  it('are asked nothing that only the app can have', () => {
    const { findings } = auditRepository(memoryRepository(files), compileCatalogue('rules'), {
      kind: 'production-service',
    });
    const units = findings.filter(({ rule }) => rule === 'crash-reporting').map(({ unit }) => unit);
    expect(units).toEqual(['app']);
  });

  it('are what is handed out where the app only shows them', () => {
    const shown = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.replace(/^app\//, 'sample-app/'),
        text.replace('"app"', '"sample-app"'),
      ]),
    );
    const isInternal = (tree: Files): boolean =>
      isInternalPart(
        'ui-article',
        ['mobile'],
        createFacts(createSource(memoryRepository(tree)), soughtBy(compileCatalogue('rules'))),
        () => true,
      );
    expect(isInternal(files)).toBe(true);
    expect(isInternal(shown)).toBe(false);
  });
});

describe('modules of a program that its build starts', () => {
  const pom = (name: string, more: string): string =>
    `<project><groupId>org.acme</groupId><artifactId>${name}</artifactId><version>1</version><dependencies><dependency><groupId>io.quarkus</groupId><artifactId>quarkus-rest</artifactId></dependency></dependencies>${more}</project>\n`;
  const plugin =
    '<build><plugins><plugin><groupId>io.quarkus</groupId><artifactId>quarkus-maven-plugin</artifactId></plugin></plugins></build>';
  const files: Files = {
    'libraries/common/pom.xml': pom('common', ''),
    'libraries/common/src/main/java/Filter.java': '@Path("/x")\npublic class Filter {}\n',
    'services/orders/pom.xml': pom('orders', plugin),
    'services/orders/src/main/java/Orders.java': '@Path("/orders")\npublic class Orders {}\n',
  };
  const isInternal = (path: string): boolean =>
    isInternalPart(
      path,
      ['network-service'],
      createFacts(createSource(memoryRepository(files)), soughtBy(compileCatalogue('rules'))),
      () => true,
    );

  it('are there for the others, with routes as well', () => {
    expect(isInternal('libraries/common')).toBe(true);
    expect(isInternal('services/orders')).toBe(false);
  });
});

describe('programs that tests of another repository start', () => {
  const files: Files = {
    'README.md': '# Platform\n\nRuns what is pushed to it.\n',
    'go.mod': 'module example.com/platform\n\ngo 1.24\n',
    'apps/push_test.go':
      'package apps\n\nfunc TestPush(t *testing.T) {\n\tif !pushed() {\n\t\tt.Fatal("not pushed")\n\t}\n}\n',
    ...Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        [`assets/hello${index}/go.mod`, `module hello${index}\n\ngo 1.24\n`],
        [`assets/hello${index}/manifest.yml`, `applications:\n  - name: hello${index}\n`],
        [
          `assets/hello${index}/main.go`,
          'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
        ],
      ]).flat(),
    ),
  };
  const asked = (remote: string): string[] => {
    const history = { shallow: true, commits: [], truncated: false, tags: [], remotes: [remote] };
    const { findings } = auditRepository(memoryRepository(files, { history }), compileCatalogue('rules'), {
      kind: 'production-service',
    });
    return findings.filter(({ rule, unit }) => rule === 'crash-reporting' && unit !== '.').map(({ unit }) => unit);
  };

  it('are asked for nothing that is watched in operation', () => {
    expect(asked('acme/platform-acceptance-tests')).toEqual([]);
    expect(asked('acme/platform')).toContain('assets/hello7');
  });
});
