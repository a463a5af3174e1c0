import type { ChalkInstance } from 'chalk';
import type { Context } from '../context/model.ts';
import { type Finding, SEVERITIES, type Severity } from '../findings/model.ts';
import { type Page, paragraph } from './page.ts';
import type { Report } from './report.ts';
import { clip, oneLine, printable, printableLines } from './sanitize.ts';
import {
  countsOf,
  countsText,
  type FindingGroup,
  groupFindings,
  headlineOf,
  kindOf,
  messageOf,
  mostSevereFirst,
  openFindings,
  placeOf,
  placesOf,
  placesSeen,
  subjectOf,
} from './selection.ts';
import { blocksOf, columnsOf, counted, fill, listed, wordsOf } from './text.ts';

/* The findings on a terminal. Where several units have findings, units that owe the same are put together, and what was explained
   once is afterwards only named: two hundred units stay a few screens. */

const SYMBOLS: Readonly<Record<Severity, string>> = { critical: '✖', warning: '▲', info: '•' };
const PLACES = 3;
const SUBJECTS = 5;
/** More than this of severity info are named, without a line each. */
const INFO_LINES = 10;
/** More groups of units than this are summed up. */
const UNIT_GROUPS = 12;

/** Units that have the same findings, and these. */
interface UnitGroup {
  readonly units: readonly string[];
  readonly context: Context | undefined;
  readonly findings: readonly Finding[];
}

/** The sections of a page that list the open findings, each a list of lines. */
export function findingSections(report: Report, page: Page): string[][] {
  const findings = openFindings(report);
  const groups = unitGroupsOf(report, findings);
  const explained = new Set<string>();
  const hasUnits = report.unit === undefined && groups.some((group) => !group.units.includes('.'));
  if (!hasUnits) {
    return [
      ...explainedSections(groupFindings(findings), explained, page),
      ...(report.unit === undefined ? remainderSections(report, [], groups, page) : []),
    ];
  }
  const shown = page.verbose ? groups : groups.slice(0, UNIT_GROUPS);
  const sections = shown.flatMap((group) => {
    const all = groupFindings(group.findings);
    const [fresh, known] = [
      all.filter((item) => !explained.has(keyOf(item))),
      all.filter((item) => explained.has(keyOf(item))),
    ];
    const [first, ...rest] = explainedSections(fresh, explained, page);
    const lines = [...headingLines(group, page), ...namedLines(known, page, 'see above'), ...(first ?? [])];
    return [lines, ...rest];
  });
  return [...sections, ...remainderSections(report, groups.slice(shown.length), groups, page)];
}

/** Groups with findings at the root first, then by their worst finding, then the largest, then by name. */
function unitGroupsOf(report: Report, findings: readonly Finding[]): UnitGroup[] {
  const byUnit = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = byUnit.get(finding.unit);
    if (list === undefined) byUnit.set(finding.unit, [finding]);
    else list.push(finding);
  }
  const contexts = new Map(report.units.map((unit) => [unit.path, unit.context]));
  const groups = new Map<string, { units: string[]; context: Context | undefined; findings: Finding[] }>();
  for (const [unit, list] of [...byUnit].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const context = contexts.get(unit);
    const what = list.map(({ rule, kind, severity }) => `${severity} ${kind} ${rule}`);
    const key = unit === '.' ? '.' : JSON.stringify([context?.kind, [...new Set(what)].sort()]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { units: [unit], context, findings: [...list] });
    else {
      group.units.push(unit);
      group.findings.push(...list);
    }
  }
  const rank = (group: UnitGroup): number =>
    group.units.includes('.') ? -1 : SEVERITIES.findIndex((severity) => countsOf(group.findings)[severity] > 0);
  return [...groups.values()]
    .map((group) => ({ ...group, findings: mostSevereFirst(group.findings) }))
    .sort((a, b) => rank(a) - rank(b) || b.units.length - a.units.length);
}

function headingLines(group: UnitGroup, page: Page): string[] {
  if (group.units.includes('.')) return [page.paint.bold.underline('The whole repository')];
  const isOne = group.units.length === 1;
  const names = listed(group.units.map(printable), page.verbose ? group.units.length : PLACES);
  const words = isOne ? names : [`${group.units.length} units:`, ...names];
  const { context } = group;
  const about =
    context === undefined ? '' : isOne ? `${kindOf(context)} ${context.traits.join(', ')}`.trim() : context.kind;
  const lines = fill(words, page.width);
  const painted = lines.map((line) => page.paint.bold.underline(line));
  if (about === '') return painted;
  if (columnsOf(lines.at(-1) ?? '') + 2 + about.length > page.width)
    return [...painted, ...indented(wordsOf(about), page)];
  return [...painted.slice(0, -1), `${painted.at(-1)}  ${page.paint.dim(about)}`];
}

