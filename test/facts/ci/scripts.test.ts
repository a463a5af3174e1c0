import { describe, expect, it } from 'vitest';
import { follow, readOne } from './reading.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

describe('npm scripts', () => {
  const files = {
    'package.json': json({
      name: 'root',
      workspaces: ['packages/*'],
      scripts: {
        pretest: 'npm run build',
        test: 'jest',
        posttest: 'echo done',
        build: 'tsc -b',
        ci: 'run-s lint:* test',
        'lint:js': 'eslint .',
        'lint:css': 'stylelint "**/*.css"',
        all: 'concurrently "npm:lint:*" "tsc --watch"',
        wire: "start-test 'npm run build' http://localhost:8080/heartbeat 'newman run wire.json'",
        loop: 'npm run loop && yarn loop',
        prepublishOnly: 'npm test',
      },
    }),
    'packages/a/package.json': json({ name: '@acme/a', scripts: { test: 'vitest run', check: 'tsc' } }),
    'packages/b/package.json': json({ name: '@acme/b', scripts: { test: 'mocha' } }),
    'other/package.json': json({ name: 'other', scripts: { test: 'ava' } }),
    'examples/c/package.json': json({ name: 'c', scripts: { test: 'tap' } }),
  };

  it.each([
    ['npm test', ['npm test > npm run build', 'npm test > npm run build > tsc -b', 'npm test > jest']],
    ['npm t -- --ci', ['npm test > npm run build', 'npm test > npm run build > tsc -b', 'npm test > jest --ci']],
    ['yarn build --force', ['yarn build > tsc -b --force']],
    ['pnpm run build', ['pnpm run build > tsc -b']],
    ['bun run build', ['bun run build > tsc -b']],
    ['node --run build', ['node run build > tsc -b']],
    ['bun test', []],
    ['npm install', []],
    ['npm run missing', []],
    ['npm run constructor', []],
    ['npm --prefix other test', ['npm test > ava']],
    ['cd other && npm test', ['npm test > ava']],
    ['(cd other && true); npm run build', ['npm run build > tsc -b']],
    ['npm run test -w @acme/a', ['npm run test > vitest run']],
    ['npm test --workspaces --if-present', ['npm test > vitest run', 'npm test > mocha']],
    ['yarn workspace @acme/b test', ['yarn test > mocha']],
    ['yarn workspaces foreach -A run test', ['yarn run test > vitest run', 'yarn run test > mocha']],
    ['pnpm -r test', ['pnpm test > vitest run', 'pnpm test > mocha']],
    ['pnpm --filter "./packages/*" test', ['pnpm test > vitest run', 'pnpm test > mocha']],
    ['pnpm --filter a... test', ['pnpm test > vitest run']],
    ['npx turbo run test check', ['turbo test > vitest run', 'turbo test > mocha', 'turbo check > tsc']],
    ['npx nx run-many -t test', ['nx test > vitest run', 'nx test > mocha']],
    ['npx nx affected --target=check', ['nx check > tsc']],
    ['npx lerna run test --since main', ['lerna test > vitest run', 'lerna test > mocha']],
    ['npm run loop', ['npm run loop > npm run loop', 'npm run loop > yarn loop']],
  ])('%s', (command, expected) => {
    const own = (line: string): boolean => line.includes(' > ');
    expect(follow(command, files).filter(own)).toEqual(expected);
  });

  it('follows runners of several scripts', () => {
    expect(follow('npm run ci', files).slice(2)).toEqual([
      'npm run ci > run-s > npm run lint:js',
      'npm run ci > run-s > npm run lint:js > eslint .',
      'npm run ci > run-s > npm run lint:css',
      'npm run ci > run-s > npm run lint:css > stylelint "**/*.css"',
      'npm run ci > run-s > npm run test',
      'npm run ci > run-s > npm run test > npm run build',
      'npm run ci > run-s > npm run test > npm run build > tsc -b',
      'npm run ci > run-s > npm run test > jest',
    ]);
    expect(follow('npm run wire', files).slice(2)).toEqual([
      'npm run wire > start-test > npm run build',
      'npm run wire > start-test > npm run build > tsc -b',
      'npm run wire > start-test > newman run wire.json',
    ]);
    expect(follow('npm run all', files).slice(2)).toEqual([
      'npm run all > concurrently > npm run lint:js',
      'npm run all > concurrently > npm run lint:js > eslint .',
      'npm run all > concurrently > npm run lint:css',
      'npm run all > concurrently > npm run lint:css > stylelint "**/*.css"',
      'npm run all > concurrently > tsc --watch',
    ]);
  });

  it('knows what publishing runs', () => {
    expect(follow('npm publish', files)).toContain('npm publish > npm test > jest');
  });

  it('names the place of a script', () => {
    const workflow =
      'on: push\njobs:\n  a:\n    steps:\n      - run: npm run build\n        working-directory: packages/a/..\n';
    const pipeline = readOne({ '.github/workflows/x.yml': workflow, ...files });
    expect(pipeline.jobs[0]?.steps[0]?.commands).toEqual([
      { text: 'npm run build', path: '.github/workflows/x.yml', line: 5, via: [], folder: 'packages' },
      { text: 'tsc -b', path: 'package.json', line: 10, via: ['npm run build'] },
    ]);
  });

  it('takes projects of Nx and tasks of Deno', () => {
    expect(
      follow('npx nx run api:lint', {
        'package.json': '{}',
        'api/project.json': json({ name: 'api', targets: { lint: { command: 'eslint api' } } }),
      }),
    ).toEqual(['npx nx run api:lint', 'nx lint > eslint api']);
    expect(follow('deno task check', { 'deno.json': json({ tasks: { check: 'deno lint && deno test' } }) })).toEqual([
      'deno task check',
      'deno task check > deno lint',
      'deno task check > deno test',
    ]);
  });
});

