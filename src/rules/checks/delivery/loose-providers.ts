import { pathFrom } from '../../../facts/ci/folders.ts';
import { atLine } from '../../../facts/lines.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** `5.80.0` or `= 5.80.0`; modules have a third part in their address, or none. */
const EXACT = /^=?\s*v?\d+(?:\.\d+)+[\w.+-]*$/;
const PROVIDER = /^[\w-]+\/[\w-]+$/;

/** Whether Terraform may choose among versions of a provider: one that is required without an exact version. */
export const looseProviders: Check = {
  name: 'loose-providers',
  run: (view) => {
    const children = childModules(view);
    return found(
      view.facts.manifests
        .filter(({ ecosystem, role, path }) => ecosystem === 'terraform' && role !== 'example' && view.here(path))
        .filter(({ path }) => !/(?:^|\/)modules\//.test(path) && !children.has(folderOf(path)))
        .flatMap(({ path, dependencies }) =>
          dependencies
            .filter(({ name, version }) => PROVIDER.test(name) && !EXACT.test(version?.trim() ?? ''))
            .slice(0, 1)
            .map(({ name, version, line }) => ({
              path,
              ...atLine(line),
              detail: `${name} ${version ?? 'in any version'}`,
            })),
        ),
      view.facts.hasBrokenManifest,
    );
  },
};

const SOURCE = /^\s*source\s*=\s*"(\.{1,2}\/[^"\n]{1,200})"/gm;

/** Folders that other configurations take in: Terraform keeps lock files for the configuration that is applied, not for these. */
function childModules(view: View): ReadonlySet<string> {
  const files = view.facts.source.files.all.filter(({ language }) => language === 'terraform').slice(0, 2_000);
  return new Set(
    files.flatMap(({ path }) =>
      [...(view.facts.source.text(path) ?? '').matchAll(SOURCE)].map(([, source = '']) =>
        pathFrom(folderOf(path), source.replace(/\/+$/, '')),
      ),
    ),
  );
}
