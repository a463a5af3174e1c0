import { describe, expect, test } from 'vitest';
import { phpLockFiles } from '../../../src/facts/lockfiles/php.ts';
import { locked, readFrom } from '../reading.ts';

describe('composer.lock', () => {
  test('packages without the platform', () => {
    const text = JSON.stringify({
      packages: [
        { name: 'Monolog/monolog', version: '3.5.0', require: { php: '>=8.1', 'psr/log': '^3', 'ext-json': '*' } },
      ],
      'packages-dev': [{ name: 'phpunit/phpunit', version: '11.0.0' }, null, { version: '1' }],
    });
    expect(locked(readFrom(phpLockFiles, 'composer.lock', { 'composer.lock': text }))).toEqual([
      'monolog/monolog 3.5.0 > psr/log',
      'phpunit/phpunit 11.0.0',
    ]);
  });
});
