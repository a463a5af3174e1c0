import type { FileEntry } from '../repository/file-index.ts';
import type { Manifest } from './manifests/manifest.ts';
import type { FactSource } from './source.ts';

/** What nobody asks for by name, and everybody gets: a list with several of these was printed by a program. */
const BROUGHT_ALONG: ReadonlySet<string> = new Set([
  ...['attrs', 'backcall', 'certifi', 'cffi', 'chardet', 'charset-normalizer', 'cycler', 'decorator', 'defusedxml'],
  ...[
    'idna',
    'importlib-metadata',
    'ipython-genutils',
    'kiwisolver',
    'markupsafe',
    'mistune',
    'pandocfilters',
    'parso',
  ],
  ...['pickleshare', 'ptyprocess', 'pyasn1', 'pycparser', 'pyparsing', 'pyrsistent', 'six', 'soupsieve', 'traitlets'],
  ...['typing-extensions', 'urllib3', 'wcwidth', 'webencodings', 'werkzeug', 'zipp', 'itsdangerous', 'oauthlib'],
]);
const LONG = 25;
const ENOUGH = 6;

/**
 * Whether a list of requirements is what `pip freeze` or `conda env export` printed: everything that was installed, and not what
 * the software asks for. Compiled lists say who asked; their readers sort that out.
 */
export function isFrozen({ ecosystem, packaged, dependencies }: Manifest): boolean {
  if (ecosystem !== 'pypi' || packaged || dependencies.length < LONG) return false;
  // A folder that conda or a developer built in is printed where a version would stand.
  const pinned = dependencies.filter(
    ({ version }) => version !== undefined && /^(?:={1,3}\s*\d|@\s*file:)/.test(version),
  ).length;
  const brought = dependencies.filter(({ name }) => BROUGHT_ALONG.has(name)).length;
  return pinned >= dependencies.length * 0.9 && brought >= ENOUGH;
}

/** Code, settings and start scripts: where a package is used, it is named in one of them. */
const NAMING = /\.(?:py|pyi|ipynb|cfg|ini|toml|ya?ml|json|sh|conf|env)$|(?:^|\/)(?:Procfile|Dockerfile|Makefile)[^/]*$/;
const SIZE_LIMIT = 512 * 1024;

/** Whether anything but lists names a Python package, or the module that it is imported by. */
export function isNamed(name: string, lists: ReadonlySet<string>, source: FactSource): boolean {
  const bare = name.replace(/^(?:django|flask|python|py)-|-(?:python|py)$/g, '');
  const either = [name, ...(bare.length > 3 ? [bare] : [])];
  const words = either.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[-_.]+/g, '[-_.]?'));
  const pattern = new RegExp(`(?<![\\w-])(?:${words.join('|')})`, 'i');
  const mayName = ({ path, role, size }: FileEntry): boolean =>
    (role === 'source' || role === 'config' || role === 'ci') &&
    size <= SIZE_LIMIT &&
    NAMING.test(path) &&
    !lists.has(path);
  return source.files.all.some((file) => mayName(file) && pattern.test(source.text(file.path) ?? ''));
}
