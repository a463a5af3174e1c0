import type { FileEntry } from '../repository/file-index.ts';
import type { Role } from '../repository/roles.ts';
import { type ContainerBuild, readBuilders } from './containers/builders.ts';
import { type ComposeService, isComposeFile, readComposeFile } from './containers/compose.ts';
import { isDockerfile, readDockerfile } from './containers/dockerfile.ts';
import type { Dockerfile } from './containers/dockerfile-model.ts';
import type { FactSource } from './source.ts';

export type { ContainerBuild, ImageBuilder } from './containers/builders.ts';
export type { ComposeService } from './containers/compose.ts';
export type {
  ContainerCommand,
  ContainerCopy,
  ContainerSetting,
  ContainerStage,
  ContainerVariable,
  Dockerfile,
} from './containers/dockerfile-model.ts';
export type { ContainerPurpose } from './containers/purpose.ts';

/** How the software is put into containers. */
export interface ContainersFact {
  readonly dockerfiles: readonly Dockerfile[];
  /** The services of all Compose files. */
  readonly services: readonly ComposeService[];
  /** Image builds that need no Dockerfile: buildpacks, Jib, ko, Nix … */
  readonly builds: readonly ContainerBuild[];
  /** Whether there were more files than are read. */
  readonly truncated: boolean;
}

/** A test environment is a container too: it is read, with its purpose. Fixtures, examples and docs are not. */
const CONTAINER_ROLES: ReadonlySet<Role> = new Set(['source', 'config', 'ci', 'asset', 'test', 'agent-tooling']);

/** More Dockerfiles, or Compose files, than one software has; parsing them would cost more than they tell. */
const FILE_LIMIT = 200;

/** Reads Dockerfiles, Compose files and other image builds. Those nearest to the root are read first. */
export function readContainers(source: FactSource): ContainersFact {
  const files = source.files.all.filter((file) => file.mode !== 'submodule' && CONTAINER_ROLES.has(file.role));
  const dockerfiles = nearest(files.filter(isDockerfile));
  const composeFiles = nearest(files.filter(isComposeFile));
  const guarded = <T>(all: readonly FileEntry[], read: (file: FileEntry, source: FactSource) => T | undefined): T[] =>
    all.slice(0, FILE_LIMIT).flatMap((file) => source.guard('containers', file.path, () => read(file, source)) ?? []);
  return {
    dockerfiles: guarded(dockerfiles, readDockerfile),
    services: guarded(composeFiles, readComposeFile).flat(),
    builds: readBuilders(
      files.filter((file) => file.role !== 'test'),
      source,
    ),
    truncated: dockerfiles.length > FILE_LIMIT || composeFiles.length > FILE_LIMIT,
  };
}

function nearest(files: FileEntry[]): FileEntry[] {
  const depth = (file: FileEntry): number => file.path.split('/').length;
  return files.sort((a, b) => depth(a) - depth(b));
}
