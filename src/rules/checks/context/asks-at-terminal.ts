import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { ownHits } from '../../own.ts';

/** A line that somebody types, read by the language's own means. */
const READS: ProbeDefinition = {
  pattern: [
    String.raw`\bnew\s+(?:java\.util\.)?Scanner\s*\(\s*System\.in\s*\)|\bnew\s+InputStreamReader\s*\(\s*System\.in\b|\bSystem\.console\(\)`,
    String.raw`\bConsole\.Read(?:Line|Key)\s*\(`,
    String.raw`\b(?:std::)?cin\s*>>|\bgetline\s*\(\s*(?:std::)?cin\b|\bscanf\s*\(|\bfgets\s*\([^;\n]{0,60}\bstdin\b`,
    String.raw`(?<![\w.])(?:raw_)?input\s*\(\s*f?["']`,
    String.raw`\breadline\.createInterface\s*\(|\breadlineSync\.`,
    String.raw`\bbufio\.New(?:Reader|Scanner)\s*\(\s*os\.Stdin\b`,
    String.raw`\bio::stdin\s*\(\)|\bSTDIN\.gets\b|(?<![\w.])gets\.chomp\b|\breadLine\s*\(\)|\breadln\s*\(\)|\bStdIn\.readLine\b`,
  ].join('|'),
  words: [
    ...['Scanner', 'InputStreamReader', 'console', 'Console', 'cin', 'getline', 'scanf', 'fgets', 'input', 'raw_input'],
    ...['readline', 'readlineSync', 'bufio', 'stdin', 'STDIN', 'gets', 'readLine', 'readln', 'StdIn'],
  ],
  languages: [
    ...(['java', 'kotlin', 'scala', 'csharp', 'c', 'cpp', 'python', 'javascript', 'typescript', 'go', 'rust'] as const),
    ...(['ruby', 'swift'] as const),
  ],
  roles: ['source'],
};

/** Whether the program asks something at the terminal and waits for what is typed. */
export const asksAtTerminal: Check = {
  name: 'asks-at-terminal',
  probes: [READS],
  run: (view) =>
    found(ownHits(view.facts.code.hits(READS), view).map(({ path, line, text }) => ({ path, line, detail: text }))),
};
