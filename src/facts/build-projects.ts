import type { FileEntry } from '../repository/file-index.ts';
import { folderOf } from '../repository/paths.ts';
import { isMapping, list, mapping } from './data.ts';
import { textOf, unique } from './manifests/fields.ts';
import type { FactSource } from './source.ts';

/** A project that a build tool knows of, beside what manifests name as members of a workspace. */
export interface BuildProject {
  readonly folder: string;
  /** What makes it one: "an Nx project", "a Gradle project". */
  readonly what: string;
}

/** Projects of Nx, Rush, Gradle and Bazel, and Rails engines. */
export function readBuildProjects(source: FactSource): BuildProject[] {
  return [
    ...nxProjects(source),
    ...rushProjects(source),
    ...gradleProjects(source),
    ...bazelProjects(source),
    ...railsEngines(source),
  ];
}

function own(files: readonly FileEntry[]): FileEntry[] {
  return files.filter(({ role, mode }) => (role === 'source' || role === 'config') && mode !== 'link');
}

/** https://nx.dev/reference/project-configuration */
function nxProjects(source: FactSource): BuildProject[] {
  if (source.files.get('nx.json') === undefined) return [];
  return own(source.files.named('project.json')).flatMap(({ path }) => {
    const folder = folderOf(path);
    const data = source.data(path, 'json');
    const isProject = isMapping(data) && (data.targets !== undefined || data.sourceRoot !== undefined);
    return folder !== '' && isProject ? [{ folder, what: 'an Nx project' }] : [];
  });
}

/** https://rushjs.io/pages/configs/rush_json/ */
function rushProjects(source: FactSource): BuildProject[] {
  if (source.files.get('rush.json') === undefined) return [];
  return list(mapping(source.data('rush.json', 'json')).projects).flatMap((project) => {
    const folder = textOf(mapping(project).projectFolder);
    return folder === undefined ? [] : [{ folder: plain(folder), what: 'a Rush project' }];
  });
}

/** What a build only uses to build itself is no project. */
const GRADLE_LOGIC = /(?:^|\/)(?:buildSrc|build-logic|build-conventions|build-plugins?|gradle)(?:\/|$)/;

/**
 * A settings script may compute what it includes: every build script below it is a project. Where projects are named one by one,
 * their scripts may be named after them.
 */
function gradleProjects(source: FactSource): BuildProject[] {
  const settings = [...source.files.named('settings.gradle'), ...source.files.named('settings.gradle.kts')];
  const roots = own(settings)
    .map(({ path }) => folderOf(path))
    .filter((folder) => !GRADLE_LOGIC.test(folder));
  if (roots.length === 0) return [];
  const scripts = own([...source.files.matching(['*.gradle', '*.gradle.kts'])]);
  return scripts.flatMap(({ path, name }) => {
    const folder = folderOf(path);
    const script = name.replace(/\.gradle(?:\.kts)?$/, '');
    const isBuild = script === 'build' || script === folder.slice(folder.lastIndexOf('/') + 1);
    const isInside = roots.some((root) => folder !== root && (root === '' || folder.startsWith(`${root}/`)));
    return isBuild && isInside && !GRADLE_LOGIC.test(folder) ? [{ folder, what: 'a Gradle project' }] : [];
  });
}

/** Top-level folders that only help to build. */
const BAZEL_HELPERS =
  /^(?:\..*|bazel|build|build[-_]tools?|tools?|toolchains?|platforms?|third[-_]?party|external|scripts?|ci|config|licenses?|rules|private|internal|bin)$/i;

/** Modules of their own and, where Bazel alone builds the repository, the top-level packages with targets of their own. */
function bazelProjects(source: FactSource): BuildProject[] {
  const named = (...names: readonly string[]): FileEntry[] => own(names.flatMap((name) => source.files.named(name)));
  const modules = named('module.bazel', 'workspace', 'workspace.bazel', 'repo.bazel');
  const folders = unique(modules.map(({ path }) => folderOf(path)));
  const nested = folders
    .filter((folder) => folder !== '' && !BAZEL_HELPERS.test(folder))
    .map((folder) => ({ folder, what: 'a Bazel module' }));
  if (!folders.includes('') || OTHER_BUILDS.some((name) => source.files.get(name) !== undefined)) return nested;
  const packages = named('build', 'build.bazel').flatMap(({ path }) => {
    const folder = folderOf(path);
    if (folder === '' || folder.includes('/') || BAZEL_HELPERS.test(folder)) return [];
    return /^\w+\(\s*(?:\n\s*)?name\s*=/m.test(source.text(path) ?? '') ? [{ folder, what: 'a Bazel package' }] : [];
  });
  return [...nested, ...packages];
}

/** Manifests at the root that say what the whole is, whatever builds it beside. */
const OTHER_BUILDS = [
  'go.mod',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'build.sbt',
  'setup.py',
  'pyproject.toml',
  'CMakeLists.txt',
  'mix.exs',
  'composer.json',
  'Gemfile',
  'configure.ac',
];

/** https://guides.rubyonrails.org/engines.html: `engines/billing/lib/billing/engine.rb`, with or without a gemspec. */
function railsEngines(source: FactSource): BuildProject[] {
  return own(source.files.named('engine.rb')).flatMap(({ path }) => {
    const [, folder] = /^(.+?)\/lib\/.*engine\.rb$/.exec(path) ?? [];
    if (folder === undefined || !/<\s*(?:::)?Rails::Engine\b/.test(source.text(path) ?? '')) return [];
    return [{ folder, what: 'a Rails engine' }];
  });
}

/** "./apps/web/" → "apps/web" */
function plain(folder: string): string {
  return folder.replace(/^\.\//, '').replace(/\/$/, '');
}
