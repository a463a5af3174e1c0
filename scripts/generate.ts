import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checksIndex } from './generate/checks-index.ts';
import { coveragePage } from './generate/coverage-page.ts';
import { readmeWithCounts } from './generate/readme-counts.ts';
import { withSample } from './generate/readme-sample.ts';
import { rulePages } from './generate/rule-pages.ts';
import { schemas } from './generate/schemas.ts';

/* Writes every generated file of the repository; with --check it only says which are stale, and exits 1. */

const isCheck = process.argv.includes('--check');
const index = new Map([['src/rules/checks/index.ts', checksIndex()]]);
// The rules cannot be compiled before the index of the checks is there.
const stale = [...settle(index)];
stale.push(
  ...settle(new Map([...schemas(), ...rulePages(), ...coveragePage(), ['README.md', withSample(readmeWithCounts())]])),
);
for (const path of leftovers(new Set(rulePages().keys()))) {
  stale.push(path);
  if (!isCheck) rmSync(path);
}
if (isCheck && stale.length > 0) {
  for (const path of stale) console.error(`${path} is stale: run npm run generate`);
  process.exit(1);
}

/** Writes what differs (unless checking) and says what did. */
function settle(files: ReadonlyMap<string, string>): string[] {
  const differing = [...files].filter(([path, content]) => !existsSync(path) || readFileSync(path, 'utf8') !== content);
  for (const [path, content] of differing) {
    if (isCheck) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return differing.map(([path]) => path);
}

/** Pages of rules that are no longer there. */
function leftovers(wanted: ReadonlySet<string>): string[] {
  if (!existsSync('docs/rules')) return [];
  return readdirSync('docs/rules', { recursive: true, encoding: 'utf8' })
    .map((path) => join('docs/rules', path))
    .filter((path) => path.endsWith('.md') && !wanted.has(path));
}