describe('make', () => {
  const files = {
    Makefile: `PYTHON ?= python
TESTS = tests
PYTEST := $(PYTHON) -m pytest $(TESTS)

.PHONY: all test
all: lint test ## everything

include common.mk

test: build/app
\t@echo running
\t$(PYTEST) -x \\
\t  --cov
\t-$(MAKE) -C sub check MODE=fast

lint:: flags := -q
lint::
\tflake8 $(flags); mypy .
build/app: main.c ; cc -o $@ main.c
test-%:
\tpytest -k $* $$HOME
ifdef CI
ci: all
endif
define HELP
usage: make
endef
`,
    'common.mk': 'fmt:\n\tblack .\nloop: pool\npool: loop\n\tmake loop\n',
    'sub/Makefile': 'MODE = slow\ncheck:\n\tgo test -$(MODE) $(shell date) ./...\n',
    'other.mk': 'default: extra\nextra:\n\tmake fmt\n',
  };

  it.each([
    ['make', ['all > make lint', 'all > lint > flake8 $(flags)', 'all > lint > mypy .', 'all > make test']],
    ['make lint', ['lint > flake8 $(flags)', 'lint > mypy .']],
    ['make fmt', ['black .']],
    ['make test-unit', ['test-unit > pytest -k unit $HOME']],
    ['make missing', []],
    ['make -C sub check', ['check > go test -slow $(shell date) ./...']],
    ['make loop', ['make pool', 'make loop', 'make loop']],
  ])('%s', (command, expected) => {
    const found = follow(command, files)
      .slice(1)
      .map((line) => line.replaceAll(/(?:Makefile|sub\/Makefile): /g, ''));
    expect(
      found
        .map((line) => (command.endsWith('fmt') || command.endsWith('loop') ? line.replace(/^.* > /, '') : line))
        .slice(0, expected.length || 9),
    ).toEqual(expected);
  });

  it('begins with the first target of what is included before any other, and hands goals on as a bare pattern says', () => {
    const shared = '%: common-% ;\n\n.PHONY: common-all\ncommon-all: style test\ncommon-test:\n\tgo test ./...\n';
    const Makefile = 'include common.mk\n\nassets:\n\tgo generate\n';
    expect(follow('make', { Makefile, 'common.mk': shared })).toEqual([
      'make',
      'common.mk: common-all > make test',
      'common.mk: common-all > common.mk: test > make common-test',
      'common.mk: common-all > common.mk: test > common.mk: common-test > go test ./...',
    ]);
    expect(follow('make', { Makefile: `.DEFAULT_GOAL := assets\n${Makefile}`, 'common.mk': shared })).toEqual([
      'make',
      'Makefile: assets > go generate',
    ]);
  });

  it('names the first target where nothing else can be seen of it', () => {
    const Makefile = 'TESTS := $(wildcard test-*)\ntest: $(TESTS)\n$(TESTS):\n\tvim -u $@.vim\n';
    expect(follow('make -j1', { Makefile })).toEqual(['make -j1', 'Makefile: test > make test']);
  });

  it('expands variables and goes into other folders', () => {
    expect(follow('make test', files)).toEqual([
      'make test',
      'Makefile: test > make build/app',
      'Makefile: test > Makefile: build/app > cc -o build/app main.c',
      'Makefile: test > python -m pytest tests -x --cov',
      'Makefile: test > make -C sub check MODE=fast',
      'Makefile: test > sub/Makefile: check > go test -fast $(shell date) ./...',
    ]);
    expect(follow('make PYTHON=python3 ci', files)).toContain('Makefile: ci > Makefile: all > Makefile: lint > mypy .');
    expect(follow('make PYTHON=python3 test', files)).toContain('Makefile: test > python3 -m pytest tests -x --cov');
    expect(follow('make -f other.mk', files)).toEqual([
      'make -f other.mk',
      'other.mk: default > make -f other.mk extra',
      'other.mk: default > other.mk: extra > make fmt',
      'other.mk: default > other.mk: extra > common.mk: fmt > black .',
    ]);
  });

  it('names lines', () => {
    const workflow = 'on: push\njobs: {a: {steps: [{run: make -C sub check}]}}\n';
    const [, found] = readOne({ '.github/workflows/x.yml': workflow, ...files }).jobs[0]?.steps[0]?.commands ?? [];
    expect(found).toMatchObject({ path: 'sub/Makefile', line: 3, folder: 'sub' });
  });
});

