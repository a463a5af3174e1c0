import { roleOf } from '../../repository/roles.ts';
import type { FactSource } from '../source.ts';
import { appveyor } from './appveyor.ts';
import { azurePipelines } from './azure-pipelines.ts';
import { bitbucket } from './bitbucket.ts';
import { buildkite } from './buildkite.ts';
import { circleci } from './circleci.ts';
import { circleciClassic } from './circleci-classic.ts';
import { cirrus } from './cirrus.ts';
import { cloudBuild, codeBuild } from './cloud-build.ts';
import { concourse } from './concourse.ts';
import { drone, woodpecker } from './drone.ts';
import { githubActions } from './github-actions.ts';
import { gitlab } from './gitlab.ts';
import { jenkins } from './jenkins.ts';
import type { CiJob, CiPipeline, CiReader, CiStep } from './pipeline.ts';
import { followScripts } from './scripts.ts';
import { semaphore } from './semaphore.ts';
import { sourcehut } from './sourcehut.ts';
import { taskcluster } from './taskcluster.ts';
import { travis } from './travis.ts';

const READERS: readonly CiReader[] = [
  githubActions,
  gitlab,
  circleci,
  circleciClassic,
  jenkins,
  travis,
  concourse,
  azurePipelines,
  buildkite,
  bitbucket,
  drone,
  woodpecker,
  cirrus,
  appveyor,
  sourcehut,
  cloudBuild,
  codeBuild,
  semaphore,
  taskcluster,
];

/** Far more pipeline files than any real repository has. */
const FILE_LIMIT = 500;

/**
 * The pipelines of a repository, of all providers, with their commands followed into the scripts of the repository.
 * A file that is broken is a diagnostic and gives no pipelines.
 */
export function readPipelines(source: FactSource): readonly CiPipeline[] {
  const pipelines: CiPipeline[] = [];
  let files = 0;
  for (const file of source.files.all) {
    // Roles first: they leave few files for all the names to be compared with.
    if ((file.role !== 'ci' && file.role !== 'config') || file.mode === 'submodule') continue;
    const readers = READERS.filter((candidate) => candidate.matches(file));
    if (readers.length === 0 || !runsHere(file.path) || ++files > FILE_LIMIT) continue;
    // Some providers leave the name to whoever sets the pipeline up: what stands in the file decides.
    for (const reader of readers) {
      const found = source.guard('ci', file.path, () => reader.read(file, source)) ?? [];
      pipelines.push(...found);
      if (found.length > 0) break;
    }
  }
  return followScripts(pipelines.map(switchedOn), source);
}

/** What is switched off is never run. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idif */
const NEVER = /^(?:false|\$\{\{\s*false\s*\}\})$/;

function switchedOn(pipeline: CiPipeline): CiPipeline {
  const isOn = ({ condition }: CiJob | CiStep): boolean => condition === undefined || !NEVER.test(condition);
  const jobs = pipeline.jobs.filter(isOn).map((job) => ({ ...job, steps: job.steps.filter(isOn) }));
  return { ...pipeline, jobs };
}

/** Whether a pipeline only runs where another one calls it: what it does here is among the steps of its callers. */
export function isOnlyCalled({ triggers }: CiPipeline): boolean {
  return triggers.length > 0 && triggers.every(({ event }) => event === 'call');
}

/** Configurations in fixtures, examples and documentation keep the names of CI files, but run nowhere. */
function runsHere(path: string): boolean {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (folder === '' || folder.startsWith('.')) return true;
  // The name alone makes a file `ci`: its place has the last word.
  const place = roleOf(`${folder}settings.yml`, false);
  return place === 'ci' || place === 'config';
}
