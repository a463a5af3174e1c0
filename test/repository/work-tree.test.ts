import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askAhead } from '../../src/repository/git-ahead.ts';
import { openGitTree } from '../../src/repository/git-tree.ts';
import { openWorkTree } from '../../src/repository/work-tree.ts';

let parent: string;
let root: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'senior-audit-tree-'));
  root = join(parent, 'project');
  mkdirSync(root);
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

function git(...args: string[]): string {
  return execFileSync('git', ['-C', root, '-c', 'user.name=Robin', '-c', 'user.email=robin@example.org', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function commitAll(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}

const paths = (repository: { readonly files: readonly { readonly path: string }[] }): string[] =>
  repository.files.map((file) => file.path);

describe('openWorkTree', () => {
  it('lists tracked and untracked files of a git repository, not the ignored ones', () => {
    git('init', '--quiet');
    write('.gitignore', 'build/\n');
    write('src/a.ts', 'a');
    commitAll('first');
    write('src/b.ts', 'b');
    write('build/out.js', 'out');
    expect(paths(openWorkTree(root))).toEqual(['.gitignore', 'src/a.ts', 'src/b.ts']);
  });

  it('takes what git was asked for ahead, once', async () => {
    git('init', '--quiet');
    write('a.txt', 'a');
    commitAll('first');
    await askAhead(root);
    write('b.txt', 'b');
    commitAll('second');
    const early = openWorkTree(root);
    expect(paths(early)).toEqual(['a.txt']);
    expect(early.history()?.commits.map(({ subject }) => subject)).toEqual(['first']);
    const late = openWorkTree(root);
    expect(paths(late)).toEqual(['a.txt', 'b.txt']);
    expect(late.history()?.commits.map(({ subject }) => subject)).toEqual(['second', 'first']);
  });

  it('asks nothing ahead where no repository begins, and is right without an answer', async () => {
    write('a.txt', 'a');
    await askAhead(root);
    await askAhead(join(root, 'missing'));
    git('init', '--quiet');
    await askAhead(root);
    const repository = openWorkTree(root);
    expect(paths(repository)).toEqual(['a.txt']);
    expect(repository.history()).toBeNull();
  });

  it('lists without git by .gitignore, and never walks node_modules', () => {
    write('.gitignore', 'secret.txt\n');
    write('a.txt', 'a');
    write('secret.txt', 's');
    write('node_modules/left-pad/index.js', 'x');
    const repository = openWorkTree(root);
    expect(paths(repository)).toEqual(['.gitignore', 'a.txt']);
    expect(repository.commit).toBeNull();
    expect(repository.history()).toBeNull();
  });

  it('does not follow a link out of the repository, nor a loop of links', () => {
    writeFileSync(join(parent, 'outside.txt'), 'private');
    symlinkSync('../outside.txt', join(root, 'link.txt'));
    symlinkSync('.', join(root, 'loop'));
    write('a.txt', 'a');
    symlinkSync('a.txt', join(root, 'inside.txt'));
    symlinkSync('gone.txt', join(root, 'dangling.txt'));
    const repository = openWorkTree(root);
    expect(repository.read('dangling.txt', 100)).toEqual({ ok: false, reason: 'dangling' });
    expect(repository.read('link.txt', 100)).toEqual({ ok: false, reason: 'outside' });
    expect(repository.read('loop', 100)).toEqual({ ok: false, reason: 'outside' });
    expect(repository.read('inside.txt', 100)).toEqual({ ok: true, bytes: Buffer.from('a') });
  });

  it('says why a file cannot be read', () => {
    write('large.txt', 'x'.repeat(200));
    const repository = openWorkTree(root);
    expect(repository.read('large.txt', 100)).toEqual({ ok: false, reason: 'too-large' });
    expect(repository.read('../outside.txt', 100)).toEqual({ ok: false, reason: 'missing' });
  });

  it('reads a file to its end, whatever its size, and what it has become since it was listed', () => {
    for (const size of [0, 1, 768 * 1024 - 1, 768 * 1024, 768 * 1024 + 1, 2_000_000])
      write(`${size}.txt`, 'x'.repeat(size));
    write('grown.txt', 'old');
    write('shrunk.txt', 'old and long');
    write('too-large.txt', 'old');
    const repository = openWorkTree(root);
    write('grown.txt', `new ${'y'.repeat(1_000_000)}`);
    write('shrunk.txt', 'new');
    write('too-large.txt', 'z'.repeat(3_000_000));
    const read = (path: string): string => {
      const content = repository.read(path, 2_000_000);
      return content.ok ? content.bytes.toString('utf8') : content.reason;
    };
    expect(read('0.txt')).toBe('');
    expect(read('1.txt')).toBe('x');
    expect(read(`${768 * 1024 - 1}.txt`)).toBe('x'.repeat(768 * 1024 - 1));
    expect(read(`${768 * 1024}.txt`)).toBe('x'.repeat(768 * 1024));
    expect(read(`${768 * 1024 + 1}.txt`)).toBe('x'.repeat(768 * 1024 + 1));
    expect(read('2000000.txt')).toBe('x'.repeat(2_000_000));
    expect(read('grown.txt')).toBe(`new ${'y'.repeat(1_000_000)}`);
    expect(read('shrunk.txt')).toBe('new');
    expect(read('too-large.txt')).toBe('too-large');
  });

  it('does not hang on a named pipe', () => {
    execFileSync('mkfifo', [join(root, 'package.json')]);
    const repository = openWorkTree(root);
    expect(repository.read('package.json', 100).ok).toBe(false);
  });

  it('runs nothing that the repository names in its git configuration', () => {
    git('init', '--quiet');
    write('a.txt', 'a');
    commitAll('first');
    const trap = join(parent, 'trap.sh');
    const sprung = join(parent, 'sprung');
    writeFileSync(trap, `#!/bin/sh\ntouch ${sprung}\n`);
    chmodSync(trap, 0o755);
    git('config', 'core.fsmonitor', trap);
    git('config', 'core.pager', trap);
    git('config', 'diff.external', trap);
    git('config', 'filter.trap.clean', trap);
    git('config', 'log.showSignature', 'true');
    git('config', 'gpg.program', trap);
    git('config', 'core.sshCommand', trap);
    write('.gitattributes', '* filter=trap\n');
    const repository = openWorkTree(root);
    expect(paths(repository)).toEqual(['.gitattributes', 'a.txt']);
    expect(repository.history()?.commits.map((commit) => commit.subject)).toEqual(['first']);
    expect(existsSync(sprung)).toBe(false);
  });

  it('lists a submodule without entering it, and survives tracked files that are gone', () => {
    git('init', '--quiet');
    write('gone.txt', 'g');
    write('kept.txt', 'k');
    commitAll('first');
    rmSync(join(root, 'gone.txt'));
    expect(paths(openWorkTree(root))).toEqual(['kept.txt']);
  });

  it('refuses what is not a directory', () => {
    expect(() => openWorkTree(join(root, 'nowhere'))).toThrow(/nowhere cannot be read: ENOENT/);
    write('file.txt', '');
    expect(() => openWorkTree(join(root, 'file.txt'))).toThrow(/file\.txt is not a directory/);
  });
});

describe('openGitTree', () => {
  it('reads a tag, with the history that leads to it, though the work tree has moved on', () => {
    git('init', '--quiet');
    write('a.txt', 'old');
    commitAll('first');
    git('tag', 'v1.0.0');
    write('a.txt', 'new');
    write('b.txt', 'b');
    commitAll('second');
    const repository = openGitTree(root, 'v1.0.0');
    expect(paths(repository)).toEqual(['a.txt']);
    expect(repository.read('a.txt', 100)).toEqual({ ok: true, bytes: Buffer.from('old') });
    expect(repository.history()?.commits.map((commit) => commit.subject)).toEqual(['first']);
    expect(repository.history()?.tags.map((tag) => tag.name)).toEqual(['v1.0.0']);
  });

  it('reads a bare repository', () => {
    git('init', '--quiet');
    write('a.txt', 'a');
    commitAll('first');
    const bare = join(parent, 'bare.git');
    execFileSync('git', ['clone', '--quiet', '--bare', root, bare]);
    expect(paths(openGitTree(bare, 'HEAD'))).toEqual(['a.txt']);
  });

  it('says what is wrong with the revision', () => {
    git('init', '--quiet');
    write('a.txt', 'a');
    commitAll('first');
    expect(() => openGitTree(root, 'v9')).toThrow(/the revision v9 does not exist in/);
    expect(() => openGitTree(parent, 'HEAD')).toThrow(/is not a git repository, so the revision HEAD cannot be read/);
    // An option in disguise is a revision that does not exist, never an option.
    expect(() => openGitTree(root, '--output=/tmp/x')).toThrow(/does not exist/);
  });
});