describe('mise', () => {
  const files = {
    'mise.toml': `[tools]
node = "24"

[task_config]
includes = ["tasks/test.toml", "scripts/tasks"]

[tasks]
build = "tsc -b"

[tasks.lint]
alias = "l"
depends = ["lint:*"]

[tasks."lint:js"]
run = "eslint ."

[tasks."lint:css"]
run = ["stylelint css", { task = "build" }]
dir = "{{config_root}}/web"

[tasks.release]
depends_post = "build"
file = "scripts/release.sh"
`,
    'tasks/test.toml': `[test]
depends = ["test:*"]

["test:unit"]
run = "vitest run"
`,
    'mise-tasks/check': '#!/usr/bin/env bash\n#MISE description="Checks"\ncargo clippy\n',
    'scripts/tasks/db/migrate': '#!/bin/sh\nprisma migrate deploy\n',
    'scripts/release.sh': 'npm publish\n',
    'web/mise.toml': '[tasks.test]\nrun = "karma start"\n',
  };

  it.each([
    ['mise run build', ['mise.toml: build > tsc -b']],
    ['mise r build ::: test:unit --watch', ['mise.toml: build > tsc -b', 'tasks/test.toml: test:unit > vitest run']],
    ['mise run test', ['tasks/test.toml: test > tasks/test.toml: test:unit > vitest run']],
    ['mise -C web run test', ['web/mise.toml: test > karma start']],
    ['cd web && mise run build', ['mise.toml: build > tsc -b']],
    [
      'mise run l',
      [
        'mise.toml: lint > mise.toml: lint:js > eslint .',
        'mise.toml: lint > mise.toml: lint:css > stylelint css',
        'mise.toml: lint > mise.toml: lint:css > mise.toml: build > tsc -b',
      ],
    ],
    [
      'mise run release',
      ['mise.toml: release > scripts/release.sh > npm publish', 'mise.toml: release > mise.toml: build > tsc -b'],
    ],
    ['mise run check', ['mise-tasks/check > cargo clippy']],
    ['mise run db:migrate', ['scripts/tasks/db/migrate > prisma migrate deploy']],
    ['mise install', []],
    ['mise run missing', []],
    ['mise run constructor', []],
  ])('%s', (command, expected) => {
    const isLast = (line: string): boolean => line.includes(' > ') && !/ > (?:mise|\.\/)[^>]*$/.test(line);
    expect(follow(command, files).filter(isLast)).toEqual(expected);
  });
});

