import { describe, expect, it, test } from 'vitest';
import { runCheck } from '../run-check.ts';

const PACKAGE = '{"name": "shop", "scripts": {"dev": "vite", "test": "vitest run"}}\n';

describe('readme-commands', () => {
  it('names the command and its line', () => {
    const outcome = runCheck('readme-commands', {
      'README.md': '# shop\n\n```sh\nnpm install\nnpm run serve\n```\n',
      'package.json': PACKAGE,
    });
    expect(outcome.value).toBe(false);
    expect(outcome.evidence).toEqual([
      {
        path: 'README.md',
        line: 5,
        detail: 'tells to run `npm run serve`, which is not there',
        subject: 'npm run serve',
      },
    ]);
  });

  it.each([
    ['what stands for something else', 'npm run <task>'],
    ['a script of another package', 'cd web && npm run build'],
    ['what a comment says', '# npm run serve'],
    ['a script of a folder that is not there', 'python tools/fetch.py'],
    ['a call without a script', 'npm install'],
  ])('passes over %s', (_, command) => {
    const files = {
      'README.md': `# shop\n\n\`\`\`sh\n${command}\n\`\`\`\n`,
      'package.json': PACKAGE,
      'web/package.json': '{"scripts": {"build": "vite build"}}\n',
    };
    expect(runCheck('readme-commands', files).value).toBe(true);
  });

  it('leaves Makefiles that are made or built up at run time alone', () => {
    const readme = '# tally\n\n    make check\n';
    expect(runCheck('readme-commands', { 'README.md': readme, Makefile: 'all:\n\tcc a.c\n' }).value).toBe(false);
    expect(
      runCheck('readme-commands', { 'README.md': readme, Makefile: 'all:\n\tcc a.c\n', 'configure.ac': 'AC_INIT\n' })
        .value,
    ).toBe(true);
    expect(
      runCheck('readme-commands', { 'README.md': readme, Makefile: 'include $(TOP)/rules.mk\nall:\n\tcc a.c\n' }).value,
    ).toBe(true);
  });

  it('stops where another project is begun', () => {
    const readme = '# tool\n\n```sh\nnpx create-shop my-shop\ncd my-shop\nnpm run serve\n```\n';
    expect(runCheck('readme-commands', { 'README.md': readme, 'package.json': PACKAGE }).value).toBe(true);
  });
});

describe('readme-links', () => {
  it.each([
    '[a](https://example.org/a)',
    '[a](#usage)',
    '[a](../../issues)',
    '[a](docs/)',
    '[a](./docs/guide.html)',
    '[a](docs/guide)',
    '[a](docs/guide.md?raw=1#top)',
    '[a](docs/na%C3%AFve.md)',
    '[a](mailto:a@example.org)',
    '[a](<docs/two words.md>)',
  ])('accepts %s', (link) => {
    const files = {
      'README.md': `# tally\n\n${link}\n`,
      'docs/guide.md': '# Guide\n',
      'docs/naïve.md': '# Naïve\n',
      'docs/two words.md': '# Two\n',
    };
    expect(runCheck('readme-links', files).value).toBe(true);
  });

  it('names what is not there, once', () => {
    const outcome = runCheck('readme-links', { 'README.md': '# tally\n\n[a](docs/a.md) and [b](docs/a.md#b)\n' });
    expect(outcome.value).toBe(false);
    expect(outcome.evidence).toEqual([
      { path: 'README.md', line: 3, detail: 'links to docs/a.md, which is not there' },
    ]);
  });

  it('does not fail at an address that cannot be decoded', () => {
    expect(runCheck('readme-links', { 'README.md': '# tally\n\n[a](docs/%E0%A4%A.md)\n' }).value).toBe(false);
  });
});

