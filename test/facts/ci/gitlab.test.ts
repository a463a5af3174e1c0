import { describe, expect, it } from 'vitest';
import { commandLines, events, read, readOne } from './reading.ts';

describe('gitlab', () => {
  it('reads jobs with their defaults', () => {
    const pipeline = readOne({
      '.gitlab-ci.yml': `stages: [test, deploy]
image: node:20
default:
  tags: [docker]
  before_script:
    - cd web
    - npm ci
variables:
  CI_DEBUG: "1"
test:
  stage: test
  services:
    - name: postgres:16
    - redis:7
  variables: { NODE_ENV: test }
  script:
    - npm test
    - |
      npm run lint
      npm run types
  after_script: [rm -rf tmp]
  timeout: 1h 30m
  allow_failure: true
deploy:
  image: { name: "alpine:3" }
  before_script: []
  script: ./deploy.sh
  environment: { name: production }
  needs: [{ job: test }]
  resource_group: production
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      when: never
    - if: $CI_COMMIT_TAG
    - when: manual
`,
    });
    expect(pipeline).toMatchObject({ provider: 'gitlab', concurrency: true, external: [] });
    expect(events(pipeline)).toEqual(['push', 'push $CI_DEFAULT_BRANCH', 'tag', 'manual']);
    const [test, deploy] = pipeline.jobs;
    expect(test).toMatchObject({
      id: 'test',
      line: 10,
      container: 'node:20',
      runsOn: ['docker'],
      services: ['postgres:16', 'redis:7'],
      timeoutMinutes: 90,
      continueOnError: true,
    });
    expect(test?.steps.map(({ name, line, commands }) => [name, line, commands.map(({ text }) => text)])).toEqual([
      ['before_script', 6, ['cd web', 'npm ci']],
      ['script', 17, ['npm test', 'npm run lint', 'npm run types']],
      ['after_script', 21, ['rm -rf tmp']],
    ]);
    expect(test?.steps[1]?.commands[2]).toEqual({
      text: 'npm run types',
      path: '.gitlab-ci.yml',
      line: 20,
      via: [],
      folder: 'web',
    });
    expect(test?.steps[1]?.environment).toEqual({ CI_DEBUG: '1', NODE_ENV: 'test' });
    expect(deploy).toMatchObject({
      environment: 'production',
      container: 'alpine:3',
      needs: ['test'],
      concurrency: true,
      triggers: [{ event: 'push', branches: ['$CI_DEFAULT_BRANCH'] }, { event: 'tag' }, { event: 'manual' }],
    });
    expect(deploy?.steps.map(({ name }) => name)).toEqual(['script']);
  });

  it('resolves local includes, extends, references and anchors, and notes the other includes', () => {
    const pipeline = readOne({
      '.gitlab-ci.yml': `include:
  - local: /ci/*.yml
  - template: Security/SAST.gitlab-ci.yml
  - project: acme/templates
    ref: v1.2.0
    file: [/build.yml]
  - remote: https://example.org/ci.yml
  - component: $CI_SERVER_FQDN/acme/lint/check@1.0
.setup: &setup
  - pip install tox
.base:
  script: [echo base]
  tags: [linux]
unit:
  extends: [.base, .tests]
  before_script: *setup
  parallel:
    matrix:
      - ENV: [py311, py312]
    `,
      'ci/tests.yml': `.tests:
  script:
    - !reference [.prepare, script]
    - tox -e $ENV
.prepare:
  script: make prepare
lint:
  script: make lint
`,
    });
    expect(pipeline.external.map(({ name, ref, line }) => [name, ref, line])).toEqual([
      ['Security/SAST.gitlab-ci.yml', undefined, 3],
      ['acme/templates/build.yml', 'v1.2.0', 4],
      ['https://example.org/ci.yml', undefined, 7],
      ['$CI_SERVER_FQDN/acme/lint/check', '1.0', 8],
    ]);
    expect(pipeline.jobs.map(({ id, path, runsOn }) => [id, path, runsOn])).toEqual([
      ['lint', 'ci/tests.yml', []],
      ['unit', undefined, ['linux']],
    ]);
    expect(commandLines(pipeline)).toEqual([
      'make lint',
      'pip install tox',
      'make prepare',
      'tox -e py311',
      'tox -e py312',
    ]);
    expect(pipeline.jobs[1]?.steps[1]?.commands[1]).toMatchObject({ path: 'ci/tests.yml', line: 4 });
  });

  it.each([
    [
      'workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    - if: $CI_COMMIT_BRANCH',
      ['pull-request', 'push'],
    ],
    ['workflow:\n  rules:\n    - if: $CI_COMMIT_TAG == null && $CI_COMMIT_BRANCH == "main"', ['push main']],
    ['workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"', ['schedule']],
    ['', ['push']],
  ])('understands the workflow %j', (workflow, expected) => {
    expect(events(readOne({ '.gitlab-ci.yml': `${workflow}\njob:\n  script: make\n` }))).toEqual(expected);
  });

  it.each([
    ['only: [merge_requests, main]', ['pull-request', 'push main']],
    ['only: {refs: [tags]}', ['tag']],
    ['only: {changes: [src/**]}', ['push']],
    ['when: manual', ['manual']],
  ])('understands the job with %j', (only, expected) => {
    expect(events(readOne({ '.gitlab-ci.yml': `job:\n  script: make\n  ${only}\n` }))).toEqual(expected);
  });

  it('follows local child pipelines and names others', () => {
    const pipeline = readOne({
      '.gitlab-ci.yml': 'child:\n  trigger:\n    include: ci/child.yml\nother:\n  trigger: acme/deploy\n',
      'ci/child.yml': 'build:\n  script: make build\n',
    });
    expect(pipeline.jobs.map(({ id, path, calls }) => [id, path, calls?.name, calls?.local])).toEqual([
      ['child', undefined, 'ci/child.yml', true],
      ['build', 'ci/child.yml', undefined, undefined],
      ['other', undefined, 'acme/deploy', false],
    ]);
    expect(pipeline.external.map(({ name }) => name)).toEqual(['acme/deploy']);
  });

  it('tells of broken includes and reads the rest', () => {
    const { pipelines, source } = read({
      '.gitlab-ci.yml': 'include: ci/a.yml\njob:\n  script: make\n',
      'ci/a.yml': 'x: [\n',
    });
    expect(pipelines.flatMap(commandLines)).toEqual(['make']);
    expect(source.diagnostics.map(({ path }) => path)).toEqual(['ci/a.yml']);
  });

  it.each([
    'a: &a {script: [*a], extends: a}\n',
    'a: {extends: b}\nb: {extends: a, script: !reference [a, script]}\n',
    'include: [.gitlab-ci.yml, 3, {local: 4}, [x]]\njob: {script: {x: y}, rules: 3, needs: 4, parallel: {matrix: 5}}\n',
    'job: [1, 2]\nx: null\n5: {script: 7}\n',
    '- a',
  ])('survives the shape %j', (text) => {
    expect(read({ '.gitlab-ci.yml': text }).source.diagnostics).toEqual([]);
  });

  it('does not multiply jobs that extend each other without end', () => {
    const names = Array.from({ length: 60 }, (_, index) => `.j${index}`);
    const text = names.map((name) => `${name}: {extends: [${names.join(', ')}], script: make}`).join('\n');
    const started = performance.now();
    read({ '.gitlab-ci.yml': `${text}\njob: {extends: [${names.join(', ')}]}\n` });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('reads what lies in a folder of its own', () => {
    const pipeline = readOne({ '.gitlab/gitlab-ci.yml': 'test:\n  script:\n    - make test\n' });
    expect(pipeline.path).toBe('.gitlab/gitlab-ci.yml');
    expect(commandLines(pipeline)).toEqual(['make test']);
  });
});
