import { once } from '../once.ts';
import type { HistoryRecord } from '../repository/repository.ts';
import type { CiPipeline } from './ci/pipeline.ts';
import { readPipelines } from './ci/pipelines.ts';
import type { ProbeDefinition } from './code/probes.ts';
import { type CodeFact, startScan } from './code/scan.ts';
import type { SecondThread } from './code/second-thread.ts';
import { type ContainersFact, readContainers } from './containers.ts';
import { type DeploymentFact, readDeployment } from './deployment.ts';
import { type DocumentsFact, readDocuments } from './documents.ts';
import { type EnvironmentFact, readEnvironment } from './environment.ts';
import { type HistoryFact, readHistory } from './history.ts';
import type { LockFile, Manifest } from './manifests/manifest.ts';
import { hasBrokenManifest, readLockFiles, readManifests } from './manifests.ts';
import type { FactSource } from './source.ts';
import { findTechnologies, type TechnologyUse } from './technologies.ts';
import type { Technology } from './technology.ts';

/** Everything that is read from a repository, typed and neutral. Each fact is computed when it is first asked for. */
export interface Facts {
  readonly source: FactSource;
  readonly manifests: readonly Manifest[];
  readonly lockFiles: readonly LockFile[];
  readonly pipelines: readonly CiPipeline[];
  readonly containers: ContainersFact;
  readonly deployment: DeploymentFact;
  readonly documents: DocumentsFact;
  readonly environment: EnvironmentFact;
  readonly history: HistoryFact;
  /** The commits themselves, for checks that read their subjects. */
  readonly record: HistoryRecord | null;
  readonly code: CodeFact;
  readonly technologies: readonly TechnologyUse[];
  /**
   * Makes an attempt while another thread may still be reading the code: it ends where it asks for that.
   * @returns whether it came to its end
   */
  withoutCode(attempt: () => void): boolean;
  /** Whether a manifest or lock file could not be read: what is not found in manifests is then unknown. */
  readonly hasBrokenManifest: boolean;
  /** Whether a CI file could not be read: what is not found in CI is then unknown. */
  readonly hasBrokenPipeline: boolean;
}

/** What is looked for: the rules say it, so that everything is read once for all of them. */
export interface Sought {
  readonly technologies: readonly Technology[];
  readonly probes: readonly ProbeDefinition[];
}

/** Thrown where code is asked for that is not to be waited for: one for all, as nobody reads where it came from. */
const CODE_ASKED = new Error('code was asked for');

/**
 * Prepares the facts of a repository; reading happens on first use, and what fails becomes a diagnostic.
 * @param thread reads code beside this one, and begins with it at once
 */
export function createFacts(source: FactSource, sought: Sought, thread?: SecondThread): Facts {
  const manifests = once(() => readManifests(source));
  const lockFiles = once(() => readLockFiles(source));
  const pipelines = once(() => readPipelines(source));
  const containers = once(() => readContainers(source));
  const deployment = once(() => readDeployment(source));
  const documents = once(() => readDocuments(source));
  const environment = once(() => readEnvironment(source));
  const record = once(() => source.repository.history());
  const history = once(() => readHistory(record()));
  const scan = once(() => startScan(source, sought.probes, thread));
  if (thread !== undefined) scan();
  let isHeldBack = false;
  const readCode = once(() => {
    // While a second thread reads the code, this one reads what every audit asks for anyway.
    for (const read of [manifests, lockFiles, pipelines, containers, deployment, documents, environment, record])
      read();
    for (const { files } of sought.technologies) source.files.matching(files);
    return scan()();
  });
  const code = (): CodeFact => {
    if (isHeldBack) throw CODE_ASKED;
    return readCode();
  };
  const technologies = once(() =>
    findTechnologies(sought.technologies, {
      source,
      manifests: manifests(),
      lockFiles: lockFiles(),
      pipelines: pipelines(),
      containers: containers(),
      code: code(),
    }),
  );
  return {
    source,
    get manifests() {
      return manifests();
    },
    get lockFiles() {
      return lockFiles();
    },
    get pipelines() {
      return pipelines();
    },
    get containers() {
      return containers();
    },
    get deployment() {
      return deployment();
    },
    get documents() {
      return documents();
    },
    get environment() {
      return environment();
    },
    get history() {
      return history();
    },
    get record() {
      return record();
    },
    get code() {
      return code();
    },
    get technologies() {
      return technologies();
    },
    withoutCode: (attempt) => {
      isHeldBack = true;
      try {
        attempt();
        return true;
      } catch (error) {
        if (error === CODE_ASKED) return false;
        throw error;
      } finally {
        isHeldBack = false;
      }
    },
    get hasBrokenManifest() {
      manifests();
      lockFiles();
      return hasBrokenManifest(source);
    },
    get hasBrokenPipeline() {
      pipelines();
      return [...source.broken].some((path) => source.files.get(path)?.role === 'ci');
    },
  };
}
