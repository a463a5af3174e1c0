import type { AuditResult } from '../../findings/model.ts';
import { oneLine } from '../../report/sanitize.ts';
import { isAmbiguous, kindOf, placeOf, strongestEvidence } from '../../report/selection.ts';
import { counted } from '../../report/text.ts';

const MAX_EVIDENCE = 5;
/** More parts than this are counted. */
const MAX_UNITS = 10;

/** What a repository looks like, and how much it owes: a few lines before `init` asks. */
export function renderFound(result: AuditResult): string {
  const { context, summary, units } = result;
  const traits = context.traits.length === 0 ? '' : `  ${context.traits.join(', ')}`;
  const evidence = strongestEvidence(context, MAX_EVIDENCE).map(({ claim, path, line, for: kind }) => {
    const place = path === undefined ? '' : ` · ${placeOf({ path, ...(line === undefined ? {} : { line }) })}`;
    return `  ${isAmbiguous(context) ? `${kind}: ` : ''}${oneLine(claim)}${place}`;
  });
  return [
    `${kindOf(context)}${traits}`,
    ...evidence,
    ...units.slice(0, MAX_UNITS).map((unit) => `  ${oneLine(unit.path)}: ${kindOf(unit.context)}`),
    ...(units.length > MAX_UNITS ? [`  and ${units.length - MAX_UNITS} more parts`] : []),
    `Findings: ${summary.critical} critical, ${counted(summary.warning, 'warning')}, ${summary.info} info`,
  ].join('\n');
}
