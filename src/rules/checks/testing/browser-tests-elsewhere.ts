import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** Projects of their own that drive what is built beside them. */
const DRIVING =
  /(?:^|\/)(?:[\w-]*e2e|end[-_]to[-_]end|cypress|playwright|acceptance|browser[-_]tests?)(?:[-_]tests?)?\//i;

/** Whether a project beside this part, which drives it in a browser, has tests that are called `named` (a regular expression). */
export const browserTestsElsewhere: Check = {
  name: 'browser-tests-elsewhere',
  run(view, options) {
    if (view.unit === '.') return found([]);
    const named = new RegExp(String(options.named), 'i');
    return found(
      view.facts.source.files.all
        .filter(
          ({ path, role, language }) =>
            (role === 'test' || role === 'source') &&
            language !== undefined &&
            DRIVING.test(path) &&
            named.test(path) &&
            !view.here(path),
        )
        .map(({ path }) => ({ path, detail: 'a test of the pages, beside this part' })),
    );
  },
};
