import { describe, expect, test } from 'vitest';
import { elixirTokens } from '../../../src/facts/syntax/elixir.ts';
import { hclBlocks, hclStatements, hclText } from '../../../src/facts/syntax/hcl.ts';
import { parseStatements, type Statement } from '../../../src/facts/syntax/statements.ts';
import { OPERATOR, pairBrackets, type Syntax, type Token, tokenize, WORD } from '../../../src/facts/syntax/tokens.ts';
import { attributeOf, xmlElements } from '../../../src/facts/syntax/xml-lines.ts';

const KOTLIN: Syntax = {
  lineComments: ['//'],
  blockComment: { open: '/*', close: '*/', nested: true },
  strings: [
    { open: '"""', close: '"""', multiline: true, interpolation: '${' },
    { open: '"', close: '"', escapes: true, interpolation: '${' },
  ],
  word: WORD,
  symbol: OPERATOR,
};

const shown = (tokens: readonly Token[]): string[] =>
  tokens.map(({ kind, text, line, first }) => `${line}${first ? '!' : ''} ${kind} ${text}`);

const outline = (statements: readonly Statement[]): unknown[] =>
  statements.map(({ tokens, block }) => {
    const text = tokens.map((token) => token.text).join(' ');
    return block === undefined ? text : [text, outline(block)];
  });

describe('tokenize', () => {
  test('comments, strings and lines', () => {
    const text = 'a = "x \\"y\\" // z" // c\n/* one /* two */ still */ b(\n"""m\n"n" """, 1.5)';
    expect(shown(tokenize(text, KOTLIN))).toEqual([
      '1! word a',
      '1 symbol =',
      '1 string x "y" // z',
      '2! word b',
      '2 symbol (',
      '3! string m\n"n" ',
      '4 symbol ,',
      '4 number 1.5',
      '4 symbol )',
    ]);
  });

  test('expressions in strings hold quotes of their own', () => {
    expect(shown(tokenize(`"a\${f("}", "x{")}b" c`, KOTLIN))).toEqual([`1! string a\${f("}", "x{")}b`, '1 word c']);
  });

  test('what is never closed ends with its line, a comment is none', () => {
    expect(shown(tokenize('"abc\nd /* e\n"${x', KOTLIN))).toEqual([
      '1! string abc',
      '2! word d',
      '2 symbol /*',
      '2 word e',
      '3! string ${x',
    ]);
  });

  test('too many tokens are no build script', () => {
    expect(() => tokenize('(\n'.repeat(400_000), KOTLIN)).toThrow(
      'this is too large to be a build script (line 300001)',
    );
  });

  test('Elixir has keys, atoms and sigils', () => {
    const text = '[only: :test, "a.b": ~r/"}/, c: ?", d: x?(1)] # e: "f"\n:"g h"';
    expect(shown(elixirTokens(text))).toEqual([
      '1! symbol [',
      '1 key only',
      '1 atom test',
      '1 symbol ,',
      '1 key a.b',
      '1 string "}',
      '1 symbol ,',
      '1 key c',
      '1 string "',
      '1 symbol ,',
      '1 key d',
      '1 word x?',
      '1 symbol (',
      '1 number 1',
      '1 symbol )',
      '1 symbol ]',
      '2! atom g h',
    ]);
  });
});

describe('pairBrackets', () => {
  test('stray brackets do not undo the rest', () => {
    const pairs = (text: string): number[] => [...pairBrackets(tokenize(text, KOTLIN))];
    expect(pairs('( [ ] )')).toEqual([3, 2, 0, 0]);
    expect(pairs('{ ( }')).toEqual([2, 3, 0]);
    expect(pairs(') ( ] )')).toEqual([0, 3, 0, 0]);
    expect(pairs('( (')).toEqual([2, 2]);
  });
});

describe('parseStatements', () => {
  const parse = (text: string): unknown[] => outline(parseStatements(tokenize(text, KOTLIN)));

  test('lines, blocks and what goes on', () => {
    expect(parse('a b; c\nd(\n1,\n2)\n.e()\nf = \n g {\n  h { i }\n}\nj,\nk')).toEqual([
      'a b',
      'c',
      'd ( 1 , 2 ) . e ( )',
      ['f = g', [['h', ['i']]]],
      'j , k',
    ]);
  });

  test('braces in brackets are no blocks; stray ones are passed over', () => {
    expect(parse('a({ b })\n} c')).toEqual(['a ( { b } )', 'c']);
    expect(parse('a {\n b')).toEqual([['a', ['b']]]);
  });
});

describe('HCL', () => {
  test('blocks, attributes, heredocs', () => {
    const statements = hclStatements('a "b" {\n c = "d"\n e = f\n g = <<EOT\n}\nEOT\n}\nh = { i = "j", k = "l" }\n');
    const blocks = hclBlocks(statements);
    expect(blocks.map(({ type, labels, line }) => [type, labels, line])).toEqual([
      ['a', ['b'], 1],
      ['h', [], 8],
    ]);
    expect(hclText(blocks[0]?.body ?? [], 'c')).toEqual({ text: 'd', line: 2 });
    expect(hclText(blocks[0]?.body ?? [], 'e')).toBeUndefined();
    expect(hclText(blocks[0]?.body ?? [], 'g')).toEqual({ text: '}\n', line: 4 });
    expect(hclText(blocks[1]?.body ?? [], 'k')).toEqual({ text: 'l', line: 8 });
  });
});

describe('xmlElements', () => {
  test('paths and lines, past comments and prefixes', () => {
    const text =
      '<?xml version="1.0"?>\n<a:root>\n<!-- <x/> -->\n<x\n y="1>2" z=\'3\'/><b><x>t</x></b>\n<![CDATA[<x/>]]></a:root>';
    const elements = xmlElements(text, new Set(['x']));
    expect(elements.map(({ path, line }) => [path, line])).toEqual([
      ['root/x', 4],
      ['root/b/x', 5],
    ]);
    expect(attributeOf(elements[0]?.attributes ?? '', 'y')).toBe('1>2');
    expect(attributeOf(elements[0]?.attributes ?? '', 'z')).toBe('3');
    expect(attributeOf(elements[0]?.attributes ?? '', 'x')).toBeUndefined();
  });

  test('elements that are never closed', () => {
    expect(xmlElements('<a>'.repeat(1000), new Set(['a']))).toHaveLength(60);
    expect(xmlElements('<a <b', new Set(['a', 'b'])).map(({ path }) => path)).toEqual(['a']);
  });
});
