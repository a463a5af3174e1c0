import type { FileEntry } from '../../repository/file-index.ts';
import type { Role } from '../../repository/roles.ts';
import type { Evidence } from '../evidence.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';

/** Package ecosystems; technologies name their packages by these. */
export const ECOSYSTEMS = [
  'npm',
  'pypi',
  'go',
  'cargo',
  'maven',
  'rubygems',
  'packagist',
  'nuget',
  'hex',
  'swift',
  'pub',
  'hackage',
  'cpp',
  'terraform',
] as const;

/** maven: Maven, Gradle, sbt and Clojure's tools, as `group:artifact`. cpp: Conan, vcpkg, CMake and Meson names. */
export type Ecosystem = (typeof ECOSYSTEMS)[number];

export type DependencyScope = 'prod' | 'dev' | 'test' | 'build' | 'optional' | 'peer';

export interface Dependency {
  /** Normalised as the ecosystem does: PEP 503 names, Go paths without the major suffix, `group:artifact`. */
  readonly name: string;
  readonly scope: DependencyScope;
  /** The constraint as written. */
  readonly version?: string;
  readonly line?: number;
  /** Where it is named, if another list includes that one. */
  readonly named?: { readonly path: string; readonly line: number };
}

export interface Script {
  readonly name: string;
  readonly command: string;
  readonly line?: number;
}

/** One manifest file, whatever its ecosystem calls it. */
export interface Manifest {
  readonly ecosystem: Ecosystem;
  readonly path: string;
  readonly role: Role;
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly license?: string;
  /** Marked as not to be published (`"private": true`, `publish = false`); `undefined` when nothing is said. */
  readonly private?: boolean;
  /** Whether it describes a package that could be published (a name and a version or build system), not just a list. */
  readonly packaged: boolean;
  readonly dependencies: readonly Dependency[];
  readonly scripts: readonly Script[];
  /** Commands that installing it brings. */
  readonly binaries: readonly string[];
  /** What others import or what is started: main, exports, entry points, main class. */
  readonly entryPoints: readonly string[];
  /** Globs or folders of workspace members, as written. */
  readonly workspaceMembers: readonly string[];
  /** Runtimes and tools that it demands: engines, requires-python, go directive, rust-version. */
  readonly runtimes: readonly { readonly name: string; readonly constraint: string; readonly line?: number }[];
  readonly keywords: readonly string[];
  /** Trove classifiers, package categories. */
  readonly classifiers: readonly string[];
  readonly authors: readonly string[];
  readonly urls: readonly string[];
}

export interface LockedPackage {
  readonly name: string;
  readonly version?: string;
  /** Names of the packages that it brings, where the lock file says so. */
  readonly dependencies: readonly string[];
}

export interface LockFile {
  readonly ecosystem: Ecosystem;
  readonly path: string;
  readonly packages: readonly LockedPackage[];
  /** Names that locked packages stand in for (`replace` and `provide` of Composer). */
  readonly provided?: readonly string[];
}

/** Reads the manifests of one ecosystem. `read` may throw FormatError; it is guarded by the caller. */
export interface ManifestReader {
  readonly ecosystem: Ecosystem;
  matches(file: FileEntry): boolean;
  read(file: FileEntry, source: FactSource): Manifest | undefined;
}

/** Reads the lock files of one ecosystem. */
export interface LockFileReader {
  readonly ecosystem: Ecosystem;
  matches(file: FileEntry): boolean;
  read(file: FileEntry, source: FactSource): LockFile | undefined;
}

/** Where a dependency is named: in the manifest, or in a list that this one includes. */
export function dependencyPlace(manifest: Manifest, { name, line, named }: Dependency): Evidence {
  return { ...(named ?? { path: manifest.path, ...atLine(line) }), detail: `depends on ${name}` };
}

/** A manifest with nothing in it yet: readers spread it and fill what they know. */
export function emptyManifest(ecosystem: Ecosystem, file: FileEntry): Manifest {
  return {
    ecosystem,
    path: file.path,
    role: file.role,
    packaged: false,
    dependencies: [],
    scripts: [],
    binaries: [],
    entryPoints: [],
    workspaceMembers: [],
    runtimes: [],
    keywords: [],
    classifiers: [],
    authors: [],
    urls: [],
  };
}
