import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Folder, makeFolder, PUBLISHED, TESTS } from './cli.ts';

const FILE = '.senior-audit/checklist.yaml';

/** A service that keeps data, whose restore has to be rehearsed. */
function makeService(): Folder {
  return makeFolder({
    '.senior-audit.yaml': 'context: production-service\ntraits: [network-service, has-database]\n',
    'package.json': '{ "name": "bookings", "private": true }\n',
    'main.js': 'console.log(1)\n',
  });
}

interface Item {
  readonly rule: string;
  readonly state: string;
  readonly isRequired: boolean;
}

function itemOf(folder: Folder, rule: string, ...args: readonly string[]): Item | undefined {
  const { out } = folder.run('checklist', '--format', 'json', ...args);
  return (JSON.parse(out) as { readonly items: readonly Item[] }).items.find((item) => item.rule === rule);
}

test('asks, keeps the answer with who and until when, and forgets none', () => {
  const folder = makeService();
  const recorded = folder.run(
    ...['checklist', '--for', 'v1.2', '--answer', 'restore-rehearsed=yes', '--who', 'Ada'],
    ...['--until', '2999-01-01', '--note', 'took 40 minutes'],
  );
  expect([recorded.code, recorded.out]).toEqual([0, '']);
  expect(recorded.err).toContain('restore-rehearsed: yes, says Ada');
  expect(readFileSync(join(folder.path, FILE), 'utf8')).toContain('for: v1.2\n    until: 2999-01-01\n');
  expect(itemOf(folder, 'restore-rehearsed', '--for', 'v1.3')).toMatchObject({ state: 'yes', isRequired: true });
  expect(folder.run('checklist', '--format', 'markdown').out).toMatch(
    /^- \[x\] \*\*.*\*\* \(`restore-rehearsed`\): yes \(Ada, \d{4}-\d\d-\d\d, for v1.2, until 2999-01-01\): took 40 minutes$/m,
  );
});

test('--check fails while something required is open, or its answer is for another release or has expired', () => {
  const folder = makeFolder({
    ...PUBLISHED,
    ...TESTS,
    LICENSE: `MIT License\n\nCopyright (c) 2026 Ada\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction\n`,
    '.senior-audit.yaml': 'context: oss\nrules:\n  second-owner-of-accounts: required\n',
  });
  expect(folder.run('checklist', '--check').code).toBe(1);
  const check = (more: string, ...args: readonly string[]): number | null => {
    folder.write({
      [FILE]: `answers:\n  - { rule: second-owner-of-accounts, answer: yes, who: Ada, when: 2026-01-01${more} }\n`,
    });
    return folder.run('checklist', '--check', ...args).code;
  };
  expect(check(', for: v1', '--for', 'v1')).toBe(0);
  expect(check(', for: v1', '--for', 'v2')).toBe(1);
  expect(check(', until: 2026-01-02')).toBe(1);
});

test('a prototype is not asked, and is told so', () => {
  const folder = makeFolder({ '.senior-audit.yaml': 'context: prototype\n', 'a.py': 'print(1)\n' });
  const { code, out } = folder.run('checklist', '--check');
  expect(code).toBe(0);
  expect(out).toContain('This is taken for a prototype');
});

test.each([
  [['--interactive'], 'this is no terminal to ask questions in'],
  [['--answer', 'restore-rehearsed=yes'], '--who NAME'],
  [['--answer', 'restore-rehersed=yes', '--who', 'Ada'], 'restore-rehearsed'],
  [['--answer', 'automated-tests=yes', '--who', 'Ada'], 'is read from the repository'],
  [['--answer', 'store-listing-checked=yes', '--who', 'Ada'], 'is not asked in this context'],
  [['--answer', 'restore-rehearsed=yes', '--who', 'Ada', '--until', '2020-01-01'], 'has passed already'],
  [['--note', 'all fine'], '--note belongs to an answer'],
])('refuses %j', (args, message) => {
  const { code, out, err } = makeService().run('checklist', ...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
});

test('says where the file of answers is wrong', () => {
  const folder = makeService();
  folder.write({
    [FILE]: 'answers:\n  - rule: restore-rehearsed\n    answer: perhaps\n    who: Ada\n    when: 2026-01-01\n',
  });
  expect(folder.run('checklist')).toEqual({
    code: 2,
    out: '',
    err: `${FILE}:3:13: answers[0].answer: expected yes or no, found "perhaps"\n`,
  });
  folder.write({ [FILE]: 'answers:\n  - { rule: restore, answer: yes, who: Ada, when: 2026-01-01 }\n' });
  expect(folder.run('checklist').err).toMatch(/\.senior-audit\/checklist\.yaml:2: there is no rule "restore"/);
});

test('writes through no link', () => {
  const folder = makeService();
  const outside = makeFolder({ 'checklist.yaml': '' });
  symlinkSync(outside.path, join(folder.path, '.senior-audit'));
  const { code, err } = folder.run('checklist', '--answer', 'restore-rehearsed=yes', '--who', 'Ada');
  expect(code).toBe(2);
  expect(err).toContain('.senior-audit is a symbolic link');
  expect(readFileSync(join(outside.path, 'checklist.yaml'), 'utf8')).toBe('');
});

test('where there is nothing to judge, nothing passes', () => {
  expect(makeFolder({}).run('checklist', '--check').code).toBe(3);
});
