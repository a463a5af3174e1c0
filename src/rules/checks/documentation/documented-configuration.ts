import type { DocumentedForm } from '../../../facts/environment.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

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

/** What is planned or was decided explains nothing to those who set it up. */
export const PLANS = /(?:^|\/)(?:plans?|superpowers|prds?|rfcs?|adrs?|decisions|proposals|postmortems?)\//i;

/** What only tells Compose which files to take. */
const COMPOSE_OWN: ReadonlySet<string> = new Set(['COMPOSE_FILE', 'COMPOSE_PROJECT_NAME', 'COMPOSE_PROFILES']);

/** Whether the settings of the program are written down: in an example to be copied, a table, a manual page; with `form`, in that alone. */
export const documentedConfiguration: Check = {
  name: 'documented-configuration',
  run(view, options) {
    // What one program of many can be told is said beside it, and nothing about the others.
    const isDeep = (path: string): boolean =>
      options.form === 'flags' &&
      !/^(?:[^/]+$|(?:\.github|docs?|documentation|man|website|packages|crates|cmd|cli)\/)/.test(path);
    const forms: ReadonlySet<string> = typeof options.form === 'string' ? new Set([options.form]) : EXPLAINING;
    const documented = view.facts.environment.documented.filter(
      ({ form, path, names }) =>
        forms.has(form) &&
        view.here(path) &&
        !PLANS.test(path) &&
        !isDeep(path) &&
        names.some((name) => !COMPOSE_OWN.has(name)),
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
