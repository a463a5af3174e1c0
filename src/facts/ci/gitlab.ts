import type { FactSource } from '../source.ts';
import {
  createJob,
  createPipeline,
  createStep,
  createTrigger,
  createUse,
  minutesOf,
  rawText,
  type Shell,
  startShell,
} from './build.ts';
import { pathFrom } from './folders.ts';
import { type GitlabConfig, type Layers, layersOf, loadGitlab, pick, resolved } from './gitlab-config.ts';
import { triggersOfOnly, triggersOfRules } from './gitlab-triggers.ts';
import { commandVariants, type Matrix, NO_MATRIX, readMatrix } from './matrix.ts';
import type { CiJob, CiReader, CiStep, CiTrigger, CiUse } from './pipeline.ts';
import type { YamlNode } from './yaml-node.ts';

/** Top-level keys that are no jobs. https://docs.gitlab.com/ci/yaml/ */
const KEYWORDS: ReadonlySet<string> = new Set(
  'image services stages types before_script after_script variables cache include workflow default spec'.split(' '),
);
const JOB_LIMIT = 1000;
const CHILD_DEPTH = 2;

/** GitLab CI: `.gitlab-ci.yml`, or where a project's settings often say that it lies, with its local includes and local child pipelines. */
export const gitlab: CiReader = {
  provider: 'gitlab',
  matches: ({ path }) => /^(?:\.gitlab\/\.?|\.)gitlab-ci\.ya?ml$/.test(path),
  read: (file, source) => {
    const config = loadGitlab(source, file.path);
    const external = [...config.external];
    const jobs = jobsOf(config, source, external, file.path, 0);
    if (jobs.length === 0 && external.length === 0) return [];
    const workflow = config.keys.get('workflow')?.layers ?? [];
    const rules = resolved(config, pick(workflow, 'rules'));
    return [
      createPipeline('gitlab', file.path, {
        name: pick(workflow, 'name').text,
        triggers: distinct(
          rules.length > 0
            ? triggersOfRules(rules)
            : jobs.flatMap(({ triggers }) => triggers ?? [createTrigger('push')]),
        ),
        jobs,
        concurrency:
          pick(workflow, 'auto_cancel').kind !== 'nothing' ||
          pick(config.keys.get('default')?.layers ?? [], 'interruptible').text === 'true' ||
          jobs.some((job) => job.concurrency === true),
        external,
      }),
    ];
  },
};

function distinct(triggers: readonly CiTrigger[]): readonly CiTrigger[] {
  const seen = new Map(triggers.toReversed().map((trigger) => [JSON.stringify({ ...trigger, line: 0 }), trigger]));
  return [...seen.values()].toReversed();
}

function jobsOf(
  config: GitlabConfig,
  source: FactSource,
  external: CiUse[],
  pipeline: string,
  depth: number,
): readonly CiJob[] {
  const names = [...config.keys.keys()].filter((name) => !name.startsWith('.') && !KEYWORDS.has(name));
  return names.slice(0, JOB_LIMIT).flatMap((name) => {
    const layers = layersOf(config, name);
    const trigger = pick(layers, 'trigger');
    const isJob =
      trigger.kind !== 'nothing' || ['script', 'run', 'extends'].some((key) => pick(layers, key).kind !== 'nothing');
    if (!isJob) return [];
    const calls = callsOf(trigger);
    if (calls !== undefined && !calls.local) external.push(calls);
    const job = readJob(config, name, layers, calls, pipeline);
    if (calls?.local !== true || depth >= CHILD_DEPTH) return [job];
    const path = pathFrom('', calls.name.replace(/^\/+/, ''));
    if (source.files.get(path) === undefined) return [job];
    const child = source.guard('ci', path, () => loadGitlab(source, path));
    if (child === undefined) return [job];
    external.push(...child.external);
    return [job, ...jobsOf(child, source, external, pipeline, depth + 1)];
  });
}

/** `trigger` starts a pipeline of another project, or a child from a file of this one. */
function callsOf(trigger: YamlNode): CiUse | undefined {
  const { line } = trigger;
  const project = trigger.text ?? trigger.get('project').text;
  if (project !== undefined) return createUse(project, { line });
  const [include] = trigger.get('include').items;
  const local = include?.text ?? include?.get('local').text;
  if (local !== undefined) return createUse(local, { line, local: true });
  const other = include?.get('project').text ?? include?.get('template').text ?? include?.get('remote').text;
  return other === undefined ? undefined : createUse(other, { line, ref: include?.get('ref').text });
}

