import { describe, expect, it } from 'vitest';
import { commandLines, events, read, readOne, useNames } from './reading.ts';

const CONFIG = `version: 2.1
orbs:
  node: circleci/node@5.1.0
  slack: circleci/slack@volatile
  inline:
    commands: {}
executors:
  default:
    docker:
      - image: cimg/node:<< parameters.version >>
      - image: cimg/postgres:16.0
    resource_class: medium
    environment: { TZ: UTC }
commands:
  check:
    parameters:
      task: { type: string, default: lint }
    steps:
      - run: npm run << parameters.task >>
      - node/install-packages:
          pkg-manager: npm
jobs:
  test:
    parameters:
      version: { type: string, default: "20.1" }
      suite: { type: string, default: all }
    executor: default
    working_directory: ~/project/web
    environment: { CI: "1" }
    steps:
      - checkout
      - check
      - check: { task: types }
      - run:
          name: Tests
          command: |
            npm ci
            npm run test:<< parameters.suite >>
          working_directory: api
      - when:
          condition: << pipeline.parameters.deploy >>
          steps:
            - run: make deploy
  machine:
    machine: { image: "ubuntu-2204:current" }
    steps:
      - run: make
workflows:
  version: 2
  build:
    jobs:
      - test:
          matrix:
            parameters:
              suite: [unit, e2e]
      - slack/notify-job:
          requires: [test]
  release:
    jobs:
      - machine:
          filters:
            tags: { only: /^v.*/ }
            branches: { ignore: /.*/ }
  nightly:
    triggers:
      - schedule: { cron: "0 0 * * *" }
    jobs: [machine]
`;

describe('circleci', () => {
  it('reads each workflow as a pipeline', () => {
    const { pipelines } = read({ '.circleci/config.yml': CONFIG });
    expect(pipelines.map((pipeline) => [pipeline.name, events(pipeline)])).toEqual([
      ['build', ['push']],
      ['release', ['tag']],
      ['nightly', ['schedule']],
    ]);
    const [build, release] = pipelines;
    // What the orb of Node is used for, installing packages, hides nothing.
    expect(build?.external.map(({ name, ref }) => [name, ref])).toEqual([['circleci/slack', 'volatile']]);
    const [test, notify] = build?.jobs ?? [];
    expect(test).toMatchObject({
      id: 'test',
      line: 23,
      container: 'cimg/node:20.1',
      services: ['cimg/postgres:16.0'],
      runsOn: ['medium'],
      matrix: { suite: ['unit', 'e2e'] },
    });
    expect(notify).toMatchObject({
      needs: ['test'],
      calls: { name: 'circleci/slack/notify-job', ref: 'volatile', local: false },
      steps: [],
    });
    expect(build && commandLines(build)).toEqual([
      'check > npm run lint',
      'check > npm run types',
      'npm ci',
      'npm run test:unit',
      'npm run test:e2e',
      'make deploy',
    ]);
    expect(build && useNames(build)).toEqual([
      'circleci/node/install-packages@5.1.0',
      'circleci/node/install-packages@5.1.0',
    ]);
    expect(test?.steps.find(({ name }) => name === 'Tests')).toMatchObject({
      line: 34,
      environment: { TZ: 'UTC', CI: '1' },
      commands: [{ text: 'npm ci', line: 37, folder: 'api' }, { line: 38 }, { line: 38 }],
    });
    expect(release?.jobs[0]).toMatchObject({
      runsOn: ['ubuntu-2204:current'],
      condition: expect.stringContaining('tags only /^v.*/'),
    });
  });

  it('runs the job build where there are no workflows', () => {
    const pipeline = readOne({
      '.circleci/config.yml':
        'version: 2\njobs:\n  build:\n    docker: [{image: "python:3.12"}]\n    steps: [checkout, {run: pytest}]\n  other:\n    steps: [{run: x}]\n',
    });
    expect(events(pipeline)).toEqual(['push']);
    expect(commandLines(pipeline)).toEqual(['pytest']);
  });

  it('binds a workflow to branches when all of its jobs are', () => {
    const config =
      'jobs: {a: {steps: [{run: x}]}}\nworkflows:\n  w:\n    jobs:\n      - a: {filters: {branches: {only: [main]}}}\n';
    expect(events(readOne({ '.circleci/config.yml': config }))).toEqual(['push main']);
  });

  it.each([
    'workflows: {w: {jobs: [{a: 3}, 4, null, [b]]}}\njobs: {a: {steps: 3, docker: 4, executor: 5}}\n',
    'commands: {a: {steps: [b, a]}, b: {steps: [a, b]}}\njobs: {build: {steps: [a, b, {when: {steps: [a]}}]}}\n',
    'workflows: 3\njobs: 4\norbs: 5\n',
  ])('survives the shape %j', (text) => {
    expect(read({ '.circleci/config.yml': text }).source.diagnostics).toEqual([]);
  });

  it('does not multiply commands that call each other', () => {
    const command = (name: string, next: string): string => `  ${name}: {steps: [${Array(100).fill(next).join(', ')}]}`;
    const commands = ['a', 'b', 'c', 'd']
      .map((name, index) => command(name, ['b', 'c', 'd', 'e'][index] ?? ''))
      .join('\n');
    const started = performance.now();
    read({ '.circleci/config.yml': `commands:\n${commands}\n  e: {steps: []}\njobs: {build: {steps: [a]}}\n` });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('circleci 1.0', () => {
  it('reads the phases and the deployments, options of commands aside', () => {
    const pipeline = readOne({
      'circle.yml':
        'machine:\n  pre:\n    - ./install.sh\ntest:\n  override:\n    - npm run check:\n        timeout: 900\ndeployment:\n  live:\n    branch: main\n    commands:\n      - ./bin/deploy live:\n          timeout: 900\n',
    });
    expect([pipeline.provider, events(pipeline)]).toEqual(['circleci', ['push']]);
    expect(pipeline.jobs.map(({ id }) => id)).toEqual(['build', 'deployment live']);
    expect(commandLines(pipeline)).toEqual(['./install.sh', 'npm run check', './bin/deploy live']);
  });

  it('infers the tests that are not said, from the files of the language', () => {
    const rails = { 'spec/spec_helper.rb': "require 'rspec'\n", Rakefile: 'task :default\n' };
    expect(commandLines(readOne({ 'circle.yml': 'machine:\n  ruby:\n    version: 2.3.3\n', ...rails }))).toEqual([
      'bundle exec rspec',
    ]);
    expect(read({ 'circle.yml': 'version: 2\njobs:\n  build: {}\n' }).pipelines).toEqual([]);
  });
});
