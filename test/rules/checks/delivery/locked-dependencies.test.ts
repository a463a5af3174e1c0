import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

const PACKAGE = '{"name": "web", "private": true, "dependencies": {"express": "^4.18.0"}}\n';
const SERVER = "require('express')().listen(3000);\n".repeat(20);

describe('locked-dependencies', () => {
  it('decides for the ecosystem of most of the source', () => {
    const files = {
      'requirements.txt': 'flask>=3\n',
      'app.py': 'import flask\n'.repeat(100),
      'ui/package.json': PACKAGE,
      'ui/package-lock.json': '{"lockfileVersion": 3, "packages": {}}',
      'ui/index.js': 'console.log(1);\n',
    };
    expect(runCheck('locked-dependencies', files).value).toBe(false);
    expect(runCheck('locked-dependencies', { ...files, 'uv.lock': 'version = 1\n' }).value).toBe(true);
  });

  it('asks nothing of the tests beside what has nothing to lock', () => {
    const files = {
      'src/words.ml': 'let words text = String.split_on_char (Char.chr 32) text\n',
      'test/package.json': '{"name": "page", "private": true, "dependencies": {"express": "^4"}}\n',
    };
    expect(runCheck('locked-dependencies', files).value).toBe(null);
    const { 'test/package.json': tests } = files;
    const alone = { 'test/package.json': tests, 'test/a.test.js': 'assert(1);\n' };
    expect(runCheck('locked-dependencies', alone).value).toBe(false);
  });

  it('takes exact requirements for a lock, with one odd tool', () => {
    const pins = Array.from({ length: 12 }, (_, index) => `package-${index}==1.${index}\n`).join('');
    const app = { 'app.py': 'import flask\n' };
    expect(runCheck('locked-dependencies', { ...app, 'requirements.txt': pins }).value).toBe(true);
    expect(runCheck('locked-dependencies', { ...app, 'requirements.txt': `${pins}pip-tools\n` }).value).toBe(true);
    expect(runCheck('locked-dependencies', { ...app, 'requirements.txt': 'flask==3.*\nrequests\n' }).value).toBe(false);
    expect(runCheck('locked-dependencies', { ...app, 'setup.cfg': '', 'docs/requirements.txt': pins }).value).toBe(
      false,
    );
  });

  it('does not take the exact list of a part for the whole', () => {
    const files = {
      'app.py': 'import celery\n',
      'requirements/default.txt': 'billiard>=4\nkombu>=5\nvine>=5\nclick>=8\n',
      'requirements/extras/auth.txt': 'cryptography==46.0.0\n',
    };
    expect(runCheck('locked-dependencies', files).value).toBe(false);
    const exact = 'billiard==4.2.1\nkombu==5.5.0\nvine==5.1.0\nclick==8.1.8\n';
    expect(runCheck('locked-dependencies', { ...files, 'requirements/default.txt': exact }).value).toBe(true);
  });

  it('takes a program that names the exact versions of all that it runs with for locked', () => {
    const project = (django: string): string =>
      `[project]\nname = "grants"\nversion = "1.0"\ndependencies = ["django${django}", "requests==2.34.2", "acme @ git+https://example.org/acme.git@c635773"]\n\n[project.optional-dependencies]\ndev = ["black"]\n`;
    const app = { 'manage.py': 'import django\n' };
    expect(runCheck('locked-dependencies', { ...app, 'pyproject.toml': project('==5.2.17') }).value).toBe(true);
    expect(runCheck('locked-dependencies', { ...app, 'pyproject.toml': project('>=5.2') }).value).toBe(false);
  });

  it('takes the freeze file of a tool around a Cabal project for that tool’s', () => {
    const files = {
      'tally.cabal':
        'cabal-version: 2.4\nname: tally\nversion: 0.1\nexecutable tally\n  main-is: Main.hs\n  build-depends: base, text\n',
      'Main.hs': 'main :: IO ()\nmain = print 1\n',
    };
    const freeze = 'constraints: any.text ==2.1\n';
    expect(runCheck('locked-dependencies', { ...files, 'builders/arm/cabal.project.freeze': freeze }).value).toBe(
      false,
    );
    expect(runCheck('locked-dependencies', { ...files, 'cabal.project.freeze': freeze }).value).toBe(true);
  });

  it.each(['fixtures/app/package-lock.json', 'vendor/x/package-lock.json', 'examples/app/yarn.lock'])(
    'does not take %s for its own',
    (path) => {
      const files = { 'package.json': PACKAGE, 'server.js': SERVER, [path]: '{"lockfileVersion": 3}' };
      expect(runCheck('locked-dependencies', files).value).toBe(false);
    },
  );

  it('does not take what is put on machines for what the repository is made of', () => {
    const files = {
      Puppetfile: "mod 'puppetlabs/stdlib'\n",
      'manifests/site.pp': 'node default { include shelf }\n',
      'modules/local/shelf/files/requirements.txt': 'flask==3.0.0\nredis==5.0.0\n',
    };
    expect(runCheck('locked-dependencies', files).value).not.toBe(true);
    expect(
      runCheck('locked-dependencies', { ...files, 'tools/requirements.txt': 'flask==3.0.0\nredis==5.0.0\n' }).value,
    ).toBe(true);
  });

  it('needs no manifest that names dependencies', () => {
    const files = {
      'Cargo.toml': '[package]\nname = "x"\nversion = "0.1.0"\n',
      'Cargo.lock': 'version = 4\n',
      'src/main.rs': 'fn main() {}\n',
    };
    expect(runCheck('locked-dependencies', files).value).toBe(true);
  });
});