describe('just and task', () => {
  it('follows recipes with parameters, dependencies and imports', () => {
    const files = {
      justfile: `set shell := ["bash", "-c"]
import 'ci.just'
mod web
version := "1.0"
alias t := test

default: lint (test "unit")

# runs the tests
@test suite='all' *args: build && clean
    pytest --suite {{suite}} \\
      --version {{ version }}
    -echo x
build:
    #!/usr/bin/env bash
    set -e
    if true; then
      cargo build
    fi
clean:
    rm -rf target
script:
    #!/usr/bin/env python
    print("x")
`,
      'ci.just': 'lint:\n  ruff check\n',
      'web.just': 'test:\n  npm test\n',
    };
    expect(follow('just', files)).toEqual(['just', 'ci.just: lint > ruff check']);
    expect(follow('just default', files)).toEqual([
      'just default',
      'justfile: default > just lint',
      'justfile: default > ci.just: lint > ruff check',
      'justfile: default > just test unit',
      'justfile: default > justfile: test > just build',
      'justfile: default > justfile: test > justfile: build > cargo build',
      'justfile: default > justfile: test > pytest --suite unit --version 1.0',
      'justfile: default > justfile: test > just clean',
      'justfile: default > justfile: test > justfile: clean > rm -rf target',
    ]);
    expect(follow('just t', files)).toContain('justfile: t > pytest --suite all --version 1.0');
    expect(follow('just lint clean', files)).toEqual([
      'just lint clean',
      'ci.just: lint > ruff check',
      'justfile: clean > rm -rf target',
    ]);
    expect(follow('just web test', files)).toEqual(['just web test', 'web.just: test > npm test']);
    expect(follow('just script', files)).toEqual(['just script']);
  });

  it('follows tasks of Taskfiles with their includes', () => {
    const files = {
      'Taskfile.yml': `version: '3'
includes:
  api: ./api/Taskfile.yml
tasks:
  default:
    deps: [lint]
    cmds:
      - go test ./...
      - task: api:test
      - cmd: echo {{.X}}
      - for: [a]
        cmd: make a
  lint: golangci-lint run
  fmt:
    dir: sub
    cmd: gofmt -l .
`,
      'api/Taskfile.yml': 'tasks:\n  test:\n    cmds: [{ task: unit }]\n  unit: [pytest]\n',
    };
    expect(follow('task', files)).toEqual([
      'task',
      'Taskfile.yml: default > task lint',
      'Taskfile.yml: default > Taskfile.yml: lint > golangci-lint run',
      'Taskfile.yml: default > go test ./...',
      'Taskfile.yml: default > task api:test',
      'Taskfile.yml: default > api/Taskfile.yml: test > task api:unit',
      'Taskfile.yml: default > api/Taskfile.yml: test > api/Taskfile.yml: unit > pytest',
      'Taskfile.yml: default > make a',
    ]);
    expect(follow('task fmt', files)).toEqual(['task fmt', 'Taskfile.yml: fmt > gofmt -l .']);
  });
});

describe('tox and nox', () => {
  const ini = `[tox]
envlist = py{310,311}, lint
[testenv]
deps = pytest
changedir = api
commands =
    pytest {posargs:tests} \\
      --cov
    py311: coverage report
[testenv:lint]
commands = ruff check {toxinidir}/src
[testenv:docs,pages]
commands =
    {[testenv:lint]commands}
    - sphinx-build docs
`;

  it.each([
    ['tox -e py311', ['tox -e py311 > pytest tests --cov', 'tox -e py311 > coverage report']],
    ['tox -e lint,pages', ['tox -e lint > ruff check src', 'tox -e pages > sphinx-build docs']],
    ['python -m tox run -e py310 -- -x', ['tox -e py310 > pytest -x --cov']],
    ['TOXENV=lint tox', ['tox -e lint > ruff check src']],
    ['uvx --with tox-uv tox -e lint', ['tox -e lint > ruff check src']],
    [
      'tox',
      [
        'tox -e py310 > pytest tests --cov',

        'tox -e py311 > coverage report',
        'tox -e lint > ruff check src',
      ],
    ],
    ['tox list', []],
  ])('%s', (command, expected) => {
    // The same line of the same file is one command, whichever environment comes to it first.
    expect(follow(command, { 'tox.ini': ini }).slice(1)).toEqual(expected);
  });

  it('reads the forms in TOML and setup.cfg', () => {
    const native = `[tool.tox]
env_list = ["py312", "lint"]
[tool.tox.env_run_base]
commands = [["pytest", { replace = "posargs", default = ["tests"], extend = true }]]
[tool.tox.env.lint]
commands = [["ruff", "check", "a b"]]
`;
    expect(follow('tox', { 'pyproject.toml': native })).toEqual([
      'tox',
      'tox -e py312 > pytest tests',
      "tox -e lint > ruff check 'a b'",
    ]);
    const legacy = '[tool.tox]\nlegacy_tox_ini = """\n[tox]\nenvlist = py\n[testenv]\ncommands = pytest\n"""\n';
    expect(follow('tox', { 'pyproject.toml': legacy })).toEqual(['tox', 'tox -e py > pytest']);
    const setup = '[tox:tox]\nenvlist = py\n[testenv]\ncommands = pytest\n';
    expect(follow('tox', { 'setup.cfg': setup })).toEqual(['tox', 'tox -e py > pytest']);
  });

  const noxfile = `import nox

nox.options.sessions = ["lint", "tests"]

@nox.session(
    python=["3.11", "3.12"],
    tags=["ci"],
)
def tests(session: nox.Session) -> None:
    """Runs (the tests)."""
    session.install("-e", ".[test]")
    session.run(
        "pytest",
        "tests dir",
        *session.posargs,
        env={"A": "b"},
    )

@nox.session(reuse_venv=True)
def lint(session):
    session.run("pre-commit", "run", "--all-files", external=True)
    session.notify("types")

@nox.session(name="types", default=False)
def check_types(session):
    session.run("mypy", "src")

def helper():
    session.run("not", "this")
`;

  it.each([
    [
      'nox',
      [
        'nox -s lint > pre-commit run --all-files',
        'nox -s lint > nox -s types',
        'nox -s lint > nox -s types > mypy src',
        "nox -s tests > pytest 'tests dir'",
      ],
    ],
    ['nox -s tests-3.12 types', ["nox -s tests > pytest 'tests dir'", 'nox -s types > mypy src']],
    ['pipx run nox --session=types', ['nox -s types > mypy src']],
    ['nox -t ci', ["nox -s tests > pytest 'tests dir'"]],
    ['nox -s missing', []],
  ])('%s', (command, expected) => {
    expect(follow(command, { 'noxfile.py': noxfile }).slice(1)).toEqual(expected);
  });
});

