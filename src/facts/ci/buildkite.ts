import {
  commandsIn,
  createJob,
  createPipeline,
  createStep,
  createTrigger,
  createUse,
  flatten,
  numberOf,
  rawText,
  scriptsOf,
} from './build.ts';
import { type Matrix, NO_MATRIX, readMatrix } from './matrix.ts';
import type { CiJob, CiReader, CiUse } from './pipeline.ts';
import { yamlFile } from './yaml-file.ts';
import type { ScriptText, YamlNode } from './yaml-node.ts';

const GROUP_DEPTH = 3;
const JOB_LIMIT = 1000;

/**
 * Buildkite: every command step is a job. What starts a pipeline is set on the server; by default that is every push and
 * pull request. https://buildkite.com/docs/pipelines/configure/step-types
 */
export const buildkite: CiReader = {
  provider: 'buildkite',
  matches: (file) => /^(?:\.buildkite\/(?:[\w.-]+\/)?[^/]+|buildkite)\.ya?ml$/.test(file.path),
  read: (file, source) => {
    const root = yamlFile(source, file.path);
    const list = root.kind === 'list' ? root : root.get('steps');
    if (list.kind !== 'list') return [];
    const environment = root.get('env').record;
    const found = stepsOf(list, 0).slice(0, JOB_LIMIT);
    const jobs = found.map((step, index) => readJob(step, index, environment, file.path));
    if (jobs.length === 0) return [];
    return [
      createPipeline('buildkite', file.path, {
        triggers: [createTrigger('push'), createTrigger('pull-request')],
        jobs,
      }),
    ];
  },
};

/** Steps that run or start something; `wait`, `block` and `input` do not, groups hold further steps. */
function stepsOf(list: YamlNode, depth: number): readonly YamlNode[] {
  return list.items.slice(0, JOB_LIMIT).flatMap((step): readonly YamlNode[] => {
    if (step.entry('group') !== undefined) return depth < GROUP_DEPTH ? stepsOf(step.get('steps'), depth + 1) : [];
    return ['command', 'commands', 'plugins', 'trigger'].some((key) => step.entry(key) !== undefined) ? [step] : [];
  });
}

function readJob(step: YamlNode, index: number, outer: Readonly<Record<string, string>>, path: string): CiJob {
  const environment = { ...outer, ...step.get('env').record };
  const scripts = [
    ...scriptsOf(step.get('command')),
    ...scriptsOf(step.get('commands')),
    ...pluginScripts(step.get('plugins')),
  ];
  const label = step.get('label').text ?? step.get('name').text;
  const matrix =
    step.get('matrix').get('setup').kind === 'map'
      ? readMatrix(step.get('matrix').get('setup'))
      : listMatrix(step.get('matrix'));
  const plugins = pluginsOf(step.get('plugins')).map((uses) => createStep({ line: uses.line, uses, environment }));
  const own = createStep({
    name: label,
    line: step.line,
    run: rawText(scripts),
    commands: commandsIn(scripts, { path }),
    environment,
  });
  const trigger = step.entry('trigger');
  const agents = step.get('agents');
  return createJob(step.get('key').text ?? label ?? `step ${index + 1}`, {
    name: label,
    line: step.line,
    runsOn: agents.kind === 'map' ? Object.values(agents.record) : agents.texts,
    matrix: matrix.axes,
    needs: step.get('depends_on').items.flatMap((item) => item.text ?? item.get('step').text ?? []),
    steps: scripts.length === 0 ? plugins : [...plugins, own],
    calls: trigger?.value.text === undefined ? undefined : createUse(trigger.value.text, { line: trigger.line }),
    condition: step.get('if').text ?? step.get('branches').text,
    continueOnError: step.get('soft_fail').kind !== 'nothing' && step.get('soft_fail').text !== 'false',
    timeoutMinutes: numberOf(step.get('timeout_in_minutes').text),
    concurrency: step.get('concurrency').kind === 'nothing' ? undefined : true,
  });
}

function listMatrix(node: YamlNode): Matrix {
  return node.kind === 'list' ? { axes: { matrix: node.texts }, rows: [] } : NO_MATRIX;
}

/** `docker#v5.1.0` and `docker#v5.1.0: { … }`. */
function pluginsOf(node: YamlNode): readonly CiUse[] {
  const entries = flatten(node).flatMap(
    (item): { text: string; line: number; inputs: Readonly<Record<string, string>> }[] => {
      if (item.text !== undefined) return [{ text: item.text, line: item.line, inputs: {} }];
      return item.entries.map(({ key, line, value }) => ({ text: key, line, inputs: value.record }));
    },
  );
  return entries.map(({ text, line, inputs }) => {
    const at = text.lastIndexOf('#');
    const local = text.startsWith('./');
    if (at === -1) return createUse(text, { line, local, with: inputs });
    return createUse(text.slice(0, at), { ref: text.slice(at + 1), line, local, with: inputs });
  });
}

/** What runs inside of a container: `docker-compose#v3: { run: app, command: ["yarn", "test"] }` is one command. */
function pluginScripts(node: YamlNode): readonly ScriptText[] {
  return flatten(node).flatMap((item) =>
    item.entries.flatMap(({ key, value }): readonly ScriptText[] => {
      if (!/^(?:[\w.-]+\/)?docker(?:-compose)?(?:#|$)/.test(key)) return [];
      const words = scriptsOf(value.get('command'));
      const [first] = words;
      return first === undefined || first.text.startsWith('-')
        ? []
        : [{ ...first, text: words.map(({ text }) => text).join(' ') }];
    }),
  );
}
