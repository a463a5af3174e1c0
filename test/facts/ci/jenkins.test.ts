import { describe, expect, it } from 'vitest';
import { commandLines, events, readOne } from './reading.ts';

const DECLARATIVE = `#!/usr/bin/env groovy
@Library(['shared@1.2', 'other']) _
/* sh 'in a comment' */
pipeline {
  agent { docker { image 'maven:3-jdk-17' label 'linux' } }
  options { timeout(time: 1, unit: 'HOURS'); disableConcurrentBuilds() }
  triggers { cron('H 4 * * *') }
  environment { APP = 'shop' } // sh 'not this'
  stages {
    stage('Build') {
      steps { sh 'mvn -B package' }
    }
    stage('Verify') {
      parallel {
        stage('Unit') {
          steps {
            sh """
              mvn test
              mvn verify \\
                -Pit
            """
          }
        }
        stage('Web') {
          steps {
            dir('web') {
              sh(label: 'tests', script: 'npm test', returnStdout: true)
              bat "npm run \\"lint\\""
            }
          }
        }
      }
    }
    stage('Deploy') {
      when { branch 'main' }
      steps { script { def out = sh(returnStdout: true, script: './deploy.sh ' + env.X) } }
    }
  }
}
`;

describe('jenkins', () => {
  it('reads a declarative pipeline', () => {
    expect(readOne({ '.Jenkinsfile': DECLARATIVE }).provider).toBe('jenkins');
    expect(readOne({ 'tools/CI.jenkinsfile': DECLARATIVE }).provider).toBe('jenkins');
    expect(readOne({ '.config/Jenkins/ubuntu/Jenkinsfile_22.jdp': DECLARATIVE }).provider).toBe('jenkins');
    const pipeline = readOne({ Jenkinsfile: DECLARATIVE });
    expect(events(pipeline)).toEqual(['push', 'pull-request', 'schedule']);
    expect(pipeline.concurrency).toBe(true);
    expect(pipeline.external).toEqual([
      { name: 'shared', ref: '1.2', local: false, with: {}, line: 2 },
      { name: 'other', local: false, with: {}, line: 2 },
    ]);
    expect(pipeline.jobs.map(({ id, line, condition }) => [id, line, condition])).toEqual([
      ['Build', 10, undefined],
      ['Verify', 13, undefined],
      ['Unit', 15, undefined],
      ['Web', 24, undefined],
      ['Deploy', 34, 'branch main'],
    ]);
    expect(pipeline.jobs[0]).toMatchObject({ container: 'maven:3-jdk-17', runsOn: ['linux'], timeoutMinutes: 60 });
    expect(commandLines(pipeline)).toEqual([
      'mvn -B package',
      'mvn test',
      'mvn verify -Pit',
      'npm test',
      'npm run "lint"',
      `./deploy.sh \${env}`,
    ]);
    expect(pipeline.jobs[2]?.steps[0]?.commands.map(({ line }) => line)).toEqual([18, 19]);
    expect(pipeline.jobs[3]?.steps[0]).toMatchObject({
      line: 27,
      environment: { APP: 'shop' },
      commands: [{ text: 'npm test', folder: 'web' }],
    });
  });

  it('reads a scripted pipeline', () => {
    const pipeline = readOne({
      Jenkinsfile: `library 'tools@main'
node('docker') {
  checkout scm
  stage('Test') {
    docker.image('python:3.12').inside {
      sh "tox -e \${params.ENV}"
    }
  }
  sh 'make clean'
}
`,
      'tox.ini': '[tox]\nenvlist = py\n[testenv]\ncommands = pytest\n',
    });
    expect(pipeline.external.map(({ name, ref }) => [name, ref])).toEqual([['tools', 'main']]);
    expect(pipeline.jobs.map(({ id, runsOn }) => [id, runsOn])).toEqual([
      ['Test', ['docker']],
      ['pipeline', ['docker']],
    ]);
    expect(commandLines(pipeline)).toEqual([`tox -e \${params.ENV}`, 'tox -e py > pytest', 'make clean']);
  });

  it('takes a call without a pipeline for a step of a library that the server brings', () => {
    const external = (text: string): string[] => readOne({ Jenkinsfile: text }).external.map(({ name }) => name);
    expect(external("buildPlugin(useContainerAgent: true, configurations: [[platform: 'linux', jdk: 17]])\n")).toEqual([
      'buildPlugin',
    ]);
    expect(external("properties([disableConcurrentBuilds()])\nnode('docker') {\n  sh 'make'\n}\n")).toEqual([]);
  });

  it('reads the commands of a pod that a library brings', () => {
    const pipeline = readOne({
      '.cci.jenkinsfile': 'pod(runAsUser: 0) {\n    checkout scm\n    shwrap("./run-pylint")\n}\n',
    });
    expect(commandLines(pipeline)).toEqual(['./run-pylint']);
  });

  it('survives what is no Groovy', () => {
    for (const text of ['{'.repeat(5000), "sh '", 'sh """', 'stage(', 'sh(((', "@Library('", '}}}} sh "x"']) {
      expect(readOne({ Jenkinsfile: text }).provider).toBe('jenkins');
    }
  });
});
