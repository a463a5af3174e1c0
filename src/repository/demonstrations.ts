import type { Repository } from './repository.ts';

const MANIFEST_LIMIT = 64 * 1024;
/** A manifest in a folder of the root, or one folder below. */
const GEMFILE = /^((?:[^/]+\/){1,2})(?:Gemfile|gems\.rb)$/;
const PACKAGE = /^((?:[^/]+\/){1,2})package\.json$/;

/**
 * Whether a path lies in an application that takes the package of the root from the folders above: it is there to try out and to show
 * that package, however complete it is. What is itself handed out is none, such as the command beside a library.
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
  ];
  return folders.length === 0 ? () => false : (path) => folders.some((folder) => path.startsWith(folder));
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
