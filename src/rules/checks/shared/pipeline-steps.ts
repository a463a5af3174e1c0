import { baseName, invocationsOf } from '../../../facts/ci/invocation.ts';
import type { CiCommand, CiJob, CiPipeline, CiStep } from '../../../facts/ci/pipeline.ts';
import { runsTests } from './test-commands.ts';

/** Actions and orbs whose name says that they run tests, and the one that does with Stack. */
const TEST_ACTION =
  /^freckle\/stack-action(?:$|@)|(?:^|[/_-])(?:run-?)?(?:tests?|runtest|pytest|phpunit|pest|jest|vitest|rspec|cypress|tox|nox|maestro|e2e|molecule|check-r-package|maven-code-review)(?:$|[/_@-])/i;
/** What only reports on tests, or sets their tools up. */
const NO_TEST_ACTION = /report|reporter|result|summary|upload|comment|setup-|install-/i;

/** What a step whose shell is R calls. https://rcmdcheck.r-lib.org */
const R_TESTS =
  /^(?:rcmdcheck::rcmdcheck|devtools::(?:test|check)|testthat::test_\w+|tinytest::\w+|covr::package_coverage)\s*\(/;

/** Whether a command runs tests, seen through its wrappers. */
export function isTestCommand(command: CiCommand): boolean {
  if (R_TESTS.test(command.text)) return true;
  return invocationsOf(command.text).some(({ program, args }) => runsTests(baseName(program), program, args));
}

/** Whether an action or orb runs tests, by its name. */
export function isTestAction(name: string): boolean {
  return TEST_ACTION.test(name) && !NO_TEST_ACTION.test(name);
}

/** Whether a step runs tests, by a command or by an action. */
export function isTestStep(step: CiStep): boolean {
  if (step.uses !== undefined && isTestAction(step.uses.name)) return true;
  return step.commands.some(isTestCommand);
}

/** Commands that bring software to where it runs. Previews, dry runs and documentation are told apart by the caller's patterns. */
const DEPLOY_COMMAND =
  /^(?:\w+=\S*\s+|sudo\s+|npx\s+|bundle exec\s+|poetry run\s+|uv run\s+)*(?:kubectl\s(?:.*\s)?(?:apply|set image|rollout)\b|helm\s(?:.*\s)?upgrade\b|helmfile\s.*(?:apply|sync)\b|fly(?:ctl)?\s+deploy\b|vercel\b.*--prod|netlify\s+deploy\b.*--prod|wrangler\s+(?:deploy|publish)\b|firebase\s+deploy\b|gcloud\s(?:.*\s)?(?:run|app|functions)\s(?:.*\s)?deploy\b|aws\s+(?:ecs\s+update-service|lambda\s+update-function-code|elasticbeanstalk\s+update-environment|deploy\s+create-deployment|cloudformation\s+deploy)\b|(?:serverless|sls)\s+deploy\b|sam\s+deploy\b|cdk\s+deploy\b|cf\s+push\b|kamal\s+(?:deploy|redeploy)\b|cap\s+\w+\s+deploy\b|git\s+push\s(?:.*\s)?(?:heroku|dokku)\b|az\s+(?:webapp|functionapp|containerapp)\s(?:.*\s)?(?:deploy|deployment|update)\b|railway\s+up\b|ecspresso\s+deploy\b|skaffold\s+run\b|eb\s+deploy\b|dep\s+deploy\b)/;
const DEPLOY_ACTION =
  /(?:^|\/)(?:amazon-ecs-deploy-task-definition|deploy-cloudrun|deploy-appengine|deploy-cloud-functions|webapps-deploy|functions-action|container-apps-deploy-action|k8s-deploy|heroku-deploy|flyctl-actions|wrangler-action|action-hosting-deploy|vercel-action|railway-deploy|nais\/deploy|aws-codedeploy|beanstalk-deploy|serverless-github-action|static-web-apps-deploy|kamal-deploy|dokku|riff-raff\S*)|^nais\/deploy/i;
const NO_DEPLOY = /--dry-run\b|--preview\b|hosting:channel|\bdiff\b/;

/** What a step deploys with; `undefined` when it deploys nothing. */
export function deploysWith(step: CiStep): string | undefined {
  if (step.uses !== undefined && DEPLOY_ACTION.test(step.uses.name)) return `uses ${step.uses.name}`;
  const command = step.commands.find(
    ({ text }) => text.length < 2_000 && DEPLOY_COMMAND.test(text) && !NO_DEPLOY.test(text),
  );
  return command === undefined ? undefined : `runs ${command.text.slice(0, 100)}`;
}

/** Whether a pipeline starts by itself when something changes. */
export function startsOnChange(pipeline: CiPipeline): boolean {
  return pipeline.triggers.some(
    ({ event }) =>
      event === 'push' || event === 'pull-request' || event === 'merge-queue' || event === 'pull-request-target',
  );
}

/** A job and all jobs that must have succeeded before it. */
export function withNeeded(job: CiJob, jobs: readonly CiJob[]): CiJob[] {
  const byId = new Map(jobs.map((other) => [other.id, other]));
  const all = new Set([job]);
  for (const known of all) {
    for (const id of known.needs) {
      const needed = byId.get(id);
      if (needed !== undefined) all.add(needed);
    }
  }
  return [...all];
}
