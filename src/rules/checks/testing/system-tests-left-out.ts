import { baseName, invocationsOf } from '../../../facts/ci/invocation.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { runsTests } from '../shared/test-commands.ts';

/** What runs system tests, or may: the task for them, the one for all, and paths that are named. */
const SYSTEM = /system|test:all|^test\/|^spec|\$/;

/** A task of one's own, as gems have it, that takes in every test there is. */
const OWN_TASK = /\bRake::TestTask\b[\s\S]{0,600}?["']test\/\*\*\//;

/**
 * Whether CI runs the tests of a Rails application with the plain task, which leaves its system tests out.
 * @see https://guides.rubyonrails.org/testing.html#system-testing
 */
export const systemTestsLeftOut: Check = {
  name: 'system-tests-left-out',
  run(view) {
    const tests = view.facts.source.files
      .matching(['**/test/system/**/*_test.rb'])
      .filter(({ path, role }) => role === 'test' && view.here(path));
    const [first] = tests;
    if (first === undefined || view.facts.pipelines.some(({ external }) => external.length > 0)) return no();
    if (OWN_TASK.test(view.facts.source.text('Rakefile') ?? '')) return no();
    let runsPlain = false;
    for (const step of view.facts.pipelines.flatMap(({ jobs }) => jobs.flatMap((job) => job.steps))) {
      for (const { program, args } of step.commands.flatMap(({ text }) => invocationsOf(text))) {
        const name = baseName(program);
        if (!runsTests(name, program, args)) continue;
        if ((name !== 'rails' && name !== 'rake') || args.some((arg) => SYSTEM.test(arg))) return no();
        if (args.includes('test')) runsPlain = true;
      }
    }
    return runsPlain
      ? yes([{ path: first.path, detail: `one of ${tests.length} files of system tests that no step of CI runs` }])
      : no();
  },
};
