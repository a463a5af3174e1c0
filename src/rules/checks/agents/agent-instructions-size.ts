import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import { rootInstructions } from './agent-documents.ts';

/** Codex stops reading at 32 KiB, Claude Code warns at 40,000 characters. */
const LIMIT = 32 * 1024;

/** Whether instructions that are read at every start are short enough to be read whole. */
export const agentInstructionsSize: Check = {
  name: 'agent-instructions-size',
  run({ facts }) {
    const all = rootInstructions(facts);
    const files = all.filter(({ mode }) => mode !== 'link');
    const long = files.filter(({ size }) => size > LIMIT);
    const told = (list: typeof files) =>
      list.map(({ path, size }) => ({ path, detail: `${Math.ceil(size / 1024)} KiB are read at every start` }));
    if (long.length > 0) return no(told(long));
    // What only links to another text is as long as that, which is judged under its own name or not read here.
    if (files.length > 0) return yes(told(files));
    return all.length > 0 ? unknown() : no();
  },
};
