import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

const OWN_BRANCHES =
  /head\.repo\.(?:full_name|fork|owner)|author_association|github\.repository\s*[!=]=|github\.event_name\s*!=\s*'pull_request'|github\.actor/;

/** Whether pull requests run on machines of one's own: whoever sends one can leave something behind there. */
export const selfHostedRunners: Check = {
  name: 'self-hosted-runners',
  run: (view) =>
    found(
      view.facts.pipelines
        .filter(
          ({ provider, triggers }) =>
            provider === 'github-actions' &&
            triggers.some(({ event }) => event === 'pull-request' || event === 'pull-request-target'),
        )
        .flatMap((pipeline) =>
          pipeline.jobs
            .filter(
              (job) =>
                job.runsOn.some((label) => /^self-hosted$/i.test(label)) && !OWN_BRANCHES.test(job.condition ?? ''),
            )
            .map((job) => ({
              path: job.path ?? pipeline.path,
              ...atLine(job.line),
              detail: `job ${job.id} runs on a self-hosted machine`,
              subject: `${pipeline.path}: ${job.id}`,
            })),
        ),
      view.facts.hasBrokenPipeline,
    ),
};
