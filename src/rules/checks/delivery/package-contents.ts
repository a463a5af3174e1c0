import { isMapping } from '../../../facts/data.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';

/** What something that can be installed has, and a list of dependencies has not. */
const ENTRIES = ['main', 'module', 'exports', 'bin', 'types', 'browser', 'files', 'publishConfig', 'directories'];
/** Helpers of those who work on the software. */
const ASIDE = /(?:^|\/)(?:scripts?|tools?|bench(?:es|marks?|mark)?|hack|etc|dev|e2e|tests?|examples?)\//i;

/** Whether packages for npm say what goes into them; without that, everything in the folder is published. */
export const packageContents: Check = {
  name: 'package-contents',
  run(view) {
    const all = view.facts.manifests.filter(
      (manifest) =>
        manifest.ecosystem === 'npm' &&
        manifest.packaged &&
        manifest.private !== true &&
        manifest.role === 'config' &&
        view.here(manifest.path) &&
        isPublishable(manifest.path, view.facts.source.data(manifest.path)),
    );
    // Deeper packages are parts, helpers and trials of what lies above them.
    const depth = Math.min(...all.map(({ path }) => path.split('/').length));
    const packages = all.filter(({ path }) => path.split('/').length === depth);
    const listed = packages.filter(({ path }) => {
      const data = view.facts.source.data(path);
      const folder = folderOf(path);
      return (
        (isMapping(data) &&
          (data.files !== undefined ||
            (isMapping(data.publishConfig) && data.publishConfig.directory !== undefined))) ||
        view.facts.source.files.get(`${folder === '' ? '' : `${folder}/`}.npmignore`) !== undefined
      );
    });
    if (packages.length === 0) return unknown();
    const open = packages.filter((manifest) => !listed.includes(manifest));
    if (open.length > 0)
      return no(open.map(({ path, name }) => ({ path, detail: `${name ?? path} publishes the whole folder` })));
    return yes(listed.slice(0, 3).map(({ path }) => ({ path, detail: 'lists the files that it publishes' })));
  },
};

/** Not a list of dependencies below the root, a helper, or what is published for an editor by that editor's own means. */
function isPublishable(path: string, data: unknown): boolean {
  if (!isMapping(data)) return true;
  if (isMapping(data.engines) && data.engines.vscode !== undefined) return false;
  return !path.includes('/') || (!ASIDE.test(path) && ENTRIES.some((entry) => data[entry] !== undefined));
}
