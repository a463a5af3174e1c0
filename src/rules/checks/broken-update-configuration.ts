import type { Evidence } from '../../facts/evidence.ts';
import { atLine, lineOf } from '../../facts/lines.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** Whether Dependabot cannot use its configuration, or part of it: it is no YAML, or names folders that are not there. */
export const brokenUpdateConfiguration: Check = {
  name: 'broken-update-configuration',
  run({ facts: { source } }) {
    const [file] = source.files.matching(['/.github/dependabot.yml', '/.github/dependabot.yaml']);
    if (file === undefined) return found([]);
    const { path } = file;
    const data = source.data(path);
    const text = source.text(path);
    if (data === undefined && text !== undefined && source.isBroken(path)) {
      return found([{ path, detail: 'is no YAML that can be read, so Dependabot updates nothing' }]);
    }
    if (source.repository.truncated) return found([]);
    const evidence = entriesOf(data).flatMap((entry): Evidence[] => {
      const { directory } = entry;
      if (typeof directory !== 'string' || /[*?[{]/.test(directory)) return [];
      const folder = directory.replace(/^\.?\/+|\/+$/g, '');
      if (folder === '' || folder === '.' || source.files.all.some((other) => other.path.startsWith(`${folder}/`)))
        return [];
      return [{ path, ...atLine(lineOf(text ?? '', directory)), detail: `updates ${directory}, which is not there` }];
    });
    return found(evidence);
  },
};

function entriesOf(data: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof data !== 'object' || data === null || !('updates' in data) || !Array.isArray(data.updates)) return [];
  return data.updates.filter((entry) => typeof entry === 'object' && entry !== null);
}
