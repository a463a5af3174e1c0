import { clip, oneLine } from '../../report/sanitize.ts';
import { percent } from '../../report/text.ts';
import type { MainCommit } from '../../timeline/commits.ts';
import type { DuePractice, Timeline } from '../../timeline/timeline.ts';

/** The timeline for people: what it began as, each change with what fell due, and what it is. */
export function renderTimeline(timeline: Timeline): string {
  const { start, changes, now } = timeline;
  const lines = [`${place(start.commit)}  began as ${start.kind}`];
  for (const change of changes) {
    const sure = change.declared ? 'declared' : percent(change.confidence);
    lines.push('', `${place(change.commit)}  ${change.from} → ${change.to} (${sure})`);
    lines.push(`            ${clip(oneLine(change.commit.subject), 68)}`);
    const open = change.fellDue.filter(({ presentBefore }) => presentBefore !== true);
    const kept = change.fellDue.filter(({ presentBefore }) => presentBefore === true);
    const width = Math.max(...open.map(({ id }) => id.length), 0);
    lines.push(open.length === 0 ? '            nothing fell due that was not there' : '            fell due:');
    for (const due of open) {
      lines.push(`              ${due.severity.padEnd(8)}  ${due.id.padEnd(width)}  ${stateOf(due)}`);
    }
    if (kept.length > 0) lines.push(...wrap(`asked for too, and there before: ${kept.map(({ id }) => id).join(', ')}`));
  }
  const unchanged = changes.length === 0 ? ', as it began' : '';
  lines.push('', `${place(now.commit)}  is ${now.kind}${unchanged}`);
  lines.push(
    '',
    `${timeline.commits} ${timeline.commits === 1 ? 'commit' : 'commits'} on the main line, ${timeline.audited} of them audited.`,
  );
  return lines.join('\n');
}

function stateOf({ present, presentNow }: DuePractice): string {
  if (present === true) return 'came with it';
  if (presentNow === true) return 'came later';
  return presentNow === false ? 'still missing' : 'cannot be told';
}

const WIDTH = 68;

function wrap(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.length - 1;
    const line = lines[last] as string;
    if (line !== '' && line.length + word.length >= WIDTH) lines.push(word);
    else lines[last] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `            ${line}`);
}

function place({ hash, time }: MainCommit): string {
  return `${new Date(time * 1000).toISOString().slice(0, 10)}  ${hash.slice(0, 9)}`;
}
