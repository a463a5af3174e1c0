import { expect, it } from 'vitest';
import { checks } from '../../src/rules/checks/index.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';

const catalogue = compileCatalogue('rules');
const technologies = new Set(
  catalogue.technologies.flatMap((technology) => [technology.id, technology.category, ...technology.brings]),
);
const rules = new Set(catalogue.rules.map((rule) => rule.id));
const names = new Set(checks.map((check) => check.name));

/** What data refers to by name, and does not exist. */
function dangling(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(dangling);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const inner = dangling(part);
    if (key === 'technology') return [...inner, ...namesIn(part).filter((name) => !technologies.has(name))];
    if (key === 'practice' && typeof part === 'string' && !rules.has(part)) return [...inner, part];
    if (key === 'check') return [...inner, ...namesIn(part).filter((name) => !names.has(name))];
    return inner;
  });
}

function namesIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  if (Array.isArray(part)) return part.filter((item) => typeof item === 'string');
  const { is, name } = part as { is?: unknown; name?: unknown };
  return is !== undefined ? namesIn(is) : typeof name === 'string' ? [name] : [];
}

it('refers only to technologies, practices and checks that exist', () => {
  expect(dangling([catalogue.rules, catalogue.traits, catalogue.kinds, catalogue.units])).toEqual([]);
});
