import type { Manifest } from '../../facts/manifests/manifest.ts';
import { folderOf } from '../../repository/paths.ts';
import type { Check } from '../check.ts';
import { no, yes } from '../outcome.ts';

/** Whether several parts are published or deployed by themselves: packages with a name and a version, or services. */
export const severalPackages: Check = {
  name: 'several-packages',
  run: (view) => {
    const parts = new Map<string, Manifest>();
    for (const manifest of view.facts.manifests) {
      if (!view.here(manifest.path) || manifest.role !== 'config') continue;
      const isPart = manifest.name !== undefined && (manifest.packaged || manifest.entryPoints.length > 0);
      if (isPart && manifest.private !== true) parts.set(folderOf(manifest.path), manifest);
    }
    for (const dockerfile of view.facts.containers.dockerfiles) {
      const folder = folderOf(dockerfile.path);
      const manifest = view.facts.manifests.find((item) => folderOf(item.path) === folder);
      if (folder !== '' && manifest !== undefined && view.here(dockerfile.path)) parts.set(folder, manifest);
    }
    if (parts.size < 2) return no();
    return yes(
      [...parts.values()]
        .slice(0, 20)
        .map(({ path, name }) => ({ path, detail: `a part of its own: ${name ?? path}` })),
    );
  },
};
