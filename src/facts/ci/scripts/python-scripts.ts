import { folderOf, foldersUpwards } from '../../../repository/paths.ts';
import { isMapping, list, type Mapping, mapping, string, strings } from '../../data.ts';
import type { FactSource } from '../../source.ts';
import { changeFolder } from '../folders.ts';
import { baseName, type Invocation } from '../invocation.ts';
import type { ScriptText } from '../yaml-node.ts';
import { type FollowedScript, inFolder, lineOfKey, part, type ScriptRunner } from './runner.ts';

/** Where a tool keeps its tasks, and how they are called. */
interface TaskTool {
  readonly file: string;
  /** Tables that hold tasks, as key paths. */
  readonly tables: readonly (readonly string[])[];
  /** How a task is called from another one. */
  readonly call: string;
}

const POE: TaskTool = { file: 'pyproject.toml', tables: [['tool', 'poe', 'tasks']], call: 'poe' };
const TOOLS: ReadonlyMap<string, readonly TaskTool[]> = new Map<string, readonly TaskTool[]>([
  ['poe', [POE, { file: 'poe_tasks.toml', tables: [['tasks'], ['tool', 'poe', 'tasks']], call: 'poe' }]],
  ['pdm', [{ file: 'pyproject.toml', tables: [['tool', 'pdm', 'scripts']], call: 'pdm run' }]],
  ['rye', [{ file: 'pyproject.toml', tables: [['tool', 'rye', 'scripts']], call: 'rye run' }]],
  ['task', [{ file: 'pyproject.toml', tables: [['tool', 'taskipy', 'tasks']], call: 'task' }]],
  ['pipenv', [{ file: 'Pipfile', tables: [['scripts']], call: 'pipenv run' }]],
  [
    'pixi',
    [
      { file: 'pixi.toml', tables: [['tasks']], call: 'pixi run' },
      { file: 'pyproject.toml', tables: [['tool', 'pixi', 'tasks']], call: 'pixi run' },
    ],
  ],
]);

/** Tasks that Python projects keep in pyproject.toml and its like: poe, pdm, rye, taskipy, pixi, pipenv. */
export function createPythonTaskRunner(source: FactSource): ScriptRunner {
  return {
    programs: [...TOOLS.keys()],
    follow: (invocation, folder) => {
      const program = baseName(invocation.program);
      const name = taskName(program, invocation);
      if (name === undefined) return [];
      for (const tool of TOOLS.get(program) ?? []) {
        for (const upper of foldersUpwards(folder)) {
          const path = inFolder(upper, tool.file);
          if (source.files.get(path) === undefined) continue;
          const found = taskOf(source, path, tool, name);
          if (found.length > 0) return found;
        }
      }
      return [];
    },
  };
}

/** poe and taskipy take the task as their first word, the others after `run`. */
function taskName(program: string, { args }: Invocation): string | undefined {
  const words = args.filter((arg) => !arg.startsWith('-'));
  if (program === 'poe' || program === 'task') return words[0];
  if (words[0] === 'run') return words[1];
  return program === 'pdm' ? words[0] : undefined;
}

function taskOf(source: FactSource, path: string, tool: TaskTool, name: string): readonly FollowedScript[] {
  const data = source.data(path, 'toml');
  const tables = tool.tables.concat(tool.call === 'pixi run' ? pixiFeatures(data, tool.tables[0] ?? []) : []);
  for (const keys of tables) {
    const table = keys.reduce<Mapping>(
      (outer, key) => mapping(Object.hasOwn(outer, key) ? outer[key] : undefined),
      mapping(data),
    );
    if (!Object.hasOwn(table, name)) continue;
    const line = lineOfKey(source.text(path) ?? '', [...keys, name]) ?? 1;
    const label = `${tool.call} ${name}`;
    const task = table[name];
    const where = string(mapping(task).cwd) ?? string(mapping(task).working_dir);
    const folder = where === undefined ? folderOf(path) : changeFolder(folderOf(path), where);
    const around = (prefix: string): ScriptText[] =>
      [`${prefix}_${name}`]
        .filter((other) => Object.hasOwn(table, other))
        .map((other) => part(`${tool.call} ${other}`, line));
    const parts = [...around('pre'), ...partsOf(task, tool, line, table, 0), ...around('post')];
    return parts.length === 0 ? [] : [{ label, path, folder, parts }];
  }
  return [];
}

/** Features of pixi have tasks of their own: `feature.test.tasks`. */
function pixiFeatures(data: unknown, tasks: readonly string[]): readonly (readonly string[])[] {
  const base = tasks.slice(0, -1);
  const root = base.reduce<Mapping>((outer, key) => mapping(outer[key]), mapping(data));
  return Object.keys(mapping(root.feature))
    .slice(0, 100)
    .map((feature) => [...base, 'feature', feature, 'tasks']);
}

