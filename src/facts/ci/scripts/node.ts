import type { FactSource } from '../../source.ts';
import { changeFolder } from '../folders.ts';
import { baseName, type Invocation, type Options, optionsOf } from '../invocation.ts';
import { type NodePackage, type NodePackages, nodePackages, scriptsMatching } from './packages.ts';
import type { ScriptRunner } from './runner.ts';

const VALUED = [
  ...[
    '--prefix',
    '-C',
    '--dir',
    '--cwd',
    '-w',
    '--workspace',
    '--filter',
    '-F',
    '--loglevel',
    '--workspace-concurrency',
  ],
  ...['--include', '--exclude', '--from', '--jobs', '-j', '--concurrency'],
];
/** Words that npm and its like take as a call of the script `test`. */
const TEST = ['test', 't', 'tst'];
const LIFECYCLE: ReadonlyMap<string, readonly string[]> = new Map([
  ['publish', ['prepublishOnly', 'prepack', 'prepare', 'publish', 'postpublish']],
  ['pack', ['prepack', 'prepare', 'postpack']],
  ['version', ['preversion', 'version', 'postversion']],
]);
const BUILT_IN: ReadonlySet<string> = new Set(
  (
    'add audit bin cache ci config create dedupe dlx exec global i import info init install install-test link list login logout ls ' +
    'node outdated owner patch plugin prune rebuild remove root set setup store tag team unlink update up upgrade ' +
    'upgrade-interactive version versions view why workspace workspaces x'
  ).split(' '),
);

/** Scripts of package.json, called through npm, pnpm, yarn, bun or `node --run`, in one package or in all members. */
export function createNodeRunner(source: FactSource): ScriptRunner {
  const packages = nodePackages(source);
  return {
    programs: ['npm', 'pnpm', 'yarn', 'yarnpkg', 'bun', 'node', 'cnpm', 'ni', 'nr'],
    follow: (invocation, folder) => {
      const tool = baseName(invocation.program);
      const call =
        tool === 'node' ? nodeCall(invocation.args) : tool === 'yarn' ? yarnCall(invocation) : callOf(invocation);
      if (call === undefined) return [];
      const label = `${tool} ${call.viaRun ? 'run ' : ''}${call.script}`;
      return ownersOf(call, packages, folder).flatMap((owner) => {
        if (call.lifecycle !== undefined)
          return call.lifecycle.flatMap((name) => packages.single(owner, name, [], label));
        return scriptsMatching(owner, call.script).flatMap((name) => packages.script(owner, name, call.args, label));
      });
    },
  };
}

interface Call {
  readonly script: string;
  readonly viaRun: boolean;
  readonly args: readonly string[];
  readonly options: Options;
  /** The names of members, or `all` of them; nothing for the package itself. */
  readonly members: readonly string[] | 'all' | undefined;
  /** Scripts that npm runs by itself for `publish` and the like. */
  readonly lifecycle?: readonly string[];
}

function nodeCall(args: readonly string[]): Call | undefined {
  const at = args.indexOf('--run');
  const script =
    args.find((arg) => arg.startsWith('--run='))?.slice('--run='.length) ?? (at === -1 ? undefined : args[at + 1]);
  return script === undefined
    ? undefined
    : { script, viaRun: true, args: [], options: optionsOf([]), members: undefined };
}

