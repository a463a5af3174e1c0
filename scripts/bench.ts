import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/* Times the built program on a made-up repository: npm run bench [-- --files 10000] [-- --runs 7] */

const FILES = Number(option('files') ?? 10_000);
const RUNS = Number(option('runs') ?? 7);

const root = mkdtempSync(join(tmpdir(), 'senior-audit-bench-'));
try {
  makeRepository(root, FILES);
  report('node -e 0', () => spawnSync(process.execPath, ['-e', '0']));
  report('senior-audit --version', () => spawnSync(process.execPath, ['dist/cli/main.js', '--version']));
  report(`audit of ${FILES} files`, () => spawnSync(process.execPath, ['dist/cli/main.js', root, '--fail-on', 'none']));
  report(`audit of ${FILES} files at a revision`, () =>
    spawnSync(process.execPath, ['dist/cli/main.js', root, '--ref', 'HEAD', '--fail-on', 'none']),
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}

function option(name: string): string | undefined {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? undefined : process.argv[index + 1];
}

function report(name: string, run: () => { readonly status: number | null }): void {
  run();
  const times = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    const { status } = run();
    if (status !== 0) throw new Error(`${name} ended with ${status}`);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  const milliseconds = (value: number | undefined): string => `${Math.round(value ?? 0)} ms`;
  console.log(
    `${name}: median ${milliseconds(times[Math.floor(RUNS / 2)])}, best ${milliseconds(times[0])}, worst ${milliseconds(times.at(-1))}`,
  );
}

/** Source in four languages with tests, manifests, workflows and documents, in the proportions of a middling company's monorepo. */
function makeRepository(folder: string, count: number): void {
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const packages = Math.max(1, Math.round(count / 100));
  write('package.json', JSON.stringify({ name: 'bench', private: true, workspaces: ['packages/*'] }, null, 2));
  write('README.md', '# Bench\n\nA made-up repository for measuring.\n');
  write(
    '.github/workflows/ci.yml',
    'on: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
  );
  let written = 3;
  for (let index = 0; written < count; index++) {
    const name = `packages/part-${index % packages}`;
    if (index < packages) {
      write(
        `${name}/package.json`,
        JSON.stringify(
          {
            name: `@bench/part-${index}`,
            version: '1.0.0',
            main: 'src/index.ts',
            dependencies: { express: '^5.0.0', pg: '^8.0.0', pino: '^9.0.0' },
          },
          null,
          2,
        ),
      );
      written++;
    }
    write(`${name}/src/module-${index}.ts`, typescript(index));
    write(
      `${name}/src/module-${index}.test.ts`,
      `import { handle${index} } from './module-${index}';\ntest('handles', () => { expect(handle${index}({ id: 1 })).toBe(1); });\n`,
    );
    write(`${name}/python/module_${index}.py`, python(index));
    write(`${name}/server/module_${index}.go`, go(index));
    write(`${name}/docs/page-${index}.md`, `# Page ${index}\n\nHow part ${index} works, in a few words.\n`);
    write(
      `${name}/fixtures/data-${index}.json`,
      JSON.stringify({ index, values: Array.from({ length: 40 }, (_, value) => value * index) }),
    );
    written += 6;
  }
  const git = (...args: string[]): void => {
    execFileSync('git', ['-C', folder, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', ...args], {
      stdio: 'ignore',
    });
  };
  git('init');
  git('add', '--all');
  git('commit', '-m', 'Initial commit');
}

function typescript(index: number): string {
  const functions = Array.from(
    { length: 25 },
    (_, part) => `
/** Reads part ${part} of request ${index}; the database keeps it for a day. */
export async function readPart${part}(request: Request, store: Store): Promise<Part | undefined> {
  const cached = await store.get(\`part-${index}-${part}-\${request.id}\`);
  if (cached !== undefined) return cached; // fresh enough
  logger.info({ request: request.id }, 'reading part ${part}');
  return store.load(request.id, { timeout: 500, retries: 2 });
}`,
  );
  return `import { logger } from '../logger';\nimport type { Part, Request, Store } from '../types';\n${functions.join('\n')}\nexport function handle${index}(request: { id: number }): number {\n  return request.id;\n}\n`;
}

function python(index: number): string {
  const functions = Array.from(
    { length: 20 },
    (_, part) => `
def read_part_${part}(request, store):
    """Reads part ${part} of request ${index}."""
    cached = store.get(f"part-${index}-${part}-{request.id}")
    if cached is not None:
        return cached  # fresh enough
    logger.info("reading part %s", ${part})
    return store.load(request.id, timeout=0.5)
`,
  );
  return `import logging\n\nlogger = logging.getLogger(__name__)\n${functions.join('\n')}`;
}

function go(index: number): string {
  const functions = Array.from(
    { length: 20 },
    (_, part) => `
// ReadPart${part} reads part ${part} of request ${index}.
func ReadPart${part}(ctx context.Context, request Request, store Store) (*Part, error) {
	if cached, ok := store.Get(ctx, request.ID); ok {
		return cached, nil
	}
	slog.Info("reading", "part", ${part})
	return store.Load(ctx, request.ID)
}
`,
  );
  return `package server\n\nimport (\n\t"context"\n\t"log/slog"\n)\n${functions.join('\n')}`;
}
