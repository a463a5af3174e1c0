import { expect, test } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import { applyConfig } from '../../src/config/apply.ts';
import { loadConfig } from '../../src/config/load.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { catalogueOf, rule } from '../config/catalogue.ts';

const everywhere = {
  prototype: 'required',
  'internal-tool': 'required',
  oss: 'required',
  'production-service': 'required',
} as const;
const nowhere = {
  prototype: 'harmful',
  'internal-tool': 'harmful',
  oss: 'harmful',
  'production-service': 'harmful',
} as const;

const catalogue = catalogueOf(
  rule('license', { expectations: everywhere }),
  rule('phone-home', { expectations: nowhere, present: { code: { pattern: 'track\\(', words: ['track'] } } }),
  rule('pinned-actions', {
    expectations: everywhere,
    applies: { file: '.github/workflows/*.yml' },
    present: { check: 'pinned-actions' },
    perSubject: true,
  }),
);

async function judged(files: Readonly<Record<string, string>>) {
  const repository = memoryRepository(files);
  const config = await loadConfig(repository, catalogue);
  const result = auditRepository(repository, applyConfig(catalogue, config), {
    config,
    kind: 'oss',
    today: '2026-06-01',
  });
  return {
    states: result.findings.map(
      ({ rule: id, state, exemption }) => `${id} ${state}${exemption === undefined ? '' : `: ${exemption.reason}`}`,
    ),
    practices: Object.fromEntries(result.practices.map(({ id, status }) => [id, status])),
    hints: (result.hints ?? []).map(({ fact, path, line, message }) => `${fact} ${path}:${line}: ${message}`),
    result,
  };
}

const exemptions = (text: string): string => `exemptions:\n  - { ${text} }\n`;

test('in the configuration: with the reason, the day, the owner and the place', async () => {
  const { states, practices, hints, result } = await judged({
    '.senior-audit.yaml': exemptions('rule: license, reason: the parent has it, until: 2026-06-01, owner: "@legal"'),
    'main.py': 'print(1)\n',
  });
  expect(states).toEqual(['license exempt: the parent has it']);
  expect(practices.license).toBe('exempt');
  expect(result.summary).toMatchObject({ critical: 0, exempt: 1 });
  expect(result.findings[0]?.exemption).toEqual({
    reason: 'the parent has it',
    source: 'configuration',
    origin: { path: '.senior-audit.yaml', line: 2 },
    until: '2026-06-01',
    owner: '@legal',
  });
  expect(hints).toEqual([]);
});

test.each([
  ['rule: license, unit: ., reason: the parent has it', 'exempt'],
  ['rule: license, unit: api, reason: the parent has it', 'new'],
  ['rule: license, path: "*.toml", reason: the parent has it', 'exempt'],
  ['rule: license, path: [src/**, pyproject.toml], reason: the parent has it', 'exempt'],
  ['rule: license, path: src/**, reason: the parent has it', 'new'],
  ['rule: license, subject: x, reason: the parent has it', 'new'],
  ['rule: phone-home, reason: the parent has it', 'new'],
])('all that an exemption says must match: %s', async (text, state) => {
  const { result } = await judged({
    '.senior-audit.yaml': exemptions(text),
    'pyproject.toml': '[project]\nname = "x"\n',
  });
  expect(result.findings.map((finding) => finding.state)).toEqual([state]);
});

test('one subject of several', async () => {
  const { states, practices } = await judged({
    '.senior-audit.yaml': exemptions('rule: pinned-actions, subject: acme/deploy@v1, reason: it is our own'),
    'license.md': 'MIT',
    '.github/workflows/ci.yml':
      'on: [push]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: acme/deploy@v1\n      - uses: other/thing@v2\n',
  });
  expect(states).toEqual(['pinned-actions exempt: it is our own', 'pinned-actions new']);
  expect(practices['pinned-actions']).toBe('gap');
});

test('expired: it holds no longer, and that is said', async () => {
  const { states, hints } = await judged({
    '.senior-audit.yaml': exemptions('rule: license, reason: the parent has it, until: 2026-05-31'),
    'main.py': '',
  });
  expect(states).toEqual(['license new']);
  expect(hints).toEqual([
    'exemption .senior-audit.yaml:2: the exemption of license expired on 2026-05-31; mend what it was for, or set another day',
  ]);
});

