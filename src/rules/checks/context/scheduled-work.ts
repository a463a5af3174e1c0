import type { Evidence } from '../../../facts/evidence.ts';
import { atLine, lineAt } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Housekeeping of the repository itself, which runs on a schedule everywhere. */
const HOUSEKEEPING =
  /codeql|stale|renovate|dependabot|lock|scorecard|audit|scan|trivy|snyk|test|nightly|benchmark|ci\b|lint|fuzz|semgrep|cache|zizmor|links?\b|docs|typos/i;

/** Whether a pipeline or a function in a cloud runs on a schedule to do work, not to test or scan this repository. */
export const scheduledWork: Check = {
  name: 'scheduled-work',
  run: (view) =>
    found([
      ...scheduledFunctions(view),
      ...view.facts.pipelines.flatMap((pipeline) => {
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
    ]),
};

/** Where code for a cloud says when a function of its own is run. */
const DEFINITIONS = [
  '**/{cdk,infra*,infrastructure,deploy*,lib,bin,stacks}/**/*.ts',
  '**/*.tf',
  '**/serverless.y*ml',
  '**/{template,sam,cloudformation,cfn}*.y*ml',
  '**/{cloudformation,cfn}/**/*.y*ml',
];
const SCHEDULE =
  /\bSchedule\.(?:cron|rate|expression)\s*\(|\bschedule_expression\s*=\s*"(?:cron|rate)\(|\b(?:ScheduleExpression|Schedule|schedule|rate)\s*:\s*["']?(?:cron|rate)\(/;

function scheduledFunctions(view: View): Evidence[] {
  const { source } = view.facts;
  return source.files.matching(DEFINITIONS).flatMap(({ path, role }) => {
    if (!view.here(path) || !['source', 'config', 'asset'].includes(role)) return [];
    const text = source.text(path) ?? '';
    const match = SCHEDULE.exec(text);
    return match === null
      ? []
      : [{ path, ...atLine(lineAt(text, match.index)), detail: `runs on a schedule: ${match[0]}` }];
  });
}
