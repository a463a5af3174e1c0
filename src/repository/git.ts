import { execFile, spawnSync } from 'node:child_process';
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

const LIMITS = { maxBuffer: 1024 * 1024 * 1024, timeout: 120_000 } as const;

/** Answers that were asked for ahead, by folder and question; each is given once, for what holds next may be something else. */
const answers = new Map<string, Buffer>();

/** Asks git several things at once and keeps each answer for the next `tryGit` with the same question. Never throws. */
export async function askGitAhead(directory: string, questions: readonly (readonly string[])[]): Promise<void> {
  const ask = (args: readonly string[]): Promise<void> =>
    new Promise((resolve) => {
      const options = { ...LIMITS, env: safeEnvironment(), encoding: 'buffer' } as const;
      execFile('git', commandLine(directory, args), options, (error, output) => {
        // What failed is asked again, by whoever wants to know.
        if (error === null) answers.set(keyOf(directory, args), output);
        resolve();
      });
    });
  await Promise.all(questions.map(ask));
}

function keyOf(directory: string, args: readonly string[]): string {
  return [directory, ...args].join('\0');
}

function commandLine(directory: string, args: readonly string[]): string[] {
  return ['-C', directory, '--no-pager', ...args];
}

/** What git printed, or `undefined` when it failed or is not installed. Never throws. */
export function tryGit(directory: string, args: readonly string[], input?: string): Buffer | undefined {
  const key = keyOf(directory, args);
  const known = input === undefined ? answers.get(key) : undefined;
  if (known !== undefined) {
    answers.delete(key);
    return known;
  }
  const result = spawnSync('git', commandLine(directory, args), {
    ...LIMITS,
    env: safeEnvironment(),
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
