import { describe, expect, it } from 'vitest';
import { clip, oneLine, printable, printableLines, safeJson } from '../../src/report/sanitize.ts';

describe('printable', () => {
  it('leaves ordinary text as it is, in any script', () => {
    expect(printable('src/größe/日本語/é.ts — “fine” ⚠️')).toBe('src/größe/日本語/é.ts — “fine” ⚠️');
  });

  it.each([
    ['\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
    ['a\nb\rc\td', 'a\\u{a}b\\u{d}c\\u{9}d'],
    ['\u009b2J', '\\u{9b}2J'],
    ['a\u007f', 'a\\u{7f}'],
    ['invoice\u202efdp.exe', 'invoice\\u{202e}fdp.exe'],
    ['\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['pass\u200bword', 'pass\\u{200b}word'],
    ['\ufeffbom', '\\u{feff}bom'],
    ['a\u2028b', 'a\\u{2028}b'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\u{e0100}', '\\u{e0100}'],
    ['\ud800', '\\u{d800}'],
    ['\u3164', '\\u{3164}'],
    ['\uffff', '\\u{ffff}'],
  ])('shows what is hidden in %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it.each([
    ['::error file=a::b', '\\u{3a}:error file=a::b'],
    ['see ::set-output name=x::y', 'see \\u{3a}:set-output name=x::y'],
    ['std::string', 'std::string'],
    ['##[error]', '\\u{23}#[error]'],
    ['x##vso[task.setvariable variable=PATH]', 'x\\u{23}#vso[task.setvariable variable=PATH]'],
    ['## heading', '## heading'],
  ])('breaks what a CI runner takes for a command: %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });
});

describe('printableLines and oneLine', () => {
  it('keeps lines, and nothing else that is hidden', () => {
    expect(printableLines('a\r\nb\rc\n\td\u0007')).toBe('a\nb\nc\n  d\\u{7}');
  });

  it('makes one line of several', () => {
    expect(oneLine('  a\n\tb \r\n c ')).toBe('a b c');
  });
});

describe('safeJson', () => {
  it('escapes hidden characters so that they are the same when they are read', () => {
    const value = { path: 'a\u202eb\u009b\u{e0041}##[x]##vso[y]\u0000\ud800' };
    const json = safeJson(value);
    expect(json).toBe('{"path":"a\\u202eb\\u009b\\udb40\\udc41\\u0023#[x]\\u0023#vso[y]\\u0000\\ud800"}');
    expect(JSON.parse(json)).toEqual(value);
  });

  it('keeps the line breaks of an indented text', () => {
    expect(safeJson({ a: 'x\ny' }, 2)).toBe('{\n  "a": "x\\ny"\n}');
  });
});

describe('clip', () => {
  it('shortens by whole characters', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 6)).toBe('abcde…');
    expect(clip('😀😀😀😀', 4)).toBe('😀😀😀😀');
    expect(clip('😀😀😀😀😀', 4)).toBe('😀😀😀…');
    expect(clip(`a${'😀'.repeat(50)}`, 4)).toBe('a😀😀…');
  });
});
