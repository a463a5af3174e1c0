import { atLine } from '../../facts/lines.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** `5.80.0` or `= 5.80.0`; modules have a third part in their address, or none. */
const EXACT = /^=?\s*v?\d+(?:\.\d+)+[\w.+-]*$/;
const PROVIDER = /^[\w-]+\/[\w-]+$/;

/** Whether Terraform may choose among versions of a provider: one that is required without an exact version. */
export const looseProviders: Check = {
  name: 'loose-providers',
  run: (view) =>
    found(
      view.facts.manifests
        .filter(({ ecosystem, role, path }) => ecosystem === 'terraform' && role !== 'example' && view.here(path))
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
    ),
};
