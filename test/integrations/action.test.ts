import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Folder, makeFolder, PUBLISHED } from '../cli/cli.ts';
import { startRegistry } from './registry.ts';

/* Runs the steps of action.yml as GitHub's runner does: expressions filled in, files for outputs and the summary. */

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly id: string;
      readonly shell: string;
      readonly run: string;
      readonly env: Readonly<Record<string, string>>;
    }[];
  };
}

const action = parse(readFileSync('action.yml', 'utf8')) as Action;

const RELEASED = { ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n' };

interface ActionRun {
  readonly code: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The calls of `gh`. */
  readonly calls: string;
}

function runAction(
  repository: Folder,
  inputs: Readonly<Record<string, string>>,
  { known = '', env: more = {} }: { readonly known?: string; readonly env?: Readonly<Record<string, string>> } = {},
): ActionRun {
  const runner = makeFolder({ output: '', summary: '', event: '{ "pull_request": { "number": 7 } }' });
  const at = (name: string): string => join(runner.path, name);
  fakeGh(runner, known);
  const given: Record<string, string> = {};
  for (const [name, input] of Object.entries(action.inputs)) given[name] = input.default ?? '';
  Object.assign(given, { token: 'the token' }, inputs);
  const values: Record<string, string> = {};
  let code: number | null = 0;
  let log = '';
  for (const step of action.runs.steps) {
    expect(step.shell).toBe('bash');
    writeFileSync(at('script.sh'), step.run);
    const env = Object.entries(step.env).map(([name, text]) => [name, fill(text, given)]);
    const ran = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', at('script.sh')], {
      cwd: repository.path,
      encoding: 'utf8',
      env: {
        PATH: `${at('bin')}${delimiter}${process.env.PATH}`,
        GITHUB_ACTION_PATH: resolve('.'),
        GITHUB_OUTPUT: at('output'),
        GITHUB_STEP_SUMMARY: at('summary'),
        GITHUB_EVENT_PATH: at('event'),
        GITHUB_REPOSITORY: 'ada/tally',
        RUNNER_TEMP: runner.path,
        ...Object.fromEntries(env),
        ...more,
      },
    });
    for (const line of readFileSync(at('output'), 'utf8').trim().split('\n')) {
      const [name = '', ...value] = line.split('=');
      values[`steps.${step.id}.outputs.${name}`] = value.join('=');
    }
    code = ran.status;
    log += ran.stdout + ran.stderr;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => {
    const [, key = ''] = /^\$\{\{ (\S+) \}\}$/.exec(value) ?? [];
    return [name, values[key] ?? ''];
  });
  return {
    code,
    log,
    summary: readFileSync(at('summary'), 'utf8'),
    outputs: Object.fromEntries(outputs),
    calls: existsSync(at('calls')) ? readFileSync(at('calls'), 'utf8') : '',
  };
}

/** The two forms of expression that the action uses. */
function fill(text: string, inputs: Readonly<Record<string, string>>): string {
  if (text.includes("{ inputs.comment == 'true' && inputs.token || '' }}")) {
    return inputs.comment === 'true' ? (inputs.token ?? '') : '';
  }
  const [, name = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text) ?? [];
  const value = inputs[name];
  if (value === undefined) throw new Error(`there is no input for ${text}`);
  return value;
}

/** Notes its arguments and the token; lists one comment where `known` is its number. */
function fakeGh(runner: Folder, known: string): void {
  mkdirSync(join(runner.path, 'bin'));
  const file = join(runner.path, 'bin/gh');
  const calls = join(runner.path, 'calls');
  writeFileSync(
    file,
    [
      '#!/bin/bash',
      `echo "$GH_TOKEN: $*" >> '${calls}'`,
      `case "$*" in *--paginate*) printf '${known}' ;; 'api user'*) exit 1 ;; esac`,
      '',
    ].join('\n'),
  );
  chmodSync(file, 0o755);
}

