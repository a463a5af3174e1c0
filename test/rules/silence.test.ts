import { describe, expect, it } from 'vitest';
import { expectation, type Files } from './expectation-of.ts';

/* Where nothing is owed, nothing is asked. */

describe('pinned-actions', () => {
  const job = (steps: string, head = ''): Files => ({
    '.github/workflows/ci.yml': `on: [pull_request]\n${head}jobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
  });
  const LOOSE = '      - uses: acme/setup@main\n      - uses: dtolnay/rust-toolchain@stable\n';

  it('is only suggested where there is nothing to be had', () => {
    expect(expectation('pinned-actions', 'oss', job(LOOSE))).toBe('suggested');
  });

  it('is expected where the job may write', () => {
    expect(expectation('pinned-actions', 'oss', job(LOOSE, 'permissions: write-all\n'))).toBe('expected');
  });

  it.each([
    ['ref-pin', "rules:\n  unpinned-uses:\n    config:\n      policies:\n        '*': ref-pin\n"],
    ['disable', 'rules:\n  unpinned-uses:\n    disable: true\n'],
  ])('is settled where the scanner of workflows is told %s', (_, config) => {
    const files = { ...job(LOOSE, 'permissions: write-all\n'), '.github/zizmor.yml': config };
    expect(expectation('pinned-actions', 'oss', files)).toBe('optional');
  });

  it('is not settled by another rule of that scanner', () => {
    const files = { ...job(LOOSE), '.github/zizmor.yml': 'rules:\n  artipacked:\n    disable: true\n' };
    expect(expectation('pinned-actions', 'oss', files)).toBe('suggested');
  });
});
