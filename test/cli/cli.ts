import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const CLI = resolve('dist/cli/main.js');

const ENVIRONMENT = {
  PATH: process.env.PATH,
  NO_COLOR: '1',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '2026-01-05T10:00:00Z',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_COMMITTER_DATE: '2026-01-05T10:00:00Z',
};

type Files = Readonly<Record<string, string>>;

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What a machine reads, as far as the tests need it. */
export interface Report {
  readonly context: { readonly kind: string; readonly declared: boolean; readonly traits: readonly string[] };
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly state: string;
    readonly reasoning: string;
    readonly exemption?: object;
  }[];
  readonly practices: readonly {
    readonly id: string;
    readonly status: string;
    readonly evidence: readonly { readonly path: string }[];
  }[];
  readonly diagnostics: readonly { readonly fact: string; readonly path: string; readonly message: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

/** A folder with files, for the time of a test. */
export interface Folder {
  readonly path: string;
  write(files: Files): void;
  remove(path: string): void;
  /** Runs the built program in the folder. */
  run(...args: readonly string[]): Ran;
  /** An audit with its JSON report. */
  audit(...args: readonly string[]): Ran & { readonly report: Report };
  /** Only the report. */
  report(...args: readonly string[]): Report;
  git(...args: readonly string[]): string;
  /** Commits all that is there. */
  commit(message: string): void;
}

/** A new folder below the temporary one; with `git`, a repository whose first commit is these files. */
export function makeFolder(files: Files, options: { readonly git?: boolean; readonly name?: string } = {}): Folder {
  const base = mkdtempSync(join(tmpdir(), 'senior-audit-'));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const folder = openFolder(join(base, options.name ?? 'project'));
  folder.write(files);
  if (options.git === true) {
    folder.git('init', '--quiet', '--initial-branch=main');
    folder.commit('First version');
  }
  return folder;
}

/** A folder that is there already. */
export function openFolder(path: string): Folder {
  mkdirSync(path, { recursive: true });
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: path, env: ENVIRONMENT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const run = (...args: readonly string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: path,
      env: ENVIRONMENT,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: status, out: stdout, err: stderr };
  };
  const audit = (...args: readonly string[]): Ran & { report: Report } => {
    const ran = run(...args, '--format', 'json');
    if (ran.out === '') throw new Error(ran.err);
    return { ...ran, report: JSON.parse(ran.out) as Report };
  };
  return {
    path,
    write: (files) => {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(join(path, dirname(name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
    },
    remove: (name) => rmSync(join(path, name), { recursive: true }),
    run,
    audit,
    report: (...args) => audit(...args).report,
    git,
    commit: (message) => {
      git('add', '--all');
      git('commit', '--quiet', '--message', message);
    },
  };
}

/** "critical license", of what is open. */
export function open(report: Report): string[] {
  return report.findings.filter(({ state }) => state === 'new').map(({ severity, rule }) => `${severity} ${rule}`);
}

/** The state of the findings of a rule. */
export function stateOf(report: Report, rule: string): string | undefined {
  return report.findings.find((finding) => finding.rule === rule)?.state;
}

/** A published Python program without tests and without a licence. */
export const PUBLISHED: Files = {
  'pyproject.toml': [
    '[project]',
    'name = "tally"',
    'version = "2.3.1"',
    'description = "Counts things"',
    '[project.scripts]',
    'tally = "tally.cli:main"',
    '',
  ].join('\n'),
  'tally/cli.py': 'import sys\n\n\ndef main():\n    print(sum(map(int, sys.argv[1:])))\n',
  'README.md': '# tally\n\nCounts things.\n\n    pip install tally\n',
};

export const TESTS: Files = {
  'tests/test_cli.py':
    'from tally.cli import main\n\n\ndef test_sum(capsys):\n    main()\n    assert capsys.readouterr().out == "0\\n"\n',
};
