import { probabilityText } from '../context/model.ts';
import type { Finding } from '../findings/model.ts';
import type { Formatter, Report } from './report.ts';
import { oneLine, printable } from './sanitize.ts';
import { isAmbiguous, isJudged, openFindings, placesOf, sentenceOf, verdictOf } from './selection.ts';
import { blocksOf } from './text.ts';

/**
 * For language models: what the repository is, then a finding a line, `severity rule unit path:line — message → remedy`, and the
 * verdict. What is quoted from the repository stays within its line.
 */
export const formatAgent: Formatter = (report) =>
  [contextLine(report), ...openFindings(report).map(findingLine), ...remarks(report), verdictOf(report)]
    .map((line) => `${line}\n`)
    .join('');

function contextLine({ context }: Report): string {
  const how = context.declared ? 'declared' : isAmbiguous(context) ? 'unsure' : 'inferred';
  const traits = context.traits.length === 0 ? '' : ` traits=${context.traits.join(',')}`;
  const contradicted = context.contradicted === undefined ? '' : ` evidence-says=${context.contradicted.kind}`;
  return `context ${context.kind} ${probabilityText(context.confidence)} ${how}${traits}${contradicted}`;
}

function findingLine(finding: Finding): string {
  const [place = '.', ...others] = placesOf([finding]);
  const where = others.length === 0 ? quoted(place) : `${quoted(place)} (+${others.length})`;
  const remedy = blocksOf(finding.remedy)
    .map((block) => (block.kind === 'text' ? block.text : block.lines.map((line) => line.trim()).join(' ; ')))
    .join(' ');
  return `${finding.severity} ${printable(finding.rule)} ${quoted(printable(finding.unit))} ${where} — ${sentenceOf(finding)} → ${oneLine(remedy)}`;
}

/** A path with spaces is quoted: columns stay columns. */
function quoted(text: string): string {
  return /[\s"]/.test(text) ? JSON.stringify(text) : text;
}

function remarks(report: Report): string[] {
  const count = (state: Finding['state']): number =>
    report.findings.filter((finding) => finding.state === state).length;
  const parts = [
    count('exempt') > 0 ? `${count('exempt')} exempt` : '',
    count('baselined') > 0 ? `${count('baselined')} baselined` : '',
    report.diagnostics.length > 0 ? `${report.diagnostics.length} unreadable` : '',
    report.summary.unknown > 0 && isJudged(report) ? `${report.summary.unknown} undecidable` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? [] : [`not shown: ${parts.join(', ')}`];
}
