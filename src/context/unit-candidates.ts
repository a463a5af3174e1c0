import { posix } from 'node:path';
import { readBuildProjects } from '../facts/build-projects.ts';
import type { Facts } from '../facts/facts.ts';
import type { Manifest } from '../facts/manifests/manifest.ts';
import { matcher } from '../repository/glob.ts';
import { folderOf } from '../repository/paths.ts';

/* Where parts of a repository may lie, by all that names one: workspaces, packages, build tools, deployments, infrastructure. What is
   no part after all (a build's own helpers, tests, examples) is told apart in units.ts. */

/** How sure a folder is to be a part: what is named as one, what could be published, what installs or starts by itself. */
export type CandidateOrigin = 'declared' | 'named' | 'package' | 'alone' | 'infrastructure' | 'experiment';

export interface Candidate {
  readonly path: string;
  readonly origin: CandidateOrigin;
  /** Why it is one. */
  readonly reason: string;
  /** The manifest that describes it, where there is one. */
  readonly manifest: Manifest | undefined;
}

/** Folders whose programs are parts for what they are, even without a manifest. */
export const EXPERIMENTS = /^(?:experiments?|playgrounds?|sandbox|prototypes?|pocs?|spikes?)$/i;

/** Every folder that may be a part; of several reasons the first counts. */
export function findCandidates(facts: Facts, declared: readonly string[]): Candidate[] {
  const candidates = new Map<string, Candidate>();
  const manifests = facts.manifests.filter(({ role }) => role === 'config' || role === 'source');
  const folders = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const folder = folderOf(manifest.path);
    const known = folders.get(folder);
    if (known === undefined || (!known.packaged && manifest.packaged)) folders.set(folder, manifest);
  }
  const add = (path: string, origin: CandidateOrigin, reason: string): void => {
    if (path === '' || path === '.' || candidates.has(path)) return;
    candidates.set(path, { path, origin, reason, manifest: folders.get(path) });
  };
  for (const path of declared) add(path, 'declared', 'declared in the configuration');
  for (const manifest of manifests) {
    for (const folder of members(manifest, folders)) add(folder, 'named', `member of the workspace ${manifest.path}`);
  }
  for (const { folder, what } of readBuildProjects(facts.source)) add(folder, 'named', what);
  for (const [folder, manifest] of folders) {
    if (isPublishable(manifest)) add(folder, 'package', `a package of its own (${manifest.path})`);
  }
  for (const { path, reason } of infrastructure(facts)) add(path, 'infrastructure', reason);
  for (const [folder, reason] of standingAlone(facts, folders)) add(folder, 'alone', reason);
  const collected = [...folders.keys()].filter((folder) => COLLECTED.test(folder));
  if (new Set(collected.map((folder) => folder.split('/', 1)[0])).size >= 2) {
    for (const folder of collected) add(folder, 'alone', 'a manifest in a folder of parts');
  }
  for (const { path, language } of facts.source.files.all) {
    const [top] = path.split('/', 1);
    if (top !== undefined && top !== path && EXPERIMENTS.test(top) && language !== undefined)
      add(top, 'experiment', 'a folder of experiments');
  }
  return [...candidates.values()];
}

/** Where monorepos sort their parts, whether or not a tool knows of it. */
const COLLECTED =
  /^(?:packages?|services?|apps?|applications|libs?|libraries|sdks?|clients?|components|modules|microservices|tools|infra)\/[^/]+$/i;

/** The folders with a manifest that a workspace names, by glob or folder. */
function members(manifest: Manifest, folders: ReadonlyMap<string, Manifest>): string[] {
  if (manifest.workspaceMembers.length === 0) return [];
  const base = folderOf(manifest.path);
  const prefix = base === '' ? '' : `${base}/`;
  const wanted = manifest.workspaceMembers.filter((member) => !member.startsWith('!'));
  const refused = manifest.workspaceMembers.filter((member) => member.startsWith('!')).map((member) => member.slice(1));
  const globs = (list: readonly string[]): string[] =>
    list.flatMap((member) => {
      const glob = posix.normalize(`${prefix}${member.replaceAll('\\', '/')}`).replace(/\/$/, '');
      // A member may be named by its manifest.
      return MANIFEST_FILE.test(glob) ? [`/${glob}`, `/${folderOf(glob)}`] : [`/${glob}`];
    });
  const isMember = matcher(globs(wanted));
  const isRefused = refused.length === 0 ? () => false : matcher(globs(refused));
  return [...folders.keys()].filter((folder) => folder !== base && isMember(folder) && !isRefused(folder));
}

const MANIFEST_FILE = /\/[^/]+\.(?:xml|json|toml|cabal|\w+proj|ya?ml)$/;

/** Ecosystems in which a package is described where it lies, whether or not a workspace names it. */
const PUBLISHING: ReadonlySet<string> = new Set([
  'npm',
  'pypi',
  'go',
  'cargo',
  'rubygems',
  'packagist',
  'hex',
  'hackage',
  'pub',
]);

