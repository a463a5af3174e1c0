import { list, mapping, parseData, string } from '../data.ts';
import type { LockFileReader } from '../manifests/manifest.ts';
import { packageIdentity } from '../manifests/swift-identity.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, eachLine, withoutConflicts } from './packages.ts';

/** Package.resolved in its three versions; it does not say which package brings which. */
export const swiftLockFiles: LockFileReader = {
  ecosystem: 'swift',
  matches: (file) => file.name === 'Package.resolved',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('swift');
    const data = mapping(parseData(withoutConflicts(text), 'json'));
    for (const pin of list(data.pins ?? mapping(data.object).pins)) {
      const { identity, location, repositoryURL, package: label, state } = mapping(pin);
      const url = string(location) ?? string(repositoryURL);
      const name = (url === undefined ? undefined : packageIdentity(url)) ?? string(identity) ?? string(label);
      const { version, branch, revision } = mapping(state);
      if (name !== undefined) found.add(name, string(version) ?? string(branch) ?? string(revision));
    }
    return { ecosystem: 'swift', path: file.path, packages: found.packages };
  },
};

const POD = /^ {2}- "?([^\s"(]{1,200})(?: \(([^)]{1,200})\))?"?:?$/;
const BROUGHT = /^ {4}- "?([^\s"(]{1,200})/;

/** Podfile.lock: YAML as CocoaPods writes it, always in the same shape, read line by line. */
export const podLockFiles: LockFileReader = {
  ecosystem: 'swift',
  matches: (file) => file.name === 'Podfile.lock',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('swift');
    let inPods = false;
    let open: { name: string; version: string | undefined; brings: string[] } | undefined;
    const close = (): void => {
      if (open !== undefined) found.add(open.name, open.version, open.brings);
      open = undefined;
    };
    eachLine(withoutConflicts(text), (line) => {
      if (line[0] !== ' ') {
        close();
        inPods = line === 'PODS:';
        return;
      }
      if (!inPods) return;
      const pod = POD.exec(line);
      if (pod !== null) {
        close();
        open = { name: pod[1] ?? '', version: pod[2], brings: [] };
        return;
      }
      const [, brought] = BROUGHT.exec(line) ?? [];
      if (brought !== undefined) open?.brings.push(brought);
    });
    close();
    return { ecosystem: 'swift', path: file.path, packages: found.packages };
  },
};

/** Cartfile.resolved: `github "owner/name" "1.2.3"`. */
export const carthageLockFiles: LockFileReader = {
  ecosystem: 'swift',
  matches: (file) => file.name === 'Cartfile.resolved',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('swift');
    eachLine(withoutConflicts(text), (line) => {
      const [, address, version] = /^\s*(?:github|git|binary)\s+"([^"]{1,500})"\s+"([^"]{1,200})"/.exec(line) ?? [];
      const name = address === undefined ? undefined : packageIdentity(address.replace(/\.json$/, ''));
      if (name !== undefined) found.add(name, version);
    });
    return { ecosystem: 'swift', path: file.path, packages: found.packages };
  },
};
