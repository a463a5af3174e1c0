import { describe, expect, it } from 'vitest';
import { commandLines, events, read, readOne } from './reading.ts';

const DECIDED = `version: 1
policy: { pullRequests: collaborators }
tasks:
  - $let: { url: { $eval: event.repository.url } }
    in:
      $if: 'tasks_for in ["github-push", "github-pull-request", "cron"]'
      then:
        payload:
          command: [bash, -cx, "taskgraph decision"]
`;

const KIND = `loader: taskgraph.loader.transform:loader
transforms: ["shelf_tasks.transforms.names:transforms"]
task-defaults:
  run-on-tasks-for: ["github-pull-request"]
  run: { using: run-task, cwd: '{checkout}', command: [sh, -lxce, uv run pytest] }
tasks:
  unit: {}
  lint:
    run-on-tasks-for: ["github-push"]
    run: { cwd: '{checkout}/shelf', command: make lint }
`;

describe('taskcluster', () => {
  it('reads the tasks that are written out, below conditions', () => {
    const pipeline = readOne({
      '.taskcluster.yml': `version: 1
tasks:
  $match:
    'tasks_for == "github-pull-request"':
      metadata: { name: unit }
      payload:
        image: python
        command: [/bin/bash, --login, -c, "cd repo && make test"]
    'tasks_for == "github-push"':
      payload:
        command: [["npm", "run", "build all"], "npm test"]
`,
      Makefile: 'test:\n\tpytest\n',
    });
    expect(pipeline.provider).toBe('taskcluster');
    expect(events(pipeline)).toEqual(['pull-request', 'push']);
    expect(pipeline.jobs.map(({ id, line }) => [id, line])).toEqual([
      ['unit', 5],
      ['task', 10],
    ]);
    expect(commandLines(pipeline)).toEqual([
      'cd repo',
      'make test',
      'Makefile: test > pytest',
      "npm run 'build all'",
      'npm test',
    ]);
    expect(pipeline.external).toEqual([]);
  });

  it('reads kinds with their defaults, and leaves open what transforms make of them', () => {
    const pipeline = readOne({ '.taskcluster.yml': DECIDED, 'taskcluster/kinds/check/kind.yml': KIND });
    expect(events(pipeline)).toEqual(['pull-request', 'push', 'schedule']);
    expect(pipeline.jobs.map(({ id, path, triggers }) => [id, path, triggers?.map(({ event }) => event)])).toEqual([
      ['task', undefined, undefined],
      ['unit', 'taskcluster/kinds/check/kind.yml', ['pull-request']],
      ['lint', 'taskcluster/kinds/check/kind.yml', ['push']],
    ]);
    expect(commandLines(pipeline)).toEqual(['taskgraph decision', 'uv run pytest', 'make lint']);
    expect(pipeline.jobs[2]?.steps[0]?.commands[0]?.folder).toBe('shelf');
    expect(pipeline.external.map(({ name }) => name)).toEqual(['taskgraph']);
  });

  it('runs on changes where no event is asked for', () => {
    const pipeline = readOne({ '.taskcluster.yml': 'tasks:\n  - payload: { command: [make] }\n' });
    expect(events(pipeline)).toEqual(['push', 'pull-request']);
  });

  it('shrugs at files of any shape', () => {
    for (const text of ['tasks: 3\n', 'tasks: [[{payload: {command: {a: [b]}}}], 4]\n', '[]\n', 'tasks: {a: *b}\n']) {
      expect(() => read({ '.taskcluster.yml': text, 'taskcluster/ci/a/kind.yml': text })).not.toThrow();
    }
  });
});
