import { matchAt, OPERATOR, type Piece, type Syntax, tokenize } from './tokens.ts';

/** A value of Erlang's configuration files: an atom, string or number as text, or a tuple or list of values. */
export type ErlangTerm =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'tuple' | 'list'; readonly items: readonly ErlangTerm[]; readonly line: number };

const CHARACTER = /\$(?:\\.|[^\s])/y;

const ERLANG: Syntax = {
  lineComments: ['%'],
  strings: [
    { open: '"', close: '"', multiline: true, escapes: true },
    { open: "'", close: "'", escapes: true },
  ],
  word: /[A-Za-z_][\w@]*/y,
  symbol: OPERATOR,
  special: (text, index): Piece | undefined => {
    if (text[index] !== '$') return undefined;
    const character = matchAt(CHARACTER, text, index);
    return character === undefined ? undefined : { kind: 'string', text: character, end: index + character.length };
  },
};

/** The terms of a file in the order in which they stand (rebar.config, *.app.src); brackets that do not fit end with the file. */
export function erlangTerms(text: string): readonly ErlangTerm[] {
  interface Open {
    readonly kind: 'tuple' | 'list';
    readonly items: ErlangTerm[];
    readonly line: number;
  }
  const root: Open = { kind: 'list', items: [], line: 1 };
  const stack: Open[] = [root];
  const close = (): void => {
    const done = stack.pop();
    if (done !== undefined) (stack.at(-1) ?? root).items.push(done);
  };
  for (const token of tokenize(text, ERLANG)) {
    const top = stack.at(-1) ?? root;
    if (token.kind !== 'symbol') top.items.push({ kind: 'text', text: token.text, line: token.line });
    else if (token.text === '{') stack.push({ kind: 'tuple', items: [], line: token.line });
    else if (token.text === '[') stack.push({ kind: 'list', items: [], line: token.line });
    else if ((token.text === '}' || token.text === ']') && stack.length > 1) close();
  }
  while (stack.length > 1) close();
  return root.items;
}

export function erlangText(term: ErlangTerm | undefined): string | undefined {
  return term?.kind === 'text' ? term.text : undefined;
}

export function erlangItems(term: ErlangTerm | undefined): readonly ErlangTerm[] {
  return term === undefined || term.kind === 'text' ? [] : term.items;
}

/** The second value of the tuple that begins with a name: `{deps, […]}`. */
export function erlangProperty(terms: readonly ErlangTerm[], name: string): ErlangTerm | undefined {
  const found = terms.find((term) => term.kind === 'tuple' && erlangText(term.items[0]) === name);
  return erlangItems(found)[1];
}
