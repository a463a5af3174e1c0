import type { CiPipeline, CiTrigger } from '../../../facts/ci/pipeline.ts';
import type { Check } from '../../check.ts';
import { found, no, yes } from '../../outcome.ts';
import { isTestStep } from '../shared/pipeline-steps.ts';

/** Systems that build pull requests unless they are told not to, wherever that is set. */
const BUILD_ALL: ReadonlySet<string> = new Set([
  'circleci',
  'buildkite',
  'cirrus',
  'appveyor',
  'jenkins',
  'semaphore',
  'tekton',
  'codebuild',
  'cloud-build',
  'other',
]);

/**
 * Whether a pipeline sees a change before it is merged: on pull requests, merge queues, or pushes to every branch.
 * `forks`: whether it must see pull requests from forks too, whose branches are pushed elsewhere. `tests`: only those that run
 * tests, or may. `clock`: instead, whether each of them is a job of the clock, started by pushes only beside that.
 */
export const pullRequestPipelines: Check = {
  name: 'pull-request-pipelines',
  run: (view, { forks, tests, clock }) => {
    if (clock === true) return isAllByClock(view.facts.pipelines) ? yes([]) : no();
    const isSeen = forks === true ? isForkSeen : isBeforeMerge;
    return found(
      view.facts.pipelines
        .filter(
          (pipeline) =>
            pipeline.jobs.length > 0 &&
            (tests !== true || mayTest(pipeline)) &&
            (BUILD_ALL.has(pipeline.provider) || pipeline.triggers.some(isSeen)),
        )
        .map((pipeline) => ({ path: pipeline.path, detail: describe(pipeline) })),
      view.facts.hasBrokenPipeline,
    );
  },
};

function isAllByClock(pipelines: readonly CiPipeline[]): boolean {
  const running = pipelines.filter(
    ({ jobs, triggers }) => jobs.length > 0 && triggers.some(({ event }) => event !== 'manual'),
  );
  return running.length > 0 && running.every(({ triggers }) => triggers.some(({ event }) => event === 'schedule'));
}

function mayTest({ external, jobs }: CiPipeline): boolean {
  return external.length > 0 || jobs.some(({ steps }) => steps.some(isTestStep));
}

function isForkSeen(trigger: CiTrigger): boolean {
  return trigger.event !== 'push' && isBeforeMerge(trigger);
}

/** Branches that a bot makes of pull requests once somebody has looked at them: `pull-request/[0-9]+`. */
const OF_PULL_REQUEST = /^(?:pull[-_]?requests?|pulls?|pr)\//i;

function isBeforeMerge(trigger: CiTrigger): boolean {
  if (trigger.event === 'pull-request' || trigger.event === 'pull-request-target' || trigger.event === 'merge-queue')
    return true;
  return (
    trigger.event === 'push' &&
    (trigger.branches === undefined ||
      trigger.branches.some(
        (branch) => branch.startsWith('*') || branch.includes('/*') || OF_PULL_REQUEST.test(branch),
      ))
  );
}

function describe(pipeline: CiPipeline): string {
  const trigger = pipeline.triggers.find(isBeforeMerge);
  return trigger === undefined ? `${pipeline.provider} builds pull requests` : `runs on ${trigger.event}`;
}
