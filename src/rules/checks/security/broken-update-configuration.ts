import type { Evidence } from '../../../facts/evidence.ts';
import { atLine, lineOf } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { dependabotEntries, dependabotFile } from './dependabot.ts';

/** Whether Dependabot cannot use its configuration, or part of it: it is no YAML, or names folders that are not there. */
export const brokenUpdateConfiguration: Check = {
  name: 'broken-update-configuration',
  run({ facts: { source } }) {
    const path = dependabotFile(source);
    if (path === undefined) return found([]);
    const entries = dependabotEntries(path, source);
    const text = source.text(path);
    if (entries === undefined && text !== undefined && source.isBroken(path)) {
      return found([{ path, detail: 'is no YAML that can be read, so Dependabot updates nothing' }]);
    }
    if (source.repository.truncated) return found([]);
    const evidence = (entries ?? []).flatMap((entry): Evidence[] => {
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
