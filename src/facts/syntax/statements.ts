import type { Token } from './tokens.ts';

/** A line of a script with what stands in its braces: `plugins { … }`, `version = "1"`, `resource "a" "b" { … }`. */
export interface Statement {
  readonly tokens: readonly Token[];
  readonly block: readonly Statement[] | undefined;
}

/** Deeper blocks are not told apart from their surroundings: nobody writes them, and readers may recurse. */
const MAX_DEPTH = 40;

interface Frame {
  readonly statements: Statement[];
  readonly header: readonly Token[];
  tokens: Token[];
  /** Brackets that are open in the current statement: a line break in them ends nothing. */
  brackets: number;
}

const frame = (header: readonly Token[]): Frame => ({ statements: [], header, tokens: [], brackets: 0 });

/**
 * Cuts tokens into statements and blocks, for languages with braces whose statements end with the line.
 * @param separators what ends a statement beside line breaks
 */
export function parseStatements(tokens: readonly Token[], separators = ';'): readonly Statement[] {
  const root = frame([]);
  const stack: Frame[] = [root];
  let flattened = 0;
  for (const token of tokens) {
    const top = stack.at(-1) ?? root;
    const text = token.kind === 'symbol' ? token.text : '';
    if (top.brackets > 0) {
      if (text === '(' || text === '[' || text === '{') top.brackets++;
      else if (text === ')' || text === ']' || text === '}') top.brackets--;
      top.tokens.push(token);
    } else if (text === '{') {
      if (stack.length > MAX_DEPTH) flattened++;
      else stack.push(frame(take(top)));
    } else if (text === '}') {
      end(top);
      if (flattened > 0) flattened--;
      else if (stack.length > 1) {
        stack.pop();
        stack.at(-1)?.statements.push({ tokens: top.header, block: top.statements });
      }
    } else if (text !== '' && separators.includes(text)) {
      end(top);
    } else {
      if (token.first && !continues(top.tokens.at(-1), token)) end(top);
      if (text === '(' || text === '[') top.brackets++;
      top.tokens.push(token);
    }
  }
  while (stack.length > 0) {
    const top = stack.pop() ?? root;
    end(top);
    stack.at(-1)?.statements.push({ tokens: top.header, block: top.statements });
  }
  return root.statements;
}

function take(top: Frame): Token[] {
  const { tokens } = top;
  top.tokens = [];
  return tokens;
}

function end(top: Frame): void {
  if (top.tokens.length > 0) top.statements.push({ tokens: take(top), block: undefined });
  top.brackets = 0;
}

const OPEN_ENDED = new Set([',', '=', '+', '+=', ':', '&&', '||', '?:', '.', '<<', '->']);
const CARRYING_ON = new Set(['.', '?.', '?:', '&&', '||', '+', '%', '%%', ':']);

/** Whether a statement goes on over a line break. */
function continues(before: Token | undefined, token: Token): boolean {
  if (before === undefined) return true;
  if (before.kind === 'symbol' && OPEN_ENDED.has(before.text)) return true;
  return token.kind === 'symbol' && CARRYING_ON.has(token.text);
}

/** Calls back for every statement, outer ones first, with the statements whose blocks hold it. */
export function visitStatements(
  statements: readonly Statement[],
  visit: (statement: Statement, parents: readonly Statement[]) => void,
): void {
  const parents: Statement[] = [];
  const walk = (list: readonly Statement[]): void => {
    for (const statement of list) {
      visit(statement, parents);
      if (statement.block === undefined) continue;
      parents.push(statement);
      walk(statement.block);
      parents.pop();
    }
  };
  walk(statements);
}

/** A path of words joined by dots, from an index on: `libs.foo.bar`; the index after it. */
export function dottedPath(tokens: readonly Token[], start: number): { readonly path: string; readonly end: number } {
  let path = tokens[start]?.text ?? '';
  let index = start + 1;
  while (tokens[index]?.text === '.' || tokens[index]?.text === '?.') {
    const next = tokens[index + 1];
    if (next?.kind !== 'word') break;
    path += `.${next.text}`;
    index += 2;
  }
  return { path, end: index };
}
