import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

/** A version that is filled in by the build, or taken from elsewhere. */
const UNSET = /[${}]|^0\.0\.0$|workspace/;

/** Whether a part has no versions of its own: it takes that of the whole, or goes with other parts from version to version. */
export const releasedTogether: Check = {
  name: 'released-together',
  run(view) {
    if (view.unit === '.') return no();
    const { manifests } = view.facts;
    const own = manifests.filter(({ path }) => folderOf(path) === view.unit);
    const shared = own.find(({ version, ecosystem, path }) => {
      if (version === undefined || UNSET.test(version)) return true;
      const others = manifests.filter((other) => other.path !== path && other.ecosystem === ecosystem);
      return others.some((other) => other.version === version && !own.includes(other));
    });
    if (shared === undefined) return own.length === 0 ? yes([]) : no();
    return yes([{ path: shared.path, detail: `version ${shared.version ?? 'of the whole'}` }]);
  },
};
