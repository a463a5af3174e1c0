import { FormatError } from '../format-error.ts';
import type { LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, eachLine, withoutConflicts } from './packages.ts';

/**
 * go.sum and go.work.sum (https://go.dev/ref/mod#go-sum-files). They hold checksums of every version that was looked
 * at, so that they tell which modules are used but not in which version.
 */
export const goLockFiles: LockFileReader = {
  ecosystem: 'go',
  matches: (file) => file.name === 'go.sum' || file.name === 'go.work.sum',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const list = createPackageList('go');
    let previous = '';
    eachLine(withoutConflicts(text), (line, number) => {
      const end = line.indexOf(' ');
      const second = line.indexOf(' ', end + 1);
      if (line.trim() === '') return;
      if (end <= 0 || second === -1) {
        throw new FormatError(`malformed ${file.name}: a line has a module, a version and a hash`, number);
      }
      // Only the go.mod of a module was needed to choose versions: it is not part of the build.
      if (line.startsWith('/go.mod', second - '/go.mod'.length)) return;
      const name = line.slice(0, end);
      if (name !== previous) list.add(name, undefined);
      previous = name;
    });
    return { ecosystem: 'go', path: file.path, packages: list.packages };
  },
};
