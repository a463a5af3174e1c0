import type { Dependency, LockFile, Manifest } from '../manifests/manifest.ts';

/** A package that no manifest names, and the direct dependency that brings it. */
export interface BroughtPackage {
  readonly name: string;
  readonly via: Dependency;
}

export interface PackageQuestions {
  /** Whether it matters that a package is there. */
  readonly isWanted: (name: string) => boolean;
  /** Whether a package is one of those that everybody may use. */
  readonly isKnown: (name: string) => boolean;
}

/**
 * The packages of a lock file that come with a direct dependency that ships.
 * @param manifests all of them; those at or below the folder of the lock file say what is direct
 */
export function broughtPackages(
  lockFile: LockFile,
  manifests: readonly Manifest[],
  { isWanted, isKnown }: PackageQuestions,
): BroughtPackage[] {
  const folder = lockFile.path.includes('/') ? lockFile.path.slice(0, lockFile.path.lastIndexOf('/') + 1) : '';
  const near = manifests.filter(
    (manifest) => manifest.ecosystem === lockFile.ecosystem && manifest.path.startsWith(folder),
  );
  const direct = new Map<string, Dependency>();
  for (const manifest of near) {
    for (const dependency of manifest.dependencies) {
      const known = direct.get(dependency.name);
      if (known === undefined || known.scope !== 'prod') direct.set(dependency.name, dependency);
    }
  }
  const isFlat = lockFile.packages.every((locked) => locked.dependencies.length === 0);
  let parents: Map<string, string[]> | undefined;
  const brought: BroughtPackage[] = [];
  for (const { name } of lockFile.packages) {
    if (direct.has(name) || !isWanted(name)) continue;
    parents ??= parentsOf(lockFile);
    const via = isFlat ? ownersPackage(near, direct, isKnown) : directAncestor(name, parents, direct);
    if (via !== undefined) brought.push({ name, via });
  }
  return brought;
}

/**
 * Some lock files (go.sum, Gradle's) do not say what brings what. What an owner adds to all of its services comes with a package of
 * its own: one under the same host, organisation or group as this one, or the only one that nobody else has heard of.
 */
function ownersPackage(
  manifests: readonly Manifest[],
  direct: ReadonlyMap<string, Dependency>,
  isKnown: (name: string) => boolean,
): Dependency | undefined {
  const shipped = [...direct.values()].filter((dependency) => dependency.scope === 'prod');
  const owners = new Set(manifests.flatMap((manifest) => ownerOf(manifest.name ?? '') ?? []));
  const kin = shipped.filter((dependency) => owners.has(ownerOf(dependency.name) ?? ''));
  if (kin.length > 0) return kin[0];
  const strangers = shipped.filter((dependency) => !isKnown(dependency.name));
  return strangers.length === 1 && owners.size === 0 ? strangers[0] : undefined;
}

/** Of `github.com/acme/api` the organisation, of `acme.example/api` the host, of `com.acme.shop:api` the first two parts of the group. */
function ownerOf(name: string): string | undefined {
  const [group, artifact] = name.split(':');
  if (group !== undefined && artifact !== undefined) return group.split('.').slice(0, 2).join('.');
  const [host, organisation] = name.split('/');
  if (host === undefined || organisation === undefined || !host.includes('.')) return undefined;
  return /^(?:github|gitlab|bitbucket)\.\w+$/.test(host) ? `${host}/${organisation}` : host;
}

function parentsOf(lockFile: LockFile): Map<string, string[]> {
  const parents = new Map<string, string[]>();
  for (const locked of lockFile.packages) {
    for (const child of locked.dependencies) {
      const known = parents.get(child);
      if (known === undefined) parents.set(child, [locked.name]);
      else known.push(locked.name);
    }
  }
  return parents;
}

/** The direct dependency, of those that ship, through which a package comes; `undefined` when only tooling brings it. */
function directAncestor(
  name: string,
  parents: ReadonlyMap<string, readonly string[]>,
  direct: ReadonlyMap<string, Dependency>,
): Dependency | undefined {
  const seen = new Set([name]);
  const queue = [name];
  for (let index = 0; index < queue.length && index < 5_000; index++) {
    for (const parent of parents.get(queue[index] as string) ?? []) {
      const dependency = direct.get(parent);
      if (dependency !== undefined && dependency.scope === 'prod') return dependency;
      if (!seen.has(parent)) {
        seen.add(parent);
        queue.push(parent);
      }
    }
  }
  return undefined;
}
