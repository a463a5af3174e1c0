import { expect, it } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';

const catalogue = compileCatalogue('rules');

function claims(remote: string): readonly string[] {
  const history = { commits: [], tags: [], remotes: [remote], shallow: false, truncated: false };
  const files = { 'main.tf': 'resource "aws_sqs_queue" "main" {\n  name = var.name\n}\n' };
  return auditRepository(memoryRepository(files, { history }), catalogue).context.evidence.map(({ claim }) => claim);
}

const OWN_PEOPLE = "its name says that it serves the owner's own people";

it('takes a module that is named as its registry asks for no machinery of the owner', () => {
  expect(claims('https://github.com/acme/terraform-aws-queue.git')).not.toContain(OWN_PEOPLE);
  expect(claims('https://github.com/acme/terraform.git')).toContain(OWN_PEOPLE);
  expect(claims('https://github.com/acme/shop-terraform.git')).toContain(OWN_PEOPLE);
});

it('hears of coursework where the name is written together with another word', () => {
  const trial = 'its name says that it is an experiment, a demonstration or coursework';
  expect(claims('https://github.com/acme/newCapstone.git')).toContain(trial);
  expect(claims('https://github.com/acme/board.git')).not.toContain(trial);
});
