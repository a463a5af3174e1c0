import { describe, expect, it } from 'vitest';
import { baseName, invocationsOf, optionsOf } from '../../../src/facts/ci/invocation.ts';

const chain = (command: string): string[] =>
  invocationsOf(command).map(({ program, args }) => [program, ...args].join(' '));

describe('invocationsOf', () => {
  it.each([
    ['npm test', ['npm test']],
    ['CI=1 sudo -E -u app npm test', ['sudo -E -u app npm test', 'npm test']],
    ['env -u X A=b time make', ['env -u X A=b time make', 'time make', 'make']],
    ['xvfb-run -a -s "-screen 0" npm test', ['xvfb-run -a -s -screen 0 npm test', 'npm test']],
    ['timeout -k 5 10m make test', ['timeout -k 5 10m make test', 'make test']],
    ['npx --no-install jest', ['npx --no-install jest', 'jest']],
    ['yarn dlx turbo run test', ['yarn dlx turbo run test', 'turbo run test']],
    ['pnpm --filter web test', ['pnpm --filter web test']],
    ['poetry run tox -e py', ['poetry run tox -e py', 'tox -e py']],
    ['uv run --group dev --python 3.12 nox -s lint', ['uv run --group dev --python 3.12 nox -s lint', 'nox -s lint']],
    ['uv tool run tox', ['uv tool run tox', 'tox']],
    ['uv sync', ['uv sync']],
    ['bundle exec rake', ['bundle exec rake', 'rake']],
    ['composer exec phpunit -- --group unit', ['composer exec phpunit -- --group unit', 'phpunit -- --group unit']],
    ['python3.12 -W error -m nox', ['python3.12 -W error -m nox', 'nox']],
    ['python setup.py test', ['python setup.py test']],
    ['doppler run -- npm test', ['doppler run -- npm test', 'npm test']],
    ['pnpm exec percy exec -- rspec', ['pnpm exec percy exec -- rspec', 'percy exec -- rspec', 'rspec']],
    ['nix develop .#ci -c just test', ['nix develop .#ci -c just test', 'just test']],
    [
      'docker run --rm -v $PWD:/src -w /src node:20 npm test',
      ['docker run --rm -v $PWD:/src -w /src node:20 npm test', 'npm test'],
    ],
    ['php -d memory_limit=-1 bin/phpunit -v', ['php -d memory_limit=-1 bin/phpunit -v', 'bin/phpunit -v']],
    ['python venv/bin/pytest -q', ['python venv/bin/pytest -q', 'venv/bin/pytest -q']],
    ['ruby bin/rspec', ['ruby bin/rspec', 'bin/rspec']],
    ['node node_modules/.bin/jest', ['node node_modules/.bin/jest', 'node_modules/.bin/jest']],
    ['php -r "echo 1;"', ['php -r echo 1;']],
    ['bash ./gradlew :app:test', ['bash ./gradlew :app:test', './gradlew :app:test']],
    ['ci/in-shell.sh make test', ['ci/in-shell.sh make test', 'make test']],
    ['./deploy.sh production', ['./deploy.sh production']],
    [
      'dotnet-coverage collect "dotnet test app.sln" -f xml',
      ['dotnet-coverage collect dotnet test app.sln -f xml', 'dotnet test app.sln -f xml'],
    ],
    ['devbox run -- just test', ['devbox run -- just test', 'just test']],
    ['', []],
    ['A=1', []],
  ])('%s', (command, expected) => {
    expect(chain(command)).toEqual(expected);
  });

  it('gathers the variables on the way', () => {
    expect(invocationsOf('A=1 env B="2 3" tox', { C: '4', A: '0' }).at(-1)).toEqual({
      program: 'tox',
      args: [],
      environment: { A: '1', B: '2 3', C: '4' },
    });
  });

  it('ends for wrappers without end', () => {
    expect(invocationsOf('sudo '.repeat(1000)).length).toBeLessThanOrEqual(8);
  });
});

describe('optionsOf', () => {
  it('tells options, their values, words and the rest apart', () => {
    const { plain, values, rest } = optionsOf(
      ['-e', 'py,lint', '-C', 'sub', '-fx', '--a=b', 'word', '-v', '--', '-q'],
      ['-e', '-C', '-f'],
    );
    expect(plain).toEqual(['word']);
    expect(Object.fromEntries(values)).toEqual({
      '-e': ['py,lint'],
      '-C': ['sub'],
      '-f': ['x'],
      '--a': ['b'],
      '-v': [''],
    });
    expect(rest).toEqual(['-q']);
  });
});

describe('baseName', () => {
  it('takes folders and endings of Windows off', () => {
    expect([baseName('./node_modules/.bin/jest'), baseName('C:\\x\\npm.cmd'), baseName('make')]).toEqual([
      'jest',
      'npm',
      'make',
    ]);
  });
});
