import { createJob, createPipeline, createTrigger, createUse } from './build.ts';
import { defaultsOf, fillParameters, readCircleSteps } from './circleci-steps.ts';
import { type Matrix, NO_MATRIX, readMatrix } from './matrix.ts';
import type { CiJob, CiReader, CiTrigger, CiUse } from './pipeline.ts';
import { yamlFile } from './yaml-file.ts';
import { nothingIn, type YamlEntry, type YamlNode } from './yaml-node.ts';

/** The steps of a job with the commands that it calls: far more than any real one has. */
const STEP_LIMIT = 1000;
const CONFIG = /^\.circleci\/(?:config|continue[-_]?config)\.ya?ml$/;

/**
 * CircleCI: each workflow is a pipeline of its own, with the jobs that it names.
 * https://circleci.com/docs/reference/configuration-reference/
 */
export const circleci: CiReader = {
  provider: 'circleci',
  matches: (file) => CONFIG.test(file.path),
  read: (file, source) => {
    const config = yamlFile(source, file.path);
    const orbs = readOrbs(config.get('orbs'));
    const jobs = config.get('jobs');
    const read = (id: string, entry: YamlEntry | undefined, invoked: YamlNode, line: number): CiJob =>
      readJob(id, entry, invoked, { config, orbs, line, path: file.path });
    const externalOf = (own: readonly CiJob[]): CiUse[] => [...orbs.values()].filter((orb) => mayDoMore(orb, own));
    const workflows = config
      .get('workflows')
      .entries.filter(({ key, value }) => key !== 'version' && value.kind === 'map');
    if (workflows.length === 0) {
      // Without workflows only the job `build` runs.
      const build = jobs.entry('build');
      if (build === undefined) return [];
      const only = read('build', build, nothingIn(file.path), build.line);
      return [
        createPipeline('circleci', file.path, {
          triggers: [createTrigger('push')],
          jobs: [only],
          external: externalOf([only]),
        }),
      ];
    }
    return workflows.map(({ key, value, line }) => {
      const invoked = value.get('jobs').items.flatMap((item): readonly [string, YamlNode][] => {
        if (item.text !== undefined) return [[item.text, nothingIn(file.path, item.line)]];
        return item.entries.map((entry): [string, YamlNode] => [entry.key, entry.value]);
      });
      const ownJobs = invoked.map(([id, options]) => read(id, jobs.entry(id), options, options.line));
      return createPipeline('circleci', file.path, {
        name: key,
        triggers: triggersOf(
          value,
          invoked.map(([, options]) => options),
          line,
        ),
        jobs: ownJobs,
        external: externalOf(ownJobs),
      });
    });
  },
};

/** Orbs by the name that they have here: `node: circleci/node@5.1` → `circleci/node`. Inline orbs are no uses. */
function readOrbs(node: YamlNode): ReadonlyMap<string, CiUse> {
  return new Map(
    node.entries.flatMap(({ key, value, line }): [string, CiUse][] => {
      if (value.text === undefined) return [];
      const at = value.text.lastIndexOf('@');
      if (at === -1) return [[key, createUse(value.text, { line })]];
      return [[key, createUse(value.text.slice(0, at), { line, ref: value.text.slice(at + 1) })]];
    }),
  );
}

/** Commands of orbs whose name says all that they do. */
const PLAIN_COMMAND =
  /\/(?:(?:install|setup|save|restore|load|attach|store)(?:[-_][\w-]+)?|notify|status|approval-notification|with-cache)$/;

/** Whether an orb does more for some jobs than their steps tell. One that no job seems to call may be called in ways unseen. */
function mayDoMore({ name }: CiUse, jobs: readonly CiJob[]): boolean {
  const calls = jobs.flatMap(({ calls: called, steps }) => [called, ...steps.map(({ uses }) => uses)]);
  const used = calls.flatMap((use) => (use?.name.startsWith(`${name}/`) ? [use.name] : []));
  return used.length === 0 || used.some((command) => !PLAIN_COMMAND.test(command));
}

