import { folderOf, foldersUpwards } from '../../../repository/paths.ts';
import type { FactSource } from '../../source.ts';
import { changeFolder, pathFrom } from '../folders.ts';
import { optionsOf } from '../invocation.ts';
import { includedYaml } from '../yaml-file.ts';
import type { ScriptText, YamlNode } from '../yaml-node.ts';
import { type FollowedScript, firstFile, part, type ScriptRunner } from './runner.ts';

const NAMES = [
  'Taskfile.yml',
  'taskfile.yml',
  'Taskfile.yaml',
  'taskfile.yaml',
  'Taskfile.dist.yml',
  'Taskfile.dist.yaml',
];
const VALUED = ['-d', '--dir', '-t', '--taskfile', '-o', '--output', '-C', '--concurrency'];
const INCLUDE_DEPTH = 4;

/** Tasks of Taskfile.yml. https://taskfile.dev/reference/schema */
export function createTaskRunner(source: FactSource): ScriptRunner {
  return {
    programs: ['task', 'go-task'],
    follow: ({ args }, folder) => {
      const { plain, values } = optionsOf(args, VALUED);
      const moved = [...(values.get('-d') ?? []), ...(values.get('--dir') ?? [])].at(0);
      const here = moved === undefined ? folder : changeFolder(folder, moved);
      const named = [...(values.get('-t') ?? []), ...(values.get('--taskfile') ?? [])].at(0);
      const path =
        named === undefined
          ? foldersUpwards(here)
              .map((upper) => firstFile(source, upper, NAMES))
              .find((found) => found !== undefined)
          : pathFrom(here, named);
      if (path === undefined || source.files.get(path) === undefined) return [];
      const goals = plain.filter((word) => !/^\w+=/.test(word));
      return (goals.length === 0 ? ['default'] : goals).flatMap((goal) =>
        scriptOf(source, path, goal, { prefix: '', folder: folderOf(path), depth: 0 }),
      );
    },
  };
}

interface Inclusion {
  /** The namespace under which the file is included: its own tasks call each other without it. */
  readonly prefix: string;
  /** Included tasks run where the outermost Taskfile lies. */
  readonly folder: string;
  readonly depth: number;
}

function scriptOf(source: FactSource, path: string, goal: string, inclusion: Inclusion): readonly FollowedScript[] {
  const { prefix, folder, depth } = inclusion;
  const taskfile = includedYaml(source, path);
  const task = taskfile.get('tasks').entry(goal);
  if (task === undefined) {
    const colon = goal.indexOf(':');
    if (colon <= 0 || depth >= INCLUDE_DEPTH) return [];
    const include = taskfile.get('includes').get(goal.slice(0, colon));
    const written = include.text ?? include.get('taskfile').text;
    const target = written === undefined ? undefined : includedPath(source, pathFrom(folderOf(path), written));
    if (target === undefined) return [];
    return scriptOf(source, target, goal.slice(colon + 1), {
      prefix: `${prefix}${goal.slice(0, colon)}:`,
      folder,
      depth: depth + 1,
    });
  }
  const call = (name: string | undefined, line: number): ScriptText[] =>
    name === undefined ? [] : [part(`task ${name.startsWith(':') ? name.slice(1) : `${prefix}${name}`}`, line)];
  const dependencies = task.value
    .get('deps')
    .items.flatMap((item) => call(item.text ?? item.get('task').text, item.line));
  const own = task.value.kind === 'map' ? task.value.get('cmds').items : task.value.items;
  const single = task.value.get('cmd');
  const commands = [...own, ...single.items].flatMap((item) => [
    ...commandOf(item),
    ...call(item.get('task').text, item.line),
  ]);
  const directory = task.value.get('dir').text;
  return [
    {
      label: `${path}: ${goal}`,
      path,
      folder: directory === undefined ? folder : changeFolder(folder, directory),
      parts: [...dependencies, ...commands],
    },
  ];
}

function commandOf(item: YamlNode): readonly ScriptText[] {
  const script = item.script ?? item.get('cmd').script;
  return script === undefined ? [] : [script];
}

function includedPath(source: FactSource, path: string): string | undefined {
  return source.files.get(path) === undefined ? firstFile(source, path, NAMES) : path;
}
