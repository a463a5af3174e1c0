import { list, mapping, parseData, string, strings } from '../data.ts';
import type { LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, withoutConflicts } from './packages.ts';

/** https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html; packages without a source are the project's own. */
export const cargoLockFiles: LockFileReader = {
  ecosystem: 'cargo',
  matches: (file) => file.name === 'Cargo.lock',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('cargo');
    for (const item of list(mapping(parseData(withoutConflicts(text), 'toml')).package)) {
      const { name, version, source: origin, dependencies } = mapping(item);
      if (typeof name !== 'string' || origin === undefined) continue;
      // `name`, or `name version (source)` where the name alone is not clear.
      found.add(
        name,
        string(version),
        strings(dependencies).map((text) => text.split(' ', 1)[0] ?? text),
      );
    }
    return { ecosystem: 'cargo', path: file.path, packages: found.packages };
  },
};
