import { describe, expect, it } from 'vitest';
import { blocksOf, columnsOf, fill, listed, percent } from '../../src/report/text.ts';

describe('blocksOf', () => {
  it('takes a setting above a list of settings for a part of the snippet', () => {
    expect(blocksOf('Add the file:\nversion: 2\nupdates:\n  - directory: /')).toEqual([
      { kind: 'text', text: 'Add the file:' },
      { kind: 'code', lines: ['version: 2', 'updates:', '  - directory: /'] },
    ]);
  });

  it('takes snippets for code that nothing sets off', () => {
    expect(
      blocksOf('At the top:\npermissions:\n  contents: read\nThen:\n- uses: a/b@v1\nUSER 10001\nand go on.'),
    ).toEqual([
      { kind: 'text', text: 'At the top:' },
      { kind: 'code', lines: ['permissions:', '  contents: read'] },
      { kind: 'text', text: 'Then:' },
      { kind: 'code', lines: ['- uses: a/b@v1', 'USER 10001'] },
      { kind: 'text', text: 'and go on.' },
    ]);
    expect(blocksOf('Note:\nall of it.')).toEqual([
      { kind: 'text', text: 'Note:' },
      { kind: 'text', text: 'all of it.' },
    ]);
  });

  it('keeps lines, items of a list and code apart', () => {
    const text =
      'Add a file with this:\n\n```yaml\na: 1\n\nb: 2\n```\nThen:\n- one\n- two\n  more\nIn the end:\n\n    npm test\n';
    expect(blocksOf(text)).toEqual([
      { kind: 'text', text: 'Add a file with this:' },
      { kind: 'code', lines: ['a: 1', '', 'b: 2'] },
      { kind: 'text', text: 'Then:' },
      { kind: 'text', text: '- one' },
      { kind: 'text', text: '- two more' },
      { kind: 'text', text: 'In the end:' },
      { kind: 'code', lines: ['npm test'] },
    ]);
  });

  it('takes what a folded text in YAML leaves indented for code', () => {
    expect(blocksOf('Replace each tag:\n  - uses: owner/action@<commit> # v4\n    with: {}\nThen push.')).toEqual([
      { kind: 'text', text: 'Replace each tag:' },
      { kind: 'code', lines: ['- uses: owner/action@<commit> # v4', '  with: {}'] },
      { kind: 'text', text: 'Then push.' },
    ]);
  });

  it('takes the rest for code where a fence is not closed', () => {
    expect(blocksOf('```\nx')).toEqual([{ kind: 'code', lines: ['x'] }]);
  });
});

describe('fill', () => {
  it('breaks between words only', () => {
    expect(fill(['aaa', 'bbb', 'cccccccccc', 'd'], 7)).toEqual(['aaa bbb', 'cccccccccc', 'd']);
  });

  it('counts what is already in the first line', () => {
    expect(fill(['aaa', 'bbb'], 7, 2)).toEqual(['aaa', 'bbb']);
  });

  it('counts columns, not characters', () => {
    expect(columnsOf('日本')).toBe(4);
    expect(columnsOf('e\u0301')).toBe(1);
    expect(fill(['日本', '語語'], 8)).toEqual(['日本', '語語']);
  });
});

describe('words for numbers', () => {
  it('lists some and counts the rest', () => {
    expect(listed(['a', 'b', 'c'], 3).join(' ')).toBe('a, b, c');
    expect(listed(['a', 'b', 'c', 'd'], 2).join(' ')).toBe('a, b +2 more');
  });

  it('never rounds to certainty', () => {
    expect([0, 0.001, 0.5, 0.974, 0.9999, 1].map(percent)).toEqual(['0 %', '1 %', '50 %', '97 %', '99 %', '100 %']);
  });
});