describe('code-owners-valid', () => {
  const files = { 'src/billing/a.ts': 'export {};\n', 'docs/a.md': '# A\n' };
  it.each(['* @a', '/src/ @a', 'src/billing @a/b', 'billing/ @a', '*.ts a@example.org', '**/a.md @a', 'docs/* @a'])(
    'accepts %s',
    (line) => {
      expect(runCheck('code-owners-valid', { ...files, CODEOWNERS: `${line}\n` }).value).toBe(true);
    },
  );
  it.each(['/lib/ @a', '*.rb @a', '* ada', '!docs/ @a'])('refuses %s', (line) => {
    expect(runCheck('code-owners-valid', { ...files, CODEOWNERS: `# owners\n\n${line}\n` })).toMatchObject({
      value: false,
      evidence: [{ path: 'CODEOWNERS', line: 3 }],
    });
  });
});

describe('licence-agrees', () => {
  const mit =
    'Permission is hereby granted, free of charge, to any person obtaining a copy of this software, provided that the above copyright notice and this permission notice shall be included.\n';
  it.each([
    ['MIT', true],
    ['(MIT OR Apache-2.0)', true],
    ['ISC', false],
    ['GPL-3.0-or-later', false],
    ['SEE LICENSE IN LICENSE', null],
  ])('%s beside the text of the MIT licence: %s', (license, value) => {
    const manifest = JSON.stringify({ name: 'tally', version: '1.0.0', license });
    expect(runCheck('licence-agrees', { 'package.json': manifest, LICENSE: mit }).value).toBe(value);
  });
});

describe('agent-commands', () => {
  it.each([
    'Never run `npm run serve`.',
    'The build writes `dist/main.js`.',
    'Add a migration such as `src/db/new_table.sql`.',
    'Run `npm run <script>`.',
    'See `src/a.ts:12`.',
    'Name tests `src/test_XXXX-description.py`.',
    '`tool.py` generates `src/kernels.h`.',
    'The kernels lie in `src/made.h`.',
  ])('accepts: %s', (text) => {
    const files = {
      'AGENTS.md': `# For agents\n\n${text}\n`,
      'package.json': PACKAGE,
      'src/a.ts': 'export {};\n',
      'src/.gitignore': 'made.h\n',
    };
    expect(runCheck('agent-commands', files).value).toBe(true);
  });
});

describe('personal-records-in-files', () => {
  const rows = (
    host: (index: number) => string,
    name = (index: number) => `${'abcdefgh'[index % 8]}.${'klmnopqrst'[index % 10]}x`,
  ) =>
    `name,email,phone\n${Array.from({ length: 40 }, (_, index) => `P,${name(index)}@${host(index)},+47 555 01 00`).join('\n')}\n`;

  it.each([
    ['invented hosts', rows(() => 'example.com')],
    [
      'numbered people',
      rows(
        (index) => `post${index % 5}.no`,
        (index) => `user${index}`,
      ),
    ],
    [
      'a directory of organisations with a contact of each',
      rows((index) => `school${'abcd'[index % 4]}.no`).replace('name,email,phone', 'organisation,email,phone,website'),
    ],
    [
      'a list of places that are open to the public',
      rows((index) => `city${'abcd'[index % 4]}.no`).replace(
        'name,email,phone',
        'CONTACT MAIL;TELEPHONE;HORAIRES LUNDI',
      ),
    ],
  ])('accepts %s', (_, text) => {
    expect(runCheck('personal-records-in-files', { 'data/people.csv': text }).value).toBe(false);
  });

  it('finds many people at several hosts', () => {
    expect(
      runCheck('personal-records-in-files', { 'data/people.csv': rows((index) => `post${'abcd'[index % 4]}.no`) })
        .value,
    ).toBe(true);
  });
});

