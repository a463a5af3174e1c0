import type { CiPipeline, CiStep } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found, no, unknown, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

interface Target {
  /** A value in a step's variables or inputs that is a key which lives until somebody takes it away. */
  readonly key: RegExp;
  /** The same target reached with a token that the run itself gets. */
  readonly exchanged: (step: CiStep) => boolean;
}

const CLOUD: Target = {
  key: /\bsecrets\.\w*(?:AWS_SECRET_ACCESS_KEY|AWS_SECRET_KEY|AWS_ACCESS_KEY_SECRET|SECRET_ACCESS_KEY|AZURE_CREDENTIALS|AZURE_CLIENT_SECRET|ARM_CLIENT_SECRET|GCP_SA_KEY|GCP_CREDENTIALS|GCP_KEY|GOOGLE_CREDENTIALS|GCLOUD_SERVICE_KEY|GCR_JSON_KEY|SERVICE_ACCOUNT_KEY)\w*/i,
  exchanged: ({ uses }) =>
    uses !== undefined &&
    ((/^aws-actions\/configure-aws-credentials$/i.test(uses.name) &&
      uses.with['role-to-assume'] !== undefined &&
      uses.with['aws-secret-access-key'] === undefined) ||
      (/^google-github-actions\/auth$/i.test(uses.name) && uses.with.workload_identity_provider !== undefined) ||
      (/^azure\/login$/i.test(uses.name) && uses.with['client-id'] !== undefined && uses.with.creds === undefined)),
};

const REGISTRY: Target = {
  key: /\bsecrets\.\w*(?:PYPI_?(?:API_?)?(?:TOKEN|PASSWORD|KEY)|NPM_(?:AUTH_|PUBLISH_|ACCESS_)?TOKEN|NODE_AUTH_TOKEN|CARGO_REGISTRY_TOKEN|CRATES_(?:IO_)?TOKEN|CARGO_TOKEN|RUBYGEMS_(?:API_|AUTH_)?(?:KEY|TOKEN)|GEM_HOST_API_KEY|NUGET_(?:API_)?(?:KEY|TOKEN)|TWINE_PASSWORD)\w*/i,
  exchanged: ({ uses, run }) =>
    (uses !== undefined &&
      ((/^pypa\/gh-action-pypi-publish$/i.test(uses.name) && uses.with.password === undefined) ||
        /^(?:rust-lang\/crates-io-auth-action|rubygems\/(?:release-gem|configure-rubygems-credentials)|nuget\/login)$/i.test(
          uses.name,
        ))) ||
    /--trusted-publishing\b/.test(run ?? ''),
};

/** Whether workflows get their rights for the length of a run. Option `target`: `cloud` or `registry`; option `any`: whether they need some at all. */
export const longLivedCredentials: Check = {
  name: 'long-lived-credentials',
  run(view, options) {
    const target = options.target === 'registry' ? REGISTRY : CLOUD;
    const keys = keysIn(view, target.key);
    if (options.any === true) return found([...keys, ...exchangesIn(view, target)], view.facts.hasBrokenPipeline);
    if (keys.length > 0) return no(keys);
    return view.facts.hasBrokenPipeline ? unknown() : yes(exchangesIn(view, target).slice(0, 3));
  },
};

function workflowsOf(view: View): readonly CiPipeline[] {
  return view.facts.pipelines.filter(({ provider }) => provider === 'github-actions');
}

function keysIn(view: View, key: RegExp): Evidence[] {
  const seen = new Map<string, Evidence>();
  for (const pipeline of workflowsOf(view)) {
    for (const job of pipeline.jobs) {
      for (const step of job.steps) {
        for (const value of [...Object.values(step.environment), ...Object.values(step.uses?.with ?? {})]) {
          const name = key.exec(value)?.[0];
          const id = `${pipeline.path}: ${name}`;
          if (name === undefined || seen.has(id)) continue;
          seen.set(id, {
            path: step.path ?? pipeline.path,
            ...atLine(step.uses?.line ?? step.line),
            detail: `uses ${name}`,
            subject: id,
          });
        }
      }
    }
  }
  return [...seen.values()];
}

function exchangesIn(view: View, target: Target): Evidence[] {
  return workflowsOf(view).flatMap((pipeline) =>
    pipeline.jobs.flatMap((job) =>
      job.steps.filter(target.exchanged).map((step) => ({
        path: step.path ?? pipeline.path,
        ...atLine(step.uses?.line ?? step.line),
        detail: `exchanges the run's own token in ${step.uses?.name ?? 'a command'}`,
      })),
    ),
  );
}
