import type { Evidence } from '../../../facts/evidence.ts';
import type { Manifest } from '../../../facts/manifests/manifest.ts';
import { isUnder } from '../../../repository/file-index.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Packages within packages: deeper than this nobody wraps. */
const DEPTH = 4;

/**
 * Whether a part of the repository gets a technology (option `category`) through another package of the same repository: a
 * service's error tracker often comes with the team's own base package. For the whole repository it never holds, since there
 * that package is seen itself.
 */
export const workspaceTechnology: Check = {
  name: 'workspace-technology',
  run(view, options) {
    if (view.unit === '.') return no();
    const category = String(options.category);
    const evidence: Evidence[] = [];
    for (const manifest of workspacePackages(view)) {
      const folder = folderOf(manifest.path);
      const use = view.facts.technologies.find(
        ({ technology, scope, evidence: place }) =>
          (technology.category === category || technology.brings.includes(category)) &&
          (scope === 'prod' || scope === 'optional' || technology.scope === 'any') &&
          isUnder(place.path, folder),
      );
      if (use === undefined) continue;
      const detail = `${use.technology.name} via ${manifest.name ?? folder} (in this repository)`;
      evidence.push({ ...use.evidence, detail });
    }
    return evidence.length === 0 ? no() : yes(evidence);
  },
};

/** The packages of this repository, outside the unit, that the unit depends on, directly or through one another. */
function workspacePackages(view: View): Manifest[] {
  const named = new Map<string, Manifest>();
  for (const manifest of view.facts.manifests) {
    if (manifest.name !== undefined && folderOf(manifest.path) !== '.') {
      named.set(`${manifest.ecosystem} ${manifest.name}`, manifest);
    }
  }
  const found = new Set<Manifest>();
  let layer = view.facts.manifests.filter((manifest) => view.here(manifest.path));
  for (let depth = 0; depth < DEPTH && layer.length > 0; depth++) {
    layer = layer.flatMap((manifest) =>
      manifest.dependencies.flatMap(({ name, scope }) => {
        const other = scope === 'prod' ? named.get(`${manifest.ecosystem} ${name}`) : undefined;
        if (other === undefined || found.has(other) || view.here(other.path)) return [];
        found.add(other);
        return [other];
      }),
    );
  }
  return [...found];
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}