function readJob(
  config: GitlabConfig,
  name: string,
  layers: Layers,
  calls: CiUse | undefined,
  pipeline: string,
): CiJob {
  const entry = config.keys.get(name)?.entry;
  const defaults = config.keys.get('default')?.layers ?? [];
  const inherited = (key: string): YamlNode => {
    const own = pick(layers, key);
    if (own.kind !== 'nothing') return own;
    const global = pick(defaults, key);
    return global.kind === 'nothing' ? (config.keys.get(key)?.layers.at(-1) ?? global) : global;
  };
  const variables = [...(config.keys.get('variables')?.layers ?? []), ...layers.map((layer) => layer.get('variables'))];
  const environment = Object.fromEntries(
    variables.flatMap((node) =>
      node.entries.map(({ key, value }) => [key, value.text ?? value.get('value').text ?? '']),
    ),
  );
  const rules = resolved(config, pick(layers, 'rules'));
  const only = pick(layers, 'only');
  const matrix = matrixOf(pick(layers, 'parallel').get('matrix'));
  const image = inherited('image');
  const path = entry?.value.path;
  const failure = pick(layers, 'allow_failure');
  const conditions = rules.flatMap((rule) => rule.get('if').text ?? []);
  const context = { environment, matrix, pipeline };
  // `before_script` and `script` share a shell, `after_script` has one of its own.
  const shell = startShell({ path: pipeline });
  return createJob(name, {
    line: entry?.line,
    path: path === pipeline ? undefined : path,
    triggers: triggersOf(rules, only, pick(layers, 'when').text),
    runsOn: inherited('tags').texts,
    matrix: matrix.axes,
    needs: pick(layers, 'needs').items.flatMap((need) => need.text ?? need.get('job').text ?? []),
    environment: pick(layers, 'environment').text ?? pick(layers, 'environment').get('name').text,
    container: image.text ?? image.get('name').text,
    services: inherited('services').items.flatMap((service) => service.text ?? service.get('name').text ?? []),
    steps: [
      ...stepOf(config, 'before_script', inherited('before_script'), { ...context, shell }),
      ...stepOf(config, 'script', pick(layers, 'script'), { ...context, shell }),
      ...stepOf(config, 'after_script', inherited('after_script'), {
        ...context,
        shell: startShell({ path: pipeline }),
      }),
    ],
    calls,
    condition: conditions.length === 0 ? undefined : conditions.join(' || '),
    continueOnError: failure.text === 'true' || failure.kind === 'map',
    timeoutMinutes: minutesOf(inherited('timeout').text),
    concurrency: pick(layers, 'resource_group').kind === 'nothing' ? undefined : true,
  });
}

function triggersOf(
  rules: readonly YamlNode[],
  only: YamlNode,
  when: string | undefined,
): readonly CiTrigger[] | undefined {
  if (when === 'manual') return [createTrigger('manual')];
  if (rules.length > 0) return triggersOfRules(rules);
  return only.kind === 'nothing' ? undefined : triggersOfOnly(only);
}

/** `parallel: matrix` is a list of maps from variables to values. */
function matrixOf(node: YamlNode): Matrix {
  const parts = node.kind === 'list' ? node.items.slice(0, 50).map(readMatrix) : [];
  if (parts.length === 0) return NO_MATRIX;
  const axes = new Map<string, Set<string>>();
  for (const [key, values] of parts.flatMap((part) => Object.entries(part.axes))) {
    axes.set(key, new Set([...(axes.get(key) ?? []), ...values]));
  }
  return {
    axes: Object.fromEntries([...axes].map(([key, values]) => [key, [...values]])),
    rows: parts.flatMap((part) => part.rows).slice(0, 64),
  };
}

interface StepContext {
  readonly environment: Readonly<Record<string, string>>;
  readonly matrix: Matrix;
  readonly pipeline: string;
  readonly shell: Shell;
}

function stepOf(config: GitlabConfig, name: string, node: YamlNode, context: StepContext): CiStep[] {
  const items = resolved(config, node).flatMap((item) =>
    item.script === undefined ? [] : [{ path: item.path, script: item.script }],
  );
  const [first] = items;
  if (first === undefined) return [];
  const axes = Object.keys(context.matrix.axes);
  // Lines that are referred to from several files each keep their own place.
  const commands = items.flatMap(({ path, script }) => context.shell.run([script], path));
  const marked = commands.map((command) => ({ ...command, text: markVariables(command.text, axes) }));
  const path = node.path === '' ? first.path : node.path;
  return [
    createStep({
      name,
      line: first.script.line,
      path: path === context.pipeline ? undefined : path,
      run: rawText(items.map(({ script }) => script)),
      commands: commandVariants(marked, context.matrix.rows),
      environment: context.environment,
    }),
  ];
}

/** Variables of the matrix in the form that the matrix fills in. */
function markVariables(text: string, axes: readonly string[]): string {
  if (axes.length === 0) return text;
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (written, curly, plain) => {
    const name = (curly ?? plain) as string;
    return axes.includes(name) ? `\${{ matrix.${name} }}` : written;
  });
}
