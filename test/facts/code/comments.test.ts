import { describe, expect, it } from 'vitest';
import { dropComments } from '../../../src/facts/code/comments.ts';

describe('dropComments', () => {
  it('drops line and block comments and keeps the lines', () => {
    expect(dropComments('a(); // note\n/* two\nlines */ b();', 'typescript')).toBe('a();  \n \n b();');
  });

  it('leaves comment marks inside strings alone', () => {
    const text = 'fetch("https://example.org/*"); const path = `//x`;';
    expect(dropComments(text, 'javascript')).toBe(text);
  });

  it('ends an unterminated string at the end of its line', () => {
    expect(dropComments("it's\n// gone", 'go')).toBe("it's\n ");
  });

  it('drops docstrings but keeps triple-quoted values', () => {
    expect(dropComments('def f():\n    """Uses sentry_sdk."""\n    return """sql"""\n', 'python')).toBe(
      'def f():\n     \n    return """sql"""\n',
    );
  });

  it('knows that # inside a word is no comment in a shell script', () => {
    expect(dropComments('echo $# a#b # note', 'shell')).toBe('echo $# a#b  ');
  });

  it('keeps escaped quotes inside strings', () => {
    expect(dropComments('x = "a\\"// b"; // c', 'java')).toBe('x = "a\\"// b";  ');
  });

  it('keeps languages without comments it knows as they are', () => {
    expect(dropComments('# heading', undefined)).toBe('# heading');
  });
});
