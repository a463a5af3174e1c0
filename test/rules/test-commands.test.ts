import { describe, expect, it } from 'vitest';
import { baseName, invocationsOf } from '../../src/facts/ci/invocation.ts';
import { runsTests } from '../../src/rules/test-commands.ts';

function tests(command: string): boolean {
  return invocationsOf(command).some(({ program, args }) => runsTests(baseName(program), program, args));
}

describe('commands that run tests', () => {
  it.each([
    'pytest -q',
    'poetry run pytest tests/unit',
    'python -m unittest discover',
    'tox -e py312',
    'nox -s tests',
    'npm test',
    'npm run test:unit -- --coverage',
    'pnpm -r run test',
    'yarn workspace web test',
    'npx vitest run',
    'npx pwc --ci-build-id 1 --shard=1/4',
    './bin/ci_spec',
    'node --test',
    'npx playwright test',
    'go test ./...',
    'cargo test --locked',
    'cargo nextest run',
    './mvnw -B verify',
    'mvn install',
    './gradlew check',
    'gradle :app:connectedAndroidTest',
    'sbt +test',
    'bundle exec rspec',
    'bin/rails test',
    'bundle exec rake',
    'vendor/bin/phpunit',
    'php artisan test',
    'composer run test',
    'dotnet test --no-build',
    'mix test',
    'rebar3 eunit',
    'swift test',
    'xcodebuild -scheme App test',
    'flutter test',
    'cabal test all',
    'stack test',
    'make check',
    'ctest --output-on-failure',
    'bats test/',
    'prove -lr t',
    'bazel test //...',
    'zig build test',
    'R CMD check .',
    'julia --project -e "using Pkg; Pkg.test()"',
    'docker compose run --rm app pytest',
    'docker run --rm image npm test',
    './scripts/run-tests.sh',
    'sh ./tests/deploy.sh',
    'tools/ci unit --fast',
    'terraform test',
    'helm unittest charts/app',
  ])('%s', (command) => {
    expect(tests(command)).toBe(true);
  });

  it.each([
    'npm ci',
    'npm run lint',
    'npm install jest',
    'pip install pytest',
    'uv pip install pytest-cov',
    'uv sync --group test',
    'pdm add -d pytest-check',
    'pytest --version',
    'tox -e lint',
    'nox -s docs',
    'npx playwright install --with-deps',
    'go build ./...',
    'cargo clippy',
    'cargo build --release',
    'mvn -DskipTests package',
    './gradlew assemble',
    './gradlew build -x test',
    'bundle exec rubocop',
    'dotnet build',
    'mix format --check-formatted',
    'make build',
    'echo "no tests yet"',
    'coverage report',
    'docker build -t app .',
    'terraform plan',
  ])('not %s', (command) => {
    expect(tests(command)).toBe(false);
  });
});
