import { describe, expect, it } from 'vitest';
import { runCheck } from './checks/run-check.ts';
import { type Files, holds } from './trait-holds.ts';

const IMAGE = 'FROM php:8.4-fpm\nCOPY . .\nCMD ["php-fpm"]\n';

describe('monorepo', () => {
  const crate = (name: string, more = '') => `[package]\nname = "${name}"\nversion = "0.3.0"\nlicense = "MIT"\n${more}`;

  it.each<[string, Files]>([
    [
      'the platforms of one app',
      {
        'pubspec.yaml': 'name: timetable\nversion: 1.0.0\ndependencies:\n  flutter:\n    sdk: flutter\n',
        'lib/main.dart': 'void main() {}\n',
        'android/settings.gradle': "include ':app'\n",
        'android/app/build.gradle': "apply plugin: 'com.android.application'\n",
        'ios/Podfile': "platform :ios, '12.0'\ntarget 'Runner' do\nend\n",
        'macos/Podfile': "platform :osx, '10.14'\ntarget 'Runner' do\nend\n",
      },
    ],
    [
      'environments for the figures of a paper',
      {
        'README.md': '# Figures of our paper\n',
        ...Object.fromEntries(
          ['figure-1', 'figure-2', 'figure-3'].map((name) => [
            `${name}/environment.yml`,
            `name: ${name}\ndependencies:\n  - python=3.11\n  - numpy\n`,
          ]),
        ),
        'figure-1/plot.py': 'import numpy\n',
      },
    ],
    [
      'the images of one application for several purposes',
      {
        'composer.json': '{"name": "acme/links", "type": "project", "require": {"laravel/framework": "^12"}}\n',
        'docker/release-base.Dockerfile': IMAGE,
        'docker/release-multiplatform.Dockerfile': IMAGE,
        'docker/development.Dockerfile': IMAGE,
      },
    ],
    [
      'a build with one module',
      {
        'pom.xml':
          '<project><groupId>org.example</groupId><artifactId>tally-root</artifactId><version>1</version><packaging>pom</packaging><description>Tally</description><licenses><license><name>MIT</name></license></licenses><modules><module>tally</module></modules></project>\n',
        'tally/pom.xml':
          '<project><groupId>org.example</groupId><artifactId>tally</artifactId><version>1</version><description>Tally</description><licenses><license><name>MIT</name></license></licenses></project>\n',
      },
    ],
    [
      'the crates of one program',
      {
        'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
        'crates/tally/Cargo.toml': crate('tally', 'description = "Counts"\n'),
        'crates/tally/src/main.rs': 'fn main() {}\n',
        'crates/tally-words/Cargo.toml': crate('tally-words', 'description = "Words"\n'),
        'crates/tally-words/src/lib.rs': 'pub fn words() {}\n',
        'crates/tally-lines/Cargo.toml': crate('tally-lines'),
        'crates/tally-lines/src/lib.rs': 'pub fn lines() {}\n',
      },
    ],
  ])('does not hold for %s', (_, files) => {
    expect(holds('monorepo', files)).toBe(false);
  });

  it('counts crates that others find described for themselves', () => {
    const files = Object.fromEntries(
      ['dates', 'money'].flatMap((name) => [
        [`crates/${name}/Cargo.toml`, crate(name, `description = "${name}"\n`)],
        [`crates/${name}/src/lib.rs`, 'pub fn parse() {}\n'],
      ]),
    );
    expect(runCheck('separate-parts', files).value).toBe(true);
  });

  it('counts images that are named after what they start, whatever stage comes last', () => {
    const files = { 'orders-prod.Dockerfile': IMAGE, 'stock-prod.Dockerfile': IMAGE };
    expect(runCheck('separate-parts', files, { with: { deployed: true } }).value).toBe(true);
  });
});
