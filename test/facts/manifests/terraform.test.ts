import { describe, expect, test } from 'vitest';
import { terraformManifests } from '../../../src/facts/manifests/terraform.ts';
import { createSource } from '../../../src/facts/source.ts';
import { memoryRepository } from '../../../src/repository/memory.ts';
import { listed, matched, readFrom } from '../reading.ts';

const read = (path: string, files: Record<string, string>) => readFrom(terraformManifests, path, files);

describe('Terraform', () => {
  test('providers, modules and the version', () => {
    const text = `terraform {
  required_version = ">= 1.7"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
    datadog = { source = "registry.terraform.io/DataDog/datadog", version = "3.40.0" }
    random  = "~> 3.6" # of old
  }
  backend "s3" {
    bucket = "state"
  }
}

provider "aws" {
  region = var.region
  default_tags { tags = { module = "x" } }
}

provider "cloudflare" {
  version = "~> 4.0"
}

module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.8.1"
  name    = "\${var.name}-\${lookup(var.zones, "a", "b")}"
}

module "local" { source = "./modules/local" }
module "git" {
  source = "git::https://github.com/acme/modules.git//network?ref=v1.2.0"
}

resource "aws_instance" "x" {
  user_data = <<-EOF
    module "fake" { source = "acme/fake/aws" }
  EOF
}
/* module "commented" { source = "acme/commented/aws" } */
`;
    const manifest = read('infra/main.tf', { 'infra/main.tf': text });
    expect(manifest).toMatchObject({
      ecosystem: 'terraform',
      packaged: false,
      runtimes: [{ name: 'terraform', constraint: '>= 1.7', line: 2 }],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'hashicorp/aws prod ~> 5.0 :4',
      'datadog/datadog prod 3.40.0 :8',
      'hashicorp/random prod ~> 3.6 :9',
      'hashicorp/cloudflare prod ~> 4.0 :21',
      'terraform-aws-modules/vpc/aws prod 5.8.1 :25',
      'git::https://github.com/acme/modules.git//network prod v1.2.0 :32',
    ]);
  });

  test('a provider that another file of the folder declares', () => {
    const files = {
      'a/providers.tf': 'provider "datadog" {}\nprovider "google" {}\n',
      'a/versions.tf': 'terraform {\n  required_providers {\n    datadog = { source = "DataDog/datadog" }\n  }\n}\n',
      'b/versions.tf': 'terraform {\n  required_providers {\n    google = { source = "acme/google" }\n  }\n}\n',
    };
    expect(listed(read('a/providers.tf', files)?.dependencies)).toEqual(['hashicorp/google prod :2']);
  });

  test('what a link declares is not known', () => {
    const repository = memoryRepository({ 'a/main.tf': 'provider "datadog" {}\n', 'a/versions.tf': '../versions.tf' });
    const source = createSource({
      ...repository,
      files: repository.files.map((file) => (file.path === 'a/versions.tf' ? { ...file, mode: 'link' } : file)),
    });
    const file = source.files.get('a/main.tf');
    expect(file && terraformManifests.read(file, source)).toBeUndefined();
  });

  test('terragrunt', () => {
    const remote = 'terraform {\n  source = "tfr:///terraform-aws-modules/vpc/aws?version=5.8.1"\n}\n';
    const files = {
      'terragrunt.hcl': remote,
      'a/terragrunt.hcl': 'terraform {\n  source = "git::../..//modules/x"\n}\n',
    };
    expect(listed(read('terragrunt.hcl', files)?.dependencies)).toEqual([
      'tfr:///terraform-aws-modules/vpc/aws prod :1',
    ]);
    expect(read('a/terragrunt.hcl', files)).toBeUndefined();
  });

  test('an argument of a module that is called source is no address', () => {
    const text = 'module "x" {\n  source = "../modules/x"\n  works = {\n    source = "works.2026-03-25"\n  }\n}\n';
    expect(read('a.tf', { 'a.tf': `terraform {\n  required_version = "1.9.0"\n}\n${text}` })?.dependencies).toEqual([]);
  });

  test('files that say nothing, and malformed ones', () => {
    expect(read('a.tf', { 'a.tf': 'resource "x" "y" {}\n' })).toBeUndefined();
    expect(listed(read('a.tf', { 'a.tf': 'module "x" {\n  source = "a/b/c"\n  list = [\n' })?.dependencies)).toEqual([
      'a/b/c prod :1',
    ]);
    const deep = `terraform { required_providers ${'{ a = '.repeat(50_000)}`;
    expect(listed(read('a.tf', { 'a.tf': deep })?.dependencies)).toEqual(['hashicorp/a prod :1']);
  });

  test('the files that it takes', () => {
    expect(matched(terraformManifests, ['main.tf', 'main.tofu', 'terragrunt.hcl', 'main.tfvars', 'x.hcl'])).toEqual([
      'main.tf',
      'main.tofu',
      'terragrunt.hcl',
    ]);
  });
});
