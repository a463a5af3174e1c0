import type { Evidence } from '../../facts/evidence.ts';
import type { Manifest } from '../../facts/manifests/manifest.ts';
import type { Check } from '../check.ts';
import { found, type Outcome } from '../outcome.ts';
import { folderOf } from '../predicates/manifests.ts';
import type { View } from '../view.ts';

/** Whether the unit is made so that others import it: a published package with something to import, not only a program. */
export const offersLibrary: Check = {
  name: 'offers-library',
  run: (view): Outcome => {
    const evidence: Evidence[] = [];
    for (const manifest of view.facts.manifests) {
      if (!view.here(manifest.path) || manifest.private === true || !isNearRoot(manifest, view)) continue;
      const reason = reasonOf(manifest, view);
      if (reason !== undefined) evidence.push({ path: manifest.path, detail: reason });
    }
    return found(evidence, view.facts.hasBrokenManifest);
  },
};

/** Deeper packages are parts of something else unless a workspace at the root names their folder. */
const MEMBER_FOLDERS = /^(?:packages?|crates?|libs?|modules?|pkg|src|python|js|rust|java|lib|[\w.-]+)$/;

function isNearRoot(manifest: Manifest, view: View): boolean {
  const folder = folderOf(manifest.path);
  const relative = view.unit === '.' ? folder : folder.slice(view.unit.length + 1);
  if (relative === '') return true;
  // .NET projects lie in folders of their own, beside those of their tests.
  if (manifest.ecosystem === 'nuget') return relative.split('/').length <= 2;
  const hasWorkspace = view.facts.manifests.some(
    (other) => other.workspaceMembers.length > 0 && folderOf(other.path) === (view.unit === '.' ? '' : view.unit),
  );
  const parts = relative.split('/');
  return hasWorkspace && parts.length <= 3 && MEMBER_FOLDERS.test(parts[0] ?? '');
}

function reasonOf(manifest: Manifest, view: View): string | undefined {
  const folder = folderOf(manifest.path);
  const prefix = folder === '' ? '' : `${folder}/`;
  const has = (path: string): boolean => view.facts.source.files.get(prefix + path) !== undefined;
  const isDescribed = manifest.license !== undefined || manifest.urls.length > 0 || manifest.classifiers.length > 0;
  const name = manifest.name ?? manifest.path;
  switch (manifest.ecosystem) {
    case 'npm':
      return manifest.packaged && manifest.version !== undefined && manifest.entryPoints.length > 0
        ? `${name} exports ${manifest.entryPoints[0]}`
        : undefined;
    case 'cargo':
      return manifest.packaged && isDescribed && has('src/lib.rs') ? `the crate ${name} has a library` : undefined;
    case 'go':
      return goPackageAt(prefix, view);
    case 'packagist':
      return manifest.packaged && isDescribed && !has('artisan') && !has('bin/console') && !has('public/index.php')
        ? `${name} is a package with a licence`
        : undefined;
    case 'rubygems':
      return manifest.path.endsWith('.gemspec') ? `the gem ${name}` : undefined;
    case 'pub':
      return manifest.packaged && !has('lib/main.dart') ? `the package ${name}` : undefined;
    case 'swift':
      return manifest.path.endsWith('Package.swift') || manifest.path.endsWith('.podspec')
        ? `the package ${name}`
        : undefined;
    case 'hackage':
      return manifest.packaged && manifest.entryPoints.length > 0 ? `the package ${name} has a library` : undefined;
    case 'nuget':
      return manifest.packaged && isDescribed ? `the package ${name}` : undefined;
    case 'maven':
      // Every artifact has a packaging; only a licence or an address speaks to others, and a program says which class to start.
      return manifest.packaged &&
        (manifest.license !== undefined || manifest.urls.length > 0) &&
        !(
          manifest.entryPoints.length > 0 &&
          view.facts.technologies.some((use) => use.technology.category === 'cli-framework')
        )
        ? `the package ${name} is described for its users`
        : undefined;
    case 'pypi':
    case 'hex':
      return manifest.packaged && isDescribed ? `the package ${name} is described for its users` : undefined;
    case 'cpp':
    case 'terraform':
      return undefined;
  }
}

/** Go files beside go.mod that are not `package main`: others import the module by its path. */
function goPackageAt(prefix: string, view: View): string | undefined {
  for (const file of view.facts.source.files.all) {
    if (file.language !== 'go' || file.role !== 'source' || !file.path.startsWith(prefix)) continue;
    if (file.path.slice(prefix.length).includes('/')) continue;
    const declared = /^package\s+(\w+)/m.exec(view.facts.source.text(file.path) ?? '')?.[1];
    if (declared !== undefined && declared !== 'main') return `package ${declared} beside go.mod`;
    if (declared === 'main') return undefined;
  }
  return undefined;
}
