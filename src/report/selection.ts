import { type Context, type ContextEvidence, DECIDED, type Kind } from '../context/model.ts';
import { type Finding, type Location, SEVERITIES, type Severity, type Summary } from '../findings/model.ts';
import type { Report } from './report.ts';
import { clip, oneLine, printable } from './sanitize.ts';
import { counted, percent } from './text.ts';

/* What the formats that people read have in common: which findings are shown, in which order, and in which words. */

/** Findings of one rule that say the same, of different subjects or units. */
export interface FindingGroup {
  readonly first: Finding;
  readonly findings: readonly Finding[];
}

/** The findings that are neither exempt nor in the baseline, most severe first. */
export function openFindings(report: Report): Finding[] {
  return mostSevereFirst(report.findings.filter((finding) => finding.state === 'new'));
}

/** A stable order: within a severity findings stay as they were. */
export function mostSevereFirst(findings: readonly Finding[]): Finding[] {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

export function countsOf(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, warning: 0, info: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}

/** Puts findings of one rule that say the same under one head, in the order of the first of each. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, { first: Finding; findings: Finding[] }>();
  for (const finding of findings) {
    const { rule, kind, severity, message, why, remedy } = finding;
    const key = JSON.stringify([rule, kind, severity, message, why, remedy]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: finding, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()];
}

/** Whether the message only repeats the title, for want of one in the rule. */
function isComposed({ message, title }: Finding): boolean {
  return message === `Missing: ${title}.` || message === `Out of proportion here: ${title}.`;
}

/** What is wrong, in a line: a title says what should hold, and would be read as if it did. */
export function headlineOf(finding: Finding): string {
  const title = oneLine(finding.title);
  if (finding.kind === 'excess') return `out of proportion: ${isComposed(finding) ? title : partsOf(finding).problem}`;
  return isComposed(finding) ? `missing: ${title}` : partsOf(finding).problem;
}

/** What the message says beyond the headline, if anything. */
export function messageOf(finding: Finding): string | undefined {
  if (isComposed(finding)) return undefined;
  return partsOf(finding).rest;
}

const MAX_HEADLINE = 160;

/** A message says what is wrong, and often where was looked or what that leads to. */
function partsOf(finding: Finding): { readonly problem: string; readonly rest?: string } {
  const message = oneLine(finding.message);
  const at = message.search(BOUNDARY);
  const problem = (at < 0 ? message : message.slice(0, at)).replace(/\.$/, '');
  if (problem === '') return { problem: oneLine(finding.title), rest: message };
  if (problem.length > MAX_HEADLINE) return { problem: firstPart(problem), rest: message };
  if (at < 0) return { problem };
  const rest = message.slice(at + 1).trimStart();
  return { problem, rest: rest.charAt(0).toUpperCase() + rest.slice(1) };
}

/** Up to the last colon or semicolon that lets it fit: the title would be read as if it held. */
function firstPart(problem: string): string {
  const start = problem.slice(0, MAX_HEADLINE);
  const end = Math.max(start.lastIndexOf(': '), start.lastIndexOf('; '));
  return end > 0 ? start.slice(0, end) : clip(problem, MAX_HEADLINE);
}

/** Before what was looked for, or between sentences. */
const BOUNDARY = /[:;,] (?=looked )|\. (?=\p{Lu})/u;

/** The message with what it is about, as one line that stands alone. */
export function sentenceOf(finding: Finding): string {
  const isMarked = finding.kind === 'gap' || isComposed(finding);
  const message = `${isMarked ? '' : 'Out of proportion: '}${oneLine(finding.message)}`;
  return finding.subject === undefined ? message : `${message} (${subjectOf(finding.subject)})`;
}

export function subjectOf(subject: string): string {
  return clip(oneLine(subject), 200);
}

/** "src/main.py:12" */
export function placeOf(location: { readonly path: string; readonly line?: number }): string {
  const path = printable(location.path);
  return location.line === undefined ? path : `${path}:${location.line}`;
}

/** The places of findings without doubles. */
export function placesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap((finding) => finding.locations.map(placeOf)))];
}

