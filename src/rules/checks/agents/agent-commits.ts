import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

/** Fewer commits than this were an attempt. */
const HABIT = 5;

/** Whether coding agents commit under their own name. Without history: no. */
export const agentCommits: Check = {
  name: 'agent-commits',
  run(view) {
    const { history } = view.facts;
    if (!history.known || history.agentCommits < HABIT) return no();
    return yes([{ path: '.', detail: `${history.agentCommits} commits are by coding agents` }]);
  },
};
