import { describe, expect, test } from 'vitest';
import { ATTEMPTS, RELEASES, TEAMWORK } from './histories.ts';
import { audit, type StoryReport } from './story.ts';

/** Those of some practices that are judged present. */
function present(story: StoryReport, ids: readonly string[]): string[] {
  return story.report.practices
    .filter((item) => item.unit === '.' && ids.includes(item.id) && item.present === true)
    .map(({ id }) => id);
}

const OPERATIONS = [
  'crash-reporting',
  'operational-metrics',
  'health-check',
  'product-telemetry',
  'containerized',
  'distributed-tracing',
  'structured-logging',
];

describe('research code beside a paper', () => {
  test('is asked to be repeatable, and for nothing else', () => {
    const story = audit('ml-research', { commits: ATTEMPTS });
    expect(story.kind).toBe('prototype');
    expect(story.traits).toEqual(expect.arrayContaining(['ml', 'research']));
    expect(story.findings).toEqual([
      'info gap data-obtainable',
      'info gap lockfile',
      'info gap random-seeds',
      'info gap rerun-instructions',
    ]);
  });
});

describe('infrastructure as code', () => {
  test('owes state, pins, plans and scans, and no unit tests', () => {
    const story = audit('infrastructure', { commits: TEAMWORK });
    expect(story.kind).toBe('internal-tool');
    expect(story.traits).toEqual(['infrastructure']);
    expect(story.findings).toEqual([
      'warning gap pinned-modules',
      'warning gap pinned-providers',
      'warning gap plan-in-ci',
      'warning gap remote-state',
      'info gap code-scanning',
      'info gap continuous-integration',
      'info gap dependency-updates',
      'info gap linting',
      'info gap runbook',
      'info gap secret-scanning',
    ]);
  });
});

describe('what is offered to others is no practice of one’s own', () => {
  test('a library with metrics, health checks and telemetry', () => {
    const story = audit('offers-observability', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(story.traits).toContain('library');
    expect(present(story, OPERATIONS)).toEqual([]);
    expect(story.findings).toEqual([]);
  });

  test('a web framework', () => {
    const story = audit('web-framework', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(story.traits).toContain('library');
    expect(present(story, OPERATIONS)).toEqual([]);
    expect(story.findings).toEqual([]);
  });

  test('the SDK of an error tracker', () => {
    const story = audit('error-tracker-sdk', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(story.traits).toContain('library');
    expect(present(story, OPERATIONS)).toEqual([]);
    expect(story.findings).toEqual([]);
  });

  test('an analytics server: its health check and image are its own, its subject is not', () => {
    const story = audit('analytics-server', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(story.traits).toEqual(['network-service', 'self-hosted', 'has-database']);
    expect(present(story, OPERATIONS)).toEqual(['containerized', 'health-check']);
    expect(story.findings).toEqual([
      'info gap api-description',
      'info gap backups',
      'info gap code-scanning',
      'info gap crash-reporting',
      'info gap graceful-shutdown',
    ]);
  });
});

describe('a library whose tests, fixtures, examples and docs speak of Sentry, Prometheus and Docker', () => {
  test('has none of them', () => {
    const story = audit('mentions-only', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(present(story, OPERATIONS)).toEqual([]);
    expect(story.findings).toEqual([]);
  });
});
