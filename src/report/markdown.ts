import { codeSpan, markdownCell, markdownText } from './markdown-text.ts';
import type { Formatter, Report } from './report.ts';
import { clip } from './sanitize.ts';
import {
  countsText,
  type FindingGroup,
  groupFindings,
  headlineOf,
  isAmbiguous,
  kindOf,
  likeliestKinds,
  messageOf,
  openFindings,
  owedWith,
  placeOf,
  placesSeen,
  practiceName,
  strongestEvidence,
  subjectOf,
  verdictOf,
} from './selection.ts';
import { counted, percent } from './text.ts';

interface Limits {
  /** Rows of the table, and items of each folded list. */
  readonly rows: number;
  /** Characters of the whole page. */
  readonly size: number;
}

/** The first line of a comment: by it the comment is found again, to be updated in place. */
export const COMMENT_MARKER = '<!-- senior-audit -->';

/** For a comment on a pull request: what is critical or a warning in a table, all else folded. In a stable order. */
export const formatMarkdown: Formatter = (report) =>
  `${COMMENT_MARKER}\n${markdownPage(report, { rows: 30, size: 60_000 })}`;

/** The report as Markdown within the given limits: rows are left out, and counted, until it fits. */
export function markdownPage(report: Report, limits: Limits): string {
  let { rows } = limits;
  let page = pageOf(report, rows);
  while (page.length > limits.size && rows > 0) {
    rows = Math.floor(rows / 2);
    page = pageOf(report, rows);
  }
  return page;
}

function pageOf(report: Report, rows: number): string {
  const groups = groupFindings(openFindings(report));
  const severe = groups.filter(({ first }) => first.severity !== 'info');
  const info = groups.filter(({ first }) => first.severity === 'info');
  const { context, summary } = report;
  const verdict = countsText(summary) === '' ? verdictOf(report) : countsText(summary);
  const excess = summary.excess === 0 ? '' : ` (${summary.excess} out of proportion)`;
  const parts = [
    `### senior-audit: ${context.kind} · ${verdict}${excess}`,
    ...remarks(report),
    table(severe, rows),
    folded(`${counted(severe.length, 'reason')} and the evidence`, limited(severe.map(reasonItem), rows)),
    folded(`${info.length} info`, limited(info.map(infoItem), rows)),
    folded(`Why ${kindOf(context)}${traitsText(report)}`, limited(evidenceItems(report), rows)),
    folded(...inPlace(report)),
    folded(`${report.diagnostics.length} could not be read`, limited(diagnosticItems(report), rows)),
    notCounted(report),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function remarks(report: Report): string[] {
  const { context } = report;
  if (context.contradicted !== undefined) {
    const { kind, confidence } = context.contradicted;
    return [`Declared ${context.kind}, but the evidence says ${kind} (${percent(confidence)}).`];
  }
  if (!isAmbiguous(context)) return [];
  const [first, second] = likeliestKinds(context);
  return [
    `Not sure whether this is ${first} or ${second}: \`context: ${first}\` in \`.senior-audit.yaml\` settles it.`,
  ];
}

function table(groups: readonly FindingGroup[], rows: number): string {
  if (groups.length === 0) return '';
  const rest = groups.length - rows;
  return [
    '| | What is owed | Where | What to do |',
    '| --- | --- | --- | --- |',
    ...groups.slice(0, rows).map((group) => `| ${rowOf(group).join(' | ')} |`),
    ...(rest > 0 ? [`| | ${rest} more, left out here | | |`] : []),
  ].join('\n');
}

function rowOf(group: FindingGroup): string[] {
  const { first, findings } = group;
  const message = messageOf(first);
  const what = [
    `**${markdownText(headlineOf(first))}** (${codeSpan(first.rule)})`,
    ...(message === undefined ? [] : [markdownText(clip(message, 400))]),
    ...subjects(group, 5),
  ];
  return [first.severity, what.join('<br>'), whereOf(findings), markdownCell(first.remedy, 600)];
}

function whereOf(findings: FindingGroup['findings']): string {
  const quoted = (texts: readonly string[]): string[] => texts.map((text) => codeSpan(clip(text, 200)));
  const units = [...new Set(findings.map((finding) => finding.unit))].filter((unit) => unit !== '.');
  const places = joined(quoted(placesSeen(findings)), 3, '<br>');
  if (units.length === 0) return places;
  return [places, `in ${joined(quoted(units), 3, ', ')}`].filter((part) => part !== '').join('<br>');
}

function subjects({ findings }: FindingGroup, limit: number): string[] {
  const names = findings.flatMap(({ subject }) => (subject === undefined ? [] : [codeSpan(subjectOf(subject))]));
  return names.length === 0 ? [] : [joined(names, limit, ', ')];
}

function reasonItem({ first, findings }: FindingGroup): string {
  const evidence = findings.flatMap((finding) => finding.evidence);
  const items = limited(
    evidence.map((item) => `  - ${codeSpan(clip(placeOf(item), 200))} ${markdownText(clip(item.detail, 200))}`),
    5,
  );
  const why = `- **${markdownText(headlineOf(first))}**: ${markdownText(clip(first.why, 600))} (${markdownText(first.reasoning)})`;
  return [why, ...items].join('\n');
}

function infoItem(group: FindingGroup): string {
  const { first, findings } = group;
  const about = [...subjects(group, 3), whereOf(findings)].filter((part) => part !== '').map((part) => ` · ${part}`);
  const head = `- ${markdownText(headlineOf(first))} (${codeSpan(first.rule)})${about.join('')}`;
  return `${head}: ${markdownCell(first.remedy, 300)}`;
}

function evidenceItems({ context }: Report): string[] {
  return strongestEvidence(context, 10).map((evidence) => {
    const where = evidence.path === undefined ? '' : ` · ${codeSpan(placeOf({ ...evidence, path: evidence.path }))}`;
    const kind = isAmbiguous(context) ? `${evidence.for}: ` : '';
    return `- ${kind}${markdownText(clip(evidence.claim, 200))}${where}`;
  });
}

function traitsText({ context }: Report): string {
  return context.traits.length === 0 ? '' : `: ${context.traits.join(', ')}`;
}

function inPlace(report: Report): [string, readonly string[]] {
  const names = owedWith(report, 'pass');
  return [
    `${counted(names.length, 'practice')} in place`,
    names.length === 0 ? [] : [markdownText(names.map(practiceName).join(', '))],
  ];
}

function diagnosticItems({ diagnostics }: Report): string[] {
  return diagnostics.map(
    (diagnostic) => `- ${codeSpan(placeOf(diagnostic))} ${markdownText(clip(diagnostic.message, 200))}`,
  );
}

function notCounted(report: Report): string {
  const count = (state: string): number => report.findings.filter((finding) => finding.state === state).length;
  const parts = [
    count('exempt') > 0 ? `${count('exempt')} exempt` : '',
    count('baselined') > 0 ? `${count('baselined')} in the baseline` : '',
    report.summary.unknown > 0 ? `${report.summary.unknown} not decidable` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `Not counted: ${parts.join(', ')}.`;
}

function folded(summary: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<details><summary>${summary}</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

function limited(items: readonly string[], limit: number): string[] {
  const rest = items.length - limit;
  return rest <= 0 ? [...items] : [...items.slice(0, limit), `${limit === 5 ? '  ' : ''}- ${rest} more`];
}

function joined(items: readonly string[], limit: number, separator: string): string {
  const rest = items.length - limit;
  const shown = items.slice(0, limit).join(separator);
  return rest > 0 ? `${shown}${separator}+${rest} more` : shown;
}
