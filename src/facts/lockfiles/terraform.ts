import type { LockFileReader } from '../manifests/manifest.ts';
import { providerName } from '../manifests/terraform.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, eachLine, withoutConflicts } from './packages.ts';

/** .terraform.lock.hcl locks providers only: https://developer.hashicorp.com/terraform/language/files/dependency-lock */
export const terraformLockFiles: LockFileReader = {
  ecosystem: 'terraform',
  matches: (file) => file.name === '.terraform.lock.hcl',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const found = createPackageList('terraform');
    let provider: string | undefined;
    eachLine(withoutConflicts(text), (line) => {
      const [, address] = /^provider "([^"]{1,300})"/.exec(line) ?? [];
      if (address !== undefined) provider = providerName(address);
      const [, version] = /^\s+version\s*=\s*"([^"]{1,100})"/.exec(line) ?? [];
      if (version === undefined || provider === undefined) return;
      found.add(provider, version);
      provider = undefined;
    });
    return { ecosystem: 'terraform', path: file.path, packages: found.packages };
  },
};
