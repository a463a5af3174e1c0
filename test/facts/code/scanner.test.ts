import { describe, expect, it } from 'vitest';
import type { ProbeDefinition } from '../../../src/facts/code/probes.ts';
import { createScanner, mergeSights, type ScannedFile } from '../../../src/facts/code/scanner.ts';

const PROBE: ProbeDefinition = { pattern: '\\bassert\\b', words: ['assert'], roles: ['test'] };

function fileAt(path: string): ScannedFile {
  return { path, size: 10, mode: 'file', role: 'test', language: 'python' };
}

function scan(files: readonly ScannedFile[]) {
  const scanner = createScanner([PROBE], () => ({ ok: true, bytes: Buffer.from('assert 1\n') }));
  scanner.scan(files);
  return scanner.sights();
}

describe('hits beyond the limit', () => {
  const many = Array.from({ length: 300 }, (_, index) => fileAt(`a/tests/test_${1000 + index}.py`));
  const later = ['b/tests/test_x.py', 'b/tests/test_y.py', 'c/tests/test_z.py'].map(fileAt);

  it('are the first of each folder: a part that comes late is seen too', () => {
    const paths = scan([...many, ...later]).hits[0]?.map((hit) => hit.path) ?? [];
    expect(paths).toHaveLength(202);
    expect(paths.slice(199)).toEqual(['a/tests/test_1199.py', 'b/tests/test_x.py', 'c/tests/test_z.py']);
  });

  it('are the same when two scanners share the files', () => {
    const all = [...many, ...later];
    const even = all.filter((_, index) => index % 2 === 0);
    const odd = all.filter((_, index) => index % 2 === 1);
    expect(mergeSights([PROBE], scan(even), scan(odd)).hits).toEqual(scan(all).hits);
  });
});

it('leaves pages aside that a browser has kept of somebody else', () => {
  const definition: ProbeDefinition = { pattern: '\\bcounter\\(', words: ['counter'] };
  const heads: Record<string, string> = {
    'own.html': '<!doctype html><html><head><title>Shop</title>',
    'kept.html': '<!DOCTYPE html>\n<!-- saved from url=(0021)https://shop.example/ -->\n<html><head>',
    'single.html': '<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://shop.example/ -->',
    'memento.html': '<!DOCTYPE html><html><head><meta http-equiv="Memento-Datetime" content="Tue, 12 Aug 2025">',
  };
  const scanner = createScanner([definition], ({ path }) => ({
    ok: true,
    bytes: Buffer.from(`${heads[path]}<script>counter(1)</script></head></html>\n`),
  }));
  scanner.scan(Object.keys(heads).map((path) => ({ path, size: 10, mode: 'file', role: 'source', language: 'html' })));
  expect(scanner.sights().hits[0]?.map((hit) => hit.path)).toEqual(['own.html']);
});

it('leaves bundles aside that bear no name of one, and keeps what people wrote', () => {
  const definition: ProbeDefinition = { pattern: '\\btrack\\(', words: ['track'] };
  const written = `${'const size = measure(box.width, box.height);\n'.repeat(200)}track(size);\n`;
  const bundled = `/*! banner */\n${'var a=m(b.w,b.h);'.repeat(500)}track(a);`;
  const texts: Record<string, string> = {
    'public/app.js': bundled,
    'public/short.js': `${'x'.repeat(300)};track(x);\n`,
    'src/app.js': written,
    'src/app.ts': bundled,
  };
  const scanner = createScanner([definition], ({ path }) => ({ ok: true, bytes: Buffer.from(texts[path] as string) }));
  scanner.scan(
    Object.keys(texts).map((path) => ({ path, size: 10, mode: 'file', role: 'source', language: 'javascript' })),
  );
  expect(scanner.sights().hits[0]?.map((hit) => hit.path)).toEqual(['public/short.js', 'src/app.js', 'src/app.ts']);
  expect(scanner.sights().generated).toEqual(['public/app.js']);
});
