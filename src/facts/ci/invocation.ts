import { unquote, wordsOf } from './shell.ts';

/** A program with its arguments, as a shell would start it. */
export interface Invocation {
  /** As written, quotes resolved: `npm`, `./scripts/ci.sh`. */
  readonly program: string;
  readonly args: readonly string[];
  /** Variables set in front of it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How to find the program that another one starts. */
interface Wrapper {
  /** Words that must follow: `run` in `poetry run`; any of them where there are several. */
  readonly subcommands?: readonly string[];
  /** Options that take the next word as their value. */
  readonly valued?: readonly string[];
  /** Words before the inner program that are not options (`timeout 10 cmd`). */
  readonly skip?: number;
  /** The inner program stands behind `--` or one of these options. */
  readonly behind?: readonly string[];
}

const PLAIN: Wrapper = {};
const DOCKER_VALUED = [
  ...['-v', '--volume', '-e', '--env', '--env-file', '-p', '--publish', '-w', '--workdir', '-u', '--user', '--name'],
  ...['--network', '--net', '--mount', '--platform', '-l', '--label', '--add-host', '-h', '--hostname', '--shm-size'],
  ...['-m', '--memory', '--cpus', '--gpus', '--ulimit', '--cap-add', '--security-opt', '--link', '--tmpfs', '--device'],
];
const UV_VALUED = [
  ...['--python', '-p', '--with', '--with-editable', '--with-requirements', '--extra', '--group', '--only-group'],
  ...['--no-group', '--project', '--directory', '--env-file', '--package', '--index', '--no-extra', '--from'],
];

/** Programs that start another one; the text of a command keeps them, whoever looks for the inner one sees through. */
const WRAPPERS: ReadonlyMap<string, readonly Wrapper[]> = new Map<string, readonly Wrapper[]>([
  ['sudo', [{ valued: ['-u', '-g', '-h', '-p', '-U', '--user', '--group'] }]],
  ['runuser', [{ behind: ['--'] }, { valued: ['-u', '--user', '-g', '--group'] }]],
  ['gosu', [{ skip: 1 }]],
  ['su-exec', [{ skip: 1 }]],
  ['env', [{ valued: ['-u', '-C', '--chdir'] }]],
  ['time', [{ valued: ['-f', '-o'] }]],
  ['nice', [{ valued: ['-n'] }]],
  ['timeout', [{ valued: ['-s', '-k', '--signal', '--kill-after'], skip: 1 }]],
  ['gtimeout', [{ valued: ['-s', '-k'], skip: 1 }]],
  ['xvfb-run', [{ valued: ['-s', '-n', '-e', '-f', '-w', '-p', '-l', '--server-args', '--server-num'] }]],
  ['stdbuf', [{ valued: ['-i', '-o', '-e'] }]],
  ['xargs', [{ valued: ['-n', '-P', '-I', '-L', '-d', '--max-args', '--max-procs'] }]],
  ['exec', [{ valued: ['-a'] }]],
  ['travis_wait', [{ skip: 0 }]],
  ['cross-env', [PLAIN]],
  ['cross-env-shell', [PLAIN]],
  ['dotenv', [{ valued: ['-e', '-f', '-v'], subcommands: ['run'] }, { valued: ['-e', '-f', '-v'] }]],
  ['dotenvx', [{ subcommands: ['run'], valued: ['-f', '-e'] }]],
  ['op', [{ behind: ['--'] }]],
  ['doppler', [{ behind: ['--'] }]],
  ['chamber', [{ behind: ['--'] }]],
  ['infisical', [{ behind: ['--'] }]],
  ['percy', [{ subcommands: ['exec', 'app:exec'], behind: ['--'] }]],
  ['aws-vault', [{ behind: ['--'] }]],
  ['wait-for-it', [{ behind: ['--'] }]],
  ['wait-for-it.sh', [{ behind: ['--'] }]],
  ['mise', [{ subcommands: ['exec', 'x'], behind: ['--'] }]],
  ['asdf', [{ subcommands: ['exec'] }]],
  [
    'dotnet-coverage',
    [{ subcommands: ['collect'], valued: ['-f', '-o', '-s', '--output', '--output-format', '--settings'] }],
  ],
  ['rbenv', [{ subcommands: ['exec'] }]],
  ['direnv', [{ subcommands: ['exec'], skip: 1 }]],
  ['nix', [{ behind: ['-c', '--command'] }]],
  ['devbox', [{ subcommands: ['run'], valued: ['-c', '--config', '-e', '--env', '--env-file'] }]],
  ['npx', [{ valued: ['-p', '--package', '-w', '--workspace', '--prefix'] }]],
  ['bunx', [{ valued: ['-p', '--package'] }]],
  ['npm', [{ subcommands: ['exec', 'x'], valued: ['-p', '--package', '-w', '--workspace'] }]],
  ['pnpm', [{ subcommands: ['exec', 'dlx'], valued: ['--package'] }]],
  ['yarn', [{ subcommands: ['exec', 'dlx', 'run'], valued: ['-p', '--package'] }]],
  ['bun', [{ subcommands: ['x'] }]],
  ['corepack', [PLAIN]],
  ['poetry', [{ subcommands: ['run'], valued: ['-C', '--directory', '-P', '--project'] }]],
  ['pipenv', [{ subcommands: ['run'] }]],
  ['uv', [{ subcommands: ['run', 'tool'], valued: UV_VALUED }]],
  ['uvx', [{ valued: UV_VALUED }]],
  ['pipx', [{ subcommands: ['run'], valued: ['--spec', '--python', '--pip-args'] }]],
  ['pdm', [{ subcommands: ['run'], valued: ['-p', '--project', '-e', '--venv'] }]],
  ['rye', [{ subcommands: ['run'] }]],
  ['hatch', [{ subcommands: ['run'] }]],
  ['pixi', [{ subcommands: ['run'], valued: ['-e', '--environment', '--manifest-path'] }]],
  ['conda', [{ subcommands: ['run'], valued: ['-n', '-p', '--name', '--prefix'] }]],
  ['micromamba', [{ subcommands: ['run'], valued: ['-n', '-p', '--name', '--prefix'] }]],
  ['bundle', [{ subcommands: ['exec'] }]],
  ['bundler', [{ subcommands: ['exec'] }]],
  ['carton', [{ subcommands: ['exec'] }]],
  ['composer', [{ subcommands: ['exec'], valued: ['-d', '--working-dir'] }]],
  ['docker', [{ subcommands: ['run', 'exec'], valued: DOCKER_VALUED, skip: 1 }]],
  ['podman', [{ subcommands: ['run', 'exec'], valued: DOCKER_VALUED, skip: 1 }]],
  ...['nohup', 'command', 'builtin', 'call', 'unbuffer', 'travis_retry', 'retry', 'dbus-run-session', 'eatmydata'].map(
    (name): [string, readonly Wrapper[]] => [name, [PLAIN]],
  ),
]);

const PYTHON = /^python(?:\d(?:\.\d+)?)?$|^py$/;
const INTERPRETER = /^(?:php|ruby|node)(?:\d(?:\.\d+)?)?$/;
const SHELL = /^(?:ba|z|da)?sh$/;
const BUILD_WRAPPER = /^(?:gradlew|mvnw)$/;
const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;
/** Wrappers within wrappers: `sudo env xvfb-run npx …`. */
const DEPTH = 8;

/**
 * The programs that a command starts, from the outermost inwards: `poetry run tox -e py` is `poetry`, then `tox`.
 * @param environment variables that hold already
 */
export function invocationsOf(command: string, environment: Readonly<Record<string, string>> = {}): Invocation[] {
  const found: Invocation[] = [];
  let words = wordsOf(command);
  const variables = new Map(Object.entries(environment));
  for (let depth = 0; depth < DEPTH; depth++) {
    const start = words.findIndex((word) => !ASSIGNMENT.test(word));
    for (const word of start === -1 ? words : words.slice(0, start)) {
      const [, name, value] = ASSIGNMENT.exec(word) ?? [];
      if (name !== undefined) variables.set(name, unquote(value ?? ''));
    }
    const program = words[start];
    if (program === undefined || program === '') break;
    const args = words.slice(start + 1);
    found.push({ program, args, environment: Object.fromEntries(variables) });
    const inner = innerWords(program, args);
    if (inner === undefined || inner.length === 0) break;
    // A whole command in quotes: `dotnet-coverage collect "dotnet test"`.
    const [first = '', ...rest] = inner;
    words = /^[\w./-]+\s/.test(first) ? [...wordsOf(first), ...rest] : inner;
  }
  return found;
}

/** The last part of a program's path, without the endings of Windows and of archives of PHP. */
export function baseName(program: string): string {
  return program
    .slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1)
    .replace(/\.(?:exe|cmd|phar)$/i, '');
}

