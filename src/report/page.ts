import type { ChalkInstance } from 'chalk';

/** How a terminal's page is set. */
export interface Page {
  readonly width: number;
  readonly paint: ChalkInstance;
  readonly verbose: boolean;
}
