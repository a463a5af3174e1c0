import type { Catalogue } from '../../src/rules/catalogue.ts';
import type { Condition } from '../../src/rules/condition.ts';
import type { Adjustment, Rule } from '../../src/rules/rule.ts';

/** A small rule; what is not given is the same for all. */
export function rule(id: string, changes: Partial<Rule> = {}): Rule {
  return {
    id,
    family: 'testing',
    title: `The practice ${id} is there`,
    why: 'Without it something goes wrong.',
    since: '0.1.0',
    stability: 'stable',
    scope: 'repository',
    present: { file: `${id}.md` },
    expectations: {
      prototype: 'optional',
      'internal-tool': 'suggested',
      oss: 'required',
      'production-service': 'required',
    },
    remedy: `Add ${id}.md.`,
    ...changes,
  };
}

/** A catalogue of these rules: all kinds equally likely, no traits. */
export function catalogueOf(...rules: readonly Rule[]): Catalogue {
  const bias = { prototype: 0, 'internal-tool': 0, oss: 0, 'production-service': 0 };
  return {
    rules,
    technologies: [],
    kinds: { bias, temperature: 1, evidence: [], tallies: [] },
    units: { inherit: 1, shared: [], evidence: [] },
    traits: [],
  };
}

/** Another expectation where a condition holds. */
export function adjustment(condition: Condition, levels: Adjustment['then'], because?: string): Adjustment {
  // biome-ignore lint/suspicious/noThenProperty: the rules read "if … then …"; nothing awaits them
  return { if: condition, then: levels, ...(because === undefined ? {} : { because }) };
}