function innerWords(program: string, args: readonly string[]): readonly string[] | undefined {
  const name = baseName(program);
  if (PYTHON.test(name)) return moduleOf(args) ?? scriptOf(args);
  if (INTERPRETER.test(name)) return scriptOf(args);
  // Where it was checked out without the right to be executed: `bash ./gradlew test`.
  if (SHELL.test(name) && BUILD_WRAPPER.test(baseName(args[0] ?? ''))) return args;
  for (const wrapper of WRAPPERS.get(name) ?? []) {
    const inner = unwrap(wrapper, args);
    if (inner !== undefined) return inner;
  }
  return isHandedCommand(program, args) ? args : undefined;
}

const SCRIPT = /^\.{0,2}[\w.-]*\/.*(?:\.(?:ba)?sh|\/[\w-]+)$/;
const HANDED = new Set(
  (
    'make just task npm npx yarn pnpm bun go cargo pytest tox nox python python3 bundle rake rspec composer phpunit mvn ./mvnw gradle ' +
    './gradlew sbt dotnet mix ctest'
  ).split(' '),
);

/** `./ci/in-container.sh make test`: a script of the repository that is handed a whole command runs it, wherever that is. */
function isHandedCommand(program: string, args: readonly string[]): boolean {
  return args.length > 1 && HANDED.has(args[0] ?? '') && SCRIPT.test(program);
}

