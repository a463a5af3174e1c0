import type { CiJob } from '../../facts/ci/pipeline.ts';
import type { Evidence } from '../../facts/evidence.ts';
import { atLine } from '../../facts/lines.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

type Platform = 'Linux' | 'macOS' | 'Windows' | 'BSD';

const PLATFORMS: readonly (readonly [Platform, RegExp])[] = [
  ['Linux', /ubuntu|linux|debian|fedora|alpine|centos|focal|jammy/i],
  ['macOS', /mac-?os|\bosx|darwin|xcode/i],
  ['Windows', /windows|win-?\d|win(?:32|64|latest)|msvc/i],
  ['BSD', /(?:free|open|net)bsd/i],
];

/** Whether jobs of one pipeline run on several operating systems, through a matrix or one job each. */
export const platformMatrix: Check = {
  name: 'platform-matrix',
  run(view) {
    const evidence: Evidence[] = [];
    for (const pipeline of view.facts.pipelines) {
      if (!pipeline.triggers.some(({ event }) => ['push', 'pull-request', 'merge-queue', 'call'].includes(event)))
        continue;
      const platforms = new Set<Platform>();
      let line: number | undefined;
      for (const job of pipeline.jobs) {
        const own = platformsOf(job);
        for (const platform of own) platforms.add(platform);
        if (own.size > 1) line ??= job.line;
      }
      if (platforms.size < 2) continue;
      evidence.push({ path: pipeline.path, ...atLine(line), detail: `runs on ${[...platforms].join(', ')}` });
    }
    return found(evidence, view.facts.hasBrokenPipeline);
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
