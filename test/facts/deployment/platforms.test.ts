import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../../src/facts/deployment.ts';
import { createSource } from '../../../src/facts/source.ts';
import { memoryRepository } from '../../../src/repository/memory.ts';

const read = (contents: Record<string, string>) => readDeployment(createSource(memoryRepository(contents))).deployments;

describe('readDeployment: platforms', () => {
  it.each([
    ['Procfile', 'web: gunicorn app\nworker: celery\n', 'procfile'],
    ['fly.toml', 'app = "x"\n\n[[http_service.checks]]\n  path = "/up"\n', 'fly'],
    ['render.yaml', 'services:\n  - type: web\n    healthCheckPath: /up\n', 'render'],
    ['vercel.json', '{}', 'vercel'],
    ['netlify.toml', '[build]\n', 'netlify'],
    ['app.json', '{"name": "x", "buildpacks": []}', 'heroku'],
    ['app.yaml', 'runtime: python312\n', 'app-engine'],
    ['manifest.yml', '---\napplications:\n  - name: x\n', 'cloud-foundry'],
    ['serverless.yml', 'service: x\nprovider:\n  name: aws\n', 'serverless-framework'],
    [
      'template.yaml',
      "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n",
      'sam',
    ],
    [
      'infra/stack.yml',
      'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  B:\n    Type: AWS::S3::Bucket\n',
      'cloudformation',
    ],
    ['cdk.json', '{"app": "npx ts-node bin/app.ts"}', 'cdk'],
    ['ecs/task-definition.json', '{"containerDefinitions": []}', 'ecs'],
    ['app.nomad', 'job "x" {\n}\n', 'nomad'],
    ['api/api.nomad.tpl', 'job "x" {\n}\n', 'nomad'],
    ['site.yml', '- hosts: all\n  become: true\n  roles:\n    - web\n', 'ansible'],
    ['roles/web/tasks/main.yml', '- name: x\n  apt: name=y\n', 'ansible'],
    ['Pulumi.yaml', 'name: x\nruntime: nodejs\n', 'pulumi'],
    ['etc/api.service', '[Unit]\n[Service]\nExecStart=/bin/x\n', 'systemd'],
    ['config/deploy.rb', 'lock "~> 3.1"\nset :application, "x"\n', 'capistrano'],
    ['config/deploy.yml', 'service: x\nimage: acme/x\n', 'kamal'],
    ['railway.toml', '[deploy]\nhealthcheckPath = "/up"\n', 'railway'],
    ['.platform.app.yaml', 'name: x\n', 'platform-sh'],
    ['wrangler.toml', 'name = "x"\n', 'cloudflare'],
    ['firebase.json', '{"hosting": {}}', 'firebase'],
    ['appspec.yml', 'version: 0.0\n', 'codedeploy'],
    ['copilot/api/manifest.yml', 'name: api\ntype: Load Balanced Web Service\n', 'copilot'],
    ['host.json', '{"version": "2.0"}', 'azure-functions'],
    ['infra/main.bicep', 'param x string\n', 'azure-resource-manager'],
    ['kustomization.yaml', 'resources: []\n', 'kustomize'],
    ['skaffold.yaml', 'apiVersion: skaffold/v4beta1\nkind: Config\n', 'skaffold'],
    ['Puppetfile', "forge 'https://forge'\nmod 'a'\n", 'puppet'],
    ['cookbooks/web/recipes/default.rb', 'package "x"\n', 'chef'],
    ['salt/top.sls', "base:\n  '*': []\n", 'salt'],
    ['riff-raff.yaml', 'stacks: [x]\n', 'riff-raff'],
    ['scap/scap.cfg', '[global]\n', 'scap'],
    ['CNAME', 'www.example.org\n', 'github-pages'],
  ])('recognises %s', (path, text, platform) => {
    expect(read({ [path]: text }).map((deployment) => [deployment.platform, deployment.path])).toEqual([
      [platform, path],
    ]);
  });

  it('does not go by the name alone where others have it', () => {
    expect(
      read({
        'app.json': '{"expo": {"name": "x"}}',
        'web/app.json': '{"name": "x"}',
        'config/app.yaml': 'debug: true\n',
        'manifest.yml': 'name: extension\n',
        'host.json': '{"host": "x"}',
        'template.yaml': 'name: x\n',
        'src/user.service.ts': 'export {}\n',
        'lib/x.service': 'text\n',
        'tasks.yml': '- name: x\n  shell: y\n',
        'hosts.yml': 'hosts: [a]\n',
        'copilot.yml': 'x: 1\n',
        'variables.hcl': 'a = 1\n',
        'config/deploy.yml': 'a: 1\n',
        'examples/fly.toml': 'app = "x"\n',
        'test/fixtures/serverless.yml': 'service: x\n',
      }),
    ).toEqual([]);
  });

  it('says what is checked, and where', () => {
    expect(
      read({ 'fly.toml': 'app = "x"\n\n[[http_service.checks]]\n', 'staging/Procfile': 'web: a\nrelease: b\n' }),
    ).toEqual([
      { platform: 'fly', path: 'fly.toml', line: 1, detail: 'Fly.io app', probes: ['health-check'], probeLine: 3 },
      {
        platform: 'procfile',
        path: 'staging/Procfile',
        line: 1,
        detail: 'processes: web, release',
        environment: 'staging',
        probes: [],
      },
    ]);
  });

  it('sums up CloudFormation', () => {
    const text =
      'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  A:\n    Type: AWS::S3::Bucket\n  B:\n    Type: "AWS::S3::Bucket"\n  C:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      HealthCheckPath: /up\n      Secret: !Ref A\n';
    expect(read({ 'cfn.yaml': text })).toEqual([
      {
        platform: 'cloudformation',
        path: 'cfn.yaml',
        line: 1,
        detail: '3 resources (AWS::S3::Bucket, AWS::ElasticLoadBalancingV2::TargetGroup)',
        probes: ['health-check'],
      },
    ]);
  });
});