/** What the groups beyond the limit owe, by rule, and how many units owe nothing. */
function remainderSections(
  report: Report,
  rest: readonly UnitGroup[],
  all: readonly UnitGroup[],
  page: Page,
): string[][] {
  const sections: string[][] = [];
  if (rest.length > 0) {
    const findings = mostSevereFirst(rest.flatMap((group) => group.findings));
    const units = rest.flatMap((group) => group.units).length;
    const head = `${units} more units: ${countsText(countsOf(findings))}`;
    sections.push([
      ...paragraph(`${head} (--verbose lists them)`, page, page.paint.bold),
      ...namedLines(groupFindings(findings), page, 'counted'),
    ]);
  }
  const concerned = new Set(all.flatMap((group) => group.units));
  const silent = report.units.filter(({ path }) => path !== '.' && !concerned.has(path)).length;
  if (silent > 0) sections.push(paragraph(`${counted(silent, 'unit')} without findings.`, page, page.paint.dim));
  return sections;
}

/** Groups in full, each a section of its own; those of severity info a line each, in one section. */
function explainedSections(groups: readonly FindingGroup[], explained: Set<string>, page: Page): string[][] {
  for (const group of groups) explained.add(keyOf(group));
  const isFull = (group: FindingGroup): boolean => page.verbose || group.first.severity !== 'info';
  const full = groups.filter(isFull).map((group) => fullLines(group, page));
  const brief = groups.filter((group) => !isFull(group));
  // One beyond the limit takes no more room in words than by its name.
  const lined = brief.length === INFO_LINES + 1 ? brief.length : INFO_LINES;
  const infos = brief.slice(0, lined).flatMap((group) => infoLines(group, page));
  return [...full, [...infos, ...namedLines(brief.slice(lined), page, 'also')]].filter((lines) => lines.length > 0);
}

function fullLines(group: FindingGroup, page: Page): string[] {
  const { first, findings } = group;
  const { paint } = page;
  const message = messageOf(first);
  const subjects = findings.filter((finding) => finding.subject !== undefined);
  return [
    ...headLines(group, page),
    ...(message === undefined ? [] : indented(wordsOf(message), page)),
    ...(subjects.length > 0 ? subjectLines(subjects, page) : placeLines(findings, page)),
    ...(page.verbose ? evidenceLines(findings, page) : []),
    ...labelledLines('why:', oneLine(first.why), page, paint.bold),
    ...labelledLines('fix:', first.remedy, page, paint.bold.green),
    ...indented(wordsOf(oneLine(first.reasoning)), page, paint.dim),
    ...(page.verbose ? indented(['fingerprint', ...findings.map((item) => item.fingerprint)], page, paint.dim) : []),
  ];
}

function headLines(
  { first }: FindingGroup,
  page: Page,
  paintTitle: (line: string) => string = page.paint.bold,
): string[] {
  const paint = colorOf(first.severity, page);
  const label = `${SYMBOLS[first.severity]} ${first.severity}  `;
  const lines = fill(wordsOf(headlineOf(first)), page.width - 2, label.length - 2);
  const painted = lines.map((line, index) =>
    index === 0 ? `${paint(label)}${paintTitle(line)}` : `  ${paintTitle(line)}`,
  );
  return appended(painted, lines, label.length, printable(first.rule), page);
}

/** Puts a last word at the end of the last line, where there is room for it. */
function appended(
  painted: readonly string[],
  lines: readonly string[],
  label: number,
  word: string,
  page: Page,
): string[] {
  const used = columnsOf(lines.at(-1) ?? '') + (lines.length === 1 ? label : 2);
  if (used + 2 + columnsOf(word) > page.width) return [...painted, `  ${page.paint.dim(word)}`];
  return [...painted.slice(0, -1), `${painted.at(-1) ?? ''}  ${page.paint.dim(word)}`];
}

