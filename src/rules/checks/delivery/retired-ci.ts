import type { CiJob, CiPipeline } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

type Retirement = readonly [major: number, since: string];

const ARTIFACTS: readonly Retirement[] = [
  [2, 'June 2024'],
  [3, 'January 2025'],
];
const CODEQL: readonly Retirement[] = [
  [1, 'January 2023'],
  [2, 'January 2025'],
];

/** Versions that github.com no longer runs: up to which major of each action, and since when (the GitHub changelog), oldest first. */
const ACTIONS: Readonly<Record<string, readonly Retirement[]>> = {
  'actions/upload-artifact': ARTIFACTS,
  'actions/download-artifact': ARTIFACTS,
  'actions/cache': [[2, 'March 2025']],
  'github/codeql-action/init': CODEQL,
  'github/codeql-action/autobuild': CODEQL,
  'github/codeql-action/analyze': CODEQL,
};

/** Images of hosted runners that are gone: a job that asks for one never starts. Source: github.com/actions/runner-images. */
const IMAGES: Readonly<Record<string, string>> = {
  'ubuntu-16.04': 'September 2021',
  'ubuntu-18.04': 'April 2023',
  'ubuntu-20.04': 'April 2025',
  'macos-10.15': 'August 2022',
  'macos-11': 'June 2024',
  'macos-12': 'December 2024',
  'macos-13': 'December 2025',
  'windows-2016': 'March 2022',
  'windows-2019': 'June 2025',
};

/**
 * Whether workflows use what GitHub has switched off: such steps fail, and such jobs never start.
 * `only`: a regular expression on the name of the action, or `image`.
 */
export const retiredCi: Check = {
  name: 'retired-ci',
  run(view, { only }) {
    const wanted = typeof only === 'string' ? new RegExp(only) : undefined;
    const evidence: Evidence[] = [];
    for (const pipeline of view.facts.pipelines) {
      if (pipeline.provider !== 'github-actions' || !pipeline.path.startsWith('.github/')) continue;
      for (const job of pipeline.jobs) {
        if (wanted === undefined || wanted.test('image')) evidence.push(...retiredImages(job, pipeline));
        evidence.push(...retiredActions(job, pipeline, wanted));
      }
    }
    return found(evidence);
  },
};

function retiredImages(job: CiJob, pipeline: CiPipeline): Evidence[] {
  if (job.runsOn.includes('self-hosted')) return [];
  return job.runsOn.flatMap((image) => {
    const since = IMAGES[image.toLowerCase()];
    if (since === undefined) return [];
    return { path: job.path ?? pipeline.path, ...atLine(job.line), detail: `${image} is gone since ${since}` };
  });
}

function retiredActions(job: CiJob, pipeline: CiPipeline, wanted: RegExp | undefined): Evidence[] {
  return job.steps.flatMap(({ uses, path, line }) => {
    if (uses?.ref === undefined || wanted?.test(uses.name) === false) return [];
    const version = /^v(\d+)(?:\.\d+)*$/.exec(uses.ref)?.[1];
    const [, since] = (ACTIONS[uses.name.toLowerCase()] ?? []).find(([major]) => Number(version) <= major) ?? [];
    if (since === undefined) return [];
    const detail = `${uses.name}@${uses.ref} is switched off since ${since}`;
    return { path: path ?? pipeline.path, ...atLine(uses.line ?? line), detail };
  });
}
