import { describe, expect, it } from 'vitest';
import { formatMarkdown } from '../../src/report/markdown.ts';
import { codeSpan, markdownCell, markdownText } from '../../src/report/markdown-text.ts';
import { ambiguousContext, fullReport, missingTests, ossContext, reportOf, unpinned } from './sample.ts';

describe('formatMarkdown', () => {
  it('is short, with all else folded', () => {
    expect(formatMarkdown(fullReport)).toBe(`<!-- senior-audit -->
### senior-audit: oss · 1 critical, 3 warnings, 1 info (1 out of proportion)

| | What is owed | Where | What to do |
| --- | --- | --- | --- |
| critical | **No automated tests were found** (\`automated-tests\`)<br>Looked for test files with assertions and a runner. |  | Start with one test of what the README promises:<br>\`npm install --save-dev vitest\`<br>\`npx vitest run\` |
| warning | **An action is referred to by a tag, which its owner can move** (\`pinned-actions\`)<br>\`actions/checkout@v4\`, \`actions/setup-node@v4\` | \`.github/workflows/ci.yml:12\`<br>\`.github/workflows/ci.yml:13\` | Replace the tag by the full commit hash, with the tag in a comment. |
| warning | **out of proportion: Usage is measured** (\`product-telemetry\`) | \`src/start.ts:3\`<br>\`src/start.ts:9\`<br>\`src/send.ts:1\`<br>+1 more | Remove it, or ask first and document it. |

<details><summary>3 reasons and the evidence</summary>

- **No automated tests were found**: Without tests every change is a guess, and users find the mistakes after the release. (required in oss (p=0.97))
- **An action is referred to by a tag, which its owner can move**: Whoever takes over the tag runs code with the rights of your workflow. (expected in oss (p=0.97))
  - \`.github/workflows/ci.yml:12\` uses: actions/checkout@&#8203;v4
  - \`.github/workflows/ci.yml:13\` uses: actions/setup-node@&#8203;v4
- **out of proportion: Usage is measured**: Whoever runs a local tool does not expect that it phones home. (misplaced in oss (p=0.97))
  - \`src/start.ts:3\` capture() of an analytics client

</details>

<details><summary>1 info</summary>

- missing: A changelog tells what changed (\`changelog\`): Add CHANGELOG.md.

</details>

<details><summary>Why oss (97 %): library, cli</summary>

- published on npm under a name of its own · \`package.json:2\`
- the README tells users how to install it · \`README.md:14\`
- a licence that lets others use it · \`LICENSE\`
- issue templates · \`.github/ISSUE_TEMPLATE/bug.md\`

</details>

<details><summary>2 practices in place</summary>

license, linting

</details>

<details><summary>2 could not be read</summary>

- \`tools/package.json:3\` not JSON: a comma is missing
- \`.travis.yml\` not YAML

</details>

Not counted: 1 exempt, 1 in the baseline, 1 not decidable.
`);
  });

  it('is calm where nothing is owed', () => {
    expect(formatMarkdown(reportOf([], { context: { ...ossContext, evidence: [] } }))).toBe(
      '<!-- senior-audit -->\n### senior-audit: oss · Nothing owed here.\n',
    );
  });

  it('says how to settle an ambiguous context', () => {
    expect(formatMarkdown(reportOf([], { context: ambiguousContext }))).toContain(
      '\nNot sure whether this is oss or prototype: `context: oss` in `.senior-audit.yaml` settles it.\n',
    );
  });

  it('names the units', () => {
    const report = reportOf([
      { ...missingTests, unit: 'packages/a', locations: [{ path: 'packages/a/package.json' }] },
    ]);
    expect(formatMarkdown(report)).toContain('| in `packages/a` |');
  });

  it('leaves out rows to stay within what a comment can hold', () => {
    const findings = Array.from({ length: 500 }, (_, index) => ({
      ...unpinned(`<${'@'.repeat(180)}${index}`, index, `f${index}`),
      rule: `rule-${index}`,
      remedy: '<|@x#1'.repeat(100),
    }));
    const text = formatMarkdown(reportOf(findings));
    expect(text.length).toBeLessThan(60_100);
    expect(text).toMatch(/\n\| \| \d+ more, left out here \| \| \|\n/);
    expect(text.startsWith('<!-- senior-audit -->\n### senior-audit: oss · 500 warnings\n')).toBe(true);
  });
});

describe('text for Markdown', () => {
  it.each([
    ['run `npm test` twice', 'run `npm test` twice'],
    ['<img src=x onerror=y>', '&lt;img src=x onerror=y&gt;'],
    ['a|b\\|c', 'a&#124;b&#92;&#124;c'],
    [
      'ping @octocat, see #12, org/repo#3, !4 and GH-5',
      'ping @&#8203;octocat, see #&#8203;12, org/repo#&#8203;3, !&#8203;4 and GH-&#8203;5',
    ],
    ['[a](b) ![c](d) **e** _f_ ~g~ $h$', '\\[a\\](b) !\\[c\\](d) \\*\\*e\\*\\* \\_f\\_ \\~g\\~ \\$h\\$'],
    ['https://example.org www.example.org', 'https:&#47;/example.org www&#46;example.org'],
    ['/close', '&#47;close'],
    ['- a', '\\- a'],
    ['12. a', '12\\. a'],
    ['.travis.yml', '.travis.yml'],
    ['12 a', '12 a'],
    ['&lt; a\nb', '&amp;lt; a b'],
    ['one ` alone', 'one &#96; alone'],
  ])('escapes %j', (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });

  it.each([
    ['src/a_b*.ts', '`src/a_b*.ts`'],
    ['a`b', '<code>a&#96;b</code>'],
    ['a|b@c', '<code>a&#124;b&#64;c</code>'],
    ['www.a_b|', '<code>www&#46;a&#95;b&#124;</code>'],
    ['', ''],
  ])('quotes %j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  it('sets advice with code in one cell', () => {
    expect(markdownCell('Do:\n\n```sh\na | b\n```\nThen rest.', 100)).toBe(
      'Do:<br><code>a &#124; b</code><br>Then rest.',
    );
  });
});
