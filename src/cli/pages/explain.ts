import { type Context, KINDS } from '../../context/model.ts';
import type { AuditResult, PracticeResult } from '../../findings/model.ts';
import { clip, oneLine, printable } from '../../report/sanitize.ts';
import { kindOf, placeOf } from '../../report/selection.ts';
import { blocksOf, fill, percent, wordsOf } from '../../report/text.ts';
import type { Adjustment, Advice, Rule } from '../../rules/rule.ts';
import { describeCondition } from './condition.ts';

/** All about a rule, as a page of text. */
export function renderRule(rule: Rule, width: number): string {
  const sections: string[][] = [
    [`${rule.id}: ${oneLine(rule.title)}`, aboutLine(rule)],
    section('Why', rule.why, width),
    rule.whyExcess === undefined ? [] : section('Why it can be too much', rule.whyExcess, width),
    [
      'Expected',
      ...KINDS.map((kind) => `  ${kind.padEnd(18)}  ${rule.expectations[kind]}`),
      ...adjustmentLines(rule, width),
    ],
    section('Remedy', defaultOf(rule.remedy), width),
    ...variantsOf(rule.remedy).map(({ when, text }) => section(`Where ${when}`, text, width)),
    ...(rule.shortfalls ?? []).flatMap(({ id, message, remedy }) => [
      section(`Where it falls short (${id})`, message, width),
      section('Remedy for that', defaultOf(remedy), width),
    ]),
    rule.remedyExcess === undefined ? [] : section('Remedy where it is too much', defaultOf(rule.remedyExcess), width),
    rule.references === undefined ? [] : ['References', ...rule.references.map((url) => `  ${printable(url)}`)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function aboutLine(rule: Rule): string {
  const parts = [
    `family ${rule.family}`,
    rule.scope === 'unit' ? 'asked of each unit' : 'asked of the whole repository',
    `since ${rule.since}`,
    ...(rule.stability === 'preview' ? ['in preview: asked with --preview'] : []),
    ...(rule.manual === true ? ['asked in the checklist'] : []),
  ];
  return parts.join(', ');
}

function section(title: string, text: string, width: number): string[] {
  const lines = blocksOf(text).flatMap((block) =>
    block.kind === 'code' ? block.lines.map((line) => `    ${printable(line)}`) : filled(oneLine(block.text), width),
  );
  return [title, ...lines];
}

function filled(text: string, width: number): string[] {
  return fill(wordsOf(text), width - 2).map((line) => `  ${line}`);
}

function adjustmentLines(rule: Rule, width: number): string[] {
  return (rule.adjustments ?? []).flatMap((adjustment) => {
    const because = adjustment.because === undefined ? '' : `: ${adjustment.because}`;
    return filled(oneLine(`but ${levelsOf(adjustment)}${whenOf(adjustment)}${because}`), width);
  });
}

function levelsOf({ then }: Adjustment): string {
  if (typeof then === 'string') return then;
  const levels = [...new Set(Object.values(then))];
  return levels
    .map((level) => {
      const kinds = KINDS.filter((kind) => then[kind] === level);
      return `${level} in ${kinds.join(' and ')}`;
    })
    .join(', ');
}

/** " where it is missing and …"; nothing where it always holds. */
function whenOf({ present, if: condition }: Adjustment): string {
  const state = present === undefined ? '' : present ? 'it is there' : 'it is missing';
  const words = [state, describeCondition(condition)].filter((part) => part !== '').join(' and ');
  return words === '' ? '' : ` where ${words}`;
}

function defaultOf(advice: Advice): string {
  return typeof advice === 'string' ? advice : advice.default;
}

function variantsOf(advice: Advice): { readonly when: string; readonly text: string }[] {
  if (typeof advice === 'string') return [];
  return (advice.when ?? []).map((variant) => ({ when: describeCondition(variant.if), text: variant.text }));
}

const MAX_EVIDENCE = 10;

/** How a rule was judged in a repository: what it is, what that asks, what was found. */
export function renderJudgement(rule: Rule, result: AuditResult, width: number): string {
  const practices = result.practices.filter((practice) => practice.id === rule.id);
  return practices
    .map((practice) => {
      const context = result.units.find((unit) => unit.path === practice.unit)?.context ?? result.context;
      return judgementLines(practice, context, result, width).join('\n');
    })
    .join('\n\n')
    .concat('\n');
}

function judgementLines(practice: PracticeResult, context: Context, result: AuditResult, width: number): string[] {
  const { unit, id } = practice;
  const findings = result.findings.filter((finding) => finding.rule === id && finding.unit === unit);
  const where = unit === '.' ? printable(result.repository.root) : printable(unit);
  const kinds = KINDS.map((kind) => `${kind} ${percent(context.probabilities[kind])}`).join(', ');
  return [
    `In ${where}`,
    ...filled(`It is ${kindOf(context)}${context.traits.length === 0 ? '' : `, ${context.traits.join(', ')}`}.`, width),
    ...(context.declared ? [] : filled(kinds, width)),
    ...filled(`Asked: ${oneLine(practice.reasoning ?? practice.expectation)}; weight ${practice.weight}.`, width),
    ...filled(`${presenceOf(practice)}: ${practice.status}.`, width),
    ...practice.evidence
      .slice(0, MAX_EVIDENCE)
      .map((evidence) => `    ${placeOf(evidence)}  ${clip(oneLine(evidence.detail), 100)}`),
    ...(practice.evidence.length > MAX_EVIDENCE ? [`    and ${practice.evidence.length - MAX_EVIDENCE} more`] : []),
    ...findings.flatMap((finding) => [
      ...filled(
        `${finding.severity}${finding.state === 'new' ? '' : ` (${finding.state})`}: ${oneLine(finding.message)}`,
        width,
      ),
      ...(finding.exemption === undefined ? [] : filled(`Exempt: ${oneLine(finding.exemption.reason)}`, width)),
      ...section('', finding.remedy, width).slice(1),
    ]),
  ];
}

function presenceOf({ present }: PracticeResult): string {
  if (present === null) return 'Whether it is there cannot be decided';
  return present ? 'It is there' : 'It is not there';
}
