import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import { isMapping } from '../../../facts/data.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { escapeRegExp } from '../../../facts/lines.ts';
import { inFolder } from '../../../facts/manifests/fields.ts';
import type { Manifest } from '../../../facts/manifests/manifest.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found, type Outcome } from '../../outcome.ts';
import { ownManifests, unitFolder, unitPrefix } from '../../own.ts';
import { readmeIn } from '../../readme-in.ts';
import type { View } from '../../view.ts';
import { describedPackages } from './described-packages.ts';
import { importShown } from './documented-import.ts';
import { nativeLibrary } from './native-library.ts';
import { isBuiltForOthers, isToldToInstall, offeredManifests } from './offered-manifests.ts';
import { isPluginOfSite } from './plugins-of-sites.ts';

/** Programs that a server starts. */
const APPLICATION_CODE: ProbeDefinition = {
  pattern:
    '@SpringBootApplication\\b|@QuarkusMain\\b|@MicronautApplication\\b|\\bextends\\s+Application\\s*<|\\bWSGI_APPLICATION\\b|\\bROOT_URLCONF\\b|^\\w*(?:app|application|api)\\w*\\s*=\\s*(?:FastAPI|Flask|Starlette|Litestar|Quart|Sanic)\\(|^[ \\t]+\\w*(?:app|application|api)\\w*\\s*=\\s*(?:flask\\.)?Flask\\(\\s*__name__|\\bConfigurator\\(\\s*settings\\b|^[ \\t]*(?:bottle\\.)?run\\(\\s*(?:app\\s*=\\s*\\w+\\s*,\\s*)?host\\s*=|\\bwaitress\\.serve\\(',
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
    'Configurator',
    'run host',
    'waitress',
  ],
  languages: ['java', 'kotlin', 'python'],
};

/** Whether the unit is made so that others import it: a published package with something to import, not only a program. */
export const offersLibrary: Check = {
  name: 'offers-library',
  probes: [APPLICATION_CODE],
  run: (view): Outcome => found(libraries(view), view.facts.hasBrokenManifest),
};

/** The manifests of what is made to be imported. */
export function libraries(view: View): Evidence[] {
  return [
    ...offeredManifests(view).flatMap((manifest) => {
      const reason = reasonOf(manifest, view);
      return reason === undefined || isApplication(manifest, view) ? [] : [{ path: manifest.path, detail: reason }];
    }),
    ...describedPackages(view),
    ...terraformModule(view),
    ...nativeLibrary(view),
  ];
}

/** A configuration of Terraform with inputs and outputs, of which the README shows how others take it in. */
function terraformModule(view: View): Evidence[] {
  const prefix = unitPrefix(view);
  const isThere = ['variables.tf', 'outputs.tf'].every(
    (name) => view.facts.source.files.get(prefix + name) !== undefined,
  );
  const readme = isThere ? readmeIn(view.unit, view.facts) : undefined;
  return readme !== undefined && readme !== null && TAKEN_IN.test(readme.text)
    ? [{ path: readme.path, detail: 'a module for the configurations of others' }]
    : [];
}

const TAKEN_IN = /^\s*module\s+"[\w-]+"\s*\{[^}]*\bsource\s*=\s*"(?![."])/m;

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
  /\b(?:node|nodemon|pm2|ts-node|tsx|forever)\b.*\b(?:server|app|index|main|www|config)\b|\b(?:next|nuxt|nest|remix-serve|react-router-serve|func|pm2) start\b|\b(?:func|probot) (?:start|run)\b|\bservice-runner\b/;

/** What deploys nothing, or only the pages about the software. */
const ASIDE_PLATFORMS: ReadonlySet<string> = new Set(['cloud-build', 'github-pages']);

