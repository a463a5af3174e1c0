import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { pattern } from '../../predicates/patterns.ts';

/** Whether the unit's folder matches `pattern`. Never of the root. */
export const unitPath: Check = {
  name: 'unit-path',
  run: (view, options) =>
    view.unit !== '.' && pattern(String(options.pattern), 'i').test(view.unit)
      ? yes([{ path: view.unit, detail: `lies in ${view.unit}` }])
      : no(),
};
