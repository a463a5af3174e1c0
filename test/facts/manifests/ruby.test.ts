import { describe, expect, test } from 'vitest';
import { gemfiles } from '../../../src/facts/manifests/ruby.ts';
import { gemspecs } from '../../../src/facts/manifests/ruby-gemspec.ts';
import { listed, matched, readFrom } from '../reading.ts';

const GEMFILE = `# frozen_string_literal: true

source "https://rubygems.org"
git_source(:github) { |repo| "https://github.com/#{repo}.git" }

ruby "3.3.4"

gem "rails", "~> 7.1", ">= 7.1.3" # the framework
gem 'pg'
gem "sentry-rails", require: false
gem "debug", group: %i[development test]
gem("skylight", groups: [:production])

if ENV["EDGE"]
  gem "puma", github: "puma/puma"
else
  gem "puma", "~> 6.4"
end

group :development, :test do
  gem "rspec-rails",
      "~> 6.0",
      require: false
  platforms :mri do
    gem "byebug"
  end
end

group :test do
  gem "capybara"
end

gem "rack"

=begin
gem "commented-out"
=end
# gem "off"
__END__
gem "after-the-end"
`;

const GEMSPEC = `# frozen_string_literal: true
require_relative "lib/acme/version"

Gem::Specification.new do |spec|
  spec.name = "acme"
  spec.version = Acme::VERSION
  spec.authors = ["Ada Example", "Bo Sample"]
  spec.summary = "Does things"
  spec.homepage = "https://acme.example"
  spec.license = "MIT"
  spec.required_ruby_version = ">= 3.1"
  spec.metadata["source_code_uri"] = "https://github.com/acme/acme"

  spec.files = Dir.chdir(__dir__) do
    \`git ls-files -z\`.split("\\x0")
  end
  spec.bindir = "exe"
  spec.executables = spec.files.grep(%r{\\Aexe/}) { |f| File.basename(f) }

  spec.add_dependency "thor", "~> 1.2", ">= 1.2.1"
  spec.add_runtime_dependency(%q<zeitwerk>.freeze, ["~> 2.6"])
  spec.add_development_dependency 'rspec', '~> 3.0'
end
`;

