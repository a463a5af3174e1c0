import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import { type Folder, makeFolder, PUBLISHED } from '../cli/cli.ts';

/* There is no container engine where tests run. The steps of the Dockerfile are taken one after the other, each stage in a folder of its
   own; only what the network would bring (`npm ci`, `apk add`) is taken from here. */

interface Step {
  readonly keyword: string;
  readonly words: readonly string[];
  /** Of `COPY`, the stage that `--from` names. */
  readonly from: string | undefined;
}

const steps: Step[] = DockerfileParser.parse(readFileSync('Dockerfile', 'utf8'))
  .getInstructions()
  .map((instruction) => {
    const words = instruction.getArguments().map((argument) => argument.getValue());
    const text = words.join(' ');
    const flags = 'getFlags' in instruction ? (instruction as { getFlags(): { toString(): string }[] }).getFlags() : [];
    const [, from] = /^--from=(.+)$/.exec(flags.map(String).join(' ')) ?? [];
    return {
      keyword: instruction.getKeyword().toUpperCase(),
      words: text.startsWith('[') ? (JSON.parse(text) as string[]) : words,
      from,
    };
  });

const isIgnored = picomatch(
  readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line !== ''),
  { dot: true },
);

/** Copies into a folder like `COPY`: files as they are, of folders what they hold. */
function copy(sources: readonly string[], target: string, isCopied: (path: string) => boolean): void {
  for (const source of sources) {
    expect([source, existsSync(source)]).toEqual([source, true]);
    const isFolder = statSync(source).isDirectory();
    for (const path of isFolder ? readdirSync(source).map((name) => join(source, name)) : [source])
      if (isCopied(path)) cpSync(path, join(target, basename(path)), { recursive: true });
  }
}

interface Image {
  readonly root: Folder;
  readonly command: readonly string[];
  readonly user: string | undefined;
  readonly folder: string;
}

/** The image of the last stage. */
function build(): Image {
  const stages = new Map<string, Folder>();
  let [root, folder, user]: [Folder, string, string | undefined] = [makeFolder({}), '/', undefined];
  let [entry, rest]: [readonly string[], readonly string[]] = [[], []];
  const inside = (path: string): string => join(root.path, path.startsWith('/') ? path : join(folder, path));
  for (const { keyword, words, from } of steps) {
    switch (keyword) {
      case 'FROM':
        expect(words[0]).toMatch(/^node:\d+/);
        [root, folder, user] = [makeFolder({}), '/', undefined];
        stages.set(words[2] ?? '', root);
        break;
      case 'WORKDIR':
        folder = words[0] ?? '/';
        mkdirSync(inside('.'), { recursive: true });
        break;
      case 'COPY': {
        const base = from === undefined ? resolve('.') : (stages.get(from)?.path ?? '');
        const target = words.at(-1) ?? '';
        const sources = words.slice(0, -1).map((word) => join(base, word));
        copy(sources, inside(target), (path) => from !== undefined || !isIgnored(path.slice(base.length + 1)));
        break;
      }
      case 'RUN':
        run(words.join(' '), inside('.'));
        break;
      case 'USER':
        user = words[0];
        break;
      case 'ENTRYPOINT':
        entry = words;
        break;
      case 'CMD':
        rest = words;
        break;
      default:
        throw new Error(`what does ${keyword} do?`);
    }
  }
  return { root, command: [...entry, ...rest], user, folder };
}

function run(command: string, cwd: string): void {
  if (command.startsWith('apk add ')) return;
  if (command.startsWith('npm ci ')) {
    expect(existsSync(join(cwd, 'package-lock.json'))).toBe(true);
    symlinkSync(resolve('node_modules'), join(cwd, 'node_modules'));
    return;
  }
  const { status, stderr } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
  expect([command, status, stderr]).toEqual([command, 0, '']);
}

test('the image is built from what the Dockerfile names, and audits what is mounted, without rights and without packages', () => {
  const { root, command, user, folder } = build();
  expect([user, folder]).toEqual(['node', '/repo']);
  const [program = '', file = '', ...args] = command;
  expect(program).toBe('node');
  expect(readdirSync(join(root.path, dirname(dirname(dirname(file))))).sort()).toEqual([
    'LICENSE',
    'dist',
    'package.json',
  ]);
  const mounted = makeFolder({ ...PUBLISHED, '.senior-audit.yaml': 'context: oss\n' });
  const ran = spawnSync(process.execPath, [join(root.path, file), ...args], { cwd: mounted.path, encoding: 'utf8' });
  expect([ran.status, ran.stderr]).toEqual([1, '']);
  expect(ran.stdout).toContain('✖ critical  No automated tests were found  automated-tests');
}, 120_000);
