import type { Repository } from './repository.ts';

const MANIFEST_LIMIT = 64 * 1024;
/** A manifest in a folder of the root, or one folder below. */
const GEMFILE = /^((?:[^/]+\/){1,2})(?:Gemfile|gems\.rb)$/;
const PACKAGE = /^((?:[^/]+\/){1,2})package\.json$/;

const README = /^readme\.(?:md|markdown)$/i;
const README_LIMIT = 256 * 1024;
/** What a README says first of a part that is there to be looked at. */
const SHOWN =
  /^[\s:—–|(#*-]*(?:(?:an?|the|our)\s+)?(?:(?!(?:the|what|for|of|that|with)\b)[\w-]+\s+){0,2}(?:(?:demo(?:nstration)?|example|sample|showcase)\s+(?:[\w-]+\s+){0,2}?(?:app|application|client|server|site|project|implementation)|reference\s+(?:(?:[\w-]+\s+){0,2}?(?:app|application|consumer)|implementation\s+(?:showing|that\s+shows)\s+how))\b/i;
/** A folder in a heading, a list or a table. */
const NAMED = /^\s*(?:#{1,6}|[-*|])[^`\n]{0,40}`\.?\/?((?:[\w.@-]+\/){1,3}|[\w.@-]+\/[\w.@-]+)`[*_]*/;
const MANIFEST = /^(?:package\.json|pyproject\.toml|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|.*\.csproj)$/;

/**
 * Whether a path lies in an application that takes the package of the root from the folders above: it is there to try out and to show
 * that package, however complete it is; so is one of which the README says it. What is itself handed out is none, such as the command
 * beside a library.
 */
export function readDemonstrations({ files, read }: Repository): (path: string) => boolean {
  const textOf = (path: string): string => {
    const content = read(path, MANIFEST_LIMIT);
    return content.ok ? content.bytes.toString('utf8') : '';
  };
  const foldersOf = (manifest: RegExp, shows: (text: string, up: string) => boolean): string[] =>
    files.flatMap(({ path }) => {
      const folder = manifest.exec(path)?.[1];
      if (folder === undefined) return [];
      return shows(textOf(path), folder.replace(/[^/]+\//g, '../').slice(0, -1)) ? [folder] : [];
    });
  const isGem = files.some(({ path }) => /^[^/]+\.gemspec$/.test(path));
  const name = files.some(({ path }) => path === 'package.json') ? nameOf(textOf('package.json')) : undefined;
  const folders = [
    ...(isGem ? foldersOf(GEMFILE, takesGem) : []),
    ...(name === undefined ? [] : foldersOf(PACKAGE, (text, up) => takesPackage(text, name, up))),
    ...shownFolders(files, read),
  ];
  return folders.length === 0 ? () => false : (path) => folders.some((folder) => path.startsWith(folder));
}

/**
 * Folders with a manifest of their own that the README names in a heading, a list or a table, and calls a demonstration. What makes up
 * most of the repository shows nothing else.
 */
function shownFolders(files: Repository['files'], read: Repository['read']): string[] {
  const readme = files.find(({ path }) => README.test(path));
  const content = readme === undefined ? undefined : read(readme.path, README_LIMIT);
  if (content?.ok !== true) return [];
  const lines = content.bytes.toString('utf8').split('\n');
  const shown = lines.flatMap((line, index) => {
    const [lead = '', named] = NAMED.exec(line) ?? [];
    if (named === undefined) return [];
    const said = line.startsWith('#') ? lines.slice(index + 1, index + 4).join('\n') : line.slice(lead.length);
    if (!SHOWN.test(said)) return [];
    const folder = `${named.replace(/\/$/, '')}/`;
    return files.some(({ path }) => path.startsWith(folder) && MANIFEST.test(path.slice(folder.length)))
      ? [folder]
      : [];
  });
  const inside = files.filter(({ path }) => shown.some((folder) => path.startsWith(folder)));
  return inside.length * 2 <= files.length ? shown : [];
}

function takesGem(gemfile: string, up: string): boolean {
  return [...gemfile.matchAll(/^\s*gem\b[^#\n]*?\bpath(?::|['"]?\s*=>)\s*['"]([./]+?)\/?['"]/gm)].some(
    ([, path]) => path === up,
  );
}

/** The name of a package that others may install. */
function nameOf(manifest: string): string | undefined {
  const { name, version, private: isPrivate } = parse(manifest);
  return typeof name === 'string' && typeof version === 'string' && isPrivate !== true ? name : undefined;
}

function takesPackage(manifest: string, name: string, up: string): boolean {
  const data = parse(manifest);
  if (data.private !== true && typeof data.version === 'string' && data.bin !== undefined) return false;
  return [data.dependencies, data.devDependencies].some((section) => {
    const version = typeof section === 'object' && section !== null ? (section as Record<string, unknown>)[name] : '';
    return typeof version === 'string' && version.replace(/^(?:file|link|portal):/, '').replace(/\/$/, '') === up;
  });
}

/** Broken manifests are told of where their packages are read. */
function parse(manifest: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(manifest);
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
