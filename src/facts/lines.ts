/** The 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let index = text.indexOf('\n'); index !== -1 && index < offset; index = text.indexOf('\n', index + 1)) line++;
  return line;
}

/** The 1-based line of the first match; `undefined` when there is none. */
export function lineOf(text: string, needle: string | RegExp): number | undefined {
  const offset = typeof needle === 'string' ? text.indexOf(needle) : text.search(needle);
  return offset < 0 ? undefined : lineAt(text, offset);
}

export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** `{ line }` when it is known, else nothing: for optional properties. */
export function atLine(line: number | undefined): { line: number } | Record<string, never> {
  return line === undefined ? {} : { line };
}
