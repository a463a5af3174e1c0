import type { DocumentedConfiguration } from './documented.ts';

/** Fewer names than this are an aside, not a reference. */
const ENOUGH = 3;

/** Texts that list constants of other sorts do not speak of these. */
const TOPIC = /environment|\benv\b|\.env\b|env var|config|setting|\bexport [A-Z]|docker run/i;

/** Those of the preprocessor and of the build look the same. */
const MACROS = /\bmacros?\b|#\s*(?:define|ifn?def)\b/i;
const VARIABLES =
  /\benvironment(?:al)?\s+variables?\b|\benv(?:ironment)? ?vars?\b|\.env\b|\bexport [A-Z]|\bdocker run\b/i;

const NAME = '[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+';
const SINGLE = '[A-Z][A-Z0-9]{2,30}';
const ANY_NAME = /\b[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9]\b/g;
/** A row of a table, an item of a list, a heading, a definition, an assignment: the name comes first. */
const LINES: readonly RegExp[] = [
  new RegExp(String.raw`^\s*\|?\s*(?:[-*+]\s+)?(?:\*\*|__)?\x60{1,2}(${NAME}|${SINGLE})(?:=[^\x60]*)?\x60{1,2}`),
  new RegExp(String.raw`^\s*\|\s*\**(${NAME}|${SINGLE})\**\s*\|`),
  new RegExp(String.raw`^\s*(?:[-*+]\s+)(?:\*\*)?(${NAME})(?:\*\*)?\s*(?:[:=–—-]|$)`),
  new RegExp(String.raw`^#{2,6}\s+\x60?(${NAME})\x60?`),
  new RegExp(String.raw`^\s*(?:\$\s+)?(?:export\s+|ENV\s+|set\s+|-e\s+|--env\s+|Environment=)?["']?(${NAME})=`),
  new RegExp(String.raw`^\s*(?:\x60{1,2})?(${NAME})(?:\x60{1,2})?\s*(?:::|:)?\s*$`),
  // A block of JSON or YAML that is shown to be copied.
  new RegExp(String.raw`^\s*"(${NAME})"\s*:\s*(?:"|\d|true|false)`),
  new RegExp(String.raw`^\s*(${NAME}):\s+\S`),
  /^\s*(?:\.\. (?:envvar|confval|data|setting)::)\s+(\w+)/,
  new RegExp(String.raw`\s-e\s+["']?(${NAME})=`),
];

/** The environment variables that a text lists; `undefined` when there are less than a few. */
export function readProseNames(path: string, text: string): DocumentedConfiguration | undefined {
  if (!TOPIC.test(text) || !hasDistinctNames(text, 2)) return undefined;
  if (MACROS.test(text) && !VARIABLES.test(text)) return undefined;
  const names = new Set<string>();
  let line: number | undefined;
  text.split('\n').forEach((content, index) => {
    const cut = content.slice(0, 600);
    if (!/[A-Z][A-Z_]/.test(cut)) return;
    for (const pattern of LINES) {
      const name = pattern.exec(cut)?.[1];
      if (name === undefined) continue;
      names.add(name);
      line ??= index + 1;
      break;
    }
  });
  // One-word names alone are as well methods of HTTP, or types of SQL.
  const telling = [...names].filter((name) => name.includes('_'));
  if (names.size < ENOUGH || telling.length < 2) return undefined;
  return { form: 'prose', path, line: line ?? 1, names: [...names] };
}

/** Cheap, since it is asked of every page. */
function hasDistinctNames(text: string, count: number): boolean {
  const names = new Set<string>();
  for (const match of text.matchAll(ANY_NAME)) {
    names.add(match[0]);
    if (names.size >= count) return true;
  }
  return false;
}
