import type { CiPipeline, CiStep } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { isPrivilegedByOutsiders } from './workflow-events.ts';

/**
 * Whether text that outsiders write is pasted into scripts of workflows, where it runs as code. Option `privileged`: only where
 * the workflow has secrets and a token that may write.
 * https://docs.github.com/en/actions/concepts/security/script-injections
 */
export const scriptInjection: Check = {
  name: 'script-injection',
  run(view, options) {
    const pipelines = view.facts.pipelines.filter(
      (pipeline) =>
        pipeline.provider === 'github-actions' && (options.privileged !== true || isPrivilegedByOutsiders(pipeline)),
    );
    const called = new Set(
      view.facts.pipelines.flatMap(({ jobs }) => jobs.flatMap(({ calls }) => calls?.name.replace(/^\.\//, '') ?? [])),
    );
    const all = view.facts.pipelines;
    return found(
      pipelines.flatMap((pipeline) => injectionsIn(pipeline, { called, all })),
      view.facts.hasBrokenPipeline,
    );
  },
};

const EXPRESSION = /\$\{\{([^}]{1,400})\}\}/g;
const FOREIGN =
  /\bgithub\.(?:head_ref\b|event\.(?:(?:issue|pull_request|discussion)\.(?:title|body)\b|(?:comment|review|review_comment)\.body\b|pull_request\.head\.(?:ref|label|repo\.default_branch)\b|(?:head_commit|commits\b[^}]{0,20})\.(?:message|author\.(?:email|name))\b|workflow_run\.(?:head_branch|display_title|head_commit\.(?:message|author\.(?:email|name)))\b|pages\b[^}]{0,20}\.page_name\b))/;
/** What comes out as true or false, or from a fixed list, carries no text. */
const HARMLESS = /\b(?:contains|startsWith|endsWith|hashFiles)\s*\(|[=!]=/;

/** What is empty unless a pull request started the workflow. */
const OF_PULL_REQUEST = /head_ref|event\.pull_request/;
/** What is the owner's own unless strangers started the workflow that went before. */
const OF_WORKFLOW_BEFORE = /event\.workflow_run/;

interface Pipelines {
  readonly all: readonly CiPipeline[];
  /** The paths of those that others call. */
  readonly called: ReadonlySet<string>;
}

function startedByPullRequests({ triggers }: CiPipeline): boolean {
  return triggers.some(
    ({ event, name }) =>
      event === 'pull-request' || event === 'pull-request-target' || (name ?? '').startsWith('pull_request'),
  );
}

/** The steps of a called workflow are those of its callers too; one that nothing here calls may be meant for other repositories. */
function reachedByPullRequests(pipeline: CiPipeline, { called }: Pipelines): boolean {
  return (
    startedByPullRequests(pipeline) ||
    (pipeline.triggers.every(({ event }) => event === 'call') && !called.has(pipeline.path))
  );
}

/** Whether what went before may have been a stranger's: a workflow that is not found here is taken for one. */
function followsStrangers({ triggers }: CiPipeline, { all }: Pipelines): boolean {
  const before = triggers.flatMap(({ workflows = [] }) => workflows);
  return before.some((name) => {
    const named = all.filter((pipeline) => pipeline.name === name);
    return (
      named.length === 0 ||
      named.some(
        (pipeline) => startedByPullRequests(pipeline) || pipeline.triggers.some(({ event }) => event === 'other'),
      )
    );
  });
}

/** Whether the text may be that of a stranger, seen from what starts the workflow. */
function isReached(expression: string, pipeline: CiPipeline, pipelines: Pipelines): boolean {
  if (OF_PULL_REQUEST.test(expression)) return reachedByPullRequests(pipeline, pipelines);
  return !OF_WORKFLOW_BEFORE.test(expression) || followsStrangers(pipeline, pipelines);
}

function injectionsIn(pipeline: CiPipeline, pipelines: Pipelines): Evidence[] {
  const seen = new Map<string, Evidence>();
  for (const job of pipeline.jobs) {
    for (const step of job.steps) {
      const expression = injected(step);
      if (expression === undefined || !isReached(expression, pipeline, pipelines)) continue;
      const path = step.path ?? pipeline.path;
      const subject = `${path}: ${expression}`;
      if (!seen.has(subject))
        seen.set(subject, { path, ...atLine(step.line), detail: `${expression} is pasted into a script`, subject });
    }
  }
  return [...seen.values()];
}

function injected(step: CiStep): string | undefined {
  for (const [, expression = ''] of (step.run ?? '').matchAll(EXPRESSION)) {
    if (FOREIGN.test(expression) && !HARMLESS.test(expression)) return FOREIGN.exec(expression)?.[0];
  }
  return undefined;
}
