import { parseDataFile } from '../config/data-file.ts';
import { ConfigError } from '../config/error.ts';
import { printKey } from '../config/validate.ts';
import { type Context, DECIDED, KINDS, type Kind } from '../context/model.ts';
import { isMapping } from '../facts/data.ts';
import type { Diagnostic } from '../facts/evidence.ts';
import { type AuditResult, type Finding, SEVERITIES, type Severity } from './model.ts';
import { knownBefore, renamedUnits } from './renamed-units.ts';
import { summarise } from './summary.ts';

/* The baseline: findings that were there when a repository adopted the tool. One entry a line, sorted, so that two branches
   that change it merge. */

/** The kinds of the units, where they are clear. */
export type KindsByUnit = Readonly<Record<string, Kind | typeof UNCLEAR>>;
const UNCLEAR = 'unclear';

/** A known finding, with what lets a reader recognise it. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly kind: Finding['kind'];
  readonly rule: string;
  readonly unit: string;
  readonly subject?: string;
  readonly severity: Severity;
  readonly title: string;
}

export interface Baseline {
  /** What each unit was when the baseline was taken; `.` is the whole repository. */
  readonly context: KindsByUnit;
  readonly findings: readonly BaselineEntry[];
}

/** A baseline with the file that it was read from. */
export interface BaselineFile extends Baseline {
  readonly path: string;
}

/** The baseline that makes all that is found known; what is exempt needs no entry. */
export function baselineOf(result: AuditResult): Baseline {
  const entries = result.findings.filter(({ state }) => state !== 'exempt').map(entryOf);
  return { context: kindsOf(result), findings: [...new Map(entries.map((entry) => [keyOf(entry), entry])).values()] };
}

/** The entries of which the finding is still there, and no others. */
export function pruneBaseline(baseline: Baseline, result: AuditResult): Baseline {
  const stale = new Set(staleEntries(baseline, result).map(keyOf));
  return { context: baseline.context, findings: baseline.findings.filter((entry) => !stale.has(keyOf(entry))) };
}

/** Entries of which the finding is no longer there. */
export function staleEntries(baseline: Baseline, result: AuditResult): BaselineEntry[] {
  const found = new Set(result.findings.map(keyOf));
  return baseline.findings.filter((entry) => !found.has(keyOf(entry)));
}

/** Units that were something else before, with what they were; where either is unclear, nothing is said. */
export function changedKinds(before: KindsByUnit, result: AuditResult): ReadonlyMap<string, Kind> {
  const now = kindsOf(result);
  return new Map(
    Object.entries(before).flatMap(([unit, kind]) => {
      const present = Object.hasOwn(now, unit) ? now[unit] : UNCLEAR;
      return kind === UNCLEAR || present === UNCLEAR || present === kind ? [] : [[unit, kind] as const];
    }),
  );
}

/**
 * Marks what the baseline knows as `baselined`, and says which of its entries are stale and what fell due with a change of context.
 * @param former what the audit comes to when the units are still taken for what they were, where some have changed
 */
export function applyBaseline(result: AuditResult, baseline: BaselineFile, former?: AuditResult): AuditResult {
  const known = new Set(baseline.findings.map(keyOf));
  const renamed = renamedUnits(baseline, result);
  const isKnownElsewhere = knownBefore(baseline, renamed);
  const findings = result.findings.map(
    (finding): Finding =>
      finding.state === 'new' && (known.has(keyOf(finding)) || isKnownElsewhere(finding))
        ? { ...finding, state: 'baselined' }
        : finding,
  );
  const hints: Diagnostic[] = [];
  const note = (message: string): void => {
    hints.push({ fact: 'baseline', path: baseline.path, message });
  };
  const stale = staleEntries(baseline, result);
  for (const { from, to } of renamed)
    note(`${from} seems to be ${to} now: write the baseline anew (senior-audit baseline)`);
  const gone = stale.filter((entry) => !renamed.some(({ from }) => from === entry.unit));
  if (gone.length > 0) note(staleText(gone));
  const fresh = findings.filter(({ state }) => state === 'new');
  for (const text of changeTexts(baseline.context, result, fresh, former)) note(`${text} since the baseline was taken`);
  return {
    ...result,
    findings,
    hints: [...(result.hints ?? []), ...hints],
    summary: summarise(result.practices, findings),
  };
}

const MAX_NAMED = 5;

function staleText(stale: readonly BaselineEntry[]): string {
  const isOne = stale.length === 1;
  return `${named(stale.map(printEntry))} ${isOne ? 'is' : 'are'} no longer found: remove the stale ${isOne ? 'entry' : 'entries'} with senior-audit baseline --prune`;
}

/**
 * "context changed from prototype to oss (in services/api): 3 practices fell due (license, …)", for each unit that has changed.
 * @param fresh the findings of which some are only there because of the change: those that `former` does not have
 */
