import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { RepositoryError } from './repository.ts';

/**
 * Settings that keep git from running anything the audited repository names: hooks, fsmonitor, external diff and
 * textconv programs, filters, credential helpers, pagers, lazy fetching from promisor remotes.
 */
const SAFE_SETTINGS = [
  ['core.hooksPath', devNull],
  ['core.fsmonitor', 'false'],
  ['core.untrackedCache', 'false'],
  ['core.attributesFile', devNull],
  ['core.pager', 'cat'],
  ['core.sshCommand', 'false'],
  ['core.quotePath', 'false'],
  ['diff.external', ''],
  ['protocol.allow', 'never'],
  ['credential.helper', ''],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['log.showSignature', 'false'],
  ['safe.directory', '*'],
] as const;

function safeEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!name.startsWith('GIT_')) environment[name] = value;
  }
  return {
    ...environment,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_COUNT: String(SAFE_SETTINGS.length),
    ...Object.fromEntries(
      SAFE_SETTINGS.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_EXTERNAL_DIFF: '',
    GIT_PAGER: 'cat',
    GIT_ASKPASS: '',
  };
}

const MAX_OUTPUT = 1024 * 1024 * 1024;

/** What git printed, or `undefined` when it failed or is not installed. Never throws. */
export function tryGit(directory: string, args: readonly string[], input?: string): Buffer | undefined {
  const result = spawnSync('git', ['-C', directory, '--no-pager', ...args], {
    env: safeEnvironment(),
    maxBuffer: MAX_OUTPUT,
    timeout: 120_000,
    stdio: ['pipe', 'pipe', 'ignore'],
    ...(input === undefined ? {} : { input }),
  });
  if (result.error !== undefined || result.status !== 0) return undefined;
  return result.stdout;
}

/**
 * What git printed.
 * @throws RepositoryError saying what could not be done, when git fails or is not installed.
 */
export function git(directory: string, args: readonly string[], purpose: string): Buffer {
  const output = tryGit(directory, args);
  if (output === undefined) throw new RepositoryError(`git could not ${purpose} in ${directory}`);
  return output;
}
