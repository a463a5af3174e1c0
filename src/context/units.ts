import type { Facts } from '../facts/facts.ts';
import type { Manifest } from '../facts/manifests/manifest.ts';
import { matcher } from '../repository/file-index.ts';

/** A part of the repository with a context of its own. */
export interface Unit {
  /** Its folder; never the root. */
  readonly path: string;
  /** Why it is one. */
  readonly reason: string;
  /** A folder of experiments beside other things. */
  readonly isExperiment: boolean;
}

/** The parts of a repository, and whether the root only holds them together. */
export interface Units {
  readonly units: readonly Unit[];
  /** A workspace root without software of its own: it is not judged as software. */
  readonly isCoordinator: boolean;
}

/** More parts than this are not told apart: nobody could read the report. */
const MAX_UNITS = 400;

/** Folders whose programs are parts for what they are, even without a manifest. */
const EXPERIMENTS = /^(?:experiments?|playgrounds?|sandbox|prototypes?|pocs?|spikes?)$/i;

/** Where monorepos sort their parts, whether or not a tool knows of it. */
const COLLECTED =
  /^(?:packages?|services?|apps?|applications|libs?|libraries|sdks?|clients?|components|modules|microservices|tools|infra)\/[^/]+$/i;

/**
 * Finds the units of a repository: members of workspaces (npm, Cargo, Go, Maven, Gradle …), folders that carry a manifest and a
 * deployment or image of their own, and folders of experiments.
 */
export function findUnits(facts: Facts, declared: readonly string[] = []): Units {
  const candidates = new Map<string, string>();
  const add = (path: string, reason: string): void => {
    if (path !== '' && !candidates.has(path)) candidates.set(path, reason);
  };
  for (const path of declared) add(path, 'declared in the configuration');
  const manifests = facts.manifests.filter((manifest) => manifest.role === 'config' || manifest.role === 'source');
  const folders = new Map<string, Manifest>();
  for (const manifest of manifests)
    if (!folders.has(folderOf(manifest.path))) folders.set(folderOf(manifest.path), manifest);
  for (const manifest of manifests) {
    for (const folder of members(manifest, folders)) add(folder, `member of the workspace ${manifest.path}`);
  }
  const sorted = [...folders.keys()].filter((folder) => COLLECTED.test(folder));
  if (new Set(sorted.map((folder) => folder.split('/')[0])).size >= 2) {
    for (const folder of sorted) add(folder, 'a manifest in a folder of parts');
  }
  for (const folder of folders.keys()) {
    if (startsAlone(folder, facts)) add(folder, 'a manifest and a deployment of its own');
  }
  for (const file of facts.source.files.all) {
    const [top] = file.path.split('/');
    if (top !== undefined && EXPERIMENTS.test(top) && file.language !== undefined) add(top, 'a folder of experiments');
  }
  const units = [...candidates]
    .filter(([path]) => facts.source.files.under(path).length > 0)
    .map(([path, reason]) => ({ path, reason, isExperiment: EXPERIMENTS.test(path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .slice(0, MAX_UNITS);
  return { units, isCoordinator: units.length >= 2 && holdsNothing(facts, units) };
}

/** The folders with a manifest that a workspace names, by glob or folder. */
function members(manifest: Manifest, folders: ReadonlyMap<string, Manifest>): string[] {
  if (manifest.workspaceMembers.length === 0) return [];
  const base = folderOf(manifest.path);
  const prefix = base === '' ? '' : `${base}/`;
  const wanted = manifest.workspaceMembers.filter((member) => !member.startsWith('!'));
  const refused = manifest.workspaceMembers.filter((member) => member.startsWith('!')).map((member) => member.slice(1));
  const globs = (members: readonly string[]): string[] =>
    members.map((member) => `/${prefix}${member.replace(/^\.\//, '').replace(/\/(?:[\w.-]+\.\w+)?$/, '')}`);
  const isMember = matcher(globs(wanted));
  const isRefused = refused.length === 0 ? () => false : matcher(globs(refused));
  return [...folders.keys()].filter(
    (folder) => folder !== base && folder.startsWith(prefix) && isMember(folder) && !isRefused(folder),
  );
}

/** Whether a folder is built into an image or deployed by itself. */
function startsAlone(folder: string, facts: Facts): boolean {
  if (folder === '') return false;
  const inFolder = (path: string): boolean => folderOf(path) === folder;
  return (
    facts.containers.dockerfiles.some(
      (file) => inFolder(file.path) && file.purpose !== 'development' && file.purpose !== 'ci',
    ) || facts.deployment.deployments.some((deployment) => inFolder(deployment.path))
  );
}

/** A few files at the root are glue: scripts and configuration, no software. */
const GLUE_FILES = 5;

function holdsNothing(facts: Facts, units: readonly Unit[]): boolean {
  const folders = new Set(units.map((unit) => unit.path));
  let own = 0;
  let all = 0;
  for (const file of facts.source.files.all) {
    if (file.role !== 'source') continue;
    all++;
    if (!liesIn(file.path, folders)) own++;
  }
  return own <= GLUE_FILES || own / all < 0.05;
}

/** Whether any folder above the path is one of these. */
function liesIn(path: string, folders: ReadonlySet<string>): boolean {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    if (folders.has(path.slice(0, slash))) return true;
  }
  return false;
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