describe('tasks of Python projects', () => {
  const pyproject = `[tool.poe.tasks]
test = "pytest"
lint = { shell = "ruff check && mypy" }
all = ["test", "lint"]
mixed = { sequence = [{ cmd = "black ." }, { ref = "test -x" }], deps = ["lint"] }
[tool.poe.tasks.table]
cmd = "pytest -q"
[tool.pdm.scripts]
pre_check = "echo pre"
check = { composite = ["fmt", "pytest -x"] }
fmt.cmd = "black ."
[tool.taskipy.tasks]
unit = "pytest unit"
pre_unit = "make db"
[tool.rye.scripts]
ci = { chain = ["verify", "check"] }
verify = { cmd = "rye test" }
[tool.pixi.tasks]
build = { cmd = "cmake --build .", depends-on = ["configure"] }
configure = "cmake ."
[tool.pixi.feature.test.tasks]
cov = "pytest --cov"
[tool.hatch.envs.default.scripts]
cov = ["run-cov {args:tests}", "coverage report"]
run-cov = "coverage run -m pytest {args}"
[tool.hatch.envs.lint.scripts]
style = "ruff check {args:.}"
`;

  it.each([
    ['poe test', ['poe test > pytest']],
    [
      'poetry run poe all',
      [
        'poe all > poe test',
        'poe all > poe test > pytest',
        'poe all > poe lint',
        'poe all > poe lint > ruff check',
        'poe all > poe lint > mypy',
      ],
    ],
    [
      'uv run poe mixed',
      [
        'poe mixed > poe lint',
        'poe mixed > poe lint > ruff check',
        'poe mixed > poe lint > mypy',
        'poe mixed > black .',
        'poe mixed > poe test -x',
        'poe mixed > poe test > pytest',
      ],
    ],
    ['poe table', ['poe table > pytest -q']],
    [
      'pdm run check',
      [
        'pdm run check > pdm run pre_check',
        'pdm run check > pdm run fmt',
        'pdm run check > pdm run fmt > black .',
        'pdm run check > pytest -x',
      ],
    ],
    ['pdm run pytest', []],
    [
      'poetry run task unit',
      ['task unit > task pre_unit', 'task unit > task pre_unit > make db', 'task unit > pytest unit'],
    ],
    ['rye run ci', ['rye run ci > rye run verify', 'rye run ci > rye run verify > rye test', 'rye run ci > check']],
    [
      'pixi run build',
      [
        'pixi run build > pixi run configure',
        'pixi run build > pixi run configure > cmake .',
        'pixi run build > cmake --build .',
      ],
    ],
    ['pixi run -e test cov', []],
    ['pixi run cov', ['pixi run cov > pytest --cov']],
    [
      'hatch run cov',
      [
        'hatch run cov > hatch run default:run-cov tests',
        'hatch run cov > hatch run run-cov > coverage run -m pytest tests',
        'hatch run cov > coverage report',
      ],
    ],
    ['hatch run lint:style src', ['hatch run lint:style > ruff check src']],
    [
      'hatch run +py=3.12 test:cov',
      [
        'hatch run test:cov > hatch run default:run-cov tests',
        'hatch run test:cov > hatch run run-cov > coverage run -m pytest tests',
        'hatch run test:cov > coverage report',
      ],
    ],
  ])('%s', (command, expected) => {
    expect(follow(command, { 'pyproject.toml': pyproject }).slice(1)).toEqual(expected);
  });

  it('reads Pipfiles', () => {
    expect(follow('pipenv run test', { Pipfile: '[scripts]\ntest = "pytest"\n' })).toEqual([
      'pipenv run test',
      'pipenv run test > pytest',
    ]);
  });
});

