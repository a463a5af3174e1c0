import type { Facts } from '../facts/facts.ts';
import type { FileEntry } from '../repository/file-index.ts';
import { folderOf } from '../repository/paths.ts';
import { type Candidate, EXPERIMENTS, findCandidates } from './unit-candidates.ts';

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
  /** How many parts more there are than are told apart. */
  readonly omitted: number;
}

/** More parts than this are not told apart: nobody could read the report. */
const MAX_UNITS = 400;

/**
 * Finds the units of a repository: what workspaces and build tools name, packages that could be published, what is installed or
 * deployed by itself, infrastructure, and folders of experiments. What only builds, tests or shows the others is no part.
 */
export function findUnits(facts: Facts, declared: readonly string[] = []): Units {
  const candidates = findCandidates(facts, declared);
  const paths = new Set(candidates.map(({ path }) => path));
  const owned = countOwned(facts, paths);
  const kept = candidates.filter((candidate) => {
    const { path, origin } = candidate;
    if (origin === 'declared') return facts.source.files.under(path).length > 0;
    if (origin === 'experiment') return !candidates.some((other) => folderOf(other.path) === path);
    const holdsSomething = (owned.get(path) ?? 0) > 0 || isPublished(candidate);
    return holdsSomething && !NOT_PARTS.some((isNoPart) => isNoPart(candidate, paths));
  });
  const all = liftFromSource(kept);
  const isDeclared = (candidate: Candidate): boolean => candidate.origin === 'declared';
  const units = [...all.filter(isDeclared), ...all.filter((candidate) => !isDeclared(candidate)).sort(byPath)]
    .slice(0, MAX_UNITS)
    .map(({ path, reason }) => ({ path, reason, isExperiment: EXPERIMENTS.test(path) }))
    .sort(byPath);
  const own = ownShare(facts, units);
  // One part that is all there is, is the whole.
  if (units.length === 1 && declared.length === 0 && !units[0]?.isExperiment && own.share < 0.05)
    return { units: [], isCoordinator: false, omitted: 0 };
  return {
    units,
    isCoordinator: units.length >= 2 && (own.files <= GLUE_FILES || own.share < 0.05),
    omitted: all.length - units.length,
  };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

/** What a candidate may be instead of a part. */
const NOT_PARTS: readonly ((candidate: Candidate, folders: ReadonlySet<string>) => boolean)[] = [
  ({ path }) => HIDDEN.test(path),
  isHelper,
  isTemplate,
  isPartOfOther,
];

/** How many files each candidate has that make it what it is, without those of candidates inside. */
function countOwned(facts: Facts, folders: ReadonlySet<string>): Map<string, number> {
  const owned = new Map<string, number>();
  for (const file of facts.source.files.all) {
    if (!isSubstance(file)) continue;
    const folder = nearestIn(file.path, folders);
    if (folder !== undefined) owned.set(folder, (owned.get(folder) ?? 0) + 1);
  }
  return owned;
}

/** Code, or what describes infrastructure. Manifests that are written in a language are none of it. */
function isSubstance({ role, language, name }: FileEntry): boolean {
  if (/^chart\.ya?ml$/i.test(name)) return role === 'config' || role === 'source';
  return role === 'source' && language !== undefined && !/\.(?:gradle|gradle\.kts|sbt|gemspec)$/.test(name);
}

const HARNESS =
  /(?:^|[-_.])(?:load[-_]?test(?:s|ing)?|tests|e2e|benchmarks?|bench(?:es)?|fuzz|fixtures|integration[-_]tests?|it|testbed|test[-_](?:suite|harness|utils?|helpers?)|coverage(?:[-_]report)?|(?:_?build)?[-_]?tools)(?:[-_.]|$)/i;
const SHOWN = /(?:^|[-_.])(?:demos?|examples?|samples?|tutorials?|quickstarts?|playgrounds?)$/i;
/** `store-demo/store-demo-api` */
const SHOWN_BELOW = /(?:^|\/)(?:[\w.]+[-_])?(?:demos?|examples?|samples?|tutorials?|quickstarts?)\//i;

/**
 * Whether it only tests, measures, builds or shows the other parts. What a workspace names and publishes is meant for others, whatever it
 * is called.
 */
function isHelper(candidate: Candidate): boolean {
  const { path, manifest, origin } = candidate;
  if (origin === 'named' && isPublished(candidate)) return false;
  if (origin === 'infrastructure') return SHOWN_BELOW.test(`${path}/`);
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (HARNESS.test(name) || SHOWN.test(name) || SHOWN_BELOW.test(path)) return true;
  if (origin === 'alone' && CONTAINER_FOLDER.test(name)) return true;
  return (manifest?.private === true || origin === 'alone') && TEST_WORD.test(name);
}

/** Where images are put together, for somebody's own machine or for others. */
const CONTAINER_FOLDER = /^(?:\.?docker(?:files?)?|containers?|images?|local|dev|development)$/i;

/** Whether the manifest says that others are to have it. */
function isPublished({ manifest }: Candidate): boolean {
  return manifest?.packaged === true && manifest.private !== true && SAYS_PRIVATE.has(manifest.ecosystem);
}

const TEST_WORD = /(?:^|[-_.])test(?:ing)?(?:[-_.]|$)/i;

/** Ecosystems whose manifests say what is not to be published. */
const SAYS_PRIVATE: ReadonlySet<string> = new Set(['npm', 'cargo', 'pypi', 'rubygems', 'hex', 'pub']);

const TEMPLATES =
  /(?:^|\/)(?:_?[\w-]*templates?|template-[\w-]+|_?scaffold(?:s|ing)?|_?skel(?:etons?)?|boilerplates?|stubs?|archetype-resources)(?:\/|$)/i;

/** Whether it lies among what is written into projects of others. What a workspace names is a template only in such a folder. */
function isTemplate({ path, origin }: Candidate, folders: ReadonlySet<string>): boolean {
  const above = nearestIn(path, folders) ?? '';
  return TEMPLATES.test((origin === 'named' ? folderOf(path) : path).slice(above.length));
}

/** What people and tools keep for themselves: `.devcontainer`, `.github`. */
const HIDDEN = /(?:^|\/)\./;

/** What nothing but a manifest or an image sets apart, deep in another part, belongs to that. */
function isPartOfOther({ path, origin, manifest }: Candidate, folders: ReadonlySet<string>): boolean {
  const above = nearestIn(path, folders);
  if (above === undefined) return false;
  const below = path.slice(above.length + 1);
  if (origin === 'infrastructure') return !INFRASTRUCTURE.test(below);
  if (origin === 'package' && manifest?.ecosystem === 'go') return false;
  return (origin === 'package' || origin === 'alone') && (below.includes('/') || SOURCE_FOLDER.test(below));
}

const INFRASTRUCTURE = /^(?:charts|infra(?:structure)?|terraform|deploy(?:ment)?s?)(?:\/|$)/;
const SOURCE_FOLDER = /^(?:src|lib|app|internal|pkg|resources)$/;

/** `services/cart/src` is called `services/cart` where it is all that there is. */
function liftFromSource(candidates: readonly Candidate[]): Candidate[] {
  return candidates.map((candidate) => {
    const parent = folderOf(candidate.path);
    const isLone = !candidates.some(
      ({ path }) => path !== candidate.path && (path === parent || path.startsWith(`${parent}/`)),
    );
    const lifts = candidate.origin !== 'declared' && candidate.path.endsWith('/src') && parent !== '' && isLone;
    return lifts ? { ...candidate, path: parent } : candidate;
  });
}

/** A few files at the root are glue: scripts and configuration, no software. */
const GLUE_FILES = 5;

/** What of the source lies in no unit. */
function ownShare(facts: Facts, units: readonly Unit[]): { readonly files: number; readonly share: number } {
  const folders = new Set(units.map((unit) => unit.path));
  let own = 0;
  let all = 0;
  for (const file of facts.source.files.all) {
    if (file.role !== 'source') continue;
    all++;
    if (nearestIn(file.path, folders) === undefined) own++;
  }
  return { files: own, share: all === 0 ? 0 : own / all };
}

/** The nearest folder above a path that is one of these. */
function nearestIn(path: string, folders: ReadonlySet<string>): string | undefined {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) if (folders.has(folder)) return folder;
  return undefined;
}
