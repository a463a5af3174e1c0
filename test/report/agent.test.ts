import { describe, expect, it } from 'vitest';
import { formatAgent } from '../../src/report/agent.ts';
import { ambiguousContext, fullReport, missingTests, practice, reportOf, serviceContext, telemetry } from './sample.ts';

describe('formatAgent', () => {
  it('is a line for the context and a line for each finding', () => {
    expect(formatAgent(fullReport)).toBe(`context oss p=0.97 inferred traits=library,cli
critical automated-tests . package.json — No automated tests were found: looked for test files with assertions and a runner. → Start with one test of what the README promises: npm install --save-dev vitest ; npx vitest run
warning pinned-actions . .github/workflows/ci.yml:12 — An action is referred to by a tag, which its owner can move. (actions/checkout@v4) → Replace the tag by the full commit hash, with the tag in a comment.
warning pinned-actions . .github/workflows/ci.yml:13 — An action is referred to by a tag, which its owner can move. (actions/setup-node@v4) → Replace the tag by the full commit hash, with the tag in a comment.
warning product-telemetry . src/start.ts:3 (+3) — Out of proportion here: Usage is measured. → Remove it, or ask first and document it.
info changelog . package.json — Missing: A changelog tells what changed. → Add CHANGELOG.md.
not shown: 1 exempt, 1 baselined, 2 unreadable, 1 undecidable
1 critical, 3 warnings, 1 info
`);
  });

  it('says when there is nothing to do', () => {
    expect(formatAgent(reportOf([], { context: serviceContext }))).toBe(
      'context production-service p=0.91 inferred traits=network-service\nNothing owed here.\n',
    );
  });

  it('says how sure the context is', () => {
    expect(formatAgent(reportOf([], { context: ambiguousContext }))).toMatch(/^context oss p=0\.52 unsure /);
    const nearly = { ...serviceContext, confidence: 0.998, traits: [] };
    expect(formatAgent(reportOf([], { context: nearly }))).toMatch(/^context production-service p=0\.99 inferred\n/);
    const contradicted = { kind: 'prototype' as const, confidence: 0.9 };
    const context = { ...serviceContext, declared: true, confidence: 1, traits: [], contradicted };
    expect(formatAgent(reportOf([], { context }))).toMatch(
      /^context production-service p=1\.00 declared evidence-says=prototype\n/,
    );
  });

  it('quotes paths with spaces, and marks an excess that its message does not', () => {
    const finding = {
      ...telemetry,
      message: 'An analytics client is called.',
      unit: 'my app',
      locations: [{ path: 'my app/a.ts', line: 3 }] as const,
    };
    expect(formatAgent(reportOf([finding], { practices: [practice('x', 'pass')] })).split('\n')[1]).toBe(
      'warning product-telemetry "my app" "my app/a.ts:3" — Out of proportion: An analytics client is called. → Remove it, or ask first and document it.',
    );
  });

  it('keeps what it quotes within its line', () => {
    const finding = { ...missingTests, message: 'a\ncritical fake . x — y → z', remedy: 'b\n\nc' };
    expect(formatAgent(reportOf([finding])).split('\n').length).toBe(4);
  });
});
