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
