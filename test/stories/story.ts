import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const CLI = resolve('dist/cli/main.js');

export interface Commit {
  readonly message: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly author?: string;
  readonly tag?: string;
}

export interface StoryOptions {
  /** The history that leads to the fixture's tree; without it there is no git at all. */
  readonly commits?: readonly Commit[];
  readonly arguments?: readonly string[];
  /** Fixtures that are laid over the first one, file by file. */
  readonly over?: readonly string[];
  /** Name of the folder that the fixture is copied to: real repositories have names. */
  readonly name?: string;
}

export interface StoryReport {
  readonly exitCode: number;
  readonly kind: string;
  readonly confidence: number;
  readonly traits: readonly string[];
  /** "severity kind rule", with "@unit" for those of units. */
  readonly findings: readonly string[];
  readonly report: Report;
}

export interface Report {
  readonly context: { readonly kind: string; readonly confidence: number; readonly traits: readonly string[] };
  readonly units: readonly { readonly path: string; readonly context: { readonly kind: string } }[];
  readonly practices: readonly {
    readonly id: string;
    readonly unit: string;
    readonly present: boolean | null;
    readonly status: string;
    readonly evidence: readonly { readonly path: string; readonly line?: number; readonly detail: string }[];
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly kind: string;
    readonly severity: string;
    readonly unit: string;
    readonly message: string;
    readonly remedy: string;
    readonly reasoning: string;
    readonly fingerprint: string;
    readonly locations: readonly { readonly path: string; readonly line?: number }[];
  }[];
  readonly diagnostics: readonly { readonly fact: string; readonly path: string; readonly message: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

/** Copies a fixture out of this repository, gives it its history, and audits it with the built program. */
export function audit(fixture: string, options: StoryOptions = {}): StoryReport {
  const { stdout, exitCode } = run(fixture, {
    ...options,
    arguments: ['--format', 'json', ...(options.arguments ?? [])],
  });
  const report = JSON.parse(stdout) as Report;
  return {
    exitCode,
    kind: report.context.kind,
    confidence: report.context.confidence,
    traits: report.context.traits,
    findings: report.findings.map(
      ({ severity, kind, rule, unit }) => `${severity} ${kind} ${rule}${unit === '.' ? '' : ` @${unit}`}`,
    ),
    report,
  };
}

/** The same, as it is printed with the arguments given. */
export function run(
  fixture: string,
  options: StoryOptions = {},
): { readonly stdout: string; readonly exitCode: number } {
  return inCopy(fixture, options, (directory) => {
    const result = spawnSync(process.execPath, [CLI, directory, ...(options.arguments ?? [])], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (result.stdout === '') throw new Error(`the program printed nothing: ${result.stderr}`);
    return { stdout: result.stdout, exitCode: result.status ?? -1 };
  });
}

/** Does something with a fixture outside of this repository, where it has the history that is given. */
export function inCopy<Result>(
  fixture: string,
  { name = 'project', over = [], commits }: Pick<StoryOptions, 'name' | 'over' | 'commits'>,
  use: (directory: string) => Result,
): Result {
  const parent = mkdtempSync(join(tmpdir(), 'senior-audit-'));
  const directory = join(parent, name);
  try {
    for (const layer of [fixture, ...over]) cpSync(join('fixtures', layer), directory, { recursive: true });
    if (commits !== undefined) makeHistory(directory, commits);
    return use(directory);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

function makeHistory(directory: string, commits: readonly Commit[]): void {
  const git = (args: readonly string[], environment: Record<string, string> = {}): void => {
    execFileSync('git', ['-C', directory, '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false', ...args], {
      stdio: 'ignore',
      env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', ...environment },
    });
  };
  git(['init']);
  git(['add', '--all']);
  for (const commit of commits) {
    const [name, email] = (commit.author ?? 'Robin Doe <robin@example.org>').replace('>', '').split(' <') as [
      string,
      string,
    ];
    const date = `${commit.date}T12:00:00Z`;
    git(['commit', '--allow-empty', '-m', commit.message], {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    });
    if (commit.tag !== undefined) git(['tag', commit.tag]);
  }
}
