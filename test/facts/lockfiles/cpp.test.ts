import { expect, test } from 'vitest';
import { conanLockFiles } from '../../../src/facts/lockfiles/cpp.ts';
import { diagnosticsOf, locked, readFrom } from '../reading.ts';

test('conan.lock in version 2 and 1', () => {
  const second = JSON.stringify({
    version: '0.5',
    requires: ['zlib/1.3.1#f52e03%1703', 'fmt/10.2.1'],
    build_requires: ['cmake/3.29.3#abc'],
    python_requires: [],
  });
  const first = JSON.stringify({
    graph_lock: {
      nodes: {
        '0': { options: 'x', requires: ['1'] },
        '1': { ref: 'boost/1.84.0@acme/stable#r', requires: ['2', '9'] },
        '2': { ref: 'bzip2/1.0.8' },
        '3': null,
      },
    },
    version: '0.4',
  });
  const files = {
    'conan.lock': second,
    'old/conan.lock': first,
    'odd/conan.lock': '{"requires": {"a": 1}}',
    'bad/conan.lock': '{',
  };
  expect(locked(readFrom(conanLockFiles, 'conan.lock', files))).toEqual(['zlib 1.3.1', 'fmt 10.2.1', 'cmake 3.29.3']);
  expect(locked(readFrom(conanLockFiles, 'old/conan.lock', files))).toEqual(['boost 1.84.0 > bzip2', 'bzip2 1.0.8']);
  expect(locked(readFrom(conanLockFiles, 'odd/conan.lock', files))).toEqual([]);
  expect(diagnosticsOf(conanLockFiles, 'bad/conan.lock', files)).toEqual([
    '1: malformed JSON: CloseBraceExpected (line 1)',
  ]);
});
