import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

describe('automated-tests', () => {
  it.each([
    ['haskell', 'test/Spec.hs', 'import Test.Hspec\nmain = hspec $ it "adds" $ (1 + 1) `shouldBe` 2\n'],
    [
      'elixir',
      'test/tally_test.exs',
      'defmodule T do\n  use ExUnit.Case\n  test "x" do\n    assert 1 == 1\n  end\nend\n',
    ],
    ['perl', 't/basic.t', "use Test::More;\nis(1 + 1, 2, 'adds');\ndone_testing;\n"],
    [
      'swift',
      'Tests/TallyTests/TallyTests.swift',
      'import XCTest\nfinal class T: XCTestCase { func testX() { XCTAssertEqual(1, 1) } }\n',
    ],
    [
      'dart',
      'test/tally_test.dart',
      "import 'package:test/test.dart';\nvoid main() { test('x', () { expect(1, 1); }); }\n",
    ],
    ['c++', 'tests/tally.cpp', '#include <gtest/gtest.h>\nTEST(Tally, Adds) { EXPECT_EQ(2, 1 + 1); }\n'],
    [
      'c#',
      'Tally.Tests/TallyTests.cs',
      'using Xunit;\npublic class T { [Fact] public void X() => Assert.Equal(2, 1 + 1); }\n',
    ],
    [
      'php',
      'tests/TallyTest.php',
      '<?php\nclass TallyTest extends TestCase { function testX() { $this->assertSame(2, 1 + 1); } }\n',
    ],
    ['ruby', 'spec/tally_spec.rb', "RSpec.describe 'x' do\n  it { expect(1).to eq 1 }\nend\n"],
    [
      'kotlin',
      'src/test/kotlin/TallyTest.kt',
      'import kotlin.test.*\nclass TallyTest { @Test fun x() { assertEquals(2, 1 + 1) } }\n',
    ],
    ['hurl', 'tests/api.hurl', 'GET http://localhost/health\nHTTP 200\n'],
    ['gherkin', 'features/tally.feature', 'Feature: tally\n  Scenario: adds\n    Given 1\n'],
    [
      'go example',
      'tally_test.go',
      'package tally\n\nimport "fmt"\n\nfunc ExampleAdd() {\n\tfmt.Println(Add(1, 2))\n\t// Output: 3\n}\n',
    ],
  ])('sees tests in %s', (_, path, content) => {
    const outcome = runCheck('automated-tests', { [path]: content });
    expect(outcome.value).toBe(true);
    expect(outcome.evidence[0]?.path).toBe(path);
  });

  it.each([
    [
      'rust',
      'src/lib.rs',
      'pub fn add(l: u64, r: u64) -> u64 { l + r }\n#[cfg(test)]\nmod tests {\n  #[test]\n  fn it_works() { assert_eq!(super::add(2, 2), 4); }\n}\n',
    ],
    [
      'android',
      'app/src/test/java/ExampleUnitTest.kt',
      'import org.junit.*\nclass ExampleUnitTest { @Test fun addition_isCorrect() { assertEquals(4, 2 + 2) } }\n',
    ],
    [
      'flutter',
      'test/widget_test.dart',
      "void main() { testWidgets('Counter increments smoke test', (t) async { expect(find.text('0'), findsOneWidget); expect(find.text('1'), findsNothing); expect(find.text('0'), findsNothing); expect(find.text('1'), findsOneWidget); }); }\n",
    ],
    [
      'spring',
      'src/test/java/AppTests.java',
      'import org.junit.jupiter.api.Test;\nclass AppTests { @Test void contextLoads() {} }\n',
    ],
    [
      'a service of Angular, in older words',
      'src/app/orders.service.spec.ts',
      "describe('OrdersService', () => {\n  it('should ...', inject([OrdersService], (service: OrdersService) => {\n    expect(service).toBeTruthy();\n  }));\n});\n",
    ],
    [
      'a module of Puppet',
      'spec/classes/init_spec.rb',
      "describe 'shelf' do\n  context 'with default values for all parameters' do\n    it { should contain_class('shelf') }\n  end\nend\n",
    ],
    [
      'angular, end to end',
      'e2e/src/app.e2e-spec.ts',
      "describe('App', () => { it('should display a welcome message', () => { page.navigateTo(); expect(page.getParagraphText()).toEqual('Welcome to Fuse2!'); }); });\n",
    ],
  ])('knows what generators leave behind: %s', (_, path, content) => {
    expect(runCheck('automated-tests', { [path]: content }).value).toBe(false);
  });

  it('sees the sessions of a shell that cram plays', () => {
    const session =
      'Setup:\n\n  $ . $TESTDIR/setup.sh\n\nFinds it:\n\n  $ ag --no-numbers foo\n  fooblah.txt:blahfoofooblah\n';
    expect(
      runCheck('automated-tests', { 'src/main.c': 'int main(void) { return 0; }\n', 'tests/find.t': session }).value,
    ).toBe(true);
    expect(
      runCheck('automated-tests', {
        'src/main.c': 'int main(void) { return 0; }\n',
        'tests/find.t': 'Nothing yet: setup\n',
      }).value,
    ).toBe(false);
  });

  it('counts a placeholder that has been put to use', () => {
    const test = '#[test]\n  fn other() { assert_eq!(1, 1); assert_eq!(2, 2); assert!(true); }\n';
    const content = `#[cfg(test)]\nmod tests {\n  #[test]\n  fn it_works() { assert_eq!(4, 4); }\n  ${test}}\n`;
    expect(runCheck('automated-tests', { 'src/lib.rs': content }).value).toBe(true);
  });

  it('does not count assertions outside tests, scripts that start tests, or benchmarks', () => {
    const files = {
      'main.py': 'def f(x):\n    assert x\n    return x\n',
      'scripts/run-tests.sh': '#!/bin/sh\npytest || exit 1\n',
      'benches/speed_test.go': 'package x\n\nimport "testing"\n\nfunc BenchmarkX(b *testing.B) { b.Fatal("x") }\n',
      'tests/__init__.py': '',
    };
    expect(runCheck('automated-tests', files).value).toBe(false);
  });

  it('looks only at the unit', () => {
    const files = { 'a/test_a.py': 'def test_a():\n    assert 1\n', 'b/main.py': 'print(1)\n' };
    expect(runCheck('automated-tests', files, { unit: 'a' }).value).toBe(true);
    expect(runCheck('automated-tests', files, { unit: 'b' }).value).toBe(false);
    expect(runCheck('tests-elsewhere', files, { unit: 'b' }).value).toBe(true);
    expect(runCheck('tests-elsewhere', files, { unit: '.' }).value).toBe(false);
  });
});

describe('untested-language', () => {
  const program: Record<string, string> = {
    ...Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [
        `hosts/login/services/mail/page${n}.php`,
        `<?php\n${'function login() { return true; }\n'.repeat(200)}`,
      ]),
    ),
    'hosts/login/services/bot/bot.py': 'def run():\n    return 1\n',
    'hosts/login/services/bot/test_bot.py': 'from bot import run\n\n\ndef test_run():\n    assert run() == 1\n',
  };

  it('does not ask for tests of a page among what describes machines', () => {
    expect(runCheck('untested-language', program).value).toBe(true);
    const estate = {
      ...program,
      'README.md': '# NixOS\n\nThe configuration of our servers: provisioning of machines with Ansible.\n',
      'ansible.cfg': '[defaults]\n',
      'roles/web/tasks/main.yml': '- name: nginx\n  package:\n    name: nginx\n',
    };
    expect(runCheck('untested-language', estate).value).toBe(false);
  });
});
