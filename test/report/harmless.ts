import { expect } from 'vitest';

/** What a repository can call its files, and write into them, to do something to whoever prints it. */
export const NASTY = [
  '\u001b[2J\u001b[31m',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u009b31m',
  '\u202egnp.exe\u2066',
  '\u200b\ufeff\u00ad\u{e0041}\u2028',
  '\ud800',
  '\ufffe',
  '\n::error file=x,line=1::forged',
  '\r\n::stop-commands::x',
  '##[error]forged',
  '##vso[task.setvariable variable=PATH]evil',
  "##teamcity[buildStatus text='forged']",
  ']]></failure></testcase><testcase name="forged"/>',
  '<script>alert(1)</script>',
  '"/><img src=x onerror=alert(1)>',
  '</details><h1>forged</h1>',
  '<!-- senior-audit -->',
  '| forged | row |\n| --- | --- |',
  '`| a`',
  '``` \n# heading\n```',
  '[link](https://evil.example)',
  '![image](https://evil.example/x.png)',
  '@octocat #1 org/repo#2 GH-3 https://evil.example/issues/1',
  '/close',
  '%0A::error::x',
  'a,b=c:d',
  '\\',
  'quote\'"',
  '$(id) %PATH%',
  '__proto__',
  '../../etc/passwd',
  '\t',
  '',
];

/** What is not seen and does something; line feeds structure a text. */
export const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** Nothing that is quoted makes markup, a link, a mention or a row. */
export function expectHarmlessMarkdown(text: string): void {
  // What is left without code and the markup of ours.
  const ours = text
    .replace(/^<!-- senior-audit -->\n/, '')
    .replace(/<code>[^<]*<\/code>/g, 'code')
    .replace(/`[^`\n]+`/g, 'code');
  expect(ours.match(/<details>/g)?.length).toBe(ours.match(/<\/details>/g)?.length);
  const rest = ours.replace(/<\/?(?:details|summary)>|<br>/g, '');
  expect(rest).not.toMatch(/[<>]/);
  expect(rest).not.toMatch(/(?<!\\)[[\]`~$]/);
  expect(rest).not.toMatch(/@\w|(?<!^#*)(?<!&)#(?!&#8203;)(?!\d+;)|:\/\/|www\./m);
  expect(rest).not.toMatch(/^\//m);
  const rows = rest.split('\n').filter((row) => row.startsWith('|'));
  for (const row of rows) expect(row.match(/\|/g)?.length).toBe(5);
}
