import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

const ASKED: Readonly<Record<string, RegExp>> = {
  version: /\b(?:versions?|release|commit|build|browser|environment|device|platform|operating system|setup)\b/i,
  steps:
    /\brepro\w*|\bsteps?\b|\bminimal\b|\bhow (?:to|can|do)\b|\bexpected\b|\bwhat happened\b|\bactual\b|\bexample\b/i,
};

/** Whether the forms for issues ask for the version or system (`asks: version`), or for the steps (`asks: steps`). */
export const bugReportForm: Check = {
  name: 'bug-report-form',
  run(view, options) {
    const asked = ASKED[String(options.asks)];
    const forms = formsOf(view);
    if (asked === undefined || forms.length === 0) return no();
    const asking = forms.filter(({ text }) => asked.test(text));
    if (asking.length > 0) return yes(asking.map(({ path }) => ({ path, detail: 'asks for it' })));
    const bugs = forms.filter(({ path }) => /bug|issue_template\.|defect|problem|error/i.test(path));
    return no(
      (bugs.length > 0 ? bugs : forms).map(({ path }) => ({ path, detail: `does not ask for the ${options.asks}` })),
    );
  },
};

const FORMS = ['**/issue_template{,s}/**', '**/issue_template{,s}{,.*}'];

function formsOf(view: View): { readonly path: string; readonly text: string }[] {
  const { files } = view.facts.source;
  return files
    .matching(FORMS)
    .filter(({ path }) => view.here(path))
    .map(({ path }) => ({ path, text: view.facts.source.text(path) ?? '' }));
}
