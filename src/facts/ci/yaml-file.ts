import type { FactSource } from '../source.ts';
import { nothingIn, parseYamlNodes, type YamlNode } from './yaml-node.ts';

/** Templates and actions are included from many places of one repository; each is parsed once. */
const parsed = new WeakMap<FactSource, Map<string, readonly YamlNode[]>>();

/**
 * The documents of a YAML file; none when it cannot be had.
 * @throws FormatError with the line, when the text is malformed.
 */
export function yamlDocuments(source: FactSource, path: string): readonly YamlNode[] {
  let files = parsed.get(source);
  if (files === undefined) {
    files = new Map();
    parsed.set(source, files);
  }
  let documents = files.get(path);
  if (documents === undefined) {
    const text = source.text(path);
    documents = text === undefined ? [] : parseYamlNodes(text, path);
    files.set(path, documents);
  }
  return documents;
}

/**
 * The only, or first, document of a YAML file.
 * @throws FormatError with the line, when the text is malformed.
 */
export function yamlFile(source: FactSource, path: string): YamlNode {
  return yamlDocuments(source, path)[0] ?? nothingIn(path);
}

/** A file that another one includes: when it is broken, that is told of it alone, and it counts as empty. */
export function includedYaml(source: FactSource, path: string): YamlNode {
  return source.guard('ci', path, () => yamlFile(source, path)) ?? nothingIn(path);
}
