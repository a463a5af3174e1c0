import chalk, { Chalk, type ChalkInstance } from 'chalk';
import type { Context } from '../context/model.ts';
import { type Page, paragraph } from './page.ts';
import type { Formatter, Report, ReportOptions } from './report.ts';
import { clip, oneLine, printable } from './sanitize.ts';
import {
  isAmbiguous,
  isJudged,
  kindOf,
  likeliestKinds,
  mostSevereFirst,
  openFindings,
  owedWith,
  placeOf,
  practiceName,
  strongestEvidence,
  verdictOf,
} from './selection.ts';
import { findingSections } from './terminal-findings.ts';
import { fill, listed, percent, wordsOf } from './text.ts';

/** More lines of names than this are counted; `--verbose` lists all practices. */
const MAX_LINES = 2;

/** For people at a terminal: the context and why, what is owed and what to do about it, then what is in place in a line. */
export const formatTerminal: Formatter = (report, options = {}) => {
  const page: Page = {
    width: Math.max(40, options.width ?? 80),
    paint: painterOf(options.color),
    verbose: options.verbose === true,
  };
  const sections = [
    contextLines(report, page),
    ...findingSections(report, page),
    page.verbose ? practiceLines(report, page) : [],
    standingLines(report, page),
    options.showExempt === true ? exemptLines(report, page) : [],
    diagnosticLines(report, page),
    closingLines(report, page),
    nextLines(report, page),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
};

function painterOf(color: ReportOptions['color']): ChalkInstance {
  if (color === true) return chalk;
  return color === undefined || color === false ? new Chalk({ level: 0 }) : color;
}

function contextLines(report: Report, page: Page): string[] {
  const { context } = report;
  const { paint, width } = page;
  const kind = `${report.unit === undefined ? '' : `${printable(report.unit)}: `}${kindOf(context)}`;
  const [traits, ...more] = fill(listed(context.traits, context.traits.length), width - 2, kind.length);
  const lines = [paint.bold(kind) + (traits === undefined ? '' : `  ${traits}`), ...more.map((line) => `  ${line}`)];
  if (context.contradicted !== undefined) {
    const { kind, confidence } = context.contradicted;
    const text = `Declared ${context.kind}, but the evidence says ${kind} (${percent(confidence)}).`;
    lines.push(...fill(wordsOf(text), width - 2).map((line) => `  ${paint.yellow(line)}`));
  } else if (isAmbiguous(context)) {
    const [first, second] = likeliestKinds(context);
    const text = `Not sure: ${first} or ${second}? Say so with "context: ${first}" in .senior-audit.yaml, or --context ${first}.`;
    lines.push(...fill(wordsOf(text), width - 2).map((line) => `  ${paint.yellow(line)}`));
  }
  return [...lines, ...evidenceLines(context, page)];
}

function evidenceLines(context: Context, page: Page): string[] {
  const shown = page.verbose ? context.evidence : strongestEvidence(context, 3);
  const saysKind = page.verbose || isAmbiguous(context);
  return shown.flatMap((evidence) => {
    const words = wordsOf(clip(oneLine(evidence.claim), 200));
    if (saysKind) words.unshift(`${evidence.for}:`);
    if (evidence.path !== undefined) words.push('·', placeOf({ ...evidence, path: evidence.path }));
    if (page.verbose) words.push(`(${evidence.weight > 0 ? '+' : ''}${evidence.weight})`);
    return hanging(words, page, (line) => page.paint.dim(line));
  });
}

/** What is in place, what is unknown, what is not shown: a line each. */
function standingLines(report: Report, page: Page): string[] {
  const { paint } = page;
  const lines: string[] = [];
  const add = (label: string, names: readonly string[], paintLabel: ChalkInstance): void => {
    if (names.length === 0) return;
    const [first = '', ...rest] = fewLines(names.map(practiceName), page.width - 2, label.length - 1);
    lines.push(`${paintLabel(label)} ${paint.dim(first)}`, ...rest.map((line) => `  ${paint.dim(line)}`));
  };
  if (!page.verbose) add('In place:', owedWith(report, 'pass'), paint.green);
  add('Not decidable here:', owedWith(report, 'unknown'), paint.bold);
  const exempt = report.findings.filter((finding) => finding.state === 'exempt').length;
  const baselined = report.findings.filter((finding) => finding.state === 'baselined').length;
  const hidden = [exempt > 0 ? `${exempt} exempt` : '', baselined > 0 ? `${baselined} in the baseline` : ''].filter(
    (part) => part !== '',
  );
  if (hidden.length > 0) lines.push(...paragraph(`Not counted: ${hidden.join(', ')}.`, page, paint.dim));
  if (report.repository.truncated) {
    lines.push(...paragraph(`Only the first ${report.repository.files} files were looked at.`, page, paint.yellow));
  }
  return lines;
}

/** As many names as fit, and how many are left. */
function fewLines(names: readonly string[], width: number, first: number): string[] {
  for (let limit = names.length; limit > 1; limit -= 1) {
    const lines = fill(listed(names, limit), width, first);
    if (lines.length <= MAX_LINES) return lines;
  }
  return fill(listed(names, 1), width, first);
}

function practiceLines(report: Report, page: Page): string[] {
  const lines = [page.paint.bold('Practices')];
  const widest = Math.max(0, ...report.practices.map((practice) => practice.status.length));
  for (const practice of report.practices) {
    const place = practice.evidence[0];
    const words = [
      practice.status.padEnd(widest),
      printable(practice.id),
      ...(practice.unit === '.' ? [] : [`in ${printable(practice.unit)}`]),
      `(${practice.expectation})`,
      ...(place === undefined ? [] : [placeOf(place)]),
    ];
    lines.push(...hanging(words, page, (line) => (practice.status === 'pass' ? page.paint.dim(line) : line)));
  }
  return lines.length === 1 ? [] : lines;
}

function exemptLines(report: Report, page: Page): string[] {
  const exempt = mostSevereFirst(report.findings.filter((finding) => finding.state === 'exempt'));
  if (exempt.length === 0) return [];
  const lines = exempt.flatMap((finding) => {
    const exemption = report.exemptions?.[finding.fingerprint];
    const until = exemption?.expires === undefined ? '' : ` (until ${printable(exemption.expires)})`;
    const reason = exemption === undefined ? '' : `— ${clip(oneLine(exemption.reason), 300)}${until}`;
    const words = [`${finding.severity}`, ...wordsOf(oneLine(finding.title)), placeOf(finding.locations[0])];
    return hanging([...words, ...wordsOf(reason)], page, (line) => line);
  });
  return [page.paint.bold('Exempt'), ...lines];
}

function diagnosticLines(report: Report, page: Page): string[] {
  const { diagnostics } = report;
  if (diagnostics.length === 0) return [];
  const shown = page.verbose ? diagnostics : diagnostics.slice(0, 3);
  const rest = diagnostics.length - shown.length;
  return [
    page.paint.yellow(`Could not be read (${diagnostics.length}):`),
    ...shown.flatMap((diagnostic) => {
      const message = clip(oneLine(diagnostic.message), 300);
      return hanging([`${placeOf(diagnostic)}:`, ...wordsOf(message)], page, (line) => line);
    }),
    ...(rest === 0 ? [] : [page.paint.dim(`  +${rest} more (--verbose lists them)`)]),
  ];
}

function closingLines(report: Report, page: Page): string[] {
  const { critical, warning, info, excess } = report.summary;
  const { paint } = page;
  const verdict = verdictOf(report);
  if (critical + warning + info === 0) {
    return paragraph(verdict, page, isJudged(report) ? paint.green : paint.yellow);
  }
  const text = excess === 0 ? verdict : `${verdict} (${excess} out of proportion)`;
  return paragraph(text, page, critical > 0 ? paint.bold.red : warning > 0 ? paint.bold.yellow : paint.bold);
}

/** What to do with a report: shown where something is owed, and nobody has asked for more yet. */
function nextLines(report: Report, page: Page): string[] {
  const [first] = openFindings(report);
  if (first === undefined || page.verbose) return [];
  const more = `senior-audit explain ${printable(first.rule)} says more about one; --verbose shows all.`;
  const isGuessed = !report.context.declared && !isAmbiguous(report.context);
  const wrong = 'Taken for the wrong kind? senior-audit init writes down what it is.';
  return [more, ...(isGuessed ? [wrong] : [])].flatMap((text) => paragraph(text, page, page.paint.dim));
}

function hanging(words: readonly string[], page: Page, paint: (line: string) => string): string[] {
  return fill(words, page.width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${paint(line)}`);
}
