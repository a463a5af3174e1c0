import type { ProbeDefinition } from '../facts/code/probes.ts';

/* Exemptions beside the place that they are about, in whatever a file's comments look like:
     # senior-audit-ignore <rule>: reason
     // senior-audit-ignore <rule>, <rule> until 2027-01-31 owner @team: reason                                   */

/** An exemption in a comment, or what is wrong with it. */
export interface ExemptionComment {
  readonly path: string;
  readonly line: number;
  /** Empty where it names none. */
  readonly rules: readonly string[];
  /** `undefined` where there is none. */
  readonly reason?: string;
  readonly until?: string;
  readonly owner?: string;
  /** What is written in its stead, where it cannot be understood. */
  readonly malformed?: string;
}

const MARKER = 'senior-audit-ignore';

/** Finds the files that have such comments in the one pass over the source. */
export const EXEMPTION_PROBE: ProbeDefinition = {
  pattern: MARKER,
  words: ['senior'],
  roles: ['source', 'config', 'ci'],
  comments: true,
};

/** What a comment begins with, or nothing but the line itself, inside a comment of several lines. */
const COMMENT = new RegExp(
  `(?:^\\s*(?:'|!|\\*|\\.\\.|REM\\b|dnl\\b)?|#|//|/\\*+|<!--|--(?:\\[\\[)?|;|%|\\{\\{!--|\\(\\*|\\{-)\\s*${MARKER}(?![\\w-])(.*)$`,
  'i',
);
/** In prose, examples look like all other comments. */
const MARKUP = new RegExp(`(?:<!--|\\{/\\*)\\s*${MARKER}(?![\\w-])(.*)$`);
const PROSE = /\.(?:md|mdx|markdown|html?)$/i;
const CLOSING = /\s*(?:\*+\/\}?|--+!?>|#\}|%>|--\}\}|\*\)|-\}|\]\])\s*$/;
const ID = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const STATEMENT = new RegExp(`^\\s+(${ID}(?:\\s*,\\s*${ID})*)((?:\\s+(?:until|owner)\\s+[^\\s:]+)*)\\s*(?::(.*))?$`);
const MAX_LINE = 2_000;

/** All exemptions that stand in the comments of a file. */
export function readExemptionComments(path: string, text: string): ExemptionComment[] {
  if (!text.includes(MARKER)) return [];
  const comment = PROSE.test(path) ? MARKUP : COMMENT;
  return text.split('\n').flatMap((content, index): ExemptionComment[] => {
    if (!content.includes(MARKER) || content.length > MAX_LINE) return [];
    const rest = comment.exec(content.replace(/\r$/, ''))?.[1]?.replace(CLOSING, '');
    return rest === undefined ? [] : readStatement(path, index + 1, rest);
  });
}

function readStatement(path: string, line: number, rest: string): ExemptionComment[] {
  const [, names, terms = '', reason] = STATEMENT.exec(rest) ?? [];
  if (names === undefined) {
    // Text about such comments is none: only what begins like one is.
    const [, name, more = ''] = new RegExp(`^\\s+(${ID})(?![\\w-])(.*)$`).exec(rest) ?? [];
    return name === undefined ? [] : [{ path, line, rules: [name], malformed: more.trim() }];
  }
  const until = /\buntil\s+([^\s:]+)/.exec(terms)?.[1];
  const owner = /\bowner\s+([^\s:]+)/.exec(terms)?.[1];
  return [
    {
      path,
      line,
      rules: names.split(',').map((name) => name.trim()),
      ...(reason === undefined || reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(until === undefined ? {} : { until }),
      ...(owner === undefined ? {} : { owner }),
    },
  ];
}
