import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

const HANDLER: ProbeDefinition = {
  pattern: '\\bprocess\\.on\\(\\s*[\'"](?:uncaughtException|unhandledRejection)[\'"]\\s*,',
  words: ['uncaughtException', 'unhandledRejection'],
  languages: ['javascript', 'typescript'],
  collect: true,
};

/** What ends the process, now or soon; functions of a telling name are trusted. */
const ENDS =
  /\bexit\w*|\babort\b|\bkill\b|\bshut_?[dD]own\w*|\bterminate\w*|\bclose\w*|\bstop\w*|\bfatal\w*|\bdie\b|\bthrow\b|\bcrash\w*|\bpanic\w*|\bquit\b|\brestart\w*/i;
const LONGEST = 3_000;

/** Handlers for errors that nobody caught which keep the process alive, in whatever state it then is. */
export const lingeringProcess: Check = {
  name: 'lingering-process',
  probes: [HANDLER],
  run(view) {
    const evidence: Evidence[] = [];
    for (const hit of view.facts.code.hits(HANDLER)) {
      if (!view.here(hit.path) || !/uncaughtException|unhandledRejection/.test(hit.text)) continue;
      const lines = (view.facts.source.text(hit.path) ?? '').split('\n');
      const body = bodyAt(
        lines
          .slice(hit.line - 1, hit.line + 80)
          .join('\n')
          .slice(0, LONGEST),
      );
      // A function by name may be anything, wherever it is.
      if (body === undefined || ENDS.test(body)) continue;
      evidence.push({ path: hit.path, line: hit.line, detail: hit.text });
    }
    return found(evidence, view.facts.code.truncated);
  },
};

/** What stands between the braces of the handler; `undefined` when it is only named. */
function bodyAt(text: string): string | undefined {
  const head =
    /^[^\n]*?(?:uncaughtException|unhandledRejection)['"]\s*,\s*(?:async\s*)?(?:function\b[^(]{0,40}\([^)]{0,120}\)|\([^)]{0,160}\)(?:\s*:\s*\w+)?\s*=>|\w+\s*=>)\s*\{/.exec(
      text,
    );
  if (head === null) return undefined;
  let depth = 1;
  for (let index = head[0].length; index < text.length; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}' && --depth === 0) return text.slice(head[0].length, index);
  }
  return undefined;
}
