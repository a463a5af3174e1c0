import { expect, test } from 'vitest';
import { makeFolder } from './cli.ts';

/* A finding stands where it is written, also when something else led there. */

test('what a called workflow or a composite action does is found in its own file', () => {
  const { findings } = makeFolder({
    '.senior-audit.yaml': 'context: oss\n',
    '.github/workflows/ci.yml': [
      'on: push',
      'jobs:',
      '  check:',
      '    uses: ./.github/workflows/called.yml',
      '  lint:',
      '    runs-on: ubuntu-latest',
      '    steps:',
      '      - uses: ./.github/actions/lint',
      '  other:',
      '    uses: far/away/.github/workflows/check.yml@main',
      '',
    ].join('\n'),
    '.github/workflows/called.yml': [
      'on: workflow_call',
      'permissions:',
      '  contents: write',
      'jobs:',
      '  test:',
      '    runs-on: ubuntu-latest',
      '    steps:',
      '      - uses: actions/checkout@v4',
      '      - run: npm ci',
      '      - run: npm test',
      '',
      '      - uses: somebody/else@main',
      '  next:',
      '    uses: far/off/.github/workflows/next.yml@main',
      '',
    ].join('\n'),
    '.github/actions/lint/action.yml': [
      'name: lint',
      'runs:',
      '  using: composite',
      '  steps:',
      '    - uses: third/party@v1',
      '',
    ].join('\n'),
    'package.json': '{ "name": "x", "version": "1.0.0" }\n',
    'index.js': 'export const one = 1;\n',
  }).report() as unknown as {
    readonly findings: readonly { readonly rule: string; readonly locations: readonly object[] }[];
  };
  const pinned = findings.find(({ rule }) => rule === 'pinned-actions');
  expect(pinned?.locations).toEqual(
    expect.arrayContaining([
      { path: '.github/workflows/called.yml', line: 12 },
      { path: '.github/actions/lint/action.yml', line: 5 },
      { path: '.github/workflows/ci.yml', line: 10 },
      { path: '.github/workflows/called.yml', line: 14 },
    ]),
  );
  expect(pinned?.locations.length).toBe(4);
});
