import { atLine } from '../../../facts/lines.ts';
import type { Manifest } from '../../../facts/manifests/manifest.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Building what is native, or telling the wrong package manager off, is what the hook is for. */
const NEEDED =
  /node-gyp|prebuild|node-pre-gyp|neon|napi|cmake-js|only-allow|is-ci|husky|opencollective|patch-package|lefthook|electron-builder install-app-deps|ngcc|nuxt prepare/;

/** Whether a published npm package runs code on the machines of those who install it. */
export const installScripts: Check = {
  name: 'install-scripts',
  run: (view) =>
    found(
      view.facts.manifests
        .filter(
          (manifest) =>
            manifest.ecosystem === 'npm' &&
            manifest.packaged &&
            manifest.private !== true &&
            view.here(manifest.path) &&
            !isPacked(manifest, view),
        )
        .flatMap((manifest) =>
          manifest.scripts
            .filter(({ name, command }) => /^(?:pre|post)?install$/.test(name) && !NEEDED.test(command))
            .map(({ name, command, line }) => ({
              path: manifest.path,
              ...atLine(line),
              detail: `${name}: ${command.slice(0, 80)}`,
            })),
        ),
      view.facts.hasBrokenManifest,
    ),
};

/** The second manifest of an Electron application holds what its installer packs. https://www.electron.build/tutorials/two-package-structure */
function isPacked(manifest: Manifest, view: View): boolean {
  return (
    folderOf(manifest.path) !== '' &&
    view.facts.manifests.some(
      ({ path, dependencies }) => folderOf(path) === '' && dependencies.some(({ name }) => name === 'electron-builder'),
    )
  );
}
