import { describe, expect, it } from 'vitest';
import { commandLines, events, read, readOne, useNames } from './reading.ts';

const PIPELINE = `trigger:
  branches: { include: [main], exclude: [wip/*] }
  paths: { exclude: [docs] }
pr: none
schedules:
  - cron: "0 0 * * *"
resources:
  repositories:
    - repository: shared
      type: github
      name: acme/templates
      ref: refs/tags/v1
pool: { vmImage: ubuntu-latest }
variables:
  - name: CI
    value: "1"
stages:
  - stage: Build
    jobs:
      - job: Test
        timeoutInMinutes: 20
        strategy:
          matrix:
            unit: { SUITE: unit }
            e2e: { SUITE: e2e }
        steps:
          - checkout: self
          - task: UseNode@1
            inputs: { version: "20" }
          - script: |
              npm ci
              npm run test:$(SUITE)
            displayName: Tests
            workingDirectory: web
          - template: templates/lint.yml
            parameters: { tool: ruff }
          - \${{ if eq(variables.x, 'y') }}:
              - bash: make extra
          - task: DotNetCoreCLI@2
            inputs: { command: test, projects: "**/*.csproj" }
          - template: steps.yml@shared
  - stage: Deploy
    dependsOn: Build
    condition: succeeded()
    jobs:
      - deployment: Web
        environment: production
        strategy:
          runOnce:
            deploy:
              steps:
                - pwsh: ./deploy.ps1
`;

describe('azure-pipelines', () => {
  it('reads stages, jobs, deployments and local templates', () => {
    const pipeline = readOne({
      'azure-pipelines.yml': PIPELINE,
      'templates/lint.yml': `parameters:
  - name: tool
    default: flake8
steps:
  - script: \${{ parameters.tool }} check
`,
    });
    expect(pipeline.triggers).toEqual([
      { event: 'push', line: 1, branches: ['main'], ignoredBranches: ['wip/*'], ignoredPaths: ['docs'] },
      { event: 'schedule', line: 6 },
    ]);
    expect(pipeline.external.map(({ name, ref }) => [name, ref])).toEqual([
      ['acme/templates', 'refs/tags/v1'],
      ['steps.yml', 'shared'],
    ]);
    const [test, web] = pipeline.jobs;
    expect(test).toMatchObject({
      id: 'Test',
      runsOn: ['ubuntu-latest'],
      timeoutMinutes: 20,
      matrix: { SUITE: ['unit', 'e2e'] },
    });
    expect(test?.steps[2]).toMatchObject({
      name: 'Tests',
      line: 30,
      environment: { CI: '1' },
      commands: [
        { text: 'npm ci', line: 31, folder: 'web' },
        { text: 'npm run test:unit', line: 32 },
        { text: 'npm run test:e2e', line: 32 },
      ],
    });
    expect(test?.steps[3]).toMatchObject({ path: 'templates/lint.yml', via: ['templates/lint.yml'], line: 5 });
    expect(web).toMatchObject({ id: 'Web', environment: 'production', needs: ['Build'], condition: 'succeeded()' });
    expect(commandLines(pipeline)).toEqual([
      'npm ci',
      'npm run test:unit',
      'npm run test:e2e',
      'templates/lint.yml > ruff check',
      'make extra',
      'dotnet test **/*.csproj',
      './deploy.ps1',
    ]);
    expect(useNames(pipeline)).toEqual(['UseNode@1', 'DotNetCoreCLI@2']);
  });

  it.each([
    ['steps: [{script: make}]', ['push', 'pull-request']],
    ['trigger: [main]\nsteps: [{script: make}]', ['push main', 'pull-request']],
    ['trigger: none\npr: none\nsteps: [{script: make}]', ['manual']],
    ['trigger: {tags: {include: [v*]}}\npr: none\nsteps: [{script: make}]', ['tag']],
    [
      'trigger: {branches: {include: ["*"]}}\npr: {branches: [main]}\nsteps: [{script: make}]',
      ['push', 'pull-request main'],
    ],
  ])('understands %j', (text, expected) => {
    expect(events(readOne({ 'azure-pipelines.yml': `${text}\n` }))).toEqual(expected);
  });

  it('does not take templates and other YAML for pipelines', () => {
    const { pipelines } = read({
      '.azure-pipelines/templates/steps.yml': 'parameters: {a: b}\nsteps: [{script: make}]\n',
      'build/settings.yml': 'steps: [{script: make}]\n',
      '.devops/deploy.yml': 'trigger: none\nsteps: [{script: make}]\n',
      'docs/azure-pipelines.yml': 'trigger: none\nsteps: [{script: make}]\n',
    });
    expect(pipelines.map(({ path }) => path)).toEqual(['.devops/deploy.yml']);
  });

  it.each([
    'steps: [1, null, {script: [a]}, {task: 3}, {template: azure-pipelines.yml}]',
    'stages: [{jobs: [{job: [a], steps: 4, strategy: {matrix: 3}}]}]\ntrigger: {branches: 4}\n',
    `jobs: [{"\${{ if a }}": [{"\${{ if b }}": [{job: x, steps: [{script: make}]}]}]}]`,
    'extends: 3\ntrigger: 4\n',
  ])('survives the shape %j', (text) => {
    expect(read({ 'azure-pipelines.yml': text }).source.diagnostics).toEqual([]);
  });

  it('reads pipelines of several parts, each in a folder of its own', () => {
    const pipeline = 'trigger: [feature/*]\nstages:\n  - stage: build\n    jobs:\n      - template: build\\test.yml\n';
    const template = 'jobs:\n  - job: test\n    steps:\n      - script: dotnet test\n';
    const found = readOne({ 'Gateway/.pipeline/feature.yml': pipeline, 'Gateway/.pipeline/build/test.yml': template });
    expect(found.provider).toBe('azure-pipelines');
    expect(commandLines(found)).toEqual(['Gateway/.pipeline/build/test.yml > dotnet test']);
  });
});