function infoLines(group: FindingGroup, page: Page): string[] {
  const places = placesSeen(group.findings);
  const label = `${SYMBOLS.info} info  `;
  const words = [...wordsOf(headlineOf(group.first)), ...(places.length === 0 ? [] : ['·', ...listed(places, 1)])];
  const lines = fill(words, page.width - 2, label.length - 2);
  const painted = lines.map((line, index) => (index === 0 ? `${colorOf('info', page)(label)}${line}` : `  ${line}`));
  return appended(painted, lines, label.length, printable(group.first.rule), page);
}

/** Rules by severity and by name only: what was explained above, or is too much to explain. */
function namedLines(groups: readonly FindingGroup[], page: Page, note: 'counted' | 'see above' | 'also'): string[] {
  return SEVERITIES.flatMap((severity) => {
    const units = new Map<string, Set<string>>();
    for (const { first, findings } of groups) {
      if (first.severity !== severity) continue;
      const name = printable(first.rule) + (first.kind === 'excess' ? ' (out of proportion)' : '');
      const known = units.get(name) ?? new Set<string>();
      for (const finding of findings) known.add(finding.unit);
      units.set(name, known);
    }
    if (units.size === 0) return [];
    const names = [...units].map(([name, where]) => (note === 'counted' ? `${name} in ${where.size}` : name));
    // Only a list of all severities is set as a table.
    const label = `${SYMBOLS[severity]} ${severity}  `.padEnd(note === 'counted' ? 12 : 0);
    const words = [
      ...(note === 'also' ? ['also'] : []),
      ...listed(names, names.length),
      ...(note === 'see above' ? ['(see above)'] : []),
    ];
    const indent = ' '.repeat(note === 'counted' ? label.length : 2);
    return fill(words, page.width - indent.length, label.length - indent.length).map(
      (line, index) => `${index === 0 ? colorOf(severity, page)(label) : indent}${line}`,
    );
  });
}

function placeLines(findings: readonly Finding[], page: Page): string[] {
  const places = placesSeen(findings);
  if (places.length === 0) return [];
  return indented(['at', ...listed(places, page.verbose ? places.length : PLACES)], page);
}

function subjectLines(findings: readonly Finding[], page: Page): string[] {
  const shown = page.verbose ? findings : findings.slice(0, SUBJECTS);
  const rest = findings.length - shown.length;
  const lines = shown.flatMap((finding) => {
    const subject = subjectOf(finding.subject ?? '');
    const places = placesOf([finding]);
    const where =
      places.length === 1 && places[0] === subject
        ? []
        : ['at', ...listed(places, page.verbose ? places.length : PLACES)];
    return fill(['-', ...wordsOf(subject), ...where], page.width - 4).map(
      (line, index) => `  ${index === 0 ? '' : '  '}${line}`,
    );
  });
  return rest === 0 ? lines : [...lines, `  ${page.paint.dim(`+${rest} more`)}`];
}

function evidenceLines(findings: readonly Finding[], page: Page): string[] {
  return findings.flatMap((finding) =>
    finding.evidence.flatMap((evidence) => {
      const words = [placeOf(evidence), ...wordsOf(clip(oneLine(evidence.detail), 300))];
      return fill(words, page.width - 6).map((line, index) => `    ${index === 0 ? '' : '  '}${page.paint.dim(line)}`);
    }),
  );
}

/** Prose is wrapped; code stays as it is, to be copied. */
function labelledLines(label: string, text: string, page: Page, paint: ChalkInstance): string[] {
  const lines: string[] = [];
  for (const block of blocksOf(printableLines(text))) {
    if (block.kind === 'code') lines.push(...block.lines.map((line) => `      ${line}`.trimEnd()));
    else if (lines.length > 0) lines.push(...indented(wordsOf(block.text), page));
    else {
      const [line = '', ...rest] = fill(wordsOf(block.text), page.width - 2, label.length + 1);
      lines.push(`  ${paint(label)} ${line}`, ...rest.map((more) => `  ${more}`));
    }
  }
  return lines[0]?.startsWith('      ') === true ? [`  ${paint(label)}`, ...lines] : lines;
}

function indented(words: readonly string[], page: Page, paint: (line: string) => string = (line) => line): string[] {
  return fill(words, page.width - 2).map((line) => `  ${paint(line)}`);
}

function colorOf(severity: Severity, page: Page): ChalkInstance {
  switch (severity) {
    case 'critical':
      return page.paint.red;
    case 'warning':
      return page.paint.yellow;
    case 'info':
      return page.paint.blue;
  }
}

function keyOf(group: FindingGroup): string {
  const { rule, kind, severity, message, remedy } = group.first;
  return JSON.stringify([rule, kind, severity, message, remedy]);
}
