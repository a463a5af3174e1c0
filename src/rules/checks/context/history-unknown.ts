import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

/** Whether nothing is known of the repository's past: it has no version control, or only the end of its history is here. */
export const historyUnknown: Check = {
  name: 'history-unknown',
  run: ({ facts }) => (facts.history.known ? no() : yes([])),
};
