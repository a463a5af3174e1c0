import { createJob, createPipeline, numberOf } from './build.ts';
import { changeFolder } from './folders.ts';
import { inputsOf, mergeVariables, parseUse, readGithubSteps, type StepContext } from './github-steps.ts';
import { readGithubTriggers } from './github-triggers.ts';
import { fillIn, NO_MATRIX, readMatrix, variantsOf } from './matrix.ts';
import type { CiJob, CiPermissions, CiReader, CiStep, CiUse } from './pipeline.ts';
import { includedYaml, yamlFile } from './yaml-file.ts';
import type { YamlNode } from './yaml-node.ts';

const WORKFLOW = /^\.(?:github|forgejo|gitea)\/workflows\/[^/]+\.ya?ml$/;
/** Steps and jobs of a workflow with all that it calls: far more than any real one has. */
const STEP_LIMIT = 3000;
/** GitHub lets workflows call each other four levels deep. */
const CALL_LIMIT = 4;

/**
 * Workflows of GitHub Actions, and those of Forgejo and Gitea, which take the same form.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */
export const githubActions: CiReader = {
  provider: 'github-actions',
  matches: (file) => WORKFLOW.test(file.path),
  read: (file, source) => {
    const workflow = yamlFile(source, file.path);
    if (workflow.get('jobs').kind !== 'map') return [];
    const external: CiUse[] = [];
    const budget = { steps: STEP_LIMIT };
    const jobs = workflow.get('jobs').entries.map(({ key, line, value }) => {
      const context = contextOf(workflow, { source, pipeline: file.path, via: [], inputs: {}, budget });
      return readJob(key, line, value, context, external);
    });
    return [
      createPipeline('github-actions', file.path, {
        name: workflow.get('name').text,
        triggers: readGithubTriggers(workflow),
        jobs,
        permissions: readPermissions(workflow.get('permissions')),
        concurrency: workflow.get('concurrency').kind !== 'nothing',
        external,
      }),
    ];
  },
};

/** What the top of a workflow says for all of its jobs. */
function contextOf(
  workflow: YamlNode,
  given: Pick<StepContext, 'source' | 'pipeline' | 'via' | 'inputs' | 'budget'>,
): StepContext {
  const run = workflow.get('defaults').get('run');
  return {
    ...given,
    environment: workflow.get('env').record,
    rows: [],
    folder: run.get('working-directory').text,
    shell: run.get('shell').text,
    checkouts: [],
  };
}

function readJob(id: string, line: number, node: YamlNode, outer: StepContext, external: CiUse[]): CiJob {
  if (outer.budget.steps-- <= 0) return createJob(id, { line });
  const run = node.get('defaults').get('run');
  const matrix =
    node.get('strategy').get('matrix').kind === 'map' ? readMatrix(node.get('strategy').get('matrix')) : NO_MATRIX;
  const context: StepContext = {
    ...outer,
    environment: mergeVariables(outer.environment, node.get('env').record),
    rows: matrix.rows,
    folder: run.get('working-directory').text ?? outer.folder,
    shell: run.get('shell').text ?? outer.shell,
  };
  const uses = node.entry('uses');
  const calls =
    uses?.value.text === undefined
      ? undefined
      : parseUse(uses.value.text, { line: uses.line, with: node.get('with').record });
  const called = calls === undefined ? undefined : readCalled(calls, context, external);
  const container = node.get('container');
  const runner = node.get('runs-on');
  const fill = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : fillIn(text, { inputs: context.inputs, env: context.environment });
  return createJob(id, {
    name: node.get('name').text,
    line,
    runsOn: [...runner.texts, ...runner.get('labels').texts, ...runner.get('group').texts]
      .flatMap((label) => variantsOf(fill(label) ?? label, matrix.rows))
      .concat(called?.runsOn ?? []),
    matrix: matrix.axes,
    needs: node.get('needs').texts,
    environment: fill(node.get('environment').text ?? node.get('environment').get('name').text) ?? called?.environment,
    container: fill(container.text ?? container.get('image').text),
    services: node.get('services').entries.flatMap(({ value }) => value.get('image').text ?? []),
    steps: called?.steps ?? readGithubSteps(node.get('steps'), context),
    permissions: readPermissions(node.get('permissions')),
    calls,
    condition: node.get('if').text,
    continueOnError: node.get('continue-on-error').text === 'true',
    timeoutMinutes: numberOf(node.get('timeout-minutes').text),
    concurrency: node.get('concurrency').kind === 'nothing' ? undefined : true,
  });
}

interface Called {
  readonly steps: readonly CiStep[];
  readonly runsOn: readonly string[];
  readonly environment: string | undefined;
}

/** The jobs of a reusable workflow of this repository taken together; one of another repository is noted as external. */
function readCalled(calls: CiUse, context: StepContext, external: CiUse[]): Called {
  const none: Called = { steps: [], runsOn: [], environment: undefined };
  if (!calls.local) {
    const path = context.via.at(-1);
    external.push(path === undefined ? calls : { ...calls, path });
    return none;
  }
  const path = changeFolder('', calls.name);
  const isKnown = context.source.files.get(path) !== undefined && WORKFLOW.test(path);
  if (!isKnown || context.via.length >= CALL_LIMIT || context.via.includes(path) || path === context.pipeline)
    return none;
  const workflow = includedYaml(context.source, path);
  const on = workflow.get('on').kind === 'nothing' ? workflow.get('true') : workflow.get('on');
  const inner = contextOf(workflow, {
    source: context.source,
    pipeline: context.pipeline,
    via: [...context.via, path],
    inputs: inputsOf(on.get('workflow_call').get('inputs'), calls.with, context),
    budget: context.budget,
  });
  const jobs = workflow.get('jobs').entries.map(({ key, line, value }) => readJob(key, line, value, inner, external));
  return {
    steps: jobs.flatMap((job) => job.steps),
    runsOn: [...new Set(jobs.flatMap((job) => job.runsOn))],
    environment: jobs.find((job) => job.environment !== undefined)?.environment,
  };
}

function readPermissions(node: YamlNode): CiPermissions | undefined {
  if (node.kind === 'map') return node.record;
  return node.text === 'read-all' || node.text === 'write-all' ? node.text : undefined;
}
