import type { Context } from '../../src/context/model.ts';
import type { Finding, PracticeResult, Summary } from '../../src/findings/model.ts';
import type { Report } from '../../src/report/report.ts';
import type { Rule } from '../../src/rules/rule.ts';

/* Reports written by hand, as an audit would make them. */

export const ossContext: Context = {
  kind: 'oss',
  confidence: 0.97,
  declared: false,
  probabilities: { prototype: 0.01, 'internal-tool': 0.01, oss: 0.97, 'production-service': 0.01 },
  traits: ['library', 'cli'],
  evidence: [
    { claim: 'published on npm under a name of its own', for: 'oss', weight: 1.8, path: 'package.json', line: 2 },
    { claim: 'no tags', for: 'prototype', weight: 1.2 },
    { claim: 'the README tells users how to install it', for: 'oss', weight: 1.1, path: 'README.md', line: 14 },
    { claim: 'a licence that lets others use it', for: 'oss', weight: 0.9, path: 'LICENSE' },
    { claim: 'issue templates', for: 'oss', weight: 0.4, path: '.github/ISSUE_TEMPLATE/bug.md' },
  ],
};

export const ambiguousContext: Context = {
  ...ossContext,
  confidence: 0.52,
  probabilities: { prototype: 0.4, 'internal-tool': 0.05, oss: 0.52, 'production-service': 0.03 },
};

export const serviceContext: Context = {
  kind: 'production-service',
  confidence: 0.91,
  declared: false,
  probabilities: { prototype: 0, 'internal-tool': 0.09, oss: 0, 'production-service': 0.91 },
  traits: ['network-service'],
  evidence: [{ claim: 'deployed on every push', for: 'production-service', weight: 2, path: 'fly.toml', line: 1 }],
};

export const missingTests: Finding = {
  rule: 'automated-tests',
  kind: 'gap',
  severity: 'critical',
  unit: '.',
  title: 'Behaviour is checked by automated tests',
  message: 'No automated tests were found: looked for test files with assertions and a runner.',
  why: 'Without tests every change is a guess, and users find the mistakes after the release.',
  remedy:
    'Start with one test of what the README promises:\n\n```sh\nnpm install --save-dev vitest\nnpx vitest run\n```',
  reasoning: 'required in oss (p=0.97)',
  fingerprint: '00000000000000a1',
  locations: [{ path: 'package.json' }],
  state: 'new',
  evidence: [],
};

export const telemetry: Finding = {
  rule: 'product-telemetry',
  kind: 'excess',
  severity: 'warning',
  unit: '.',
  title: 'Usage is measured',
  message: 'Out of proportion here: Usage is measured.',
  why: 'Whoever runs a local tool does not expect that it phones home.',
  remedy: 'Remove it, or ask first and document it.',
  reasoning: 'misplaced in oss (p=0.97)',
  fingerprint: '00000000000000a2',
  locations: [
    { path: 'src/start.ts', line: 3 },
    { path: 'src/start.ts', line: 9 },
    { path: 'src/send.ts', line: 1 },
    { path: 'package.json', line: 20 },
  ],
  state: 'new',
  evidence: [{ path: 'src/start.ts', line: 3, detail: 'capture() of an analytics client' }],
};

/** One of several findings of a rule, each about an action of its own. */
export function unpinned(action: string, line: number, fingerprint: string): Finding {
  return {
    rule: 'pinned-actions',
    kind: 'gap',
    severity: 'warning',
    unit: '.',
    title: 'Actions are pinned to a commit',
    message: 'An action is referred to by a tag, which its owner can move.',
    why: 'Whoever takes over the tag runs code with the rights of your workflow.',
    remedy: 'Replace the tag by the full commit hash, with the tag in a comment.',
    reasoning: 'expected in oss (p=0.97)',
    fingerprint,
    locations: [{ path: '.github/workflows/ci.yml', line }],
    state: 'new',
    subject: action,
    evidence: [{ path: '.github/workflows/ci.yml', line, detail: `uses: ${action}`, subject: action }],
  };
}

export const missingChangelog: Finding = {
  rule: 'changelog',
  kind: 'gap',
  severity: 'info',
  unit: '.',
  title: 'A changelog tells what changed',
  message: 'Missing: A changelog tells what changed.',
  why: 'Users cannot tell whether an upgrade is safe.',
  remedy: 'Add CHANGELOG.md.',
  reasoning: 'suggested in oss (p=0.97)',
  fingerprint: '00000000000000a5',
  locations: [{ path: 'package.json' }],
  state: 'new',
  evidence: [],
};

