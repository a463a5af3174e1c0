import { describe, expect, test } from 'vitest';
import { TEAMWORK } from './histories.ts';
import { audit } from './story.ts';

describe('a payment service without tests, crash reports and health check', () => {
  test('in Go', () => {
    const story = audit('payments-go', { commits: TEAMWORK });
    expect(story.kind).toBe('production-service');
    expect(story.traits).toEqual(['network-service', 'has-database', 'handles-payments']);
    expect(story.findings).toEqual([
      'critical gap automated-tests',
      'critical gap crash-reporting',
      'critical gap health-check',
      'warning gap code-scanning',
      'warning gap dependency-updates',
      'warning gap runbook',
      'warning gap security-policy',
      'info gap graceful-shutdown',
      'info gap maintainers-named',
      'info gap operational-metrics',
      'info gap product-telemetry',
      'info gap rate-limiting',
      'info gap retries-with-backoff',
      'info gap structured-logging',
      'info gap threat-model',
    ]);
    expect(story.exitCode).toBe(1);
  });

  test('in Java', () => {
    const story = audit('payments-java', { commits: TEAMWORK });
    expect(story.kind).toBe('production-service');
    expect(story.traits).toEqual(['network-service', 'has-database', 'handles-payments']);
    expect(story.findings).toEqual([
      'critical gap automated-tests',
      'critical gap crash-reporting',
      'critical gap health-check',
      'warning gap code-scanning',
      'warning gap dependency-updates',
      'warning gap runbook',
      'warning gap security-policy',
      'info gap api-description',
      'info gap linting',
      'info gap maintainers-named',
      'info gap operational-metrics',
      'info gap product-telemetry',
      'info gap rate-limiting',
      'info gap retries-with-backoff',
      'info gap threat-model',
    ]);
    expect(story.exitCode).toBe(1);
  });
});

describe('a service whose error tracker comes with the company’s base package', () => {
  const story = audit('wrapped-error-tracker', { commits: TEAMWORK });

  test('has crash reporting', () => {
    expect(story.kind).toBe('production-service');
    const practice = story.report.practices.find((item) => item.id === 'crash-reporting');
    expect(practice?.present).toBe(true);
    expect(practice?.status).toBe('pass');
    expect(practice?.evidence.map((item) => item.detail).join('\n')).toMatch(/via @acme\/service-base \(lock file\)/);
  });

  test('and lacks little else', () => {
    expect(story.findings).toEqual([
      'warning gap security-policy',
      'info gap code-scanning',
      'info gap maintainers-named',
      'info gap operational-metrics',
      'info gap product-telemetry',
      'info gap structured-logging',
    ]);
  });
});

describe('a model that is served to customers', () => {
  test('owes evaluation, versions and a watch on drift', () => {
    const story = audit('ml-served', { commits: TEAMWORK });
    expect(story.kind).toBe('production-service');
    expect(story.traits).toEqual(['network-service', 'ml']);
    expect(story.findings).toEqual([
      'critical gap evaluation-before-release',
      'warning gap drift-monitoring',
      'warning gap model-versioning',
      'warning gap runbook',
      'warning gap security-policy',
      'info gap alerts-defined',
      'info gap code-scanning',
      'info gap data-versioning',
      'info gap experiment-tracking',
      'info gap maintainers-named',
      'info gap model-card',
      'info gap structured-logging',
    ]);
  });
});

describe('a workspace of experiments, a package and a service', () => {
  const story = audit('monorepo', { commits: TEAMWORK });

  test('has three parts of three kinds', () => {
    expect(story.report.units.map(({ path, context }) => `${path}: ${context.kind}`)).toEqual([
      'experiments: prototype',
      'packages/sdk: oss',
      'services/api: production-service',
    ]);
    expect(story.traits).toContain('monorepo');
  });

  test('each of which owes something else', () => {
    expect(story.findings).toEqual([
      'critical gap automated-tests @services/api',
      'critical gap crash-reporting @services/api',
      'critical gap health-check @services/api',
      'info gap code-scanning',
      'info gap dependency-updates',
      'info gap runbook',
      'info gap security-policy',
      'info gap changelog @packages/sdk',
      'info gap graceful-shutdown @services/api',
    ]);
  });
});
