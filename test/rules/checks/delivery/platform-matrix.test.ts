import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

describe('platform-matrix', () => {
  it('sees a matrix, and one job each', () => {
    const matrix = `on: [push]\njobs:\n  t:\n    strategy:\n      matrix:\n        os: [ubuntu-latest, windows-2022]\n    runs-on: \${{ matrix.os }}\n    steps: [{run: make}]\n`;
    const jobs =
      'on: [pull_request]\njobs:\n  a:\n    runs-on: macos-14\n    steps: [{run: make}]\n  b:\n    runs-on: ubuntu-24.04\n    steps: [{run: make}]\n';
    const outcome = runCheck('platform-matrix', { '.github/workflows/ci.yml': matrix });
    expect(outcome.evidence).toEqual([{ path: '.github/workflows/ci.yml', line: 3, detail: 'runs on Linux, Windows' }]);
    expect(runCheck('platform-matrix', { '.github/workflows/ci.yml': jobs }).value).toBe(true);
  });

  it('takes the pipelines that run the tests together', () => {
    const on = (system: string, run: string): string =>
      `on: [push]\njobs:\n  t:\n    runs-on: ${system}\n    steps: [{run: ${run}}]\n`;
    const files = (run: string): Record<string, string> => ({
      '.github/workflows/linux.yml': on('ubuntu-latest', 'make test'),
      '.github/workflows/macos.yml': on('macos-latest', run),
    });
    expect(runCheck('platform-matrix', files('make test')).evidence).toEqual([
      { path: '.github/workflows/linux.yml', line: 3, detail: 'tests on Linux' },
      { path: '.github/workflows/macos.yml', line: 3, detail: 'tests on macOS' },
    ]);
    expect(runCheck('platform-matrix', files('make package')).value).toBe(false);
  });

  it('does not count versions, nor builds that a release starts', () => {
    const versions =
      'on: [push]\njobs:\n  t:\n    strategy:\n      matrix:\n        node: [20, 22]\n        browser: [safari-macos, chrome]\n    runs-on: ubuntu-latest\n    steps: [{run: make}]\n';
    const release = `on:\n  release:\njobs:\n  t:\n    strategy:\n      matrix:\n        os: [ubuntu-latest, macos-latest]\n    runs-on: \${{ matrix.os }}\n    steps: [{run: make}]\n`;
    expect(runCheck('platform-matrix', { '.github/workflows/ci.yml': versions }).value).toBe(false);
    expect(runCheck('platform-matrix', { '.github/workflows/release.yml': release }).value).toBe(false);
  });
});
