import { describe, expect, test } from 'vitest';
import { pythonProjects } from '../../../src/facts/manifests/python.ts';
import { diagnosticsOf, listed, matched, readFrom } from '../reading.ts';

const read = (text: string, others: Readonly<Record<string, string>> = {}) =>
  readFrom(pythonProjects, 'pyproject.toml', { 'pyproject.toml': text, ...others });

describe('the project table', () => {
  const manifest = read(`[build-system]
requires = ["hatchling>=1.18", "hatch-vcs"]
build-backend = "hatchling.build"

[project]
name = "Acme_Tools"
dynamic = ["version"]
description = "Tools"
license = { text = "MIT" }
requires-python = ">=3.10"
authors = [{ name = "Ada Example", email = "ada@example.org" }, { name = "Bo" }]
keywords = ["tools"]
classifiers = [
  "Development Status :: 4 - Beta",
  "Private :: Do Not Upload",
]
dependencies = [
  "Sentry_SDK[flask]>=1.40,<3",
  'httpx ; python_version >= "3.10"',
  "local-lib @ git+https://git.example/lib.git",
]

[project.optional-dependencies]
redis = ["redis>=5"]
test = ["pytest", "acme-tools[redis]"]
docs = [
  # the theme
  "furo",
]

[project.scripts]
acme = "acme.cli:main"

[project.gui-scripts]
acme-gui = "acme.gui:main"

[project.entry-points."pytest11"]
acme = "acme.plugin"

[project.urls]
Homepage = "https://acme.example"
`);

  test('metadata', () => {
    expect(manifest).toMatchObject({
      ecosystem: 'pypi',
      name: 'Acme_Tools',
      description: 'Tools',
      license: 'MIT',
      private: true,
      packaged: true,
      binaries: ['acme', 'acme-gui'],
      entryPoints: ['acme.cli:main', 'acme.gui:main', 'acme.plugin'],
      runtimes: [{ name: 'python', constraint: '>=3.10', line: 10 }],
      keywords: ['tools'],
      classifiers: ['Development Status :: 4 - Beta', 'Private :: Do Not Upload'],
      authors: ['Ada Example <ada@example.org>', 'Bo'],
      urls: ['https://acme.example'],
    });
    expect(manifest?.version).toBeUndefined();
  });

  test('dependencies with their scopes and lines; an extra that names the package itself is none', () => {
    expect(listed(manifest?.dependencies)).toEqual([
      'sentry-sdk prod >=1.40,<3 :18',
      'httpx prod :19',
      'local-lib prod @ git+https://git.example/lib.git :20',
      'redis optional >=5 :24',
      'pytest test :25',
      'furo dev :28',
      'hatchling build >=1.18 :2',
      'hatch-vcs build :2',
    ]);
  });
});

test('dependency groups (PEP 735) and the tables of uv, PDM and Hatch', () => {
  const manifest = read(`[project]
name = "service"
version = "1.0"
dependencies = ["fastapi"]

[dependency-groups]
dev = ["ruff", { include-group = "tests" }]
tests = ["pytest>=8"]
prod = ["gunicorn"]

[tool.uv]
dev-dependencies = ["mypy"]

[tool.uv.workspace]
members = ["libs/*"]

[tool.pdm.dev-dependencies]
lint = ["flake8"]

[tool.pdm.scripts]
start = "uvicorn app:app"
migrate = { cmd = "alembic upgrade head" }

[tool.hatch.envs.default]
dependencies = ["coverage"]

[tool.hatch.envs.docs.scripts]
build = ["sphinx-build docs out", "open out"]
`);
  expect(listed(manifest?.dependencies)).toEqual([
    'fastapi prod :4',
    'ruff dev :7',
    'pytest test >=8 :8',
    'gunicorn prod :9',
    'mypy dev :12',
    'flake8 dev :18',
    'coverage dev :25',
  ]);
  expect(manifest).toMatchObject({
    workspaceMembers: ['libs/*'],
    scripts: [
      { name: 'start', command: 'uvicorn app:app', line: 21 },
      { name: 'migrate', command: 'alembic upgrade head', line: 22 },
      { name: 'docs:build', command: 'sphinx-build docs out && open out', line: 28 },
    ],
  });
});

