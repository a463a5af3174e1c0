import type { CiPipeline } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found, no } from '../../outcome.ts';
import { isOf, ownAccounts } from '../shared/own-accounts.ts';
import { isTestAction, isTestCommand } from '../shared/pipeline-steps.ts';

/** Whether a pipeline that starts by itself runs tests: started by hand alone, they are no safety net. */
export const testsInCi: Check = {
  name: 'tests-in-ci',
  run(view) {
    const { pipelines, hasBrokenPipeline } = view.facts;
    const automatic = pipelines.filter(startsByItself);
    const evidence: Evidence[] = [];
    for (const pipeline of automatic) evidence.push(...testStepsOf(pipeline));
    if (evidence.length > 0) return found(evidence.slice(0, 5));
    const accounts = ownAccounts(view.facts);
    const isOpaque = hasBrokenPipeline || automatic.some((pipeline) => pipeline.external.length > 0);
    return isOpaque || automatic.some((pipeline) => runsOwnProgram(pipeline) || handsTestsOn(pipeline, accounts))
      ? found([], true)
      : no();
  },
};

/** Builds that are programs of the repository themselves: what they do under a name of their own is for them to know. */
const OWN_PROGRAM =
  /^(?:dotnet\s+(?:run|cake|nuke|fake)\b|go\s+run\s+(?!\S*@)|cargo\s+(?:run|xtask)\b|nuke\b|mage\b(?!\s+-))/;

function runsOwnProgram({ jobs }: CiPipeline): boolean {
  return jobs.some(({ steps }) => steps.some(({ commands }) => commands.some(({ text }) => OWN_PROGRAM.test(text))));
}

/** A job that is called so. */
const TEST_JOB = /^(?:run[-_ ]?)?(?:unit[-_ ]?)?tests?$/i;
/** Actions that prepare a job, or look at something else. */
const ASIDE_ACTION =
  /(?:^|[/_.-])(?:setup|install|cache|login|lint\w*|format\w*|deploy\w*|publish\w*|notify|report\w*)(?:$|[/_@.-])/i;

/** Whether a job that is called after tests leaves them to an action of the owner, whose content lies elsewhere. */
function handsTestsOn({ jobs }: CiPipeline, accounts: ReadonlySet<string>): boolean {
  return jobs.some(
    ({ id, name, steps }) =>
      (TEST_JOB.test(id) || TEST_JOB.test(name ?? '')) &&
      steps.some(({ uses }) => uses !== undefined && isOf(accounts, uses.name) && !ASIDE_ACTION.test(uses.name)),
  );
}

function startsByItself(pipeline: CiPipeline): boolean {
  return pipeline.triggers.some((trigger) => trigger.event !== 'manual' && trigger.event !== 'call');
}

function testStepsOf(pipeline: CiPipeline): Evidence[] {
  const evidence: Evidence[] = [];
  for (const job of pipeline.jobs) {
    for (const step of job.steps) {
      const command = step.commands.find(isTestCommand);
      if (command !== undefined) {
        const via = command.via.length === 0 ? '' : ` (via ${command.via.join(' → ')})`;
        const detail = `runs ${command.text.slice(0, 120)}${via}`;
        evidence.push({ path: step.path ?? pipeline.path, ...atLine(step.line ?? command.line), detail });
      } else if (step.uses !== undefined && isTestAction(step.uses.name)) {
        const line = step.uses.line ?? step.line;
        evidence.push({ path: step.path ?? pipeline.path, ...atLine(line), detail: `uses ${step.uses.name}` });
      }
    }
  }
  return evidence;
}
