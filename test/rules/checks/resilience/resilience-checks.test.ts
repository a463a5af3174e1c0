import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

describe('unbounded-calls', () => {
  it.each([
    [
      'a call over several lines that has a bound',
      'app.py',
      'import requests\n\nrequests.get(\n    url("a)"),\n    params={"a": (1, 2)},\n    timeout=3,\n)\n',
    ],
    ['arguments that may hold one', 'app.py', 'import requests\n\nrequests.post(url, **options)\n'],
    ['something else of that name', 'views.py', 'requests = Request.objects.all()\nrequests.delete(force)\n'],
    ['a script of developers', 'scripts/sync.py', 'import requests\n\nrequests.get(url)\n'],
    ['a script that generates a list', 'app/generate_list.py', 'import requests\n\nrequests.get(url)\n'],
    ['a session that is kept', 'app.py', 'import requests\n\nself.requests.get(url)\n'],
    ['a list of converters', 'Feign.java', 'class Feign { Object c = new RestTemplate().getMessageConverters(); }\n'],
    [
      'a call from the browser',
      'src/company.app.js',
      "import React from 'react';\nimport axios from 'axios';\n\nexport const save = () => axios.post('/api/company');\n",
    ],
    [
      'a request with a context',
      'api.go',
      'package api\n\nvar c = http.Client{}\n\nfunc f() { http.NewRequestWithContext(ctx, "GET", u, nil) }\n',
    ],
  ])('bears %s', (_, path, text) => {
    expect(runCheck('unbounded-calls', { [path]: text }).value).toBe(false);
  });

  it('names every place', () => {
    const outcome = runCheck('unbounded-calls', {
      'a.py': 'import requests\n\nrequests.get(url)\nrequests.post(url, timeout=1)\nrequests.put(\n    url,\n)\n',
    });
    expect(outcome.evidence.map(({ path, line }) => `${path}:${line}`)).toEqual(['a.py:3', 'a.py:5']);
  });
});

describe('sensitive-logs', () => {
  it.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the audited source
    ['a comparison', 'logger.info(`ok ${password === other}`);\n'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the audited source
    ['a length', 'logger.info(`length ${password.length}`);\n'],
    ['a mask', "logger.info('key', mask(apiKey));\n"],
    ['a name in a text', "logger.info('the password was changed');\n"],
    ['one header', "console.log('agent', req.headers['user-agent']);\n"],
  ])('bears %s', (_, text) => {
    expect(runCheck('sensitive-logs', { 'server.js': text }, { with: { of: 'secrets' } }).value).toBe(false);
  });

  it.each([
    [
      'Ruby',
      'app/login.rb',
      'Rails.logger.info "login with #{password}"\nRails.logger.info("login with #{password}")\n',
    ],
    ['Java', 'src/Login.java', 'class Login { void a() { log.debug("token {}", accessToken); } }\n'],
    ['Go', 'login.go', 'package login\n\nfunc f() { log.Printf("key %s", cfg.ApiKey, cfg.api_key) }\n'],
  ])('finds one in %s', (_, path, text) => {
    expect(runCheck('sensitive-logs', { [path]: text }, { with: { of: 'secrets' } }).value).toBe(true);
  });
});