/** Whether others could install it by its name. Every `go.mod` makes a module that is versioned by itself. */
function isPublishable({ ecosystem, path, packaged, private: isPrivate }: Manifest): boolean {
  if (!PUBLISHING.has(ecosystem) || isPrivate === true) return false;
  return packaged || path.endsWith('/go.mod');
}

/** Folders that are installed, built into an image or deployed by themselves. */
function standingAlone(facts: Facts, folders: ReadonlyMap<string, Manifest>): Map<string, string> {
  const found = new Map<string, string>();
  const add = (folder: string | undefined, reason: string): void => {
    if (folder !== undefined && folder !== '' && !found.has(folder)) found.set(folder, reason);
  };
  const isSoftware = (folder: string): boolean => {
    const manifest = folders.get(folder);
    return manifest !== undefined && manifest.ecosystem !== 'terraform';
  };
  const nearest = (path: string): string | undefined => {
    let folder = folderOf(path);
    while (folder !== '' && !isSoftware(folder)) folder = folderOf(folder);
    return folder === '' ? undefined : folder;
  };
  for (const { path, purpose } of facts.containers.dockerfiles) {
    if (purpose !== 'development' && purpose !== 'ci' && isSoftware(folderOf(path)))
      add(folderOf(path), 'a manifest and an image of its own');
  }
  for (const { path, platform } of facts.deployment.deployments) {
    if (platform !== 'terraform') add(nearest(path), 'a manifest and a deployment of its own');
  }
  for (const service of facts.containers.services) {
    if (service.role !== 'config' || service.build === undefined) continue;
    add(builtFrom(service), `built as the service ${service.name} of ${service.path}`);
  }
  for (const { path } of facts.lockFiles) {
    if (isSoftware(folderOf(path))) add(folderOf(path), 'a manifest and a lock file of its own');
  }
  return found;
}

/** The folder that a compose service is built from: where its Dockerfile lies, if that is deeper than the context. */
function builtFrom(service: {
  readonly path: string;
  readonly build?: string;
  readonly dockerfile?: string;
}): string | undefined {
  const within = (base: string, relative: string): string | undefined => {
    if (/[${}]|^\/|:\/\//.test(relative)) return undefined;
    const path = posix.normalize(posix.join(base, relative)).replace(/\/$/, '');
    return path === '.' ? '' : path.startsWith('..') ? undefined : path;
  };
  const context = within(folderOf(service.path), service.build ?? '.');
  if (context === undefined || service.dockerfile === undefined) return context;
  const folder = within(context, folderOf(service.dockerfile));
  return folder !== undefined && folder.length > context.length ? folder : context;
}

/** Terraform that is applied by itself, and Helm charts. */
function infrastructure(facts: Facts): { readonly path: string; readonly reason: string }[] {
  const terraform = facts.deployment.terraform.folders.filter(({ folder }) => folder !== '.');
  const used = new Set<string>();
  for (const { folder, modules } of facts.deployment.terraform.folders) {
    for (const { local, source } of modules) if (local) used.add(posix.normalize(posix.join(folder, source)));
  }
  const has = (folder: string, pattern: RegExp): boolean =>
    facts.source.files
      .under(folder)
      .some(({ path, name }) => pattern.test(name) && path.length === folder.length + 1 + name.length);
  const isModule = (folder: string): boolean => /(?:^|\/)modules?\//.test(folder) || used.has(folder);
  const roots = terraform.filter((item) => {
    if (item.backend !== undefined) return true;
    if (isModule(item.folder)) return false;
    return has(item.folder, /\.tfvars$|^\.terraform\.lock\.hcl$/) || item.providers.length > 0;
  });
  const found = roots.map(({ folder }) => ({ path: folder, reason: 'Terraform that is applied by itself' }));
  // A collection of modules has nothing else to tell apart.
  if (roots.length === 0 && terraform.length === facts.deployment.terraform.folders.length) {
    for (const { folder, resources } of terraform)
      if (/(?:^|\/)modules?\/[^/]+$/.test(folder) && resources.length > 0 && !/\/modules?\/.*\/modules?\//.test(folder))
        found.push({ path: folder, reason: 'a Terraform module' });
  }
  return [...found, ...charts(facts)];
}

/** A single chart is how the software beside it is deployed; several are parts. */
function charts(facts: Facts): { readonly path: string; readonly reason: string }[] {
  const folders = facts.source.files
    .named('chart.yaml')
    .filter(({ role }) => role === 'config' || role === 'source')
    .map(({ path }) => folderOf(path));
  const all = new Set(folders);
  const whole = folders.filter((folder) => {
    for (let above = folderOf(folder); above !== ''; above = folderOf(above)) if (all.has(above)) return false;
    return folder !== '' && !all.has('');
  });
  return whole.length < 2 ? [] : whole.map((path) => ({ path, reason: 'a Helm chart' }));
}
