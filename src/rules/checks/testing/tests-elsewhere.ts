import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { automatedTests } from './automated-tests.ts';

/** Whether a part of the repository has no tests of its own while other parts do, which may well cover it. */
export const testsElsewhere: Check = {
  name: 'tests-elsewhere',
  run(view) {
    if (view.unit === '.') return no();
    const everywhere = automatedTests.run({ ...view, here: () => true }, {});
    return everywhere.value === true ? yes(everywhere.evidence.slice(0, 1)) : no();
  },
};
