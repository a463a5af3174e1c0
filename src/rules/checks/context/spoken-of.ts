/** Groups of regular expressions, which nothing else has. */
const PATTERN = /\(\?(?:[:=!]|<[=!\w])/;
/** A name in a list of such names, and nothing else on the line. */
const LISTED = /^\s*(['"`])[\w .:-]+\1\s*,?\s*$/;

/** Whether a line only speaks of code, as programs do that look for it: a regular expression, or a name in a list. */
export function isSpokenOf(line: string): boolean {
  return PATTERN.test(line) || LISTED.test(line);
}
