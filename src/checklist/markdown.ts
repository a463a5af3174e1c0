import { codeSpan, markdownText } from '../report/markdown-text.ts';
import { kindOf } from '../report/selection.ts';
import { blocksOf } from '../report/text.ts';
import type { Checklist, Item } from './checklist.ts';
import { countsText, isExplained, placesOf, remarkOf, stateText, titleOf } from './words.ts';

/** For an issue or a pull request: a task list, family by family. */
export function checklistMarkdown(list: Checklist): string {
  const remark = remarkOf(list);
  const sections = [
    `# ${markdownText(titleOf(list))}`,
    markdownText(`${kindOf(list.context)}: ${countsText(list)}.`),
    ...(remark === undefined ? [] : [markdownText(remark)]),
    ...list.families.map(({ family, items }) => `## ${markdownText(family)}\n\n${items.map(itemLines).join('\n')}`),
  ];
  return `${sections.join('\n\n')}\n`;
}

const MAX_PLACES = 3;

function itemLines(item: Item): string {
  const isDone = !item.isOpen && item.state !== 'unknown';
  const unit = item.unit === '.' ? '' : ` in ${codeSpan(item.unit)}`;
  const places = isDone ? placesOf(item).slice(0, MAX_PLACES) : [];
  const seen = places.length === 0 ? '' : `; ${places.map(codeSpan).join(', ')}`;
  const head = `- [${isDone ? 'x' : ' '}] **${markdownText(item.title)}** (${codeSpan(item.rule)}${unit}): ${markdownText(stateText(item))}${seen}`;
  if (!isExplained(item)) return head;
  return [head, `  - Why: ${markdownText(item.why)}`, `  - How: ${advice(item.how)}`].join('\n');
}

/** In one line: an item of a list holds no blocks that all renderers agree on. */
function advice(text: string): string {
  return blocksOf(text)
    .map((block) =>
      block.kind === 'text'
        ? markdownText(block.text)
        : block.lines
            .filter((line) => line.trim() !== '')
            .map((line) => codeSpan(line.trim()))
            .join(' '),
    )
    .join(' ');
}
