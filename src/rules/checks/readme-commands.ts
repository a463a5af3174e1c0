import type { Check } from '../check.ts';
import { no, unknown, yes } from '../outcome.ts';
import { missingCommands, type QuotedLine } from '../quoted-commands.ts';

const SHELL = /^(?:sh|bash|shell|console|shell-session|sh-session|zsh|terminal|cmd|powershell|text|txt|)$/i;
/** What follows is typed in another project: one that was just made or cloned from elsewhere. */
const ELSEWHERE =
  /\b(?:npx|npm|pnpm|yarn|bunx?)\s+(?:create|init)\b|\bcreate-[\w-]+\b|\b(?:rails|cargo|dotnet|mix|django-admin|ng|flutter) (?:new|startproject|create)\b|\bgit clone\b(?![^\n]*\n\s*(?:\$ )?cd\b)/;

/** Whether the commands that the README tells to run lead to scripts and files that are there. */
export const readmeCommands: Check = {
  name: 'readme-commands',
  run({ facts }) {
    const { readme } = facts.documents;
    if (readme === undefined) return no();
    if (facts.source.repository.truncated) return unknown();
    const quoted: QuotedLine[] = [];
    for (const block of readme.codeBlocks) {
      if (!SHELL.test(block.language ?? '')) continue;
      const text = block.text.replaceAll('\\\n', ' ');
      if (ELSEWHERE.test(text)) break;
      block.text.split('\n').forEach((line, index) => {
        quoted.push({ text: line, line: block.line + index + (block.language === undefined ? 0 : 0) });
      });
    }
    const missing = missingCommands(readme.path, quoted, facts);
    return missing.length === 0 ? yes([{ path: readme.path, detail: 'its commands resolve' }]) : no(missing);
  },
};