function callOf({ program, args }: Invocation): Call | undefined {
  const options = optionsOf(args, VALUED);
  const [first, second, ...more] = options.plain;
  if (first === undefined) return undefined;
  const members = membersOf(options);
  const isNpm = baseName(program) === 'npm';
  // npm keeps what follows `--` for the script, the others hand on all that follows its name.
  const handed = (script: string): readonly string[] =>
    isNpm ? options.rest : args.slice(args.indexOf(script) + 1).filter((arg, index) => index > 0 || arg !== '--');
  if (first === 'run' || first === 'run-script' || first === 'rum') {
    return second === undefined ? undefined : { script: second, viaRun: true, args: handed(second), options, members };
  }
  const rest = second === undefined ? [] : [second, ...more];
  const lifecycle = LIFECYCLE.get(first);
  if (lifecycle !== undefined) return { script: first, viaRun: false, args: [], options, members, lifecycle };
  // `bun test` is the test runner of bun itself.
  if (TEST.includes(first)) {
    if (baseName(program) === 'bun') return undefined;
    return { script: 'test', viaRun: false, args: handed(first), options, members };
  }
  if (first === 'it' || first === 'cit' || first === 'install-test') {
    return { script: 'test', viaRun: false, args: [], options, members };
  }
  if (isNpm && !['start', 'stop', 'restart'].includes(first)) return undefined;
  if (first === 'recursive' || first === 'multi') return second === undefined ? undefined : recursive(rest, options);
  return BUILT_IN.has(first) ? undefined : { script: first, viaRun: false, args: handed(first), options, members };
}

/** `pnpm recursive run test` */
function recursive(plain: readonly string[], options: Options): Call | undefined {
  const script = plain[0] === 'run' ? plain[1] : plain[0];
  return script === undefined ? undefined : { script, viaRun: true, args: options.rest, options, members: 'all' };
}

/** Yarn has its own words for members: `yarn workspace name script`, `yarn workspaces foreach run script`. */
function yarnCall(invocation: Invocation): Call | undefined {
  const options = optionsOf(invocation.args, VALUED);
  const [first, second, ...more] = options.plain;
  if (first === 'workspace' && second !== undefined) {
    const script = more[0] === 'run' ? more[1] : more[0];
    return script === undefined || BUILT_IN.has(script)
      ? undefined
      : { script, viaRun: false, args: options.rest, options, members: [second] };
  }
  if (first === 'workspaces') {
    const words = second === 'foreach' ? more : [second, ...more].filter((word) => word !== undefined);
    const script = words[0] === 'run' ? words[1] : words[0];
    return script === undefined || BUILT_IN.has(script)
      ? undefined
      : { script, viaRun: true, args: options.rest, options, members: 'all' };
  }
  return callOf(invocation);
}

function membersOf(options: Options): readonly string[] | 'all' | undefined {
  const { values } = options;
  const named = ['-w', '--workspace', '--filter', '-F']
    .flatMap((name) => values.get(name) ?? [])
    .filter((name) => name !== '');
  if (named.length > 0) return named;
  const all = ['-r', '--recursive', '--parallel', '-ws', '--workspaces', '-w'].some((name) => values.has(name));
  return all ? 'all' : undefined;
}

function ownersOf(call: Call, packages: NodePackages, folder: string): readonly NodePackage[] {
  const moved = ['--prefix', '-C', '--dir', '--cwd'].flatMap((name) => call.options.values.get(name) ?? []).at(-1);
  const from = moved === undefined ? folder : changeFolder(folder, moved);
  if (call.members === undefined) {
    const owner = packages.around(from);
    return owner === undefined ? [] : [owner];
  }
  const all = packages.members(from);
  if (call.members === 'all') {
    const root = packages.workspace(from);
    return call.options.values.has('--include-workspace-root') && root !== undefined ? [root, ...all] : all;
  }
  const wanted = call.members;
  return all.filter((member) => wanted.some((name) => isNamed(member, name)));
}

/** A member by its name, its path, or a pattern of pnpm's `--filter` (`./packages/*`, `@scope/*`, `name...`). */
function isNamed(member: NodePackage, written: string): boolean {
  const name = written
    .replace(/^\.{3}\^?|\^?\.{3}$/g, '')
    .replace(/^\{(.*)\}$/, '$1')
    .replace(/^\.\//, '')
    .replace(/\/+$/, '');
  if (member.name === name || member.folder === name || member.folder.endsWith(`/${name}`)) return true;
  if (!name.includes('*')) return member.name?.endsWith(`/${name}`) === true;
  const [before = '', after = ''] = name.split(/\*+/);
  const fits = (text: string): boolean => text.startsWith(before) && text.endsWith(after.replace(/^\//, ''));
  return fits(member.name ?? '') || fits(member.folder);
}
