import { describe, expect, it } from 'vitest';
import { blankComments } from '../../../src/facts/code/comments.ts';

describe('blankComments', () => {
  it('blanks line and block comments and keeps offsets and lines', () => {
    expect(blankComments('a(); // note\n/* two\nlines */ b();', 'typescript')).toBe(
      'a();        \n      \n         b();',
    );
  });

  it('leaves comment marks inside strings alone', () => {
    const text = 'fetch("https://example.org/*"); const path = `//x`;';
    expect(blankComments(text, 'javascript')).toBe(text);
  });

  it('ends an unterminated string at the end of its line', () => {
    expect(blankComments("it's\n// gone", 'go')).toBe("it's\n       ");
  });

  it('blanks docstrings but keeps triple-quoted values', () => {
    expect(blankComments('def f():\n    """Uses sentry_sdk."""\n    return """sql"""\n', 'python')).toBe(
      `def f():\n    ${' '.repeat(22)}\n    return """sql"""\n`,
    );
  });

  it('knows that # inside a word is no comment in a shell script', () => {
    expect(blankComments('echo $# a#b # note', 'shell')).toBe('echo $# a#b       ');
  });

  it('keeps escaped quotes inside strings', () => {
    expect(blankComments('x = "a\\"// b"; // c', 'java')).toBe('x = "a\\"// b";     ');
  });

  it('keeps languages without comments it knows as they are', () => {
    expect(blankComments('# heading', undefined)).toBe('# heading');
  });
});
