import { list, mapping, parseData, string } from '../data.ts';
import type { LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, withoutConflicts } from './packages.ts';

/** stack.yaml.lock: the exact form of extra-deps. `hackage: name-1.2.3@sha256:…,size`. */
export const stackLockFiles: LockFileReader = {
  ecosystem: 'hackage',
  matches: (file) => file.name === 'stack.yaml.lock',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('hackage');
    const data = mapping(parseData(withoutConflicts(text), 'yaml'));
    for (const item of list(data.packages)) {
      const { name, version, hackage } = mapping(mapping(item).completed);
      const [, hackageName, hackageVersion] = /^(.{1,200})-([\d.]{1,40})(?:@|$)/.exec(string(hackage) ?? '') ?? [];
      const locked = string(name) ?? hackageName;
      if (locked !== undefined) found.add(locked, string(version) ?? hackageVersion);
    }
    return { ecosystem: 'hackage', path: file.path, packages: found.packages };
  },
};

const CONSTRAINT = /(?:^|[\s,])(?:any\.)?([A-Za-z0-9][\w-]{0,200})\s*==\s*([\d.]{1,60})/g;

/** cabal.project.freeze: `constraints: any.aeson ==2.1.0.0, …`. */
export const cabalFreezeFiles: LockFileReader = {
  ecosystem: 'hackage',
  matches: (file) => file.name === 'cabal.project.freeze',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('hackage');
    for (const [, name = '', version] of withoutConflicts(text).matchAll(CONSTRAINT)) found.add(name, version);
    return { ecosystem: 'hackage', path: file.path, packages: found.packages };
  },
};
