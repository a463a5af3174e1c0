import type { LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, eachLine, withoutConflicts } from './packages.ts';

const NAME = /^ {2}"?([\w.-]{1,200})"?:\s*$/;
const FIELD = /^ {4}(version|source): "?([^"\s]{1,200})"?\s*$/;

/**
 * pubspec.lock: YAML as pub writes it, always in the same shape, so that it is read line by line: a YAML parser takes
 * fifty times as long. It does not say which package brings which.
 */
export const pubLockFiles: LockFileReader = {
  ecosystem: 'pub',
  matches: (file) => file.name === 'pubspec.lock',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('pub');
    let inPackages = false;
    let name: string | undefined;
    let isLocal = false;
    eachLine(withoutConflicts(text), (line) => {
      if (line[0] !== ' ') {
        inPackages = line.startsWith('packages:');
        return;
      }
      if (!inPackages) return;
      const [, entry] = NAME.exec(line) ?? [];
      if (entry !== undefined) {
        name = entry;
        isLocal = false;
        return;
      }
      const [, field, value] = FIELD.exec(line) ?? [];
      // Packages of the same repository are listed with the rest. The version comes after the source.
      if (field === 'source') isLocal = value === 'path';
      else if (field === 'version' && name !== undefined && !isLocal) found.add(name, value);
    });
    return { ecosystem: 'pub', path: file.path, packages: found.packages };
  },
};