describe('kubernetes-workloads', () => {
  const workload = (container: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n${container}`;

  it('does not decide what is filled in elsewhere', () => {
    const files = {
      'k8s/api.yaml': workload(
        '          image: example.org/api:1\n          resources:\n            {{ toYaml .Values.resources }}\n',
      ),
    };
    expect(runCheck('kubernetes-workloads', files, { with: { are: 'limited' } }).value).toBe(null);
  });

  it('does not ask a template that others fill in', () => {
    const files = { 'lib/resources/service.yaml': workload('          image: docker-registry/image:tag\n') };
    expect(runCheck('kubernetes-workloads', files, { with: { are: 'limited' } }).value).toBe(null);
  });

  it('asks no probes of a database', () => {
    const files = { 'k8s/db.yaml': workload('          image: postgres:16\n') };
    expect(runCheck('kubernetes-workloads', files, { with: { are: 'probed' } }).value).toBe(null);
  });
});

describe('irreversible-migrations', () => {
  it('bears a few that lead one way', () => {
    const back = "def upgrade():\n    op.add_column('a', x)\n\n\ndef downgrade():\n    op.drop_column('a', 'x')\n";
    const forth = "def upgrade():\n    op.add_column('a', x)\n\n\ndef downgrade():\n    pass\n";
    const files = {
      'migrations/versions/1.py': back,
      'migrations/versions/2.py': forth,
      'migrations/versions/3.py': back,
    };
    expect(runCheck('irreversible-migrations', files).value).toBe(true);
  });

  it('asks nothing of those who only go forward', () => {
    expect(
      runCheck('irreversible-migrations', { 'migrations/1.up.sql': 'SELECT 1;\n' }, { with: { are: 'there' } }).value,
    ).toBe(false);
  });
});

describe('failure-exit', () => {
  it.each([
    [
      'an exit code that is set',
      'cli.js',
      'main().catch((e) => {\n  console.error(e);\n  process.exitCode = 1;\n});\n',
    ],
    ['a promise of something else', 'cli.js', 'preload(all).catch(console.error);\n'],
    [
      'an error in the middle of main',
      'main.go',
      'package main\n\nfunc main() {\n\tif err != nil {\n\t\tfmt.Println(err)\n\t}\n\tserve()\n}\n',
    ],
  ])('bears %s', (_, path, text) => {
    expect(runCheck('failure-exit', { [path]: text }).value).toBe(false);
  });

  const main = "import run from './runner';\n\nrun().catch(console.error);\n";

  it('looks into what is called, a file away', () => {
    const runner =
      "import { setFailed } from '@actions/core';\n\nexport default async function run() {\n  try {\n    await build();\n  } catch (error) {\n    setFailed(error.message);\n  }\n}\n";
    expect(runCheck('failure-exit', { 'src/index.ts': main, 'src/runner.ts': runner }).value).toBe(false);
  });

  it('names the place where what is called sets no code either', () => {
    const runner = 'export default async function run() {\n  await build();\n}\n';
    expect(runCheck('failure-exit', { 'src/index.ts': main, 'src/runner.ts': runner }).value).toBe(true);
  });
});

describe('careless-shell', () => {
  const deploy = 'deploy() {\n\tdocker push x\n\tkubectl apply -f k8s\n}\n';

  it('does not ask a library of functions, which takes the options of whoever sources it', () => {
    expect(runCheck('careless-shell', { 'lib/kubernetes.sh': `${deploy}\nfunction other\n{\n\techo\n}\n` }).value).toBe(
      false,
    );
  });

  it('asks a script that calls its functions', () => {
    expect(runCheck('careless-shell', { 'deploy.sh': `${deploy}deploy\n` }).value).toBe(true);
  });

  it('does not ask a script that speaks to what runs on the desk', () => {
    const text =
      '#!/bin/bash\nENDPOINT="http://localhost:8000"\naws dynamodb put-item --endpoint-url "$ENDPOINT" a\naws dynamodb put-item --endpoint-url "$ENDPOINT" b\n';
    expect(runCheck('careless-shell', { 'bin/seed.sh': text }).value).toBe(false);
  });

  it.each([
    ['set -eu', '#!/bin/sh\nset -eu\n'],
    ['an option of the first line', '#!/bin/bash -e\n'],
    ['set -o errexit', '#!/bin/bash\nset -o errexit\n'],
  ])('takes %s for strict', (_, head) => {
    expect(runCheck('careless-shell', { 'deploy.sh': `${head}docker push x\nkubectl apply -f k8s\n` }).value).toBe(
      false,
    );
  });
});

describe('swallowed-errors', () => {
  const drops = 'try { a() } catch {}\n'.repeat(6);

  it('names each place', () => {
    expect(runCheck('swallowed-errors', { 'src/a.js': drops }).evidence.map(({ line }) => line)).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
  });

  it.each([
    ['what is commented out', 'src/a.js', '// try { a() } catch {}\n'.repeat(6)],
    ['what was put aside', 'old/a.js', drops],
    ['what others wrote and bundled', 'js/purify-3.4.12.js', `${drops.replaceAll('\n', ';').padEnd(3_000, ' a();')}\n`],
  ])('bears %s', (_, path, text) => {
    expect(runCheck('swallowed-errors', { [path]: text }).value).toBe(false);
  });
});

describe('package-contents', () => {
  it.each([
    [
      'a list of dependencies',
      'etc/package.json',
      '{"name": "tools", "version": "1.2.0", "dependencies": {"a": "1"}}\n',
    ],
    ['a measurement', 'scripts/bench/package.json', '{"name": "bench", "version": "0.0.0", "main": "index.js"}\n'],
    [
      'an extension for an editor, which is published by other means',
      'package.json',
      '{"name": "code-tool", "version": "1.0.0", "main": "out/main.js", "engines": {"vscode": "^1.80.0"}}\n',
    ],
  ])('does not ask %s', (_, path, text) => {
    expect(runCheck('package-contents', { [path]: text }).value).not.toBe(false);
  });

  it('asks what others can install', () => {
    expect(
      runCheck('package-contents', { 'package.json': '{"name": "lib", "version": "1.0.0", "main": "index.js"}\n' })
        .value,
    ).toBe(false);
  });
});
