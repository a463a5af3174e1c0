import { describe, expect, it } from 'vitest';
import { commandLines, events, read, readOne, useNames } from './reading.ts';

describe('buildkite', () => {
  it('reads command steps, groups, plugins and triggers', () => {
    const pipeline = readOne({
      '.buildkite/pipeline.yml': `env: { CI: "1" }
steps:
  - label: ":test_tube: tests"
    key: tests
    command:
      - npm ci
      - npm test
    plugins:
      - docker#v5.9.0: { image: "node:20" }
      - ./local-plugin
    agents: { queue: default }
    timeout_in_minutes: 10
    soft_fail: true
  - wait
  - group: checks
    steps:
      - commands: make lint
        depends_on: tests
        if: build.branch == "main"
  - trigger: deploy
`,
    });
    expect(events(pipeline)).toEqual(['push', 'pull-request']);
    expect(pipeline.jobs).toMatchObject([
      { id: 'tests', line: 3, runsOn: ['default'], timeoutMinutes: 10, continueOnError: true },
      { id: 'step 2', needs: ['tests'], condition: 'build.branch == "main"' },
      { calls: { name: 'deploy', local: false } },
    ]);
    expect(commandLines(pipeline)).toEqual(['npm ci', 'npm test', 'make lint']);
    expect(useNames(pipeline)).toEqual(['docker@v5.9.0', './local-plugin']);
  });

  it('reads what plugins run in a container', () => {
    const pipeline = readOne({
      '.buildkite/pipeline.yml': `steps:
  - label: tests
    plugins:
      - ecr#v2.1.1: { login: true }
      - docker-compose#v3.5.0:
          run: app
          command: ["yarn", "test"]
  - label: redirects
    plugins:
      - docker-compose#v3.5.0: { run: probes, command: ["--env", "stage"] }
`,
    });
    expect(commandLines(pipeline)).toEqual(['yarn test']);
  });
});

describe('bitbucket', () => {
  it('reads each section as a pipeline', () => {
    const { pipelines } = read({
      'bitbucket-pipelines.yml': `image: node:20
definitions:
  steps:
    - step: &test
        name: Test
        script:
          - cd web
          - npm test
        services: [postgres]
        max-time: 15
pipelines:
  default:
    - step: *test
  branches:
    main:
      - parallel:
          - step: *test
          - step: { script: [make lint] }
      - stage:
          deployment: production
          steps:
            - step:
                name: Deploy
                trigger: manual
                script:
                  - pipe: atlassian/aws-s3-deploy:1.1.0
                    variables: { S3_BUCKET: x }
  pull-requests:
    "**":
      - step: *test
  tags:
    v*:
      - step: { script: [make release] }
  custom:
    nightly:
      - step: { script: [make nightly] }
`,
    });
    expect(pipelines.map((pipeline) => [pipeline.name, events(pipeline), commandLines(pipeline)])).toEqual([
      [undefined, ['push'], ['cd web', 'npm test']],
      ['main', ['push main'], ['cd web', 'npm test', 'make lint']],
      ['**', ['pull-request'], ['cd web', 'npm test']],
      ['v*', ['tag'], ['make release']],
      ['nightly', ['manual'], ['make nightly']],
    ]);
    expect(pipelines[0]?.jobs[0]).toMatchObject({
      id: 'Test',
      line: 5,
      container: 'node:20',
      services: ['postgres'],
      timeoutMinutes: 15,
    });
    expect(pipelines[0]?.jobs[0]?.steps[0]?.commands[1]).toMatchObject({ line: 8, folder: 'web' });
    expect(pipelines[1]?.jobs[2]).toMatchObject({
      environment: 'production',
      condition: 'manual',
      steps: [{ uses: { name: 'atlassian/aws-s3-deploy', ref: '1.1.0', with: { S3_BUCKET: 'x' } } }],
    });
  });
});

