import { type Context, KINDS, type Kind } from '../../context/model.ts';
import type { Evidence } from '../../facts/evidence.ts';
import type { AuditResult, Finding, PracticeResult } from '../../findings/model.ts';
import { oneLine } from '../../report/sanitize.ts';
import {
  isAmbiguous,
  kindOf,
  likeliestKinds,
  placeOf,
  practiceName,
  strongestEvidence,
} from '../../report/selection.ts';
import { percent } from '../../report/text.ts';
import { EXPECTATIONS, type Rule } from '../../rules/rule.ts';

/** A practice that a change keeps up, and how it is done here. */
interface KeptPractice {
  readonly id: string;
  readonly title: string;
  readonly expectation: string;
  readonly how: readonly Evidence[];
}

/** A practice that nobody asked for. */
interface UnaskedPractice {
  readonly id: string;
  readonly family: string;
  /** Set where it would do harm, not only cost time. */
  readonly why?: string;
}

/** A practice that is owed and not there. */
interface MissingPractice {
  readonly id: string;
  readonly title: string;
  readonly severity: Finding['severity'];
  readonly remedy: string;
}

/** What coding agents should know of one unit before they write. */
export interface Brief {
  readonly unit: string;
  readonly context: Context;
  readonly withEveryChange: readonly KeptPractice[];
  readonly doNotAdd: readonly UnaskedPractice[];
  readonly missing: readonly MissingPractice[];
}

/** From here on a practice is owed: the threshold of a warning. */
const OWED = 0.35;
/** Below this nothing is asked: the threshold of any finding. */
const ASKED = 0.1;
const MAX_PLACES = 3;
/** As many are enough to see how it is done here. */
const SHOWN_PLACES = 2;

/** Sorts the practices of one unit into what a change keeps up, what it leaves alone, and what is missing. */
export function briefOf(result: AuditResult, rules: readonly Rule[], unit = '.'): Brief {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const context = result.units.find((item) => item.path === unit)?.context ?? result.context;
  const pairs = result.practices
    .filter((practice) => practice.unit === unit)
    .flatMap((practice) => {
      const rule = byId.get(practice.id);
      return rule === undefined || rule.manual === true ? [] : [{ practice, rule }];
    });
  const missing = new Map<string, MissingPractice>();
  for (const finding of result.findings) {
    const isOwed = finding.unit === unit && finding.kind === 'gap' && finding.severity !== 'info';
    if (!isOwed || finding.state === 'exempt' || missing.has(finding.rule)) continue;
    const { rule, title, severity, remedy } = finding;
    missing.set(rule, { id: rule, title, severity, remedy });
  }
  return {
    unit,
    context,
    withEveryChange: pairs
      .filter(({ practice }) => practice.present === true && practice.weight >= OWED && isOfUse(practice))
      .sort((a, b) => b.practice.weight - a.practice.weight)
      .map(({ practice, rule }) => ({
        id: rule.id,
        title: rule.title,
        expectation: practice.expectation,
        how: practice.evidence.filter(({ path }) => path !== '.').slice(0, MAX_PLACES),
      })),
    doNotAdd: pairs
      .filter(
        ({ practice, rule }) =>
          isUnasked(practice) && (practice.weight < 0 || (isHabit(rule) && !isExpectedOf(context.kind, rule))),
      )
      .map(({ practice, rule }) => ({
        id: rule.id,
        family: rule.family,
        ...(practice.weight <= -ASKED ? { why: (rule.whyExcess ?? rule.why).trim() } : {}),
      })),
    missing: [...missing.values()],
  };
}

/** What only other software could do wrong, as routes of a framework that is not used here, need not be told. */
function isOfUse({ status, evidence }: PracticeResult): boolean {
  return status !== 'not-applicable' || evidence.length > 0;
}

function isUnasked({ present, weight }: PracticeResult): boolean {
  return present === false && weight < ASKED;
}

