import { isDate } from '../config/reason.ts';
import { oneLine } from '../report/sanitize.ts';
import type { Answer } from './answers.ts';
import { type Checklist, type Item, isAnswerable, itemsOf } from './checklist.ts';
import { adviceLines, wrapped } from './terminal.ts';
import { stateText } from './words.ts';

/** Asks a question; `undefined` when whoever sat there has gone. */
export type Ask = (question: string) => Promise<string | undefined>;

export interface Interview {
  readonly ask: Ask;
  /** Shows text. */
  readonly show: (text: string) => void;
  /** Keeps an answer: at once, so that nothing is lost when somebody stops half-way. */
  readonly keep: (answer: Answer) => void;
  /** As YYYY-MM-DD. */
  readonly today: string;
  /** Who answers; asked for when it is not known. */
  readonly who?: string | undefined;
}

const WIDTH = 80;

/** The items that can be answered and are not, in the order in which they are asked. */
export function openQuestions(list: Checklist): Item[] {
  return itemsOf(list).filter((item) => isAnswerable(item) && (item.isOpen || item.state === 'unknown'));
}

/**
 * Walks through what is open. An empty answer leaves an item open, "q" or the end of the input stops.
 * @returns how many were answered
 */
export async function interview(list: Checklist, { ask, show, keep, today, who: known }: Interview): Promise<number> {
  const items = openQuestions(list);
  if (items.length === 0) return 0;
  const who = known ?? (await ask('Who answers? '))?.trim();
  if (who === undefined || who === '') return 0;
  let answered = 0;
  for (const [index, item] of items.entries()) {
    show(`\n${index + 1} of ${items.length}: ${oneLine(item.title)} (${stateText(item)})`);
    show([...wrapped(item.why, WIDTH, '  '), ...adviceLines(item.how, WIDTH, '  → ')].join('\n'));
    const choice = await choose(ask, show);
    if (choice === 'quit') break;
    if (choice === 'skip') continue;
    const until = choice === 'yes' ? await askDay(ask, show, today) : '';
    const note = until === undefined ? undefined : await ask('A note, for those who read it later (or nothing): ');
    // Whoever goes away in the middle of an answer has not given it.
    if (until === undefined || note === undefined) break;
    keep({
      rule: item.rule,
      answer: choice,
      who,
      when: today,
      ...(list.release === undefined ? {} : { for: list.release }),
      ...(until === '' ? {} : { until }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    });
    answered += 1;
  }
  return answered;
}

async function choose(ask: Ask, show: (text: string) => void): Promise<'yes' | 'no' | 'skip' | 'quit'> {
  for (;;) {
    const text = (await ask('[y]es, [n]o, [s]kip, [q]uit? '))?.trim().toLowerCase();
    if (text === undefined || text === 'q' || text === 'quit') return 'quit';
    if (text === '' || text === 's' || text === 'skip') return 'skip';
    if (text === 'y' || text === 'yes') return 'yes';
    if (text === 'n' || text === 'no') return 'no';
    show(`"${oneLine(text)}" is none of them`);
  }
}

/** Empty when it holds for this release only. */
async function askDay(ask: Ask, show: (text: string) => void, today: string): Promise<string | undefined> {
  for (;;) {
    const text = (await ask('Until when does that hold, as YYYY-MM-DD (or nothing)? '))?.trim();
    if (text === undefined || text === '' || (isDate(text) && text >= today)) return text;
    show(`"${oneLine(text)}" is no day from today on`);
  }
}
