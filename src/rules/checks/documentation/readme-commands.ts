import type { CodeBlock } from '../../../facts/documents.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import { missingCommands, type QuotedLine } from '../shared/quoted-commands.ts';

const SHELL = /^(?:sh|bash|shell|console|shell-session|sh-session|zsh|terminal|cmd|powershell|text|txt)?$/i;
/** What follows is typed in another project: one that has just been made, or cloned from elsewhere. */
const ELSEWHERE =
  /\b(?:npx|npm|pnpm|yarn|bunx?)\s+(?:create|init)\b|\bcreate-[\w-]+\b|\b(?:rails|cargo|dotnet|mix|ng|flutter) (?:new|create)\b|\bstartproject\b/;

/** A sentence before a block that sends its readers to another repository, by a link. */
const OTHER_REPOSITORY =
  /\b(?:in|from|inside|within|of|using|clone|see)\b[^\n]{0,80}\]\(https?:\/\/[^\s)]+\)[^\n]{0,60}:\s*$|\[[^\]\n]*\b(?:repo|repository|project)\b[^\]\n]*\]\(https?:\/\/[^\s)]+\)[^\n]{0,60}:\s*$/i;

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
      if (ELSEWHERE.test(block.text)) break;
      if (OTHER_REPOSITORY.test(introduction(block, readme.text))) continue;
      quoted.push(...linesOf(block, readme.text));
    }
    const missing = missingCommands(readme.path, quoted, facts);
    return missing.length === 0 ? yes([{ path: readme.path, detail: 'its commands resolve' }]) : no(missing);
  },
};

/** The last line of text above a block. */
function introduction(block: CodeBlock, text: string): string {
  return (text.split('\n', block.line - 1).findLast((line) => line.trim() !== '') ?? '').slice(0, 400);
}

/** The lines of a block: one that stands between fences begins below them. */
function linesOf(block: CodeBlock, text: string): QuotedLine[] {
  const lines = block.text.split('\n');
  const opening = text.split('\n', block.line)[block.line - 1] ?? '';
  const offset = /^\s*(?:[-*+] +|\d+[.)] +)?(?:`{3}|~{3})|^\.\. |^----|^\[source/.test(opening) ? 1 : 0;
  return lines.map((line, index) => ({ text: line, line: block.line + offset + index }));
}
