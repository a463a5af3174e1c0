import { folderOf } from '../../repository/paths.ts';
import type { FactSource } from '../source.ts';
import { readAzureStep } from './azure-steps.ts';
import { readAzureTriggers } from './azure-triggers.ts';
import { createJob, createPipeline, createUse, numberOf } from './build.ts';
import { pathFrom } from './folders.ts';
import { fillIn, type Matrix, NO_MATRIX } from './matrix.ts';
import type { CiJob, CiReader, CiStep, CiUse } from './pipeline.ts';
import { includedYaml, yamlFile } from './yaml-file.ts';
import type { YamlNode } from './yaml-node.ts';

type Variables = Readonly<Record<string, string>>;

const PIPELINE =
  /^(?:[\w.-]+\/){0,2}\.pipelines?\/(?:[\w.-]+\/)?[\w.-]+\.ya?ml$|^(?:(?:\.?azure-?pipelines?|\.azuredevops|\.azure|\.?devops|\.ci|ci|build|eng|\.pipelines|pipelines)\/(?:[\w.-]+\/)?[\w.-]+|(?:[\w.-]*[.-])?azure-pipelines?[\w.-]*|\.?vsts[\w.-]*)\.ya?ml$/i;
const STEP_LIMIT = 3000;
const TEMPLATE_DEPTH = 8;

/** Azure Pipelines with the templates of this repository. https://learn.microsoft.com/azure/devops/pipelines/yaml-schema */
export const azurePipelines: CiReader = {
  provider: 'azure-pipelines',
  matches: (file) => /\.ya?ml$/i.test(file.name) && PIPELINE.test(file.path),
  read: (file, source) => {
    const root = yamlFile(source, file.path);
    if (!isPipeline(root, /azure-?pipelines/i.test(file.path))) return [];
    const external = root
      .get('resources')
      .get('repositories')
      .items.flatMap((repository) => {
        const name = repository.get('name').text;
        return name === undefined ? [] : [createUse(name, { ref: repository.get('ref').text, line: repository.line })];
      });
    const context: Context = {
      source,
      pipeline: file.path,
      via: [],
      parameters: parametersOf(root.get('parameters'), {}),
      environment: variablesOf(root.get('variables')),
      runsOn: poolOf(root.get('pool')),
      budget: { steps: STEP_LIMIT },
      external,
    };
    return [
      createPipeline('azure-pipelines', file.path, {
        name: root.get('name').text,
        triggers: readAzureTriggers(root),
        jobs: jobsOfFile(root, context),
        external,
      }),
    ];
  },
};

interface Context {
  readonly source: FactSource;
  readonly pipeline: string;
  readonly via: readonly string[];
  readonly parameters: Variables;
  readonly environment: Variables;
  readonly runsOn: readonly string[];
  readonly budget: { steps: number };
  /** Templates of other repositories are added here. */
  readonly external: CiUse[];
}

/** Templates look alike, but say neither what starts them nor what they run on; other YAML has no steps at all. */
function isPipeline(root: YamlNode, isNamed: boolean): boolean {
  const has = (key: string): boolean => root.entry(key) !== undefined;
  if (!['steps', 'jobs', 'stages', 'extends'].some(has)) return false;
  if (['trigger', 'pr', 'schedules'].some(has)) return true;
  return isNamed && !has('parameters') && (has('pool') || has('stages') || has('jobs') || has('steps'));
}

/** `stages`, `jobs`, `steps` or `extends` of a pipeline or a template. */
function jobsOfFile(root: YamlNode, context: Context): readonly CiJob[] {
  const template = root.get('extends');
  return [
    ...(template.kind === 'map' ? followTemplate(template, context, jobsOfFile) : []),
    ...jobsOfStages(root.get('stages'), context),
    ...jobsOfJobs(root.get('jobs'), context, undefined),
    ...(root.get('steps').kind === 'list' ? [readJob(root, 'job', context, undefined)] : []),
  ];
}

function jobsOfStages(list: YamlNode, context: Context): readonly CiJob[] {
  return conditionalItems(list).flatMap((stage) => {
    if (stage.entry('template') !== undefined) return followTemplate(stage, context, jobsOfFile);
    const inner = {
      ...context,
      environment: { ...context.environment, ...variablesOf(stage.get('variables')) },
      runsOn: stage.get('pool').kind === 'nothing' ? context.runsOn : poolOf(stage.get('pool')),
    };
    return jobsOfJobs(stage.get('jobs'), inner, stage);
  });
}

function jobsOfJobs(list: YamlNode, context: Context, stage: YamlNode | undefined): readonly CiJob[] {
  return conditionalItems(list).flatMap((job) => {
    if (job.entry('template') !== undefined) return followTemplate(job, context, jobsOfFile);
    const id = job.get('job').text ?? job.get('deployment').text ?? 'job';
    return [readJob(job, id, context, stage)];
  });
}