describe('reads-environment', () => {
  const needed = { with: { needed: true } };

  it('counts variables of its own', () => {
    const files = {
      'app.py': "import os\n\nA = os.environ['MAIL_HOST']\nB = os.environ['API_URL']\nC = os.getenv('API_KEY')\n",
    };
    expect(runCheck('reads-environment', files, needed).value).toBe(true);
  });

  it.each([
    ['of frameworks', 'puma.rb', "a ENV['RAILS_MAX_THREADS']\nb ENV['PORT']\nc ENV['PIDFILE']\nd ENV['MAIL_HOST']\n"],
    ['of the desk', 'config/environments/development.rb', "a ENV['A_HOST']\nb ENV['B_HOST']\nc ENV['C_HOST']\n"],
    [
      'with defaults in Ruby',
      'app.rb',
      "a ENV.fetch('A_URL', 'b')\nb ENV.fetch('B_URL') { 5 }\nc ENV['C_URL'] || 'c'\n",
    ],
    [
      'with defaults in Python',
      'app.py',
      "import os\na = os.environ.get('A_URL', 'a')\nb = os.getenv('B_URL') or 'b'\nc = os.getenv(\n  'C_URL', 'c'\n)\n",
    ],
    [
      'with defaults in JavaScript',
      'app.js',
      "f(process.env.A_URL || 'a');\ng(process.env.B_URL ?? 'b');\nh(process.env['C_URL'] || 'c');\n",
    ],
  ])('does not need those %s', (_, path, text) => {
    expect(runCheck('reads-environment', { [path]: text }).value).toBe(true);
    expect(runCheck('reads-environment', { [path]: text }, needed).value).toBe(false);
  });

  it.each([
    [
      'app.py',
      "import os\na = os.environ.get('A_URL', '')\nb = os.getenv('B_URL') or None\nc = os.getenv('C_URL', '')\n",
    ],
    ['app.js', "if (!process.env.A_KEY || !process.env.B_KEY) stop();\nh(process.env.C_URL || '');\n"],
  ])('needs those for which there is nothing else: %s', (path, text) => {
    expect(runCheck('reads-environment', { [path]: text }, needed).value).toBe(true);
  });
});

describe('retired', () => {
  const last = (subject: string) => ({
    shallow: false,
    commits: [{ hash: 'a', author: 'Ada', email: 'ada@example.org', time: 1_700_000_000, subject }],
    truncated: false,
    tags: [],
    remotes: [],
  });

  it.each([
    '# /!\\ Projet archivé /!\\\n\nL’outil a été intégré ailleurs.\n',
    '# Wetter\n\nDieses Projekt wurde eingestellt.\n',
    '# Clima\n\nEste proyecto está archivado.\n',
  ])('understands a README that says so in another language: %j', (text) => {
    expect(runCheck('retired', { 'README.md': text }).value).toBe(true);
  });

  it.each(['# Projet\n\nLes documents archivés sont rangés par date.\n', '# Archiv\n\nEin Projekt des Archivs.\n'])(
    'does not take archives for an end: %j',
    (text) => {
      expect(runCheck('retired', { 'README.md': text }).value).toBe(false);
    },
  );

  it('reads the newest commit, whatever sort it is said to be', () => {
    const files = { 'README.md': '# tally\n\nAdds numbers.\n' };
    expect(runCheck('retired', files, { history: last('chore: archive project') }).value).toBe(true);
    expect(runCheck('retired', files, { history: last('feat(api): archive projects by date') }).value).toBe(false);
  });

  it('knows where we moved to by the host of the code', () => {
    const value = (text: string) =>
      runCheck('retired', { 'README.md': `# tally\n\n${text}\n` }, { with: { moved: true } }).value;
    expect(value('We migrated to Codeberg: https://codeberg.org/acme/tally')).toBe(true);
    expect(value('We have moved to [GitLab](https://gitlab.com/acme/tally).')).toBe(true);
    expect(value('We moved to Vite, see https://vite.dev/guide/ for more.')).toBe(false);
  });
});

test('history-unknown is true without version control and of a shallow clone', () => {
  const history = { shallow: true, commits: [], truncated: false, tags: [], remotes: [] };
  expect(runCheck('history-unknown', { 'a.py': '' }).value).toBe(true);
  expect(runCheck('history-unknown', { 'a.py': '' }, { history }).value).toBe(true);
  const commit = { hash: 'a', author: 'Ada', email: 'ada@example.org', time: 1_700_000_000, subject: 'Add it' };
  const whole = { ...history, shallow: false, commits: [commit] };
  expect(runCheck('history-unknown', { 'a.py': '' }, { history: whole }).value).toBe(false);
});
