import type { Context, Kind } from '../../src/context/model.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';
import { judge } from '../../src/rules/expectation.ts';

export type Files = Readonly<Record<string, string>>;

const catalogue = compileCatalogue('rules');

/** What a rule expects in a tree where its practice is absent and the kind is declared. */
export function expectation(id: string, kind: Kind, files: Files): string {
  const rule = catalogue.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  const probabilities = { prototype: 0, 'internal-tool': 0, oss: 0, 'production-service': 0, [kind]: 1 };
  const context: Context = { kind, confidence: 1, declared: true, probabilities, traits: [], evidence: [] };
  const evaluation = createEvaluation(createFacts(createSource(memoryRepository(files)), catalogue), catalogue, '.');
  return judge(rule, false, context, evaluation).expectation;
}
