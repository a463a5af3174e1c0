import type { CiPipeline } from '../../../facts/ci/pipeline.ts';

/** Events that people without any rights can cause, and whose workflows nevertheless have secrets and a token that may write. */
const OPEN_EVENTS = new Set([
  'issues',
  'issue_comment',
  'workflow_run',
  'discussion',
  'discussion_comment',
  'fork',
  'watch',
  'gollum',
]);

/** Whether outsiders can start a workflow that runs with the rights of the repository. */
export function isPrivilegedByOutsiders(pipeline: CiPipeline): boolean {
  return pipeline.triggers.some(
    ({ event, name }) =>
      event === 'pull-request-target' || (event === 'other' && name !== undefined && OPEN_EVENTS.has(name)),
  );
}
