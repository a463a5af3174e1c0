import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

/** Whether most jobs of GitHub Actions end after a time of their own: without one, GitHub waits for six hours. */
export const jobTimeouts: Check = {
  name: 'job-timeouts',
  run(view) {
    const bounded: Evidence[] = [];
    const open: Evidence[] = [];
    for (const pipeline of view.facts.pipelines) {
      if (pipeline.provider !== 'github-actions') continue;
      for (const job of pipeline.jobs) {
        if (job.steps.length === 0 || job.calls !== undefined) continue;
        const place = { path: job.path ?? pipeline.path, ...atLine(job.line) };
        if (job.timeoutMinutes === undefined) open.push({ ...place, detail: `job ${job.id} has no timeout-minutes` });
        else bounded.push({ ...place, detail: `job ${job.id} ends after ${job.timeoutMinutes} minutes` });
      }
    }
    return bounded.length >= open.length ? yes(bounded) : no(open);
  },
};