/** What some kind of repository expects is what agents add out of habit. */
function isHabit(rule: Rule): boolean {
  return KINDS.some((kind) => EXPECTATIONS[rule.expectations[kind]] >= EXPECTATIONS.expected);
}

/** Owed here by its nature, and out of question only for now: tests in CI where there are no tests yet. */
function isExpectedOf(kind: Kind, rule: Rule): boolean {
  return EXPECTATIONS[rule.expectations[kind]] >= EXPECTATIONS.expected;
}

/** More parts than this are summed up. */
const MAX_PARTS = 30;

/** As Markdown, short enough to be read before every task: the whole repository, then what its parts are. */
export function renderBrief(root: Brief, parts: readonly Brief[]): string {
  const sections = [
    '# Before you write code here',
    contextText(root),
    section(
      'Comes with every change',
      'Keep these up in what you change, the way it is done here.',
      root.withEveryChange.map(keptItem),
    ),
    section(
      'Do not add unasked',
      'This context does not ask for these. Build what was asked for, and leave them out unless somebody wants them.',
      unaskedItems(root.doNotAdd),
    ),
    section(
      'Owed and missing',
      'Name these when your change touches them. Do not build them on the way; a change brings its own part at most.',
      root.missing.map(({ id, title, severity }) => `- ${oneLine(title)} (\`${id}\`, ${severity})`),
    ),
    section('Parts', 'What each part is decides what it is asked for.', partItems(parts)),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function partItems(parts: readonly Brief[]): string[] {
  const items = parts.slice(0, MAX_PARTS).map(({ unit, context, missing }) => {
    const owed = missing.map(({ id }) => practiceName(id)).join(', ');
    return `- \`${oneLine(unit)}\`: ${kindOf(context)}${owed === '' ? '' : `; owed and missing: ${owed}`}`;
  });
  return parts.length <= MAX_PARTS ? items : [...items, `- and ${parts.length - MAX_PARTS} more`];
}

function contextText({ unit, context }: Brief): string {
  const what = unit === '.' ? 'this repository' : `this part of the repository (\`${oneLine(unit)}\`)`;
  const traits = context.traits.length === 0 ? '' : `, with the traits ${context.traits.join(', ')}`;
  if (isAmbiguous(context)) {
    const names = likeliestKinds(context).map((kind) => `**${kind}** (${percent(context.probabilities[kind])})`);
    return `It is not clear what ${what} is for: ${names.join(' or ')}${traits}. Ask before you add what only one of them needs.`;
  }
  const reasons = context.declared ? [] : strongestEvidence(context, 3).map(({ claim }) => `- ${oneLine(claim)}`);
  return [
    `T${what.slice(1)} is **${kindOf(context)}**${traits}.`,
    ...(reasons.length === 0 ? [] : ['', ...reasons]),
  ].join('\n');
}

function section(title: string, introduction: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `## ${title}\n\n${introduction}\n\n${items.join('\n')}`;
}

function keptItem({ id, title, how }: KeptPractice): string {
  const places = [...new Set(how.map(placeOf))].slice(0, SHOWN_PLACES).map((place) => `\`${place}\``);
  return `- ${oneLine(title)} (\`${id}\`)${places.length === 0 ? '' : `; see ${places.join(', ')}`}`;
}

/** What would do harm with its reason; the rest a line a family. */
function unaskedItems(practices: readonly UnaskedPractice[]): string[] {
  const harmful = practices.filter(({ why }) => why !== undefined);
  const plain = practices.filter(({ why }) => why === undefined);
  const families = [...new Set(plain.map(({ family }) => family))].sort();
  return [
    ...harmful.map(({ id, why = '' }) => `- **${practiceName(id)}**: ${oneLine(why)}`),
    ...families.map((family) => {
      const names = plain.filter((practice) => practice.family === family).map(({ id }) => practiceName(id));
      return `- ${family}: ${names.join(', ')}`;
    }),
  ];
}
