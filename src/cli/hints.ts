import type { Diagnostic } from '../facts/evidence.ts';
import { printEntry } from '../findings/baseline.ts';
import type { AuditResult, Change } from '../findings/model.ts';
import { printable } from '../report/sanitize.ts';
import { say } from './messages.ts';

const MAX_LINES = 20;

/** Says what is odd about the configuration, exemptions and the baseline, and what a change brought. */
export function sayHints({ hints = [], change }: Pick<AuditResult, 'hints' | 'change'>): void {
  for (const line of limited(hints.map(printHint))) say(`senior-audit: ${line}`);
  if (change !== undefined) sayChange(change);
}

function printHint({ path, line, message }: Diagnostic): string {
  if (path === '.') return printable(message);
  return printable(`${path}${line === undefined ? '' : `:${line}`}: ${message}`);
}

function sayChange({ ref, commit, brought, mended, known }: Change): void {
  const counts = `${brought.length} new, ${mended.length} mended, ${known} there before`;
  say(`senior-audit: since ${ref} (${commit.slice(0, 12)}): ${counts}`);
  for (const line of limited(mended.map((finding) => `mended: ${printable(printEntry(finding))}`))) say(`  ${line}`);
}

function limited(lines: readonly string[]): string[] {
  if (lines.length <= MAX_LINES) return [...lines];
  return [...lines.slice(0, MAX_LINES), `and ${lines.length - MAX_LINES} more`];
}
