import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

describe('documented-script', () => {
  const parser = 'import argparse\n\nparser = argparse.ArgumentParser()\n';
  const files = { 'report.py': parser, 'shapes/draw/__main__.py': parser, 'archive.sh': 'tar -cf out.tar "$1"\n' };
  const says = (line: string): Record<string, string> => ({ 'README.md': `# Shapes\n\n\`\`\`sh\n${line}\n\`\`\`\n` });

  it.each([
    'python3 report.py --month 2024-01',
    '$ poetry run python -u report.py',
    'python -m shapes.draw circle',
    './archive.sh /srv/shapes',
    'TOKEN=x bash archive.sh /srv/shapes',
  ])('sees that readers are told: %s', (line) => {
    expect(runCheck('documented-script', { ...files, ...says(line) }).value).toBe(true);
  });

  it('sees what the README beside a script says', () => {
    const beside = {
      'jobs/report/run_report.py': parser,
      'jobs/report/README.md': '```\npython run_report.py --all\n```\n',
    };
    expect(runCheck('documented-script', beside).evidence).toEqual([
      { path: 'jobs/report/README.md', line: 1, detail: 'says to run jobs/report/run_report.py' },
    ]);
  });

  it.each([
    ['a script without arguments', { 'hello.py': 'print("hello")\n' }, 'python hello.py'],
    [
      'what sets up or serves',
      { 'setup.py': parser, 'manage.py': parser, 'server.py': parser },
      'python manage.py migrate',
    ],
    ['a script of something else', {}, 'python other.py --all'],
    ['a module of a tool', {}, 'python -m venv .venv'],
  ])('leaves out %s', (_, more, line) => {
    expect(runCheck('documented-script', { ...more, ...says(line) }).value).toBe(false);
  });
});

describe('script-collection', () => {
  const main = '\nif __name__ == "__main__":\n    main()\n';
  const scripts = { 'purge.py': main, 'rotate.sh': 'rm old\n', 'bin/report.rb': '#!/usr/bin/env ruby\nputs 1\n' };

  it('sees scripts that are started one by one', () => {
    expect(runCheck('script-collection', scripts).evidence[0]).toEqual({
      path: 'bin/report.rb',
      detail: 'one of 3 scripts among 3 files of source',
    });
  });

  it('leaves out a program with a few helpers', () => {
    const program = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`shapes/part${index}.py`, 'x = 1\n']));
    expect(runCheck('script-collection', { ...scripts, ...program }).value).toBe(false);
  });

  it('does not count the scripts that every repository has', () => {
    const helpers = {
      'setup.py': main,
      'install.sh': 'pip install .\n',
      'ci/test.sh': 'pytest\n',
      'main.go': 'package main\n',
    };
    expect(runCheck('script-collection', helpers).value).toBe(false);
  });
});
