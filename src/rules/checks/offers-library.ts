import type { ProbeDefinition } from '../../facts/code/probes.ts';
import type { Evidence } from '../../facts/evidence.ts';
import type { Manifest } from '../../facts/manifests/manifest.ts';
import { folderOf } from '../../repository/paths.ts';
import type { Check } from '../check.ts';
import { found, type Outcome } from '../outcome.ts';
import { ownManifests } from '../own.ts';
import type { View } from '../view.ts';

/** Programs that a server starts. */
const APPLICATION_CODE: ProbeDefinition = {
  pattern:
    '@SpringBootApplication\\b|@QuarkusMain\\b|@MicronautApplication\\b|\\bextends\\s+Application\\s*<|\\bWSGI_APPLICATION\\b|\\bROOT_URLCONF\\b|^\\w*(?:app|application|api)\\w*\\s*=\\s*(?:FastAPI|Flask|Starlette|Litestar|Quart|Sanic)\\(',
  flags: 'mi',
  words: [
    'SpringBootApplication',
    'QuarkusMain',
    'MicronautApplication',
    'extends Application',
    'WSGI_APPLICATION',
    'ROOT_URLCONF',
    'FastAPI',
    'Flask',
    'Starlette',
    'Litestar',
    'Quart',
    'Sanic',
  ],
  languages: ['java', 'kotlin', 'python'],
};

/** Whether the unit is made so that others import it: a published package with something to import, not only a program. */
export const offersLibrary: Check = {
  name: 'offers-library',
  probes: [APPLICATION_CODE],
  run: (view): Outcome => {
    const evidence: Evidence[] = [];
    for (const manifest of ownManifests(view)) {
      if (manifest.private === true || !isNearRoot(manifest, view)) continue;
      const reason = reasonOf(manifest, view);
      if (reason !== undefined && !isApplication(manifest, view))
        evidence.push({ path: manifest.path, detail: reason });
    }
    return found(evidence, view.facts.hasBrokenManifest);
  },
};

/** Deeper packages are parts of something else unless a workspace at the root names their folder. */
const MEMBER_FOLDERS = /^(?:packages?|crates?|libs?|modules?|pkg|src|python|js|rust|java|lib|[\w.-]+)$/;

function isNearRoot(manifest: Manifest, view: View): boolean {
  const folder = folderOf(manifest.path);
  const relative = view.unit === '.' ? folder : folder.slice(view.unit.length + 1);
  if (relative === '') return true;
  // .NET projects lie in folders of their own, beside those of their tests.
  if (manifest.ecosystem === 'nuget') return relative.split('/').length <= 2;
  const hasWorkspace = view.facts.manifests.some(
    (other) =>
      other.workspaceMembers.length > 0 &&
      other.ecosystem === manifest.ecosystem &&
      folderOf(other.path) === (view.unit === '.' ? '' : view.unit),
  );
  const parts = relative.split('/');
  return hasWorkspace && parts.length <= 3 && MEMBER_FOLDERS.test(parts[0] ?? '');
}

/** Beside the manifest of a program that is run as it stands: nobody imports it, whatever its manifest leaves open. */
const APPLICATION_FILES = [
  'Procfile',
  'config.ru',
  'config/application.rb',
  'artisan',
  'bin/console',
  'host.json',
  'wsgi.py',
  'asgi.py',
  'serverless.yml',
  'serverless.ts',
  'wrangler.toml',
  'fly.toml',
  'next.config.js',
  'next.config.ts',
  'next.config.mjs',
  'nuxt.config.ts',
  'nuxt.config.js',
  'angular.json',
  'app.yaml',
  'src/manifest.json',
  'manifest.json',
  'electron-builder.yml',
  'electron-builder.json',
  'forge.config.js',
  'forge.config.ts',
  'src-tauri/tauri.conf.json',
  'app/build.gradle',
  'AndroidManifest.xml',
];
const SERVER_START =
  /\b(?:node|nodemon|pm2|ts-node|tsx|forever)\b.*\b(?:server|app|index|main|www|config)\b|\b(?:next|nuxt|nest|remix-serve|react-router-serve|func|pm2) start\b|\b(?:func|probot) (?:start|run)\b/;

