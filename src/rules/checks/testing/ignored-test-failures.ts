import type { CiJob, CiStep } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { isTestStep, startsOnChange } from '../shared/pipeline-steps.ts';

/** `|| true` and the like after a command, which make the shell forget that it failed. */
const FORGIVEN = /\|\|\s*(?:true|:|exit 0|echo\b)/;

/** What a build with Nix runs besides is said in Nix. */
const NIX_CHECK = /^nix\s+flake\s+check\b/;

/** Whether no test that CI runs on changes can fail the build: every such step goes on after errors. */
export const ignoredTestFailures: Check = {
  name: 'ignored-test-failures',
  run(view) {
    const ignored: Evidence[] = [];
    for (const pipeline of view.facts.pipelines) {
      if (!startsOnChange(pipeline)) continue;
      for (const job of pipeline.jobs) {
        for (const step of job.steps) {
          if (step.commands.some(({ text }) => NIX_CHECK.test(text)) && reasonOf(step, job) === undefined) return no();
          if (!isTestStep(step)) continue;
          const reason = reasonOf(step, job);
          // One step that counts is enough: others may be trials on versions to come.
          if (reason === undefined) return no();
          ignored.push({ path: step.path ?? pipeline.path, ...atLine(step.line), detail: reason });
        }
      }
    }
    return ignored.length === 0 ? no() : yes(ignored);
  },
};

function reasonOf(step: CiStep, job: CiJob): string | undefined {
  if (step.continueOnError) return 'the tests run in a step that goes on after errors';
  if (job.continueOnError) return 'the tests run in a job that is allowed to fail';
  const lines = (step.run ?? '').replace(/\\\n/g, ' ').split('\n');
  const tests = lines.filter((line) =>
    step.commands.some(({ text, via }) => via.length === 0 && isTestText(text) && line.includes(text)),
  );
  return tests.length > 0 && tests.every((line) => FORGIVEN.test(line))
    ? `their failure is forgiven: ${tests[0]?.trim().slice(0, 100)}`
    : undefined;
}

function isTestText(text: string): boolean {
  return isTestStep({ commands: [{ text, path: '', via: [] }], environment: {}, continueOnError: false });
}
