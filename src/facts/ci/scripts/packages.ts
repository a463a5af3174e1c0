import { matcher } from '../../../repository/glob.ts';
import { folderOf, foldersUpwards } from '../../../repository/paths.ts';
import { mapping, string, strings } from '../../data.ts';
import type { FactSource } from '../../source.ts';
import { type FollowedScript, inFolder, lineOfKey, part, remember } from './runner.ts';

/** A package of npm with its scripts. */
export interface NodePackage {
  readonly folder: string;
  readonly path: string;
  readonly name: string | undefined;
  readonly scripts: ReadonlyMap<string, string>;
}

export interface NodePackages {
  /** The package that a folder lies in: its own package.json, or the next one upwards. */
  around(folder: string): NodePackage | undefined;
  /** The workspace root that a folder lies in: the outermost package.json that names members, else the package. */
  workspace(folder: string): NodePackage | undefined;
  /** The members of the workspace that a folder lies in. */
  members(folder: string): readonly NodePackage[];
  /** A script of a package with what npm runs before and after it. */
  script(owner: NodePackage, name: string, args: readonly string[], label: string): readonly FollowedScript[];
  /** The script alone. */
  single(owner: NodePackage, name: string, args: readonly string[], label: string): readonly FollowedScript[];
}

const MEMBER_LIMIT = 300;

export function nodePackages(source: FactSource): NodePackages {
  const read = remember((path: string) => readPackage(source, path));
  const at = (folder: string): NodePackage | undefined => read(inFolder(folder, 'package.json'));
  const around = (folder: string): NodePackage | undefined => {
    for (const upper of foldersUpwards(folder)) {
      const found = at(upper);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const globs = remember((folder: string) => memberGlobs(source, folder));
  const workspace = (folder: string): NodePackage | undefined => {
    const outer = foldersUpwards(folder).findLast((upper) => globs(upper).length > 0 && at(upper) !== undefined);
    return outer === undefined ? around(folder) : at(outer);
  };
  const membersOf = remember((folder: string): readonly NodePackage[] => {
    const patterns = globs(folder).map((glob) => inFolder(folder, glob.replace(/^\.\//, '').replace(/\/+$/, '')));
    const included = patterns.filter((glob) => !glob.includes('!'));
    // Without a list of members every package below is taken for one: Nx and Turborepo projects, older monorepos.
    const isMember = included.length === 0 ? () => true : matcher(included.map((glob) => `${glob}/package.json`));
    return source.files
      .named('package.json')
      .filter((file) => ['config', 'source', 'ci', 'test', 'docs', 'example'].includes(file.role))
      .filter((file) => file.path !== inFolder(folder, 'package.json') && isMember(file.path))
      .filter((file) => folder === '' || file.path.startsWith(`${folder}/`))
      .slice(0, MEMBER_LIMIT)
      .flatMap((file) => read(file.path) ?? []);
  });
  const single: NodePackages['single'] = (owner, name, args, label) => {
    const command = owner.scripts.get(name);
    if (command === undefined) return [];
    const line = lineOfKey(source.text(owner.path) ?? '', ['scripts', name]);
    return [{ label, path: owner.path, folder: owner.folder, parts: [part([command, ...args].join(' '), line)] }];
  };
  return {
    around,
    workspace,
    members: (folder) => {
      const root = workspace(folder);
      return root === undefined ? [] : membersOf(root.folder);
    },
    script: (owner, name, args, label) =>
      owner.scripts.has(name)
        ? [`pre${name}`, name, `post${name}`].flatMap((each) => single(owner, each, each === name ? args : [], label))
        : [],
    single,
  };
}

function readPackage(source: FactSource, path: string): NodePackage | undefined {
  if (source.files.get(path) === undefined) return undefined;
  const data = mapping(source.data(path, 'json'));
  const scripts = Object.entries(mapping(data.scripts)).flatMap(([name, command]): [string, string][] =>
    typeof command === 'string' ? [[name, command]] : [],
  );
  return { folder: folderOf(path), path, name: string(data.name), scripts: new Map(scripts) };
}

function memberGlobs(source: FactSource, folder: string): readonly string[] {
  const data = (name: string): unknown => {
    const path = inFolder(folder, name);
    return source.files.get(path) === undefined ? undefined : source.data(path);
  };
  const { workspaces } = mapping(data('package.json'));
  return [
    ...strings(Array.isArray(workspaces) ? workspaces : mapping(workspaces).packages),
    ...strings(mapping(data('pnpm-workspace.yaml')).packages),
    ...strings(mapping(data('lerna.json')).packages),
  ]
    .filter((glob) => glob.length < 200)
    .slice(0, 200);
}

/** The names of scripts that a pattern of npm-run-all, concurrently or pnpm means: `lint:*`, `/^build:/`. */
export function scriptsMatching(owner: NodePackage, pattern: string): readonly string[] {
  if (owner.scripts.has(pattern)) return [pattern];
  if (!pattern.includes('*')) return [];
  const matches = matcher([pattern.replaceAll(':', '/')]);
  return [...owner.scripts.keys()].filter((name) => matches(name.replaceAll(':', '/')));
}
