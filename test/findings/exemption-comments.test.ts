import { expect, test } from 'vitest';
import { readExemptionComments } from '../../src/findings/exemption-comments.ts';

test.each([
  ['# senior-audit-ignore license: it is in the parent folder', ['license'], 'it is in the parent folder'],
  ['x = 1  # senior-audit-ignore license: it is in the parent folder', ['license'], 'it is in the parent folder'],
  ['foo();// senior-audit-ignore license: on the same line', ['license'], 'on the same line'],
  ['/* senior-audit-ignore license: a block */', ['license'], 'a block'],
  [' * senior-audit-ignore license: inside a block', ['license'], 'inside a block'],
  ['<!-- senior-audit-ignore license: markup -->', ['license'], 'markup'],
  ['-- senior-audit-ignore license: SQL', ['license'], 'SQL'],
  ['--[[ senior-audit-ignore license: Lua ]]', ['license'], 'Lua'],
  ['; senior-audit-ignore license: an ini file', ['license'], 'an ini file'],
  ['% senior-audit-ignore license: Erlang', ['license'], 'Erlang'],
  ['(* senior-audit-ignore license: OCaml *)', ['license'], 'OCaml'],
  ['{- senior-audit-ignore license: Haskell -}', ['license'], 'Haskell'],
  ['{# senior-audit-ignore license: Jinja #}', ['license'], 'Jinja'],
  ['{{!-- senior-audit-ignore license: Handlebars --}}', ['license'], 'Handlebars'],
  ['<%# senior-audit-ignore license: ERB %>', ['license'], 'ERB'],
  ["' senior-audit-ignore license: Basic", ['license'], 'Basic'],
  ['REM senior-audit-ignore license: batch files', ['license'], 'batch files'],
  [
    '  senior-audit-ignore license: inside a comment of several lines',
    ['license'],
    'inside a comment of several lines',
  ],
  ['# senior-audit-ignore license, changelog : two at once\r', ['license', 'changelog'], 'two at once'],
  ['# senior-audit-ignore tests-in-ci: see https://example.com/x#y', ['tests-in-ci'], 'see https://example.com/x#y'],
])('%s', (text, rules, reason) => {
  expect(readExemptionComments('a', text)).toEqual([{ path: 'a', line: 1, rules, reason }]);
});

test('with a day and an owner, in any order', () => {
  const text = [
    '# senior-audit-ignore license until 2027-01-31 owner @legal: they are asking',
    '',
    '# senior-audit-ignore license owner legal@example.com until soon: they are asking',
  ].join('\n');
  expect(readExemptionComments('a', text)).toEqual([
    { path: 'a', line: 1, rules: ['license'], reason: 'they are asking', until: '2027-01-31', owner: '@legal' },
    { path: 'a', line: 3, rules: ['license'], reason: 'they are asking', until: 'soon', owner: 'legal@example.com' },
  ]);
});

test('without a reason', () => {
  expect(readExemptionComments('a', '# senior-audit-ignore license')).toEqual([
    { path: 'a', line: 1, rules: ['license'] },
  ]);
  expect(readExemptionComments('a', '# senior-audit-ignore license:  ')).toEqual([
    { path: 'a', line: 1, rules: ['license'] },
  ]);
});

test('what cannot be understood is handed on', () => {
  expect(readExemptionComments('a', '# senior-audit-ignore license because I say so')).toEqual([
    { path: 'a', line: 1, rules: ['license'], malformed: 'because I say so' },
  ]);
});

test.each([
  'text = "senior-audit-ignore license: in a string"',
  '# senior-audit-ignore <rule>: reason',
  '# senior-audit-ignored license: no such word',
  '# see senior-audit-ignore license: in prose',
  '# senior-audit-ignore',
  `# senior-audit-ignore license: ${'x'.repeat(3000)}`,
])('%.60s is none', (text) => {
  expect(readExemptionComments('a', text)).toEqual([]);
});

test('in prose only what is a comment there', () => {
  const text = [
    '    # senior-audit-ignore license: an example',
    '<!-- senior-audit-ignore license: it is in the parent folder -->',
    '{/* senior-audit-ignore changelog: nobody upgrades */}',
  ].join('\n');
  expect(readExemptionComments('README.mdx', text)).toEqual([
    { path: 'README.mdx', line: 2, rules: ['license'], reason: 'it is in the parent folder' },
    { path: 'README.mdx', line: 3, rules: ['changelog'], reason: 'nobody upgrades' },
  ]);
});