describe('drone and woodpecker', () => {
  it('reads the file of a newer Drone beside that of an older one', () => {
    const file = 'kind: pipeline\nname: default\nsteps:\n  - name: test\n    commands: [npm test]\n';
    expect(read({ '.drone2.yml': file }).pipelines.map(({ provider }) => provider)).toEqual(['drone']);
    expect(read({ '.drone-1.0.yml': file }).pipelines.map(({ provider, path }) => [provider, path])).toEqual([
      ['drone', '.drone-1.0.yml'],
    ]);
  });

  it('reads the documents of a Drone file', () => {
    const { pipelines } = read({
      '.drone.yml': `kind: pipeline
name: default
platform: { os: linux, arch: arm64 }
steps:
  - name: test
    image: golang:1.22
    environment: { CGO_ENABLED: "0" }
    commands: [go vet ./..., go test ./...]
  - name: publish
    image: plugins/docker:20
    settings: { repo: acme/app }
    when: { event: [tag] }
services:
  - name: db
    image: postgres:16
trigger:
  branch: [main]
  event: { include: [push, pull_request] }
---
kind: secret
name: token
---
kind: pipeline
name: nightly
steps: [{ name: x, commands: [make] }]
trigger: { event: [cron] }
`,
    });
    expect(pipelines.map((pipeline) => [pipeline.provider, pipeline.name, events(pipeline)])).toEqual([
      ['drone', 'default', ['push main', 'pull-request main']],
      ['drone', 'nightly', ['schedule']],
    ]);
    expect(pipelines[0]?.jobs[0]).toMatchObject({
      runsOn: ['linux', 'arm64'],
      services: ['postgres:16'],
      steps: [
        {
          name: 'test',
          line: 5,
          environment: { CGO_ENABLED: '0' },
          commands: [{ text: 'go vet ./...', line: 8 }, { text: 'go test ./...' }],
        },
        {
          name: 'publish',
          condition: 'event: tag',
          uses: { name: 'docker://plugins/docker', ref: '20', with: { repo: 'acme/app' } },
          commands: [{ text: 'docker build .' }, { text: 'docker push acme/app' }],
        },
      ],
    });
  });

  it('reads workflows of Woodpecker, with their matrix', () => {
    const { pipelines } = read({
      '.woodpecker/test.yaml': `when:
  - event: pull_request
  - event: push
    branch: main
matrix:
  GO: ["1.22", "1.23"]
steps:
  test:
    image: golang:\${GO}
    commands: go test -run \${GO}
`,
      '.woodpecker.yml': 'pipeline:\n  build:\n    image: alpine\n    commands: [make]\n',
    });
    expect(pipelines.map((pipeline) => [pipeline.path, events(pipeline), commandLines(pipeline)])).toEqual([
      ['.woodpecker.yml', ['push', 'pull-request'], ['make']],
      ['.woodpecker/test.yaml', ['pull-request', 'push main'], ['go test -run 1.22', 'go test -run 1.23']],
    ]);
  });
});

describe('cirrus', () => {
  it('reads all tasks, repeated keys too', () => {
    const pipeline = readOne({
      '.cirrus.yml': `env: { CI: "1" }
task:
  name: Linux
  container: { image: "rust:1.80" }
  target_cache:
    folder: target
    populate_script: cargo fetch
  build_script: [cargo build]
  test_script: |
    cargo test
task:
  name: FreeBSD
  freebsd_instance: { image_family: freebsd-14 }
  only_if: $CIRRUS_BRANCH == 'main'
  script: make check
  depends_on: [Linux]
release_task:
  timeout_in: 30m
  release_script: ./release.sh
linux_task_template: &x
  script: nothing
`,
    });
    expect(pipeline.jobs).toMatchObject([
      { id: 'Linux', line: 2, container: 'rust:1.80' },
      { id: 'FreeBSD', line: 11, runsOn: ['freebsd-14'], needs: ['Linux'], condition: "$CIRRUS_BRANCH == 'main'" },
      { id: 'release', timeoutMinutes: 30 },
    ]);
    expect(commandLines(pipeline)).toEqual(['cargo fetch', 'cargo build', 'cargo test', 'make check', './release.sh']);
  });
});

describe('appveyor', () => {
  it('reads the script sections', () => {
    const pipeline = readOne({
      'appveyor.yml': `image: Visual Studio 2022
environment:
  CI: "1"
  matrix:
    - PYTHON: "3.11"
    - PYTHON: "3.12"
branches: { only: [master] }
install:
  - ps: ./setup.ps1
  - cmd: cd src
build: off
build_script: off
test_script:
  - dotnet test
deploy:
  - provider: NuGet
`,
    });
    expect(events(pipeline)).toEqual(['push master', 'pull-request master']);
    expect(pipeline.jobs[0]).toMatchObject({
      runsOn: ['Visual Studio 2022'],
      matrix: { PYTHON: ['3.11', '3.12'] },
      steps: [
        { name: 'install', commands: [{ text: './setup.ps1', line: 9 }] },
        { name: 'install', commands: [{ text: 'cd src' }] },
        { name: 'test_script', commands: [{ text: 'dotnet test', line: 14, folder: 'src' }] },
        { uses: { name: 'appveyor/nuget' } },
      ],
    });
  });

  it('is found where the settings of a project name another place', () => {
    const { pipelines } = read({
      'scripts/appveyor/config.yml': `environment:
  matrix:
    - APPVEYOR_BUILD_WORKER_IMAGE: Ubuntu
    - APPVEYOR_BUILD_WORKER_IMAGE: Visual Studio 2022
test_script:
  - make check
`,
      'scripts/appveyor/packages.yml': 'packages: [make]\n',
    });
    expect(pipelines.map(({ path }) => path)).toEqual(['scripts/appveyor/config.yml']);
    expect(pipelines[0]?.jobs[0]).toMatchObject({
      runsOn: ['Ubuntu', 'Visual Studio 2022'],
      steps: [{ name: 'test_script', commands: [{ text: 'make check' }] }],
    });
  });
});

