import { FormatError } from '../format-error.ts';
import type { LockFileReader } from '../manifests/manifest.ts';
import { LOCK_FILE_LIMIT } from '../source.ts';
import { createPackageList, eachLine, withoutConflicts } from './packages.ts';

/** Gemfile.lock: sections at the margin, gems four spaces in, what they bring six. There is no specification of it. */
export const rubyLockFiles: LockFileReader = {
  ecosystem: 'rubygems',
  matches: (file) => file.name === 'Gemfile.lock' || file.name === 'gems.locked',
  read(file, source) {
    const text = source.text(file.path, LOCK_FILE_LIMIT);
    if (text === undefined) return undefined;
    const list = createPackageList('rubygems');
    let section = '';
    let gem: { name: string; version: string | undefined; brings: string[] } | undefined;
    const finish = (): void => {
      if (gem !== undefined) list.add(gem.name, gem.version, gem.brings);
      gem = undefined;
    };
    eachLine(withoutConflicts(text), (line, number) => {
      if (line[0] !== ' ') {
        finish();
        if (!/^[A-Z][A-Z ]*$/.test(line)) throw new FormatError(`malformed ${file.name}: this is no section`, number);
        section = line;
        return;
      }
      // What PATH holds is the project itself.
      if (section !== 'GEM' && section !== 'GIT') return;
      const [, indent, name, version] = /^( {4}| {6})([^\s()!]+)!?(?: \(([^()]*)\))?$/.exec(line) ?? [];
      if (name === undefined) return;
      if (indent?.length === 6) gem?.brings.push(name);
      else {
        finish();
        gem = { name, version: version?.replace(/-.*$/, ''), brings: [] };
      }
    });
    finish();
    return { ecosystem: 'rubygems', path: file.path, packages: list.packages };
  },
};
