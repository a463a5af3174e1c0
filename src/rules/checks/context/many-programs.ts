import { posix } from 'node:path';
import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Manifest } from '../../../facts/manifests/manifest.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { unitFolder, unitPrefix } from '../../own.ts';
import type { View } from '../../view.ts';
import { importShown } from './documented-import.ts';

const MAIN: ProbeDefinition = {
  pattern: '^package main\\b|\\bpublic static void main\\s*\\(|^\\s*(?:int|void) main\\s*\\(|^fun main\\s*\\(',
  flags: 'm',
  words: ['main'],
  languages: ['go', 'java', 'kotlin', 'c', 'cpp'],
};

/** What is started as a script of Python by itself. */
const SCRIPT: ProbeDefinition = {
  pattern: String.raw`^if\s+__name__\s*==\s*['"]__main__['"]`,
  flags: 'm',
  words: ['__name__'],
  languages: ['python'],
};

const FEWEST = 16;
/** Packages of Python are started from many of their modules; so many folders of scripts without a package are trials, whoever adds to them. */
const FEWEST_OF_SCRIPTS = 100;
/** So many people keep no collection of trials together, and nobody releases one so often. */
const TEAM = 8;
const RELEASED = 5;
/** Packages of Dart that are described for others have no manifest above them that holds them together. */
const SEVERAL = 3;

function isForOthers({ ecosystem, packaged, description, version, urls }: Manifest): boolean {
  return ecosystem === 'pub' && packaged && description !== undefined && version !== undefined && urls.length > 0;
}

/** Whether it is a collection of exercises and trials: many small programs that nothing holds together. */
export const manyPrograms: Check = {
  name: 'many-programs',
  probes: [MAIN, SCRIPT],
  run: (view) => {
    const { code, manifests, deployment, containers, source, history } = view.facts;
    const scripts = foldersOfScripts(view);
    if (scripts.length >= FEWEST_OF_SCRIPTS) {
      return yes(scripts.slice(0, 5).map((path) => ({ path, detail: `one of ${scripts.length} folders of scripts` })));
    }
    if (history.known && (history.people >= TEAM || history.releases >= RELEASED)) return no();
    const own = manifests.filter(
      (manifest) =>
        view.here(manifest.path) &&
        manifest.role !== 'vendored' &&
        manifest.role !== 'ci' &&
        manifest.ecosystem !== 'terraform',
    );
    const root = unitFolder(view);
    const isAtRoot = ({ path }: { readonly path: string }): boolean => folderOf(path) === root;
    const projects = own.filter((manifest) => manifest.ecosystem === 'nuget');
    const referring = projects.filter(({ path }) => /<ProjectReference\b/.test(source.text(path) ?? ''));
    // A workspace, a build of the whole, images of it, references among its projects, or a deployment holds them together, and so does
    // a package that others import.
    const isHeld =
      own.filter(isForOthers).length >= SEVERAL ||
      own.some(
        (manifest) =>
          isAtRoot(manifest) &&
          // A solution lists whatever an editor shall show; that its projects belong together is said by their references.
          ((manifest.workspaceMembers.length > 0 && manifest.ecosystem !== 'nuget' && !isListOfCrates(manifest, own)) ||
            importShown(manifest, view) !== undefined),
      ) ||
      containers.dockerfiles.some((file) => isAtRoot(file) && file.purpose === 'app') ||
      containers.services.some((service) => isAtRoot(service) && service.build !== undefined) ||
      referring.length * 3 > projects.length ||
      deployment.deployments.some((item) => view.here(item.path) && isAtRoot(item));
    if (isHeld) return no();
    const folders = new Set(
      code
        .hits(MAIN)
        .map((hit) => hit.path)
        .filter((path) => view.here(path) && !/(?:^|\/)(?:cmd|tools?|scripts?|hack|internal)\//.test(path))
        .map(folderOf),
    );
    for (const manifest of own) if (folderOf(manifest.path) !== root) folders.add(folderOf(manifest.path));
    if (folders.size < FEWEST || isRunTogether(folders, view)) return no();
    return yes([...folders].slice(0, 5).map((path) => ({ path, detail: `one of ${folders.size} programs` })));
  },
};

/** A workspace of many crates of which none needs another one only spares them a folder for each build. */
function isListOfCrates({ ecosystem }: Manifest, own: readonly Manifest[]): boolean {
  const crates = ecosystem === 'cargo' ? own.filter((manifest) => manifest.ecosystem === 'cargo') : [];
  const names = new Set(crates.map(({ name }) => name));
  return crates.length > FEWEST && !crates.some(({ dependencies }) => dependencies.some(({ name }) => names.has(name)));
}

/** The folders of scripts of Python that no package at the root holds together. */
function foldersOfScripts(view: View): readonly string[] {
  const root = unitFolder(view);
  const { code, manifests } = view.facts;
  if (manifests.some(({ ecosystem, path, packaged }) => ecosystem === 'pypi' && packaged && folderOf(path) === root))
    return [];
  const own = code.hits(SCRIPT).filter((hit) => view.here(hit.path));
  return [...new Set(own.map((hit) => folderOf(hit.path)))];
}

/** Whether one place deploys or starts several of the programs that lie elsewhere: each by a folder or file of its name, or by its image. */
function isRunTogether(folders: ReadonlySet<string>, view: View): boolean {
  const { deployment, containers } = view.facts;
  const unit = unitPrefix(view);
  const parts = new Set(
    [...folders].filter((folder) => folder.startsWith(unit)).map((folder) => topOf(folder.slice(unit.length))),
  );
  const run = new Map<string, Set<string>>();
  const add = (place: string, part: string): void => {
    run.set(place, (run.get(place) ?? new Set()).add(part));
  };
  for (const { path } of deployment.deployments) {
    if (!view.here(path)) continue;
    const [place = '', ...names] = path
      .slice(unit.length)
      .replace(/\.\w+$/, '')
      .split('/');
    for (const name of names) if (parts.has(name) && name !== place) add(place, name);
  }
  for (const { path, build } of containers.services) {
    if (build === undefined || !view.here(path)) continue;
    const place = topOf(path.slice(unit.length));
    const part = topOf(posix.join(folderOf(path), build).slice(unit.length));
    if (parts.has(part) && part !== place) add(place, part);
  }
  return [...run.values()].some((names) => names.size >= 2);
}

function topOf(path: string): string {
  return path.split('/', 1)[0] ?? '';
}
