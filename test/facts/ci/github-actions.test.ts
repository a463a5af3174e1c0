import { describe, expect, it } from 'vitest';
import { commandLines, events, read, readOne, useNames } from './reading.ts';

const WORKFLOW = `name: CI
on:
  push:
    branches: [main]
    paths-ignore: ['docs/**']
  pull_request:
    types: [opened, synchronize]
permissions:
  contents: read
concurrency:
  group: ci-\${{ github.ref }}
env:
  CI: true
jobs:
  test:
    name: Tests
    runs-on: \${{ matrix.os }}
    timeout-minutes: 15
    strategy:
      matrix:
        os: [ubuntu-latest, windows-latest]
        node: [18, 20]
        include:
          - os: macos-latest
            node: 3.10
    services:
      db:
        image: postgres:16
    env:
      NODE_ENV: test
    defaults:
      run:
        working-directory: app
    steps:
      - uses: actions/checkout@v4
      - name: Install
        run: npm ci
      - name: Test
        if: matrix.node != 18
        run: |
          # the suite
          npx jest --coverage \\
            --ci
          npm run lint
        env:
          TOKEN: \${{ secrets.TOKEN }}
        continue-on-error: true
      - uses: docker://alpine:3.20
  deploy:
    needs: test
    if: github.ref == 'refs/heads/main'
    runs-on: [self-hosted, linux]
    environment:
      name: production
    container:
      image: node:20
    permissions: write-all
    concurrency: deploy
    steps:
      - uses: aws-actions/configure-aws-credentials@ff717079ee2060e4bcee96c4779b553acc87447c # v4
        with:
          aws-region: eu-central-1
`;

