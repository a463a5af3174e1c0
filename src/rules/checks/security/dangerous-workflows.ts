import { baseName, invocationsOf } from '../../../facts/ci/invocation.ts';
import type { CiCommand, CiJob, CiPipeline, CiStep } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { isPrivilegedByOutsiders } from './workflow-events.ts';

/**
 * Whether a workflow that has secrets and a token that may write runs code which somebody sent in a pull request: it starts on
 * `pull_request_target`, `workflow_run` or a comment, fetches the proposed code and then runs it.
 * https://docs.zizmor.sh/audits/#dangerous-triggers and Scorecard's Dangerous-Workflow
 */
export const dangerousWorkflows: Check = {
  name: 'dangerous-workflows',
  run: (view) =>
    found(
      view.facts.pipelines
        .filter((pipeline) => pipeline.provider === 'github-actions' && isPrivilegedByOutsiders(pipeline))
        .flatMap(dangersOf),
      view.facts.hasBrokenPipeline,
    ),
};

/** Who may get this far is looked at before: members, a label that only they can set, the repository's own branches. */
const GUARD =
  /head\.repo\.(?:full_name|owner|fork|id)|head_repository|author_association|labels?\b|github\.actor\b|github\.triggering_actor|sender\.|user\.login|merged\b|(?:github\.event_name|event\.workflow_run\.event)\s*(?:==\s*'(?:push|pull_request|workflow_dispatch|schedule|release|merge_group)'|!=\s*'(?:pull_request(?:_target)?|issue_comment)')|environment/i;

function dangersOf(pipeline: CiPipeline): Evidence[] {
  return pipeline.jobs.flatMap((job) => {
    if (GUARD.test(job.condition ?? '') || job.environment !== undefined) return [];
    const start = job.steps.findIndex((step) => fetchesProposal(step, pipeline));
    const fetching = job.steps[start];
    if (fetching === undefined || GUARD.test(fetching.condition ?? '') || isGuardedBefore(job, pipeline)) return [];
    const running =
      job.steps.slice(start).find((step) => step !== fetching && runsCode(step)) ??
      (fetching.uses === undefined && runsCode(fetching) ? fetching : undefined);
    if (running === undefined) return [];
    const line = fetching.uses?.line ?? fetching.line;
    return [
      {
        path: fetching.path ?? pipeline.path,
        ...atLine(line),
        detail: `job ${job.id} fetches the proposed code, and then runs it`,
        subject: `${pipeline.path}: ${job.id}`,
      },
    ];
  });
}

/** An earlier job that asks who it is. */
function isGuardedBefore(job: CiJob, pipeline: CiPipeline): boolean {
  return pipeline.jobs.some(
    (other) =>
      job.needs.includes(other.id) &&
      (other.environment !== undefined ||
        GUARD.test(other.condition ?? '') ||
        /auth|permission|gate|check-?(?:access|member)/i.test(other.id)),
  );
}

const PROPOSAL =
  /github\.event\.pull_request\.head\.|github\.head_ref|github\.event\.workflow_run\.head_|refs\/pull\/|\.head\.(?:sha|ref)\b|pull_request\.merge_commit_sha/;

/** What only events of a pull request have: a run that another run or a comment started finds nothing there. */
const OF_PULL_REQUEST = /github\.event\.pull_request\b|github\.head_ref|github\.event\.number/;

function fetchesProposal(step: CiStep, { triggers }: CiPipeline): boolean {
  const isOfPullRequest = triggers.some(({ event }) => event === 'pull-request-target');
  if (!isOfPullRequest && OF_PULL_REQUEST.test(`${step.uses?.with.ref ?? ''} ${step.run ?? ''}`)) return false;
  if (step.uses !== undefined && /^actions\/checkout$/i.test(step.uses.name)) {
    const what = `${step.uses.with.ref ?? ''} ${step.uses.with.repository ?? ''}`;
    return PROPOSAL.test(what) && !/\.full_name\s*[!=]=|\.fork\b|author_association/.test(what);
  }
  return /\bgh pr checkout\b|\bgit fetch\b[^\n]*\bpull\/\S*\/(?:head|merge)/.test(step.run ?? '');
}

/** Programs that run what lies in the folder: build files, scripts, hooks of packages. */
const RUNNERS = new Set(
  'npm yarn pnpm bun npx make cmake ninja pip pip3 uv poetry tox nox pytest python python3 node deno cargo mvn mvnw gradle gradlew sbt bundle rake ruby rspec go composer php dotnet swift bazel mix just task docker bash sh pre-commit hatch'.split(
    ' ',
  ),
);

function runsCode(step: CiStep): boolean {
  if (step.uses?.local === true) return true;
  return step.commands.some(isRunner);
}

function isRunner(command: CiCommand): boolean {
  return invocationsOf(command.text).some(({ program, args }) => {
    const name = baseName(program);
    if (program.startsWith('./') || program.startsWith('../')) return true;
    if (!RUNNERS.has(name)) return false;
    // Installing a named tool, asking for the version and logging in run nothing of the proposal.
    if (/^(?:python3?|node|bash|sh|php|ruby|deno)$/.test(name))
      return args.some((arg) => !arg.startsWith('-')) && !args.includes('-c') && !args.includes('-e');
    if (/^(?:pip3?|uv)$/.test(name)) return args.some((arg) => /^(?:\.|-e|-r|sync|run)/.test(arg));
    if (name === 'docker') return args[0] === 'build' || args[0] === 'buildx' || args[0] === 'compose';
    if (name === 'npm') return !args.includes('-g') && !args.includes('--ignore-scripts') && args[0] !== 'version';
    return args[0] !== '--version';
  });
}
