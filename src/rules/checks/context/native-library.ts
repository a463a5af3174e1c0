import type { Evidence } from '../../../facts/evidence.ts';
import { escapeRegExp } from '../../../facts/lines.ts';
import type { FileEntry } from '../../../repository/file-index.ts';
import type { Role } from '../../../repository/roles.ts';
import { readmeIn } from '../../readme-in.ts';
import type { View } from '../../view.ts';

/** How each build of C and C++ hands headers to others, or tells them where to find the library. */
const HANDED_OUT: readonly { readonly file: RegExp; readonly says: RegExp }[] = [
  {
    file: /(?:^|\/)CMakeLists\.txt$/,
    says: /\binstall\s*\(\s*(?:EXPORT\b|DIRECTORY\s[^)]*\binclude\b|FILES\s[^)]*(?:\.h(?:pp|h|xx)?\b|_HEADERS\b))|\b(?:PUBLIC_HEADER|FILE_SET\s+HEADERS)\b|\bconfigure_package_config_file\s*\(/i,
  },
  { file: /(?:^|\/)meson\.build$/, says: /\binstall_headers\s*\(|\bpkg\w*\.generate\s*\(/ },
  { file: /(?:^|\/)Makefile\.am$/, says: /^\s*(?:nobase_|dist_)*(?:pkg)?include_HEADERS\s*\+?=\s*\S/m },
];

/** The lower-cased names of these files, and how descriptions for pkg-config end. */
const BUILD_FILES = ['cmakelists.txt', 'meson.build', 'makefile.am'];
const PKG_CONFIG = ['**/*.pc.in', '**/*.pc.cmake'];
const ROLES: ReadonlySet<Role> = new Set<Role>(['config', 'source', 'asset']);
const DEPTH = 2;

/** A single header that holds its own source: whoever includes it says once where that goes. https://github.com/nothings/stb */
const HEADER = '{,src/,include/}*.{h,hpp}';
const IMPLEMENTATION = /^\s*#\s*(?:ifdef\s+|if\s+defined\s*\(?\s*)\w+_IMPLEMENTATION\b/m;

/** A library of C or C++: its build installs headers, or a description for pkg-config, or it is a header that is copied. */
export function nativeLibrary(view: View): Evidence[] {
  const { source } = view.facts;
  const single = singleHeader(view);
  if (single !== undefined) return [{ path: single.path, detail: 'a header that is copied with its source' }];
  const described = near(source.files.matching(PKG_CONFIG), view);
  if (described[0] !== undefined) return [{ path: described[0].path, detail: 'describes a library for pkg-config' }];
  for (const { path } of near(
    BUILD_FILES.flatMap((name) => source.files.named(name)),
    view,
  )) {
    const build = HANDED_OUT.find(({ file }) => file.test(path));
    if (build?.says.test(source.text(path) ?? '') === true)
      return [{ path, detail: 'its build installs headers for others' }];
  }
  return [];
}

function singleHeader(view: View): FileEntry | undefined {
  const { source } = view.facts;
  const readme = readmeIn(view.unit, view.facts)?.text ?? '';
  if (!readme.includes('#include')) return undefined;
  const prefix = view.unit === '.' ? '/' : `/${view.unit}/`;
  // Others lie here that this software is built with.
  const shown = source.files
    .matching([prefix + HEADER])
    .filter(({ name, role }) => role === 'source' && new RegExp(`#include\\s*["<]${escapeRegExp(name)}`).test(readme));
  return shown.find(({ path }) => IMPLEMENTATION.test(source.text(path) ?? ''));
}

/** Those that lie at the root of the unit, or right below it. */
function near(files: readonly FileEntry[], view: View): FileEntry[] {
  const start = view.unit === '.' ? 0 : view.unit.length + 1;
  return files.filter(
    ({ path, role }) => ROLES.has(role) && view.here(path) && path.slice(start).split('/').length <= DEPTH,
  );
}
