import { severityIn } from '../config/apply.ts';
import { type Config, printOrigin } from '../config/config.ts';
import type { Diagnostic } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import { TEXT_LIMIT } from '../facts/source.ts';
import { EXEMPTION_PROBE, readExemptionComments } from './exemption-comments.ts';
import { exempt } from './exemptions.ts';
import type { Finding, PracticeResult } from './model.ts';

export interface Settled {
  readonly findings: readonly Finding[];
  readonly practices: readonly PracticeResult[];
  readonly hints: readonly Diagnostic[];
}

/**
 * What the configuration and comments in the repository make of the findings: other severities, exemptions. Practices of which all
 * findings are exempt are `exempt` themselves.
 * @param rules the ids of all rules
 * @param today as YYYY-MM-DD: exemptions expire
 */
export function settle(
  found: readonly Finding[],
  practices: readonly PracticeResult[],
  facts: Facts,
  config: Config,
  rules: readonly string[],
  today: string,
): Settled {
  const weighed = found.map((finding) => withSeverity(finding, config));
  const { findings, hints } = exempt(weighed, {
    settings: config.exemptions,
    comments: commentsOf(facts, weighed),
    rules,
    today,
  });
  const open = new Set(findings.filter(({ state }) => state !== 'exempt').map(keyOf));
  const exempted = new Set(findings.filter(({ state }) => state === 'exempt').map(keyOf));
  return {
    findings,
    practices: practices.map((practice) => {
      const key = keyOf({ rule: practice.id, unit: practice.unit });
      return exempted.has(key) && !open.has(key) ? { ...practice, status: 'exempt' } : practice;
    }),
    hints,
  };
}

function keyOf({ rule, unit }: { readonly rule: string; readonly unit: string }): string {
  return `${rule} ${unit}`;
}

function withSeverity(finding: Finding, config: Config): Finding {
  const severity = severityIn(config, finding.rule, finding.unit);
  if (severity === undefined || severity.value === finding.severity) return finding;
  const reasoning = `${finding.reasoning}; ${severity.value} by ${printOrigin(severity.origin)}`;
  return { ...finding, severity: severity.value, reasoning };
}

/** From the files where the pass over the source saw one, and from all files that findings point to. */
function commentsOf(facts: Facts, findings: readonly Finding[]) {
  const paths = new Set(facts.code.hits(EXEMPTION_PROBE).map(({ path }) => path));
  for (const { locations } of findings) for (const { path } of locations) paths.add(path);
  return [...paths].sort().flatMap((path) => {
    const file = facts.source.files.get(path);
    if (file === undefined || file.size > TEXT_LIMIT || file.role === 'asset') return [];
    if (file.mode === 'link' || file.mode === 'submodule') return [];
    const text = facts.source.text(path);
    return text === undefined ? [] : readExemptionComments(path, text);
  });
}
