import type { Manifest } from '../../../facts/manifests/manifest.ts';
import { folderOf } from '../../../repository/paths.ts';
import { ownManifests, unitFolder } from '../../own.ts';
import { readmeIn } from '../../readme-in.ts';
import type { View } from '../../view.ts';

/** The manifests of packages that may be offered to others: published from here, and not deep inside of something else. */
export function offeredManifests(view: View): readonly Manifest[] {
  const own = ownManifests(view);
  const root = unitFolder(view);
  const atRoot = own.filter(({ path }) => folderOf(path) === root);
  return own.filter((manifest) => isPublic(manifest, view) && isNearRoot(manifest, view, atRoot));
}

/** Whether nothing keeps the package from others: what is marked as private may be published from where it is built. */
export function isPublic(manifest: Manifest, view: View): boolean {
  return manifest.private !== true || isBuiltForOthers(manifest, view);
}

/** A package of npm whose README tells how to install it by its own name: its build writes what is published. */
export function isBuiltForOthers(manifest: Manifest, view: View): boolean {
  const { ecosystem, private: isPrivate, name, version, entryPoints, license } = manifest;
  if (ecosystem !== 'npm' || isPrivate !== true || name === undefined || version === undefined) return false;
  return entryPoints.length > 0 && license !== undefined && isToldToInstall(manifest, view);
}

/** Whether the README beside a package of npm tells how to install it by its own name. */
export function isToldToInstall({ name, path }: Manifest, view: View): boolean {
  const readme = readmeIn(folderOf(path) || '.', view.facts)?.text ?? '';
  const installs = /\b(?:npm (?:i|install|add)|(?:yarn|pnpm|bun) add)((?: +[\w@/.-]+)+)/g;
  return [...readme.matchAll(installs)].some(([, words = '']) =>
    words.split(/ +/).some((word) => word.replace(/(?<=.)@[\w.^~-]+$/, '') === name),
  );
}

/** Deeper packages are parts of something else unless a workspace at the root names their folder. */
const MEMBER_FOLDERS = /^(?:packages?|crates?|libs?|modules?|pkg|src|python|js|rust|java|lib|[\w.-]+)$/;

function isNearRoot(manifest: Manifest, view: View, atRoot: readonly Manifest[]): boolean {
  const folder = folderOf(manifest.path);
  const relative = view.unit === '.' ? folder : folder.slice(view.unit.length + 1);
  if (relative === '') return true;
  // .NET projects lie in folders of their own, beside those of their tests.
  if (manifest.ecosystem === 'nuget') return relative.split('/').length <= 2;
  const above = atRoot.filter(({ ecosystem }) => ecosystem === manifest.ecosystem);
  const parts = relative.split('/');
  // Python has no workspaces of its own: packages lie side by side below a root that is none.
  if (manifest.ecosystem === 'pypi' && parts.length === 1 && !above.some((other) => other.packaged))
    return manifest.keywords.length > 0 || manifest.classifiers.includes('Intended Audience :: Developers');
  return (
    above.some((other) => other.workspaceMembers.length > 0) && parts.length <= 3 && MEMBER_FOLDERS.test(parts[0] ?? '')
  );
}