/** A task is a command, a list of tasks or commands, or a table that names either under one of several keys. */
function partsOf(task: unknown, tool: TaskTool, line: number, table: Mapping, depth: number): ScriptText[] {
  if (depth > 5) return [];
  const text = string(task);
  if (text !== undefined) return [part(text, line)];
  if (Array.isArray(task)) return task.slice(0, 100).flatMap((item) => memberOf(item, tool, line, table, depth));
  if (!isMapping(task)) return [];
  const before = [...strings(task.deps), ...dependencyNames(task['depends-on'] ?? task.depends_on)];
  const commands = [task.cmd, task.shell].flatMap((command) =>
    Array.isArray(command) && tool.call !== 'rye run' ? [strings(command).join(' ')] : strings(command),
  );
  const sequences = [task.sequence, task.composite, task.chain].flatMap((items) => list(items));
  return [
    ...before.map((name) => part(`${tool.call} ${name}`, line)),
    ...commands.map((command) => part(command, line)),
    ...sequences.slice(0, 100).flatMap((item) => memberOf(item, tool, line, table, depth)),
    ...strings(task.ref).map((name) => part(`${tool.call} ${name}`, line)),
  ];
}

/** An item of a sequence is a task by its name where there is one, else a command. */
function memberOf(item: unknown, tool: TaskTool, line: number, table: Mapping, depth: number): ScriptText[] {
  const text = string(item);
  if (text === undefined) return partsOf(item, tool, line, table, depth + 1);
  const name = text.trim().split(/\s+/)[0] ?? '';
  return [part(Object.hasOwn(table, name) ? `${tool.call} ${text}` : text, line)];
}

function dependencyNames(value: unknown): string[] {
  return list(value).flatMap((item) => string(item) ?? string(mapping(item).task) ?? []);
}

/** Scripts of hatch environments: `hatch run test`, `hatch run lint:check`, `hatch -e docs run build`. */
export function createHatchRunner(source: FactSource): ScriptRunner {
  return {
    programs: ['hatch'],
    follow: ({ args }, folder) => {
      const run = args.indexOf('run');
      if (run === -1) return [];
      const named = args.slice(0, run).findIndex((arg) => arg === '-e' || arg === '--env');
      // `+py=3.12` and `-py=3.11` choose among the variants of an environment.
      const [word, ...rest] = args.slice(run + 1).filter((arg) => !/^[+-]/.test(arg));
      if (word === undefined) return [];
      const colon = word.indexOf(':');
      const environment =
        colon > 0
          ? word.slice(0, colon).replace(/\..*$/, '')
          : ((named === -1 ? undefined : args[named + 1]) ?? 'default');
      const name = colon > 0 ? word.slice(colon + 1) : word;
      return hatchScript(source, folder, environment, name, rest);
    },
  };
}

function hatchScript(
  source: FactSource,
  folder: string,
  environment: string,
  name: string,
  rest: readonly string[],
): readonly FollowedScript[] {
  for (const [file, base] of [
    ['hatch.toml', []],
    ['pyproject.toml', ['tool', 'hatch']],
  ] as const) {
    const path = inFolder(folder, file);
    if (source.files.get(path) === undefined) continue;
    const root = base.reduce<Mapping>((outer, key) => mapping(outer[key]), mapping(source.data(path, 'toml')));
    const environments = mapping(root.envs);
    for (const candidate of new Set([environment, 'default'])) {
      const scripts = mapping(
        mapping(Object.hasOwn(environments, candidate) ? environments[candidate] : undefined).scripts,
      );
      if (!Object.hasOwn(scripts, name)) continue;
      const line = lineOfKey(source.text(path) ?? '', ['envs', candidate, 'scripts', name]);
      const texts = strings(scripts[name]).map((text) => hatchCommand(text, scripts, candidate, rest));
      const label = `hatch run ${environment === 'default' ? '' : `${environment}:`}${name}`;
      return [{ label, path, folder, parts: texts.map((text) => part(text, line)) }];
    }
  }
  return [];
}

/** A command that starts with the name of another script means that script. */
function hatchCommand(text: string, scripts: Mapping, environment: string, args: readonly string[]): string {
  const filled = text
    .replace(/\{args(?::([^{}]*))?\}/g, (_, fallback: string | undefined) =>
      args.length > 0 ? args.join(' ') : (fallback ?? ''),
    )
    .replace(/\{root\}\/?/g, '')
    .replace(/^- /, '')
    .trim();
  const name = filled.split(/\s+/)[0] ?? '';
  return Object.hasOwn(scripts, name) ? `hatch run ${environment}:${filled}` : filled;
}
