import { isMapping, list, mapping, parseData, string, strings } from '../data.ts';
import type { LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, withoutConflicts } from './packages.ts';

/** conan.lock: lists of references in version 2, a graph of nodes in version 1. */
export const conanLockFiles: LockFileReader = {
  ecosystem: 'cpp',
  matches: (file) => file.name === 'conan.lock',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('cpp');
    const data = mapping(parseData(withoutConflicts(text), 'json'));
    const parse = (reference: string | undefined): { name: string; version: string } | undefined => {
      const [, name, version] = /^([^/@#\s]{1,200})\/([^@#%\s]{1,200})/.exec(reference ?? '') ?? [];
      return name === undefined || version === undefined ? undefined : { name, version };
    };
    const nodes = mapping(mapping(data.graph_lock).nodes);
    const references = ['requires', 'build_requires', 'python_requires'].flatMap((key) => strings(data[key]));
    for (const reference of references) {
      const locked = parse(reference);
      if (locked !== undefined) found.add(locked.name, locked.version);
    }
    for (const node of Object.values(nodes)) {
      if (!isMapping(node)) continue;
      const locked = parse(string(node.ref));
      if (locked === undefined) continue;
      const brings = list(node.requires).flatMap((id) => parse(string(mapping(nodes[String(id)]).ref))?.name ?? []);
      found.add(locked.name, locked.version, brings);
    }
    return { ecosystem: 'cpp', path: file.path, packages: found.packages };
  },
};
