import type { CiPipeline, CiStep } from '../../facts/ci/pipeline.ts';
import { isOnlyCalled } from '../../facts/ci/pipelines.ts';
import { commandTest } from '../../facts/commands.ts';
import type { Evidence } from '../../facts/evidence.ts';
import { atLine } from '../../facts/lines.ts';
import type { CiCondition } from '../condition.ts';
import { found, type Outcome } from '../outcome.ts';
import type { View } from '../view.ts';
import { pattern } from './patterns.ts';

export function ciPredicate(condition: CiCondition, view: View): Outcome {
  const evidence: Evidence[] = [];
  let isOpaque = view.facts.hasBrokenPipeline;
  for (const pipeline of view.facts.pipelines) {
    if (condition.provider !== undefined && !condition.provider.includes(pipeline.provider)) continue;
    // Jobs keep their names; steps are seen where they are called from.
    if (isOnlyCalled(pipeline) && condition.name === undefined) continue;
    const { events } = condition;
    if (events !== undefined && !pipeline.triggers.some((trigger) => events.includes(trigger.event))) continue;
    evidence.push(...findIn(pipeline, condition));
    if (pipeline.external.length > 0 && condition.opaque !== false) isOpaque = true;
  }
  return found(evidence, isOpaque);
}

function findIn(pipeline: CiPipeline, condition: CiCondition): Evidence[] {
  const { command, uses, name } = condition;
  if (command === undefined && uses === undefined && name === undefined) {
    return [{ path: pipeline.path, detail: pipeline.name ?? `${pipeline.provider} pipeline` }];
  }
  const evidence: Evidence[] = [];
  const names = name === undefined ? undefined : pattern(name, 'i');
  const isPipelineNamed = names?.test(pipeline.name ?? '') === true || names?.test(pipeline.path) === true;
  const ruledOut = condition.unless === undefined ? undefined : pattern(condition.unless, 'i');
  for (const job of pipeline.jobs) {
    if (ruledOut !== undefined && job.steps.some((step) => says(step, ruledOut))) continue;
    const isJobNamed = isPipelineNamed || names?.test(job.name ?? job.id) === true;
    const isCalled = names === undefined || isJobNamed;
    if (uses !== undefined && isCalled && job.calls !== undefined && pattern(uses, 'i').test(job.calls.name)) {
      evidence.push({ path: job.path ?? pipeline.path, ...atLine(job.calls.line), detail: `calls ${job.calls.name}` });
    }
    if (names !== undefined && isJobNamed && command === undefined && uses === undefined) {
      evidence.push({ path: job.path ?? pipeline.path, ...atLine(job.line), detail: `job ${job.name ?? job.id}` });
    }
    for (const step of job.steps) {
      if (names !== undefined && !isJobNamed && !names.test(step.name ?? '')) continue;
      if (names !== undefined && !isJobNamed && command === undefined && uses === undefined) {
        evidence.push({ path: step.path ?? pipeline.path, ...atLine(step.line), detail: `step ${step.name}` });
      }
      if (uses !== undefined && step.uses !== undefined && pattern(uses, 'i').test(step.uses.name)) {
        evidence.push({
          path: step.path ?? pipeline.path,
          ...atLine(step.uses.line ?? step.line),
          detail: `uses ${step.uses.name}`,
        });
      }
      if (command === undefined) continue;
      const matches = isCommand(command);
      for (const run of step.commands) {
        if (!matches(run.text)) continue;
        const via = run.via.length === 0 ? '' : ` (via ${run.via.join(' → ')})`;
        evidence.push({ path: run.path, ...atLine(run.line), detail: `runs ${run.text.slice(0, 120)}${via}` });
      }
    }
  }
  return evidence;
}

function says({ name = '', uses, commands }: CiStep, expression: RegExp): boolean {
  return (
    expression.test(name) || expression.test(uses?.name ?? '') || commands.some(({ text }) => expression.test(text))
  );
}

const tests = new Map<string, (text: string) => boolean>();

/** Commands are anchored at the first word after launchers (npx, poetry run …), as in the catalogue. */
function isCommand(command: string): (text: string) => boolean {
  let test = tests.get(command);
  if (test === undefined) {
    test = commandTest(command);
    tests.set(command, test);
  }
  return test;
}