/** `python -m tox` starts tox. */
function moduleOf(args: readonly string[]): readonly string[] | undefined {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-m') return args.slice(at + 1);
    if (arg === '-W' || arg === '-X') at++;
    else if (!arg.startsWith('-')) return undefined;
  }
  return undefined;
}

/**
 * `php -d memory_limit=-1 bin/phpunit` starts PHPUnit: what is called by a path and has no ending is a program. Scripts with an
 * ending say more as an argument of their interpreter.
 */
function scriptOf(args: readonly string[]): readonly string[] | undefined {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (/^-[dIrXW]$/.test(arg)) at++;
    else if (!arg.startsWith('-')) return /[/\\][\w-]+$|\.phar$/.test(arg) ? args.slice(at) : undefined;
    else if (/^-(?:c|e|p|m)$|^--(?:eval|print)/.test(arg)) return undefined;
  }
  return undefined;
}

function unwrap(wrapper: Wrapper, args: readonly string[]): readonly string[] | undefined {
  if (wrapper.behind !== undefined) {
    const at = args.findIndex((arg) => wrapper.behind?.includes(arg));
    return at === -1 ? undefined : args.slice(at + 1);
  }
  let needed = wrapper.subcommands;
  let skip = wrapper.skip ?? 0;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--' && needed === undefined) return args.slice(at + 1);
    if (arg.startsWith('-')) {
      if (wrapper.valued?.includes(arg) === true) at++;
    } else if (needed !== undefined) {
      if (!needed.includes(arg)) return undefined;
      needed = undefined;
      // `uv tool run`
      if (arg === 'tool') needed = ['run'];
    } else if (skip > 0) skip--;
    else return args.slice(at);
  }
  return undefined;
}

/** What stands among arguments, told apart: options with their values, and the plain words. */
export interface Options {
  readonly plain: readonly string[];
  /** Values by option, in their order; an option without a value has the value `''`. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** What follows `--`. */
  readonly rest: readonly string[];
}

/**
 * Tells options from plain arguments.
 * @param valued options that take the next word as their value; `--name=value` and `-nvalue` need no mention
 */
export function optionsOf(args: readonly string[], valued: readonly string[] = []): Options {
  const plain: string[] = [];
  const values = new Map<string, string[]>();
  const add = (name: string, value: string): void => {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const equals = arg.indexOf('=');
    if (arg === '--') return { plain, values, rest: args.slice(at + 1) };
    if (!arg.startsWith('-') || arg === '-') plain.push(arg);
    else if (equals > 0) add(arg.slice(0, equals), arg.slice(equals + 1));
    else if (valued.includes(arg)) add(arg, args[++at] ?? '');
    else {
      const short = valued.find((option) => /^-\w$/.test(option) && arg.startsWith(option));
      if (short === undefined) add(arg, '');
      else add(short, arg.slice(2));
    }
  }
  return { plain, values, rest: [] };
}