function isApplication(manifest: Manifest, view: View): boolean {
  // A gemspec or podspec is written for nothing but publishing.
  if (/\.(?:gemspec|podspec)$/.test(manifest.path)) return false;
  const folder = folderOf(manifest.path);
  const prefix = folder === '' ? '' : `${folder}/`;
  const { source, deployment, containers, code } = view.facts;
  if (APPLICATION_FILES.some((name) => source.files.get(prefix + name) !== undefined)) return true;
  const isHere = ({ path }: { readonly path: string }): boolean => folderOf(path) === folder;
  if (containers.dockerfiles.some((file) => isHere(file) && file.ports.length > 0)) return true;
  if (deployment.deployments.some((item) => isHere(item) && item.platform !== 'cloud-build')) return true;
  if (manifest.dependencies.some(({ name }) => /^(?:electron|electron-builder|@electron-forge\/cli)$/.test(name)))
    return true;
  if (manifest.ecosystem === 'npm')
    return (
      manifest.binaries.length === 0 &&
      manifest.scripts.some((script) => script.name === 'start' && SERVER_START.test(script.command)) &&
      !manifest.scripts.some((script) => /^(?:pre)?publish|^prepack|^release/.test(script.name))
    );
  return code.hits(APPLICATION_CODE).some((hit) => hit.path.startsWith(prefix));
}

function reasonOf(manifest: Manifest, view: View): string | undefined {
  const folder = folderOf(manifest.path);
  const prefix = folder === '' ? '' : `${folder}/`;
  const has = (path: string): boolean => view.facts.source.files.get(prefix + path) !== undefined;
  const isDescribed = manifest.license !== undefined || manifest.urls.length > 0 || manifest.classifiers.length > 0;
  const name = manifest.name ?? manifest.path;
  switch (manifest.ecosystem) {
    case 'npm':
      if (folder !== '' && !isDescribed && manifest.description === undefined) return undefined;
      return manifest.packaged &&
        manifest.version !== undefined &&
        manifest.entryPoints.some((path) => isThere(path, has))
        ? `${name} exports ${manifest.entryPoints[0]}`
        : undefined;
    case 'cargo':
      // crates.io takes no crate without a description.
      return manifest.packaged && isDescribed && manifest.description !== undefined && has('src/lib.rs')
        ? `the crate ${name} has a library`
        : undefined;
    case 'go':
      return goPackageAt(prefix, view);
    case 'packagist':
      return manifest.packaged && isDescribed && !has('artisan') && !has('bin/console') && !has('public/index.php')
        ? `${name} is a package with a licence`
        : undefined;
    case 'rubygems':
      return manifest.path.endsWith('.gemspec') ? `the gem ${name}` : undefined;
    case 'pub':
      return manifest.packaged && !has('lib/main.dart') ? `the package ${name}` : undefined;
    case 'swift':
      return manifest.path.endsWith('Package.swift') || manifest.path.endsWith('.podspec')
        ? `the package ${name}`
        : undefined;
    case 'hackage':
      return manifest.packaged && manifest.entryPoints.length > 0 ? `the package ${name} has a library` : undefined;
    case 'nuget':
      return manifest.packaged && isDescribed ? `the package ${name}` : undefined;
    case 'maven':
      // Every artifact has a packaging; a licence, an address or a Gradle build that publishes speaks to others. A program says which
      // class to start.
      return manifest.packaged &&
        (manifest.license !== undefined || manifest.urls.length > 0 || /\.gradle(?:\.kts)?$/.test(manifest.path)) &&
        !(
          manifest.entryPoints.length > 0 &&
          view.facts.technologies.some((use) => use.technology.category === 'cli-framework')
        )
        ? `${name} is published for others to depend on`
        : undefined;
    case 'pypi':
    case 'hex':
      return manifest.packaged && isDescribed ? `the package ${name} is described for its users` : undefined;
    case 'cpp':
    case 'terraform':
      return undefined;
  }
}

/** `npm init` writes `index.js` whether it is there or not; what is built is not in the repository. */
function isThere(path: string, has: (path: string) => boolean): boolean {
  const relative = path.replace(/^\.\//, '');
  if (/\.json$/.test(relative)) return false;
  if (/[*]/.test(relative) || !/^(?:index|main|app|server)\.[cm]?js$/.test(relative)) return true;
  return has(relative);
}

/** Go files beside go.mod that are not `package main`: others import the module by its path. */
function goPackageAt(prefix: string, view: View): string | undefined {
  for (const file of view.facts.source.files.under(prefix === '' ? '.' : prefix.slice(0, -1))) {
    if (file.language !== 'go' || file.role !== 'source' || !file.path.startsWith(prefix)) continue;
    if (file.path.slice(prefix.length).includes('/')) continue;
    const declared = /^package\s+(\w+)/m.exec(view.facts.source.text(file.path) ?? '')?.[1];
    if (declared !== undefined && declared !== 'main') return `package ${declared} beside go.mod`;
    if (declared === 'main') return undefined;
  }
  return undefined;
}