describe('sourcehut', () => {
  it('reads tasks, which start beside the clone', () => {
    const pipeline = readOne({
      '.build.yml': `image: alpine/edge
sources: [https://git.sr.ht/~someone/tool]
environment: { CI: "1" }
tasks:
  - build: |
      cd tool/cmd
      go build
  - test: cd tool && make test
`,
      Makefile: 'test:\n\tgo test ./...\n',
    });
    expect(events(pipeline)).toEqual(['push']);
    expect(pipeline.jobs[0]?.steps).toMatchObject([
      {
        name: 'build',
        line: 5,
        commands: [
          { text: 'cd tool/cmd', line: 6 },
          { text: 'go build', line: 7, folder: 'cmd' },
        ],
      },
      { name: 'test', environment: { CI: '1' } },
    ]);
    expect(commandLines(pipeline)).toEqual([
      'cd tool/cmd',
      'go build',
      'cd tool',
      'make test',
      'Makefile: test > go test ./...',
    ]);
  });
});

describe('cloud builds', () => {
  it('reads steps of Google Cloud Build', () => {
    const pipeline = readOne({
      'deploy/cloudbuild.yaml': `steps:
  - name: gcr.io/cloud-builders/npm
    args: [test]
    dir: web
  - id: tests
    name: golang:1.22
    entrypoint: bash
    args:
      - -c
      - |
        go vet ./...
        go test ./...
    env: [CGO_ENABLED=0]
  - name: gcr.io/cloud-builders/docker
    args: [build, -t, "a b", .]
timeout: 1200s
`,
    });
    expect(pipeline.provider).toBe('cloud-build');
    expect(pipeline.jobs[0]).toMatchObject({
      timeoutMinutes: 20,
      steps: [
        { uses: { name: 'docker://gcr.io/cloud-builders/npm' }, commands: [{ text: 'npm test', folder: 'web' }] },
        {
          name: 'tests',
          environment: { CGO_ENABLED: '0' },
          commands: [
            { text: 'go vet ./...', line: 11 },
            { text: 'go test ./...', line: 12 },
          ],
        },
        { commands: [{ text: "docker build -t 'a b' ." }] },
      ],
    });
  });

  it('reads phases of AWS CodeBuild', () => {
    const pipeline = readOne({
      'buildspec.yml': `version: 0.2
env: { variables: { STAGE: prod } }
phases:
  install: { commands: [cd app, npm ci] }
  build:
    commands:
      - npm test
    finally: [make report]
`,
    });
    expect(pipeline.provider).toBe('codebuild');
    expect(pipeline.jobs[0]?.steps).toMatchObject([
      { name: 'install', line: 4, environment: { STAGE: 'prod' } },
      { name: 'build', commands: [{ text: 'npm test', line: 7, folder: 'app' }, { text: 'make report' }] },
    ]);
  });
});

describe('semaphore', () => {
  it('reads the jobs of all blocks', () => {
    const pipeline = readOne({
      '.semaphore/semaphore.yml': `name: CI
agent: { machine: { type: e2-standard-2, os_image: ubuntu2204 } }
auto_cancel: { running: { when: "true" } }
blocks:
  - name: Test
    task:
      env_vars: [{ name: CI, value: "1" }]
      prologue: { commands: [checkout] }
      jobs:
        - name: unit
          commands: [make test]
`,
    });
    expect(pipeline).toMatchObject({ name: 'CI', concurrency: true });
    expect(pipeline.jobs[0]).toMatchObject({ id: 'unit', runsOn: ['ubuntu2204', 'e2-standard-2'] });
    expect(commandLines(pipeline)).toEqual(['checkout', 'make test']);
  });
});

describe('files of any shape', () => {
  const files = [
    ...['.buildkite/pipeline.yml', 'bitbucket-pipelines.yml', '.drone.yml', '.woodpecker.yml', '.cirrus.yml'],
    ...['appveyor.yml', '.build.yml', 'cloudbuild.yaml', 'buildspec.yml', '.semaphore/semaphore.yml'],
  ];
  const keys = [
    'steps',
    'pipelines',
    'task',
    'tasks',
    'phases',
    'blocks',
    'install',
    'services',
    'matrix',
    'when',
    'trigger',
    'environment',
    'env',
  ];
  const values = [
    '3',
    'text',
    'null',
    '[]',
    '[1, [2, [3]], null]',
    '{a: b}',
    '{a: {b: [c]}}',
    '[{step: 3}, {name: [x]}, {command: {x: y}}]',
    '&x [*x]',
  ];

  it.each(files)('%s', (path) => {
    for (const value of values) {
      const text = keys.map((key) => `${key}: ${value.replaceAll('x', `x${key}`)}`).join('\n');
      expect(read({ [path]: text }).source.diagnostics).toEqual([]);
      for (const key of keys) expect(read({ [path]: `${key}: ${value}` }).source.diagnostics).toEqual([]);
    }
    expect(read({ [path]: 'a: [\n' }).source.diagnostics.map(({ line }) => line)).toEqual([2]);
  });
});
