import { atLine } from '../../facts/lines.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

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
            manifest.ecosystem === 'npm' && manifest.packaged && manifest.private !== true && view.here(manifest.path),
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
