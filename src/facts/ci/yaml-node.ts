import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  Scalar,
  visit,
} from 'yaml';
import { FormatError } from '../format-error.ts';

/** Script text as it stands in a file: `exact` when its lines are lines of the file, so that they can be counted on. */
export interface ScriptText {
  readonly text: string;
  readonly line: number;
  readonly exact: boolean;
}

export interface YamlEntry {
  readonly key: string;
  /** The line of the key. */
  readonly line: number;
  readonly value: YamlNode;
}

/**
 * A YAML value that can be asked for anything and answers with nothing when it is of another shape, so that readers of
 * untrusted files neither throw nor lose the line. Aliases and merge keys (`<<`) are resolved on the way.
 */
export interface YamlNode {
  readonly path: string;
  readonly line: number;
  readonly kind: 'map' | 'list' | 'text' | 'nothing';
  /** The tag as written, `!reference`. */
  readonly tag: string | undefined;
  /** The text of a scalar, numbers as they are written (`3.10`). */
  readonly text: string | undefined;
  /** The text as a script, with the line of its first line. */
  readonly script: ScriptText | undefined;
  /** The entries of a map in their order, repeated keys included, merged ones last. */
  readonly entries: readonly YamlEntry[];
  /** The items of a list; any other value is a list of one, nothing is an empty one. */
  readonly items: readonly YamlNode[];
  /** The scalars among the items. */
  readonly texts: readonly string[];
  /** The scalar entries of a map. */
  readonly record: Readonly<Record<string, string>>;
  /** The value of a key; a node of kind `nothing` when there is none. */
  get(key: string): YamlNode;
  /** The entry of a key, for its line. */
  entry(key: string): YamlEntry | undefined;
}

/** A value that is not there. */
export function nothingIn(path: string, line = 1): YamlNode {
  const nothing: YamlNode = {
    path,
    line,
    kind: 'nothing',
    tag: undefined,
    text: undefined,
    script: undefined,
    entries: [],
    items: [],
    texts: [],
    record: {},
    get: () => nothing,
    entry: () => undefined,
  };
  return nothing;
}

/**
 * Parses a YAML file into one node a document.
 * @throws FormatError with the line, when the text is malformed.
 */
export function parseYamlNodes(text: string, path: string): readonly YamlNode[] {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    logLevel: 'silent',
    strict: false,
    uniqueKeys: false,
  });
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      const message = error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? 'syntax error';
      throw new FormatError(`malformed YAML: ${message}`, error.linePos?.[0].line);
    }
    return rootOf(document, path, counter);
  });
}

function rootOf(document: Document, path: string, counter: LineCounter): YamlNode {
  const nothing = nothingIn(path);
  const aliases = resolveAliases(document);
  const nodes = new WeakMap<Node, YamlNode>();
  const reading: Reading = {
    path,
    nothing,
    lineOf: (node) => (node.range ? counter.linePos(node.range[0]).line : 1),
    nodeOf: (value) => {
      const target = isAlias(value) ? aliases.get(value) : value;
      if (!isNode(target) || isAlias(target)) return nothing;
      let node = nodes.get(target);
      if (node === undefined) {
        node = createNode(target, reading);
        nodes.set(target, node);
      }
      return node;
    },
  };
  return reading.nodeOf(document.contents);
}

/** An alias means the latest anchor of its name before it; asking the library for each would walk the document anew. */
function resolveAliases(document: Document): WeakMap<object, Node> {
  const anchors = new Map<string, Node>();
  const aliases = new WeakMap<object, Node>();
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) aliases.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return aliases;
}

interface Reading {
  readonly path: string;
  readonly nothing: YamlNode;
  lineOf(node: Node): number;
  nodeOf(value: unknown): YamlNode;
}

function createNode(raw: Node, reading: Reading): YamlNode {
  const line = reading.lineOf(raw);
  const text = textOf(raw);
  const kind = isMap(raw) ? 'map' : isSeq(raw) ? 'list' : text === undefined ? 'nothing' : 'text';
  let entries: readonly YamlEntry[] | undefined;
  let items: readonly YamlNode[] | undefined;
  const node: YamlNode = {
    path: reading.path,
    line,
    kind,
    tag: raw.tag,
    text,
    get script() {
      return text === undefined ? undefined : scriptOf(raw, text, line);
    },
    get entries() {
      if (entries === undefined) {
        // A map that merges itself finds itself empty here instead of going round.
        entries = [];
        entries = entriesOf(raw, reading);
      }
      return entries;
    },
    get items() {
      items ??= isSeq(raw) ? raw.items.map(reading.nodeOf) : kind === 'nothing' ? [] : [node];
      return items;
    },
    get texts() {
      return node.items.flatMap((item) => item.text ?? []);
    },
    get record() {
      return Object.fromEntries(
        node.entries.flatMap(({ key, value }) => (value.text === undefined ? [] : [[key, value.text]])),
      );
    },
    get: (key) => node.entry(key)?.value ?? reading.nothing,
    entry: (key) => node.entries.findLast((entry) => entry.key === key),
  };
  return node;
}

function textOf(raw: Node): string | undefined {
  if (!isScalar(raw) || raw.value === null) return undefined;
  if (typeof raw.value === 'string') return raw.value;
  return raw.source ?? String(raw.value);
}

function scriptOf(raw: Node, text: string, line: number): ScriptText {
  const type = isScalar(raw) ? raw.type : undefined;
  // The text of a block starts on the line after its indicator.
  if (type === Scalar.BLOCK_LITERAL) return { text, line: line + 1, exact: true };
  if (type === Scalar.BLOCK_FOLDED) return { text, line: line + 1, exact: false };
  return { text, line, exact: false };
}

function entriesOf(raw: Node, reading: Reading): readonly YamlEntry[] {
  if (!isMap(raw)) return [];
  const entries: YamlEntry[] = [];
  const merged: YamlNode[] = [];
  for (const { key, value } of raw.items) {
    const name = isNode(key) ? textOf(key) : undefined;
    if (name === undefined || !isNode(key)) continue;
    const node = reading.nodeOf(value);
    if (name === '<<') merged.push(...node.items);
    else entries.push({ key: name, line: reading.lineOf(key), value: node });
  }
  if (merged.length === 0) return entries;
  const known = new Set(entries.map((entry) => entry.key));
  for (const source of merged) {
    for (const entry of source.entries) {
      if (known.has(entry.key)) continue;
      known.add(entry.key);
      entries.push(entry);
    }
  }
  // `get` takes the last of repeated keys; merged keys are never repeated, so their place does not matter.
  return entries;
}
