import type { Trait } from '../../src/context/model.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';
import { soughtBy } from '../../src/rules/sought.ts';

export type Files = Readonly<Record<string, string>>;

const catalogue = compileCatalogue('rules');

/** Whether a trait is seen in a tree, as a report would say; `remote` is where its repository lies, whose history is cut off or empty. */
export function holds(trait: Trait, files: Files, remote?: string, shallow = true): boolean {
  const remotes = remote === undefined ? [] : [remote];
  const history = { shallow, commits: [], truncated: false, tags: [], remotes };
  const facts = createFacts(createSource(memoryRepository(files, { history })), soughtBy(catalogue));
  return createEvaluation(facts, catalogue, '.').trait(trait).value === true;
}
