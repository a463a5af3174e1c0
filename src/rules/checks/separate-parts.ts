import type { Check } from '../check.ts';
import { no, yes } from '../outcome.ts';
import { folderOf } from '../predicates/manifests.ts';

/** Whether there are several folders with a manifest of their own, with `kind: deployed` also an image or a deployment of their own. */
export const separateParts: Check = {
  name: 'separate-parts',
  run: (view, options) => {
    const { manifests, containers, deployment } = view.facts;
    const withManifest = new Map(
      manifests
        .filter((manifest) => (manifest.role === 'config' || manifest.role === 'source') && view.here(manifest.path))
        .map((manifest) => [folderOf(manifest.path), manifest.path]),
    );
    const started = new Set([
      ...containers.dockerfiles.map((file) => folderOf(file.path)),
      ...deployment.deployments.map((item) => folderOf(item.path)),
    ]);
    const parts = [...withManifest].filter(
      ([folder]) => folder !== '' && (options.deployed !== true || started.has(folder)),
    );
    const atLeast = typeof options.atLeast === 'number' ? options.atLeast : 2;
    if (parts.length < atLeast) return no();
    return yes(parts.slice(0, 10).map(([folder, path]) => ({ path, detail: `${folder} is a part of its own` })));
  },
};
