import { Chalk, type ChalkInstance } from 'chalk';
import { oneLine, printableLines } from '../report/sanitize.ts';
import { kindOf } from '../report/selection.ts';
import { blocksOf, fill, wordsOf } from '../report/text.ts';
import { type Checklist, type Item, isAnswerable, itemsOf } from './checklist.ts';
import { countsText, isExplained, placesOf, remarkOf, stateText, titleOf } from './words.ts';

export interface TerminalOptions {
  readonly width?: number;
  /** Paints; without it there are no colours. */
  readonly paint?: ChalkInstance;
}

/** For people at a terminal: what is to be done or answered with why and how, the rest in a line each. */
export function checklistTerminal(list: Checklist, options: TerminalOptions = {}): string {
  const paint = options.paint ?? new Chalk({ level: 0 });
  const width = Math.max(40, options.width ?? 80);
  const remark = remarkOf(list);
  const head = [
    paint.bold(titleOf(list)),
    ...wrapped(`${kindOf(list.context)}: ${countsText(list)}`, width, ''),
    ...(remark === undefined ? [] : wrapped(remark, width, '')),
  ];
  const sections = list.families.map(({ family, items }) => [
    paint.bold(oneLine(family)),
    ...items.flatMap((item) => itemLines(item, width, paint)),
  ]);
  return `${[head, ...sections, nextLines(list, width, paint)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** How to go on. */
function nextLines(list: Checklist, width: number, paint: ChalkInstance): string[] {
  const items = itemsOf(list);
  const command = `senior-audit checklist${list.release === undefined ? '' : ` --for ${oneLine(list.release)}`}`;
  const brief = items.find((item) => isExplained(item) && !isTold(item));
  return [
    ...(items.some((item) => item.isOpen && isAnswerable(item))
      ? [`${command} --interactive asks the questions one by one.`]
      : []),
    ...(brief === undefined ? [] : [`senior-audit explain ${brief.rule} tells why, and what to do.`]),
  ].flatMap((text) => wrapped(text, width, '').map((line) => paint.dim(line)));
}

/** Questions, and what a release waits for, are told with why and how; of what is merely missing there is a page. */
function isTold(item: Item): boolean {
  return isExplained(item) && (item.isRequired || item.source === 'people');
}

function itemLines(item: Item, width: number, paint: ChalkInstance): string[] {
  const [mark, colour] = item.isOpen
    ? ['!', item.isRequired ? paint.red : paint.yellow]
    : item.state === 'unknown'
      ? ['?', paint.yellow]
      : ['✓', paint.green];
  const unit = item.unit === '.' ? '' : ` in ${item.unit}`;
  const [place, ...others] = isExplained(item) ? [] : placesOf(item);
  const seen = place === undefined ? '' : `; ${place}${others.length === 0 ? '' : ` +${others.length} more`}`;
  // The mark says it already.
  const state = item.state === 'pass' ? '' : `: ${stateText(item)}`;
  const [first = '', ...rest] = wrapped(`${item.title} (${item.rule}${unit})${state}${seen}`, width, '    ');
  const lines = [`  ${colour(mark)} ${first.trimStart()}`, ...rest];
  if (!isTold(item)) return lines;
  return [
    ...lines,
    ...wrapped(item.why, width, '      ').map((line) => paint.dim(line)),
    ...adviceLines(item.how, width, '      → '),
  ];
}

/** Prose is filled, code stays as it is. */
export function adviceLines(text: string, width: number, indent: string): string[] {
  const below = ' '.repeat(indent.length);
  return blocksOf(printableLines(text)).flatMap((block, index) =>
    block.kind === 'text'
      ? wrapped(block.text, width, index === 0 ? indent : below)
      : block.lines.map((line) => `${below}  ${line}`),
  );
}

/** Filled lines; what the first begins with indents the others. */
export function wrapped(text: string, width: number, indent: string): string[] {
  const lines = fill(wordsOf(oneLine(text)), width - indent.length);
  return lines.map((line, index) => (index === 0 ? indent : ' '.repeat(indent.length)) + line);
}
