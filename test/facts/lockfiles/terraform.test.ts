import { expect, test } from 'vitest';
import { terraformLockFiles } from '../../../src/facts/lockfiles/terraform.ts';
import { locked, readFrom } from '../reading.ts';

test('.terraform.lock.hcl', () => {
  const text = `# This file is maintained automatically by "terraform init".

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.64.0"
  constraints = "~> 5.0"
  hashes = [
    "h1:abc=",
  ]
}

provider "registry.opentofu.org/DataDog/datadog" {
  version = "3.40.0"
}

provider "example.com/acme/own" {
}
`;
  expect(locked(readFrom(terraformLockFiles, 'a/.terraform.lock.hcl', { 'a/.terraform.lock.hcl': text }))).toEqual([
    'hashicorp/aws 5.64.0',
    'datadog/datadog 3.40.0',
  ]);
});
