/** A rule of a Makefile; rules of one target are taken together. */
export interface MakeTarget {
  readonly line: number;
  readonly prerequisites: readonly string[];
  readonly recipe: readonly { readonly text: string; readonly line: number }[];
}

export interface Makefile {
  readonly targets: ReadonlyMap<string, MakeTarget>;
  /** The goal when none is named, and none of the files has any that it includes before. */
  readonly first: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
  /** Files that it includes, as written. */
  readonly includes: readonly string[];
  /** How many of these come before the first target. */
  readonly includedBefore: number;
}

const ASSIGNMENT = /^ *(?:export\s+|override\s+)*([\w.-]+)\s*(\?=|\+=|:{0,3}=|!=)\s*(.*)$/;
const CONDITIONAL = /^\s*(?:ifeq|ifneq|ifdef|ifndef|else|endif|export|unexport|vpath|override|private)\b/;
const INCLUDE = /^\s*-?s?include\s+(.+)$/;
const TARGET_LIMIT = 5000;

/**
 * Reads the rules and variables of a Makefile. Both sides of conditionals are taken, functions are left as written:
 * it is enough to see what a target runs, not to run it.
 */
export function readMakefile(text: string): Makefile {
  const targets = new Map<
    string,
    { line: number; prerequisites: string[]; recipe: { text: string; line: number }[] }
  >();
  const variables = new Map<string, string>();
  const includes: string[] = [];
  let first: string | undefined;
  let includedBefore: number | undefined;
  let current: readonly string[] = [];
  let defining = false;
  for (const { text: written, line } of logicalLines(text)) {
    if (defining || /^\s*define\s/.test(written)) {
      defining = !/^\s*endef\b/.test(written);
      continue;
    }
    if (written.startsWith('\t')) {
      const command = written.trim();
      if (command !== '' && !command.startsWith('#')) {
        for (const name of current) targets.get(name)?.recipe.push({ text: command, line });
      }
      continue;
    }
    const plain = withoutComment(written);
    if (plain.trim() === '') continue;
    const [, name, operator, value] = ASSIGNMENT.exec(plain) ?? [];
    const [, included] = INCLUDE.exec(plain) ?? [];
    if (name !== undefined) {
      const known = variables.get(name);
      if (operator === '+=')
        variables.set(name, known === undefined ? (value ?? '') : `${known} ${value ?? ''}`.slice(0, 4000));
      else if (operator !== '?=' || known === undefined) variables.set(name, value ?? '');
    } else if (included !== undefined) includes.push(...included.trim().split(/\s+/).slice(0, 50));
    else if (!CONDITIONAL.test(plain)) {
      const rule = ruleOf(plain);
      if (rule === undefined || targets.size > TARGET_LIMIT) continue;
      current = rule.names;
      for (const target of rule.names) {
        const known = targets.get(target) ?? { line, prerequisites: [], recipe: [] };
        known.prerequisites.push(...rule.prerequisites);
        if (rule.inline !== undefined) known.recipe.push({ text: rule.inline, line });
        targets.set(target, known);
        if (first !== undefined || /^\.|%/.test(target)) continue;
        first = target;
        includedBefore = includes.length;
      }
    }
  }
  const goal = variables.get('.DEFAULT_GOAL');
  const before = goal === undefined ? (includedBefore ?? includes.length) : 0;
  return { targets, first: goal ?? first, variables, includes, includedBefore: before };
}

/** Lines with their continuations joined. */
function logicalLines(text: string): { text: string; line: number }[] {
  const lines: { text: string; line: number }[] = [];
  let pending: string[] = [];
  let start = 1;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    if (pending.length === 0) start = index + 1;
    if (line.endsWith('\\')) {
      pending.push(line.slice(0, -1));
      continue;
    }
    pending.push(line);
    lines.push({ text: pending.map((piece, at) => (at === 0 ? piece : piece.trimStart())).join(' '), line: start });
    pending = [];
  }
  if (pending.length > 0) lines.push({ text: pending.join(' '), line: start });
  return lines;
}

function withoutComment(line: string): string {
  const at = line.indexOf('#');
  return at === -1 || line[at - 1] === '\\' ? line : line.slice(0, at);
}

interface Rule {
  readonly names: readonly string[];
  readonly prerequisites: readonly string[];
  readonly inline: string | undefined;
}

/** `targets: prerequisites ; recipe`; target-specific variables (`test: X = 1`) are no prerequisites. */
function ruleOf(line: string): Rule | undefined {
  const colon = line.search(/::?(?![=:])/);
  if (colon <= 0) return undefined;
  const names = makeWords(line.slice(0, colon)).slice(0, 100);
  if (names.length === 0) return undefined;
  const after = line.slice(colon).replace(/^::?/, '');
  const semicolon = after.indexOf(';');
  const list = semicolon === -1 ? after : after.slice(0, semicolon);
  const isVariable = /^\s*(?:export\s+)?[\w.-]+\s*(?:[?+:]?=)/.test(list);
  return {
    names,
    prerequisites: isVariable ? [] : makeWords(list.replace('|', ' ')).slice(0, 200),
    inline: semicolon === -1 ? undefined : after.slice(semicolon + 1).trim(),
  };
}

/** The words of a line; what stands in `$( … )` is not taken apart. */
export function makeWords(text: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let depth = 0;
  for (const c of text) {
    if (c === '(' || c === '{') depth++;
    else if (c === ')' || c === '}') depth = Math.max(0, depth - 1);
    if (depth === 0 && /\s/.test(c)) {
      if (word !== '') words.push(word);
      word = '';
    } else word += c;
  }
  return word === '' ? words : [...words, word];
}

const EXPANSION_LIMIT = 8;
const LENGTH_LIMIT = 4000;

/**
 * Fills in the variables of a line; functions and unknown variables stay as they are written, `$$` becomes `$`.
 * @param automatic what `$@`, `$*` and the like stand for
 */
export function expandMake(
  text: string,
  variables: (name: string) => string | undefined,
  automatic: Readonly<Record<string, string>> = {},
): string {
  let result = text;
  for (let round = 0; round < EXPANSION_LIMIT && result.includes('$') && result.length < LENGTH_LIMIT; round++) {
    const before: string = result;
    result = before.replace(
      /(\$\$)|\$\(([\w.-]+)\)|\$\{([\w.-]+)\}|\$([@*<^])/g,
      (written, escaped, round1, curly, auto) => {
        if (escaped !== undefined) return written;
        if (auto !== undefined) return automatic[auto as string] ?? written;
        return variables((round1 ?? curly) as string) ?? written;
      },
    );
    if (result === before) break;
  }
  return result.slice(0, LENGTH_LIMIT).replaceAll('$$', '$');
}
