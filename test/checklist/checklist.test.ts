import { expect, test } from 'vitest';
import type { Answer } from '../../src/checklist/answers.ts';
import { type Checklist, checklistOf, itemsOf } from '../../src/checklist/checklist.ts';
import { interview } from '../../src/checklist/interview.ts';
import { checklistJson } from '../../src/checklist/json.ts';
import { checklistMarkdown } from '../../src/checklist/markdown.ts';
import { checklistTerminal } from '../../src/checklist/terminal.ts';
import type { PracticeResult } from '../../src/findings/model.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { missingTests, ossContext, practice, reportOf, rule, serviceContext } from '../report/sample.ts';

const TODAY = '2026-06-01';

const rules: Rule[] = [
  rule('automated-tests', 'testing', { title: missingTests.title }),
  rule('license', 'ownership', { title: 'A licence says what others may do' }),
  rule('branch-protected', 'manual', { title: 'The main branch is protected', manual: true }),
  rule('restore-rehearsed', 'manual', { title: 'A backup has been restored', manual: true }),
  rule('code-owners', 'ownership'),
  rule('security-policy', 'ownership'),
  rule('no-secrets', 'security'),
  rule('feature-flags', 'delivery'),
  rule('personal-data', 'manual', { manual: true }),
];

function asked(id: string, weight: number, isAsked = true): PracticeResult {
  return practice(id, 'not-applicable', { weight, isAsked, expectation: weight >= 0.75 ? 'required' : 'expected' });
}

const result = reportOf([missingTests], {
  context: serviceContext,
  practices: [
    practice('automated-tests', 'gap', { weight: 0.9, expectation: 'required' }),
    practice('license', 'pass', { evidence: [{ path: 'LICENSE', line: 1, detail: 'MIT' }] }),
    practice('no-secrets', 'pass', { weight: 1 }),
    practice('code-owners', 'unknown'),
    practice('security-policy', 'not-applicable'),
    practice('feature-flags', 'gap', { weight: 0.05 }),
    asked('branch-protected', 0.5),
    asked('restore-rehearsed', 0.91),
    asked('personal-data', 0.91, false),
  ],
});

function list(answers: readonly Answer[] = [], release?: string): Checklist {
  return checklistOf(result, rules, answers, { release, today: TODAY });
}

function states(checklist: Checklist): string[] {
  return itemsOf(checklist).map(({ rule: id, state, isRequired }) => `${id} ${state}${isRequired ? ' required' : ''}`);
}

const restored: Answer = { rule: 'restore-rehearsed', answer: 'yes', who: 'Ada', when: '2026-05-01', for: 'v1.2' };

test('asks what the context asks, by family, and leaves out what it does not', () => {
  const checklist = list();
  expect(checklist.families.map(({ family }) => family)).toEqual(['manual', 'ownership', 'testing']);
  expect(states(checklist)).toEqual([
    'restore-rehearsed unanswered required',
    'branch-protected unanswered',
    'code-owners unknown',
    'license pass',
    'automated-tests gap required',
  ]);
  expect(checklist.counts).toEqual({ items: 5, open: 3, blocking: 2, unknown: 1 });
});

test('answers close questions, and what could not be decided, but no gap', () => {
  const answers: Answer[] = [restored, 'automated-tests', 'code-owners'].map((given) =>
    typeof given === 'string' ? { ...restored, rule: given } : given,
  );
  expect(states(list(answers, 'v1.2'))).toEqual([
    'branch-protected unanswered',
    'restore-rehearsed yes required',
    'code-owners yes',
    'license pass',
    'automated-tests gap required',
  ]);
  expect(list(answers, 'v1.3').counts.blocking).toBe(2);
  const expired: Answer = { ...restored, until: '2026-05-31' };
  expect(states(list([expired], 'v1.2'))[0]).toBe('restore-rehearsed expired required');
  expect(states(list([{ ...restored, answer: 'no' }]))[0]).toBe('restore-rehearsed no required');
});

test('is a task list in Markdown, in which nothing that people wrote makes markup', () => {
  const note = 'see <b>#12</b> | @ada';
  expect(
    checklistMarkdown(
      list(
        [
          { ...restored, note },
          { ...restored, rule: 'branch-protected', for: 'v1.1' },
        ],
        'v1.2',
      ),
    ),
  ).toBe(
    [
      '# Before the release of v1.2',
      '',
      'production-service (91 &#8203;%): 2 of 5 done; 2 open, 1 of them required; 1 practice could not be decided.'.replace(
        '&#8203;',
        '',
      ),
      '',
      '## manual',
      '',
      '- [ ] **The main branch is protected** (`branch-protected`): not answered (last yes, Ada, 2026-05-01, for v1.1)',
      '  - Why: What goes wrong without branch-protected.',
      '  - How: Do branch-protected.',
      '- [x] **A backup has been restored** (`restore-rehearsed`): yes (Ada, 2026-05-01, for v1.2): see &lt;b&gt;#&#8203;12&lt;/b&gt; &#124; @&#8203;ada',
      '',
      '## ownership',
      '',
      '- [ ] **The practice code-owners** (`code-owners`): could not be decided',
      '  - Why: What goes wrong without code-owners.',
      '  - How: Do code-owners.',
      '- [x] **A licence says what others may do** (`license`): in place; `LICENSE:1`',
      '',
      '## testing',
      '',
      '- [ ] **Behaviour is checked by automated tests** (`automated-tests`): missing, required',
      '  - Why: What goes wrong without automated-tests.',
      '  - How: Start with one test of what the README promises: `npm install --save-dev vitest` `npx vitest run`',
      '',
    ].join('\n'),
  );
});

