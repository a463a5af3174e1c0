import { describe, expect, test } from 'vitest';
import { phpManifests } from '../../../src/facts/manifests/php.ts';
import { diagnosticsOf, listed, readFrom } from '../reading.ts';

const COMPOSER = `{
    "name": "acme/mailer",
    "type": "library",
    "description": "Sends mail",
    "keywords": ["mail", "smtp"],
    "license": ["MIT", "GPL-3.0-or-later"],
    "homepage": "https://mailer.example",
    "authors": [{ "name": "Ada Example", "email": "ada@example.org" }],
    "require": {
        "php": "^8.2",
        "ext-mbstring": "*",
        "Monolog/Monolog": "^3.0",
        "symfony/console": "^7.0"
    },
    "require-dev": {
        "phpunit/phpunit": "^11.0"
    },
    "autoload": { "psr-4": { "Acme\\\\Mailer\\\\": "src/" }, "files": ["src/functions.php"] },
    "bin": ["bin/mailer"],
    "scripts": {
        "test": "phpunit",
        "check": ["@test", "phpstan analyse"]
    }
}`;

describe('composer.json', () => {
  test('a library', () => {
    const manifest = readFrom(phpManifests, 'composer.json', { 'composer.json': COMPOSER });
    expect(manifest).toMatchObject({
      ecosystem: 'packagist',
      name: 'acme/mailer',
      license: 'MIT OR GPL-3.0-or-later',
      packaged: true,
      binaries: ['mailer'],
      entryPoints: ['src/', 'src/functions.php'],
      classifiers: ['library'],
      authors: ['Ada Example <ada@example.org>'],
      urls: ['https://mailer.example'],
      runtimes: [
        { name: 'php', constraint: '^8.2', line: 10 },
        { name: 'ext-mbstring', constraint: '*', line: 11 },
      ],
      scripts: [
        { name: 'test', command: 'phpunit', line: 21 },
        { name: 'check', command: '@test && phpstan analyse', line: 22 },
      ],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'monolog/monolog prod ^3.0 :12',
      'symfony/console prod ^7.0 :13',
      'phpunit/phpunit dev ^11.0 :16',
    ]);
  });

  test('a project is an application, tools of a project are for developers', () => {
    const files = {
      'composer.json': '{"name": "acme/shop", "type": "project"}',
      'vendor-bin/phpstan/composer.json': '{"require": {"phpstan/phpstan": "2.0"}}',
    };
    expect(readFrom(phpManifests, 'composer.json', files)?.packaged).toBe(false);
    expect(listed(readFrom(phpManifests, 'vendor-bin/phpstan/composer.json', files)?.dependencies)).toEqual([
      'phpstan/phpstan dev 2.0 :1',
    ]);
  });

  test('malformed and misshapen files', () => {
    expect(diagnosticsOf(phpManifests, 'composer.json', { 'composer.json': '{\n"name": }' })).toEqual([
      '2: malformed JSON: ValueExpected (line 2)',
    ]);
    const text =
      '{"require": null, "require-dev": ["x"], "scripts": {"a": {}, "b": null}, "license": {}, "bin": 1, "autoload": []}';
    expect(readFrom(phpManifests, 'composer.json', { 'composer.json': text })).toMatchObject({
      dependencies: [],
      scripts: [],
      packaged: false,
    });
  });
});
