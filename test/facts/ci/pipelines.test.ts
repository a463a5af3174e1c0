import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCommands, wordsOf } from '../../../src/facts/ci/shell.ts';
import { commandLines, read, readOne } from './reading.ts';

const WORKFLOW = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n';

describe('readPipelines', () => {
  it('leaves out what is switched off', () => {
    const runs = (files: Readonly<Record<string, string>>) => commandLines(readOne(files));
    const github = (job: string, step: string) => ({
      '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n${job}    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n${step}`,
    });
    expect(runs(github('', ''))).toEqual(['npm test']);
    expect(runs(github('    if: false\n', ''))).toEqual([]);
    expect(runs(github('', `        if: \${{ false }}\n`))).toEqual([]);
    expect(runs(github("    if: github.event_name == 'push'\n", ''))).toEqual(['npm test']);
    // To skip is the other way round.
    expect(runs({ '.cirrus.yml': 'task: {skip: false, script: make}\n' })).toEqual(['make']);
    expect(
      runs({ '.semaphore/semaphore.yml': 'blocks: [{skip: {when: "false"}, task: {jobs: [{commands: [make]}]}}]\n' }),
    ).toEqual(['make']);
  });

  it('finds every provider', () => {
    const { pipelines, source } = read({
      '.github/workflows/ci.yaml': WORKFLOW,
      '.gitlab-ci.yml': 'test:\n  script: make\n',
      '.circleci/config.yml': 'jobs: {build: {steps: [{run: make}]}}\n',
      'ci/Jenkinsfile': "node { sh 'make' }\n",
      'Jenkinsfile.release': "node { sh 'make' }\n",
      '.travis.yml': 'script: make\n',
      'azure-pipelines.yml': 'steps: [{script: make}]\n',
      '.buildkite/pipeline.yml': 'steps: [{command: make}]\n',
      'bitbucket-pipelines.yml': 'pipelines: {default: [{step: {script: [make]}}]}\n',
      '.drone.yml': 'kind: pipeline\nsteps: [{name: a, commands: [make]}]\n',
      '.woodpecker.yml': 'steps: [{name: a, commands: [make]}]\n',
      '.cirrus.yml': 'task: {script: make}\n',
      '.appveyor.yml': 'test_script: make\n',
      '.builds/alpine.yml': 'tasks: [{a: make}]\n',
      '.cloudbuild/deploy.yaml': 'steps: [{name: gcr.io/cloud-builders/make, args: [deploy]}]\n',
      'cloudbuild.yaml': 'steps: [{name: gcr.io/cloud-builders/make, args: [all]}]\n',
      'buildspec.yml': 'phases: {build: {commands: [make]}}\n',
      '.semaphore/semaphore.yml': 'blocks: [{task: {jobs: [{commands: [make]}]}}]\n',
    });
    expect(source.diagnostics).toEqual([]);
    expect(pipelines.map(({ provider }) => provider).sort()).toEqual([
      'appveyor',
      'azure-pipelines',
      'bitbucket',
      'buildkite',
      'circleci',
      'cirrus',
      'cloud-build',
      'cloud-build',
      'codebuild',
      'drone',
      'github-actions',
      'gitlab',
      'jenkins',
      'jenkins',
      'semaphore',
      'sourcehut',
      'travis',
      'woodpecker',
    ]);
    for (const pipeline of pipelines) expect(commandLines(pipeline).length).toBe(1);
  });

  it('takes nothing that runs nowhere', () => {
    const { pipelines } = read({
      'fixtures/app/.github/workflows/ci.yml': WORKFLOW,
      'examples/.travis.yml': 'language: go\n',
      'examples/cloudbuild.yaml': 'steps: [{name: a, args: [b]}]\n',
      'test/fixtures/Jenkinsfile': "node { sh 'make' }\n",
      'docs/buildspec.yml': 'phases: {build: {commands: [make]}}\n',
      'vendor/lib/.gitlab-ci.yml': 'a: {script: make}\n',
      'node_modules/x/.travis.yml': 'language: go\n',
      'templates/app/azure-pipelines.yml': 'trigger: none\nsteps: [{script: make}]\n',
      '.github/ISSUE_TEMPLATE/bug.yml': 'jobs: {a: {steps: []}}\n',
      '.github/dependabot.yml': 'version: 2\n',
      'src/jenkinsfile.ts': 'export {}\n',
    });
    expect(pipelines).toEqual([]);
  });

  it('isolates broken files', () => {
    const { pipelines, source } = read({
      '.github/workflows/a.yml': 'jobs: {\n',
      '.github/workflows/b.yml': WORKFLOW,
      'package.json': '{"scripts": {"test": "jest"',
    });
    expect(pipelines.flatMap(commandLines)).toEqual(['npm test']);
    expect(source.diagnostics.map(({ path }) => path).sort()).toEqual(['.github/workflows/a.yml', 'package.json']);
  });

  it('does not expand aliases without end', () => {
    const levels = Array.from(
      { length: 30 },
      (_, index) => `l${index + 1}: &l${index + 1} [${Array(10).fill(`*l${index}`).join(', ')}]`,
    );
    const bomb = `l0: &l0 [make]\n${levels.join('\n')}\n`;
    const started = performance.now();
    for (const [path, text] of [
      ['.gitlab-ci.yml', `${bomb}job: {script: *l30}\n`],
      ['.travis.yml', `${bomb}script: *l30\n`],
      ['.drone.yml', `${bomb}steps: [{name: a, commands: *l30}]\n`],
      ['.buildkite/pipeline.yml', `${bomb}steps: [{command: *l30, plugins: *l30}]\n`],
      ['bitbucket-pipelines.yml', `${bomb}pipelines: {default: [{step: {script: *l30}}]}\n`],
      [
        '.github/workflows/a.yml',
        `${bomb}on: *l30\njobs: {a: {steps: *l30, strategy: {matrix: {a: *l30, include: *l30}}}}\n`,
      ],
    ] as const) {
      expect(read({ [path]: text }).pipelines.flatMap(commandLines).length).toBeLessThanOrEqual(2000);
    }
    const merged = Array.from(
      { length: 40 },
      (_, index) => `m${index + 1}: &m${index + 1} {<<: [*m${index}, *m${index}]}`,
    );
    read({ '.github/workflows/a.yml': `m0: &m0 {a: b}\n${merged.join('\n')}\njobs: *m40\n` });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('reads nothing outside of the repository', () => {
    const files = {
      '.github/workflows/a.yml':
        'on: push\njobs:\n  a:\n    steps:\n      - uses: ./../../etc\n      - run: bash ../../etc/x.sh && make -C / && npm --prefix ../.. test\n',
    };
    expect(read(files).pipelines.flatMap(commandLines)).toEqual([
      'bash ../../etc/x.sh',
      'make -C /',
      'npm --prefix ../.. test',
    ]);
  });
});

describe('shell text of any kind', () => {
  const piece = fc.constantFrom(
    '$(',
    ')',
    '(',
    '{',
    '}',
    '"',
    "'",
    '`',
    '\\',
    '\n',
    ';',
    '&&',
    '|',
    '<<A',
    '\nA\n',
    '#',
    ' ',
    '${{',
    '}}',
    'case x in',
    'esac',
    '[[',
    ']]',
    'if',
    'cd a',
    'make',
    '$',
    '=',
  );
  const script = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  it('gives commands in order, on lines that the script has', () => {
    fc.assert(
      fc.property(script, (text) => {
        const commands = splitCommands(text);
        const lines = text.split('\n').length;
        let last = 0;
        for (const command of commands) {
          expect(command.text).not.toBe('');
          expect(command.line).toBeGreaterThanOrEqual(last);
          expect(command.line).toBeLessThan(lines);
          last = command.line;
          wordsOf(command.text);
        }
      }),
      { numRuns: 500 },
    );
  });
});
