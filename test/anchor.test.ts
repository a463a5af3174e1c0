import { expect, test } from 'vitest';
import { anchorIn } from '../src/anchor.ts';
import { indexFiles } from '../src/repository/file-index.ts';
import { memoryRepository } from '../src/repository/memory.ts';

function anchor(folder: string, ...paths: readonly string[]): string | undefined {
  return anchorIn(folder, indexFiles(memoryRepository(Object.fromEntries(paths.map((path) => [path, 'x\n'])))));
}

test('a finding about a folder is shown at its manifest, else at its README, else at a file that is not hidden', () => {
  expect(anchor('.', '.gitignore', 'README.md', 'go.mod', 'main.go')).toBe('go.mod');
  expect(anchor('.', '.gitignore', 'README.md', 'build/x.json', 'main.go')).toBe('README.md');
  expect(anchor('.', '.editorconfig', 'main.go')).toBe('main.go');
  expect(anchor('api', 'api/.eslintrc.json', 'api/package.json', 'package.json')).toBe('api/package.json');
  expect(anchor('api', 'api/.env', 'api/Api.csproj', 'api/README.md')).toBe('api/Api.csproj');
  expect(anchor('api', 'api/src/main.go', 'README.md')).toBe('api/src/main.go');
  expect(anchor('api')).toBe(undefined);
});

test('of several manifests it is that of the language that most is written in', () => {
  const files = {
    'package.json': '{}',
    'composer.json': '{}',
    'assets/app.js': 'x\n',
    'src/Kernel.php': '<?php // long\n',
  };
  expect(anchorIn('.', indexFiles(memoryRepository(files)))).toBe('composer.json');
  expect(anchor('.', 'package.json', 'composer.json', 'app.js', 'index.php')).toBe('package.json');
  expect(anchor('.', 'composer.json', 'package.json')).toBe('package.json');
});
