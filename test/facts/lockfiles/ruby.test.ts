import { describe, expect, test } from 'vitest';
import { rubyLockFiles } from '../../../src/facts/lockfiles/ruby.ts';
import { diagnosticsOf, locked, readFrom } from '../reading.ts';

describe('Gemfile.lock', () => {
  const text = `GIT
  remote: https://github.com/acme/helper.git
  revision: abc
  specs:
    helper (0.1.0)
      rake

PATH
  remote: .
  specs:
    own-gem (1.0.0)
      thor

GEM
  remote: https://rubygems.org/
  specs:
    nokogiri (1.16.4-arm64-darwin)
      racc (~> 1.4)
    nokogiri (1.16.4-x86_64-linux)
      racc (~> 1.4)
    rack (3.0.10)

PLATFORMS
  x86_64-linux

DEPENDENCIES
  helper!
  nokogiri (~> 1.16)

RUBY VERSION
   ruby 3.3.0p0

BUNDLED WITH
   2.5.9
`;

  test('gems of others, one for all platforms', () => {
    expect(locked(readFrom(rubyLockFiles, 'Gemfile.lock', { 'Gemfile.lock': text }))).toEqual([
      'helper 0.1.0 > rake',
      'nokogiri 1.16.4 > racc',
      'rack 3.0.10',
    ]);
  });

  test('something else under this name', () => {
    expect(diagnosticsOf(rubyLockFiles, 'Gemfile.lock', { 'Gemfile.lock': 'GEM\n{"a": 1}\n' })).toEqual([
      '2: malformed Gemfile.lock: this is no section (line 2)',
    ]);
  });
});
