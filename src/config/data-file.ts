import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Origin } from './config.ts';
import { ConfigError } from './error.ts';

export type KeyPath = readonly (string | number)[];

/** A parsed YAML or JSON file that knows where each of its values stands. */
export interface DataFile {
  readonly file: string;
  readonly value: unknown;
  /** The place of a value, or of the nearest thing above it that is there. */
  placeOf(path: KeyPath): Origin;
  /** The place of a key. */
  placeOfKey(path: KeyPath): Origin;
}

/**
 * Parses a configuration file, JSON (with comments) by its ending, else YAML.
 * @param at the key of package.json under which the configuration lies
 * @throws ConfigError with every place where the text is malformed
 */
export function parseDataFile(file: string, text: string, at: KeyPath = []): DataFile {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return file.endsWith('.json') ? parseJson(file, plain, at) : parseYaml(file, plain);
}

function parseYaml(file: string, text: string): DataFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const originAt = (offset: number): Origin => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    throw new ConfigError(
      document.errors.map((error) => ({
        origin: originAt(error.pos[0]),
        key: '',
        text: `malformed YAML: ${error.message}`,
      })),
    );
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([{ origin: originAt(0), key: '', text: `malformed YAML: ${reason}` }]);
  }
  const start = startOf(document.contents) ?? 0;
  return {
    file,
    value,
    placeOf: (path) => originAt(offsetInYaml(document, path) ?? start),
    placeOfKey: (path) => {
      const parent = nodeAt(document, path.slice(0, -1));
      const key = isMap(parent)
        ? parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(path.at(-1)))?.key
        : undefined;
      return originAt(startOf(key) ?? offsetInYaml(document, path) ?? start);
    },
  };
}

function nodeAt(document: Document, path: KeyPath): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true);
}

/** Missing values and what lies behind an alias have no node of their own: then the nearest above. */
function offsetInYaml(document: Document, path: KeyPath): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const offset = startOf(nodeAt(document, path.slice(0, length)));
    if (offset !== undefined) return offset;
  }
  return undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node.range?.[0] ?? undefined) : undefined;
}

function parseJson(file: string, text: string, at: KeyPath): DataFile {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const originAt = (offset: number): Origin => {
    const before = text.slice(0, offset).split('\n');
    return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  if (errors.length > 0 || root === undefined) {
    const problems = errors.map(({ error, offset }) => ({
      origin: originAt(offset),
      text: printParseErrorCode(error),
    }));
    const all = problems.length > 0 ? problems : [{ origin: originAt(0), text: 'ValueExpected' }];
    throw new ConfigError(
      all.map(({ origin, text: code }) => ({ origin, key: '', text: `malformed JSON: ${wordsOf(code)}` })),
    );
  }
  const nodeOf = (path: KeyPath): Node | undefined => findNodeAtLocation(root, [...at, ...path]);
  return {
    file,
    value: getNodeValue(nodeOf([]) ?? root),
    placeOf: (path) => {
      for (let length = path.length; length >= 0; length--) {
        const node = nodeOf(path.slice(0, length));
        if (node !== undefined) return originAt(node.offset);
      }
      return originAt(0);
    },
    placeOfKey: (path) => {
      const node = nodeOf(path);
      const key = node?.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
      return originAt((key ?? node ?? root).offset);
    },
  };
}

/** "CommaExpected" → "comma expected" */
function wordsOf(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
