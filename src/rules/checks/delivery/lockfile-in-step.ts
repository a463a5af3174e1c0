import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Dependency, LockFile, Manifest } from '../../../facts/manifests/manifest.ts';
import { matcher } from '../../../repository/glob.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { managerInUse, managerOf } from '../proportion/package-managers.ts';

/** Lock files that name every direct dependency of the manifest beside them. */
const COMPLETE =
  /(?:^|\/)(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|uv\.lock|pdm\.lock|cargo\.lock|gemfile\.lock|composer\.lock|mix\.lock)$/i;
/** What a lock file need not name: other folders, and what the platform brings. */
const LOCAL = /^(?:workspace|file|link|portal|patch|catalog|path|npm|git)[:+]|^\.{0,2}\/|\bpath\b|\*?\{/i;
const PLATFORM =
  /^(?:php|ext-.*|lib-.*|composer(?:-.*)?|hhvm|python|roave\/security-advisories|tzinfo-data|wdm|win32-.*)$/;

/** Whether lock files know every dependency that the manifest beside them names. */
export const lockfileInStep: Check = {
  name: 'lockfile-in-step',
  run(view) {
    const missing: Evidence[] = [];
    const inStep: Evidence[] = [];
    const complete = view.facts.lockFiles.filter(({ path }) => COMPLETE.test(path));
    for (const lockFile of complete) {
      if (lockFile.packages.length === 0 || !view.here(lockFile.path)) continue;
      const manifest = manifestBeside(lockFile, view);
      if (manifest === undefined || isLeftOver(lockFile, view)) continue;
      const absent = absentOf(manifest, lockFile, view);
      // That a second manager's file lies there is a finding of its own.
      if (absent.length > 0 && isOfOtherManager(lockFile, complete, view)) continue;
      if (absent.length === 0) inStep.push({ path: lockFile.path, detail: 'names every dependency of its manifest' });
      for (const dependency of absent) {
        missing.push({
          path: manifest.path,
          ...atLine(dependency.line),
          detail: `${dependency.name} is not in ${lockFile.path}`,
          subject: lockFile.path,
        });
      }
    }
    if (missing.length > 0) return no(missing);
    return inStep.length > 0 ? yes(inStep) : unknown();
  },
};

/** A member of a workspace is installed from the lock file of the workspace: its own is never read. */
function isLeftOver({ path, ecosystem }: LockFile, view: View): boolean {
  const folder = folderOf(path);
  return view.facts.manifests.some((manifest) => {
    const root = folderOf(manifest.path);
    if (manifest.ecosystem !== ecosystem || root === folder || !(root === '' || folder.startsWith(`${root}/`)))
      return false;
    const wanted = manifest.workspaceMembers
      .filter((member) => !member.startsWith('!'))
      .map((member) => `/${member.replace(/^\.\//, '').replace(/\/$/, '')}`);
    return (
      wanted.length > 0 &&
      matcher(wanted)(root === '' ? folder : folder.slice(root.length + 1)) &&
      view.facts.lockFiles.some((other) => other.ecosystem === ecosystem && folderOf(other.path) === root)
    );
  });
}

/** Several managers lock one folder: what is installed comes from the declared one's file, or from the one that is in step. */
function isOfOtherManager(lockFile: LockFile, all: readonly LockFile[], view: View): boolean {
  const folder = folderOf(lockFile.path);
  const others = all.filter(
    (other) => other !== lockFile && other.ecosystem === lockFile.ecosystem && folderOf(other.path) === folder,
  );
  if (others.length === 0) return false;
  const used = managerInUse(
    folder,
    [lockFile, ...others].map(({ path }) => managerOf(path) ?? ''),
    view,
  );
  if (used !== undefined) return managerOf(lockFile.path) !== used.manager;
  return others.some((other) => {
    const manifest = manifestBeside(other, view);
    return other.packages.length > 0 && manifest !== undefined && absentOf(manifest, other, view).length === 0;
  });
}

function manifestBeside(lockFile: LockFile, view: View): Manifest | undefined {
  const folder = folderOf(lockFile.path);
  const beside = view.facts.manifests.filter(
    ({ ecosystem, path, role }) => ecosystem === lockFile.ecosystem && role === 'config' && folderOf(path) === folder,
  );
  const name = /poetry|uv\.lock|pdm/i.test(lockFile.path) ? 'pyproject.toml' : undefined;
  return name === undefined
    ? beside.length === 1
      ? beside[0]
      : beside.find(({ path }) => /(?:package\.json|Gemfile|Cargo\.toml|composer\.json|mix\.exs)$/.test(path))
    : beside.find(({ path }) => path.endsWith(name));
}

function absentOf(manifest: Manifest, lockFile: LockFile, view: View): Dependency[] {
  const locked = new Set(lockFile.packages.map(({ name }) => name.toLowerCase()));
  const own = new Set(view.facts.manifests.flatMap(({ name }) => (name === undefined ? [] : [name.toLowerCase()])));
  for (const name of lockFile.provided ?? []) locked.add(name);
  const asked = askedGems(lockFile, view);
  return manifest.dependencies.filter(({ name, scope, version }) => {
    if (scope !== 'prod' && scope !== 'dev' && scope !== 'test') return false;
    const key = name.toLowerCase();
    return !locked.has(key) && !own.has(key) && !LOCAL.test(version ?? '') && !PLATFORM.test(key) && !asked.has(key);
  });
}

/** Bundler lists gems for other platforms under DEPENDENCIES without locking a version. */
function askedGems(lockFile: LockFile, view: View): ReadonlySet<string> {
  if (lockFile.ecosystem !== 'rubygems') return new Set();
  const text = view.facts.source.text(lockFile.path) ?? '';
  const section = text.slice(Math.max(0, text.indexOf('\nDEPENDENCIES')));
  return new Set([...section.matchAll(/^ {2}([\w.-]+)/gm)].map(([, name = '']) => name.toLowerCase()));
}
