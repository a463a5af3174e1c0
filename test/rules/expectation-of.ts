import type { Context, Kind } from '../../src/context/model.ts';
import type { Evidence } from '../../src/facts/evidence.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import type { Finding } from '../../src/findings/model.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import type { HistoryRecord } from '../../src/repository/repository.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import type { Condition } from '../../src/rules/condition.ts';
import { evaluateRule } from '../../src/rules/evaluate.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';
import { judge } from '../../src/rules/expectation.ts';
import { soughtBy } from '../../src/rules/sought.ts';

export type Files = Readonly<Record<string, string>>;

const catalogue = compileCatalogue('rules');

function prepare(id: string, kind: Kind, files: Files, history: HistoryRecord | null) {
  const rule = catalogue.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  const probabilities = { prototype: 0, 'internal-tool': 0, oss: 0, 'production-service': 0, [kind]: 1 };
  const context: Context = { kind, confidence: 1, declared: true, probabilities, traits: [], evidence: [] };
  const facts = createFacts(createSource(memoryRepository(files, { history })), soughtBy(catalogue));
  return { rule, context, evaluation: createEvaluation(facts, catalogue, '.') };
}

/** What a rule expects in a tree where its practice is absent and the kind is declared. */
export function expectation(id: string, kind: Kind, files: Files, history: HistoryRecord | null = null): string {
  const { rule, context, evaluation } = prepare(id, kind, files, history);
  return judge(rule, false, context, evaluation).expectation;
}

/** What a rule finds in a tree of the declared kind. */
export function finding(
  id: string,
  kind: Kind,
  files: Files,
  history: HistoryRecord | null = null,
): Finding | undefined {
  const { rule, context, evaluation } = prepare(id, kind, files, history);
  return evaluateRule(rule, context, evaluation, { path: '.' }).findings[0];
}

/** Where a condition is seen to hold. */
export function evidenceOf(condition: Condition, files: Files): readonly Evidence[] {
  const facts = createFacts(createSource(memoryRepository(files)), soughtBy(catalogue));
  return createEvaluation(facts, catalogue, '.').evaluate(condition).evidence;
}
