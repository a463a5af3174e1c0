import type { LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, eachLine, withoutConflicts } from './packages.ts';

const ENTRY = /"([^"]{1,200})":\s*\{:(hex|git),\s*(?::"?(\w{1,200})"?|"[^"]{1,500}"),\s*"([^"]{1,200})"/;
const BROUGHT = /\{:(\w{1,200}),\s*"[^"]{0,200}",\s*\[hex:/g;

/** mix.lock: an Elixir map, a package a line. */
export const mixLockFiles: LockFileReader = {
  ecosystem: 'hex',
  matches: (file) => file.name === 'mix.lock',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('hex');
    eachLine(withoutConflicts(text), (line) => {
      const [, name, , packageName, version] = ENTRY.exec(line) ?? [];
      if (name === undefined) return;
      const brought = [...line.matchAll(BROUGHT)].flatMap((match) => match[1] ?? []);
      found.add(packageName ?? name, version, brought);
    });
    return { ecosystem: 'hex', path: file.path, packages: found.packages };
  },
};

const REBAR_ENTRY =
  /\{<<"([^"]{1,200})">>,\s*\{(?:pkg,\s*<<"([^"]{1,200})">>,\s*<<"([^"]{1,200})">>|git,\s*"[^"]{1,500}",\s*\{ref,\s*"([^"]{1,200})"\})/g;

/** rebar.lock: Erlang terms, with hashes after them. */
export const rebarLockFiles: LockFileReader = {
  ecosystem: 'hex',
  matches: (file) => file.name === 'rebar.lock',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('hex');
    for (const [, name, packageName, version, revision] of withoutConflicts(text).matchAll(REBAR_ENTRY)) {
      found.add(packageName ?? name ?? '', version ?? revision);
    }
    return { ecosystem: 'hex', path: file.path, packages: found.packages };
  },
};
