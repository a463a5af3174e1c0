import type { Evidence } from '../../facts/evidence.ts';
import type { TechnologyUse } from '../../facts/technologies.ts';
import { folderOf } from '../../repository/paths.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** Tools that do the same job on the same files: one of each pair is left over, or the two contradict each other. */
const PAIRS: readonly (readonly [string, string, string])[] = [
  ['eslint', 'tslint', 'lint'],
  ['eslint', 'jshint', 'lint'],
  ['jest', 'mocha', 'run unit tests'],
  ['jest', 'vitest', 'run unit tests'],
  ['jest', 'karma', 'run unit tests'],
  ['mocha', 'vitest', 'run unit tests'],
  ['nose', 'pytest', 'run unit tests'],
];

/** Whether two tools for one job are set up in the same folder. */
export const duplicateTools: Check = {
  name: 'duplicate-tools',
  run(view) {
    const placed = new Map<string, Map<string, TechnologyUse>>();
    for (const use of view.facts.technologies) {
      if (
        (use.sight !== 'dependency' && use.sight !== 'config-file') ||
        use.scope === 'peer' ||
        !view.here(use.evidence.path)
      )
        continue;
      const folders = placed.get(use.technology.id) ?? new Map<string, TechnologyUse>();
      const folder = folderOf(use.evidence.path);
      if (!folders.has(folder)) folders.set(folder, use);
      placed.set(use.technology.id, folders);
    }
    const evidence: Evidence[] = [];
    for (const [first, second, job] of PAIRS) {
      for (const [folder, use] of placed.get(first) ?? []) {
        const other = placed.get(second)?.get(folder);
        if (other === undefined) continue;
        const subject = `${folder === '' ? '.' : folder}: ${use.technology.name} and ${other.technology.name}`;
        for (const { evidence: place } of [use, other])
          evidence.push({
            ...place,
            detail: `${use.technology.name} and ${other.technology.name} both ${job}: ${place.detail}`,
            subject,
          });
      }
    }
    return found(evidence);
  },
};
