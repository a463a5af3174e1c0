import { expect, it } from 'vitest';
import { indexFiles } from '../../src/repository/file-index.ts';
import { memoryRepository } from '../../src/repository/memory.ts';

const roles = (files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(indexFiles(memoryRepository(files)).all.map(({ path, role }) => [path, role]));

it('takes an application that has the gem of the root by its path for an example of it', () => {
  expect(
    roles({
      'shelf.gemspec': 'Gem::Specification.new',
      Gemfile: 'gemspec\n',
      'lib/shelf.rb': 'module Shelf; end\n',
      'myapp/Gemfile': "gem 'rails'\ngem 'shelf', path: '..'\n",
      'myapp/config.ru': 'run Rails.application\n',
      'myapp/app/models/book.rb': 'class Book; end\n',
      'apps/web/gems.rb': "gem 'shelf', :path => '../../'\n",
      'apps/web/app.rb': "require 'shelf'\n",
      'site/Gemfile': "gem 'jekyll'\n# gem 'shelf', path: '..'\n",
      'site/build.rb': 'puts 1\n',
    }),
  ).toEqual({
    'shelf.gemspec': 'config',
    Gemfile: 'config',
    'lib/shelf.rb': 'source',
    'myapp/Gemfile': 'example',
    'myapp/config.ru': 'example',
    'myapp/app/models/book.rb': 'example',
    'apps/web/gems.rb': 'example',
    'apps/web/app.rb': 'example',
    'site/Gemfile': 'config',
    'site/build.rb': 'source',
  });
});

it('takes an application that has the package of the root by its path for an example, and a command beside it for none', () => {
  const manifest = (more: object): string => JSON.stringify({ name: 'shelf', version: '1.0.0', ...more });
  const app = JSON.stringify({ name: 'site', version: '0.0.0', dependencies: { shelf: 'link:..' } });
  const command = JSON.stringify({
    name: 'shelf-cli',
    version: '1.0.0',
    bin: 'a.js',
    dependencies: { shelf: 'file:..' },
  });
  const files = { 'site/package.json': app, 'site/a.js': '1', 'command/package.json': command, 'command/a.js': '1' };
  const rolesOf = (root: string) => {
    const { 'site/a.js': site, 'command/a.js': beside } = roles({ 'package.json': root, ...files });
    return [site, beside];
  };
  expect(rolesOf(manifest({}))).toEqual(['example', 'source']);
  expect(rolesOf(manifest({ private: true }))).toEqual(['source', 'source']);
  expect(rolesOf('{')).toEqual(['source', 'source']);
});

it('takes a part for an example of which the README says that it shows the others', () => {
  const files = {
    'apps/board/package.json': '{"name": "board", "private": true}',
    'apps/board/a.ts': '1',
    'apps/desk/package.json': '{"name": "desk", "private": true}',
    'apps/desk/a.ts': '1',
    'packages/core/package.json': '{"name": "core", "version": "1.0.0"}',
    'packages/core/a.ts': '1',
    'apps/api/package.json': '{"name": "api", "private": true}',
    'apps/api/a.ts': '1',
  };
  const readme = [
    '# Shelf',
    '',
    '## `packages/core`',
    '',
    'The library, with examples for each function.',
    '',
    '## `apps/board`',
    '',
    'A minimal reference implementation showing how to use `core`.',
    '',
    '- `apps/desk/`: a small demo application',
    '- `apps/api`: what the demo application above talks to is not here; this serves our readers',
  ].join('\n');
  expect(roles({ ...files, 'README.md': readme })).toMatchObject({
    'apps/board/a.ts': 'example',
    'apps/desk/a.ts': 'example',
    'packages/core/a.ts': 'source',
    'apps/api/a.ts': 'source',
  });
  expect(roles(files)['apps/board/a.ts']).toBe('source');
  const alone = { 'app/go.mod': 'module a\n', 'app/main.go': 'package main\n', 'app/a.go': 'package main\n' };
  expect(roles({ ...alone, 'README.md': '- `app/`: a demo application\n' })['app/a.go']).toBe('source');
});
