import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarkdown } from '../../../src/facts/documents/markdown.ts';
import { readAsciiDoc, readOrg, readRst } from '../../../src/facts/documents/markup.ts';

const MARKDOWN = `---
layout: home
---
<!-- # Not a heading
[![no](no.svg)](no) -->
<h1 align="center">
  <img src="logo.png" alt="Logo">
  Abacus
</h1>

[![Build][build-badge]][build] [![npm](https://img.shields.io/npm/v/abacus.svg "latest")](https://npmjs.com/abacus)
![coverage](https://codecov.io/gh/a/b/graph/badge.svg)

> [!NOTE]
> We moved.

**Abacus** adds [numbers](docs/numbers.md), quickly and
with \`care\`.

Usage
-----

    npm install abacus

\`\`\`js title="x"
import { add } from 'abacus'; // # not a heading
\`\`\`

### Options ###

| Name | Default |
| ---- | ------- |
| \`--base\` | 10 |

See [the guide] and <https://example.org/abacus>.

## Contributing
Read [CONTRIBUTING](CONTRIBUTING.md#setup "how"),
or ask [in the
chat](https://chat.example.org).

[build]: https://ci.example.org/abacus
[build-badge]: https://ci.example.org/abacus/badge.svg
[the guide]: ./guide.md
`;

