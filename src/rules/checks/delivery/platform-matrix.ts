import type { CiJob } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { isTestStep } from '../shared/pipeline-steps.ts';

type Platform = 'Linux' | 'macOS' | 'Windows' | 'BSD';

const PLATFORMS: readonly (readonly [Platform, RegExp])[] = [
  ['Linux', /ubuntu|linux|debian|fedora|alpine|centos|focal|jammy/i],
  ['macOS', /mac-?os|\bosx|darwin|xcode/i],
  ['Windows', /windows|win-?\d|win(?:32|64|latest)|msvc/i],
  ['BSD', /(?:free|open|net)bsd/i],
];

/**
 * Whether jobs run on several operating systems: of one pipeline, through a matrix or one job each, or of several pipelines that
 * run the tests on one system each. With `tests`: only jobs that run tests count.
 */
export const platformMatrix: Check = {
  name: 'platform-matrix',
  run(view, options) {
    const evidence: Evidence[] = [];
    const tested: Evidence[] = [];
    const all = new Set<Platform>();
    for (const pipeline of view.facts.pipelines) {
      if (!pipeline.triggers.some(({ event }) => ['push', 'pull-request', 'merge-queue', 'call'].includes(event)))
        continue;
      const platforms = new Set<Platform>();
      let line: number | undefined;
      const jobs = options.tests === true ? pipeline.jobs.filter((job) => job.steps.some(isTestStep)) : pipeline.jobs;
      for (const job of jobs) {
        const own = platformsOf(job);
        for (const platform of own) platforms.add(platform);
        if (own.size > 1) line ??= job.line;
      }
      if (platforms.size < 2) {
        const testing = pipeline.jobs.find((job) => job.steps.some(isTestStep));
        const [platform] = testing === undefined ? [] : platformsOf(testing);
        if (testing === undefined || platform === undefined) continue;
        if (!all.has(platform))
          tested.push({ path: pipeline.path, ...atLine(testing.line), detail: `tests on ${platform}` });
        all.add(platform);
        continue;
      }
      evidence.push({ path: pipeline.path, ...atLine(line), detail: `runs on ${[...platforms].join(', ')}` });
    }
    return found(evidence.length === 0 && all.size > 1 ? tested : evidence, view.facts.hasBrokenPipeline);
  },
};

/** Axes that tell where a job runs; others may merely speak of Windows. */
const AXIS = /^(?:os|oses|runner|runs[-_]?on|platform|vm_?image|image|host|machine|include)/i;

function platformsOf(job: CiJob): Set<Platform> {
  const axes = Object.entries(job.matrix).filter(([name]) => AXIS.test(name));
  const platforms = new Set<Platform>();
  for (const value of [...job.runsOn, ...axes.flatMap(([, values]) => values)]) {
    for (const [platform, pattern] of PLATFORMS) if (pattern.test(value)) platforms.add(platform);
  }
  return platforms;
}
