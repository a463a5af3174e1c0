import type { CiJob, CiPipeline } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';

/**
 * Whether every workflow says what its token may do. Option `blanket`: whether none gives everything away with `write-all`.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export const workflowPermissions: Check = {
  name: 'workflow-permissions',
  run(view, options) {
    const workflows = view.facts.pipelines.filter(
      ({ provider, path }) => provider === 'github-actions' && path.startsWith('.github/'),
    );
    if (workflows.length === 0) return view.facts.hasBrokenPipeline ? unknown() : no();
    const against = workflows.flatMap((workflow) => (options.blanket === true ? blanket(workflow) : unsaid(workflow)));
    if (against.length > 0) return no(against);
    return view.facts.hasBrokenPipeline
      ? unknown()
      : yes(workflows.slice(0, 3).map((workflow) => evidenceOf(workflow, 'limits its token')));
  },
};

function unsaid(workflow: CiPipeline): Evidence[] {
  const everything = blanket(workflow);
  if (everything.length > 0) return everything;
  // What is only called has the permissions that its caller gives.
  const isOnlyCalled = workflow.triggers.length > 0 && workflow.triggers.every(({ event }) => event === 'call');
  if (workflow.permissions !== undefined || isOnlyCalled) return [];
  const open = workflow.jobs.filter((job) => job.permissions === undefined);
  const [first] = open;
  if (first === undefined) return [];
  return [evidenceOf(workflow, `nothing about permissions in ${open.length} of ${workflow.jobs.length} jobs`, first)];
}

function blanket(workflow: CiPipeline): Evidence[] {
  const evidence: Evidence[] =
    workflow.permissions === 'write-all' ? [evidenceOf(workflow, 'permissions: write-all')] : [];
  const jobs = workflow.jobs.filter((job) => job.permissions === 'write-all');
  return [...evidence, ...jobs.map((job) => evidenceOf(workflow, `job ${job.id}: permissions: write-all`, job))];
}

function evidenceOf(workflow: CiPipeline, detail: string, job?: CiJob): Evidence {
  return { path: job?.path ?? workflow.path, ...atLine(job?.line), detail };
}
