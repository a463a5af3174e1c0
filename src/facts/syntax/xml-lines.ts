/** An element of an XML text, with where it begins. */
export interface XmlElement {
  /** Names from the root down, joined by slashes, without prefixes. */
  readonly path: string;
  readonly line: number;
  /** Attributes as they stand in the tag. */
  readonly attributes: string;
}

/** So much of a tag is kept. */
const MAX_ATTRIBUTES = 2000;

/** Nobody nests manifests deeper; what does is not looked at. */
const MAX_DEPTH = 60;

/**
 * Where elements begin, in document order: the XML library gives values without positions. The text has been parsed
 * before, so that only tags are looked at.
 * @param names the elements that are wanted
 */
export function xmlElements(text: string, names: ReadonlySet<string>): XmlElement[] {
  const found: XmlElement[] = [];
  const path: string[] = [];
  let depth = 0;
  let line = 1;
  let nextBreak = text.indexOf('\n');
  const lineAt = (offset: number): number => {
    while (nextBreak !== -1 && nextBreak < offset) {
      line++;
      nextBreak = text.indexOf('\n', nextBreak + 1);
    }
    return line;
  };
  let index = text.indexOf('<');
  while (index !== -1) {
    const end = endOfMarkup(text, index);
    const next = text[index + 1];
    if (next === '/') {
      if (depth > 0 && depth-- <= MAX_DEPTH) path.pop();
    } else if (next !== '!' && next !== '?') {
      const tag = text.slice(index + 1, end - 1);
      const empty = tag.endsWith('/');
      const name = /^[^\s/]+/.exec(tag)?.[0] ?? '';
      const local = name.slice(name.indexOf(':') + 1);
      if (names.has(local) && depth < MAX_DEPTH) {
        const attributes = tag.slice(name.length, name.length + MAX_ATTRIBUTES);
        found.push({ path: [...path, local].join('/'), line: lineAt(index), attributes });
      }
      if (!empty && depth++ < MAX_DEPTH) path.push(local);
    }
    index = text.indexOf('<', end);
  }
  return found;
}

/** The offset after a tag, comment, CDATA section or declaration. */
function endOfMarkup(text: string, index: number): number {
  if (text.startsWith('<!--', index)) return after(text, '-->', index + 4);
  if (text.startsWith('<![CDATA[', index)) return after(text, ']]>', index + 9);
  if (text.startsWith('<?', index)) return after(text, '?>', index + 2);
  let quote: string | undefined;
  for (let at = index + 1; at < text.length; at++) {
    const character = text[at];
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return text.length;
}

function after(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from);
  return at === -1 ? text.length : at + close.length;
}

/** The value of an attribute, in the text of a tag. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (const [, key, double, single] of attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (key === name) return double ?? single;
  }
  return undefined;
}
