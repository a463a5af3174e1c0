import type { ProbeDefinition } from '../../facts/code/probes.ts';
import type { Evidence } from '../../facts/evidence.ts';
import type { Check } from '../check.ts';
import { no, yes } from '../outcome.ts';

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
    const empty: Evidence[] = hits
      .filter((hit) => !ASSERTS.test(bodyOf(view.facts.source.text(hit.path) ?? 'assert')))
      .map((hit) => ({ path: hit.path, line: hit.line, detail: `no assertion in the file: ${hit.text.slice(0, 80)}` }));
    return empty.length >= SEVERAL && empty.length >= hits.length * SHARE ? yes(empty) : no();
  },
};

/** Without imports, which name assertion libraries that nobody may use. */
function bodyOf(text: string): string {
  return text.replace(/^[ \t]*(?:import|from|using|use)\b.*$/gm, '');
}
