import { describe, expect, it } from 'vitest';
import { commandLines, events, read, readOne, useNames } from './reading.ts';

describe('travis', () => {
  it('reads phases, jobs and deployments', () => {
    const pipeline = readOne({
      '.travis.yml': `language: python
python: ["3.11", "3.12"]
os: linux
services: [postgresql]
branches:
  only: [main]
env:
  global:
    - CI=1 MODE="fast run"
    - secure: "abc="
install: pip install tox
script:
  - cd api
  - tox
jobs:
  include:
    - stage: lint
      name: Lint
      script: make lint
    - stage: release
      if: tag IS present
      script: skip
      deploy:
        - provider: pypi
          on: { tags: true }
        - provider: script
          script: ./release.sh
`,
    });
    expect(events(pipeline)).toEqual(['push main', 'pull-request main']);
    expect(
      pipeline.jobs.map(({ id, line, runsOn, services, condition }) => [id, line, runsOn, services, condition]),
    ).toEqual([
      ['default', 1, ['linux'], ['postgresql'], undefined],
      ['Lint', 17, ['linux'], ['postgresql'], undefined],
      ['release', 20, ['linux'], ['postgresql'], 'tag IS present'],
    ]);
    expect(pipeline.jobs[0]?.matrix).toEqual({ python: ['3.11', '3.12'] });
    expect(pipeline.jobs[0]?.steps).toMatchObject([
      {
        name: 'install',
        environment: { CI: '1', MODE: 'fast run' },
        commands: [{ text: 'pip install tox', line: 11 }],
      },
      {
        name: 'script',
        commands: [
          { text: 'cd api', line: 13 },
          { text: 'tox', line: 14, folder: 'api' },
        ],
      },
    ]);
    expect(commandLines(pipeline)).toEqual([
      'pip install tox',
      'cd api',
      'tox',
      'pip install tox',
      'make lint',
      'pip install tox',
      './release.sh',
    ]);
    expect(useNames(pipeline)).toEqual(['dpl/pypi', 'dpl/script']);
  });

  it.each([
    ['language: node_js', { 'package.json': '{}' }, ['npm test']],
    ['language: node_js', {}, ['make test']],
    ['language: ruby', {}, ['bundle exec rake']],
    ['rvm: 3.3', {}, ['bundle exec rake']],
    ['language: go', {}, ['go test ./...']],
    ['language: rust', {}, ['cargo build --verbose', 'cargo test --verbose']],
    ['language: java', { 'pom.xml': '<project/>' }, ['mvn test -B']],
    ['language: java', { 'build.gradle': '' }, ['gradle check']],
    ['language: php', {}, ['phpunit']],
    ['language: python', {}, []],
    ['language: generic', {}, []],
    ['language: node_js\nscript: skip', { 'package.json': '{}' }, []],
    ['language: node_js\ninstall: cd client', { 'client/package.json': '{}' }, ['cd client', 'npm test']],
  ])('knows what %j runs', (config, files, expected) => {
    expect(commandLines(readOne({ '.travis.yml': `${config}\n`, ...files }))).toEqual(expected);
  });

  it('takes the place where Go wanted the code to lie for the root', () => {
    const pipeline = readOne({
      '.travis.yml': 'language: go\nscript: cd $GOPATH/src/github.com/acme/tally && make all\n',
      Makefile: 'all: test\n\ntest:\n\tgo test ./...\n',
    });
    expect(commandLines(pipeline)).toContain('Makefile: all > Makefile: test > go test ./...');
  });

  it('narrows its triggers by the condition', () => {
    expect(events(readOne({ '.travis.yml': 'language: go\nif: type = cron\n' }))).toEqual(['schedule']);
    expect(events(readOne({ '.travis.yml': 'language: go\nif: type = pull_request\n' }))).toEqual(['pull-request']);
  });

  it('names imports of other repositories', () => {
    const pipeline = readOne({ '.travis.yml': 'language: go\nimport:\n  - acme/ci:go.yml@v1\n  - ./local.yml\n' });
    expect(pipeline.external.map(({ name, ref }) => [name, ref])).toEqual([['acme/ci:go.yml', 'v1']]);
  });

  it('is read at the root only, and whatever its shape', () => {
    expect(read({ 'lib/.travis.yml': 'language: go\n' }).pipelines).toEqual([]);
    for (const text of [
      '- a',
      'jobs: {include: [1, null, {script: {a: b}}]}',
      'script: 3\nenv: [1]\ndeploy: 4\n',
      'env: {matrix: {a: [b]}}',
    ]) {
      expect(read({ '.travis.yml': text }).source.diagnostics).toEqual([]);
    }
  });
});
