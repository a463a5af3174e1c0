import type { FactSource } from '../source.ts';
import { commandsIn, createJob, createPipeline, createStep, createTrigger, createUse, rawText } from './build.ts';
import type { CiJob, CiPipeline, CiReader, CiStep, CiTrigger, CiUse } from './pipeline.ts';
import { includedYaml, yamlFile } from './yaml-file.ts';
import { nothingIn, type ScriptText, type YamlNode } from './yaml-node.ts';

const PLACE =
  /(?:^|\/)(?:\.?ci|\.?concourse|pipelines?)\/(?:[\w.-]+\/){0,3}[\w.-]+\.ya?ml$|(?:^|\/)(?:[\w-]+[._-])?(?:pipeline|concourse)(?:[._-][\w-]+)?\.ya?ml$/i;

const PLACES = ['**/{,.}{ci,concourse,pipeline,pipelines}/**/*.y*ml', '**/*{pipeline,concourse}*.y*ml'];

/** Types of resources whose new versions are changes of code. */
const CODE = /^git(?:-\w+)*$|^hg$/;
const PULL_REQUEST = /pull-?request|(?:^|-)pr(?:-|$)|merge-?request/;

/** Steps that hold other steps. */
const HOLDING = ['in_parallel', 'aggregate', 'do', 'try', 'steps'] as const;
const HOOKS = ['on_success', 'on_failure', 'on_error', 'on_abort', 'ensure'] as const;
const STEP_LIMIT = 1_000;
const DEPTH_LIMIT = 8;

interface Reading {
  readonly source: FactSource;
  readonly path: string;
  /** The type of each resource, by its name. */
  readonly types: ReadonlyMap<string, string>;
  readonly external: CiUse[];
  /** The names of the resources that bring files of this repository. */
  readonly checkouts: Set<string>;
}

/** Concourse: jobs with plans, started by the resources that they get. https://concourse-ci.org/docs/pipelines/ */
export const concourse: CiReader = {
  provider: 'concourse',
  matches: (file) => PLACE.test(file.path),
  read: (file, source) => {
    // Pipelines of others lie in such folders too, and templates of these that are no YAML yet.
    if (!hasPlan(file.path, source)) return loneTask(file.path, source);
    const config = configOf(file.path, source);
    const listed = config.get('jobs').kind === 'list' ? config.get('jobs').items : [];
    if (!listed.some((job) => job.get('plan').kind === 'list')) return [];
    const types = new Map(
      config.get('resources').items.map((item) => [item.get('name').text ?? '', item.get('type').text ?? '']),
    );
    const reading: Reading = { source, path: file.path, types, external: [], checkouts: new Set() };
    const jobs = listed.slice(0, 500).map((job) => jobOf(job, reading));
    const events = new Map(jobs.flatMap((job) => job.triggers ?? []).map((trigger) => [trigger.event, trigger]));
    const triggers = events.size === 0 ? [createTrigger('manual')] : [...events.values()];
    const { external, checkouts } = reading;
    return [createPipeline('concourse', file.path, { triggers, jobs, external, checkouts: [...checkouts] })];
  },
};

function hasPlan(path: string, source: FactSource): boolean {
  return /^[ \t-]*plan:/m.test(source.text(path) ?? '');
}

const planned = new WeakMap<FactSource, boolean>();

/** Whether any pipeline is kept here; looked for once, however many tasks there are. */
function isPlanned(source: FactSource): boolean {
  let known = planned.get(source);
  if (known === undefined) {
    known = source.files.matching(PLACES).some(({ path }) => PLACE.test(path) && hasPlan(path, source));
    planned.set(source, known);
  }
  return known;
}

/**
 * A task where no pipeline is: that is kept elsewhere, and the software brings what it runs on changes.
 * https://concourse-ci.org/docs/tasks/
 */
function loneTask(path: string, source: FactSource): CiPipeline[] {
  const text = source.text(path) ?? '';
  if (!/^platform:/m.test(text) || !/^run:/m.test(text)) return [];
  if (isPlanned(source)) return [];
  const task = configOf(path, source);
  const program = task.get('run').get('path');
  if (program.text === undefined) return [];
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
  const reading: Reading = { source, path, types: new Map(), external: [], checkouts: new Set() };
  const job = createJob(name, { name, line: program.line, steps: [{ ...taskOf(task, reading, path), name }] });
  const checkouts = [...reading.checkouts];
  return [createPipeline('concourse', path, { triggers: [createTrigger('push')], jobs: [job], checkouts })];
}

/** What is filled in before the pipeline is set (`{{name}}`, `<%= %>`) may be no YAML yet: nothing that needs mending. */
function configOf(path: string, source: FactSource): YamlNode {
  try {
    return yamlFile(source, path);
  } catch {
    return nothingIn(path);
  }
}

