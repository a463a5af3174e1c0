import type { Condition } from '../../rules/condition.ts';

/** A condition in words, as far as they go: "it has the trait automation and not the trait network-service". */
export function describeCondition(condition: Condition, isNegated = false): string {
  const not = isNegated ? 'not ' : '';
  if ('all' in condition) return joined(condition.all, isNegated ? 'or' : 'and', isNegated);
  if ('any' in condition) return joined(condition.any, isNegated ? 'and' : 'or', isNegated);
  if ('not' in condition) return describeCondition(condition.not, !isNegated);
  if ('hint' in condition) return describeCondition(condition.hint, isNegated);
  if ('trait' in condition) return `it ${isNegated ? 'lacks' : 'has'} the trait ${condition.trait}`;
  if ('kind' in condition) return `it is ${not}${simple(condition.kind)}`;
  if ('practice' in condition) return `${condition.practice} is ${isNegated ? 'missing' : 'there'}`;
  if ('check' in condition) {
    const name = typeof condition.check === 'string' ? condition.check : condition.check.name;
    return `the check ${name} ${isNegated ? 'does not hold' : 'holds'}`;
  }
  if ('technology' in condition) return `it uses ${isNegated ? 'no ' : ''}${simple(condition.technology)}`;
  if ('deployment' in condition) return `it is ${not}deployed with ${simple(condition.deployment)}`;
  const [[name, value] = ['', '']] = Object.entries(condition);
  return `${not}${name} ${simple(value)}`;
}

function joined(conditions: readonly Condition[], word: string, isNegated: boolean): string {
  return conditions
    .map((condition) => {
      const text = describeCondition(condition, isNegated);
      // What is joined by the other word would read as a part of this list.
      return conditions.length > 1 && isList(condition) ? `(${text})` : text;
    })
    .join(` ${word} `);
}

function isList(condition: Condition): boolean {
  if ('not' in condition) return isList(condition.not);
  return ('all' in condition && condition.all.length > 1) || ('any' in condition && condition.any.length > 1);
}

function simple(value: unknown): string {
  if (Array.isArray(value)) return value.map(simple).join(' or ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, item]) => `${key} ${simple(item)}`)
    .join(', ');
}
