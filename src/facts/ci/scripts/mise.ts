import { foldersUpwards } from '../../../repository/paths.ts';
import { isMapping, list, type Mapping, mapping, string, strings } from '../../data.ts';
import type { FactSource } from '../../source.ts';
import { changeFolder, pathFrom } from '../folders.ts';
import { optionsOf } from '../invocation.ts';
import type { ScriptText } from '../yaml-node.ts';
import { type FollowedScript, firstFile, lineOfKey, part, remember, type ScriptRunner } from './runner.ts';
import { followShellFile } from './shell-files.ts';

const SETTINGS = [
  ...['mise.toml', '.mise.toml', 'mise/config.toml', '.mise/config.toml'],
  ...['.config/mise.toml', '.config/mise/config.toml'],
];
/** Where tasks lie that are files of their own, unless `task_config.includes` names other places. */
const FOLDERS = ['mise-tasks', '.mise-tasks', 'mise/tasks', '.mise/tasks', '.config/mise/tasks'];
const VALUED = ['-C', '--cd', '-j', '--jobs', '-o', '--output', '-E', '--env', '-t', '--tool', '--timeout'];

/** A task with where it is written. */
interface MiseTask {
  readonly definition: unknown;
  readonly path: string;
  readonly line: number;
}

/** Tasks of mise, in its settings or as files. https://mise.jdx.dev/tasks/ */
export function createMiseRunner(source: FactSource): ScriptRunner {
  const tasksOf = remember((root) => tasksIn(source, root));
  const scriptsOf = (folder: string, goal: string): readonly FollowedScript[] => {
    for (const root of foldersUpwards(folder)) {
      const found = matching(tasksOf(root), goal).flatMap(([name, task]) => scriptOf(task, name, root));
      if (found.length > 0) return found;
      const files = foldersOfTasks(source, root).flatMap((place) =>
        followShellFile(source, `./${place}/${goal.replaceAll(':', '/')}`, root, false),
      );
      if (files.length > 0) return files;
    }
    return [];
  };
  return {
    programs: ['mise'],
    follow: ({ args }, folder) => {
      const { plain, values } = optionsOf(args, VALUED);
      const [command, ...words] = plain;
      if (command !== 'run' && command !== 'r') return [];
      const moved = [...(values.get('-C') ?? []), ...(values.get('--cd') ?? [])].at(0);
      const here = moved === undefined ? folder : changeFolder(folder, moved);
      return goalsOf(words).flatMap((goal) => scriptsOf(here, goal));
    },
  };
}

/** `lint ::: test --fast`: the first word of each; what follows is for the task. */
function goalsOf(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => word !== ':::' && (index === 0 || words[index - 1] === ':::'));
}

/** The tasks that a name means: `test:*` all of a group, an alias its task. */
function matching(tasks: ReadonlyMap<string, MiseTask>, goal: string): readonly (readonly [string, MiseTask])[] {
  const own = tasks.get(goal);
  if (own !== undefined) return [[goal, own]];
  const group = /^([\w:.-]+:)\*{1,2}$/.exec(goal)?.[1];
  return [...tasks].filter(([name, { definition }]) =>
    group === undefined ? strings(mapping(definition).alias).includes(goal) : name.startsWith(group),
  );
}

/** What a folder's settings hold under `tasks`, and the files of tasks that they include. */
function tasksIn(source: FactSource, root: string): ReadonlyMap<string, MiseTask> {
  const tasks = new Map<string, MiseTask>();
  const add = (table: Mapping, path: string, above: readonly string[]): void => {
    for (const [name, definition] of Object.entries(table).slice(0, 300)) {
      if (tasks.has(name)) continue;
      tasks.set(name, { definition, path, line: lineOfKey(source.text(path) ?? '', [...above, name]) ?? 1 });
    }
  };
  const settings = firstFile(source, root, SETTINGS);
  if (settings === undefined) return tasks;
  add(mapping(mapping(source.data(settings, 'toml')).tasks), settings, ['tasks']);
  for (const path of includesOf(source, root)) {
    if (path.endsWith('.toml') && source.files.get(path) !== undefined)
      add(mapping(source.data(path, 'toml')), path, []);
  }
  return tasks;
}

function includesOf(source: FactSource, root: string): readonly string[] {
  const settings = firstFile(source, root, SETTINGS);
  if (settings === undefined) return [];
  const { task_config: tasks } = mapping(source.data(settings, 'toml'));
  return strings(mapping(tasks).includes)
    .slice(0, 50)
    .map((path) => pathFrom(root, path));
}

function foldersOfTasks(source: FactSource, root: string): readonly string[] {
  const within = (path: string): string => (root === '' ? path : path.slice(root.length + 1));
  return [
    ...includesOf(source, root)
      .filter((path) => !path.endsWith('.toml'))
      .map(within),
    ...FOLDERS,
  ];
}

function scriptOf({ definition, path, line }: MiseTask, name: string, root: string): readonly FollowedScript[] {
  const table = isMapping(definition) ? definition : { run: definition };
  const commands = list(table.run).flatMap((item) => {
    const text = string(item);
    return text === undefined ? callsOf(item, line) : [part(text, line)];
  });
  const files = strings(table.file).map((file) => part(`./${file.replace(/^\.\//, '')}`, line));
  const parts = [
    ...list(table.depends).flatMap((item) => callsOf(item, line)),
    ...commands,
    ...files,
    ...list(table.depends_post).flatMap((item) => callsOf(item, line)),
  ];
  const dir = string(table.dir)?.replace(/^\{\{\s*(?:config_root|cwd)\s*\}\}\/?/, '');
  const folder = dir === undefined || dir === '' ? root : changeFolder(root, dir);
  return parts.length === 0 ? [] : [{ label: `${path}: ${name}`, path, folder, parts }];
}

/** Tasks that are run by their names: one with its arguments behind it, or several side by side. */
function callsOf(item: unknown, line: number): readonly ScriptText[] {
  const { task, tasks } = mapping(item);
  return [...strings(isMapping(item) ? task : item), ...strings(tasks)].map((name) =>
    part(`mise run ${name.split(' ', 1)[0] ?? name}`, line),
  );
}
