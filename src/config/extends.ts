import { posix } from 'node:path';
import type { ConfigFiles } from './files.ts';
import { nearest } from './nearest.ts';

/** What a package's configuration can be called. */
const PACKAGE_FILES = [
  'senior-audit.yaml',
  'senior-audit.yml',
  'senior-audit.json',
  '.senior-audit.yaml',
  '.senior-audit.yml',
  '.senior-audit.json',
];

const PACKAGE_WANTED = 'senior-audit.yaml, senior-audit.yml or senior-audit.json';

const DATA = /\.(?:ya?ml|json)$/;
const CODE = /\.[cm]?[jt]sx?$/;

/** The file that a name in `extends` stands for, or what is wrong with the name. Nothing is executed or fetched. */
export function resolveExtends(
  files: ConfigFiles,
  from: string,
  name: string,
): { readonly file: string } | { readonly problem: string } {
  if (CODE.test(name)) {
    return { problem: `"${name}" is code, and a configuration is never executed; expected .yaml, .yml or .json` };
  }
  if (/^[a-z][a-z+.-]*:\/\//i.test(name)) {
    return { problem: `"${name}" is not fetched: audits are offline; expected ./a-file.yaml or an installed package` };
  }
  if (posix.isAbsolute(name)) {
    return { problem: `"${name}" is an absolute path; expected ./a-file.yaml or an installed package` };
  }
  return name.startsWith('./') || name.startsWith('../')
    ? localFile(files, from, name)
    : packageFile(files, from, name);
}

function localFile(files: ConfigFiles, from: string, name: string): { file: string } | { problem: string } {
  const file = posix.join(posix.dirname(from), name);
  if (files.isOutside(file)) return { problem: `"${name}" leads out of the repository` };
  if (!DATA.test(file)) return { problem: `"${name}" is no data file; expected .yaml, .yml or .json` };
  if (files.text(file) !== undefined) return { file };
  const others = files.names(posix.dirname(file)).filter((other) => DATA.test(other));
  const guess = nearest(stemOf(file), others.map(stemOf));
  const other = others.find((candidate) => stemOf(candidate) === guess);
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  return { problem: `"${name}" is not there${other === undefined ? '' : `; did you mean "${folder}${other}"?`}` };
}

function stemOf(file: string): string {
  return posix.basename(file).replace(DATA, '');
}

function packageFile(files: ConfigFiles, from: string, name: string): { file: string } | { problem: string } {
  const parts = name.split('/');
  const length = name.startsWith('@') ? 2 : 1;
  const folder = posix.join(files.packages, ...parts.slice(0, length));
  if (parts.includes('..') || parts.length < length) {
    return { problem: `"${name}" is no name of a package; expected ./a-file.yaml or an installed package` };
  }
  if (parts.length > length) {
    const file = posix.join(folder, ...parts.slice(length));
    if (!DATA.test(file)) return { problem: `"${name}" is no data file; expected .yaml, .yml or .json` };
    if (files.text(file) !== undefined) return { file };
  } else {
    const found = PACKAGE_FILES.map((file) => posix.join(folder, file)).find((file) => files.text(file) !== undefined);
    if (found !== undefined) return { file: found };
  }
  if (files.text(posix.join(posix.dirname(from), name)) !== undefined) {
    return { problem: `"${name}" is no installed package; did you mean "./${name}"?` };
  }
  if (files.names(folder).length === 0) {
    return { problem: `the package ${parts.slice(0, length).join('/')} is not in ${files.packages}: install it first` };
  }
  const wanted = parts.length > length ? parts.slice(length).join('/') : PACKAGE_WANTED;
  return { problem: `the package ${parts.slice(0, length).join('/')} has no ${wanted}` };
}