describe('github-actions', () => {
  it('reads a workflow', () => {
    const pipeline = readOne({ '.github/workflows/ci.yml': WORKFLOW });
    expect(pipeline).toMatchObject({
      provider: 'github-actions',
      path: '.github/workflows/ci.yml',
      name: 'CI',
      permissions: { contents: 'read' },
      concurrency: true,
      external: [],
      triggers: [
        { event: 'push', branches: ['main'], ignoredPaths: ['docs/**'], line: 3 },
        { event: 'pull-request', types: ['opened', 'synchronize'], line: 6 },
      ],
    });
    const [test, deploy] = pipeline.jobs;
    expect(test).toMatchObject({
      id: 'test',
      name: 'Tests',
      line: 15,
      runsOn: ['ubuntu-latest', 'windows-latest', 'macos-latest'],
      matrix: { os: ['ubuntu-latest', 'windows-latest', 'macos-latest'], node: ['18', '20', '3.10'] },
      services: ['postgres:16'],
      timeoutMinutes: 15,
      continueOnError: false,
    });
    expect(test?.steps).toEqual([
      {
        line: 35,
        uses: { name: 'actions/checkout', ref: 'v4', local: false, with: {}, line: 35 },
        commands: [],
        environment: { CI: 'true', NODE_ENV: 'test' },
        continueOnError: false,
      },
      {
        name: 'Install',
        line: 36,
        run: 'npm ci',
        commands: [{ text: 'npm ci', path: '.github/workflows/ci.yml', line: 37, via: [], folder: 'app' }],
        environment: { CI: 'true', NODE_ENV: 'test' },
        continueOnError: false,
      },
      {
        name: 'Test',
        line: 38,
        condition: 'matrix.node != 18',
        run: '# the suite\nnpx jest --coverage \\\n  --ci\nnpm run lint\n',
        commands: [
          { text: 'npx jest --coverage --ci', path: '.github/workflows/ci.yml', line: 42, via: [], folder: 'app' },
          { text: 'npm run lint', path: '.github/workflows/ci.yml', line: 44, via: [], folder: 'app' },
        ],
        environment: { CI: 'true', NODE_ENV: 'test', TOKEN: `\${{ secrets.TOKEN }}` },
        continueOnError: true,
      },
      {
        line: 48,
        uses: { name: 'docker://alpine', ref: '3.20', local: false, with: {}, line: 48 },
        commands: [],
        environment: { CI: 'true', NODE_ENV: 'test' },
        continueOnError: false,
      },
    ]);
    expect(deploy).toMatchObject({
      id: 'deploy',
      runsOn: ['self-hosted', 'linux'],
      needs: ['test'],
      environment: 'production',
      container: 'node:20',
      permissions: 'write-all',
      concurrency: true,
      condition: "github.ref == 'refs/heads/main'",
      steps: [
        {
          uses: {
            name: 'aws-actions/configure-aws-credentials',
            ref: 'ff717079ee2060e4bcee96c4779b553acc87447c',
            with: { 'aws-region': 'eu-central-1' },
          },
        },
      ],
    });
  });

  it.each([
    ['on: push', ['push']],
    ['on: [push, pull_request, merge_group]', ['push', 'pull-request', 'merge-queue']],
    ['"on":\n  workflow_dispatch:\n  schedule:\n    - cron: "0 0 * * *"', ['manual', 'schedule']],
    ['true:\n  push:\n  release:\n    types: [published]', ['push', 'release']],
    ['on:\n  push:\n    tags: ["v*"]', ['tag']],
    ['on:\n  push:\n    branches: main\n    tags: ["v*"]', ['push main', 'tag']],
    ['on:\n  pull_request_target:\n  workflow_call:', ['pull-request-target', 'call']],
    ['on: 3', ['other']],
    ['on:', []],
  ])('understands %j', (on, expected) => {
    const pipeline = readOne({ '.github/workflows/x.yml': `${on}\njobs:\n  a:\n    steps: []\n` });
    expect(events(pipeline)).toEqual(expected);
  });

  it('keeps the word of events that have no name of their own', () => {
    const pipeline = readOne({ '.github/workflows/x.yml': 'on: issue_comment\njobs: {a: {steps: []}}\n' });
    expect(pipeline.triggers).toEqual([{ event: 'other', name: 'issue_comment', line: 1 }]);
  });

  it('fills in the variables that a step sets for its shell, and none that are secret', () => {
    const workflow = `on: push
env: { TOOL: rake }
jobs:
  checks:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        suite: [{ run: spec }, { run: "spec:slow" }]
    steps:
      - run: bundle exec $TOOL \${SUITE} --seed $SEED --key $KEY
        env:
          SUITE: \${{ matrix.suite.run }}
          KEY: \${{ secrets.KEY }}
`;
    expect(commandLines(readOne({ '.github/workflows/x.yml': workflow }))).toEqual([
      'bundle exec rake spec --seed $SEED --key $KEY',
      'bundle exec rake spec:slow --seed $SEED --key $KEY',
    ]);
  });

  it('fills a matrix into the commands', () => {
    const workflow = `on: push
jobs:
  checks:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        include:
          - name: Tests
            command: bin/tests --all
          - name: Lint
            command: make lint && make types
    steps:
      - run: \${{ matrix.command }}
  build:
    runs-on: \${{ matrix.config.os }}
    strategy:
      matrix:
        config:
          - { os: linux, target: x64 }
    steps:
      - run: build \${{ matrix.config.target }} \${{ matrix.unknown }}
`;
    const pipeline = readOne({ '.github/workflows/x.yml': workflow });
    expect(commandLines(pipeline)).toEqual([
      'bin/tests --all',
      'make lint',
      'make types',
      `build x64 \${{ matrix.unknown }}`,
    ]);
    expect(pipeline.jobs[1]).toMatchObject({
      runsOn: ['linux'],
      matrix: { 'config.os': ['linux'], 'config.target': ['x64'] },
    });
  });

  it('puts local composite actions in place, with the actions that they use', () => {
    const files = {
      '.github/workflows/ci.yml': `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: ./.github/actions/check
        with:
          command: npm run types
`,
      '.github/actions/check/action.yml': `name: check
inputs:
  command: { default: npm test }
  folder: { default: web }
runs:
  using: composite
  steps:
    - uses: actions/setup-node@v4
    - run: |
        npm ci
        \${{ inputs.command }}
      shell: bash
      working-directory: \${{ inputs.folder }}
    - uses: ./.github/actions/check
    - run: print("x")
      shell: python
`,
    };
    const [job] = readOne(files).jobs;
    expect(job?.steps[0]).toMatchObject({
      uses: { name: './.github/actions/check', local: true, line: 6 },
      commands: [
        {
          text: 'npm ci',
          path: '.github/actions/check/action.yml',
          line: 10,
          via: ['./.github/actions/check'],
          folder: 'web',
        },
        { text: 'npm run types', line: 11 },
      ],
    });
    expect(job?.steps[1]).toMatchObject({
      path: '.github/actions/check/action.yml',
      line: 8,
      via: ['./.github/actions/check'],
      uses: { name: 'actions/setup-node', ref: 'v4', line: 8 },
    });
    expect(job?.steps.map(({ uses }) => uses?.name)).toEqual([
      './.github/actions/check',
      'actions/setup-node',
      './.github/actions/check',
    ]);
  });

  it('follows local reusable workflows and notes external ones', () => {
    const files = {
      '.github/workflows/ci.yml': `on: pull_request
jobs:
  test:
    uses: ./.github/workflows/test.yml
    with: { target: unit }
  shared:
    uses: acme/workflows/.github/workflows/build.yml@v2
`,
      '.github/workflows/test.yml': `on:
  workflow_call:
    inputs:
      target: { type: string }
jobs:
  run:
    runs-on: ubuntu-latest
    environment: staging
    steps:
      - run: make \${{ inputs.target }}
  again:
    uses: ./.github/workflows/test.yml
`,
    };
    const { pipelines } = read(files);
    const [ci, test] = pipelines;
    expect(ci?.external).toEqual([
      { name: 'acme/workflows/.github/workflows/build.yml', ref: 'v2', local: false, with: {}, line: 7 },
    ]);
    expect(ci?.jobs[0]).toMatchObject({
      id: 'test',
      calls: { name: './.github/workflows/test.yml', local: true },
      runsOn: ['ubuntu-latest'],
      environment: 'staging',
      steps: [
        {
          path: '.github/workflows/test.yml',
          commands: [
            { text: 'make unit', path: '.github/workflows/test.yml', line: 10, via: ['.github/workflows/test.yml'] },
          ],
        },
      ],
    });
    expect(ci?.jobs[1]).toMatchObject({ calls: { ref: 'v2', local: false }, steps: [] });
    expect(test && events(test)).toEqual(['call']);
  });

  it('knows what actions with a command run', () => {
    const workflow = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    env: { CIBW_TEST_COMMAND: pytest tests }
    steps:
      - uses: actions-rs/cargo@v1
        with: { command: test, args: --all }
      - uses: acme/cargo-action@v0.0.6
        with: { command: test, args: --locked }
      - uses: acme/actions/gradle@main
        with: { args: check jacocoTestReport }
      - uses: acme/npm-action@v1
        with: { command: npm run lint }
      - uses: cypress-io/github-action@v6
        with: { start: npm start }
      - uses: nick-fields/retry@v3
        with: { command: make e2e }
      - uses: pypa/cibuildwheel@v2.16
      - uses: changesets/action@v1
        with: { publish: npm run release }
      - uses: docker/build-push-action@v6
        with: { context: ., file: docker/Dockerfile }
      - uses: appleboy/ssh-action@v1
        with: { script: docker compose up -d }
      - uses: actions/github-script@v7
        with: { script: console.log(1) }
`;
    const pipeline = readOne({ '.github/workflows/x.yml': workflow });
    expect(commandLines(pipeline)).toEqual([
      'cargo test --all',
      'cargo test --locked',
      'gradle check jacocoTestReport',
      'npm run lint',
      'npm start',
      'cypress run',
      'make e2e',
      'pytest tests',
      'npm run release',
      'docker build --file docker/Dockerfile .',
      'docker compose up -d',
    ]);
    expect(pipeline.jobs[0]?.steps.at(-1)?.run).toBe('console.log(1)');
    expect(useNames(pipeline)).toContain('pypa/cibuildwheel@v2.16');
  });

  it('takes a checkout into a folder for the root', () => {
    const workflow = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { path: main }
      - run: npm test
        working-directory: main/web
`;
    const pipeline = readOne({
      '.github/workflows/x.yml': workflow,
      'web/package.json': '{"scripts": {"test": "vitest run"}}',
    });
    expect(commandLines(pipeline)).toEqual(['npm test', 'npm test > vitest run']);
  });

  it('reads workflows of Forgejo and Gitea, and only those at the root', () => {
    const workflow = 'on: push\njobs:\n  a:\n    steps:\n      - run: make\n';
    const { pipelines } = read({
      '.forgejo/workflows/a.yml': workflow,
      '.gitea/workflows/b.yaml': workflow,
      'packages/x/.github/workflows/c.yml': workflow,
      '.github/workflows/deep/d.yml': workflow,
      '.github/workflows/notes.md': workflow,
    });
    expect(pipelines.map(({ path }) => path)).toEqual(['.forgejo/workflows/a.yml', '.gitea/workflows/b.yaml']);
  });

  it('tells of broken files with their line and goes on', () => {
    const { pipelines, source } = read({
      '.github/workflows/a.yml': 'on: push\njobs:\n  a: [\n',
      '.github/workflows/b.yml':
        'on: push\njobs:\n  b:\n    steps:\n      - uses: ./.github/actions/x\n      - run: make\n',
      '.github/actions/x/action.yml': 'runs: {\n',
    });
    expect(pipelines.map(({ path }) => path)).toEqual(['.github/workflows/b.yml']);
    expect(pipelines.flatMap(commandLines)).toEqual(['make']);
    expect(source.diagnostics.map(({ path, line }) => [path, line])).toEqual([
      ['.github/workflows/a.yml', 4],
      ['.github/actions/x/action.yml', 2],
    ]);
  });

  it.each([
    'jobs: 3',
    'on: {push: 4}\njobs: {a: 5}',
    'on: [[[push]]]\njobs: {a: {steps: {run: x}}}',
    'jobs:\n  a:\n    steps: [null, 3, [a], {run: {x: y}}, {uses: [z]}, {uses: 7, with: 8}]\n    strategy: {matrix: [1]}\n    runs-on: null\n    needs: {x: y}\n    env: 3\n',
    'jobs: &j\n  a: *j\n  __proto__: {steps: []}\n',
    'a: &a [*a, *a]\njobs: *a',
    '<<: &x {<<: *x, jobs: {a: {steps: []}}}\n',
    '',
    '- a\n- b',
  ])('survives the shape %j', (text) => {
    const { source } = read({ '.github/workflows/x.yml': text });
    expect(source.diagnostics).toEqual([]);
  });
});
