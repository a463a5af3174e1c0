import { expect, test } from 'vitest';
import { gradleLockFiles } from '../../../src/facts/lockfiles/gradle.ts';
import { diagnosticsOf, locked, matched, readFrom } from '../reading.ts';

test('gradle.lockfile', () => {
  const text = `# This is a Gradle generated file for dependency locking.
# Manual edits can break the build and are not advised.
ch.qos.logback:logback-classic:1.5.6=compileClasspath,runtimeClasspath
org.typelevel:cats-core_2.13:2.12.0=runtimeClasspath
empty=annotationProcessor
`;
  expect(locked(readFrom(gradleLockFiles, 'app/gradle.lockfile', { 'app/gradle.lockfile': text }))).toEqual([
    'ch.qos.logback:logback-classic 1.5.6',
    'org.typelevel:cats-core 2.12.0',
  ]);
});

test('a merge conflict', () => {
  const text = 'a.b:c:1=x\n<<<<<<< HEAD\n';
  expect(diagnosticsOf(gradleLockFiles, 'gradle.lockfile', { 'gradle.lockfile': text })).toEqual([
    '2: a merge conflict is left in this file: let the package manager write it anew (line 2)',
  ]);
});

test('the files that it takes', () => {
  const names = [
    'gradle.lockfile',
    'buildscript-gradle.lockfile',
    'app/gradle/dependency-locks/compileClasspath.lockfile',
    'other.lockfile',
  ];
  expect(matched(gradleLockFiles, names)).toEqual(names.slice(0, 3));
});
