import { rootInstructions } from '../agent-documents.ts';
import type { Check } from '../check.ts';
import { no, yes } from '../outcome.ts';

/** Codex stops reading at 32 KiB, Claude Code warns at 40,000 characters. */
const LIMIT = 32 * 1024;

/** Whether instructions that are read at every start are short enough to be read whole. */
export const agentInstructionsSize: Check = {
  name: 'agent-instructions-size',
  run({ facts }) {
    const files = rootInstructions(facts).filter(({ mode }) => mode !== 'link');
    const long = files.filter(({ size }) => size > LIMIT);
    const told = (list: typeof files) =>
      list.map(({ path, size }) => ({ path, detail: `${Math.ceil(size / 1024)} KiB are read at every start` }));
    return long.length > 0 ? no(told(long)) : files.length > 0 ? yes(told(files)) : no();
  },
};
