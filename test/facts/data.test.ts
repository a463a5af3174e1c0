import { describe, expect, it } from 'vitest';
import { parseData } from '../../src/facts/data.ts';

describe('parseData', () => {
  it('reads JSON with comments and trailing commas', () => {
    expect(parseData('{ // note\n "a": [1, 2,], }', 'json')).toEqual({ a: [1, 2] });
  });

  it('gives several YAML documents as a list, one as itself', () => {
    expect(parseData('a: 1\n', 'yaml')).toEqual({ a: 1 });
    expect(parseData('a: 1\n---\nb: 2\n', 'yaml')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('keeps unknown tags as data', () => {
    expect(parseData('Key: !Ref Name\n', 'yaml')).toEqual({ Key: 'Name' });
  });

  it.each([
    ['json', '{\n"a": 1,\n"b" 2\n}', 'malformed JSON: ColonExpected (line 3)'],
    ['yaml', 'a: 1\nb: [1, 2\n', /^malformed YAML: .* \(line \d\)$/],
    ['toml', 'a = 1\nb = \n', /^malformed TOML: .* \(line 2\)$/],
    ['xml', '<a>\n<b></a>', /^malformed XML: .* \(line 2\)$/],
  ] as const)('says what is wrong with %s, and where', (format, text, message) => {
    expect(() => parseData(text, format)).toThrow(message);
  });

  it.each([
    ['json', '['.repeat(100_000), /nested deeper than 500 levels/],
    ['yaml', '['.repeat(100_000), /nested deeper than 200 levels|longer than/],
    ['yaml', '"'.repeat(250_000), /longer than 65536 characters/],
    ['yaml', 'a: b\n'.repeat(200_000), /too large to be read/],
    [
      'yaml',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: &d [${'*c,'.repeat(9)}]\ne: [${'*d,'.repeat(9)}]\n`,
      /malformed YAML/,
    ],
  ] as const)('refuses a bomb in %s', (format, text, message) => {
    const started = performance.now();
    expect(() => parseData(text, format)).toThrow(message);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
