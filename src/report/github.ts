import type { Finding, Severity } from '../findings/model.ts';
import { markdownPage } from './markdown.ts';
import type { Formatter, Report } from './report.ts';
import { printable, printableLines } from './sanitize.ts';
import { countsOf, countsText, firstPlace, openFindings, sentenceOf } from './selection.ts';

/** GitHub keeps ten annotations of each level from a step, and drops the rest without a word. */
const LIMIT = 10;

const COMMAND: Readonly<Record<Severity, string>> = { critical: 'error', warning: 'warning', info: 'notice' };

/**
 * Annotations as workflow commands, most severe first; what is over GitHub's limit is counted in a last notice.
 * Syntax: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const formatGithub: Formatter = (report) => {
  const findings = openFindings(report);
  const fits = Object.values(countsOf(findings)).every((count) => count <= LIMIT);
  const taken: Record<Severity, number> = { critical: 0, warning: 0, info: fits ? 0 : 1 };
  const lines: string[] = [];
  const rest: Finding[] = [];
  for (const finding of findings) {
    if (taken[finding.severity] >= LIMIT) rest.push(finding);
    else {
      taken[finding.severity] += 1;
      lines.push(annotation(finding));
    }
  }
  if (rest.length > 0) {
    const text = `${countsText(countsOf(rest))} more: GitHub shows ${LIMIT} annotations of each level; the job summary and the other formats have them all.`;
    lines.push(command('notice', { title: 'senior-audit' }, text));
  }
  return lines.map((line) => `${line}\n`).join('');
};

/** Markdown for the file that GITHUB_STEP_SUMMARY names. */
export function githubSummary(report: Report): string {
  return markdownPage(report, { rows: 200, size: 900_000 });
}

function annotation(finding: Finding): string {
  const { path, line } = firstPlace(finding);
  const unit = finding.unit === '.' ? '' : ` in ${finding.unit}`;
  const properties = {
    ...(path === '.' ? {} : { file: path, line: String(line) }),
    title: `${finding.rule}${unit} (${finding.severity})`,
  };
  const text = `${sentenceOf(finding)}\n${finding.remedy}`;
  return command(COMMAND[finding.severity], properties, text);
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${pairs.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return printableLines(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
