import type { DocumentedForm } from '../../facts/environment.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** What people read to set a program up; files that only hand values on explain nothing. */
const EXPLAINING: ReadonlySet<DocumentedForm> = new Set<DocumentedForm>([
  'env-example',
  'config-example',
  'prose',
  'app-json',
  'helm-values',
  'schema',
  'man-page',
]);

/** Whether the settings of the program are written down: in an example to be copied, a table, a manual page. */
export const documentedConfiguration: Check = {
  name: 'documented-configuration',
  run(view) {
    const documented = view.facts.environment.documented.filter(
      ({ form, path }) => EXPLAINING.has(form) && view.here(path),
    );
    return found(
      documented.slice(0, 5).map(({ path, line, names }) => ({
        path,
        line,
        detail: `lists ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`,
      })),
    );
  },
};