export const exemptFinding: Finding = {
  ...missingChangelog,
  rule: 'security-policy',
  title: 'Weaknesses can be reported in private',
  message: 'Missing: Weaknesses can be reported in private.',
  severity: 'warning',
  fingerprint: '00000000000000a6',
  state: 'exempt',
};

const baselinedFinding: Finding = {
  ...missingChangelog,
  rule: 'contributing-guide',
  title: 'Contributors are told how to begin',
  message: 'Missing: Contributors are told how to begin.',
  fingerprint: '00000000000000a7',
  state: 'baselined',
};

export function practice(
  id: string,
  status: PracticeResult['status'],
  more: Partial<PracticeResult> = {},
): PracticeResult {
  const present = status === 'unknown' ? null : status === 'pass' || status === 'excess';
  return { id, unit: '.', present, status, expectation: 'expected', weight: 0.5, evidence: [], ...more };
}

export function rule(id: string, family: string, more: Partial<Rule> = {}): Rule {
  return {
    id,
    family,
    title: `The practice ${id}`,
    why: `What goes wrong without ${id}.`,
    since: '0.1.0',
    stability: 'stable',
    scope: 'repository',
    present: { file: 'x' },
    expectations: {
      prototype: 'optional',
      'internal-tool': 'suggested',
      oss: 'required',
      'production-service': 'expected',
    },
    remedy: `Do ${id}.`,
    ...more,
  };
}

/** A report of these findings, with a summary that fits. */
export function reportOf(findings: readonly Finding[], more: Partial<Report> = {}): Report {
  const practices = more.practices ?? [];
  const open = findings.filter((finding) => finding.state === 'new');
  const summary: Summary = {
    critical: open.filter((finding) => finding.severity === 'critical').length,
    warning: open.filter((finding) => finding.severity === 'warning').length,
    info: open.filter((finding) => finding.severity === 'info').length,
    excess: open.filter((finding) => finding.kind === 'excess').length,
    pass: practices.filter((item) => item.status === 'pass').length,
    notApplicable: practices.filter((item) => item.status === 'not-applicable').length,
    unknown: practices.filter((item) => item.status === 'unknown').length,
    exempt: findings.filter((finding) => finding.state === 'exempt').length,
  };
  return {
    tool: { name: 'senior-audit', version: '0.1.0' },
    rules: [],
    repository: { root: '/repo', commit: '0123456789abcdef0123456789abcdef01234567', files: 42, truncated: false },
    context: ossContext,
    units: [],
    practices,
    findings,
    diagnostics: [],
    summary,
    ...more,
  };
}

/** Findings of every sort, and everything else that a report can hold. */
export const fullReport: Report = reportOf(
  [
    missingTests,
    unpinned('actions/checkout@v4', 12, '00000000000000a3'),
    unpinned('actions/setup-node@v4', 13, '00000000000000a4'),
    telemetry,
    exemptFinding,
    missingChangelog,
    baselinedFinding,
  ],
  {
    rules: [
      rule('automated-tests', 'testing', { references: ['https://example.org/tests'] }),
      rule('pinned-actions', 'security', { tags: ['supply-chain', 'ci'] }),
      rule('product-telemetry', 'telemetry', { whyExcess: 'Nobody asked for it.' }),
      rule('changelog', 'release'),
      rule('security-policy', 'security'),
      rule('contributing-guide', 'community'),
      rule('license', 'community'),
      rule('linting', 'quality'),
      rule('health-check', 'operations'),
      rule('code-owners', 'community'),
    ],
    practices: [
      practice('automated-tests', 'gap'),
      practice('pinned-actions', 'gap'),
      practice('product-telemetry', 'excess', { evidence: telemetry.evidence }),
      practice('changelog', 'gap'),
      practice('security-policy', 'exempt'),
      practice('contributing-guide', 'gap'),
      practice('license', 'pass', { evidence: [{ path: 'LICENSE', line: 1, detail: 'MIT' }] }),
      practice('linting', 'pass', { evidence: [{ path: 'biome.json', detail: 'Biome' }] }),
      practice('health-check', 'not-applicable'),
      practice('code-owners', 'unknown'),
    ],
    diagnostics: [
      { fact: 'manifests', path: 'tools/package.json', line: 3, message: 'not JSON: a comma is missing' },
      { fact: 'ci', path: '.travis.yml', message: 'not YAML' },
    ],
    exemptions: {
      [exemptFinding.fingerprint]: {
        reason: 'reports come by mail, see the site',
        source: 'configuration',
        expires: '2027-01-31',
      },
    },
  },
);
