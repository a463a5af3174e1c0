import type { Evidence } from '../../facts/evidence.ts';
import { own } from '../own.ts';
import type { View } from '../view.ts';

/** How each build of C and C++ hands headers to others, or tells them where to find the library. */
const HANDED_OUT: readonly { readonly file: RegExp; readonly says: RegExp }[] = [
  {
    file: /(?:^|\/)CMakeLists\.txt$/,
    says: /\binstall\s*\(\s*(?:EXPORT\b|DIRECTORY\s[^)]*\binclude\b|FILES\s[^)]*(?:\.h(?:pp|h|xx)?\b|_HEADERS\b))|\b(?:PUBLIC_HEADER|FILE_SET\s+HEADERS)\b|\bconfigure_package_config_file\s*\(/i,
  },
  { file: /(?:^|\/)meson\.build$/, says: /\binstall_headers\s*\(|\bpkg\w*\.generate\s*\(/ },
  { file: /(?:^|\/)Makefile\.am$/, says: /^\s*(?:nobase_|dist_)*(?:pkg)?include_HEADERS\s*\+?=\s*\S/m },
];

const PKG_CONFIG = /^(?:[\w-]+\/)?[\w.+-]+\.pc\.(?:in|cmake)$/;
const DEPTH = 2;

/** A library of C or C++: its build installs headers, or a description for pkg-config. */
export function nativeLibrary(view: View): Evidence[] {
  const prefix = view.unit === '.' ? '' : `${view.unit}/`;
  for (const { path, role } of own(view).files) {
    if (role !== 'config' && role !== 'source' && role !== 'asset') continue;
    const relative = path.slice(prefix.length);
    if (relative.split('/').length > DEPTH) continue;
    if (PKG_CONFIG.test(relative)) return [{ path, detail: 'describes a library for pkg-config' }];
    const build = HANDED_OUT.find(({ file }) => file.test(relative));
    if (build?.says.test(view.facts.source.text(path) ?? '') === true)
      return [{ path, detail: 'its build installs headers for others' }];
  }
  return [];
}
