import type { Check } from '../../check.ts';
import { found, type Outcome } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { CROSS_PLATFORM } from '../shared/cross-platform.ts';

/** Libraries that ask for the network in manifests of their own, which are merged into that of the app, as plug-ins of frameworks do. */
const MERGED =
  /^com\.google\.(?:firebase|android\.gms)(?::|$)|firebase|crashlytics|\bretrofit\b|\bokhttp\b|\bktor-client\b|\bsupabase\b|com\.google\.gms/i;

/** Whether the system keeps an app from the network: none of its manifests for Android asks for the permission. */
export const noNetworkPermission: Check = {
  name: 'no-network-permission',
  run: (view) => withoutPermission(view),
};

export function withoutPermission(view: View): Outcome {
  const { source, manifests } = view.facts;
  const declared = source.files
    .matching(['**/src/main/AndroidManifest.xml'])
    .filter((file) => view.here(file.path) && file.role !== 'vendored' && file.role !== 'example');
  const asks = declared.some(({ path }) => /\bandroid\.permission\.INTERNET\b/.test(source.text(path) ?? ''));
  const isMerged = manifests.some(
    (manifest) =>
      view.here(manifest.path) &&
      manifest.dependencies.some(({ name }) => CROSS_PLATFORM.test(name) || MERGED.test(name)),
  );
  if (asks || isMerged) return found([]);
  return found(declared.map(({ path }) => ({ path, detail: 'asks for no permission to use the network' })));
}
