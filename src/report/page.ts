import type { ChalkInstance } from 'chalk';
import { fill, wordsOf } from './text.ts';

/** How a terminal's page is set. */
export interface Page {
  readonly width: number;
  readonly paint: ChalkInstance;
  readonly verbose: boolean;
}

/** Text wrapped to the page, each line painted. */
export function paragraph(text: string, page: Page, paint: (line: string) => string): string[] {
  return fill(wordsOf(text), page.width).map((line) => paint(line));
}
