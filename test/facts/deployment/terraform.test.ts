import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hclBlocks } from '../../../src/facts/deployment/hcl.ts';
import { readDeployment } from '../../../src/facts/deployment.ts';
import { createSource } from '../../../src/facts/source.ts';
import { memoryRepository } from '../../../src/repository/memory.ts';

const read = (contents: Record<string, string>) => readDeployment(createSource(memoryRepository(contents)));

const MAIN = `/* resource "none" "commented" {
} */
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
  backend "s3" {
    bucket         = "acme-state"
    dynamodb_table = "locks"
  }
}

provider "aws" {
  region = "eu-west-1"
}

variable "name" { default = "a}b" }

locals {
  policy = <<-EOT
    resource "not" "this" {
  EOT
  key = "\${lookup(var.map, "k", "{")}" # } "
}

module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "~> 5.0"
}
module "local" {
  source = "./modules/local"
}
module "git" {
  source = "git::https://example.org/m.git//sub?ref=v1.2"
}

resource "aws_lambda_function" "api" {
  tags = { a = "b" }
}
resource aws_sqs_queue jobs {}
`;

describe('readDeployment: Terraform', () => {
  it('reads folders with their state, modules and resources', () => {
    const { terraform, deployments } = read({
      'infra/prod/main.tf': MAIN,
      'infra/prod/more.tf': 'resource "aws_s3_bucket" "b" {}\n',
    });
    expect(terraform).toEqual({
      folders: [
        {
          folder: 'infra/prod',
          files: ['infra/prod/main.tf', 'infra/prod/more.tf'],
          backend: { type: 's3', locking: true, path: 'infra/prod/main.tf', line: 8 },
          providers: ['aws'],
          modules: [
            {
              name: 'vpc',
              source: 'terraform-aws-modules/vpc/aws',
              version: '~> 5.0',
              local: false,
              path: 'infra/prod/main.tf',
              line: 27,
            },
            { name: 'local', source: './modules/local', local: true, path: 'infra/prod/main.tf', line: 31 },
            {
              name: 'git',
              source: 'git::https://example.org/m.git//sub?ref=v1.2',
              version: 'v1.2',
              local: false,
              path: 'infra/prod/main.tf',
              line: 34,
            },
          ],
          resources: [
            { type: 'aws_lambda_function', name: 'api', path: 'infra/prod/main.tf', line: 38 },
            { type: 'aws_sqs_queue', name: 'jobs', path: 'infra/prod/main.tf', line: 41 },
            { type: 'aws_s3_bucket', name: 'b', path: 'infra/prod/more.tf', line: 1 },
          ],
          variables: ['name'],
          requiredVersion: '>= 1.5',
        },
      ],
      truncated: false,
    });
    expect(deployments).toEqual([
      {
        platform: 'terraform',
        path: 'infra/prod/main.tf',
        line: 8,
        detail: '3 resources (aws_lambda_function, aws_sqs_queue, aws_s3_bucket), state in s3',
        environment: 'production',
        probes: [],
      },
    ]);
  });

  it.each([
    ['backend "s3" {\n bucket = "a"\n use_lockfile = true\n}', true],
    ['backend "s3" {\n bucket = "a"\n}', false],
    ['backend "s3" {}', null],
    ['backend "gcs" {\n bucket = "a"\n}', true],
    ['backend "local" {}', false],
    ['backend "http" {\n address = "https://x"\n}', false],
    ['cloud {\n organization = "a"\n}', true],
  ])('knows whether %j locks', (backend, locking) => {
    const { terraform } = read({ 'main.tf': `terraform {\n${backend}\n}\n` });
    expect(terraform.folders[0]?.backend?.locking).toBe(locking);
  });

  it('leaves out what is not the software’s own', () => {
    expect(
      read({ 'examples/main.tf': MAIN, 'test/main.tf': MAIN, '.terraform/modules/x/main.tf': MAIN }).terraform.folders,
    ).toEqual([]);
  });
});

describe('hclBlocks', () => {
  it('never throws, and ends', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '{',
            '}',
            '"',
            '${',
            '%{',
            '\\',
            '\n',
            '<<EOF',
            '<<-E',
            'EOF',
            '/*',
            '*/',
            '#',
            '//',
            'a',
            ' ',
            '=',
          ),
        ),
        (parts) => {
          for (const block of hclBlocks(parts.join(''))) expect(block.line).toBeGreaterThanOrEqual(1);
        },
      ),
    );
  });

  it('is linear in hostile text', () => {
    const started = performance.now();
    for (const text of [
      '{'.repeat(300_000),
      '"${'.repeat(100_000),
      '<<A\n'.repeat(20_000),
      'a "b" '.repeat(50_000),
      '/*'.repeat(100_000),
    ])
      hclBlocks(text);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
