/** The names that providers give to the place where the repository is checked out. */
const CHECKOUT = new RegExp(
  `^(?:${[
    String.raw`\$\{\{\s*github\.workspace\s*\}\}`,
    String.raw`\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|TRAVIS_BUILD_DIR|BUILD_SOURCESDIRECTORY|CIRCLE_WORKING_DIRECTORY|WORKSPACE|APPVEYOR_BUILD_FOLDER|DRONE_WORKSPACE|CI_WORKSPACE|CIRRUS_WORKING_DIR|BITBUCKET_CLONE_DIR|BUILDKITE_BUILD_CHECKOUT_PATH|CODEBUILD_SRC_DIR|PWD)\}?`,
    String.raw`\$\((?:Build\.SourcesDirectory|System\.DefaultWorkingDirectory|pwd|git rev-parse --show-toplevel)\)`,
    '%(?:GITHUB_WORKSPACE|APPVEYOR_BUILD_FOLDER|CD)%',
    String.raw`\$env:GITHUB_WORKSPACE`,
    // Where Go wanted the code to lie before it had modules.
    String.raw`\$\{?GOPATH\}?/src/[\w.-]+/[^/\s]+/[^/\s]+`,
    '/workspace',
    '/github/workspace',
    '~/project',
    '~/repo',
  ].join('|')})(?:[/\\\\]|$)`,
  'i',
);

/**
 * The folder that a `cd` leads to, seen from the root of the repository (`''`). What lies outside or depends on variables
 * gives a folder that no file of the repository is in.
 * @param checkouts other names of the root: the folder that a provider clones into
 */
export function changeFolder(from: string, target: string, checkouts: readonly string[] = []): string {
  const root = CHECKOUT.exec(target);
  if (root !== null) return normalise('', target.slice(root[0].length));
  const path = target.replaceAll('\\', '/');
  if (from === '') {
    // What stands before it is where the script was started: the folder above.
    const named = path.replace(/^\$(?:\w+|\{\w+\})\//, '');
    const checkout = checkouts.find((name) => named === name || named.startsWith(`${name}/`));
    if (checkout !== undefined) return normalise('', named.slice(checkout.length));
  }
  if (/^(?:\/|~|[A-Za-z]:)/.test(path)) return path;
  return normalise(from, path);
}

/** The path that one written in a folder means, seen from the root. */
export function pathFrom(folder: string, path: string): string {
  return changeFolder(folder, path);
}

function normalise(from: string, path: string): string {
  const parts = from === '' ? [] : from.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
