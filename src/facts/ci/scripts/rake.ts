import { folderOf } from '../../../repository/paths.ts';
import type { FactSource } from '../../source.ts';
import type { ScriptText } from '../yaml-node.ts';
import { type FollowedScript, firstFile, inFolder, part, remember, type ScriptRunner } from './runner.ts';

interface RakeTask {
  readonly path: string;
  readonly line: number;
  readonly parts: readonly ScriptText[];
}

const NAMES = ['Rakefile', 'rakefile', 'Rakefile.rb'];
const FILE_LIMIT = 100;

/** Tasks of rake: what they depend on, the commands that they start by `sh`, and the tools that define tasks. */
export function createRakeRunner(source: FactSource): ScriptRunner {
  const load = remember((folder: string) => loadTasks(source, folder));
  return {
    programs: ['rake'],
    follow: ({ args }, folder) => {
      const names = args
        .filter((arg) => !arg.startsWith('-') && !/^\w+=/.test(arg))
        .map((arg) => arg.replace(/\[.*$/s, ''));
      const tasks = load(folder);
      return (names.length === 0 ? ['default'] : names).flatMap((name): FollowedScript[] => {
        const found = tasks.get(name) ?? [];
        return found
          .filter(({ parts }) => parts.length > 0)
          .map(({ path, parts }) => ({ label: `${path}: ${name}`, path, folder, parts }));
      });
    },
  };
}

/** A task may be defined in several places: they add up. */
function loadTasks(source: FactSource, folder: string): ReadonlyMap<string, readonly RakeTask[]> {
  const main = firstFile(source, folder, NAMES);
  if (main === undefined) return new Map();
  const isTaskFolder = (path: string): boolean =>
    ['lib/tasks', 'rakelib', 'tasks'].some((name) => folderOf(path).startsWith(inFolder(folder, name)));
  const others = source.files.all.filter((file) => file.name.endsWith('.rake') && isTaskFolder(file.path));
  const tasks = new Map<string, RakeTask[]>();
  for (const path of [main, ...others.slice(0, FILE_LIMIT).map((file) => file.path)]) {
    for (const [name, task] of readRakefile(source.text(path) ?? '', path))
      tasks.set(name, [...(tasks.get(name) ?? []), task]);
  }
  return tasks;
}

const TASK = /^\s*(?:multi)?task[ (]\s*(.+)$/;
const ARRAY_NAME = /^(?::|["'])?([\w:.-]+)["']?/;
const SH = /\b(?:sh|system)[ (]\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/;
/** Classes that define a task, and what they run. */
const TASK_CLASS =
  /\b(RSpec::Core::RakeTask|RuboCop::RakeTask|Cucumber::Rake::Task|YARD::Rake::YardocTask|Rake::TestTask|Reek::Rake::Task|Minitest::TestTask)\.(?:new|create)(?:[ (]\s*:?["']?([\w:]+))?/;
const CLASS_COMMANDS: Readonly<Record<string, readonly [name: string, command: string]>> = {
  'RSpec::Core::RakeTask': ['spec', 'rspec'],
  'RuboCop::RakeTask': ['rubocop', 'rubocop'],
  'Cucumber::Rake::Task': ['features', 'cucumber'],
  'YARD::Rake::YardocTask': ['yard', 'yard doc'],
  'Rake::TestTask': ['test', 'ruby -Itest'],
  'Minitest::TestTask': ['test', 'ruby -Itest'],
  'Reek::Rake::Task': ['reek', 'reek'],
};

function readRakefile(text: string, path: string): [string, RakeTask][] {
  const tasks: [string, RakeTask][] = [];
  const namespaces: { name: string; indent: number }[] = [];
  let body: ScriptText[] | undefined;
  let bodyIndent = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.slice(0, 1000);
    const number = index + 1;
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    if (/^\s*end\b/.test(line)) {
      if (body !== undefined && indent <= bodyIndent) body = undefined;
      if (namespaces.at(-1)?.indent === indent) namespaces.pop();
      continue;
    }
    const namespace = /^\s*namespace[ (]\s*(?::|["'])([\w-]+)/.exec(line)?.[1];
    if (namespace !== undefined) namespaces.push({ name: namespace, indent });
    const qualified = (name: string): string => [...namespaces.map((space) => space.name), name].join(':');
    const [, known, given] = TASK_CLASS.exec(line) ?? [];
    const definition = known === undefined ? undefined : CLASS_COMMANDS[known];
    const declared = TASK.exec(line)?.[1];
    if (definition !== undefined)
      tasks.push([qualified(given ?? definition[0]), { path, line: number, parts: [part(definition[1], number)] }]);
    else if (declared !== undefined) {
      const { name, needs } = declarationOf(declared);
      if (name === undefined) continue;
      const parts = needs.map((other) => part(`rake ${other}`, number));
      tasks.push([qualified(name), { path, line: number, parts }]);
      body = /\bdo\b|\{\s*(?:\||$)/.test(line) ? parts : undefined;
      bodyIndent = indent;
    }
    const [, double, single] = SH.exec(line) ?? [];
    const command = double ?? single;
    if (command !== undefined) body?.push(part(command.replace(/\\(.)/g, '$1'), number));
  }
  return tasks;
}

/** `default: %i[spec lint]`, `:default => [:spec]`, `:test, [:arg] => :build`, `"spec"`. */
function declarationOf(text: string): { readonly name: string | undefined; readonly needs: readonly string[] } {
  const head = text.replace(/\s(?:do\b|\{).*$/, '').replace(/#.*$/, '');
  const name = ARRAY_NAME.exec(head)?.[1]?.replace(/:$/, '');
  const arrow = head.indexOf('=>');
  const colon = /^["']?[\w.-]+["']?:\s/.exec(head);
  const after = arrow !== -1 ? head.slice(arrow + 2) : colon === null ? '' : head.slice(colon[0].length);
  const needs = [...after.replace(/%[iwIW]/g, '').matchAll(/[\w:.-]*\w/g)].map((match) => match[0].replace(/^:/, ''));
  return { name, needs: needs.slice(0, 50) };
}