describe('rake, composer and mix', () => {
  it('follows rake tasks', () => {
    const files = {
      Rakefile: `require 'rspec/core/rake_task'
RSpec::Core::RakeTask.new(:spec)
RuboCop::RakeTask.new
task default: %i[spec rubocop db:check]
desc 'builds'
task :build, [:mode] => :clean do |t, args|
  sh "bundle exec jekyll \\"build\\""
  system 'echo', 'x'
end
task 'clean'
`,
      'lib/tasks/db.rake': 'namespace :db do\n  task :check do\n    sh "pg_isready"\n  end\nend\n',
    };
    expect(follow('bundle exec rake', files)).toEqual([
      'bundle exec rake',
      'Rakefile: default > rake spec',
      'Rakefile: default > Rakefile: spec > rspec',
      'Rakefile: default > rake rubocop',
      'Rakefile: default > Rakefile: rubocop > rubocop',
      'Rakefile: default > rake db:check',
      'Rakefile: default > lib/tasks/db.rake: db:check > pg_isready',
    ]);
    expect(follow('rake build[fast]', files)).toEqual([
      'rake build[fast]',
      'Rakefile: build > rake clean',
      'Rakefile: build > bundle exec jekyll "build"',
    ]);
  });

  it('follows composer scripts', () => {
    const files = {
      'composer.json': json({
        scripts: {
          test: ['@lint', '@php vendor/bin/phpunit', 'Acme\\Build::run', '@putenv A=b'],
          lint: 'phpcs',
          install: 'never',
        },
      }),
    };
    expect(follow('composer run-script test -- --stop', files)).toEqual([
      'composer run-script test -- --stop',
      'composer test > composer lint --stop',
      'composer test > composer lint > phpcs',
      'composer test > php vendor/bin/phpunit --stop',
    ]);
    expect(follow('composer install', files)).toEqual(['composer install']);
  });

  it('follows mix aliases', () => {
    const files = {
      'mix.exs': `defmodule App.MixProject do
  def project do
    [app: :app, deps: deps(), aliases: aliases()]
  end
  defp aliases do
    [
      setup: ["deps.get", "cmd npm ci"],
      test: ["ecto.create --quiet", "test"],
      "assets.build": "esbuild default"
    ]
  end
end
`,
    };
    expect(follow('mix test', files)).toEqual([
      'mix test',
      'mix test > mix ecto.create --quiet',
      'mix test > mix test',
    ]);
    expect(follow('mix do setup, assets.build', files)).toEqual([
      'mix do setup, assets.build',
      'mix setup > mix deps.get',
      'mix setup > npm ci',
      'mix assets.build > mix esbuild default',
    ]);
  });
});

