import { describe, expect, it } from 'vitest';
import { commandLines, events, read, readOne, useNames } from './reading.ts';

const PIPELINE = `resources:
  - { name: api, type: git, source: { uri: ((uri)) } }
  - { name: nightly, type: time }
  - { name: change, type: pull-request }
  - { name: image, type: registry-image }
jobs:
  - name: unit
    serial: true
    plan:
      - in_parallel:
          - { get: api, trigger: true }
          - { get: change, trigger: true }
          - { get: nightly, trigger: true }
      - task: test
        file: api/ci/tasks/test.yml
        params: { STAGE: test }
      - task: lint
        config:
          platform: linux
          inputs: [{ name: api }]
          run:
            path: sh
            args:
              - -exc
              - |
                cd api
                make lint
  - name: deploy
    plan:
      - get: source
        resource: api
        passed: [unit]
      - try:
          task: apply
          file: tools/apply.yml
      - put: image
        on_failure:
          put: chat
`;

describe('concourse', () => {
  const files = {
    'ci/pipeline.yml': PIPELINE,
    'ci/tasks/test.yml':
      'platform: linux\ninputs: [{ name: api }]\nparams: { STAGE: dev }\nrun: { path: api/ci/scripts/unit.sh }\n',
    'ci/scripts/unit.sh': '#!/bin/sh\ncd api\npytest -v\n',
    Makefile: 'lint:\n\truff check\n',
  };

  it('reads jobs, tasks in files and inline, and what is put', () => {
    const pipeline = readOne(files);
    expect(pipeline.provider).toBe('concourse');
    expect(events(pipeline)).toEqual(['push', 'pull-request', 'schedule']);
    expect(pipeline.jobs).toMatchObject([
      { id: 'unit', line: 7, concurrency: true, needs: [] },
      { id: 'deploy', needs: ['unit'], triggers: [] },
    ]);
    expect(pipeline.jobs[0]?.steps[0]).toMatchObject({ name: 'test', environment: { STAGE: 'test' } });
    expect(commandLines(pipeline)).toEqual([
      './ci/scripts/unit.sh',
      'ci/scripts/unit.sh > pytest -v',
      'cd api',
      'make lint',
      'Makefile: lint > ruff check',
    ]);
    expect(useNames(pipeline)).toEqual(['tools/apply.yml', 'put/registry-image', 'put/chat']);
    expect(pipeline.external.map(({ name }) => name)).toEqual(['tools/apply.yml']);
  });

  it('is started by hand when nothing triggers it', () => {
    const { pipelines } = read({ 'concourse/deploy.yml': 'jobs:\n- name: a\n  plan:\n  - get: b\n' });
    expect(pipelines.map((pipeline) => events(pipeline))).toEqual([['manual']]);
  });

  it('shrugs at files of any shape', () => {
    const texts = [
      ...['jobs:\n- plan: {{x}}: [\n', 'plan:\njobs: 3\n', 'jobs: [1, {plan: [2, {task: [x], config: 3}]}]\nplan: 1\n'],
      ...['resources: x\njobs:\n- plan:\n  - &a { do: [*a] }\n', 'stages: [build]\n', 'jobs:\n  build:\n    plan: x\n'],
    ];
    for (const text of texts) expect(read({ 'concourse/api.yml': text }).source.diagnostics).toEqual([]);
  });

  it('reads tasks whose pipeline is kept elsewhere', () => {
    const task = (script: string) =>
      `---\nplatform: linux\nimage_resource: { type: docker-image, source: { repository: golang } }\ninputs: [{ name: api, path: api }]\nrun:\n  path: api/ci/scripts/${script}.sh\n`;
    const { pipelines } = read({
      'ci/unit.yml': task('unit'),
      'ci/build.yml': task('build'),
      'ci/settings.yml': 'platform: linux\nrun: { shell: true }\n',
      'ci/scripts/unit.sh': '#!/bin/bash -eux\n\ncwd=$(pwd)\n\npushd $cwd/api\n  make test\npopd\n',
      'ci/scripts/build.sh': '#!/bin/bash -eux\npushd api\n  make build && cp build/api Dockerfile ../build\npopd\n',
      Makefile: 'test:\n\tgo test -race ./...\nbuild:\n\tgo build -o build/api\n',
    });
    expect(pipelines.map(({ path, provider }) => `${provider} ${path}`)).toEqual([
      'concourse ci/build.yml',
      'concourse ci/unit.yml',
    ]);
    expect(pipelines.map(events)).toEqual([['push'], ['push']]);
    expect(pipelines.flatMap(commandLines).filter((line) => line.includes('go test'))).toEqual([
      'ci/scripts/unit.sh > Makefile: test > go test -race ./...',
    ]);
  });
});
