import type { FileEntry } from '../repository/file-index.ts';
import type { Language } from '../repository/languages.ts';
import type { Role } from '../repository/roles.ts';
import { cargoLockFiles } from './lockfiles/cargo.ts';
import { conanLockFiles } from './lockfiles/cpp.ts';
import { pubLockFiles } from './lockfiles/dart.ts';
import { nugetLockFiles, paketLockFiles } from './lockfiles/dotnet.ts';
import { mixLockFiles, rebarLockFiles } from './lockfiles/elixir.ts';
import { goLockFiles } from './lockfiles/go.ts';
import { gradleLockFiles } from './lockfiles/gradle.ts';
import { cabalFreezeFiles, stackLockFiles } from './lockfiles/haskell.ts';
import { bunLockFiles, denoLockFiles, npmLockFiles } from './lockfiles/npm.ts';
import { phpLockFiles } from './lockfiles/php.ts';
import { pnpmLockFiles } from './lockfiles/pnpm.ts';
import { compiledRequirements, condaExports, pipfileLockFiles, pythonLockFiles } from './lockfiles/python.ts';
import { rubyLockFiles } from './lockfiles/ruby.ts';
import { carthageLockFiles, podLockFiles, swiftLockFiles } from './lockfiles/swift.ts';
import { terraformLockFiles } from './lockfiles/terraform.ts';
import { yarnLockFiles } from './lockfiles/yarn.ts';
import { cargoManifests } from './manifests/cargo.ts';
import { clojureDeps, leiningenProjects, shadowProjects } from './manifests/clojure.ts';
import { cppManifests } from './manifests/cpp.ts';
import { dartManifests } from './manifests/dart.ts';
import { dotnetManifests } from './manifests/dotnet.ts';
import { elixirManifests } from './manifests/elixir.ts';
import { erlangManifests } from './manifests/erlang.ts';
import { goManifests, goWorkspaces } from './manifests/go.ts';
import { gradleManifests } from './manifests/gradle.ts';
import { haskellManifests } from './manifests/haskell.ts';
import type { DependencyScope, LockFile, LockFileReader, Manifest, ManifestReader } from './manifests/manifest.ts';
import { mavenManifests } from './manifests/maven.ts';
import { denoManifests, npmManifests } from './manifests/npm.ts';
import { phpManifests } from './manifests/php.ts';
import { pythonProjects } from './manifests/python.ts';
import { condaEnvironments } from './manifests/python-conda.ts';
import { pipfiles } from './manifests/python-pipfile.ts';
import { pythonRequirements } from './manifests/python-requirements.ts';
import { pythonSetup } from './manifests/python-setup.ts';
import { pythonSetupCfg } from './manifests/python-setup-cfg.ts';
import { gemfiles } from './manifests/ruby.ts';
import { gemspecs } from './manifests/ruby-gemspec.ts';
import { sbtManifests } from './manifests/sbt.ts';
import { swiftManifests } from './manifests/swift.ts';
import { terraformManifests } from './manifests/terraform.ts';
import type { FactSource } from './source.ts';

const MANIFEST_READERS: readonly ManifestReader[] = [
  npmManifests,
  denoManifests,
  pythonProjects,
  pythonRequirements,
  pythonSetup,
  pythonSetupCfg,
  pipfiles,
  condaEnvironments,
  goManifests,
  goWorkspaces,
  cargoManifests,
  gemfiles,
  gemspecs,
  phpManifests,
  mavenManifests,
  gradleManifests,
  sbtManifests,
  leiningenProjects,
  clojureDeps,
  shadowProjects,
  cppManifests,
  dartManifests,
  dotnetManifests,
  elixirManifests,
  erlangManifests,
  haskellManifests,
  swiftManifests,
  terraformManifests,
];