describe('readMarkdown', () => {
  it('reads the outline', () => {
    expect(readMarkdown(MARKDOWN)).toEqual({
      title: 'Abacus',
      description: 'Abacus adds numbers, quickly and with care.',
      sections: [
        {
          heading: 'Abacus',
          level: 1,
          line: 6,
          text: expect.stringMatching(/^\[!\[Build\][\s\S]*with `care`\.$/),
        },
        {
          heading: 'Usage',
          level: 2,
          line: 20,
          text: expect.stringMatching(/^npm install[\s\S]*Options|^npm install[\s\S]*--base[\s\S]*abacus>\.$/),
        },
        { heading: 'Options', level: 3, line: 29, text: expect.stringMatching(/^\| Name[\s\S]*abacus>\.$/) },
        { heading: 'Contributing', level: 2, line: 37, text: expect.stringMatching(/^Read \[CONTRIBUTING\]/) },
      ],
      codeBlocks: [
        { text: 'npm install abacus', line: 23 },
        { language: 'js', text: "import { add } from 'abacus'; // # not a heading", line: 25 },
      ],
      links: [
        { text: 'Build', target: 'https://ci.example.org/abacus', line: 11 },
        { text: 'npm', target: 'https://npmjs.com/abacus', line: 11 },
        { text: 'numbers', target: 'docs/numbers.md', line: 17 },
        { text: 'the guide', target: './guide.md', line: 35 },
        { text: '', target: 'https://example.org/abacus', line: 35 },
        { text: 'CONTRIBUTING', target: 'CONTRIBUTING.md#setup', line: 38 },
        { text: 'in the chat', target: 'https://chat.example.org', line: 39 },
      ],
      badges: [
        {
          text: 'Build',
          image: 'https://ci.example.org/abacus/badge.svg',
          target: 'https://ci.example.org/abacus',
          line: 11,
        },
        { text: 'npm', image: 'https://img.shields.io/npm/v/abacus.svg', target: 'https://npmjs.com/abacus', line: 11 },
        { text: 'coverage', image: 'https://codecov.io/gh/a/b/graph/badge.svg', line: 12 },
      ],
    });
  });

  it('reads badges in HTML', () => {
    const text =
      '<p>\n<a href="https://ci.example.org">\n  <img alt="CI" src="https://ci.example.org/badge.svg">\n</a>\n</p>\n\n# Tool\n';
    expect(readMarkdown(text).badges).toEqual([
      { text: 'CI', image: 'https://ci.example.org/badge.svg', target: 'https://ci.example.org', line: 3 },
    ]);
  });

  it.each([
    ['# A\n\n# B\n\ntext of b\n', 'A', ['', 'text of b']],
    ['# Installation\n\nx\n\n# Usage\n\ny\n', undefined, ['x', 'y']],
    ['## Features\n\n- x\n\n## Usage\n', undefined, ['- x', '']],
    ['Tool\n====\n\ntext\n\n## A\n\n### B\n\nb\n', 'Tool', ['text', 'B\n\nb', 'b']],
  ])('tells the title of %j from its sections', (text, title, texts) => {
    const prose = readMarkdown(text);
    expect(prose.title).toBe(title);
    expect(prose.sections.map((section) => section.text)).toEqual(texts);
  });

  it.each([
    ['# A\n\n- item one\n- item two\n', undefined],
    ['# A\n\n[One](1.md) | [Two](2.md) | [Three](3.md)\n\nA tool for things.\n', 'A tool for things.'],
    ['# A\n\n<p align="center">A <b>tool</b> for things.</p>\n', 'A tool for things.'],
    ['# A\n\n> A tool for things.\n', 'A tool for things.'],
    ['# A\n\n<img\n  alt="a picture of it"\n  src="x.png">\n\nA tool for things.\n', 'A tool for things.'],
    ['# A\n\nWord\n\nA tool for things.\n', 'A tool for things.'],
    ['# A\n', undefined],
    ['', undefined],
  ])('describes %j', (text, description) => {
    expect(readMarkdown(text).description).toBe(description);
  });

  it('keeps fences apart from what stands in them', () => {
    const text =
      '````md\n```sh\nls\n```\n# no\n````\n\n- list\n\n  ```sh\n  npm i\n  ```\n\n~~~\nopen to the end\n# no\n';
    const prose = readMarkdown(text);
    expect(prose.sections).toEqual([]);
    expect(prose.codeBlocks).toEqual([
      { language: 'md', text: '```sh\nls\n```\n# no', line: 1 },
      { language: 'sh', text: '  npm i', line: 10 },
      { text: 'open to the end\n# no\n', line: 14 },
    ]);
  });
});

describe('readRst', () => {
  it('reads the outline', () => {
    const text = `.. image:: https://ci.example.org/badge.svg
   :target: https://ci.example.org
   :alt: CI

======
Abacus
======

A :code:\`fast\` adder of \`numbers <https://example.org/n>\`_.

Install
-------

.. code-block:: shell

   pip install abacus

Then run::

    abacus 1 2

Options
~~~~~~~

- base

License
-------

MIT

.. _chat: https://chat.example.org
`;
    expect(readRst(text)).toEqual({
      title: 'Abacus',
      description: 'A fast adder of numbers.',
      sections: [
        { heading: 'Abacus', level: 1, line: 5, text: expect.stringContaining('A :code:') },
        {
          heading: 'Install',
          level: 2,
          line: 11,
          text: 'pip install abacus\n\nThen run::\nabacus 1 2\n\nOptions\n\n- base',
        },
        { heading: 'Options', level: 3, line: 22, text: '- base' },
        { heading: 'License', level: 2, line: 27, text: 'MIT' },
      ],
      codeBlocks: [
        { language: 'shell', text: 'pip install abacus', line: 14 },
        { text: 'abacus 1 2', line: 19 },
      ],
      links: [
        { text: 'CI', target: 'https://ci.example.org', line: 1 },
        { text: 'numbers', target: 'https://example.org/n', line: 9 },
        { text: 'chat', target: 'https://chat.example.org', line: 32 },
      ],
      badges: [{ text: 'CI', image: 'https://ci.example.org/badge.svg', target: 'https://ci.example.org', line: 1 }],
    });
  });
});

describe('readAsciiDoc', () => {
  it('reads the outline', () => {
    const text = `= Abacus
:toc:
image:https://ci.example.org/badge.svg[CI,link=https://ci.example.org]

A _fast_ adder of https://example.org/n[numbers].

// a comment
== Install

[source,shell]
----
brew install abacus
== no heading
----

See link:CONTRIBUTING.adoc[the guide].
`;
    expect(readAsciiDoc(text)).toEqual({
      title: 'Abacus',
      description: 'A fast adder of numbers.',
      sections: [
        { heading: 'Abacus', level: 1, line: 1, text: expect.stringContaining('fast') },
        { heading: 'Install', level: 2, line: 8, text: expect.stringContaining('the guide') },
      ],
      codeBlocks: [{ language: 'shell', text: 'brew install abacus\n== no heading', line: 11 }],
      links: [
        { text: 'numbers', target: 'https://example.org/n', line: 5 },
        { text: 'the guide', target: 'CONTRIBUTING.adoc', line: 16 },
      ],
      badges: [{ text: 'CI', image: 'https://ci.example.org/badge.svg', target: 'https://ci.example.org', line: 3 }],
    });
  });
});

describe('readOrg', () => {
  it('reads the outline', () => {
    const text = `#+TITLE: Abacus
A =fast= adder of [[https://example.org/n][numbers]].

* Install
#+BEGIN_SRC shell
make install
#+END_SRC
** Options
None yet.
`;
    expect(readOrg(text)).toEqual({
      title: 'Abacus',
      description: 'A fast adder of numbers.',
      sections: [
        { heading: 'Abacus', level: 1, line: 1, text: 'A =fast= adder of [[https://example.org/n][numbers]].' },
        { heading: 'Install', level: 2, line: 4, text: 'make install\nOptions\nNone yet.' },
        { heading: 'Options', level: 3, line: 8, text: 'None yet.' },
      ],
      codeBlocks: [{ language: 'shell', text: 'make install', line: 5 }],
      links: [{ text: 'numbers', target: 'https://example.org/n', line: 2 }],
      badges: [],
    });
  });
});

describe('all markups', () => {
  const READERS = [readMarkdown, readRst, readAsciiDoc, readOrg];

  it('never throw', () => {
    const parts = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '![',
      '<a href="',
      '">',
      '`',
      '```',
      '~~~',
      '#',
      '=',
      '---',
      '\n',
      '\n\n',
      '    ',
      '- ',
      '> ',
      '|',
      '.. code::',
      '::',
      '<!--',
      '-->',
      'word',
      ' ',
      '*',
      '_',
      '<h1>',
      '[a]: b',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (text) => {
        for (const read of READERS) {
          const prose = read(text.join(''));
          for (const section of prose.sections) expect(section.line).toBeGreaterThanOrEqual(1);
        }
      }),
    );
  });

  it.each([
    '['.repeat(200_000),
    '![a]('.repeat(40_000),
    '[![](\n'.repeat(40_000),
    '<a href="'.repeat(30_000),
    '<!--'.repeat(50_000),
    `${'*a'.repeat(100_000)}`,
    `${' '.repeat(200_000)}x`,
    '# a\n'.repeat(20_000),
    '`'.repeat(200_000),
    'a\n==\n'.repeat(30_000),
    '[a]: b\n'.repeat(40_000),
    'https://'.repeat(40_000),
  ])('read hostile text in little time (%#)', (text) => {
    const started = performance.now();
    for (const read of READERS) read(text);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