function isApplication(manifest: Manifest, view: View): boolean {
  // A gemspec or podspec is written for nothing but publishing, and so is the description of a package of Hex.
  if (/\.(?:gemspec|podspec)$/.test(manifest.path) || manifest.ecosystem === 'hex') return isServedGem(manifest, view);
  // Nor is a package that installs a command an application, though a site of it may lie beside.
  const isHere = ({ path }: { readonly path: string }): boolean => folderOf(path) === folderOf(manifest.path);
  const hasPorts = view.facts.containers.dockerfiles.some((file) => isHere(file) && file.ports.length > 0);
  if (
    manifest.ecosystem === 'npm' &&
    manifest.binaries.length > 0 &&
    manifest.description !== undefined &&
    !(hasPorts && importShown(manifest, view) === undefined)
  )
    return false;
  // Nor is what the README tells others to install and to import, whatever tries or shows it.
  if (manifest.ecosystem === 'npm' && isToldToInstall(manifest, view) && importShown(manifest, view) !== undefined)
    return false;
  const folder = folderOf(manifest.path);
  const prefix = folder === '' ? '' : `${folder}/`;
  const { source, deployment, code } = view.facts;
  if (APPLICATION_FILES.some((name) => source.files.get(prefix + name) !== undefined)) return true;
  if (hasPorts) return true;
  if (deployment.deployments.some((item) => isHere(item) && !ASIDE_PLATFORMS.has(item.platform))) return true;
  if (manifest.dependencies.some(({ name }) => /^(?:electron|electron-builder|@electron-forge\/cli)$/.test(name)))
    return true;
  if (manifest.ecosystem === 'npm')
    return (
      isDeployedFunction(manifest, view) ||
      (manifest.binaries.length === 0 &&
        manifest.scripts.some((script) => script.name === 'start' && SERVER_START.test(script.command)) &&
        !manifest.scripts.some((script) => /^(?:pre)?publish|^prepack|^release/.test(script.name)))
    );
  // Whoever shows how to import it has a server beside, and a library.
  return (
    code.hits(APPLICATION_CODE).some((hit) => hit.path.startsWith(prefix)) && importShown(manifest, view) === undefined
  );
}

/** A service that keeps the list of what it needs in a gemspec: it starts by Rack, in an image, and nobody is told to install it. */
function isServedGem({ path, name }: Manifest, view: View): boolean {
  const folder = folderOf(path);
  const { source, containers } = view.facts;
  const isHere = (file: { readonly path: string }): boolean => folderOf(file.path) === folder;
  if (source.files.get(inFolder(folder, 'config.ru')) === undefined) return false;
  if (!containers.dockerfiles.some((file) => isHere(file) && file.purpose === 'app')) return false;
  const readme = readmeIn(folder || '.', view.facts)?.text ?? '';
  return !new RegExp(`\\bgem (?:install |['"])${escapeRegExp(name ?? '')}\\b`).test(readme);
}

const FUNCTION_PLATFORMS: ReadonlySet<string> = new Set(['sam', 'serverless-framework']);

/** Where functions are deployed, a package that says nothing of what is published of it is one of them, or their common code. */
function isDeployedFunction(manifest: Manifest, view: View): boolean {
  if (!view.facts.deployment.deployments.some(({ platform }) => FUNCTION_PLATFORMS.has(platform))) return false;
  const data = view.facts.source.data(manifest.path);
  const isForRegistry = isMapping(data) && ['files', 'publishConfig'].some((key) => key in data);
  return !isForRegistry && manifest.urls.length + manifest.keywords.length === 0 && !isToldToInstall(manifest, view);
}

/** What sends artifacts of a Maven build to a public repository, or to that of an organisation. */
const PUBLISHING =
  /<distributionManagement>|\b(?:central-publishing|nexus-staging|maven-gpg|jreleaser-maven)-(?:maven-)?plugin\b/;

