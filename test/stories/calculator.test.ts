import { describe, expect, test } from 'vitest';
import { ATTEMPTS, JUST_RELEASED, RELEASES } from './histories.ts';
import { audit } from './story.ts';

describe('a calculator that somebody asked for', () => {
  test('is a prototype of which nothing is asked', () => {
    const story = audit('calculator-quick', { commits: ATTEMPTS });
    expect(story.kind).toBe('prototype');
    expect(story.traits).toEqual(['cli', 'local-only']);
    expect(story.findings).toEqual([]);
    expect(story.exitCode).toBe(0);
  });

  test('is one without any history too', () => {
    const story = audit('calculator-quick', { name: 'calc' });
    expect(story.kind).toBe('prototype');
    expect(story.findings).toEqual([]);
  });
});

describe('the same, over-built', () => {
  const story = audit('calculator-over-built', { commits: ATTEMPTS });

  test('stays a prototype, and what is out of proportion is named', () => {
    expect(story.kind).toBe('prototype');
    expect(story.findings).toEqual([
      'info excess coverage-gate',
      'info excess crash-reporting',
      'info excess platform-matrix',
      'info excess product-telemetry',
    ]);
  });

  test.each(['coverage-gate', 'crash-reporting', 'platform-matrix', 'product-telemetry'])('says why %s is', (rule) => {
    const finding = story.report.findings.find((item) => item.rule === rule);
    expect(finding?.reasoning).toMatch(/^unwarranted in prototype \(p=0\.\d\d\)/);
    expect(finding?.remedy).not.toBe('');
    expect(finding?.locations[0]?.line).toBeGreaterThan(0);
  });
});

describe('a calculator about to be released', () => {
  test('owes tests before anything else', () => {
    const story = audit('calculator-released', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(story.traits).toEqual(['cli', 'local-only']);
    expect(story.findings).toEqual([
      'critical gap automated-tests',
      'warning gap continuous-integration',
      'info gap linting',
    ]);
    expect(story.exitCode).toBe(1);
  });

  test('in TypeScript', () => {
    const story = audit('calculator-released-typescript', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(story.traits).toEqual(['cli', 'local-only']);
    expect(story.findings).toEqual([
      'critical gap automated-tests',
      'warning gap continuous-integration',
      'info gap linting',
    ]);
  });

  test('in Go', () => {
    const story = audit('calculator-released-go', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(story.traits).toEqual(['cli', 'local-only']);
    expect(story.findings).toEqual([
      'critical gap automated-tests',
      'warning gap continuous-integration',
      'info gap linting',
    ]);
  });

  test('in Rust', () => {
    const story = audit('calculator-released-rust', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(story.traits).toEqual(['cli', 'local-only']);
    expect(story.findings).toEqual([
      'critical gap automated-tests',
      'warning gap continuous-integration',
      'info gap linting',
      'info gap trusted-publishing',
    ]);
  });

  test('with hardly any history', () => {
    const story = audit('calculator-released', { commits: JUST_RELEASED });
    expect(story.kind).toBe('oss');
    expect(story.findings).toContain('critical gap automated-tests');
  });
});

describe('a released calculator that phones home', () => {
  test('unasked', () => {
    const story = audit('calculator-phones-home', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(story.findings).toEqual(['critical excess product-telemetry']);
    expect(story.exitCode).toBe(1);
  });

  test('after it has asked, and said so', () => {
    const story = audit('calculator-asks-first', { commits: RELEASES });
    expect(story.kind).toBe('oss');
    expect(story.findings).toEqual(['warning excess product-telemetry']);
    expect(story.exitCode).toBe(0);
  });
});

describe('a released tool that meets the real world', () => {
  const story = audit('backup-tool', { commits: RELEASES });

  test('should keep a crash report', () => {
    expect(story.kind).toBe('oss');
    expect(story.traits).toEqual(['cli']);
    expect(story.findings).toEqual(['info gap crash-reporting', 'info gap security-policy']);
  });

  test('on the machine where it crashed, for users to attach', () => {
    const finding = story.report.findings.find((item) => item.rule === 'crash-reporting');
    expect(finding?.remedy).toMatch(/local crash report that users can attach to an issue, and send nothing/);
    expect(finding?.remedy).not.toMatch(/sentry/i);
  });
});