describe('Poetry', () => {
  const manifest = read(`[tool.poetry]
name = "shop"
version = "0.3.0"
description = "A shop"
license = "MIT"
authors = ["Ada Example <ada@example.org>"]
repository = "https://git.example/shop"

[tool.poetry.dependencies]
python = "^3.11"
Django = "^4.2"
psycopg = { version = "^3.1", optional = true, extras = ["binary"] }
helper = { git = "https://git.example/helper.git" }
numpy = [
  { version = "<2", python = "<3.12" },
  { version = ">=2", python = ">=3.12" },
]

[tool.poetry.dev-dependencies]
black = "*"

[tool.poetry.group.test.dependencies]
pytest = "^8.0"

[tool.poetry.group.search]
optional = true
dependencies = { elasticsearch = "^8", "opensearch-py" = "^2" }

[tool.poetry.scripts]
shop = "shop.main:run"
worker = { reference = "shop.worker:run", type = "console" }

[build-system]
requires = ["poetry-core"]
`);

  test('groups, optional and repeated dependencies', () => {
    expect(listed(manifest?.dependencies)).toEqual([
      'django prod ^4.2 :11',
      'psycopg optional ^3.1 :12',
      'helper prod https://git.example/helper.git :13',
      'numpy prod <2 :14',
      'black dev * :20',
      'pytest test ^8.0 :23',
      'elasticsearch optional ^8 :27',
      'opensearch-py optional ^2 :27',
      'poetry-core build :34',
    ]);
  });

  test('metadata', () => {
    expect(manifest).toMatchObject({
      name: 'shop',
      version: '0.3.0',
      packaged: true,
      binaries: ['shop', 'worker'],
      entryPoints: ['shop.main:run', 'shop.worker:run'],
      runtimes: [{ name: 'python', constraint: '^3.11', line: 10 }],
      urls: ['https://git.example/shop'],
    });
  });

  test('beside a project table it only refines', () => {
    const both = read(`[project]
name = "shop"
version = "1.0"
dependencies = ["django (>=5.0,<6.0)"]

[tool.poetry]
package-mode = false

[tool.poetry.dependencies]
django = { source = "mirror" }
`);
    expect(both?.packaged).toBe(false);
    expect(listed(both?.dependencies)).toEqual(['django prod >=5.0,<6.0 :4']);
  });
});

test('the older form of Flit', () => {
  const manifest = read(`[build-system]
requires = ["flit_core"]

[tool.flit.metadata]
module = "acme"
author = "Ada Example"
home-page = "https://acme.example"
requires = ["requests"]
dev-requires = ["tox"]
requires-python = ">=3.8"
keywords = "a, b"

[tool.flit.metadata.requires-extra]
doc = ["sphinx"]

[tool.flit.scripts]
acme = "acme:main"
`);
  expect(manifest).toMatchObject({
    name: 'acme',
    packaged: true,
    binaries: ['acme'],
    keywords: ['a', 'b'],
    authors: ['Ada Example'],
    urls: ['https://acme.example'],
  });
  expect(listed(manifest?.dependencies)).toEqual([
    'requests prod :8',
    'tox dev :9',
    'sphinx dev :14',
    'flit-core build :2',
  ]);
});

describe('whether it is a package', () => {
  const project = '[project]\nname = "a"\nversion = "1"\n';
  test('without a build system it is one unless uv manages it', () => {
    expect(read(project)?.packaged).toBe(true);
    expect(read(project, { 'uv.lock': 'version = 1\n' })?.packaged).toBe(false);
    expect(read(`${project}[tool.uv]\npackage = true\n`)?.packaged).toBe(true);
    expect(read(`${project}[tool.uv]\npackage = false\n[build-system]\nrequires = []\n`)?.packaged).toBe(false);
  });

  test('a file that only configures linters is no manifest', () => {
    expect(read('[tool.ruff]\nline-length = 100\n[tool.pytest.ini_options]\naddopts = "-q"\n')).toBeUndefined();
  });
});

test('texts that look like tables or comments move no lines', () => {
  const manifest = read(`[project]
name = "a"
readme = """
[project]
dependencies = ["fake"]
"""
description = 'a "b' # dependencies = ["fake"]
dependencies = [ # [not a header]
  "one[x]", "two # not a comment",
  "three",
]
`);
  expect(listed(manifest?.dependencies)).toEqual(['one prod :9', 'two prod :9', 'three prod :10']);
});

test('malformed and misshapen files', () => {
  expect(diagnosticsOf(pythonProjects, 'pyproject.toml', { 'pyproject.toml': '[project]\nname = "a\n' })).toEqual([
    expect.stringMatching(/^2: malformed TOML: /),
  ]);
  const text = `[project]
name = ["a"]
dependencies = "requests"
optional-dependencies = ["a"]
scripts = 4
authors = "Ada"
license = []
[project.urls]
a = 1
[dependency-groups]
dev = { a = 3 }
[tool]
poetry = "x"
uv = []
hatch = { envs = [1] }
pdm = { scripts = { a = { env = {} } }, dev-dependencies = [] }
`;
  expect(listed(read(text)?.dependencies)).toEqual(['requests prod :3']);
  expect(read('tool = 1\nproject = 2\ndependency-groups = "a"\n')).toBeUndefined();
});

test('only the file itself is taken', () => {
  expect(matched(pythonProjects, ['pyproject.toml', 'a/pyproject.toml', 'my.pyproject.toml'])).toEqual([
    'pyproject.toml',
    'a/pyproject.toml',
  ]);
});
