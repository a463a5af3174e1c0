import { printableLines } from '../report/sanitize.ts';

/** Writes a message for people to stderr; what came out of a repository is made harmless. */
export function say(text: string): void {
  process.stderr.write(`${printableLines(text)}\n`);
}

/** Writes lines to stdout. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}
