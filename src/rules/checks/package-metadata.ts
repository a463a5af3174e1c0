import type { Evidence } from '../../facts/evidence.ts';
import type { Ecosystem, Manifest } from '../../facts/manifests/manifest.ts';
import type { Check } from '../check.ts';
import { found, no, yes } from '../outcome.ts';

/** Registries that show what the manifest says. Go and Swift take it from the repository. */
const REGISTRIES: ReadonlySet<Ecosystem> = new Set(['npm', 'pypi', 'cargo', 'rubygems', 'packagist', 'pub', 'hex', 'hackage']);

/** Whether each package that may be published says what it is, under which licence, and where its source lies. */
export const packageMetadata: Check = {
  name: 'package-metadata',
  run(view) {
    const packages = view.facts.manifests.filter(
      (manifest) => manifest.packaged && manifest.private !== true && manifest.role === 'config' && REGISTRIES.has(manifest.ecosystem) && view.here(manifest.path),
    );
    const judged = packages.map((manifest) => ({ manifest, missing: missingOf(manifest) }));
    const poor: Evidence[] = judged
      .filter(({ missing }) => missing.length > 0)
      .map(({ manifest, missing }) => ({ path: manifest.path, detail: `no ${missing.join(', no ')}`, subject: manifest.name ?? manifest.path }));
    if (poor.length > 0) return no(poor);
    if (packages.length === 0 && view.facts.hasBrokenManifest) return found([], true);
    return yes(packages.slice(0, 3).map(({ path, name }) => ({ path, detail: `${name ?? path} is described` })));
  },
};

function missingOf(manifest: Manifest): string[] {
  const missing: string[] = [];
  if ((manifest.description ?? '').trim() === '') missing.push('description');
  const hasLicence = (manifest.license ?? '') !== '' || manifest.classifiers.some((classifier) => classifier.startsWith('License ::'));
  if (!hasLicence && manifest.ecosystem !== 'pub') missing.push('licence');
  if (manifest.urls.length === 0 && manifest.ecosystem !== 'packagist') missing.push('address of its source');
  return missing;
}
