import { expect, test } from 'vitest';
import type { Context, Kind } from '../../src/context/model.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { canYield, evaluateRule } from '../../src/rules/evaluate.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';
import { judge } from '../../src/rules/expectation.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { soughtBy } from '../../src/rules/sought.ts';

const catalogue = compileCatalogue('rules');
const RULE: Rule = {
  id: 'lantern',
  family: 'testing',
  title: 'A lantern is lit',
  why: 'Nobody sees in the dark.',
  since: '0.1.0',
  stability: 'stable',
  scope: 'repository',
  present: { file: 'lantern.txt' },
  expectations: {
    prototype: 'unwarranted',
    'internal-tool': 'optional',
    oss: 'suggested',
    'production-service': 'required',
  },
  remedy: 'Light it.',
};

function prepare(kind: Kind, probabilities: Partial<Record<Kind, number>>) {
  const context: Context = {
    kind,
    confidence: probabilities[kind] ?? 0,
    declared: false,
    probabilities: { prototype: 0, 'internal-tool': 0, oss: 0, 'production-service': 0, ...probabilities },
    traits: [],
    evidence: [],
  };
  const evaluation = createEvaluation(
    createFacts(createSource(memoryRepository({ 'main.py': 'print(1)\n' })), soughtBy(catalogue)),
    { ...catalogue, rules: [RULE] },
    '.',
  );
  return { context, evaluation };
}

function judged(kind: Kind, probabilities: Partial<Record<Kind, number>>): [string, number, boolean] {
  const { context, evaluation } = prepare(kind, probabilities);
  const { practice, findings } = evaluateRule(RULE, context, evaluation, { path: 'main.py' });
  return [practice.status, findings.length, canYield(RULE, context, evaluation)];
}

test('a practice that the likely kind does not ask for is no gap because another kind might', () => {
  expect(judged('internal-tool', { 'internal-tool': 0.7, 'production-service': 0.3 })).toEqual([
    'not-applicable',
    0,
    false,
  ]);
  expect(judged('prototype', { prototype: 0.65, 'production-service': 0.35 })).toEqual(['not-applicable', 0, false]);
  expect(judged('oss', { oss: 0.7, 'production-service': 0.3 })).toEqual(['gap', 1, true]);
});

test('where no kind is likely enough, any may ask', () => {
  expect(judged('internal-tool', { 'internal-tool': 0.55, 'production-service': 0.45 })).toEqual(['gap', 1, true]);
});

test('an inferred kind is never said to be certain', () => {
  const reasoning = (kind: Kind, probability: number) => {
    const { context, evaluation } = prepare(kind, { [kind]: probability });
    return judge(RULE, false, context, evaluation).reasoning;
  };
  expect(reasoning('oss', 0.972)).toBe('suggested in oss (p=0.97)');
  expect(reasoning('oss', 0.998)).toBe('suggested in oss (p=0.99)');
  expect(reasoning('oss', 1)).toBe('suggested in oss (p=1.00)');
});
