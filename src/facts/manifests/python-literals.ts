import { type PythonToken, pythonTokens } from './python-tokens.ts';
import { add, callMethod, MAX_ITEMS, MAX_TEXT, type PythonValue, UNKNOWN } from './python-values.ts';

/** Brackets deeper than this are nobody's list of requirements. */
const MAX_DEPTH = 40;

/**
 * The keyword arguments of the first call of a function, from literals, variables assigned before it, lists joined
 * with `+`, and dictionaries spread with `**`. What needs running is left out.
 * @param callees the function's names: `setup`
 * @returns `undefined` when the function is not called
 */
export function keywordArguments(source: string, callees: ReadonlySet<string>): Map<string, PythonValue> | undefined {
  const reader = createReader(pythonTokens(source));
  let atStatement = true;
  for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
    if (token.kind === 'end-of-line' || token.text === ':' || token.text === ';') {
      atStatement = true;
      reader.skip();
      continue;
    }
    if (token.kind === 'name' && callees.has(token.text) && reader.peek(1)?.text === '(') {
      if (reader.peek(-1)?.text !== 'def') {
        reader.skip(2);
        return reader.arguments();
      }
    }
    if (atStatement && token.kind === 'name' && reader.assignment()) continue;
    atStatement = false;
    reader.skip();
  }
  return undefined;
}

interface Reader {
  peek(offset?: number): PythonToken | undefined;
  skip(count?: number): void;
  /** The arguments of a call, after its opening bracket. */
  arguments(): Map<string, PythonValue>;
  /** Reads `name = …`, `name += …`, `name["key"] = …`, `name.append(…)`; `false` when something else is there. */
  assignment(): boolean;
}

