import { parseStatements, type Statement } from './statements.ts';
import { matchAt, OPERATOR, type Piece, type Syntax, tokenize } from './tokens.ts';

const HEREDOC = /<<[-~]?([A-Za-z_]\w{0,60})[ \t]*\r?\n/y;

const HCL: Syntax = {
  lineComments: ['#', '//'],
  blockComment: { open: '/*', close: '*/', nested: false },
  strings: [{ open: '"', close: '"', escapes: true, interpolation: '${' }],
  word: /[A-Za-z_][\w-]*/y,
  symbol: OPERATOR,
  special: heredoc,
};

/** `<<EOF … EOF`: the text up to the line that is the marker alone. */
function heredoc(text: string, index: number): Piece | undefined {
  if (text[index] !== '<') return undefined;
  const opening = matchAt(HEREDOC, text, index);
  const marker = opening?.replace(/^<<[-~]?/, '').trim();
  if (opening === undefined || marker === undefined) return undefined;
  const start = index + opening.length;
  for (let line = start; line < text.length; ) {
    const end = text.indexOf('\n', line);
    const stop = end === -1 ? text.length : end;
    if (text.slice(line, stop).trim() === marker) return { kind: 'string', text: text.slice(start, line), end: stop };
    line = stop + 1;
  }
  return { kind: 'string', text: text.slice(start), end: text.length };
}

/** The blocks and attributes of an HCL file (Terraform, Terragrunt, Packer, Nomad). */
export function hclStatements(text: string): readonly Statement[] {
  return parseStatements(tokenize(text, HCL), ',');
}

/** A block with its labels: `module "vpc" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly line: number;
  readonly body: readonly Statement[];
}

/** The blocks among statements; an attribute whose value is an object counts as one (`aws = { … }`). */
export function hclBlocks(statements: readonly Statement[]): HclBlock[] {
  return statements.flatMap(({ tokens, block }) => {
    const [head] = tokens;
    if (head === undefined || block === undefined) return [];
    const labels = tokens
      .slice(1)
      .flatMap((token) => (token.kind === 'string' || token.kind === 'word' ? token.text : []));
    return [{ type: head.text, labels, line: head.line, body: block }];
  });
}

/** The text of an attribute, when it is a literal. */
export function hclText(statements: readonly Statement[], name: string): { text: string; line: number } | undefined {
  for (const { tokens } of statements) {
    const [head, equals, value] = tokens;
    if (head?.text !== name || (equals?.text !== '=' && equals?.text !== ':')) continue;
    return value?.kind === 'string' && tokens.length === 3 ? { text: value.text, line: head.line } : undefined;
  }
  return undefined;
}
