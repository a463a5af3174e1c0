import type { ExemptionSetting, Sourced } from '../config/config.ts';
import { noRule } from '../config/hints.ts';
import { isDate, isReason } from '../config/reason.ts';
import type { Diagnostic } from '../facts/evidence.ts';
import { matcher } from '../repository/glob.ts';
import type { ExemptionComment } from './exemption-comments.ts';
import type { Exemption, Finding, Location } from './model.ts';

export interface ExemptionSources {
  /** From the configuration. */
  readonly settings: readonly Sourced<ExemptionSetting>[];
  readonly comments: readonly ExemptionComment[];
  /** The ids of all rules. */
  readonly rules: readonly string[];
  /** As YYYY-MM-DD. */
  readonly today: string;
}

export interface Exempted {
  readonly findings: readonly Finding[];
  /** Exemptions without a reason, malformed, expired, or of nothing. */
  readonly hints: readonly Diagnostic[];
}

/** A finding without a line is exempted by a comment in the first lines of its file. */
const HEAD_LINES = 10;

/** One exemption, wherever it is written. */
interface Candidate {
  readonly exemption: Exemption;
  readonly rules: readonly string[];
  covers(finding: Finding): boolean;
}

/** Marks the findings that are exempt, with the reason. Pure. */
export function exempt(findings: readonly Finding[], sources: ExemptionSources): Exempted {
  const hints: Diagnostic[] = [];
  const candidates = [
    ...sources.comments.flatMap((comment) => fromComment(comment, sources, hints) ?? []),
    ...sources.settings.map(fromSetting),
  ];
  const used = new Set<Candidate>();
  const marked = findings.map((finding): Finding => {
    const covering = candidates.filter((candidate) => candidate.covers(finding));
    for (const candidate of covering) used.add(candidate);
    const valid = covering.find(({ exemption }) => !isExpired(exemption, sources.today));
    return valid === undefined ? finding : { ...finding, state: 'exempt', exemption: valid.exemption };
  });
  for (const candidate of candidates) {
    const text = complaintOf(candidate, used.has(candidate), sources);
    if (text !== undefined) hints.push({ fact: 'exemption', ...candidate.exemption.origin, message: text });
  }
  return { findings: marked, hints };
}

function complaintOf(candidate: Candidate, isUsed: boolean, sources: ExemptionSources): string | undefined {
  const { exemption } = candidate;
  const names = candidate.rules.join(', ');
  const unknown = candidate.rules.filter((rule) => !sources.rules.includes(rule));
  // The hints on the configuration name these already.
  if (unknown.length > 0 && exemption.source === 'configuration') return undefined;
  if (unknown[0] !== undefined) return noRule(unknown[0], sources.rules);
  if (isExpired(exemption, sources.today)) {
    const what = isUsed ? 'mend what it was for, or set another day' : 'it exempts nothing either: remove it';
    return `the exemption of ${names} expired on ${exemption.until}; ${what}`;
  }
  return isUsed ? undefined : `the exemption of ${names} exempts nothing: remove it`;
}

function isExpired({ until }: Exemption, today: string): boolean {
  return until !== undefined && until < today;
}

function fromSetting({ value, origin }: Sourced<ExemptionSetting>): Candidate {
  const isAmong = value.paths === undefined ? () => true : matcher(value.paths);
  return {
    exemption: {
      reason: value.reason,
      source: 'configuration',
      origin: { path: origin.file, line: origin.line },
      ...(value.until === undefined ? {} : { until: value.until }),
      ...(value.owner === undefined ? {} : { owner: value.owner }),
    },
    rules: [value.rule],
    covers: (finding) =>
      finding.rule === value.rule &&
      (value.unit === undefined || finding.unit === value.unit) &&
      (value.subject === undefined || finding.subject === value.subject) &&
      finding.locations.some(({ path }) => isAmong(path)),
  };
}

/** `undefined`, with a hint, where the comment is not what it should be: then it exempts nothing. */
function fromComment(
  comment: ExemptionComment,
  { rules, comments }: ExemptionSources,
  hints: Diagnostic[],
): Candidate | undefined {
  const { path, line, reason, until, owner } = comment;
  const complain = (message: string): undefined => {
    hints.push({ fact: 'exemption', path, line, message });
  };
  const [first = ''] = comment.rules;
  if (comment.malformed !== undefined) {
    // Where no rule is named, it is prose.
    return rules.includes(first) ? complain(`expected senior-audit-ignore ${first}: and the reason`) : undefined;
  }
  if (reason === undefined || !isReason(reason)) {
    return complain(`the exemption of ${comment.rules.join(', ')} does not hold without a reason: ${HOW}`);
  }
  if (until !== undefined && !isDate(until)) {
    return complain(`"${until}" is no day: expected the last day on which the exemption holds, as YYYY-MM-DD`);
  }
  const lines = new Set(comments.filter((other) => other.path === path).map((other) => other.line));
  return {
    exemption: {
      reason,
      source: 'comment',
      origin: { path, line },
      ...(until === undefined ? {} : { until }),
      ...(owner === undefined ? {} : { owner }),
    },
    rules: comment.rules,
    covers: (finding) =>
      comment.rules.includes(finding.rule) &&
      finding.locations.some((place) => place.path === path && isBeside(line, place, lines)),
  };
}

const HOW = 'say after a colon, in a few words, why it holds here';

/** On the line, or above it; several such comments may stand one above the other. */
function isBeside(line: number, place: Location, comments: ReadonlySet<number>): boolean {
  if (place.line === undefined) return line <= HEAD_LINES;
  if (line === place.line) return true;
  for (let above = place.line - 1; comments.has(above); above--) if (above === line) return true;
  return false;
}
