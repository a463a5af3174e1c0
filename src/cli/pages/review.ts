import { clip, oneLine } from '../../report/sanitize.ts';
import type { Review } from '../../review/review.ts';

/** The review for people: what is owed, where, and what to do; one line when nothing is. */
export function renderReview({ context, change, owed }: Review, ref: string): string {
  const files = change.added.length + change.modified.length + change.removed.length;
  const count = `${files} ${files === 1 ? 'file' : 'files'} changed since ${ref}, in ${article(context.kind)}`;
  if (owed.length === 0) return `${count}: nothing is owed.`;
  const lines = [`${count}. Owed with ${files === 1 ? 'it' : 'them'}:`];
  for (const debt of owed) {
    const unit = debt.unit === '.' ? '' : ` (${oneLine(debt.unit)})`;
    lines.push('', `${debt.severity}  ${debt.title}${unit}  [${debt.rule}]`, `  ${clip(oneLine(debt.message), 300)}`);
    for (const { path, line } of debt.locations)
      lines.push(`  ${oneLine(path)}${line === undefined ? '' : `:${line}`}`);
    lines.push(`  → ${clip(oneLine(debt.remedy), 300)}`);
  }
  return lines.join('\n');
}

function article(kind: string): string {
  const name = kind === 'oss' ? 'open-source project' : kind.replace('-', ' ');
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`;
}
