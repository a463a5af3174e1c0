import type { FileEntry } from '../../repository/file-index.ts';
import { parseCoordinate } from '../manifests/coordinates.ts';
import type { LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, eachLine, withoutConflicts } from './packages.ts';

/** gradle.lockfile, that of build scripts, and the older files for single configurations in gradle/dependency-locks. */
export const gradleLockFiles: LockFileReader = {
  ecosystem: 'maven',
  matches: isGradleLockFile,
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('maven');
    eachLine(withoutConflicts(text), (line) => {
      // `group:artifact:version=configuration,…`; `empty=` lists configurations without anything.
      const coordinate = parseCoordinate(line.split('=')[0] ?? '');
      if (coordinate !== undefined) found.add(coordinate.name, coordinate.version);
    });
    return { ecosystem: 'maven', path: file.path, packages: found.packages };
  },
};

function isGradleLockFile({ name, path }: FileEntry): boolean {
  if (!name.endsWith('.lockfile')) return false;
  return (
    name === 'gradle.lockfile' || name === 'buildscript-gradle.lockfile' || path.includes('gradle/dependency-locks/')
  );
}
