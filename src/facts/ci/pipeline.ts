import type { FileEntry } from '../../repository/file-index.ts';
import type { FactSource } from '../source.ts';

export const CI_PROVIDERS = [
  'github-actions',
  'gitlab',
  'circleci',
  'jenkins',
  'travis',
  'azure-pipelines',
  'buildkite',
  'bitbucket',
  'drone',
  'woodpecker',
  'cirrus',
  'appveyor',
  'sourcehut',
  'cloud-build',
  'codebuild',
  'semaphore',
  'concourse',
  'taskcluster',
  'tekton',
  'other',
] as const;

export type CiProvider = (typeof CI_PROVIDERS)[number];

/**
 * What starts a pipeline, in one vocabulary for all providers.
 * `push` is a push to a branch: without `branches` it covers every branch, those of pull requests too.
 */
export type CiEvent =
  | 'push'
  | 'pull-request'
  | 'pull-request-target'
  | 'tag'
  | 'release'
  | 'schedule'
  | 'manual'
  | 'merge-queue'
  | 'call'
  | 'other';

export interface CiTrigger {
  readonly event: CiEvent;
  /** The provider's own word, where `event` is `other`. */
  readonly name?: string;
  readonly branches?: readonly string[];
  readonly ignoredBranches?: readonly string[];
  readonly paths?: readonly string[];
  readonly ignoredPaths?: readonly string[];
  /** Tag patterns, of a `tag` event. */
  readonly tags?: readonly string[];
  /** Activity types that narrow the event (`opened`, `published`). */
  readonly types?: readonly string[];
  /** The names of the pipelines whose end starts this one. */
  readonly workflows?: readonly string[];
  readonly line?: number;
}

/** One shell command that a step runs, directly or through scripts of the repository. */
export interface CiCommand {
  readonly text: string;
  readonly path: string;
  readonly line?: number;
  /** The scripts that led here, outermost first: `["npm run ci", "Makefile: test"]`; empty for the step's own commands. */
  readonly via: readonly string[];
  /** The folder that it runs in, seen from the root; absent for the root itself. */
  readonly folder?: string;
}

/** An action, orb or plugin. */
export interface CiUse {
  /** `owner/name`, `owner/name/path`, `./local/path`, `docker://image`; `dpl/npm` for deployments of Travis CI. */
  readonly name: string;
  readonly ref?: string;
  /** Where it is written, when that is another file than the pipeline's, and no step or job says so. */
  readonly path?: string;
  readonly line?: number;
  /** For readers of the workflow: whether the code lies in this repository. */
  readonly local: boolean;
  readonly with: Readonly<Record<string, string>>;
}

export interface CiStep {
  readonly name?: string;
  /** Where it is written, when that is another file than the pipeline's: a composite action, an included file. */
  readonly path?: string;
  readonly line?: number;
  /** What led to that other file, outermost first. */
  readonly via?: readonly string[];
  readonly uses?: CiUse;
  /** Raw script text as written (also for actions with an inline script). */
  readonly run?: string;
  /** Commands of `run`, one an entry, with those reached through scripts of the repository. */
  readonly commands: readonly CiCommand[];
  readonly condition?: string;
  /** Variables that hold for this step: its own over the job's over the pipeline's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly continueOnError: boolean;
}

export interface CiJob {
  readonly id: string;
  readonly name?: string;
  /** Where it is written, when that is another file than the pipeline's. */
  readonly path?: string;
  readonly line?: number;
  /** What starts this job, where jobs say so for themselves (GitLab's rules). */
  readonly triggers?: readonly CiTrigger[];
  /** Runner labels or images, with the values of the matrix filled in. */
  readonly runsOn: readonly string[];
  /** Matrix axes with their written values; the fields of a structured value are axes too (`config.os`). */
  readonly matrix: Readonly<Record<string, readonly string[]>>;
  readonly needs: readonly string[];
  /** Deployment environment, where the provider has the notion. */
  readonly environment?: string;
  readonly container?: string;
  readonly services: readonly string[];
  readonly steps: readonly CiStep[];
  readonly permissions?: CiPermissions;
  /** A reusable workflow or template that this job calls; steps of a local one are the job's steps. */
  readonly calls?: CiUse;
  readonly condition?: string;
  readonly continueOnError: boolean;
  readonly timeoutMinutes?: number;
  /** Whether runs of this job exclude each other. */
  readonly concurrency?: boolean;
}

/** Token permissions as written: a blanket word, or scope → access. */
export type CiPermissions = 'read-all' | 'write-all' | Readonly<Record<string, string>>;

export interface CiPipeline {
  readonly provider: CiProvider;
  readonly path: string;
  readonly name?: string;
  readonly triggers: readonly CiTrigger[];
  readonly jobs: readonly CiJob[];
  readonly permissions?: CiPermissions;
  readonly concurrency: boolean;
  /** Includes and reusable workflows that lie in other repositories: what they do cannot be seen from here. */
  readonly external: readonly CiUse[];
  /** The folders that this repository is brought into, where the provider names them: in its scripts they stand for the root. */
  readonly checkouts?: readonly string[];
}

/** Reads the pipelines of one provider; may throw FormatError, the caller guards it. */
export interface CiReader {
  readonly provider: CiProvider;
  matches(file: FileEntry): boolean;
  read(file: FileEntry, source: FactSource): readonly CiPipeline[];
}
