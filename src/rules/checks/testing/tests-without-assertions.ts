import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { once } from '../../../once.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Files that define tests, in languages where an assertion has a recognisable name. */
const DEFINITIONS: ProbeDefinition = {
  pattern: [
    String.raw`^[ \t]*(?:it|test)\s*\(\s*['"${'`'}]`,
    String.raw`^[ \t]*(?:async\s+)?def\s+test_\w+\s*\(`,
    String.raw`^[ \t]*@Test\b`,
    String.raw`^[ \t]*\[(?:Fact|Test|TestMethod)\b`,
    String.raw`^[ \t]*(?:public\s+)?function\s+test\w+\s*\(`,
  ].join('|'),
  words: ['it', 'test', 'def', 'Test', 'Fact', 'TestMethod', 'function'],
  languages: ['javascript', 'typescript', 'python', 'java', 'kotlin', 'csharp', 'php'],
  roles: ['test'],
};

/** Anything that may hold a result against an expectation, helpers with such names included. */
const ASSERTS =
  /assert|expect|should|must|verif|check|ensure|raises|throw|fail|match|snapshot|compare|equal|valid|\bis[A-Z_]\w*\(|\bt\.\w+\(|\bcy\.|same|golden|approve|exit|require\w*\.|benchmark|andReturn|\bok\(|\bdone\b|doctest/i;

const SEVERAL = 3;
const SHARE = 0.25;

/** Whether a good part of the test files only runs the code, and holds nothing against an expectation. */
export const testsWithoutAssertions: Check = {
  name: 'tests-without-assertions',
  probes: [DEFINITIONS],
  run(view) {
    const hits = view.facts.code
      .hits(DEFINITIONS)
      .filter((hit) => view.here(hit.path) && !/(?:^|\/)(?:bench\w*|perf|load[-_]?tests?|fuzz\w*)\//i.test(hit.path));
    const helpers = once(() => helpersOf(view, new Set(hits.map(({ path }) => path))));
    const empty: Evidence[] = hits
      .filter(({ path }) => {
        const text = view.facts.source.text(path) ?? 'assert';
        return !ASSERTS.test(bodyOf(text)) && !takesIn(text, helpers());
      })
      .map((hit) => ({ path: hit.path, line: hit.line, detail: `no assertion in the file: ${hit.text.slice(0, 80)}` }));
    return empty.length >= SEVERAL && empty.length >= hits.length * SHARE ? yes(empty) : no();
  },
};

const IMPORTS = /^[ \t]*(?:import|from|using|use|(?:const|let|var)\b.*\brequire)\b.*$/gm;

/** Without imports, which name assertion libraries that nobody may use. */
function bodyOf(text: string): string {
  return text.replace(IMPORTS, '');
}

/** The names of files among the tests that define none themselves and hold results against expectations. */
function helpersOf(view: View, tests: ReadonlySet<string>): ReadonlySet<string> {
  const helpers = view.facts.source.files
    .under(view.unit)
    .filter(({ path, role, language }) => role === 'test' && language !== undefined && !tests.has(path))
    .filter(({ path }) => /\b(?:[aA]ssert\w*|expect)\b/.test(bodyOf(view.facts.source.text(path) ?? '')));
  return new Set(
    helpers.map(({ name }) => name.replace(/\.\w+$/, '')).filter((name) => !/^(?:__init__|index|conftest)$/.test(name)),
  );
}

/** What a class of the same namespace or package is called by, which needs no import. */
const CALLED = /\b[A-Z]\w*(?=\s*\.\s*\w)/g;

function takesIn(text: string, helpers: ReadonlySet<string>): boolean {
  const imported =
    text
      .match(IMPORTS)
      ?.join('\n')
      .split(/[^\w-]+/) ?? [];
  return [...imported, ...(text.match(CALLED) ?? [])].some((word) => helpers.has(word));
}
