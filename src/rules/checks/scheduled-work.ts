import { atLine } from '../../facts/lines.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** Housekeeping of the repository itself, which runs on a schedule everywhere. */
const HOUSEKEEPING =
  /codeql|stale|renovate|dependabot|lock|scorecard|audit|scan|trivy|snyk|test|nightly|benchmark|ci\b|lint|fuzz|semgrep|cache|zizmor|links?\b|docs|typos/i;

/** Whether a pipeline runs on a schedule to do work, not to test or scan this repository. */
export const scheduledWork: Check = {
  name: 'scheduled-work',
  run: (view) =>
    found(
      view.facts.pipelines.flatMap((pipeline) => {
        const trigger = pipeline.triggers.find(({ event }) => event === 'schedule');
        const isOnlyWork = !pipeline.triggers.some(({ event }) => event === 'push' || event === 'pull-request');
        if (trigger === undefined || !isOnlyWork || HOUSEKEEPING.test(`${pipeline.name ?? ''} ${pipeline.path}`))
          return [];
        return [
          {
            path: pipeline.path,
            ...atLine(trigger.line),
            detail: `runs on a schedule: ${pipeline.name ?? pipeline.path}`,
          },
        ];
      }),
    ),
};
