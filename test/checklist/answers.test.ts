import { expect, test } from 'vitest';
import { type Answer, standingOf } from '../../src/checklist/answers.ts';
import { parseAnswers, withAnswers } from '../../src/checklist/answers-file.ts';

const restored: Answer = { rule: 'restore-rehearsed', answer: 'yes', who: 'Ada', when: '2026-03-01' };
const today = '2026-06-01';

function stateOf(answers: readonly Answer[], release?: string): string {
  return standingOf('restore-rehearsed', answers, { release, today }).state;
}

test('an answer for a release holds for that release only, unless it has a last day', () => {
  expect(stateOf([])).toBe('unanswered');
  expect(stateOf([restored], 'v2')).toBe('yes');
  expect(stateOf([{ ...restored, for: 'v1' }], 'v1')).toBe('yes');
  expect(stateOf([{ ...restored, for: 'v1' }], 'v2')).toBe('unanswered');
  expect(stateOf([{ ...restored, for: 'v1' }])).toBe('yes');
  expect(stateOf([{ ...restored, for: 'v1', until: '2026-06-01' }], 'v2')).toBe('yes');
  expect(stateOf([{ ...restored, for: 'v1', until: '2026-05-31' }], 'v2')).toBe('expired');
  expect(stateOf([{ ...restored, rule: 'on-call-staffed' }])).toBe('unanswered');
});

test('the last answer decides; the one for another release is still told', () => {
  const later: Answer = { ...restored, answer: 'no', when: '2026-04-01' };
  expect(stateOf([later, restored])).toBe('no');
  expect(stateOf([restored, { ...later, when: restored.when }])).toBe('no');
  const other: Answer = { ...restored, for: 'v1' };
  expect(standingOf('restore-rehearsed', [other], { release: 'v2', today })).toEqual({
    state: 'unanswered',
    answer: other,
  });
});

test('reads answers as people write them', () => {
  const { answers, lineOf } = parseAnswers(
    [
      'answers:',
      '  - { rule: on-call-staffed, answer: true, who: Ada, when: 2026-03-01 }',
      '  - rule: restore-rehearsed',
      '    answer: no',
      '    who: Grace',
      '    when: 2026-03-02',
      '    for: v1.2',
      '    until: 2026-09-02',
      '    note: the key was missing',
      '',
    ].join('\n'),
  );
  expect(answers).toEqual([
    { rule: 'on-call-staffed', answer: 'yes', who: 'Ada', when: '2026-03-01' },
    {
      rule: 'restore-rehearsed',
      answer: 'no',
      who: 'Grace',
      when: '2026-03-02',
      for: 'v1.2',
      until: '2026-09-02',
      note: 'the key was missing',
    },
  ]);
  expect(lineOf(1)).toBe(3);
  for (const empty of ['', '# nothing yet\n', 'answers:\n', 'answers: []\n'])
    expect(parseAnswers(empty).answers).toEqual([]);
});

test.each([
  ['answers: [', '.senior-audit/checklist.yaml:1:11: malformed YAML: '],
  ['answers: 3\n', '.senior-audit/checklist.yaml:1:10: answers: expected a list'],
  ['answer: []\n', '.senior-audit/checklist.yaml:1:1: unknown key "answer"'],
  ['- a\n', '.senior-audit/checklist.yaml:1:1: '],
  [
    'answers:\n  - rule: a\n    answer: maybe\n    who: Ada\n    when: 2026-03-01\n',
    '.senior-audit/checklist.yaml:3:13: answers[0].answer: expected yes or no, found "maybe"',
  ],
  [
    'answers:\n  - rule: a\n    answer: yes\n    who: Ada\n    when: yesterday\n',
    '.senior-audit/checklist.yaml:5:11: answers[0].when: expected the day of the answer as YYYY-MM-DD, found "yesterday"',
  ],
])('says where a file is wrong: %j', (content, message) => {
  expect(() => parseAnswers(content)).toThrow(message);
});

test('adds and replaces answers, and keeps comments', () => {
  const first = withAnswers(undefined, [restored]);
  expect(first).toBe(
    [
      '# Answers to what only people can tell; senior-audit checklist asks for them.',
      '',
      'answers:',
      '  - rule: restore-rehearsed',
      '    answer: yes',
      '    who: Ada',
      '    when: 2026-03-01',
      '',
    ].join('\n'),
  );
  const commented = first.replace('    who: Ada', '    who: Ada # by mail');
  const forRelease: Answer = { ...restored, for: '1.10', until: '2026-09-01', note: 'it took: an hour # or two' };
  const second = withAnswers(commented, [forRelease]);
  expect(second).toContain('who: Ada # by mail');
  expect(parseAnswers(second).answers).toEqual([restored, forRelease]);
  const third = withAnswers(second, [{ ...forRelease, answer: 'no' }]);
  expect(parseAnswers(third).answers).toEqual([restored, { ...forRelease, answer: 'no' }]);
  for (const empty of ['', '# later\n', 'answers:\n', 'answers: []\n', '{}\n'])
    expect(parseAnswers(withAnswers(empty, [restored])).answers).toEqual([restored]);
  expect(withAnswers('# later\nanswers: []\n', [restored])).toContain('# later');
});
