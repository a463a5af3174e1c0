import { describe, expect, it } from 'vitest';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue, readRuleFiles } from '../../src/rules/compile.ts';
import { createEvaluation, type Evaluation } from '../../src/rules/evaluation.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { soughtBy } from '../../src/rules/sought.ts';

const catalogue = compileCatalogue('rules');

type Files = Readonly<Record<string, string>>;

function evaluationOf(files: Files): Evaluation {
  const facts = createFacts(createSource(memoryRepository(files)), soughtBy(catalogue));
  return createEvaluation(facts, catalogue, '.');
}

/** Whether a practice is present in a tree, as the program would see it. */
function present(id: string, files: Files): boolean | null {
  return evaluationOf(files).practice(id).value;
}

/** Whether a practice that is present falls short. */
function isShort(rule: Rule, files: Files): boolean {
  const evaluation = evaluationOf(files);
  return (rule.shortfalls ?? []).some((shortfall) => evaluation.evaluate(shortfall.if).value === true);
}

// Every rule brings its own examples: good ones have the practice, bad ones do not.
const rules = readRuleFiles('rules').filter((rule) => rule.manual !== true);

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const good = rule.examples?.good ?? [];
  const bad = rule.examples?.bad ?? [];

  const short = rule.examples?.short ?? [];
  const unclear = rule.examples?.unclear ?? [];

  it('has an example of falling short where it can', () => {
    expect(short.length > 0).toBe(rule.shortfalls !== undefined);
  });

  it.each(short.map((example, index) => [example.name ?? `short ${index + 1}`, example.files] as const))(
    'falls short: %s',
    (_, files) => {
      expect(present(id, files)).toBe(true);
      expect(isShort(rule, files)).toBe(true);
    },
  );

  it('has a good and a bad example', () => {
    expect(good.length).toBeGreaterThan(0);
    expect(bad.length).toBeGreaterThan(0);
  });

  it.each(good.map((example, index) => [example.name ?? `good ${index + 1}`, example.files] as const))(
    'is seen: %s',
    (_, files) => {
      expect(present(id, files)).toBe(true);
      expect(isShort(rule, files)).toBe(false);
    },
  );

  it.each(unclear.map((example, index) => [example.name ?? `unclear ${index + 1}`, example.files] as const))(
    'is left open: %s',
    (_, files) => {
      expect(present(id, files)).toBe(null);
    },
  );

  it.each(bad.map((example, index) => [example.name ?? `bad ${index + 1}`, example.files] as const))(
    'is missed: %s',
    (_, files) => {
      expect(present(id, files)).toBe(false);
    },
  );
});