/** Where something was seen. What is merely missing has a place too, for formats that need one, but nothing is to be seen there. */
export function placesSeen(findings: readonly Finding[]): string[] {
  return placesOf(findings.filter((finding) => finding.evidence.length > 0));
}

/** The first place, of which formats with one place a finding make use. */
export function firstPlace(finding: Finding): Required<Location> {
  const [{ path, line }] = finding.locations;
  return { path, line: line === undefined || !(line >= 1) ? 1 : Math.floor(line) };
}

/** "automated-tests" → "automated tests" */
export function practiceName(id: string): string {
  return oneLine(id).replaceAll('-', ' ');
}

/** Practices that are there, or that could not be decided: in no unit anything else. */
export function practicesWith(report: Report, status: 'pass' | 'unknown'): string[] {
  const names = new Set(report.practices.filter((practice) => practice.status === status).map(({ id }) => id));
  const others = status === 'pass' ? ['gap', 'excess', 'error'] : ['pass', 'gap', 'excess', 'error'];
  for (const practice of report.practices) if (others.includes(practice.status)) names.delete(practice.id);
  return [...names].sort();
}

/** Of those, what this context asks for (and, of what is there, what was really seen: a fault that is absent is no practice): most owed first. */
export function owedWith(report: Report, status: 'pass' | 'unknown'): string[] {
  const weights = new Map<string, number>();
  for (const practice of report.practices) {
    if (status === 'pass' && practice.evidence.length === 0) continue;
    weights.set(practice.id, Math.max(weights.get(practice.id) ?? 0, practice.weight));
  }
  const weightOf = (id: string): number => weights.get(id) ?? 0;
  return practicesWith(report, status)
    .filter((id) => weightOf(id) >= OWED)
    .sort((a, b) => weightOf(b) - weightOf(a) || (a < b ? -1 : 1));
}

/** From this weight on the absence of a practice would have been a finding. */
const OWED = 0.1;

/** "oss (97 %)", "oss (declared)" */
export function kindOf(context: Context): string {
  return `${context.kind} (${context.declared ? 'declared' : percent(context.confidence)})`;
}

export function isAmbiguous(context: Context): boolean {
  return !context.declared && context.confidence <= DECIDED;
}

/** The likeliest kind and the one after it. */
export function likeliestKinds(context: Context): [Kind, Kind] {
  const others = (Object.entries(context.probabilities) as [Kind, number][])
    .filter(([kind]) => kind !== context.kind)
    .sort((a, b) => b[1] - a[1]);
  return [context.kind, (others[0] as [Kind, number])[0]];
}

/**
 * What speaks most for the context: for what the evidence says where that is contradicted, for the kinds in question where it is
 * ambiguous.
 */
export function strongestEvidence(context: Context, limit: number): ContextEvidence[] {
  const kinds: readonly Kind[] = isAmbiguous(context)
    ? likeliestKinds(context)
    : [context.contradicted?.kind ?? context.kind];
  // It comes in the order in which it is to be told.
  return context.evidence.filter((evidence) => kinds.includes(evidence.for)).slice(0, limit);
}

/** Whether there was anything to judge: without files, or where everything is unknown, silence would mislead. */
export function isJudged(report: Report): boolean {
  if (report.repository.files === 0) return false;
  const { practices } = report;
  return practices.length === 0 || practices.some(({ status }) => status !== 'unknown' && status !== 'error');
}

/** "2 critical, 3 warnings, 1 info" */
export function countsText(summary: Pick<Summary, 'critical' | 'warning' | 'info'>): string {
  const { critical, warning, info } = summary;
  const parts = [
    critical > 0 ? `${critical} critical` : '',
    warning > 0 ? counted(warning, 'warning') : '',
    info > 0 ? `${info} info` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** The whole report in a line. */
export function verdictOf(report: Report): string {
  const counts = countsText(report.summary);
  if (counts !== '') return counts;
  if (!isJudged(report)) {
    return report.repository.files === 0 ? 'Nothing could be judged: no files.' : 'Nothing could be judged.';
  }
  return report.findings.some((finding) => finding.state === 'baselined')
    ? 'Nothing new is owed here.'
    : 'Nothing owed here.';
}
