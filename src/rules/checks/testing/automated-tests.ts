import type { CodeHit, ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Check } from '../../check.ts';
import { found, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { ASSERTION_STYLES } from './assertion-styles.ts';

const PROBES = ASSERTION_STYLES.map(
  ({ languages, words, pattern, roles, comments }): ProbeDefinition => ({
    words,
    pattern,
    roles: roles ?? ['test'],
    ...(languages === undefined ? {} : { languages }),
    ...(comments === undefined ? {} : { comments }),
  }),
);

/** What generators leave behind: a project with nothing else has no tests yet. */
const PLACEHOLDER: ProbeDefinition = {
  words: [
    ...['it_works', 'addition_isCorrect', 'useAppContext', 'learn', 'contextLoads', 'truth', 'smoke', 'testExample'],
    ...['testBasicTest', 'test_example', 'test_that_true_is_true', 'getHello', 'AppComponent', 'UnitTest1', 'greets'],
    ...['test_the_application_returns_a_successful_response', 'successful', 'shouldAnswerWithTrue', 'parameters'],
    ...['World', 'render', 'First', 'getParagraphText'],
  ],
  pattern: [
    String.raw`\bfn it_works\(\)|\baddition_isCorrect\b|\buseAppContext\b|/learn react/i|\bcontextLoads\b|['"]the truth['"]`,
    String.raw`Counter increments smoke test|\btest(?:BasicTest|Example|_example|_that_true_is_true)\b`,
    String.raw`returns[_ ]a[_ ]successful[_ ]response|\bgetHello\(\)|should create the app|\bclass UnitTest1\b`,
    String.raw`\bshouldAnswerWithTrue\b|greets the world|with default(?:s| values) for all parameters|\bgetParagraphText\(\)`,
    String.raw`\.expect\(['"]Hello World!['"]\)|\bexpect\(render\(<App \/>\)\)\.toBeTruthy\(\)|describe\(['"]My First Test['"]`,
  ].join('|'),
  roles: ['test', 'source'],
};

/** Assertions that hold whatever the software does. */
const TRIVIAL: ProbeDefinition = {
  words: ['true', 'True', 'assertTrue', 'toBeTruthy', 'toBeDefined', 'assertEquals', 'assertNotEquals'],
  pattern: String.raw`\bexpect\(true\)\.(?:toBe|toEqual|toBeTruthy|to\.be|to\.equal)\b|\bassert True\s*$|\bassertTrue\(\s*[Tt]rue\s*\)|\bassert\.(?:ok|isTrue|equal)\(true\b|\bexpect\(true\)\.to (?:eq|be)\b|\bexpect\((?:component|app|service|pipe|directive|guard|interceptor|controller|resolver|gateway|provider)\)\.toBe(?:Truthy|Defined)\(\)|\bassert(?:Not)?Equals\(\s*(?:\d+|"[^"\n]*")\s*,\s*(?:\d+|"[^"\n]*")\s*\)`,
  roles: ['test'],
};
const TRIVIAL_TEXT = new RegExp(TRIVIAL.pattern, 'gm');

/** A placeholder file with more assertions than this has been put to use. */
const PLACEHOLDER_ASSERTIONS = 3;
/** What Flutter writes looks twice before a tap, and twice after it. */
const FLUTTER = { says: /Counter increments smoke test/, assertions: 4 };
/** What a test is called says nothing of what it does: `it('should ...')`. */
const TITLE = /\b(?:it|test|describe)\s*\(\s*(['"`])(?:(?!\1)[^\n])*\1/g;
const ANY_ASSERTION = /\b(?:assert\w*|expect|should\w*|XCTAssert\w*)\s*[!(.]|\bassert\b/gi;

/** Folders with the role of tests whose files measure or generate load instead. */
const MEASURING = /(?:^|\/)(?:bench(?:es|marks?)?|perf|load[-_]?test(?:s|ing)?|stress[-_]?tests?|fuzz(?:ing)?)\//i;

/** Whether this software has tests with assertions, and not only those that a generator left behind. */
export const automatedTests: Check = {
  name: 'automated-tests',
  probes: [...PROBES, PLACEHOLDER, TRIVIAL],
  run(view) {
    const { code } = view.facts;
    const files = assertingFiles(view);
    for (const { path } of code.hits(PLACEHOLDER)) {
      if (files.has(path) && isPlaceholder(path, view)) files.delete(path);
    }
    for (const { path } of code.hits(TRIVIAL)) {
      if (files.has(path) && !saysMore(path, view)) files.delete(path);
    }
    for (const path of files.keys()) if (path.endsWith('.py') && isProgram(path, view)) files.delete(path);
    if (files.size === 0) return found([], code.truncated);
    const hits = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return yes(hits.slice(0, 3).map((hit) => evidenceOf(hit, hits.length)));
  },
};

/** The files that hold something against an expectation, each with the first place where it does; of many only some of each folder. */
export function assertingFiles(view: View): Map<string, CodeHit> {
  const files = new Map<string, CodeHit>();
  ASSERTION_STYLES.forEach((style, index) => {
    for (const hit of view.facts.code.hits(PROBES[index] as ProbeDefinition)) {
      if (!view.here(hit.path) || MEASURING.test(hit.path) || files.has(hit.path)) continue;
      if (style.path === undefined || style.path.test(hit.path)) files.set(hit.path, hit);
    }
  });
  return files;
}

/** A script of Python with assertions about its own arguments, which evaluates a model and is called test. */
function isProgram(path: string, view: View): boolean {
  const text = view.facts.source.text(path) ?? '';
  return (
    /__name__ == ['"]__main__['"]/.test(text) &&
    /\bargparse\b/.test(text) &&
    !/\bdef test|\bclass \w*Test|\bunittest\b|\bpytest\b|\bdoctest\b/.test(text)
  );
}

function isPlaceholder(path: string, view: View): boolean {
  const text = view.facts.source.text(path) ?? '';
  const limit = FLUTTER.says.test(text) ? FLUTTER.assertions : PLACEHOLDER_ASSERTIONS;
  return (text.match(ANY_ASSERTION) ?? []).length <= limit;
}

function saysMore(path: string, view: View): boolean {
  const text = view.facts.source.text(path) ?? '';
  const rest = text
    .replace(TITLE, '')
    .replace(/^\s*(?:import|from|use|using)\b.*$/gm, '')
    .replace(TRIVIAL_TEXT, '');
  return (rest.match(ANY_ASSERTION) ?? []).length > 0;
}

function evidenceOf(hit: CodeHit, count: number): Evidence {
  const others = count === 1 ? '' : ` (one of ${count} files with tests)`;
  return { path: hit.path, line: hit.line, detail: `${hit.text}${others}` };
}
