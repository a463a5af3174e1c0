import { describe, expect, it } from 'vitest';
import { createFacts } from '../../../../src/facts/facts.ts';
import { createSource } from '../../../../src/facts/source.ts';
import { memoryRepository } from '../../../../src/repository/memory.ts';
import type { Catalogue } from '../../../../src/rules/catalogue.ts';
import { dangerousWorkflows } from '../../../../src/rules/checks/security/dangerous-workflows.ts';
import { createEvaluation } from '../../../../src/rules/evaluation.ts';

const EMPTY = { rules: [], technologies: [], traits: [], kinds: { evidence: [] } } as unknown as Catalogue;

function danger(workflow: string): boolean | null {
  const facts = createFacts(createSource(memoryRepository({ '.github/workflows/a.yml': workflow })), {
    technologies: [],
    probes: [],
  });
  return dangerousWorkflows.run(createEvaluation(facts, EMPTY, '.'), {}).value;
}

const job = (steps: string, rest = ''): string =>
  `jobs:\n  build:\n    runs-on: ubuntu-latest\n${rest}    steps:\n${steps}`;
const CHECKOUT = `      - uses: actions/checkout@v4\n        with:\n          ref: \${{ github.event.pull_request.head.sha }}\n`;
const CHECKOUT_AFTER = CHECKOUT.replace('pull_request.head.sha', 'workflow_run.head_sha');
const CHECKOUT_MERGE = `      - uses: actions/checkout@v4\n        with:\n          ref: refs/pull/\${{ github.event.number }}/merge\n`;

describe('dangerousWorkflows', () => {
  it('is fetching the proposed code and running it', () => {
    expect(danger(`on: pull_request_target\n${job(`${CHECKOUT}      - run: npm ci\n`)}`)).toBe(true);
    expect(
      danger(
        `on:\n  workflow_run:\n    workflows: [tests]\n${job(`${CHECKOUT_AFTER}      - run: npm ci\n`, "    if: github.event.workflow_run.head_branch == 'main'\n")}`,
      ),
    ).toBe(true);
    expect(danger(`on: issue_comment\n${job('      - run: gh pr checkout 1\n      - run: make\n')}`)).toBe(true);
  });

  it.each([
    ['on pull_request', `on: pull_request\n${job(`${CHECKOUT}      - run: npm ci\n`)}`],
    ['that only looks at it', `on: pull_request_target\n${job(`${CHECKOUT}      - run: git diff --stat\n`)}`],
    ['of its own base', `on: pull_request_target\n${job('      - uses: actions/checkout@v4\n      - run: npm ci\n')}`],
    ['that runs before it fetches', `on: pull_request_target\n${job(`      - run: npm ci\n${CHECKOUT}`)}`],
    [
      'behind an environment',
      `on: pull_request_target\n${job(`${CHECKOUT}      - run: npm ci\n`, '    environment: preview\n')}`,
    ],
    [
      'for members',
      `on: pull_request_target\n${job(`${CHECKOUT}      - run: npm ci\n`, "    if: github.event.pull_request.author_association == 'MEMBER'\n")}`,
    ],
    [
      'that follows another, but not one of a pull request',
      `on:\n  workflow_run:\n    workflows: [tests]\n${job(`${CHECKOUT_AFTER}      - run: npm ci\n`, "    if: github.event.workflow_run.conclusion == 'success' && github.event.workflow_run.event != 'pull_request'\n")}`,
    ],
    [
      'that follows another too, but fetches what only a pull request without rights names',
      `on:\n  pull_request:\n  workflow_run:\n    workflows: [tests]\n${job(`${CHECKOUT_MERGE}      - run: npm ci\n`)}`,
    ],
  ])('is not a workflow %s', (_, workflow) => {
    expect(danger(workflow)).toBe(false);
  });

  it('is unknown where a workflow cannot be read', () => {
    expect(danger('on: [pull_request_target\njobs: {')).toBe(null);
  });
});
