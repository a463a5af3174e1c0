import type { CiCommand } from './pipeline.ts';
import { splitCommands } from './shell.ts';
import type { YamlNode } from './yaml-node.ts';

/** One combination of a matrix. */
export type MatrixRow = Readonly<Record<string, string>>;

export interface Matrix {
  /** Every axis with its values, those that `include` adds as well. */
  readonly axes: Readonly<Record<string, readonly string[]>>;
  /** The combinations, as many of them as are worth looking at. */
  readonly rows: readonly MatrixRow[];
}

export const NO_MATRIX: Matrix = { axes: {}, rows: [] };

const ROW_LIMIT = 64;
const VALUE_LIMIT = 200;
const VARIANT_LIMIT = 20;

/**
 * A matrix as GitHub and those after its model write it: axes with lists of values, and `include` with rows that extend
 * the combinations that they agree with, or stand for themselves. `exclude` is not looked at.
 */
export function readMatrix(node: YamlNode): Matrix {
  const axes = new Map<string, readonly MatrixRow[]>();
  for (const { key, value } of node.entries) {
    if (key !== 'include' && key !== 'exclude')
      axes.set(
        key,
        value.items.slice(0, VALUE_LIMIT).map((item) => fieldsOf(key, item)),
      );
  }
  let rows: MatrixRow[] = axes.size === 0 ? [] : [{}];
  for (const values of axes.values()) {
    rows = rows.flatMap((row) => values.map((value) => ({ ...row, ...value }))).slice(0, ROW_LIMIT);
  }
  for (const item of node.get('include').items.slice(0, VALUE_LIMIT)) {
    const added = Object.fromEntries(item.entries.flatMap(({ key, value }) => Object.entries(fieldsOf(key, value))));
    const shared = Object.keys(added).filter((key) => axes.has(key));
    const agrees = (row: MatrixRow): boolean => shared.every((key) => fieldOf(row, key) === fieldOf(added, key));
    if (axes.size > 0 && rows.some(agrees)) rows = rows.map((row) => (agrees(row) ? { ...row, ...added } : row));
    else rows.push(added);
  }
  return { axes: axesOf([...[...axes.values()].flat(), ...rows]), rows: rows.slice(0, ROW_LIMIT) };
}

/** A value under its name; the fields of a structured one under dotted names. */
function fieldsOf(name: string, node: YamlNode): MatrixRow {
  if (node.text !== undefined) return { [name]: node.text };
  if (node.kind === 'map')
    return Object.fromEntries(Object.entries(node.record).map(([key, value]) => [`${name}.${key}`, value]));
  return node.kind === 'list' ? { [name]: node.texts.join(',') } : {};
}

function axesOf(rows: readonly MatrixRow[]): Readonly<Record<string, readonly string[]>> {
  const axes = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const [key, value] of Object.entries(row)) {
      const values = axes.get(key);
      if (values === undefined) axes.set(key, new Set([value]));
      else values.add(value);
    }
  }
  return Object.fromEntries([...axes].map(([key, values]) => [key, [...values]]));
}

function fieldOf(row: MatrixRow, key: string): string | undefined {
  return Object.hasOwn(row, key) ? row[key] : undefined;
}

const EXPRESSION = /\$\{\{\s{0,20}(matrix|inputs|env|parameters)\.([\w.-]{1,100})\s{0,20}\}\}/g;

/** Fills in `${{ matrix.x }}`, `${{ inputs.x }}` and `${{ env.x }}` as far as they are known. */
export function fillIn(text: string, values: { readonly [context: string]: Readonly<Record<string, string>> }): string {
  if (!text.includes('${{')) return text;
  return text.replace(EXPRESSION, (written: string, context: string, name: string) => {
    return fieldOf(values[context] ?? {}, name) ?? written;
  });
}

const VARIABLE = /\$(?:\{([A-Za-z_]\w{0,80})\}|([A-Za-z_]\w{0,80}))/g;
/** What is secret is never part of a command that says what is run. */
const SECRET = /\b(?:secrets\.|github\.token\b)/;

/** Commands with the variables filled in that the pipeline sets for them, as the shell will do. */
export function withVariables(
  commands: readonly CiCommand[],
  variables: Readonly<Record<string, string>>,
): readonly CiCommand[] {
  return commands.map((command) => {
    if (!command.text.includes('$')) return command;
    const text = command.text.replace(VARIABLE, (written: string, braced?: string, bare?: string) => {
      const value = fieldOf(variables, braced ?? bare ?? '');
      return value === undefined || value.length > VALUE_LIMIT || SECRET.test(value) ? written : value;
    });
    return text === command.text ? command : { ...command, text };
  });
}

/** The texts that come out for the rows of a matrix, each once; the text itself when the matrix has no say in it. */
export function variantsOf(text: string, rows: readonly MatrixRow[]): readonly string[] {
  if (rows.length === 0 || !text.includes('${{')) return [text];
  const variants = new Set(rows.map((row) => fillIn(text, { matrix: row })));
  return [...variants].slice(0, VARIANT_LIMIT);
}

/** Commands with the values of a matrix filled in; a value that holds several commands gives several. */
export function commandVariants(commands: readonly CiCommand[], rows: readonly MatrixRow[]): CiCommand[] {
  return commands.flatMap((command) => {
    const variants = variantsOf(command.text, rows);
    if (variants.length === 1 && variants[0] === command.text) return [command];
    return variants.flatMap((text) => splitCommands(text).map((part) => ({ ...command, text: part.text })));
  });
}
