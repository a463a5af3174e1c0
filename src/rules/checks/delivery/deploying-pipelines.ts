import type { CiJob, CiPipeline, CiStep } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found, no, type Outcome, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { deploysWith, isTestStep, withNeeded } from '../shared/pipeline-steps.ts';

interface Deploying {
  readonly pipeline: CiPipeline;
  readonly job: CiJob;
  readonly evidence: Evidence;
}

/**
 * Jobs that deploy by themselves after a push to a branch. With `aspect: tested`, whether tests run before each of them; with
 * `aspect: exclusive`, whether two of them cannot run at once; without, whether there are any.
 */
export const deployingPipelines: Check = {
  name: 'deploying-pipelines',
  run(view, { aspect }): Outcome {
    const deploying = view.facts.pipelines.flatMap((pipeline) => jobsOf(pipeline, view));
    if (aspect === undefined) return found(deploying.map(({ evidence }) => evidence));
    const holds = aspect === 'tested' ? isTested : isExclusive;
    const against = deploying.filter(({ pipeline, job }) => !holds(pipeline, job));
    if (against.length > 0) return no(against.map(({ evidence }) => evidence));
    return yes(deploying.slice(0, 3).map(({ evidence }) => evidence));
  },
};

/** What brings out settings of the platform, which no test of the software holds. */
const SETTINGS =
  /alert|topic|kafka|dashboard|grafana|unleash|redis|valkey|opensearch|postgres|bucket|secret|docs?\b|storybook|preview|review-app/i;

/** A cluster that the job starts for itself, to try things out on. */
const OWN_CLUSTER = /\bk3s\b|\bk3d\b|\bkind(?:-action| create)\b|\bminikube\b|\bmicrok8s\b|\blocalstack\b/i;

function startsCluster({ steps }: CiJob): boolean {
  return steps.some(({ run, uses }) => OWN_CLUSTER.test(`${uses?.name ?? ''} ${run ?? ''}`));
}

function jobsOf(pipeline: CiPipeline, view: View): Deploying[] {
  // Releases, tags and buttons are pressed by people who have seen that the branch is green.
  if (!pipeline.triggers.some(({ event }) => event === 'push') || !view.here(pipeline.path)) return [];
  if (SETTINGS.test(`${pipeline.path} ${pipeline.name ?? ''}`) || startsForManifests(pipeline)) return [];
  return pipeline.jobs.flatMap((job) => {
    const step = job.steps.find((candidate) => deploysWith(candidate) !== undefined);
    if (
      step === undefined ||
      startsCluster(job) ||
      /refs\/tags|github\.ref_type|workflow_dispatch/.test(`${job.condition ?? ''} ${step.condition ?? ''}`)
    )
      return [];
    const path = step.path ?? pipeline.path;
    return [{ pipeline, job, evidence: { path, ...atLine(step.line), detail: deploysWith(step) ?? '' } }];
  });
}

/** Whether only a change of manifests (or of itself) starts it: no test of the software holds those. */
function startsForManifests({ triggers, jobs }: CiPipeline): boolean {
  const paths = triggers.filter(({ event }) => event === 'push').flatMap((trigger) => trigger.paths ?? []);
  const builds = jobs.some(({ steps }) =>
    steps.some(({ run, uses }) => BUILDS.test(`${run ?? ''} ${uses?.name ?? ''}`)),
  );
  return paths.length > 0 && !builds && paths.every((path) => MANIFEST.test(path));
}

const MANIFEST =
  /\.(?:ya?ml|json|tf|tfvars)$|(?:^|\/)(?:\.?nais|k8s|kubernetes|manifests|helm|charts|infra\w*|terraform)\/[^.]*$/i;
const BUILDS = /\bdocker\b|\bbuild/i;

/** Other systems than GitHub's run their stages in order: there a test anywhere before counts. */
function isTested(pipeline: CiPipeline, job: CiJob): boolean {
  if (pipeline.external.length > 0) return true;
  const before = pipeline.provider === 'github-actions' ? withNeeded(job, pipeline.jobs) : pipeline.jobs;
  return before.some((other) => other.calls !== undefined || other.steps.some(mayTest));
}

const TEST_BUILD = /\b(?:build|verify|check|tests?|validate|ci|quality)\b/i;

/** Images and builds that run the tests inside count: nothing can be said against them from here. */
function mayTest(step: CiStep): boolean {
  return (
    isTestStep(step) ||
    step.uses?.local === true ||
    (deploysWith(step) === undefined &&
      /\b(?:mvnw?|gradlew?|sbt|bazel|dotnet|make|rake|earthly|nx|turbo)\b.*/.test(step.run ?? '') &&
      TEST_BUILD.test(step.run ?? ''))
  );
}

function isExclusive(pipeline: CiPipeline, job: CiJob): boolean {
  return (
    pipeline.provider !== 'github-actions' ||
    pipeline.concurrency ||
    job.concurrency === true ||
    job.calls !== undefined
  );
}
