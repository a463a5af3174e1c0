import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { auditRepository } from '../../src/audit.ts';
import { applyConfig } from '../../src/config/apply.ts';
import { NO_CONFIG } from '../../src/config/config.ts';
import type { Kind } from '../../src/context/model.ts';
import type { AuditResult } from '../../src/findings/model.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';

/** Gaps by severity, and "severity rule" of each excess. */
type Said = Readonly<Record<string, readonly string[]>>;

interface Variation {
  /** Where none is declared. */
  readonly kind?: Kind;
  readonly traits: readonly string[];
  readonly said: Said | Readonly<Record<Kind, Said>>;
  readonly files: Readonly<Record<string, string>>;
}

const stories = parse(readFileSync('fixtures/variations.yaml', 'utf8')) as Record<string, Record<string, Variation>>;
// What a user sees: rules in preview are silent.
const catalogue = applyConfig(compileCatalogue('rules'), NO_CONFIG);

function saidOf({ findings }: AuditResult): Said {
  const said: Record<string, string[]> = {};
  for (const { kind, severity, rule } of findings) {
    const [group, entry] = kind === 'gap' ? [severity, rule] : ['excess', `${severity} ${rule}`];
    said[group] = [...(said[group] ?? []), entry];
  }
  return said;
}

describe.each(Object.entries(stories))('%s, in other words', (_, variations) => {
  test.each(Object.entries(variations))('%s', (_name, { kind, traits, said, files }) => {
    const repository = memoryRepository(files);
    if (kind !== undefined) {
      const result = auditRepository(repository, catalogue);
      expect(result.context.kind).toBe(kind);
      expect(result.context.traits).toEqual(traits);
      expect(saidOf(result)).toEqual(said);
      return;
    }
    // Nobody says what it is for.
    expect(auditRepository(repository, catalogue).context.confidence).toBeLessThan(0.6);
    for (const [declared, expected] of Object.entries(said)) {
      const result = auditRepository(repository, catalogue, { kind: declared as Kind });
      expect(result.context.traits).toEqual(traits);
      expect({ [declared]: saidOf(result) }).toEqual({ [declared]: expected });
    }
  });
});
