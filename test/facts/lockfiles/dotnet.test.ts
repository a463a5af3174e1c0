import { expect, test } from 'vitest';
import { nugetLockFiles, paketLockFiles } from '../../../src/facts/lockfiles/dotnet.ts';
import { diagnosticsOf, locked, readFrom } from '../reading.ts';

test('packages.lock.json', () => {
  const text = JSON.stringify({
    version: 1,
    dependencies: {
      'net8.0': {
        Serilog: { type: 'Direct', requested: '[4.0.0, )', resolved: '4.0.0', contentHash: 'x' },
        'Serilog.Sinks.Console': { type: 'Direct', resolved: '6.0.0', dependencies: { Serilog: '4.0.0' } },
        core: { type: 'Project', dependencies: { Serilog: '[4.0.0, )' } },
      },
      'net9.0': { Serilog: { type: 'Direct', resolved: '4.0.0' }, odd: null },
    },
  });
  expect(locked(readFrom(nugetLockFiles, 'packages.lock.json', { 'packages.lock.json': text }))).toEqual([
    'serilog 4.0.0',
    'serilog.sinks.console 6.0.0 > serilog',
    'odd',
  ]);
  expect(locked(readFrom(nugetLockFiles, 'packages.lock.json', { 'packages.lock.json': '[]' }))).toEqual([]);
  expect(diagnosticsOf(nugetLockFiles, 'packages.lock.json', { 'packages.lock.json': '{\n"a' })).toEqual([
    '2: malformed JSON: UnexpectedEndOfString (line 2)',
  ]);
});

test('paket.lock', () => {
  const text = `STORAGE: NONE
NUGET
  remote: https://api.nuget.org/v3/index.json
    Expecto (10.2.1)
      FSharp.Core (>= 7.0.200) - restriction: >= net6.0
      Mono.Cecil (>= 0.11.4 < 1.0)
    FSharp.Core (8.0.300)
GITHUB
  remote: fsharp/FAKE
    modules/Octokit/Octokit.fsx (1.0)

GROUP Test
NUGET
  remote: https://api.nuget.org/v3/index.json
    Moq (4.20.70)
`;
  expect(locked(readFrom(paketLockFiles, 'paket.lock', { 'paket.lock': text }))).toEqual([
    'expecto 10.2.1 > fsharp.core mono.cecil',
    'fsharp.core 8.0.300',
    'moq 4.20.70',
  ]);
});
