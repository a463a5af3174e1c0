import { describe, expect, it } from 'vitest';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';

describe('data', () => {
  const source = createSource(
    memoryRepository({
      'charts/api/templates/deployment.yaml': '{{- if .Values.on }}\nkind: Deployment\n{{ end }}\n',
      'nais.yaml': 'spec:\n  image: {{ image }}\n  {{#each hosts}}\n  - {{ this }}\n',
      'core/package.yaml': '<<: !include ../version.yaml\nname: shelf\nghc-options: *options\n',
      'broken.yaml': 'key: [1, 2\n',
      '.github/workflows/ci.yml': `jobs: {\n  run: \${{ github.sha }}\n`,
    }),
  );

  it('does not take a template for a mistake, and knows nothing of what it says', () => {
    expect(source.data('charts/api/templates/deployment.yaml')).toBeUndefined();
    expect(source.data('nais.yaml')).toBeUndefined();
    expect(source.data('core/package.yaml')).toBeUndefined();
    expect(source.diagnostics).toEqual([]);
    expect(source.isBroken('nais.yaml')).toBe(true);
  });

  it('reports what is malformed, expressions of a workflow or not', () => {
    expect(source.data('broken.yaml')).toBeUndefined();
    expect(source.data('.github/workflows/ci.yml')).toBeUndefined();
    expect(source.diagnostics.map((diagnostic) => diagnostic.path)).toEqual([
      'broken.yaml',
      '.github/workflows/ci.yml',
    ]);
  });
});

describe('the role of files', () => {
  it('is that of a picture in a folder of documents too', () => {
    const source = createSource(memoryRepository({ 'docs/a.png': 'x', 'docs/a.md': 'x' }));
    expect(source.files.all.map((file) => [file.path, file.role])).toEqual([
      ['docs/a.md', 'docs'],
      ['docs/a.png', 'asset'],
    ]);
  });
});

describe('text', () => {
  it('that is encrypted is not to be mended, and not to be read', () => {
    const listed = memoryRepository({ 'secrets/token.yaml': 'x', 'key.age': 'x', 'notes.md': 'x' });
    const bytes: Record<string, Buffer> = {
      'secrets/token.yaml': Buffer.from('\0GITCRYPT\0\xff\xfe', 'latin1'),
      'key.age': Buffer.from('age-encryption.org/v1\n\xff\xfe', 'latin1'),
      'notes.md': Buffer.from('a\xff\xfe', 'latin1'),
    };
    const source = createSource({ ...listed, read: (path) => ({ ok: true, bytes: bytes[path] ?? Buffer.of() }) });
    expect(Object.keys(bytes).map((path) => source.text(path))).toEqual([undefined, undefined, undefined]);
    expect(source.diagnostics.map(({ path }) => path)).toEqual(['notes.md']);
  });

  it('is expected of what has a language or a format, and not of data beside tests or of binaries', () => {
    const bytes: Record<string, Buffer> = {
      'test/repos/shelf/objects/0a/1b2c3d': Buffer.from('x\xff\xfe', 'latin1'),
      'test/broken.rb': Buffer.from('x\xff\xfe', 'latin1'),
      'tools/unpack': Buffer.from('\x7fELF\0\xff\xfe', 'latin1'),
      NOTES: Buffer.from('x\xff\xfe', 'latin1'),
      'fixtures/order.json': Buffer.from('{\0\xff\xfe', 'latin1'),
    };
    const paths = Object.keys(bytes);
    const listed = memoryRepository(Object.fromEntries(paths.map((path) => [path, 'x'])));
    const source = createSource({ ...listed, read: (path) => ({ ok: true, bytes: bytes[path] ?? Buffer.of() }) });
    expect(paths.map((path) => source.text(path))).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(source.diagnostics.map(({ path }) => path)).toEqual(['test/broken.rb', 'NOTES', 'fixtures/order.json']);
  });

  it('is not expected of a document or an archive, whatever it is called', () => {
    const bytes: Record<string, Buffer> = {
      'docs/handbook.pdf.1': Buffer.from('%PDF-1.4\n\xff\xfe', 'latin1'),
      'docs/pages': Buffer.from('PK\x03\x04\xff', 'latin1'),
      'docs/manual.1': Buffer.from('.TH tally\xff\xfe', 'latin1'),
      'docs/.doctrees/index.doctree': Buffer.from('\x80\x04\0\xff', 'latin1'),
      'docs/index.md': Buffer.from('# \xff\0', 'latin1'),
    };
    const listed = memoryRepository(Object.fromEntries(Object.keys(bytes).map((path) => [path, 'x'])));
    const source = createSource({ ...listed, read: (path) => ({ ok: true, bytes: bytes[path] ?? Buffer.of() }) });
    expect(Object.keys(bytes).map((path) => source.text(path))).toEqual(Array(5).fill(undefined));
    expect(source.diagnostics.map(({ path }) => path)).toEqual(['docs/manual.1', 'docs/index.md']);
  });

  it('of properties and dumps need not be UTF-8', () => {
    const bytes = Buffer.from('name=f\u00f8lg\n', 'latin1');
    const listed = memoryRepository({ 'app.properties': 'x', 'notes.md': 'x' });
    const source = createSource({ ...listed, read: () => ({ ok: true, bytes }) });
    expect(source.text('app.properties')).toBe('name=f\u00f8lg\n');
    expect(source.text('notes.md')).toBe(undefined);
    expect(source.diagnostics.map(({ path }) => path)).toEqual(['notes.md']);
  });
});
