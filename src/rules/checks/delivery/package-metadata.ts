import { isMapping, mapping } from '../../../facts/data.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Ecosystem, Manifest } from '../../../facts/manifests/manifest.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found, no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Registries that show what the manifest says. Go and Swift take it from the repository. */
const REGISTRIES: ReadonlySet<Ecosystem> = new Set([
  'npm',
  'pypi',
  'cargo',
  'rubygems',
  'packagist',
  'pub',
  'hex',
  'hackage',
]);

/** Whether each package that may be published says what it is, under which licence, and where its source lies. */
export const packageMetadata: Check = {
  name: 'package-metadata',
  run(view) {
    const all = view.facts.manifests.filter(
      (manifest) =>
        manifest.packaged &&
        manifest.private !== true &&
        manifest.role === 'config' &&
        REGISTRIES.has(manifest.ecosystem) &&
        !isOnlyAnEnvironment(manifest, view) &&
        (manifest.ecosystem !== 'npm' || offersSomething(manifest, view)) &&
        (manifest.ecosystem !== 'cargo' || !isKeptByReleaser(manifest, view)) &&
        view.here(manifest.path),
    );
    // Deeper packages are parts, helpers and trials of what lies above them.
    const depth = Math.min(...all.map(({ path }) => path.split('/').length));
    const packages = all.filter(({ path }) => path.split('/').length === depth);
    const judged = packages.map((manifest) => ({ manifest, missing: missingOf(manifest, view) }));
    const poor: Evidence[] = judged
      .filter(({ missing }) => missing.length > 0)
      .map(({ manifest, missing }) => ({
        path: manifest.path,
        detail: `no ${missing.join(', no ')}`,
        subject: manifest.name ?? manifest.path,
      }));
    if (poor.length > 0) return no(poor);
    if (packages.length === 0 && view.facts.hasBrokenManifest) return found([], true);
    return yes(packages.slice(0, 3).map(({ path, name }) => ({ path, detail: `${name ?? path} is described` })));
  },
};

/** Poetry asks for a version where there is nothing but tools to be installed; without a build system nothing is built. */
function isOnlyAnEnvironment({ ecosystem, version, path }: Manifest, view: View): boolean {
  const data = view.facts.source.data(path);
  return ecosystem === 'pypi' && version === '0.0.0' && isMapping(data) && !('build-system' in data);
}

/** What release-plz is told to publish nowhere. https://release-plz.dev/docs/config#the-publish-field-package-section */
function isKeptByReleaser({ name }: Manifest, view: View): boolean {
  const data = ['release-plz.toml', '.release-plz.toml'].map((path) => view.facts.source.data(path)).find(isMapping);
  const packages = data === undefined ? [] : data.package;
  return (
    Array.isArray(packages) && packages.some((item) => isMapping(item) && item.name === name && item.publish === false)
  );
}

/** An application has no `private: true` at times; what is to be installed says what others get. */
function offersSomething({ path, entryPoints, binaries }: Manifest, view: View): boolean {
  const data = view.facts.source.data(path);
  return (
    entryPoints.length > 0 || binaries.length > 0 || (isMapping(data) && ('files' in data || 'publishConfig' in data))
  );
}

/** One package may be described by several files of a folder (pyproject.toml, setup.cfg), or by what its build fills in. */
function missingOf(manifest: Manifest, view: View): string[] {
  const beside = view.facts.manifests.filter(
    ({ ecosystem, path }) => ecosystem === manifest.ecosystem && folderOf(path) === folderOf(manifest.path),
  );
  const data = view.facts.source.data(manifest.path);
  const dynamic = isMapping(data)
    ? JSON.stringify([mapping(data.project).dynamic, data['build-system'], mapping(data.package).workspace])
    : '';
  if (/maturin|"workspace"/.test(dynamic)) return [];
  const missing: string[] = [];
  if (!beside.some(({ description }) => (description ?? '').trim() !== '') && !dynamic.includes('description'))
    missing.push('description');
  const isLicensed = beside.some(
    ({ license, classifiers }) =>
      (license ?? '') !== '' || classifiers.some((classifier) => classifier.startsWith('License ::')),
  );
  // https://packaging.python.org/en/latest/specifications/pyproject-toml/#license
  const project = isMapping(data) ? mapping(data.project) : {};
  const isInFile = 'license-files' in project || 'file' in mapping(project.license);
  if (!isLicensed && !isInFile && manifest.ecosystem !== 'pub' && !dynamic.includes('license')) missing.push('licence');
  if (!beside.some(({ urls }) => urls.length > 0) && manifest.ecosystem !== 'packagist' && !dynamic.includes('urls'))
    missing.push('address of its source');
  return missing;
}
