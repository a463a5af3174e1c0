import type { Facts } from '../facts/facts.ts';
import { readLocalReferences } from '../facts/local-references.ts';
import { folderOf } from '../repository/paths.ts';

/**
 * The parts on which each part is built, directly or through others: by the names of packages, and by references to projects.
 * @param units the folders of the units
 */
export function readUnitDependencies(facts: Facts, units: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Set(units);
  const unitOf = (path: string): string | undefined => {
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) if (folders.has(folder)) return folder;
    return undefined;
  };
  const named = new Map<string, string>();
  for (const { ecosystem, name, path } of facts.manifests) {
    const unit = unitOf(path);
    if (unit !== undefined && name !== undefined) named.set(`${ecosystem} ${normalised(name)}`, unit);
  }
  const direct = new Map<string, Set<string>>(units.map((unit) => [unit, new Set()]));
  const add = (from: string | undefined, to: string | undefined): void => {
    if (from !== undefined && to !== undefined && from !== to) direct.get(from)?.add(to);
  };
  for (const { ecosystem, path, dependencies } of facts.manifests) {
    const unit = unitOf(path);
    for (const { name, scope } of unit === undefined ? [] : dependencies)
      if (scope === 'prod' || scope === 'peer' || scope === 'optional')
        add(unit, named.get(`${ecosystem} ${normalised(name)}`));
  }
  for (const { path, folder } of readLocalReferences(facts.source)) add(unitOf(path), unitOf(`${folder}/`));
  return new Map(units.map((unit) => [unit, reachedFrom(unit, direct)]));
}

/** Cargo takes both for the same; Go modules are named with the version of their path. */
function normalised(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/\/v\d+$/, '');
}

function reachedFrom(unit: string, direct: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>();
  const pending = [unit];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const other of direct.get(next) ?? []) {
      if (other === unit || reached.has(other)) continue;
      reached.add(other);
      pending.push(other);
    }
  }
  return reached;
}
