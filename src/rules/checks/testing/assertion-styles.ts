import type { Language } from '../../../repository/languages.ts';
import type { Role } from '../../../repository/roles.ts';

/** How tests of a language hold something against an expectation: a file that is only called a test is none. */
export interface AssertionStyle {
  readonly languages?: readonly Language[];
  readonly words: readonly string[];
  readonly pattern: string;
  /** `test` unless the language keeps tests beside the code. */
  readonly roles?: readonly Role[];
  readonly comments?: boolean;
  /** Only in files with such a path, for formats that are no language of their own. */
  readonly path?: RegExp;
}

const INLINE: readonly Role[] = ['test', 'source'];

export const ASSERTION_STYLES: readonly AssertionStyle[] = [
  {
    languages: ['python'],
    words: ['assert', 'self', 'raises', 'expect', 'testing', 'pytest', 'TestCase', 'cls'],
    pattern: String.raw`^[ \t]*assert\b|\bself\.(?:assert|fail)\w*\s*\(|\braises\s*\(|^[ \t]*expect\(|\bassert_\w+\s*\(`,
  },
  {
    languages: ['python'],
    words: ['doctest'],
    pattern: String.raw`\bdoctest\.(?:testmod|testfile|DocTestSuite)\b`,
    roles: INLINE,
  },
  {
    languages: ['javascript', 'typescript', 'vue', 'svelte'],
    words: [
      'expect',
      'assert',
      'should',
      't',
      'test',
      'it',
      'describe',
      'cy',
      'tap',
      'QUnit',
      'RuleTester',
      'expectTypeOf',
    ],
    pattern: [
      String.raw`\bexpect(?:\.\w+|TypeOf)?\s*[(<]|\b[aA]ssert\w*(?:\.\w+)*\s*\(|\.should\b|\bshould\.\w+`,
      String.raw`\bt\.(?:is|like|equals?|deepEqual|same|true|false|ok|not|throws\w*|snapshot|match)\s*\(`,
      String.raw`\bcy\.\w+\(|\b(?:deepEqual|strictEqual|notEqual)\s*\(|\b\w*[rR]uleTester\.run\s*\(`,
    ].join('|'),
  },
  {
    languages: ['fortran'],
    words: ['stop', 'STOP', 'assert', 'ASSERT', 'check', 'assertTrue', 'assertEqual', 'assert_equals', 'assert_true'],
    pattern: String.raw`\berror\s+stop\b|\bstop\s+[1-9]|@assert\w+\s*\(|\bcall\s+(?:\w+%)?(?:assert\w*|check)\s*\(`,
  },
  {
    languages: ['pascal', 'ada'],
    words: ['CheckEquals', 'CheckTrue', 'AssertEquals', 'AssertTrue', 'Assert', 'Check'],
    pattern: String.raw`\b(?:Check|Assert)(?:\w+)?(?:\.\w+)?\s*\(`,
  },
  {
    languages: ['crystal', 'elm', 'lisp'],
    words: ['should', 'should_not', 'expect_raises', 'Expect', 'deftest', 'is', 'check', 'ert', 'expect'],
    pattern: String.raw`\.should(?:_not)?\b|\bexpect_raises\b|\bExpect\.\w+|\((?:is|should|check-\w+|check|expect)\s`,
  },
  {
    languages: ['go'],
    words: ['testing', 'ginkgo', 'check'],
    pattern: [
      String.raw`\b\w{1,4}\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\s*\(`,
      String.raw`\b(?:assert|require|is|qt|td|want|check|should|must|expect|test|tests|testutil|asserts)\.\w+\s*\(`,
      String.raw`\b(?:Expect|So)\s*\(|\b[cC]\.(?:Assert|Check)\s*\(`,
    ].join('|'),
  },
  {
    languages: ['go'],
    words: ['Output'],
    pattern: String.raw`^[ \t]*//\s*(?:Unordered output|Output):`,
    comments: true,
  },
  {
    languages: ['rust'],
    words: ['test', 'rstest', 'quickcheck', 'proptest', 'test_case', 'wasm_bindgen_test', 'tokio'],
    pattern: String.raw`#\[(?:\w+::)*(?:test|rstest|quickcheck|test_case|wasm_bindgen_test)\b|\b(?:proptest|quickcheck)!\s*[{(]`,
    roles: INLINE,
  },
  {
    languages: ['java', 'kotlin', 'scala', 'groovy', 'clojure'],
    words: ['Test', 'test', 'import', 'class', 'ns', 'deftest'],
    pattern: [
      String.raw`\bassert\w*\s*[({. ]|\bverify\w*\s*[({]|\bshould\w*\b|\bmust\w*\b|\bexpect\w*\s*[({:]|^[ \t]*then:|\bfail\s*\(`,
      String.raw`\.(?:andExpect|expectStatus|expectBody|expectError|expectNext|verifyComplete)\s*\(`,
      String.raw`@(?:ArchTest|Property)\b|\bforAll\b|\((?:deftest|defspec|facts?|is)\b`,
    ].join('|'),
  },
  {
    languages: ['csharp', 'fsharp'],
    words: ['using', 'open', 'namespace'],
    pattern: String.raw`\bAssert\.(?!Pass\b|Ignore\b|Inconclusive\b)\w+|\.Should\w*\b|\bExpect\.\w+|\bVerify\w*\s*\(|\bshould\w*\b|\btest\s*<@`,
  },
  {
    languages: ['php'],
    words: ['php'],
    pattern: String.raw`(?:->|::)(?:assert|expect|should|see|dontSee)\w*\s*\(|\b(?:expect|assert\w*)\s*\(|\bAssert(?:ion)?::\w+`,
  },
  {
    languages: ['ruby'],
    words: [
      'describe',
      'context',
      'it',
      'expect',
      'assert',
      'test',
      'class',
      'RSpec',
      'should',
      'scenario',
      'feature',
      'def',
    ],
    pattern: [
      String.raw`\bexpect\s*[({]|\b(?:assert|refute)(?:_\w+)?\b|\.should(?:_not)?\b|\bshould\s|\.(?:must|wont)_\w+`,
      String.raw`\bis_expected\b|\bit\s*\{|\brun_test!`,
    ].join('|'),
  },
  {
    languages: ['elixir'],
    words: ['test', 'doctest', 'assert', 'defmodule'],
    pattern: String.raw`(?:^[ \t]*|\bdo:[ \t]*)(?:assert|refute|doctest)(?:_\w+)?\b`,
  },
  {
    languages: ['erlang'],
    words: ['module'],
    pattern: String.raw`\?assert\w*\(|^all\(\)\s*->|^\w+_test_?\(\)\s*->`,
  },
  {
    languages: ['swift', 'objective-c'],
    words: ['XCTest', 'Testing', 'Quick', 'Nimble', 'XCTestCase'],
    pattern: String.raw`\bXCT(?:Assert|Fail|Unwrap)\w*\s*\(|#(?:expect|require)\b|\bexpect\s*\(|\bassertSnapshot\b`,
  },
  {
    languages: ['dart'],
    words: ['expect', 'expectLater', 'check'],
    pattern: String.raw`\b(?:expect(?:Later)?|check)\s*\(`,
  },
  {
    languages: ['haskell'],
    words: ['import'],
    pattern: [
      String.raw`\bshould[A-Z]\w+|\btest(?:Case|Property|Group)\b|\bassert[A-Z]\w+|@\?=|@=\?|=\?>|\bquickCheck\w*`,
      String.raw`\bgolden[A-Z]\w+|\bdoctest\b`,
    ].join('|'),
  },
  {
    // Properties beside the code that they hold for, gathered at compile time.
    languages: ['haskell'],
    words: ['quickCheckAll', 'forAllProperties', 'verboseCheckAll'],
    pattern: String.raw`\$\(?\s*(?:quickCheckAll|forAllProperties|verboseCheckAll)\b`,
    roles: INLINE,
  },
  {
    languages: ['ocaml'],
    words: ['let'],
    pattern: String.raw`\bAlcotest\.|\bOUnit2?\b|\bassert_\w+|let%(?:expect_test|test)|\[%expect|\bQCheck\b|\bassert\b`,
  },
  {
    languages: ['c', 'cpp'],
    words: ['include', 'import'],
    pattern: [
      String.raw`\b(?:EXPECT|ASSERT|BOOST|QCOMPARE|QVERIFY|CU_ASSERT|TEST_ASSERT|REQUIRE|CHECK)(?:_\w+)?\s*\(`,
      String.raw`\bTEST(?:_F|_P|_CASE)?\s*\(|\bck_assert\w*\s*\(|\b(?:g_)?assert\w*\s*\(`,
    ].join('|'),
  },
  {
    languages: ['perl'],
    words: ['use', 'Test', 'More'],
    pattern: String.raw`\b(?:ok|is|isnt|is_deeply|like|unlike|cmp_ok|use_ok|isa_ok|can_ok|lives_ok|dies_ok|throws_ok)\s*[('"$\\{]|\bdone_testing\b`,
  },
  {
    languages: ['shell'],
    words: ['test', 'assert', 'diff', 'exit', 'fail', 'run', 'It', 'grep', 'cmp', 'bats'],
    pattern: [
      String.raw`^[ \t]*@test\b|\bassert\w*\s|\btest_expect_\w+|\bdiff\s|\bcmp\s|\bexit\s+[1-9]|\bfail\b|^[ \t]*It\s+['"]`,
      String.raw`\bgrep\s+-\w*q`,
    ].join('|'),
    path: /\.bats$|(?:^|\/)(?:tests?|t|specs?|e2e|sharness)\/(?:.+\/)?(?!(?:run|setup|start|build|docker|entrypoint|install)[^/]*$)[^/]+$/i,
  },
  {
    // Sessions of a shell with what they print. https://bitheap.org/cram/
    languages: ['perl'],
    words: ['TESTDIR', 'setup', 'mkdir', 'cat', 'echo', 'printf', 'export', 'cd'],
    pattern: String.raw`^ {2}\$ \S.*\n(?: {2}> .*\n)* {2}(?![$>])\S.*`,
    path: /\.t$/,
  },
  {
    languages: ['r'],
    words: [
      'testit',
      'has_error',
      'has_warning',
      'test_that',
      'expect_equal',
      'expect_true',
      'stopifnot',
      'checkEquals',
      'describe',
      'library',
    ],
    pattern: String.raw`\bexpect_\w+\s*\(|\bstopifnot\s*\(|^[ \t]*assert\(\s*["']|\bhas_(?:error|warning)\(|\bcheck(?:Equals|True|Identical)\w*\s*\(`,
  },
  { languages: ['julia'], words: ['test', 'testset', 'test_throws'], pattern: String.raw`@test(?:_\w+|set)?\b` },
  {
    languages: ['lua'],
    words: ['assert', 'describe', 'luaunit', 'lu', 'eq'],
    pattern: String.raw`\bassert(?:\.\w+)*\s*\(|\b(?:lu|luaunit)\.assert\w+|\beq\s*\(`,
  },
  { languages: ['zig'], words: ['test'], pattern: String.raw`^[ \t]*test\s+(?:"|\{)`, roles: INLINE },
  {
    languages: ['nim'],
    words: ['check', 'doAssert', 'test'],
    pattern: String.raw`\bcheck\b|\bdoAssert\b|^[ \t]*test\s+"`,
  },
  { languages: ['powershell'], words: ['Should'], pattern: String.raw`\bShould\s+-|\|\s*Should\b` },
  { languages: ['solidity'], words: ['contract'], pattern: String.raw`\bassert\w*\s*\(|\bvm\.expect\w+` },
  {
    // A bare `assert` is for running games too.
    languages: ['gdscript'],
    words: ['func'],
    pattern: String.raw`\bassert_\w+\s*\(|\bfunc\s+test_\w+\s*\([\s\S]{0,2000}?\bassert\s*\(`,
  },
  {
    languages: ['sql'],
    words: ['plan', 'ut', 'tSQLt'],
    pattern: String.raw`\b[sS][eE][lL][eE][cC][tT]\s+plan\s*\(|\but\.expect\b|\btSQLt\.Assert\w+`,
  },
  { languages: ['terraform'], words: ['assert'], pattern: String.raw`^[ \t]*assert\s*\{`, path: /\.tftest\.hcl$/ },
  // mgunit: https://github.com/mgalloy/mgunit
  { words: ['assert'], pattern: String.raw`^[ \t]*assert\s*,`, path: /_ut__define\.pro$/ },
  { words: ['HTTP'], pattern: String.raw`^HTTP(?:/[\d.]+)?\s+(?:\d{3}|\*)`, path: /\.hurl$/i },
  { words: ['Feature'], pattern: String.raw`^[ \t]*(?:Scenario(?: Outline)?|Example):`, path: /\.feature$/i },
  { words: ['Cases', 'Tasks'], pattern: String.raw`^\*{3}\s*(?:Test Cases|Tasks)\s*\*{3}`, path: /\.robot$/i },
  {
    words: ['asserts'],
    pattern: String.raw`^[ \t]*asserts:`,
    path: /_test\.ya?ml$/i,
  },
];
