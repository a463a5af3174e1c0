import { pairBrackets, type Token } from './tokens.ts';

/** A call of a build script: `find_package(Qt6 REQUIRED)`, `project('x', 'c')`. */
export interface CommandCall {
  readonly name: string;
  readonly line: number;
  readonly arguments: readonly Token[];
}

/** The calls of a script that is a list of calls, in their order; those inside arguments are left out. */
export function commandCalls(tokens: readonly Token[]): CommandCall[] {
  const pairs = pairBrackets(tokens);
  const calls: CommandCall[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'word' || tokens[index + 1]?.text !== '(' || tokens[index + 1]?.kind !== 'symbol') continue;
    const end = pairs[index + 1] ?? tokens.length;
    calls.push({ name: token.text, line: token.line, arguments: tokens.slice(index + 2, end) });
    index = Math.max(index, end);
  }
  return calls;
}