function readJob(job: YamlNode, id: string, context: Context, stage: YamlNode | undefined): CiJob {
  if (context.budget.steps-- <= 0) return createJob(id, { line: job.line });
  const matrix = matrixOf(job.get('strategy').get('matrix'));
  const environment = { ...context.environment, ...variablesOf(job.get('variables')) };
  const container = job.get('container');
  const inner = { ...context, environment };
  const rows = matrix.rows;
  const isRoot = job.get('jobs').kind !== 'nothing' || job.entry('trigger') !== undefined;
  return createJob(id, {
    name: isRoot ? undefined : (job.get('displayName').text ?? stage?.get('displayName').text),
    line: job.line,
    path: job.path === context.pipeline ? undefined : job.path,
    runsOn: job.get('pool').kind === 'nothing' ? context.runsOn : poolOf(job.get('pool')),
    matrix: matrix.axes,
    needs: [...job.get('dependsOn').texts, ...(stage?.get('dependsOn').texts ?? [])],
    environment: job.get('environment').text ?? job.get('environment').get('name').text,
    container: container.text ?? container.get('image').text,
    services: Object.values(job.get('services').record),
    steps: stepLists(job).flatMap((list) => readSteps(list, inner, rows)),
    condition: job.get('condition').text ?? stage?.get('condition').text,
    continueOnError: job.get('continueOnError').text === 'true',
    timeoutMinutes: numberOf(job.get('timeoutInMinutes').text),
  });
}

/** Steps of a job; those of a deployment lie below its strategy and its life cycle. */
function stepLists(job: YamlNode): readonly YamlNode[] {
  const strategies = ['runOnce', 'rolling', 'canary'].map((name) => job.get('strategy').get(name));
  const phases = ['preDeploy', 'deploy', 'routeTraffic', 'postRouteTraffic'];
  return [
    job.get('steps'),
    ...strategies.flatMap((strategy) => phases.map((phase) => strategy.get(phase).get('steps'))),
  ];
}

function readSteps(list: YamlNode, context: Context, rows: Matrix['rows']): readonly CiStep[] {
  return conditionalItems(list).flatMap((step): readonly CiStep[] => {
    if (context.budget.steps-- <= 0) return [];
    if (step.entry('template') !== undefined) {
      return followTemplate(step, context, (root, inner) => readSteps(root.get('steps'), inner, rows));
    }
    return readAzureStep(step, { ...context, rows });
  });
}

/** The items of a list, those below `${{ if … }}:` and `${{ each … }}:` among them. */
function conditionalItems(list: YamlNode): readonly YamlNode[] {
  const found: YamlNode[] = [];
  let visits = 0;
  const walk = (items: readonly YamlNode[], depth: number): void => {
    for (const item of items) {
      if (++visits > STEP_LIMIT) return;
      const [entry] = item.entries;
      if (entry === undefined) continue;
      if (!/^\$\{\{\s*(?:if|elseif|else|each|insert)\b/.test(entry.key)) found.push(item);
      else if (depth < TEMPLATE_DEPTH) {
        for (const { value } of item.entries) if (value.kind === 'list') walk(value.items, depth + 1);
      }
    }
  };
  if (list.kind === 'list') walk(list.items, 0);
  return found;
}

/** A template of this repository is read where it is used; one of another repository (`file@alias`) is noted. */
function followTemplate<T>(
  node: YamlNode,
  context: Context,
  read: (root: YamlNode, inner: Context) => readonly T[],
): readonly T[] {
  const entry = node.entry('template');
  const written =
    entry?.value.text === undefined ? undefined : fillIn(entry.value.text, { parameters: context.parameters });
  if (entry === undefined || written === undefined || context.budget.steps-- <= 0) return [];
  const at = written.lastIndexOf('@');
  const alias = at === -1 ? 'self' : written.slice(at + 1);
  const file = at === -1 ? written : written.slice(0, at);
  if (alias !== 'self') {
    context.external.push(createUse(file, { ref: alias, line: entry.line, with: node.get('parameters').record }));
    return [];
  }
  const path = file.startsWith('/')
    ? pathFrom('', file.replace(/^\/+/, ''))
    : pathFrom(folderOf(entry.value.path), file);
  const isKnown = context.source.files.get(path) !== undefined;
  if (!isKnown || context.via.length >= TEMPLATE_DEPTH || context.via.includes(path)) return [];
  const root = includedYaml(context.source, path);
  const given = Object.entries(node.get('parameters').record).map(([key, value]): [string, string] => [
    key,
    fillIn(value, { parameters: context.parameters }),
  ]);
  const parameters = parametersOf(root.get('parameters'), Object.fromEntries(given));
  return read(root, { ...context, via: [...context.via, path], parameters });
}

/** Parameters are a list with defaults, or a plain map of them. */
function parametersOf(declared: YamlNode, given: Variables): Variables {
  const defaults =
    declared.kind === 'map'
      ? Object.entries(declared.record)
      : declared.items.flatMap((item): [string, string][] => {
          const name = item.get('name').text;
          const value = item.get('default').text;
          return name === undefined || value === undefined ? [] : [[name, value]];
        });
  return { ...Object.fromEntries(defaults), ...given };
}

function variablesOf(node: YamlNode): Variables {
  if (node.kind === 'map') return node.record;
  return Object.fromEntries(
    node.items.flatMap((item) => {
      const name = item.get('name').text;
      return name === undefined ? [] : [[name, item.get('value').text ?? '']];
    }),
  );
}

function poolOf(node: YamlNode): readonly string[] {
  if (node.text !== undefined) return [node.text];
  return [...node.get('vmImage').texts, ...node.get('name').texts];
}

/** `matrix` is a map of named rows. */
function matrixOf(node: YamlNode): Matrix {
  const rows = node.entries.slice(0, 64).flatMap(({ value }) => (value.kind === 'map' ? [value.record] : []));
  if (rows.length === 0) return NO_MATRIX;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const valuesOf = (name: string): string[] =>
    rows.flatMap((row) => (Object.hasOwn(row, name) ? [row[name] ?? ''] : []));
  return { axes: Object.fromEntries(names.map((name) => [name, [...new Set(valuesOf(name))]])), rows };
}
