import { describe, expect, it } from 'vitest';
import { needleTest } from '../../../src/facts/code/needles.ts';

const has = needleTest(['hf_', 'npm_', 'PRIVATE KEY', ':AA', 'AKIA']);
const holds = (text: string): boolean => has(Buffer.from(text));

describe('needleTest', () => {
  it.each([
    'hf_',
    'x = "hf_abc"',
    'hhf_',
    'nnpm_1',
    '-----BEGIN PRIVATE KEY-----',
    '12:AAx',
    ':::AA',
    'AAKIA',
    'é AKIA',
  ])('finds one in %j', (text) => {
    expect(holds(text)).toBe(true);
  });

  it.each(['', 'h', 'hf', 'hf-', 'npm', 'npmx_', 'PRIVATE KE', 'private key', ':A', 'AKI', 'akia'])(
    'finds none in %j',
    (text) => {
      expect(holds(text)).toBe(false);
    },
  );

  it('finds one at every offset', () => {
    for (let offset = 0; offset < 9; offset++) expect(holds(`${'-'.repeat(offset)}npm_`)).toBe(true);
  });

  it('refuses what is too short to be looked for', () => {
    expect(() => needleTest(['ab'])).toThrow('"ab" is too short');
  });
});
