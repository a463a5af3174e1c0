import { createFacts } from '../../../src/facts/facts.ts';
import { createSource } from '../../../src/facts/source.ts';
import { memoryRepository } from '../../../src/repository/memory.ts';
import type { HistoryRecord } from '../../../src/repository/repository.ts';
import { compileCatalogue } from '../../../src/rules/compile.ts';
import { createEvaluation } from '../../../src/rules/evaluation.ts';
import type { Outcome } from '../../../src/rules/outcome.ts';
import { soughtBy } from '../../../src/rules/sought.ts';

const catalogue = compileCatalogue('rules');

/** What a named check says about a tree, as rules would ask for it. */
export function runCheck(
  name: string,
  files: Readonly<Record<string, string>>,
  options: { with?: Readonly<Record<string, unknown>>; unit?: string; history?: HistoryRecord } = {},
): Outcome {
  const repository = memoryRepository(files, { history: options.history ?? null });
  const facts = createFacts(createSource(repository), soughtBy(catalogue));
  const evaluation = createEvaluation(facts, catalogue, options.unit ?? '.');
  return evaluation.evaluate({ check: { name, ...(options.with === undefined ? {} : { with: options.with }) } });
}
