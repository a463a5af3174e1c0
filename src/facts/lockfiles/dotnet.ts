import { mapping, parseData, string } from '../data.ts';
import type { LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, eachLine, withoutConflicts } from './packages.ts';

/** packages.lock.json: packages by target framework. */
export const nugetLockFiles: LockFileReader = {
  ecosystem: 'nuget',
  matches: (file) => file.name === 'packages.lock.json',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('nuget');
    const data = mapping(parseData(withoutConflicts(text), 'json'));
    for (const framework of Object.values(mapping(data.dependencies))) {
      for (const [name, value] of Object.entries(mapping(framework))) {
        const { type, resolved, dependencies } = mapping(value);
        // Other projects of the solution are listed too.
        if (type !== 'Project') found.add(name, string(resolved), Object.keys(mapping(dependencies)));
      }
    }
    return { ecosystem: 'nuget', path: file.path, packages: found.packages };
  },
};

/** paket.lock: packages stand four spaces in, what they bring six. https://fsprojects.github.io/Paket/lock-file.html */
export const paketLockFiles: LockFileReader = {
  ecosystem: 'nuget',
  matches: (file) => file.name === 'paket.lock',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('nuget');
    let open: { name: string; version: string | undefined; brings: string[] } | undefined;
    let inPackages = false;
    const close = (): void => {
      if (open !== undefined) found.add(open.name, open.version, open.brings);
      open = undefined;
    };
    eachLine(withoutConflicts(text), (line) => {
      if (/^[A-Z]/.test(line)) {
        close();
        inPackages = line.trim() === 'NUGET';
        return;
      }
      const [, indent = '', name = '', version] = /^( +)([^\s(]{1,200})(?: \(([^)]{0,200})\))?/.exec(line) ?? [];
      if (!inPackages || name === '') return;
      if (indent.length === 4) {
        close();
        open = { name, version, brings: [] };
      } else if (indent.length > 4) open?.brings.push(name);
    });
    close();
    return { ecosystem: 'nuget', path: file.path, packages: found.packages };
  },
};