test('annotates, sums up, gives outputs, and exits as the program does', () => {
  const repository = makeFolder(RELEASED);
  const { code, log, summary, outputs, calls } = runAction(repository, { format: 'sarif=out.sarif\nbadge=badge.json' });
  expect(code).toBe(1);
  expect(log).toMatch(/^::error file=pyproject\.toml,line=1,title=automated-tests \(critical\)::/m);
  expect(summary).toMatch(/^### senior-audit: oss · \d+ critical/);
  const report = JSON.parse(readFileSync(outputs.report ?? '', 'utf8')) as {
    readonly summary: Readonly<Record<string, number>>;
  };
  expect(report.summary.critical).toBeGreaterThan(0);
  expect(outputs).toMatchObject({
    critical: String(report.summary.critical),
    warning: String(report.summary.warning),
    info: String(report.summary.info),
    excess: String(report.summary.excess),
    kind: 'oss',
  });
  expect(readFileSync(outputs.comment ?? '', 'utf8')).toMatch(/^<!-- senior-audit -->\n/);
  expect(existsSync(join(repository.path, 'out.sarif'))).toBe(true);
  expect(existsSync(join(repository.path, 'badge.json'))).toBe(true);
  expect(calls).toBe('');
});

test('installs the version of its revision from the registry where it is not built', async () => {
  const { url } = await startRegistry();
  const checkout = makeFolder({});
  for (const name of ['action', 'action.yml', 'package.json'])
    cpSync(name, join(checkout.path, name), { recursive: true });
  const repository = makeFolder({ ...RELEASED, '.npmrc': 'registry=http://127.0.0.1:9/\n' });
  const env = {
    GITHUB_ACTION_PATH: checkout.path,
    npm_config_registry: url,
    npm_config_cache: join(checkout.path, 'cache'),
    npm_config_userconfig: join(checkout.path, 'npmrc'),
  };
  const ran = runAction(repository, { 'fail-on': 'none' }, { env });
  expect([ran.code, ran.log]).toEqual([0, expect.stringContaining('::error file=pyproject.toml,line=1,')]);
  expect(ran.outputs).toMatchObject({ kind: 'oss' });
  const manifest = readFileSync('package.json', 'utf8').replace(/"version": "[^"]+"/, '"version": "999.0.0"');
  checkout.write({ 'package.json': manifest });
  expect(runAction(repository, {}, { env })).toMatchObject({
    code: 3,
    log: '::error title=senior-audit::senior-audit 999.0.0 could not be installed\n',
  });
});

test('comments only where it was asked to, and updates the comment that is there', () => {
  const repository = makeFolder(RELEASED);
  const first = runAction(repository, { comment: 'true', 'fail-on': 'none' });
  expect(first.code).toBe(0);
  expect(first.calls).toContain(
    `the token: api --method POST repos/ada/tally/issues/7/comments --field body=@${first.outputs.comment}\n`,
  );
  const second = runAction(repository, { comment: 'true', 'fail-on': 'none' }, { known: '31\\n44\\n' });
  expect(second.calls).toContain('the token: api --method PATCH repos/ada/tally/issues/comments/31 --field');
  expect(second.calls).not.toContain('POST');
});

test.each([
  [{ 'fail-on': 'everything' }, 2, 'Allowed choices are'],
  [{ path: '--format=json' }, 3, 'senior-audit: '],
  [{ format: 'sarif' }, 3, 'expected FORMAT=FILE'],
  [{ since: '$(touch injected)`touch injected`' }, 3, 'senior-audit: '],
])('wrong input is an error without outputs: %j', (inputs, code, message) => {
  const repository = makeFolder(RELEASED);
  repository.git('init', '--quiet');
  repository.commit('Count');
  const ran = runAction(repository, inputs);
  expect(ran).toMatchObject({ code, outputs: { critical: '', report: '' } });
  expect(ran.log).toContain(message);
  expect(existsSync(join(repository.path, 'injected'))).toBe(false);
});

test('uses no other action, and passes inputs as environment only', () => {
  for (const step of action.runs.steps) {
    expect(step).not.toHaveProperty('uses');
    expect(step.run).not.toContain('${{');
  }
});

test('the hook for pre-commit audits the repository as a whole with the command of the package', () => {
  const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as Readonly<Record<string, unknown>>[];
  const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>;
  };
  expect(hook).toMatchObject({ language: 'node', pass_filenames: false, always_run: true });
  expect(bin).toHaveProperty(String(hook?.entry));
});