test('is read at a terminal, without anything that a repository smuggles in', () => {
  const text = checklistTerminal(list([{ ...restored, who: 'Ada\u001b[2J' }], 'v1\u001b[31m'), { width: 60 });
  expect(text).not.toContain('\u001b');
  expect(text).toContain('  ! Behaviour is checked by automated tests\n    (automated-tests): missing, required\n');
  expect(text).toContain('\n        npm install --save-dev vitest\n'.replace('        ', '          '));
  expect(text).toContain('  ✓ A licence says what others may do (license); LICENSE:1\n');
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
});

test('tells why and how of questions and of what a release waits for, and names the page of the rest', () => {
  const changelog = practice('feature-flags', 'gap', { weight: 0.2 });
  const seen = ['a.ts', 'b.ts', 'a.ts', 'c.ts'].map((path) => ({ path, detail: '' }));
  const license = practice('license', 'pass', { evidence: seen });
  const practices = [changelog, license, asked('branch-protected', 0.5)];
  const text = checklistTerminal(checklistOf({ ...result, practices }, rules, [], { release: 'v2', today: TODAY }));
  expect(text).toContain('\n  ! The practice feature-flags (feature-flags): missing\n\nmanual\n');
  expect(text).toContain('(branch-protected): not answered\n      What goes wrong without branch-protected.\n');
  expect(text).toContain('\n  ✓ A licence says what others may do (license); a.ts +2 more\n');
  expect(
    text.endsWith(
      '\n\nsenior-audit checklist --for v2 --interactive asks the questions one by one.\nsenior-audit explain feature-flags tells why, and what to do.\n',
    ),
  ).toBe(true);
});

test('does not ask what only the doubt about the kind would ask', () => {
  const doubtful: PracticeResult = { ...asked('branch-protected', 0.15), expectation: 'optional' };
  const practices = [doubtful, asked('restore-rehearsed', 0.15)];
  expect(states(checklistOf({ ...result, practices }, rules, [], { release: undefined, today: TODAY }))).toEqual([
    'restore-rehearsed unanswered',
  ]);
});

test('is data for machines', () => {
  const data = JSON.parse(checklistJson(list([restored]))) as {
    readonly release: unknown;
    readonly items: readonly { readonly rule: string; readonly answer?: unknown }[];
  };
  expect(data.release).toBeNull();
  expect(data.items.find((item) => item.rule === 'restore-rehearsed')?.answer).toEqual(restored);
});

test('a prototype is asked for nothing, and told so', () => {
  const context = { ...ossContext, kind: 'prototype' as const };
  const empty = checklistOf({ ...result, context, practices: [asked('branch-protected', 0)] }, rules, [], {
    today: TODAY,
  });
  expect(empty.counts.items).toBe(0);
  expect(checklistMarkdown(empty)).toContain('This is taken for a prototype');
  expect(checklistTerminal(empty)).toContain('So nothing is asked before a release.');
});

async function talk(answers: readonly string[]): Promise<{ kept: Answer[]; shown: string; left: number }> {
  const kept: Answer[] = [];
  const shown: string[] = [];
  const inputs = [...answers];
  await interview(list([], 'v1.2'), {
    ask: (question) => {
      shown.push(question);
      return Promise.resolve(inputs.shift());
    },
    show: (text) => shown.push(text),
    keep: (answer) => kept.push(answer),
    today: TODAY,
  });
  return { kept, shown: shown.join('\n'), left: inputs.length };
}

test('walks through what is open, and keeps each answer at once', async () => {
  const { kept, shown, left } = await talk([
    'Ada',
    'maybe',
    'y',
    '2026-05-31',
    '2026-12-01',
    'took an hour',
    'n',
    '',
    's',
  ]);
  expect(left).toBe(0);
  expect(kept).toEqual([
    {
      rule: 'restore-rehearsed',
      answer: 'yes',
      who: 'Ada',
      when: TODAY,
      for: 'v1.2',
      until: '2026-12-01',
      note: 'took an hour',
    },
    { rule: 'branch-protected', answer: 'no', who: 'Ada', when: TODAY, for: 'v1.2' },
  ]);
  expect(shown).toContain('"maybe" is none of them');
  expect(shown).toContain('"2026-05-31" is no day from today on');
  expect(shown).not.toContain('automated-tests');
});

test('whoever goes away in the middle of an answer has not given it', async () => {
  expect((await talk([])).kept).toEqual([]);
  expect((await talk(['Ada', 'y'])).kept).toEqual([]);
  expect((await talk(['Ada', 'y', ''])).kept).toEqual([]);
  expect((await talk(['Ada', 'q'])).kept).toEqual([]);
});
