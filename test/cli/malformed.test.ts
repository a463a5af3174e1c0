import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../stories/story.ts';

const CLI = resolve('dist/cli/main.js');

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'senior-audit-malformed-'));
  writeFileSync(join(root, 'README.md'), '# Something\n\nA program that does something.\n');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function audit(): { readonly status: number | null; readonly report: Report; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, root, '--format', 'json', '--fail-on', 'none'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, report: JSON.parse(stdout) as Report, stderr };
}

function present(report: Report, id: string): boolean | null | undefined {
  return report.practices.find((practice) => practice.id === id)?.present;
}

describe('malformed input', () => {
  it('a picture is no text that somebody should mend', () => {
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(root, 'docs/release-rollback.png'), Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex'));
    writeFileSync(join(root, 'docs/release-rollback.md'), Buffer.from([0x23, 0x20, 0xff, 0xfe, 0x00]));
    expect(audit().report.diagnostics.map(({ path }) => path)).toEqual(['docs/release-rollback.md']);
  });

  it.each([
    ['package.json', '{\n  "name": "x",\n  oops\n}\n', /malformed JSON: .*\(line 3\)/],
    ['pyproject.toml', '[project]\nname = \n', /malformed TOML: .*\(line 2\)/],
    ['pom.xml', '<project>\n  <version>1</name>\n</project>\n', /malformed XML: .*\(line 2\)/],
    ['.github/workflows/ci.yml', 'on: push\njobs:\n  test: {\n', /malformed YAML/],
  ])('%s: a diagnostic that names the file and the place', (path, content, message) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
    const { status, report, stderr } = audit();
    expect(status).toBe(0);
    expect(stderr).toBe('');
    const diagnostics = report.diagnostics.filter((diagnostic) => diagnostic.path === path);
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics[0]?.message).toMatch(message);
  });

  it('leaves undecided what a broken manifest could have said', () => {
    writeFileSync(join(root, 'package.json'), '{ "dependencies": { "@sentry/node": ');
    writeFileSync(join(root, 'server.js'), "require('express')().listen(3000);\n");
    const { report } = audit();
    expect(present(report, 'crash-reporting')).toBeNull();
    expect(report.findings.map((finding) => finding.rule)).not.toContain('crash-reporting');
  });

  it('reads on after a file that is not text', () => {
    writeFileSync(join(root, 'package.json'), Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x80, 0x22]));
    const { status, report } = audit();
    expect(status).toBe(0);
    expect(report.diagnostics).toContainEqual({
      fact: 'text',
      path: 'package.json',
      message: 'this is not text in UTF-8: save it as UTF-8',
    });
  });

  it('keeps silent about data of tests and what programs wrote, however large', () => {
    const large = 'x'.repeat(3 * 1024 * 1024);
    for (const folder of ['tests/data', 'static/viewer-dist']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'tests/data/report.html'), large);
    writeFileSync(join(root, 'static/viewer-dist/main.js'), large);
    expect(audit().report.diagnostics).toEqual([]);
    writeFileSync(join(root, 'static/main.html'), large);
    expect(audit().report.diagnostics.map(({ path }) => path)).toEqual(['static/main.html']);
  });

  it('does not read a manifest of 50 MB', () => {
    writeFileSync(join(root, 'package.json'), `{"name": "${'x'.repeat(50 * 1024 * 1024)}"}`);
    const { status, report } = audit();
    expect(status).toBe(0);
    expect(report.diagnostics.find((diagnostic) => diagnostic.path === 'package.json')?.message).toMatch(
      /^the file is too large to be read \(52428\d+ bytes, the limit is \d+\)$/,
    );
  });

  it('survives a directory named package.json and a loop of links', () => {
    mkdirSync(join(root, 'package.json'));
    writeFileSync(join(root, 'package.json', 'note.txt'), 'x');
    symlinkSync('..', join(root, 'package.json', 'up'));
    symlinkSync('b', join(root, 'a'));
    symlinkSync('a', join(root, 'b'));
    expect(audit().status).toBe(0);
  });

  it('ends with 3 and a message where there is nothing to audit', () => {
    const missing = spawnSync(process.execPath, [CLI, join(root, 'nowhere')], { encoding: 'utf8' });
    expect(missing.status).toBe(3);
    expect(missing.stderr).toMatch(/nowhere cannot be read: ENOENT/);
    expect(missing.stdout).toBe('');
  });

  it('writes no control characters of the repository to the terminal', () => {
    writeFileSync(
      join(root, 'package.json'),
      JSON.stringify({ name: 'x\u001b[2J\u202ey', version: '1.0.0', main: 'index.js' }),
    );
    mkdirSync(join(root, '.github/workflows'), { recursive: true });
    writeFileSync(join(root, '.github/workflows/a\u001b[31m.yml'), 'on: push\njobs: {}\n');
    const { stdout } = spawnSync(process.execPath, [CLI, root, '--verbose'], { encoding: 'utf8' });
    expect([...stdout].filter((char) => char !== '\n' && /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(char))).toEqual([]);
  });
});
