import type { Evidence } from '../../../facts/evidence.ts';
import type { TechnologyUse } from '../../../facts/technologies.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

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

/** Tests of another sort, by the words of the script that runs them. */
const ANOTHER_SORT =
  /(?:^|[\s/:_.=-])(?:a11y|accessibility|e2e|end-to-end|functional|integration|acceptance|smoke|contract|pact|browser|system|perf\w*|load)(?=$|[\s/:_.-])/i;

/** Whether a runner of tests is started by scripts of its folder, and by all of them for tests of another sort. */
function hasAnotherJob(view: View, folder: string, { technology }: TechnologyUse): boolean {
  const starts = new RegExp(`(?:^|[\\s/;&|])(?:ts-|electron-)?${technology.id}(?=$|[\\s;&|])`);
  const scripts = view.facts.manifests
    .filter((manifest) => manifest.ecosystem === 'npm' && folderOf(manifest.path) === folder)
    .flatMap((manifest) => manifest.scripts.filter(({ command }) => starts.test(command)));
  return scripts.length > 0 && scripts.every(({ name, command }) => ANOTHER_SORT.test(`${name} ${command}`));
}

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
        if (job === 'run unit tests' && [use, other].some((tool) => hasAnotherJob(view, folder, tool))) continue;
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
