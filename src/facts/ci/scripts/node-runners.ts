import { folderOf } from '../../../repository/paths.ts';
import { mapping, string, strings } from '../../data.ts';
import type { FactSource } from '../../source.ts';
import { baseName, optionsOf } from '../invocation.ts';
import { type NodePackage, nodePackages, scriptsMatching } from './packages.ts';
import { type FollowedScript, inFolder, part, type ScriptRunner } from './runner.ts';

/** Turborepo, Nx and Lerna: a task is the script of that name in every member. */
export function createMonorepoRunner(source: FactSource): ScriptRunner {
  const packages = nodePackages(source);
  return {
    programs: ['turbo', 'nx', 'lerna'],
    follow: ({ program, args }, folder) => {
      const tool = baseName(program);
      const { tasks, project } = tool === 'nx' ? nxTasks(args) : plainTasks(tool, args);
      const root = packages.workspace(folder);
      const owners = [...packages.members(folder), ...(root === undefined ? [] : [root])];
      const chosen = project === undefined ? owners : owners.filter((owner) => isProject(owner, project));
      return tasks.flatMap((task) => [
        // The root's script of the same name is what called turbo, as a rule: following it again leads nowhere.
        ...chosen
          .filter((owner) => owner !== root || project !== undefined)
          .flatMap((owner) => packages.script(owner, task, [], `${tool} ${task}`)),
        ...(tool === 'nx' ? nxTargets(source, task, project) : []),
      ]);
    },
  };
}

interface Tasks {
  readonly tasks: readonly string[];
  readonly project?: string | undefined;
}

function plainTasks(tool: string, args: readonly string[]): Tasks {
  const { plain } = optionsOf(args, [
    '--filter',
    '-F',
    '--concurrency',
    '--scope',
    '--cwd',
    '--since',
    '--ignore',
    '--stream',
  ]);
  const [first, ...more] = plain;
  if (first === 'run') return { tasks: tool === 'lerna' ? more.slice(0, 1) : more };
  const isTask =
    tool === 'turbo' && first !== undefined && !['prune', 'login', 'link', 'gen', 'daemon'].includes(first);
  return { tasks: isTask ? plain : [] };
}

function nxTasks(args: readonly string[]): Tasks {
  const valued = [
    '-t',
    '--target',
    '--targets',
    '-p',
    '--projects',
    '--parallel',
    '--base',
    '--head',
    '-c',
    '--configuration',
  ];
  const { plain, values } = optionsOf(args, valued);
  const [first, second] = plain;
  const targets = ['-t', '--target', '--targets'].flatMap((name) => values.get(name) ?? []);
  if (first === 'run-many' || first === 'affected') {
    // `-t lint test` names several.
    return {
      tasks: [...targets, ...plain.slice(1)].flatMap((names) => names.split(',')).filter((name) => name !== ''),
    };
  }
  if (first?.startsWith('affected:') === true) return { tasks: [first.slice('affected:'.length)] };
  if (first === 'run' && second !== undefined) {
    const [project, task] = second.split(':');
    return { tasks: task === undefined ? [] : [task], project };
  }
  return first === undefined || second === undefined ? { tasks: [] } : { tasks: [first], project: second };
}

function isProject(owner: NodePackage, project: string): boolean {
  return owner.name === project || owner.name?.endsWith(`/${project}`) === true || owner.folder.endsWith(project);
}

/** Targets of project.json that are plain commands. */
function nxTargets(source: FactSource, task: string, project: string | undefined): readonly FollowedScript[] {
  return source.files
    .named('project.json')
    .slice(0, 300)
    .flatMap((file) => {
      const data = mapping(source.data(file.path));
      const targets = mapping(data.targets);
      if (!Object.hasOwn(targets, task) || (project !== undefined && data.name !== project)) return [];
      const target = mapping(targets[task]);
      const options = mapping(target.options);
      const commands = [string(target.command), string(options.command), ...strings(options.commands)];
      const texts = commands.flatMap((command) => command ?? []);
      const folder = string(options.cwd) ?? '';
      return texts.length === 0
        ? []
        : [{ label: `nx ${task}`, path: file.path, folder, parts: texts.map((text) => part(text, 1)) }];
    });
}

/** One package under all of its names. https://github.com/bahmutov/start-server-and-test#aliases */
const STARTS_AND_TESTS: readonly string[] = ['start-server-and-test', 'server-test', 'start-test'];

/** npm-run-all and concurrently: their arguments are scripts of the package, or commands. */
export function createParallelRunner(source: FactSource): ScriptRunner {
  const packages = nodePackages(source);
  return {
    programs: ['npm-run-all', 'npm-run-all2', 'run-s', 'run-p', 'concurrently', 'conc', ...STARTS_AND_TESTS],
    follow: ({ program, args }, folder) => {
      const owner = packages.around(folder);
      if (owner === undefined) return [];
      const tool = baseName(program);
      const { plain, rest } = optionsOf(args, ['-n', '--names', '-c', '--prefix-colors', '-k', '-m', '--max-parallel']);
      const parts =
        tool === 'concurrently' || tool === 'conc'
          ? [...plain, ...rest].map(concurrentCommand)
          : STARTS_AND_TESTS.includes(tool)
            ? plain.filter((word) => !/^(?:https?:|\d+$|tcp:)/.test(word)).map((word) => scriptCall(owner, word))
            : plain.map((pattern) => `npm run ${pattern.split(' ')[0] ?? ''}`);
      const texts = parts.flatMap((text) => expand(owner, text));
      return [{ label: tool, path: owner.path, folder: owner.folder, parts: texts.map((text) => part(text, 1)) }];
    },
  };
}

/** concurrently takes `npm:name` for a script of the package. */
function concurrentCommand(word: string): string {
  const [, tool, name] = /^(npm|pnpm|yarn|bun|node):(.+)$/s.exec(word) ?? [];
  return tool === undefined ? word : `${tool} run ${name}`;
}

function scriptCall(owner: NodePackage, word: string): string {
  return owner.scripts.has(word) ? `npm run ${word}` : word;
}

/** `npm run lint:*` becomes a call of each script that it means. */
function expand(owner: NodePackage, text: string): readonly string[] {
  const [, run, pattern, rest] = /^(\w+ run )(\S*\*\S*)(.*)$/s.exec(text) ?? [];
  if (run === undefined || pattern === undefined) return [text];
  return scriptsMatching(owner, pattern).map((name) => `${run}${name}${rest ?? ''}`);
}

/** deno.json tasks. */
export function createDenoRunner(source: FactSource): ScriptRunner {
  return {
    programs: ['deno'],
    follow: ({ args }, folder) => {
      const { plain } = optionsOf(args, ['--cwd', '-c', '--config']);
      const [command, name] = plain;
      if (command !== 'task' || name === undefined) return [];
      const path = ['deno.json', 'deno.jsonc']
        .map((file) => inFolder(folder, file))
        .find((file) => source.files.get(file));
      if (path === undefined) return [];
      const tasks = mapping(mapping(source.data(path, 'json')).tasks);
      if (!Object.hasOwn(tasks, name)) return [];
      const task = tasks[name];
      const before = strings(mapping(task).dependencies).map((other) => `deno task ${other}`);
      const texts = [...before, string(task) ?? string(mapping(task).command)].flatMap((text) => text ?? []);
      return [{ label: `deno task ${name}`, path, folder: folderOf(path), parts: texts.map((text) => part(text, 1)) }];
    },
  };
}
