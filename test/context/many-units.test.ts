import { expect, it } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';

const catalogue = compileCatalogue('rules');

/** A workspace of packages that are published one by one, with the rules that their parts fall short of, and how many. */
function asked(count: number): Readonly<Record<string, number>> {
  const packages = Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      [
        `packages/p${n}/package.json`,
        `{"name": "@acme/p${n}", "version": "1.${n}.0", "main": "index.js", "license": "MIT", "description": "Part ${n}"}\n`,
      ],
      [`packages/p${n}/index.js`, `exports.part = (text) => text.repeat(${n});\n`],
      [`packages/p${n}/README.md`, `# p${n}\n\nnpm install @acme/p${n}\n`],
    ]).flat(),
  );
  const files = {
    'package.json': '{"name": "acme", "private": true, "workspaces": ["packages/*"]}\n',
    'README.md': '# acme\n\nPackages for texts.\n',
    LICENSE: 'MIT License\n',
    ...packages,
  };
  const { findings } = auditRepository(memoryRepository(files), catalogue, { kind: 'oss' });
  const counts: Record<string, number> = {};
  for (const { unit, rule, severity } of findings)
    if (unit !== '.') counts[`${severity} ${rule}`] = (counts[`${severity} ${rule}`] ?? 0) + 1;
  return counts;
}

it('tells of a few parts what each could do with, and of very many only what each owes', () => {
  expect(asked(3)).toEqual({ 'critical automated-tests': 3, 'info changelog': 3 });
  expect(asked(10)).toEqual({ 'critical automated-tests': 10 });
});

it('tells the whole what its small parts owe together', () => {
  const bots = ['areas', 'lengths', 'angles', 'shades'].flatMap((name) => [
    [
      `src/${name}/package.json`,
      `{"name": "${name}", "private": true, "version": "1.0.0", "dependencies": {"@slack/web-api": "^6.0.0"}}\n`,
    ],
    [`src/${name}/package-lock.json`, '{"name": "x", "lockfileVersion": 3, "packages": {}}\n'],
    [
      `src/${name}/${name}-lambda.js`,
      "const { WebClient } = require('@slack/web-api');\nexports.handler = () => {};\n",
    ],
  ]);
  const files = {
    'package.json': '{"name": "slack-bots", "private": true}\n',
    'README.md': '# Slack bots\n\nThe commands of our workspace.\n',
    ...Object.fromEntries(bots),
  };
  const tests = (more: Readonly<Record<string, string>>): string[] =>
    auditRepository(memoryRepository({ ...files, ...more }), catalogue, { kind: 'internal-tool' })
      .findings.filter(({ rule }) => rule === 'automated-tests')
      .map(({ unit, severity }) => `${severity} ${unit}`);
  expect(tests({})).toEqual(['info .']);
  expect(
    tests({
      'src/areas/areas.test.js': "import { test, expect } from 'vitest';\ntest('a', () => expect(1 + 1).toBe(2));\n",
    }),
  ).toEqual([]);
});
