import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

const FILES_LIMIT = 60;
/** What is larger holds pictures and tables, whatever else it holds. */
const LARGE = 1024 * 1024;
const OUTPUT = /"output_type"\s*:\s*"(?:execute_result|display_data|stream|error|pyout)"/;

/** Whether notebooks are committed without what they printed; those in docs and examples are shown with it on purpose. */
export const notebookOutputs: Check = {
  name: 'notebook-outputs',
  run(view) {
    const notebooks = view.facts.source.files
      .under(view.unit)
      .filter(
        ({ name, role, path, mode }) =>
          name.endsWith('.ipynb') && role === 'source' && mode !== 'link' && view.here(path),
      );
    const full = notebooks.slice(0, FILES_LIMIT).filter(({ path, size }) => size > LARGE || hasOutput(view, path));
    if (full.length > 0) return no(full.map(({ path }) => ({ path, detail: 'holds the outputs of its last run' })));
    return notebooks.length > 0
      ? yes(notebooks.slice(0, 3).map(({ path }) => ({ path, detail: 'holds no outputs' })))
      : no();
  },
};

function hasOutput(view: View, path: string): boolean {
  const content = view.facts.source.repository.read(path, LARGE);
  return content.ok && OUTPUT.test(content.bytes.toString('latin1'));
}
