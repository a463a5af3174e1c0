import type { DependencyScope } from './manifest.ts';

const TEST_WORD = word('tests?|unittests?|testing|tox|pytest|e2e|testinfra');
const DEV_WORD = word(
  'dev|devel|develop|developer|developers|development|local|lint|linting|linters?|style|docs?|documentation|sphinx|mkdocs|typing|typecheck|mypy|pyright|pylint|flake8|ruff|pre-?commit|qa|coverage|examples?',
);
/** Words that mean developers in the name of a file or a group, but may be a feature in the name of an extra. */
const TOOL_WORD = word(
  'format|formatting|formatters?|fmt|types|black|quality|checks?|ci|debug|bench|benchmarks?|notebooks?|jupyter|release|releasing|publish|packaging|tools?|maintenance',
);
const BUILD_WORD = word('build|setup|bootstrap');

function word(words: string): RegExp {
  return new RegExp(`(?:^|[-_./\\s])(?:${words})(?=$|[-_./\\s\\d])`, 'i');
}

/** What a file or group of requirements is for, by its name; `undefined` when the name says nothing. */
export function scopeOfName(name: string): DependencyScope | undefined {
  if (TEST_WORD.test(name)) return 'test';
  if (DEV_WORD.test(name) || TOOL_WORD.test(name)) return 'dev';
  return BUILD_WORD.test(name) ? 'build' : undefined;
}

/** Extras are there for users unless their name says that they are for developers. */
export function scopeOfExtra(name: string): DependencyScope {
  if (TEST_WORD.test(name)) return 'test';
  return DEV_WORD.test(name) ? 'dev' : 'optional';
}

/** Groups are for developers unless their name says something more exact. */
export function scopeOfGroup(name: string): DependencyScope {
  return /^(?:main|prod|production|default|runtime)$/i.test(name) ? 'prod' : (scopeOfName(name) ?? 'dev');
}