function createReader(tokens: readonly PythonToken[]): Reader {
  const variables = new Map<string, PythonValue>();
  let position = 0;
  let depth = 0;

  const peek = (offset = 0): PythonToken | undefined => tokens[position + offset];
  const skip = (count = 1): void => {
    position += count;
  };
  const at = (text: string): boolean => peek()?.kind === 'operator' && peek()?.text === text;
  const take = (text: string): boolean => {
    if (!at(text)) return false;
    position++;
    return true;
  };
  const word = (text: string): boolean => peek()?.kind === 'name' && peek()?.text === text;

  /** Skips to one of the texts, or to the bracket or line end that closes what we are in. */
  const skipTo = (...ends: readonly string[]): void => {
    for (let nested = 0; position < tokens.length; position++) {
      const token = peek();
      if (token === undefined) return;
      if (token.kind === 'end-of-line' && nested === 0) return;
      if (token.kind === 'name' && nested === 0 && ends.includes(token.text)) return;
      if (token.kind !== 'operator') continue;
      if (nested === 0 && (ends.includes(token.text) || isClosing(token.text))) return;
      if (isOpening(token.text)) nested++;
      else if (isClosing(token.text)) nested--;
    }
  };

  const expression = (): PythonValue => {
    if (depth >= MAX_DEPTH) {
      skipTo(',');
      return UNKNOWN;
    }
    depth++;
    let value = sum();
    if (word('if')) {
      skipTo('else', ',');
      if (word('else')) {
        skip();
        const otherwise = expression();
        if (value.kind === 'unknown') value = otherwise;
      }
    } else if (!isEnd(peek())) {
      skipTo(',', 'for');
      value = UNKNOWN;
    }
    depth--;
    return value;
  };

  const sum = (): PythonValue => {
    let value = term();
    for (;;) {
      if (take('+')) value = add(value, term());
      else if (value.kind === 'text' && take('%')) {
        term();
        value = { ...value, partial: true };
      } else return value;
    }
  };

  const term = (): PythonValue => {
    const token = peek();
    if (token === undefined || token.kind === 'end-of-line') return UNKNOWN;
    if (token.kind === 'text') return trailers(texts());
    if (token.kind === 'number') {
      skip();
      return { kind: 'text', text: token.text, line: token.line, partial: false };
    }
    if (token.kind === 'name') {
      skip();
      if (at('(') && BUILDERS.has(token.text)) return trailers(built(token.text));
      return trailers(variables.get(token.text) ?? UNKNOWN);
    }
    if (take('[')) return trailers(items(']'));
    if (take('(')) return trailers(items(')'));
    if (take('{')) return trailers(braces());
    if (!isClosing(token.text) && token.text !== ',') skip();
    return UNKNOWN;
  };

  /** Texts beside each other are one text. */
  const texts = (): PythonValue => {
    let text = '';
    let partial = false;
    const line = peek()?.line ?? 1;
    for (let token = peek(); token?.kind === 'text'; token = peek()) {
      if (text.length < MAX_TEXT) text += token.text;
      partial ||= token.partial === true;
      skip();
    }
    return { kind: 'text', text, line, partial };
  };

  const trailers = (start: PythonValue): PythonValue => {
    let value = start;
    for (;;) {
      if (take('.')) {
        const method = peek()?.text ?? '';
        skip();
        if (take('(')) {
          const [first] = argumentList().positional;
          value = callMethod(value, method, first);
        } else value = UNKNOWN;
      } else if (take('(')) {
        argumentList();
        value = UNKNOWN;
      } else if (take('[')) {
        const key = expression();
        skipTo(']');
        take(']');
        value = (value.kind === 'dict' && key.kind === 'text' ? value.entries.get(key.text) : undefined) ?? UNKNOWN;
      } else return value;
    }
  };

  /** Items up to the closing bracket: a list, or what stands alone in round brackets, or what a comprehension walks. */
  const items = (end: ')' | ']' | '}', first?: PythonValue): PythonValue => {
    const found: PythonValue[] = first === undefined ? [] : [first];
    let commas = first === undefined ? 0 : 1;
    while (peek() !== undefined && !at(end)) {
      const before = position;
      const spread = take('*');
      const value = expression();
      if (word('for')) {
        const walked = comprehension(peek(-1));
        take(end);
        return walked;
      }
      if (found.length < MAX_ITEMS) {
        if (spread) found.push(...(value.kind === 'list' ? value.items : []));
        else found.push(value);
      }
      if (take(',')) commas++;
      else if (!at(end)) skipTo(',', end);
      if (position === before) skip();
    }
    take(end);
    const [only] = found;
    if (end === ')' && found.length === 1 && commas === 0 && only !== undefined) return only;
    return { kind: 'list', items: found };
  };

  /** `[line for line in texts if line]` is `texts`; anything done to the items makes it unknown. */
  const comprehension = (element: PythonToken | undefined): PythonValue => {
    skip();
    const variable = peek();
    skipTo('in');
    skip();
    const walked = sum();
    skipTo();
    return element?.kind === 'name' && element.text === variable?.text ? walked : UNKNOWN;
  };

  const braces = (): PythonValue => {
    const entries = new Map<string, PythonValue>();
    let before = -1;
    while (peek() !== undefined && !at('}') && position !== before) {
      before = position;
      if (take('**')) {
        const spread = expression();
        if (spread.kind === 'dict') for (const [key, value] of spread.entries) entries.set(key, value);
      } else {
        const key = expression();
        if (!at(':')) {
          if (word('for')) skipTo();
          else take(',');
          return items('}', key);
        }
        skip();
        const value = expression();
        if (key.kind === 'text' && entries.size < MAX_ITEMS) entries.set(key.text, value);
      }
      if (!take(',')) skipTo('}');
    }
    take('}');
    return { kind: 'dict', entries };
  };

  const argumentList = (): { positional: PythonValue[]; keywords: Map<string, PythonValue> } => {
    const positional: PythonValue[] = [];
    const keywords = new Map<string, PythonValue>();
    while (peek() !== undefined && !at(')')) {
      const before = position;
      const name = peek();
      if (name?.kind === 'name' && peek(1)?.text === '=') {
        skip(2);
        keywords.set(name.text, expression());
      } else if (take('**')) {
        const spread = expression();
        if (spread.kind === 'dict') for (const [key, value] of spread.entries) keywords.set(key, value);
      } else {
        const value = expression();
        positional.push(word('for') ? comprehension(peek(-1)) : value);
      }
      if (!take(',') && !at(')')) skipTo(',');
      if (position === before) skip();
    }
    take(')');
    return { positional, keywords };
  };

  /** `dict(a=…)`, `list(x)`, `filter(None, x)`: built-ins that give what they are given. */
  const built = (name: string): PythonValue => {
    skip();
    const { positional, keywords } = argumentList();
    if (name !== 'dict') return positional.at(-1) ?? UNKNOWN;
    const [base] = positional;
    return { kind: 'dict', entries: new Map([...(base?.kind === 'dict' ? base.entries : []), ...keywords]) };
  };

  /** `name: type = value`. */
  const annotated = (name: string): boolean => {
    if (name === 'else' || name === 'try' || name === 'finally') return false;
    for (let offset = 2; offset < MAX_DEPTH; offset++) {
      const token = peek(offset);
      if (token === undefined || token.kind === 'end-of-line') return false;
      if (token.kind !== 'operator' || token.text !== '=') continue;
      skip(offset + 1);
      variables.set(name, expression());
      return true;
    }
    return false;
  };

  const assignment = (): boolean => {
    const name = peek()?.text ?? '';
    const next = peek(1)?.text;
    if (next === '=') {
      skip(2);
      variables.set(name, expression());
      return true;
    }
    if (next === ':') return annotated(name);
    const known = variables.get(name);
    if (known === undefined) return false;
    if (next === '+=') {
      skip(2);
      variables.set(name, add(known, expression()));
      return true;
    }
    const method = peek(2)?.text;
    if (next === '.' && peek(3)?.text === '(' && (method === 'append' || method === 'extend')) {
      skip(4);
      const [value = UNKNOWN] = argumentList().positional;
      variables.set(name, add(known, method === 'append' ? { kind: 'list', items: [value] } : value));
      return true;
    }
    const key = peek(2);
    if (next === '[' && key?.kind === 'text' && peek(3)?.text === ']' && peek(4)?.text === '=') {
      skip(5);
      const value = expression();
      // As in Python, whoever else holds the dictionary sees the change.
      if (known.kind === 'dict' && known.entries.size < MAX_ITEMS) known.entries.set(key.text, value);
      return true;
    }
    return false;
  };

  return { peek, skip, arguments: () => argumentList().keywords, assignment };
}

const BUILDERS: ReadonlySet<string> = new Set(['dict', 'list', 'tuple', 'set', 'sorted', 'filter', 'str']);

function isOpening(text: string): boolean {
  return text === '(' || text === '[' || text === '{';
}

function isClosing(text: string): boolean {
  return text === ')' || text === ']' || text === '}';
}

/** Where an expression may end; anything else makes it more than we can know. */
function isEnd(token: PythonToken | undefined): boolean {
  if (token === undefined || token.kind === 'end-of-line') return true;
  if (token.kind === 'name') return token.text === 'for' || token.text === 'else' || token.text === 'if';
  return token.kind === 'operator' && (isClosing(token.text) || [',', ':', ';', '='].includes(token.text));
}
