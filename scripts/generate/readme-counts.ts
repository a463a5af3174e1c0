import { readFileSync } from 'node:fs';
import { compileCatalogue } from '../../src/rules/compile.ts';

const BLOCK = /(<!-- counts -->\n)[\s\S]*?(<!-- \/counts -->)/;

/** The README with the counts of the catalogue as they are. */
export function readmeWithCounts(): string {
  const { rules, technologies, kinds } = compileCatalogue('rules');
  const families = new Set(rules.map((rule) => rule.family));
  const manual = rules.filter((rule) => rule.manual === true).length;
  const preview = rules.filter((rule) => rule.stability === 'preview').length;
  const categories = new Set(technologies.map((technology) => technology.category));
  const counts = `${rules.length} practices in ${families.size} families (${manual} of them questions for the checklist, ${preview} in preview), ${technologies.length} technologies in ${categories.size} categories, ${kinds.evidence.length} kinds of evidence for what a repository is.`;
  return readFileSync('README.md', 'utf8').replace(BLOCK, `$1${counts}\n$2`);
}
