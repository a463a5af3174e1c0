/** The line of a key in block style: `keyLine('name')`, `keyLine('dependencies', 'http')`. */
export type YamlKeyLines = (...path: readonly string[]) => number | undefined;

const KEY =
  /^( *)(?:- +)?(?:"([^"]{1,200})"|'([^']{1,200})'|([^\s#"'[\]{}&*!|>%@`](?:[^:#]|:(?=\S)){0,199}?)) *:(?=\s|$)/;
const MAX_DEPTH = 4;

/**
 * Where the keys of a YAML text are, in one pass: manifests are written in block style, and the text has been parsed
 * before. Keys in flow style are not found.
 */
export function yamlKeyLines(text: string): YamlKeyLines {
  const lines = new Map<string, number>();
  const path: { readonly indent: number; readonly key: string }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const match = KEY.exec(line.length > 500 ? line.slice(0, 500) : line);
    if (match === null) continue;
    const indent = match[1]?.length ?? 0;
    while (path.length > 0 && (path.at(-1)?.indent ?? 0) >= indent) path.pop();
    if (path.length >= MAX_DEPTH) continue;
    path.push({ indent, key: match[2] ?? match[3] ?? match[4] ?? '' });
    const name = path.map(({ key }) => key).join('\0');
    if (!lines.has(name)) lines.set(name, index + 1);
  }
  return (...keys) => lines.get(keys.join('\0'));
}
