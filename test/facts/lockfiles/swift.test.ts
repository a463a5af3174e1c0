import { expect, test } from 'vitest';
import { carthageLockFiles, podLockFiles, swiftLockFiles } from '../../../src/facts/lockfiles/swift.ts';
import { locked, readFrom } from '../reading.ts';

test('Package.resolved in version 2 and 1', () => {
  const second = JSON.stringify({
    pins: [
      {
        identity: 'kingfisher',
        kind: 'remoteSourceControl',
        location: 'https://github.com/onevcat/Kingfisher.git',
        state: { revision: 'f455c2', version: '5.9.1' },
      },
      { identity: 'mona.linkedlist', kind: 'registry', state: { version: '1.0.0' } },
    ],
    version: 2,
  });
  const first = JSON.stringify({
    object: {
      pins: [
        {
          package: 'GRDB',
          repositoryURL: 'https://github.com/groue/GRDB.swift',
          state: { branch: 'main', revision: 'abc', version: null },
        },
      ],
    },
    version: 1,
  });
  const files = { 'Package.resolved': second, 'old/Package.resolved': first, 'odd/Package.resolved': '{"pins": 3}' };
  expect(locked(readFrom(swiftLockFiles, 'Package.resolved', files))).toEqual([
    'kingfisher 5.9.1',
    'mona.linkedlist 1.0.0',
  ]);
  expect(locked(readFrom(swiftLockFiles, 'old/Package.resolved', files))).toEqual(['grdb.swift main']);
  expect(locked(readFrom(swiftLockFiles, 'odd/Package.resolved', files))).toEqual([]);
});

test('Podfile.lock', () => {
  const text = `PODS:
  - Kingfisher (5.9.1)
  - Firebase/Crashlytics (10.28.0):
    - Firebase/CoreOnly
    - FirebaseCrashlytics (~> 10.28.0)
  - "GoogleUtilities/NSData+zlib (7.13.3)":
    - GoogleUtilities/Privacy

DEPENDENCIES:
  - Kingfisher (~> 5.9)

SPEC CHECKSUMS:
  Kingfisher: f36a35757af4587d8e4f4bfa223ad10be2422b8c

COCOAPODS: 1.15.2
`;
  expect(locked(readFrom(podLockFiles, 'ios/Podfile.lock', { 'ios/Podfile.lock': text }))).toEqual([
    'kingfisher 5.9.1',
    'firebase/crashlytics 10.28.0 > firebase/coreonly firebasecrashlytics',
    'googleutilities/nsdata+zlib 7.13.3 > googleutilities/privacy',
  ]);
});

test('Cartfile.resolved', () => {
  const text = 'binary "https://example.com/Fabric.json" "1.9.0"\ngithub "ReactiveX/RxSwift" "6.7.1"\n';
  expect(locked(readFrom(carthageLockFiles, 'Cartfile.resolved', { 'Cartfile.resolved': text }))).toEqual([
    'fabric 1.9.0',
    'rxswift 6.7.1',
  ]);
});
