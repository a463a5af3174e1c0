import { inFolder } from '../../../facts/manifests/fields.ts';
import type { Manifest } from '../../../facts/manifests/manifest.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { unitFolder, unitPrefix } from '../../own.ts';
import type { View } from '../../view.ts';
import { CROSS_PLATFORM } from '../shared/cross-platform.ts';
import { isPartOfProgram } from './offers-library.ts';
import { isPluginOfSite } from './plugins-of-sites.ts';

/** Folders that only serve the software beside them. */
const ASIDE =
  /(?:^|\/)(?:[\w-]*tests?|e2e|[\w-]*-configs?|[\w-]*config-[\w-]+|[\w-]*(?:examples?|samples?|demos?)|docs?|documentation|website|site|scripts?|tools?|tooling|config|assets|[\w-]*bindings?|build\w*|buildSrc|infra\w*|terraform|\.\w[\w-]*|ci|puppeteer|cypress|playwright|selenium|pa11y|dev|devops|[\w-]*bench(?:es|marks?)?|src-tauri|static|extras?|performance[\w-]*|fuzz|xtask|vendor|third[-_]?party|3rdparty|roles|ansible\w*|salt|modules?\/[\w-]+\/files|templates?|themes?|vendor-bin|util(?:s|ities)?|cdk|\w*metrics|__\w+__|[\w.-]+\.xc\w+|Content|node_modules|eslint[\w-]*|tsconfig[\w-]*)(?:\/|$)/i;

const STACKS: ReadonlySet<string> = new Set(['sam', 'serverless-framework', 'sst']);
const CHARTS = 3;
const EVERYBODYS_NAME =
  /^(?:app|application|server|api|service|web|function|lambda|main|client|front-?end|back-?end|worker|root)$/i;
/** Not after the stage or the platform that it is for. */
const NAMED_IMAGE =
  /(?:^|\/)(?!(?:dev|test|ci|base|build|prod|local|debug|release|multi|alpine|debian|slim|amd64|arm)\w*[.-])\w[\w-]*\.Dockerfile$/i;
/** What stands in front of a program, or keeps its data, is no program of its own. */
const SERVING =
  /(?:^|[/._-])(?:nginx|caddy|traefik|haproxy|envoy|proxy|db|database|postgres\w*|mysql|mariadb|redis)[._-]/i;
/** The platforms of one app have folders of their own beside its manifest. */
const PLATFORM = /^(.*?)\/?(?:ios|android|macos|windows|linux)(?:\/.*)?$/;
/** Modules and themes that a site is put together from. */
const SITE_PARTS = /(?:^|\/)(?:docroot|web|html|wp-content)\/(?:[\w-]+\/)*(?:modules|themes|profiles|plugins)(?:\/|$)/;
/** What conda installs is a list of requirements, named though it is. */
const ENVIRONMENT = /(?:^|\/)(?:environment|conda)[\w.-]*\.ya?ml$/i;

/**
 * Whether there are several folders with a manifest of their own: parts, not what serves them. `deployed`: those with an image or
 * a deployment of their own; `published`: those that others install, each under its own name.
 */