/** A workflow runs on every push, unless it is scheduled; its jobs may filter by branch and tag. */
function triggersOf(workflow: YamlNode, jobs: readonly YamlNode[], line: number): readonly CiTrigger[] {
  const schedules = workflow.get('triggers').items.map((trigger) => trigger.get('schedule'));
  if (schedules.some((schedule) => schedule.kind === 'map')) {
    return schedules.map((schedule) => createTrigger('schedule', { line: schedule.line }));
  }
  const filters = jobs.map((job) => job.get('filters'));
  const tagged = filters.filter((filter) => filter.get('tags').kind !== 'nothing');
  const branched = filters.filter((filter) => filter.get('branches').get('ignore').text !== '/.*/');
  const named = branched.map((filter) => filter.get('branches').get('only').texts);
  const branches =
    named.length > 0 && named.every((names) => names.length > 0) ? [...new Set(named.flat())] : undefined;
  return [
    ...(branched.length === 0 && jobs.length > 0 ? [] : [createTrigger('push', { line, branches })]),
    ...(tagged.length === 0
      ? []
      : [createTrigger('tag', { line, tags: tagged.flatMap((filter) => filter.get('tags').get('only').texts) })]),
  ];
}

interface JobContext {
  readonly config: YamlNode;
  readonly orbs: ReadonlyMap<string, CiUse>;
  readonly line: number;
  readonly path: string;
}

function readJob(id: string, entry: YamlEntry | undefined, invoked: YamlNode, context: JobContext): CiJob {
  const { config, orbs } = context;
  const matrixNode = invoked.get('matrix').get('parameters');
  const matrix: Matrix = matrixNode.kind === 'map' ? readMatrix(matrixNode) : NO_MATRIX;
  const shared = {
    name: invoked.get('name').text,
    needs: invoked.get('requires').items.flatMap((item) => item.text ?? item.entries[0]?.key ?? []),
    matrix: matrix.axes,
    condition: conditionOf(invoked.get('filters')),
  };
  if (entry === undefined) {
    const [orb = '', job] = id.split('/');
    const use = orbs.get(orb);
    if (use === undefined || job === undefined) return createJob(id, { ...shared, line: context.line });
    return createJob(id, {
      ...shared,
      line: context.line,
      calls: { ...use, name: `${use.name}/${job}`, line: context.line, with: invoked.record },
    });
  }
  const job = entry.value;
  const given = { ...defaultsOf(job.get('parameters')), ...invoked.record };
  const parameters = Object.fromEntries(Object.entries(given).filter(([name]) => !Object.hasOwn(matrix.axes, name)));
  const executorName = job.get('executor').text ?? job.get('executor').get('name').text;
  const executor =
    executorName === undefined ? job : config.get('executors').get(fillParameters(executorName, parameters));
  const images = [job, executor].map((node) =>
    node.get('docker').items.flatMap((item) => item.get('image').text ?? []),
  );
  const [container, ...services] = (images.find((list) => list.length > 0) ?? []).map((image) =>
    fillParameters(image, parameters),
  );
  const machine = executor.get('machine');
  const runsOn = [
    machine.text === 'true' ? 'machine' : machine.text,
    machine.get('image').text,
    executor.get('macos').kind === 'nothing' ? undefined : 'macos',
    job.get('resource_class').text ?? executor.get('resource_class').text,
  ];
  const environment = { ...executor.get('environment').record, ...job.get('environment').record };
  return createJob(id, {
    ...shared,
    line: entry.line,
    runsOn: runsOn.flatMap((label) => label ?? []),
    container,
    services,
    steps: readCircleSteps(job.get('steps'), {
      commands: config.get('commands'),
      orbs,
      environment,
      parameters,
      rows: matrix.rows,
      folder: job.get('working_directory').text,
      path: context.path,
      via: [],
      budget: { steps: STEP_LIMIT },
    }),
  });
}

function conditionOf(filters: YamlNode): string | undefined {
  const parts = filters.entries.flatMap(({ key, value }) =>
    value.entries.map((rule) => `${key} ${rule.key} ${rule.value.texts.join(', ')}`),
  );
  return parts.length === 0 ? undefined : parts.join('; ');
}