describe('shell files and containers', () => {
  it('follows scripts by path, through shells and inline', () => {
    const files = {
      'scripts/ci.sh': '#!/usr/bin/env bash\nset -euo pipefail\ncd "$(dirname "$0")/.."\nmake test\n./bin/lint\n',
      'bin/lint': '#!/bin/sh\ngolint ./... # all\n',
      'bin/tool': '#!/usr/bin/env python\nprint("make x")\n',
      'build.ps1': 'dotnet test\n',
      'vendor/x.sh': 'make vendor\n',
    };
    expect(follow('bash -eux scripts/ci.sh fast', files)).toEqual([
      'bash -eux scripts/ci.sh fast',
      'scripts/ci.sh > make test',
      'scripts/ci.sh > ./bin/lint',
      'scripts/ci.sh > bin/lint > golint ./...',
    ]);
    const own = `#!/bin/sh\nDIR="$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)"\nROOT="$DIR/.."\ncd "$ROOT/web"\nnpm test\ncd "$DIR"\nmake\n`;
    const neighbours = {
      'scripts/own.sh': own,
      'web/package.json': json({ scripts: { test: 'jest' } }),
      'scripts/Makefile': 'all:\n\tcc x\n',
    };
    expect(follow('./scripts/own.sh', neighbours)).toEqual([
      './scripts/own.sh',
      'scripts/own.sh > npm test',
      'scripts/own.sh > npm test > jest',
      'scripts/own.sh > make',
    ]);
    const windows = {
      'build/run.ps1':
        "$here = Split-Path -Parent $MyInvocation.MyCommand.Path\nImport-Module ($here + '\\\\psake.psm1')\ninvoke-psake (Join-Path $here 'tasks.ps1') `\n  -properties @{ sign = $false }\n& \"$PSScriptRoot\\\\pack.ps1\"\n".replaceAll(
          '\\\\',
          '\\',
        ),
      'build/tasks.ps1': 'task Test -depends Build {\n  exec { dotnet test $project | Out-Default }\n}\n',
      'build/pack.ps1': 'if ($pack) { Invoke-DotNet pack }\n',
    };
    expect(follow('.\\build\\run.ps1 -Verbose', windows)).toEqual([
      './build/run.ps1 -Verbose',
      'build/run.ps1 > $here = ./build',
      'build/run.ps1 > Import-Module ./build/psake.psm1',
      'build/run.ps1 > Invoke-psake ./build/tasks.ps1 -properties @{ sign = $false',
      'build/run.ps1 > build/tasks.ps1 > exec',
      'build/run.ps1 > build/tasks.ps1 > dotnet test $project',
      'build/run.ps1 > build/tasks.ps1 > Out-Default',
      'build/run.ps1 > "./build/pack.ps1"',
      'build/run.ps1 > build/pack.ps1 > $pack',
      'build/run.ps1 > build/pack.ps1 > dotnet pack',
    ]);
    expect(follow('./bin/lint', files)).toEqual(['./bin/lint', 'bin/lint > golint ./...']);
    expect(follow('source scripts/../bin/lint', files)).toEqual([
      'source scripts/../bin/lint',
      'bin/lint > golint ./...',
    ]);
    expect(follow('nix-shell --pure --run "make a && golint"', files)).toEqual([
      'nix-shell --pure --run "make a && golint"',
      'nix-shell --run > make a',
      'nix-shell --run > golint',
    ]);
    expect(follow('docker run --rm -v .:/src image sh -c "golint && make a"', files).slice(1)).toEqual([
      'sh -c > golint',
      'sh -c > make a',
    ]);
    expect(follow('nix develop .#ci -c bash -c "golint"', files).slice(1)).toEqual(['bash -c > golint']);
    expect(follow('sudo sh -c "make a && ./bin/lint"', files)).toEqual([
      'sudo sh -c "make a && ./bin/lint"',
      'sh -c > make a',
      'sh -c > ./bin/lint',
      'sh -c > bin/lint > golint ./...',
    ]);
    expect(follow('pwsh -File build.ps1', files)).toEqual(['pwsh -File build.ps1', 'build.ps1 > dotnet test']);
    for (const command of [
      './bin/tool',
      'bin/missing',
      './vendor/x.sh',
      'lint',
      'bash -s -- -y',
      '../bin/lint',
      '/bin/lint',
    ]) {
      expect(follow(command, files)).toEqual([command]);
    }
  });

  it('follows docker build into the stages that are built', () => {
    const files = {
      Dockerfile: `FROM node:20 AS base
RUN npm ci
FROM base AS test
RUN --mount=type=cache,target=/root/.npm \\
    npm test && \\
    # coverage
    npm run cov
FROM base AS unused
RUN make unused
FROM alpine
COPY --from=base /app /app
RUN ["apk", "add", "tini"]
RUN <<EOF
apk update
EOF
`,
    };
    expect(follow('docker build -t app .', files)).toEqual([
      'docker build -t app .',
      'Dockerfile > npm ci',
      'Dockerfile > apk add tini',
      'Dockerfile > apk update',
    ]);
    expect(follow('docker buildx build --target=test --file Dockerfile .', files)).toEqual([
      'docker buildx build --target=test --file Dockerfile .',
      'Dockerfile > npm ci',
      'Dockerfile > npm test',
      'Dockerfile > npm run cov',
    ]);
    expect(follow('docker build nowhere', files)).toEqual(['docker build nowhere']);
  });

  it('follows docker compose to the commands of services', () => {
    const files = {
      'compose.yaml': `services:
  app:
    build: { context: ., dockerfile: Dockerfile.dev }
    command: make serve
  tests:
    image: app
    command: [pytest, -k, "a b"]
`,
      'Dockerfile.dev': 'FROM python\nRUN pip install .\n',
      Makefile: 'check:\n\truff check\n',
    };
    expect(follow('docker compose run --rm -e CI=1 app make check', files)).toEqual([
      'docker compose run --rm -e CI=1 app make check',
      'docker compose run app > make check',
      'docker compose run app > Makefile: check > ruff check',
    ]);
    expect(follow('docker-compose -f compose.yaml run tests', files)).toEqual([
      'docker-compose -f compose.yaml run tests',
      "docker compose run tests > pytest -k 'a b'",
    ]);
    expect(follow('docker compose up --build -d', files)).toEqual([
      'docker compose up --build -d',
      'Dockerfile.dev > pip install .',
      'docker compose up app > make serve',
      "docker compose up tests > pytest -k 'a b'",
    ]);
    expect(
      follow('docker compose up --exit-code-from tests', {
        'compose.yaml': `services:
  tests:
    entrypoint: pytest
    command: >
      --cov /app
      -n 2
  wrapped:
    entrypoint: [./entrypoint.sh]
    command: rake spec
`,
      }),
    ).toEqual([
      'docker compose up --exit-code-from tests',
      'docker compose up tests > pytest --cov /app -n 2',
      'docker compose up wrapped > ./entrypoint.sh rake spec',
      'docker compose up wrapped > rake spec',
    ]);
    expect(follow('docker compose exec -T app sh -c "make check; ls"', files)).toEqual([
      'docker compose exec -T app sh -c "make check; ls"',
      "docker compose exec app > sh -c 'make check; ls'",
      'docker compose exec app > sh -c > make check',
      'docker compose exec app > sh -c > Makefile: check > ruff check',
      'docker compose exec app > sh -c > ls',
    ]);
  });
});

