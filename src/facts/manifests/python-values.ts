/** What an expression is known to be without running it. */
export type PythonValue =
  | { readonly kind: 'text'; readonly text: string; readonly line: number; readonly partial: boolean }
  | { readonly kind: 'list'; readonly items: readonly PythonValue[] }
  | { readonly kind: 'dict'; readonly entries: Map<string, PythonValue> }
  | { readonly kind: 'unknown' };

export const UNKNOWN: PythonValue = { kind: 'unknown' };

/** What grows while it is read has an end: the source is untrusted. */
export const MAX_ITEMS = 1000;
export const MAX_TEXT = 10_000;

/** A sum. A list with something unknown added is still known in part. */
export function add(left: PythonValue, right: PythonValue): PythonValue {
  if (left.kind === 'text' && right.kind === 'text') {
    return { ...left, text: (left.text + right.text).slice(0, MAX_TEXT), partial: left.partial || right.partial };
  }
  if (left.kind === 'text') return { ...left, partial: true };
  if (left.kind === 'list' && right.kind === 'list') {
    return { kind: 'list', items: [...left.items, ...right.items].slice(0, MAX_ITEMS) };
  }
  if (left.kind === 'list') return left;
  return right.kind === 'list' ? right : UNKNOWN;
}

export function callMethod(value: PythonValue, method: string, argument: PythonValue | undefined): PythonValue {
  if (value.kind === 'dict' && method === 'get' && argument?.kind === 'text') {
    return value.entries.get(argument.text) ?? UNKNOWN;
  }
  if (value.kind !== 'text') return method === 'copy' ? value : UNKNOWN;
  const { text, line } = value;
  switch (method) {
    case 'strip':
      return { ...value, text: text.trim(), line: line + (/^\s*/.exec(text)?.[0].split('\n').length ?? 1) - 1 };
    case 'format':
      return { ...value, partial: true };
    case 'splitlines':
      return linesOf(value);
    case 'split': {
      const separator = argument?.kind === 'text' ? argument.text : undefined;
      if (separator === '\n') return linesOf(value);
      const items = separator === undefined ? text.trim().split(/\s+/) : separator === '' ? [] : text.split(separator);
      return { kind: 'list', items: items.slice(0, MAX_ITEMS).map((item) => ({ ...value, text: item })) };
    }
    default:
      return UNKNOWN;
  }
}

function linesOf(value: PythonValue & { kind: 'text' }): PythonValue {
  const lines = value.text
    .split('\n')
    .map((item, index) => ({ ...value, text: item.trim(), line: value.line + index }));
  return { kind: 'list', items: lines.filter((item) => item.text !== '').slice(0, MAX_ITEMS) };
}
