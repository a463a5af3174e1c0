import type { FactSource } from '../source.ts';
import { commandsIn, createJob, createPipeline, createStep, createTrigger, createUse, rawText } from './build.ts';
import { changeFolder } from './folders.ts';
import type { CiEvent, CiJob, CiReader, CiTrigger } from './pipeline.ts';
import { quoteWord } from './shell.ts';
import { includedYaml, yamlFile } from './yaml-file.ts';
import type { ScriptText, YamlNode } from './yaml-node.ts';

/** Kinds of tasks, which taskgraph makes into tasks. https://taskcluster-taskgraph.readthedocs.io/en/latest/concepts/kind.html */
const KIND = /^taskcluster\/(?:kinds|ci)\/[\w.-]+\/kind\.ya?ml$/;
const KIND_LIMIT = 200;
const VISIT_LIMIT = 5_000;
const DEPTH_LIMIT = 20;

/** The words for events: of version 1 of the file, of version 0, and of `run-on-tasks-for`. */
const EVENTS: readonly (readonly [RegExp, CiEvent])[] = [
  [/\bgithub-pull-request\b|\bpull_request\b/, 'pull-request'],
  [/\bgithub-push\b|\bpush\b/, 'push'],
  [/\bgithub-release\b|^\s*-?\s*release\b/m, 'release'],
  [/["']cron["']/, 'schedule'],
];

/**
 * Taskcluster: tasks written out in `.taskcluster.yml`, or a decision task that makes them from the kinds in `taskcluster/`.
 * https://docs.taskcluster.net/docs/reference/integrations/github/taskcluster-yml-v1
 */
export const taskcluster: CiReader = {
  provider: 'taskcluster',
  matches: (file) => /^\.taskcluster\.ya?ml$/.test(file.path),
  read: (file, source) => {
    const config = yamlFile(source, file.path);
    if (config.get('tasks').kind === 'nothing') return [];
    const kinds = source.files.all.filter(({ path }) => KIND.test(path)).slice(0, KIND_LIMIT);
    const jobs = [...tasksIn(config.get('tasks')), ...kinds.flatMap(({ path }) => jobsOfKind(path, source))];
    // Tasks that ask for no event are made for every one.
    const said = triggersIn(source.text(file.path) ?? '');
    const triggers = said.length > 0 ? said : [createTrigger('push'), createTrigger('pull-request')];
    // What transforms make of the kinds, and what a decision task decides, is said by programs.
    const external = kinds.length === 0 ? [] : [createUse('taskgraph', { line: config.line })];
    return [createPipeline('taskcluster', file.path, { triggers, jobs, external })];
  },
};

function triggersIn(text: string): CiTrigger[] {
  return EVENTS.flatMap(([words, event]) => (words.test(text) ? [createTrigger(event)] : []));
}

/** Tasks stand below conditions and loops of JSON-e: wherever there is a payload, there is a task. */
function tasksIn(node: YamlNode): CiJob[] {
  const jobs: CiJob[] = [];
  let visits = 0;
  const walk = (here: YamlNode, depth: number): void => {
    if (++visits > VISIT_LIMIT || depth > DEPTH_LIMIT) return;
    if (here.kind === 'list') {
      for (const item of here.items) walk(item, depth + 1);
    } else if (here.kind === 'map') {
      const payload = here.get('payload');
      if (payload.kind === 'map') jobs.push(jobOf(here.get('metadata').get('name').text, here, payload.get('command')));
      else for (const { value } of here.entries) walk(value, depth + 1);
    }
  };
  walk(node, 0);
  return jobs;
}

/** The tasks of a kind, with what its defaults say for all of them. */
function jobsOfKind(path: string, source: FactSource): CiJob[] {
  const kind = includedYaml(source, path);
  const first = (...nodes: readonly YamlNode[]): YamlNode | undefined => nodes.find((node) => node.kind !== 'nothing');
  const defaults = first(kind.get('task-defaults'), kind.get('job-defaults')) ?? kind.get('task-defaults');
  const tasks = first(kind.get('tasks'), kind.get('jobs'));
  return (tasks?.entries ?? []).map(({ key, line, value }) => {
    const events = first(value.get('run-on-tasks-for'), defaults.get('run-on-tasks-for'));
    const command = first(
      ...[value, defaults].flatMap((node) => [node.get('run').get('command'), node.get('worker').get('command')]),
    );
    const folder = first(value.get('run').get('cwd'), defaults.get('run').get('cwd'))?.text ?? '';
    return {
      ...jobOf(key, value, command ?? value.get('command'), folder.replace(/^\{\{?checkout\}?\}\/?/, '')),
      path,
      line,
      ...(events === undefined ? {} : { triggers: events.texts.flatMap(triggersIn) }),
    };
  });
}

function jobOf(name: string | undefined, task: YamlNode, command: YamlNode, cwd = ''): CiJob {
  const scripts = scriptsOf(command);
  // The checkout is a folder beside others; where commands go there, they are at the root.
  const folder = changeFolder('', cwd);
  const steps =
    scripts.length === 0
      ? []
      : [
          createStep({
            line: task.line,
            run: rawText(scripts),
            commands: commandsIn(scripts, { path: task.path, folder, checkouts: ['repo', 'checkout', 'src', '.'] }),
          }),
        ];
  return createJob(name ?? 'task', { name, line: task.line, steps });
}

/** A command is a text, the words of one command, or a list of such lists (on machines without Docker). */
function scriptsOf(command: YamlNode): readonly ScriptText[] {
  if (command.kind !== 'list') return command.script === undefined ? [] : [command.script];
  if (command.items.some((item) => item.kind === 'list')) return command.items.flatMap(scriptsOf);
  const words = command.items;
  const flag = words.findIndex((word) => /^-\w*c\w*$/.test(word.text ?? ''));
  const inline =
    /(?:^|\/)(?:ba|da|z|k)?sh$/.test(words[0]?.text ?? '') && flag > 0 ? words[flag + 1]?.script : undefined;
  if (inline !== undefined) return [inline];
  const text = words.flatMap((word) => (word.text === undefined ? [] : [quoteWord(word.text)])).join(' ');
  return text === '' ? [] : [{ text, line: command.line, exact: false }];
}