const LOCK_FILE_READERS: readonly LockFileReader[] = [
  npmLockFiles,
  bunLockFiles,
  denoLockFiles,
  pnpmLockFiles,
  yarnLockFiles,
  pythonLockFiles,
  pipfileLockFiles,
  compiledRequirements,
  condaExports,
  goLockFiles,
  cargoLockFiles,
  rubyLockFiles,
  phpLockFiles,
  conanLockFiles,
  pubLockFiles,
  nugetLockFiles,
  paketLockFiles,
  mixLockFiles,
  rebarLockFiles,
  gradleLockFiles,
  cabalFreezeFiles,
  stackLockFiles,
  carthageLockFiles,
  podLockFiles,
  swiftLockFiles,
  terraformLockFiles,
];

/** Whether a manifest or lock file is there that could not be read or parsed. */
export function hasBrokenManifest(source: FactSource): boolean {
  return [...source.broken].some((path) => {
    const file = source.files.get(path);
    if (file === undefined || (!MANIFEST_ROLES.has(file.role) && file.role !== 'generated')) return false;
    return [...MANIFEST_READERS, ...LOCK_FILE_READERS].some((reader) => reader.matches(file));
  });
}

/** Manifests of tests and documentation belong to this repository, but what they bring does not ship. */
const SCOPE_BY_ROLE: Readonly<Partial<Record<Role, DependencyScope>>> = { test: 'test', docs: 'dev', ci: 'dev' };

/** Languages that no manifest is written in, and that much of large repositories is. */
const NO_MANIFESTS: ReadonlySet<Language> = new Set<Language>([
  ...(['javascript', 'typescript', 'go', 'java', 'rust', 'csharp', 'php', 'c', 'cpp', 'objective-c', 'dart'] as const),
  ...(['vue', 'svelte', 'html', 'sql', 'shell', 'template', 'proto', 'graphql'] as const),
]);

const MANIFEST_ROLES: ReadonlySet<Role> = new Set(['source', 'config', 'ci', 'test', 'docs']);

/** Every manifest of this software; a broken one is a diagnostic. Those of fixtures, examples and vendored code are not read. */
export function readManifests(source: FactSource): Manifest[] {
  const manifests: Manifest[] = [];
  for (const file of source.files.all) {
    if (!MANIFEST_ROLES.has(file.role) || !isReadable(file)) continue;
    if (file.language !== undefined && NO_MANIFESTS.has(file.language)) continue;
    for (const reader of MANIFEST_READERS) {
      if (!reader.matches(file)) continue;
      const manifest = source.guard('manifest', file.path, () => reader.read(file, source));
      if (manifest !== undefined) manifests.push(rescope(manifest));
    }
  }
  return manifests;
}

/** Every lock file beside this software's manifests; a broken one is a diagnostic. */
export function readLockFiles(source: FactSource): LockFile[] {
  const lockFiles: LockFile[] = [];
  for (const file of source.files.all) {
    // Lock files have the role `generated`; where they lie says whether they are ours.
    if (file.role !== 'generated' && file.role !== 'config') continue;
    if (!isReadable(file) || FOREIGN.test(file.path)) continue;
    const reader = LOCK_FILE_READERS.find((candidate) => candidate.matches(file));
    if (reader === undefined) continue;
    const lockFile = source.guard('lock-file', file.path, () => reader.read(file, source));
    if (lockFile !== undefined) lockFiles.push(lockFile);
  }
  return lockFiles;
}

const FOREIGN = /(?:^|\/)(?:node_modules|vendor|fixtures?|__fixtures__|testdata|examples?|samples?|templates?)\//i;

function isReadable(file: FileEntry): boolean {
  return file.mode === 'file' || file.mode === 'executable';
}

function rescope(manifest: Manifest): Manifest {
  const scope = SCOPE_BY_ROLE[manifest.role];
  if (scope === undefined) return manifest;
  return { ...manifest, dependencies: manifest.dependencies.map((dependency) => ({ ...dependency, scope })) };
}
