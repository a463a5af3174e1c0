import { describe, expect, it } from 'vitest';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue, readRuleFiles } from '../../src/rules/compile.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';

const catalogue = compileCatalogue('rules');

/** Whether a practice is present in a tree, as the program would see it. */
function present(id: string, files: Readonly<Record<string, string>>): boolean | null {
  const facts = createFacts(createSource(memoryRepository(files)), catalogue);
  return createEvaluation(facts, catalogue, '.').practice(id).value;
}

// Every rule brings its own examples: good ones have the practice, bad ones do not.
const rules = readRuleFiles('rules').filter((rule) => rule.manual !== true);

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const good = rule.examples?.good ?? [];
  const bad = rule.examples?.bad ?? [];

  it('has a good and a bad example', () => {
    expect(good.length).toBeGreaterThan(0);
    expect(bad.length).toBeGreaterThan(0);
  });

  it.each(good.map((example, index) => [example.name ?? `good ${index + 1}`, example.files] as const))(
    'is seen: %s',
    (_, files) => {
      expect(present(id, files)).toBe(true);
    },
  );

  it.each(bad.map((example, index) => [example.name ?? `bad ${index + 1}`, example.files] as const))(
    'is missed: %s',
    (_, files) => {
      expect(present(id, files)).toBe(false);
    },
  );
});
