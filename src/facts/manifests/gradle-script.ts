import type { FactSource } from '../source.ts';
import { dottedPath, parseStatements, type Statement } from '../syntax/statements.ts';
import { OPERATOR, type Piece, type Syntax, type Token, tokenize } from '../syntax/tokens.ts';

const IDENTIFIER = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/y;
const BLOCK_COMMENT = { open: '/*', close: '*/' };

const GROOVY: Syntax = {
  lineComments: ['//'],
  blockComment: { ...BLOCK_COMMENT, nested: false },
  strings: [
    { open: "'''", close: "'''", multiline: true, escapes: true },
    { open: '"""', close: '"""', multiline: true, escapes: true, interpolation: '${' },
    { open: "'", close: "'", escapes: true },
    { open: '"', close: '"', escapes: true, interpolation: '${' },
  ],
  word: IDENTIFIER,
  symbol: OPERATOR,
};

const KOTLIN: Syntax = {
  ...GROOVY,
  blockComment: { ...BLOCK_COMMENT, nested: true },
  strings: [
    { open: '"""', close: '"""', multiline: true, interpolation: '${' },
    { open: '"', close: '"', escapes: true, interpolation: '${' },
    { open: "'", close: "'", escapes: true },
  ],
  special: backtickedName,
};

/** Kotlin writes names with hyphens between backticks: `java-library`. */
function backtickedName(text: string, index: number): Piece | undefined {
  if (text[index] !== '`') return undefined;
  const end = text.indexOf('`', index + 1);
  const name = text.slice(index + 1, end);
  return end === -1 || name.length > 200 || name.includes('\n')
    ? undefined
    : { kind: 'word', text: name, end: end + 1 };
}

const SCRIPTS = new WeakMap<FactSource, Map<string, readonly Statement[]>>();

/** The statements of a build script in Groovy or Kotlin, parsed once per file; none when it cannot be read. */
export function gradleScript(source: FactSource, path: string): readonly Statement[] {
  let known = SCRIPTS.get(source);
  if (known === undefined) {
    known = new Map();
    SCRIPTS.set(source, known);
  }
  const parsed = known.get(path);
  if (parsed !== undefined) return parsed;
  const kotlin = path.endsWith('.kts') || path.endsWith('.kt');
  // Guarded here: scripts are also read for what they tell about others.
  const tokens = source.guard('manifest', path, () => tokenize(source.text(path) ?? '', kotlin ? KOTLIN : GROOVY));
  const statements = parseStatements(tokens ?? []);
  known.set(path, statements);
  return statements;
}

/** What a block is called: `dependencies`, `commonMain.dependencies`, `named("x")` → `named`. */
export function blockName(statement: Statement): string {
  const { tokens } = statement;
  const [first] = tokens;
  if (first === undefined) return '';
  if (first.kind === 'string') return first.text;
  return dottedPath(tokens, 0).path;
}

/** An assignment: `a.b = …`, `a.b.set(…)`, `a "…"`; the value starts at the index. */
export interface Assignment {
  readonly path: string;
  readonly at: number;
  readonly line: number;
}

const MODIFIERS = new Set([
  'val',
  'var',
  'def',
  'const',
  'private',
  'internal',
  'public',
  'static',
  'final',
  'lateinit',
]);
const TYPES = new Set(['String', 'Object', 'Map', 'List', 'int', 'Integer']);

/** The assignment that a statement makes, if it makes one. */
export function assignmentOf(tokens: readonly Token[]): Assignment | undefined {
  let index = 0;
  while (tokens[index]?.kind === 'word' && MODIFIERS.has(tokens[index]?.text ?? '')) index++;
  if (TYPES.has(tokens[index]?.text ?? '') && tokens[index + 1]?.kind === 'word') index++;
  const start = tokens[index];
  if (start?.kind !== 'word') return undefined;
  const { path, end } = dottedPath(tokens, index);
  const line = start.line;
  const next = tokens[end];
  if (next === undefined) return undefined;
  if (next.text === '=' && next.kind === 'symbol') return { path, at: end + 1, line };
  // A type between name and value: `val version: String = "1"`.
  if (next.text === ':' && tokens[end + 1]?.kind === 'word') {
    const equals = tokens.findIndex((token, at) => at > end && at < end + 8 && token.text === '=');
    if (equals !== -1) return { path, at: equals + 1, line };
  }
  if (next.text === '(' && path.endsWith('.set')) return { path: path.slice(0, -'.set'.length), at: end + 1, line };
  // `extra["name"] = …`
  if (next.text === '[' && tokens[end + 1]?.kind === 'string' && tokens[end + 2]?.text === ']') {
    if (tokens[end + 3]?.text === '=') return { path: tokens[end + 1]?.text ?? '', at: end + 4, line };
  }
  if (next.text === 'by' && tokens[end + 2]?.text === '(') return { path, at: end + 3, line };
  if (next.kind === 'string' || next.kind === 'number') return { path, at: end, line };
  return undefined;
}

/**
 * The text of a simple value: a string, a number, a sum of strings, or a name, which is given as `${name}` for whoever
 * knows variables.
 */
export function valueAt(tokens: readonly Token[], at: number): string | undefined {
  const parts: string[] = [];
  let index = at;
  for (;;) {
    const token = tokens[index];
    if (token?.kind === 'string' || token?.kind === 'number') {
      parts.push(token.text);
      index++;
    } else if (token?.kind === 'word') {
      const { path, end } = dottedPath(tokens, index);
      if (tokens[end]?.text === '(') return undefined;
      parts.push(`\${${path}}`);
      index = end;
    } else return undefined;
    if (tokens[index]?.text !== '+') return parts.join('');
    index++;
  }
}
