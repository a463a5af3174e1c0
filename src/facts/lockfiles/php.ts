import { list, mapping, parseData, string } from '../data.ts';
import type { LockFileReader } from '../manifests/manifest.ts';
import { isPlatformPackage } from '../manifests/php.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, withoutConflicts } from './packages.ts';

/** composer.lock: https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control */
export const phpLockFiles: LockFileReader = {
  ecosystem: 'packagist',
  matches: (file) => file.name === 'composer.lock',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const data = mapping(parseData(withoutConflicts(text), 'json'));
    const found = createPackageList('packagist');
    const provided = new Set<string>();
    for (const item of [...list(data.packages), ...list(data['packages-dev'])]) {
      const { name, version, require, replace, provide } = mapping(item);
      if (typeof name !== 'string') continue;
      const brings = Object.keys(mapping(require)).filter((other) => !isPlatformPackage(other));
      found.add(name, string(version), brings);
      for (const other of Object.keys({ ...mapping(replace), ...mapping(provide) })) {
        if (!isPlatformPackage(other)) provided.add(other.toLowerCase());
      }
    }
    return { ecosystem: 'packagist', path: file.path, packages: found.packages, provided: [...provided] };
  },
};