describe('limits', () => {
  it('leaves out what only the shell does, but only in scripts', () => {
    const files = { 'x.sh': 'echo "run make test"\nA=b\nexport C="d e"\nD=$(make version)\ncd sub\nmake\n' };
    expect(follow('echo hello\nsh x.sh', files)).toEqual([
      'echo hello',
      'sh x.sh',
      'x.sh > D=$(make version)',
      'x.sh > make',
    ]);
  });

  it('ends for scripts that multiply', () => {
    const level = (index: number): string =>
      `l${index}:\n${`\tmake l${index + 1}\n\tmake l${index + 1} X=1\n`.repeat(20)}`;
    const makefile = Array.from({ length: 30 }, (_, index) => level(index)).join('\n');
    const started = performance.now();
    expect(follow(Array(100).fill('make l0').join('\n'), { Makefile: makefile }).length).toBeLessThanOrEqual(
      100 + 6000,
    );
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('survives manifests of any shape', () => {
    const shapes = [
      '3',
      '[]',
      'null',
      '{"scripts": 3}',
      '{"scripts": {"test": {"a": 1}}}',
      '{"workspaces": {"packages": [3, {}]}}',
      '{',
      '',
    ];
    for (const shape of shapes) {
      const commands = [
        'npm test',
        'npx turbo run test',
        'composer test',
        'deno task test',
        'npx nx test x',
        'npx run-s test:*',
      ];
      const files = { 'package.json': shape, 'composer.json': shape, 'deno.json': shape, 'x/project.json': shape };
      expect(follow(commands.join('\n'), files)).toEqual(commands);
    }
    const tables = [
      'tool = 3',
      '[tool]\npoe = []\nhatch = 4\ntox = "x"',
      '[tool.poe]\ntasks = [1]',
      '[tool.hatch.envs.default]\nscripts = 3',
      'tool = [',
    ];
    for (const table of tables) {
      const commands = ['poe test', 'hatch run test', 'pdm run test', 'tox', 'pixi run test'];
      expect(follow(commands.join('\n'), { 'pyproject.toml': table })).toEqual(commands);
    }
  });
});
