import { mapping, string } from '../../../facts/data.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Facts } from '../../../facts/facts.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** Folders that tools write and can write again. Built JavaScript actions must be committed: `dist` is not here. */
const FOLDERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:.*?\/)??node_modules\//, 'installed packages'],
  [/^(?:.*?\/)??__pycache__\//, 'compiled Python'],
  [/^(?:.*?\/)??\.(?:venv|tox|nox|pytest_cache|mypy_cache|ruff_cache|ipynb_checkpoints)\//, 'what Python tools write'],
  [/^(?:.*?\/)??(?:venv|env)\/(?:lib|bin|Scripts|Lib)\//, 'a virtual environment'],
  [/^(?:.*?\/)??[\w.-]+\.egg-info\//, 'what an installation writes'],
  [/^(?:.*?\/)??target\/(?:classes|debug|release|test-classes|maven-status)\//, 'what the build writes'],
  [/^(?:.*?\/)??\.gradle\/(?:\d|build|vcs|caches)/, 'the cache of Gradle'],
  [/^(?:.*?\/)??(?:bin|obj)\/(?:Debug|Release)\//, 'what the build writes'],
  [/^(?:.*?\/)??\.(?:next|nuxt|svelte-kit|parcel-cache|turbo|angular\/cache)\//, 'what the build writes'],
  [/^(?:.*?\/)??\.terraform\/(?:providers|modules|plugins)\//, 'downloaded providers'],
  [/^(?:.*?\/)??(?:coverage\/lcov-report|htmlcov|\.nyc_output)\//, 'a report of coverage'],
];
/** The same for single files. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\.py[co]$/, 'compiled Python'],
  [/(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/, 'what a file manager writes'],
  [/(?:^|\/)(?:npm-debug\.log|yarn-error\.log|hs_err_pid\d+\.log|core\.\d+)$/, 'a log of a crash'],
];

/** Inputs of tests and examples may look like anything. */
const MEANT =
  /(?:^|\/)(?:fixtures?|__fixtures__|testdata|test[-_]?data|test[-_]fixtures?|(?:integration|functional|unit|acceptance)[-_]?tests?|tests?|__tests__|specs?|e2e|mocks?|__mocks__|examples?|samples?|corpus|vendor|third[-_]?party)\//i;

/** Files that keep such a folder out, or keep it there. */
const KEEPERS = /(?:^|\/)\.(?:gitignore|gitkeep|keep|dockerignore|npmignore)$/;

/** What a package brings along by itself is meant to lie in it. https://docs.npmjs.com/cli/v11/configuring-npm/package-json#bundledependencies */
function isBundled(folder: string, { source }: Facts): boolean {
  const path = `${folder.slice(0, -'node_modules/'.length)}package.json`;
  if (!folder.endsWith('node_modules/') || source.files.get(path) === undefined) return false;
  const manifest = mapping(source.data(path));
  return (manifest.bundleDependencies ?? manifest.bundledDependencies) !== undefined;
}

/**
 * The folders of JavaScript actions that are run as they are written: what they import has to lie beside them or above.
 * https://docs.github.com/en/actions/tutorials/create-actions/create-a-javascript-action#commit-tag-and-push-your-action
 */
function actionFolders({ source }: Facts): readonly string[] {
  const manifests = [...source.files.named('action.yml'), ...source.files.named('action.yaml')];
  return manifests.flatMap(({ path }) => {
    if (path.includes('node_modules/')) return [];
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const runs = mapping(mapping(source.data(path)).runs);
    const main = string(runs.main)?.replace(/^\.\//, '');
    if (main === undefined || !/^node\d/.test(string(runs.using) ?? '')) return [];
    return source.files.get(folder + main)?.role === 'source' ? [folder] : [];
  });
}

/** Whether the packages of such a folder are those that an action imports. */
function isForAction(folder: string, actions: readonly string[]): boolean {
  const outermost = /^(.*?)node_modules\//.exec(folder)?.[1];
  return outermost !== undefined && actions.some((action) => action.startsWith(outermost));
}

/** What the folder of a file says of it. Files come in order: the last folder is mostly the one that is asked for again. */
function placeReader(): (folder: string) => (typeof FOLDERS)[number] | 'meant' | undefined {
  let last: string | undefined;
  let place: (typeof FOLDERS)[number] | 'meant' | undefined;
  return (folder) => {
    if (folder === last) return place;
    last = folder;
    place = MEANT.test(folder) ? 'meant' : FOLDERS.find(([pattern]) => pattern.test(folder));
    return place;
  };
}

/** Whether files are kept under version control that a build, an installation or an editor writes. One subject for each folder, or for all of a kind. */
export const committedArtefacts: Check = {
  name: 'committed-artefacts',
  run(view) {
    const folders = new Map<string, Written>();
    const placeOf = placeReader();
    for (const { path, mode } of view.facts.source.files.under(view.unit)) {
      if (mode === 'submodule' || mode === 'link') continue;
      const place = placeOf(path.slice(0, path.lastIndexOf('/') + 1));
      if (place === 'meant') continue;
      const written = place ?? NAMES.find(([pattern]) => pattern.test(path));
      if (written === undefined || KEEPERS.test(path) || !view.here(path)) continue;
      const match = written[0].exec(path)?.[0] ?? path;
      const subject = match.endsWith('/') ? match : written[1];
      const known = folders.get(subject);
      if (known === undefined) folders.set(subject, { path, subject, kind: written[1], count: 1 });
      else known.count++;
    }
    const actions = folders.size === 0 ? [] : actionFolders(view.facts);
    const meant = [...folders.keys()].filter((folder) => isBundled(folder, view.facts) || isForAction(folder, actions));
    for (const folder of meant) folders.delete(folder);
    const written = [...folders.values()];
    return found(
      [...new Set(written.map(({ kind }) => kind))].flatMap((kind) =>
        told(written.filter((folder) => folder.kind === kind)),
      ),
    );
  },
};

interface Written {
  /** The first of them. */
  readonly path: string;
  readonly subject: string;
  readonly kind: string;
  count: number;
}

/** What a tool writes beside each file of the source is one thing to mend, not one for each folder. */
const SEVERAL = 3;

function told(written: readonly Written[]): readonly Evidence[] {
  const [first] = written;
  if (first !== undefined && written.length > SEVERAL) {
    const files = written.reduce((sum, { count }) => sum + count, 0);
    const detail = `${first.kind}: ${files} files in ${written.length} folders`;
    return [{ path: first.path, detail, subject: first.kind }];
  }
  return written.map(({ path, subject, kind, count }) => ({
    path,
    detail: count === 1 ? kind : `${kind}: ${count} files`,
    subject,
  }));
}