function isSentToRepository(manifest: Manifest, view: View): boolean {
  const { files } = view.facts.source;
  let folder = folderOf(manifest.path);
  for (;;) {
    const pom = folder === '' ? 'pom.xml' : `${folder}/pom.xml`;
    if (files.get(pom) !== undefined && PUBLISHING.test(view.facts.source.text(pom) ?? '')) return true;
    if (folder === '') return false;
    folder = folderOf(folder);
  }
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
      // A command in a part of the repository is a tool of the house, unless it is licensed, or shown to those who import it.
      if (folder !== '' && !isDescribed && manifest.binaries.length > 0 && importShown(manifest, view) === undefined)
        return undefined;
      if (isBuiltForOthers(manifest, view)) return `${name} is built here and installed by its name`;
      return manifest.packaged &&
        manifest.version !== undefined &&
        (manifest.entryPoints.some((path) => isThere(path, manifest, has)) || isPlainIndex(manifest, view, has)) &&
        !isPluginOfSite(manifest, view)
        ? `${name} exports ${manifest.entryPoints[0] ?? 'index.js'}`
        : undefined;
    case 'cargo':
      // crates.io takes no crate without a description, and nobody publishes 0.0.0. What lies beside a program is mostly there for
      // that program and its tests.
      return manifest.packaged &&
        (isDescribed || isKit(view)) &&
        manifest.description !== undefined &&
        manifest.version !== '0.0.0' &&
        has('src/lib.rs') &&
        ((manifest.binaries.length === 0 && !isPartOfProgram(manifest, view)) ||
          importShown(manifest, view) !== undefined)
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
      // Every artifact has coordinates, and most have a licence; one for others is shown to them, or sent to where they find it.
      // A program says which class to start.
      return manifest.packaged &&
        !manifest.classifiers.includes('war') &&
        (/\.gradle(?:\.kts)?$/.test(manifest.path) ||
          importShown(manifest, view) !== undefined ||
          isSentToRepository(manifest, view)) &&
        !(isCommand(manifest, view) && !saysLibrary(view))
        ? `${name} is published for others to depend on`
        : undefined;
    case 'pypi':
      // Maturin packs a program of Rust into a package that has nothing to import.
      if (/^\s*bindings\s*=\s*["']bin["']/m.test(view.facts.source.text(manifest.path) ?? '')) return undefined;
      // Commands with nothing but a licence are for the people of the house.
      return manifest.packaged &&
        isDescribed &&
        (!isFrozen(manifest) || importShown(manifest, view) !== undefined) &&
        (manifest.binaries.length === 0 ||
          manifest.urls.length + manifest.classifiers.length + manifest.keywords.length > 0 ||
          importShown(manifest, view) !== undefined)
        ? `the package ${name} is described for its users`
        : undefined;
    case 'hex':
      return manifest.packaged && isDescribed ? `the package ${name} is described for its users` : undefined;
    case 'terraform':
    case 'cpp':
      return undefined;
  }
}

const FROZEN = 5;

/** Whether it takes but one version of most that it needs: nobody could install it beside anything else. */
function isFrozen({ dependencies }: Manifest): boolean {
  const needed = dependencies.filter(({ scope }) => scope === 'prod');
  const exact = needed.filter(({ version }) => /^={2,3}\s*v?\d[\w.]*$/.test(version ?? '')).length;
  return exact >= FROZEN && exact * 2 >= needed.length;
}

/** A crate of a workspace that builds programs, with no page of its own for those who would depend on it. */
export function isPartOfProgram(manifest: Manifest, view: View): boolean {
  const folder = folderOf(manifest.path);
  if (folder === unitFolder(view) || /\blibrary\b/i.test(manifest.description ?? '')) return false;
  const programs = ownManifests(view).some(
    (other) =>
      other.ecosystem === 'cargo' &&
      other.role === 'config' &&
      other.binaries.length > 0 &&
      // A subcommand of Cargo serves those who write programs with the kit.
      !(other.name?.startsWith('cargo-') && isKit(view)),
  );
  const readme = readmeIn(folder, view.facts);
  return (
    programs && (readme === null || /\binternal (?:component|crate|library|detail|use)\b/i.test(readme?.text ?? ''))
  );
}

/** A workspace that its README introduces as what others write programs with. */
function isKit(view: View): boolean {
  const text = readmeIn(view.unit, view.facts)?.text.slice(0, 800) ?? '';
  return /\brust (?:sdk|library|bindings|framework|toolkit|client)\b|\b(?:sdk|library|bindings|framework|crates?) for (?:building|writing|working|talking|\w+ing)\b/i.test(
    text,
  );
}

function isCommand(manifest: Manifest, view: View): boolean {
  return (
    manifest.entryPoints.length > 0 &&
    view.facts.technologies.some((use) => use.technology.category === 'cli-framework')
  );
}

/** A program may be a library beside, when its README introduces it as one. */
function saysLibrary(view: View): boolean {
  const text = readmeIn(view.unit, view.facts)?.text.slice(0, 1500) ?? '';
  return /\bis an? (?:[\w.-]+ ){0,4}(?:library|sdk|toolkit|framework)\b/i.test(text);
}

/** npm exports `index.js` where the manifest does not say what: a package, when its README hands it to others. */
function isPlainIndex(manifest: Manifest, view: View, has: (path: string) => boolean): boolean {
  return (
    manifest.entryPoints.length === 0 &&
    has('index.js') &&
    (importShown(manifest, view) !== undefined || (manifest.license !== undefined && isToldToInstall(manifest, view)))
  );
}

/** `npm init` writes `index.js` whether it is there or not; what is built is not in the repository. */
function isThere(path: string, manifest: Manifest, has: (path: string) => boolean): boolean {
  const relative = path.replace(/^\.\//, '');
  // Nor is data one, or a program in another language.
  if (/\.(?:json|php|py|rb|html?|sh)$/.test(relative)) return false;
  // npm packages are published as built; a source file as entry is for the workspace around it.
  if (manifest.path.endsWith('package.json') && /(?<!\.d)\.[cm]?tsx?$/.test(relative)) return false;
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