test('of nothing, expired or not', async () => {
  const { states, hints } = await judged({
    '.senior-audit.yaml': `${exemptions('rule: license, reason: the parent has it')}  - { rule: license, reason: the parent has it, until: 2020-01-01 }\n`,
    'license.md': 'MIT',
  });
  expect(states).toEqual([]);
  expect(hints).toEqual([
    'exemption .senior-audit.yaml:2: the exemption of license exempts nothing: remove it',
    'exemption .senior-audit.yaml:3: the exemption of license expired on 2020-01-01; it exempts nothing either: remove it',
  ]);
});

test.each([
  [
    'on the line',
    'import x\n\n\n\n\n\n\n\n\n\n\n\ntrack(1)  # senior-audit-ignore phone-home: the user asked for it\n',
  ],
  [
    'on the line above',
    '\n\n\n\n\n\n\n\n\n\n\n\n\n# senior-audit-ignore phone-home: the user asked for it\ntrack(1)\n',
  ],
  [
    'above another one',
    '\n\n\n\n\n\n\n\n\n\n\n\n\n# senior-audit-ignore phone-home: the user asked for it\n# senior-audit-ignore zebra-crossing: for the animals\ntrack(1)\n',
  ],
])('in a comment %s', async (_, text) => {
  const { states } = await judged({ 'license.md': 'MIT', 'main.py': text });
  expect(states).toEqual(['phone-home exempt: the user asked for it']);
});

test.each([
  ['two lines above', '# senior-audit-ignore phone-home: the user asked for it\n\ntrack(1)\n'],
  ['below', 'track(1)\n# senior-audit-ignore phone-home: the user asked for it\n'],
])('a comment %s exempts nothing', async (_, text) => {
  const { states, hints } = await judged({ 'license.md': 'MIT', 'main.py': text });
  expect(states).toEqual(['phone-home new']);
  expect(hints.map((hint) => hint.replace(/main.py:\d+/, 'main.py'))).toEqual([
    'exemption main.py: the exemption of phone-home exempts nothing: remove it',
  ]);
});

test('what concerns a whole file: in its first ten lines', async () => {
  const comment = '# senior-audit-ignore license until 2026-12-31 owner me: the parent has it\n';
  const at = (line: number): Record<string, string> => ({
    'pyproject.toml': `${'\n'.repeat(line - 1)}${comment}[project]\nname = "x"\n`,
  });
  const { states, result } = await judged(at(10));
  expect(states).toEqual(['license exempt: the parent has it']);
  expect(result.findings[0]?.exemption).toEqual({
    reason: 'the parent has it',
    source: 'comment',
    origin: { path: 'pyproject.toml', line: 10 },
    until: '2026-12-31',
    owner: 'me',
  });
  expect((await judged(at(11))).states).toEqual(['license new']);
});

test('comments that do not hold, and why', async () => {
  const { states, hints } = await judged({
    'pyproject.toml': [
      '# senior-audit-ignore license',
      '# senior-audit-ignore license: no',
      '# senior-audit-ignore license because it is so',
      '# senior-audit-ignore license until tomorrow: the parent has it',
      '# senior-audit-ignore licence: the parent has it',
      '# senior-audit-ignore license until 2020-01-01: the parent has it',
      '# senior-audit-ignore comments are described elsewhere',
    ].join('\n'),
  });
  expect(states).toEqual(['license new']);
  expect(hints).toEqual([
    'exemption pyproject.toml:1: the exemption of license does not hold without a reason: say after a colon, in a few words, why it holds here',
    'exemption pyproject.toml:2: the exemption of license does not hold without a reason: say after a colon, in a few words, why it holds here',
    'exemption pyproject.toml:3: expected senior-audit-ignore license: and the reason',
    'exemption pyproject.toml:4: "tomorrow" is no day: expected the last day on which the exemption holds, as YYYY-MM-DD',
    'exemption pyproject.toml:5: there is no rule "licence"; did you mean "license"?',
    'exemption pyproject.toml:6: the exemption of license expired on 2020-01-01; mend what it was for, or set another day',
  ]);
});

test('a comment that exempts nothing is found in source that has no findings', async () => {
  const { hints } = await judged({
    'license.md': 'MIT',
    'src/a.go': 'package a\n// senior-audit-ignore phone-home: the user asked for it\n',
    'tests/test_a.py': '# senior-audit-ignore phone-home: tests may say what they like\n',
    'docs/guide.md': '    # senior-audit-ignore phone-home: an example in the documentation\n',
  });
  expect(hints).toEqual(['exemption src/a.go:2: the exemption of phone-home exempts nothing: remove it']);
});