export function changeTexts(
  before: KindsByUnit,
  result: AuditResult,
  fresh: readonly Finding[],
  former: AuditResult | undefined,
): string[] {
  const now = kindsOf(result);
  const formerly = new Set(former?.findings.map(keyOf) ?? []);
  return [...changedKinds(before, result)].map(([unit, kind]) => {
    const due = fresh.filter((finding) => finding.unit === unit && !formerly.has(keyOf(finding)));
    const rules = [...new Set(due.map(({ rule }) => rule))];
    const where = unit === '.' ? '' : ` in ${unit}`;
    const what =
      rules.length === 0 ? 'nothing fell due' : `${counted(rules.length, 'practice')} fell due (${named(rules)})`;
    return `context changed from ${kind} to ${now[unit]}${where}: ${what}`;
  });
}

/** "license, changelog and 3 more" */
function named(names: readonly string[]): string {
  const rest = names.length - MAX_NAMED;
  return rest > 0 ? `${names.slice(0, MAX_NAMED).join(', ')} and ${rest} more` : names.join(', ');
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

/** "crash-reporting", "secrets (AWS key) in services/api" */
export function printEntry({ rule, unit, subject }: Pick<BaselineEntry, 'rule' | 'unit' | 'subject'>): string {
  return `${rule}${subject === undefined ? '' : ` (${subject})`}${unit === '.' ? '' : ` in ${unit}`}`;
}

/** By fingerprint; what was missing and what is too much are different things. */
export function keyOf({ fingerprint, kind }: Pick<BaselineEntry, 'fingerprint' | 'kind'>): string {
  return `${kind} ${fingerprint}`;
}

/** What each unit of an audit is. */
export function kindsOf(result: AuditResult): KindsByUnit {
  const units: readonly { readonly path: string; readonly context: Context }[] = result.units;
  const root = { path: '.', context: result.context };
  return Object.fromEntries(
    (result.unit === undefined ? [root, ...units] : units).map(({ path, context }) => [
      path,
      context.declared || context.confidence > DECIDED ? context.kind : UNCLEAR,
    ]),
  );
}

function entryOf({ fingerprint, kind, rule, unit, subject, severity, title }: Finding): BaselineEntry {
  return { fingerprint, kind, rule, unit, ...(subject === undefined ? {} : { subject }), severity, title };
}

/** The file's text: sorted, an entry a line. */
export function printBaseline(baseline: Baseline): string {
  const units = Object.entries(baseline.context)
    .sort(([a], [b]) => compare(a, b))
    .map(([unit, kind]) => `    ${JSON.stringify(unit)}: ${JSON.stringify(kind)}`);
  const entries = [...baseline.findings]
    .sort(
      (a, b) =>
        compare(a.unit, b.unit) ||
        compare(a.rule, b.rule) ||
        compare(a.subject ?? '', b.subject ?? '') ||
        compare(a.kind, b.kind),
    )
    .map((entry) => `    ${JSON.stringify(entry)}`);
  const block = (open: string, lines: readonly string[], close: string): string =>
    lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(',\n')}\n  ${close}`;
  return [
    '{',
    '  "version": 1,',
    `  "context": ${block('{', units, '}')},`,
    `  "findings": ${block('[', entries, ']')}`,
    '}',
    '',
  ].join('\n');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Reads a baseline.
 * @throws ConfigError with file and line, when it is not one
 */
export function parseBaseline(path: string, text: string): BaselineFile {
  const data = parseDataFile(path.endsWith('.json') ? path : `${path}.json`, text);
  const fail = (at: readonly (string | number)[], message: string): never => {
    throw new ConfigError([{ origin: { ...data.placeOf(at), file: path }, key: printKey(at), text: message }]);
  };
  const { value } = data;
  if (!isMapping(value) || !Array.isArray(value.findings)) {
    return fail([], 'this is no baseline: write one with senior-audit baseline');
  }
  if (value.version !== 1) return fail(['version'], 'expected version 1: this is the baseline of another senior-audit');
  const context = isMapping(value.context) ? value.context : {};
  const kinds = Object.entries(context).filter((entry): entry is [string, KindsByUnit[string]] =>
    isOneOf(entry[1], [...KINDS, UNCLEAR]),
  );
  const findings = value.findings.map(
    (entry: unknown, index) => readEntry(entry) ?? fail(['findings', index], NO_ENTRY),
  );
  return { path, context: Object.fromEntries(kinds), findings };
}

const NO_ENTRY = 'this is no entry of a baseline: expected fingerprint, kind, rule, unit, severity and title';

function readEntry(entry: unknown): BaselineEntry | undefined {
  if (!isMapping(entry)) return undefined;
  const { fingerprint, kind, rule, unit, subject, severity, title } = entry;
  if (typeof fingerprint !== 'string' || typeof rule !== 'string' || typeof unit !== 'string') return undefined;
  if (!isOneOf(kind, ['gap', 'excess']) || !isOneOf(severity, SEVERITIES) || typeof title !== 'string')
    return undefined;
  return { fingerprint, kind, rule, unit, ...(typeof subject === 'string' ? { subject } : {}), severity, title };
}

function isOneOf<T extends string>(value: unknown, values: readonly T[]): value is T {
  return (values as readonly unknown[]).includes(value);
}
