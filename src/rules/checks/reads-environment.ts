import { ENVIRONMENT_READS, SYSTEM_VARIABLES } from '../../facts/environment.ts';
import type { Evidence } from '../../facts/evidence.ts';
import type { Check } from '../check.ts';
import { no, yes } from '../outcome.ts';

/** One or two variables can be told in passing. */
const ENOUGH = 3;

/** Whether the program is configured by environment variables of its own: at least a few. */
export const readsEnvironment: Check = {
  name: 'reads-environment',
  run(view) {
    const names = new Map<string, Evidence>();
    for (const probe of ENVIRONMENT_READS) {
      for (const hit of view.facts.code.hits(probe)) {
        if (hit.capture === undefined || SYSTEM_VARIABLES.has(hit.capture) || !view.here(hit.path)) continue;
        if (!names.has(hit.capture)) {
          names.set(hit.capture, { path: hit.path, line: hit.line, detail: `reads ${hit.capture}` });
        }
      }
    }
    return names.size < ENOUGH ? no() : yes([...names.values()].slice(0, 5));
  },
};