describe('Gemfile', () => {
  test('groups, options, conditions and comments', () => {
    const manifest = readFrom(gemfiles, 'Gemfile', { Gemfile: GEMFILE });
    expect(manifest?.runtimes).toEqual([{ name: 'ruby', constraint: '3.3.4', line: 6 }]);
    expect(listed(manifest?.dependencies)).toEqual([
      'rails prod ~> 7.1, >= 7.1.3 :8',
      'pg prod :9',
      'sentry-rails prod :10',
      'debug dev :11',
      'skylight prod :12',
      'puma prod :15',
      'rspec-rails dev ~> 6.0 :21',
      'byebug dev :25',
      'capybara test :30',
      'rack prod :33',
    ]);
  });

  test('a gemspec beside it, an included Gemfile and a version file', () => {
    const manifest = readFrom(gemfiles, 'engine/Gemfile', {
      'engine/Gemfile':
        'ruby file: ".ruby-version"\ngemspec\neval_gemfile "../gemfiles/common.rb"\neval_gemfile "../../outside.rb"\ngem "thor"\n',
      'engine/.ruby-version': 'ruby-3.2.2\n',
      'engine/acme.gemspec': GEMSPEC,
      'engine/nested/other.gemspec': GEMSPEC.replace('"thor"', '"other"'),
      'gemfiles/common.rb': 'gem "rake"\neval_gemfile "../engine/Gemfile"\neval_gemfile "common.rb"\n',
    });
    expect(manifest?.runtimes).toEqual([{ name: 'ruby', constraint: '3.2.2', line: 1 }]);
    expect(listed(manifest?.dependencies)).toEqual([
      'thor prod ~> 1.2, >= 1.2.1 :2',
      'zeitwerk prod ~> 2.6 :2',
      'rspec dev ~> 3.0 :2',
      'rake dev :3',
    ]);
  });

  test('what a gem is developed with is no dependency of those who use it', () => {
    const files = {
      Gemfile: 'gemspec\ngem "rails", "~> 7.1"\ngem "thor"\ngroup :test do\n  gem "rspec"\nend\n',
      'acme.gemspec': GEMSPEC,
    };
    expect(listed(readFrom(gemfiles, 'Gemfile', files)?.dependencies)).toEqual([
      'thor prod ~> 1.2, >= 1.2.1 :1',
      'zeitwerk prod ~> 2.6 :1',
      'rspec dev ~> 3.0 :1',
      'rails dev ~> 7.1 :2',
    ]);
    const beside = { Gemfile: 'gem "rails"\n', 'acme.gemspec': GEMSPEC };
    expect(listed(readFrom(gemfiles, 'Gemfile', beside)?.dependencies)).toEqual(['rails dev :1']);
    const application = { ...beside, 'config/application.rb': 'module Acme\nend\n' };
    expect(listed(readFrom(gemfiles, 'Gemfile', application)?.dependencies)).toEqual(['rails prod :1']);
  });

  test('a very long line is passed over in time', () => {
    const started = performance.now();
    const text = `gem "a", ${'groups: ['.repeat(200_000)}\ngem "b"\n`;
    expect(listed(readFrom(gemfiles, 'Gemfile', { Gemfile: text })?.dependencies)).toEqual(['b prod :2']);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('gemspec', () => {
  test('what it states, and executables by their folder', () => {
    const manifest = readFrom(gemspecs, 'acme.gemspec', {
      'acme.gemspec': GEMSPEC,
      'exe/acme': '',
      'exe/acme-server': '',
      'lib/acme.rb': '',
    });
    expect(manifest).toMatchObject({
      name: 'acme',
      description: 'Does things',
      license: 'MIT',
      packaged: true,
      binaries: ['acme', 'acme-server'],
      entryPoints: ['lib/acme.rb'],
      authors: ['Ada Example', 'Bo Sample'],
      urls: ['https://acme.example', 'https://github.com/acme/acme'],
      runtimes: [{ name: 'ruby', constraint: '>= 3.1', line: 11 }],
    });
    expect(manifest?.version).toBeUndefined();
    expect(listed(manifest?.dependencies)).toEqual([
      'thor prod ~> 1.2, >= 1.2.1 :20',
      'zeitwerk prod ~> 2.6 :21',
      'rspec dev ~> 3.0 :22',
    ]);
  });

  test('stated executables', () => {
    const text =
      'Gem::Specification.new do |s|\n  s.name = "a".freeze\n  s.version = "1.0"\n  s.executables = %w[a b]\nend\n';
    expect(readFrom(gemspecs, 'a.gemspec', { 'a.gemspec': text })).toMatchObject({
      name: 'a',
      version: '1.0',
      binaries: ['a', 'b'],
    });
  });

  test('a file that is no specification is none', () => {
    expect(readFrom(gemspecs, 'a.gemspec', { 'a.gemspec': 'puts 1\n' })).toBeUndefined();
  });
});

test('only the files themselves are taken', () => {
  expect(matched(gemfiles, ['Gemfile', 'a/gems.rb', 'Gemfile.lock', 'gemfiles/rails7.gemfile'])).toEqual([
    'Gemfile',
    'a/gems.rb',
  ]);
});

describe('descriptions of a gemspec', () => {
  test.each([
    ["s.summary = 'Counts ' \\\n    'things'\n", 'Counts things'],
    ['s.description = "Counts " \\\n    "many " \\\n    "things"\n', 'Counts many things'],
    ['s.description = %q{Counts things}\n', 'Counts things'],
    ['s.description = <<~TEXT\n    Counts\n    things\n  TEXT\n', 'Counts\n    things'],
    ['s.description = "Counts #{what}"\n', undefined],
  ])('%j', (line, expected) => {
    const text = `Gem::Specification.new do |s|\n  s.name = "tally"\n  ${line}end\n`;
    expect(readFrom(gemspecs, 'tally.gemspec', { 'tally.gemspec': text })?.description).toBe(expected);
  });
});