export const separateParts: Check = {
  name: 'separate-parts',
  run: (view, options) => {
    const { manifests, containers, deployment } = view.facts;
    const unit = unitPrefix(view);
    const started = new Set([
      ...containers.dockerfiles.filter((file) => file.purpose !== 'ci').map((file) => folderOf(file.path)),
      ...deployment.deployments.map((item) => folderOf(item.path)),
    ]);
    const apps = new Set(
      manifests
        .filter(({ dependencies }) => dependencies.some(({ name }) => CROSS_PLATFORM.test(name)))
        .map(({ path }) => folderOf(path)),
    );
    const isUmbrella = /\bapps_path:/.test(view.facts.source.text(`${unit}mix.exs`) ?? '');
    const candidates: Manifest[] = [];
    for (const manifest of manifests) {
      const folder = folderOf(manifest.path);
      if (manifest.role !== 'config' && manifest.role !== 'source') continue;
      if (!view.here(manifest.path)) continue;
      const isRoot = folder === '' || `${folder}/` === unit;
      // The package at the root is one of the published parts; otherwise it holds the others together.
      if (isRoot && options.published !== true) continue;
      if (!isRoot && ASIDE.test(folder.slice(unit.length))) continue;
      const app = PLATFORM.exec(folder)?.[1];
      if (app !== undefined && apps.has(app)) continue;
      if (!isRoot && (SITE_PARTS.test(folder) || isOfAnotherBuild(manifest, folder, view))) continue;
      // The apps of an umbrella of Elixir are released together.
      if (!isRoot && isUmbrella && manifest.ecosystem === 'hex') continue;
      candidates.push(manifest);
    }
    const programs = new Set(
      manifests.filter((manifest) => view.here(manifest.path) && isProgram(manifest)).map(({ ecosystem }) => ecosystem),
    );
    const root = unitFolder(view);
    const images = containers.dockerfiles.filter(({ path, purpose }) => purpose === 'app' && view.here(path));
    const atRoot = images.filter(({ path }) => folderOf(path) === root);
    const isOneProgram = images.length === 1 && atRoot.length === 1;
    // The one image at the root is of the modules together.
    if (isOneProgram) programs.add('maven');
    // Functions that one stack deploys together are one program.
    const isOneStack = deployment.deployments.some(({ platform }) => STACKS.has(platform));
    const parts = new Map<string, string>();
    const names = new Set<string>();
    const isApp = view.facts.source.files
      .matching(['/*.xcodeproj/project.pbxproj'], view.unit)
      .some(({ path }) => /product-type\.application\b/.test(view.facts.source.text(path) ?? ''));
    const hasPubPackage = manifests.some(
      ({ ecosystem, path, packaged }) => ecosystem === 'pub' && folderOf(path) === root && packaged,
    );
    for (const manifest of candidates) {
      const folder = folderOf(manifest.path);
      const isStarted = started.has(folder) && !(isOneProgram && folder === root && manifest.ecosystem === 'maven');
      if (!isPart(manifest, isStarted, programs.has(manifest.ecosystem), view)) continue;
      if (isOneStack && manifest.ecosystem === 'npm' && !isStarted) continue;
      // The modules of an app are built into it.
      if (manifest.ecosystem === 'swift' && isApp && folder !== root) continue;
      // What lies beside a package of Dart, and not among its packages, tries or shows it.
      if (manifest.ecosystem === 'pub' && hasPubPackage && !/^(?:packages|plugins|apps)\//.test(folder)) continue;
      if (options.deployed === true && !isStarted) continue;
      if (options.published === true && !isPublished(manifest, view)) continue;
      // The same thing in another ecosystem's clothes, or what lies within a part, is not another part.
      if (manifest.name !== undefined && !EVERYBODYS_NAME.test(manifest.name) && names.has(manifest.name)) continue;
      if (!isStarted && [...parts.keys()].some((other) => other !== '' && folder.startsWith(`${other}/`))) continue;
      if (manifest.name !== undefined) names.add(manifest.name);
      parts.set(folder, manifest.path);
    }
    // Images beside each other, each named after what it starts.
    if (options.published !== true) {
      const named = images.filter(({ path }) => NAMED_IMAGE.test(path) && !SERVING.test(path));
      if (named.length > 1) for (const { path } of named) parts.set(path, path);
    }
    // One chart belongs to the software beside it; several are deployed each for themselves.
    const charts = view.facts.source.files.matching(['**/Chart.yaml']).filter((file) => view.here(file.path));
    if (options.published !== true && charts.length >= CHARTS)
      for (const chart of charts) parts.set(folderOf(chart.path), chart.path);
    if (options.published !== true) {
      joinFrontAndBack(parts);
      if (atRoot.length > 0) joinFronts(parts, unit);
    }
    const atLeast = typeof options.atLeast === 'number' ? options.atLeast : 2;
    if (parts.size < atLeast) return no();
    return yes([...parts].slice(0, 10).map(([folder, path]) => ({ path, detail: `${folder} is a part of its own` })));
  },
};

/**
 * Whether the manifest only serves another build: Python in a package of ROS, or what Kotlin's Multiplatform writes for Xcode.
 * https://kotlinlang.org/docs/native-cocoapods.html
 */
function isOfAnotherBuild({ ecosystem, path }: Manifest, folder: string, view: View): boolean {
  const has = (name: string): boolean => view.facts.source.files.get(`${folder}/${name}`) !== undefined;
  if (ecosystem === 'pypi') return has('package.xml');
  return /(?:\.podspec|(?:^|\/)Podfile)$/.test(path) && (has('build.gradle.kts') || has('build.gradle'));
}

const FRONT = /(?:^|[/._-])(?:front-?end|client|web-?(?:app|client|ui)?|ui|spa)(?:$|\/)/i;
const BACK = /(?:^|[/._-])(?:back-?end|server|api|api-?(?:service|server))(?:$|\/)/i;

/** The two halves of one application are one part. */
function joinFrontAndBack(parts: Map<string, string>): void {
  const front = [...parts.keys()].find((folder) => FRONT.test(folder) && !BACK.test(folder));
  const hasBack = [...parts.keys()].some((folder) => BACK.test(folder) && !FRONT.test(folder));
  if (front !== undefined && hasBack) parts.delete(front);
}

/** Pages for different people, in one folder beside the program at the root that answers them all, are one part. */
function joinFronts(parts: Map<string, string>, unit: string): void {
  const fronts = [...parts.keys()].filter((folder) =>
    /^(?:front-?ends?|web|ui|clients?)\//i.test(folder.slice(unit.length)),
  );
  for (const folder of fronts.slice(1)) parts.delete(folder);
}

/** A module of one program's build is no part; lists of requirements are none unless something is started there. */
function isPart(manifest: Manifest, isStarted: boolean, hasProgram: boolean, view: View): boolean {
  if (manifest.ecosystem === 'terraform' || manifest.ecosystem === 'cpp') return false;
  if (isStarted) return true;
  switch (manifest.ecosystem) {
    case 'npm':
      return manifest.name !== undefined && !isPluginOfSite(manifest, view);
    case 'pypi':
      return manifest.name !== undefined && !ENVIRONMENT.test(manifest.path);
    case 'cargo':
      // A crate that nobody starts is there for others only when it is described for them.
      if (manifest.private === true || manifest.name === undefined) return false;
      return isProgram(manifest) || (manifest.description !== undefined && !isPartOfProgram(manifest, view));
    case 'maven':
      // What only names its modules is none of them.
      if (manifest.classifiers.includes('pom')) return false;
      // Beside a program the other modules are its own; without one each is a library.
      return hasProgram ? isProgram(manifest) : manifest.packaged;
    case 'nuget':
      return manifest.packaged;
    default:
      return true;
  }
}

function isProgram(manifest: Manifest): boolean {
  if (manifest.ecosystem === 'cargo') return manifest.binaries.length > 0;
  return manifest.entryPoints.length > 0 || manifest.binaries.length > 0;
}

function isPublished(manifest: Manifest, view: View): boolean {
  // Assets of a program in another language have a manifest for their build, and nothing that could be imported.
  if (manifest.ecosystem === 'npm' && !isImportable(manifest, view)) return false;
  return (
    manifest.packaged &&
    manifest.private !== true &&
    manifest.name !== undefined &&
    (manifest.license !== undefined || manifest.description !== undefined || manifest.urls.length > 0)
  );
}

/** Where the manifest says nothing, npm takes `index.js`. https://docs.npmjs.com/cli/configuring-npm/package-json#main */
function isImportable({ path, entryPoints, binaries }: Manifest, view: View): boolean {
  if (entryPoints.length > 0 || binaries.length > 0) return true;
  return view.facts.source.files.get(inFolder(folderOf(path), 'index.js')) !== undefined;
}