function jobOf(job: YamlNode, reading: Reading): CiJob {
  const flat: YamlNode[] = [];
  for (const step of job.get('plan').items) flatten(step, flat, 0);
  const name = job.get('name').text;
  const gets = flat.filter((step) => step.get('get').text !== undefined);
  const serial = job.get('serial').text === 'true' || job.get('max_in_flight').text === '1';
  return createJob(name ?? 'job', {
    name,
    line: job.line,
    triggers: gets.flatMap((step) => triggerOf(step, reading.types) ?? []),
    needs: [...new Set(gets.flatMap((step) => step.get('passed').texts))],
    steps: flat.flatMap((step) => stepOf(step, reading) ?? []),
    ...(serial ? { concurrency: true } : {}),
  });
}

/** The steps of a plan, whatever they are wrapped in; hooks only tell how it went. */
function flatten(step: YamlNode, found: YamlNode[], depth: number): void {
  if (depth > DEPTH_LIMIT || found.length >= STEP_LIMIT || step.kind !== 'map') return;
  if (['get', 'put', 'task'].some((kind) => step.get(kind).kind !== 'nothing')) found.push(step);
  for (const key of HOLDING) for (const inner of step.get(key).items) flatten(inner, found, depth + 1);
  for (const hook of HOOKS) for (const inner of step.get(hook).items) flatten(inner, found, depth + 1);
}

function triggerOf(step: YamlNode, types: ReadonlyMap<string, string>): CiTrigger | undefined {
  if (step.get('trigger').text !== 'true') return undefined;
  const resource = step.get('resource').text ?? step.get('get').text ?? '';
  const type = types.get(resource) ?? resource;
  const line = step.entry('trigger')?.line;
  if (PULL_REQUEST.test(type)) return createTrigger('pull-request', { line });
  if (CODE.test(type)) return createTrigger('push', { line });
  if (/^(?:time|cron)/.test(type)) return createTrigger('schedule', { line });
  return createTrigger('other', { name: type, line });
}

function stepOf(step: YamlNode, reading: Reading): CiStep | undefined {
  const put = step.get('put').text;
  if (put !== undefined) {
    const type = reading.types.get(step.get('resource').text ?? put) ?? put;
    return createStep({ name: put, line: step.line, uses: createUse(`put/${type}`, { line: step.line }) });
  }
  const name = step.get('task').text;
  if (name === undefined) return undefined;
  const environment = step.get('params').record;
  const file = step.get('file').text;
  if (file === undefined) return { ...taskOf(step.get('config'), reading, reading.path), name, line: step.line };
  const path = pathOf(file, reading);
  if (path !== undefined) {
    const task = taskOf(includedYaml(reading.source, path), reading, path);
    return { ...task, name, line: step.line, environment: { ...task.environment, ...environment } };
  }
  const uses = createUse(file, { line: step.entry('file')?.line, with: environment });
  reading.external.push(uses);
  return createStep({ name, line: step.line, uses, environment });
}

/** What a task runs: a script of the repository, or a shell with its text. */
function taskOf(task: YamlNode, reading: Reading, path: string): CiStep {
  const { source } = reading;
  const run = task.get('run');
  const program = run.get('path').text;
  const args = run.get('args').items;
  const line = run.get('path').line;
  const checkouts = task.get('inputs').items.flatMap((input) => input.get('name').text ?? []);
  const inline = /(?:^|\/)(?:ba|da|z|k)?sh$/.test(program ?? '') ? args.at(-1)?.script : undefined;
  const scripts: ScriptText[] = [];
  if (inline !== undefined && args.length > 1) scripts.push(inline);
  else if (program !== undefined) {
    const words = [program, ...args.flatMap((arg) => arg.text ?? [])].map((word) => pathOf(word, reading) ?? word);
    if (/^[\w.-]+\//.test(words[0] ?? '') && source.files.get(words[0] ?? '') !== undefined) words[0] = `./${words[0]}`;
    scripts.push({ text: words.join(' '), line, exact: false });
  }
  const commands = commandsIn(scripts, { path, checkouts: [...checkouts, '.'] });
  return createStep({ run: rawText(scripts), commands, environment: task.get('params').record });
}

/** Files are named by the resource that brings them: `repository/ci/test.yml`. */
function pathOf(file: string, { source, checkouts }: Reading): string | undefined {
  const plain = file.replace(/^\.\//, '');
  const resource = plain.slice(0, Math.max(0, plain.indexOf('/')));
  const inside = plain.slice(plain.indexOf('/') + 1);
  const path = [inside, plain].find((candidate) => candidate !== '' && source.files.get(candidate) !== undefined);
  if (path !== undefined && path === inside && resource !== '') checkouts.add(resource);
  return path;
}
