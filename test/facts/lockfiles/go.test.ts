import { describe, expect, test } from 'vitest';
import { goLockFiles } from '../../../src/facts/lockfiles/go.ts';
import { diagnosticsOf, locked, readFrom } from '../reading.ts';

describe('go.sum', () => {
  test('names of the modules whose code is used', () => {
    const text = `github.com/go-chi/chi/v5 v5.1.0 h1:acVI1TYaD0hhs=
github.com/go-chi/chi/v5 v5.1.0/go.mod h1:DslCQbL2=
github.com/only/looked-at v1.0.0/go.mod h1:abc=
gopkg.in/yaml.v3 v3.0.0 h1:x=
gopkg.in/yaml.v3 v3.0.1 h1:y=
gopkg.in/yaml.v3 v3.0.1/go.mod h1:z=
`;
    expect(locked(readFrom(goLockFiles, 'go.sum', { 'go.sum': text }))).toEqual([
      'github.com/go-chi/chi',
      'gopkg.in/yaml.v3',
    ]);
  });

  test('malformed lines', () => {
    expect(diagnosticsOf(goLockFiles, 'go.sum', { 'go.sum': 'a v1 h1:x=\nbroken\n' })).toEqual([
      '2: malformed go.sum: a line has a module, a version and a hash (line 2)',
    ]);
  });
});
