import type { Context } from '../context/model.ts';
import type { Evidence } from '../facts/evidence.ts';
import type { Finding } from '../findings/model.ts';
import type { Formatter, Report } from './report.ts';
import type { JsonContext, JsonEvidence, JsonFinding, JsonReport } from './report-schema.ts';
import { safeJson } from './sanitize.ts';

/** The contract of version 1 (DESIGN.md, section 5). Additions only; anything else raises `schemaVersion`. */
export const formatJson: Formatter = (report) => `${safeJson(jsonReport(report), 2)}\n`;

/** The report as plain data, with its keys in the order of the contract. */
export function jsonReport(report: Report): JsonReport {
  return {
    schemaVersion: 1,
    tool: { name: report.tool.name, version: report.tool.version },
    repository: {
      root: report.repository.root,
      commit: report.repository.commit,
      files: report.repository.files,
      truncated: report.repository.truncated,
    },
    context: jsonContext(report.context),
    ...(report.unit === undefined ? {} : { unit: report.unit }),
    units: report.units.map(({ path, reason, context }) => ({
      path,
      ...(reason === undefined ? {} : { reason }),
      context: jsonContext(context),
    })),
    practices: report.practices.map((practice) => ({
      id: practice.id,
      unit: practice.unit,
      present: practice.present,
      status: practice.status,
      expectation: practice.expectation,
      weight: practice.weight,
      evidence: practice.evidence.map(jsonEvidence),
    })),
    findings: report.findings.map((finding) => jsonFinding(finding, report)),
    diagnostics: report.diagnostics.map(({ fact, path, line, message }) => ({
      fact,
      path,
      ...(line === undefined ? {} : { line }),
      message,
    })),
    summary: jsonSummary(report),
  };
}

export function jsonContext(context: Context): JsonContext {
  const { probabilities } = context;
  return {
    kind: context.kind,
    confidence: context.confidence,
    declared: context.declared,
    probabilities: {
      prototype: probabilities.prototype,
      'internal-tool': probabilities['internal-tool'],
      oss: probabilities.oss,
      'production-service': probabilities['production-service'],
    },
    traits: [...context.traits],
    evidence: context.evidence.map(({ claim, for: kind, weight, path, line }) => ({
      claim,
      for: kind,
      weight,
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
    })),
    ...(context.contradicted === undefined
      ? {}
      : { contradicted: { kind: context.contradicted.kind, confidence: context.contradicted.confidence } }),
  };
}

export function jsonFinding(finding: Finding, report: Report): JsonFinding {
  const exemption = finding.state === 'exempt' ? report.exemptions?.[finding.fingerprint] : undefined;
  return {
    rule: finding.rule,
    kind: finding.kind,
    severity: finding.severity,
    unit: finding.unit,
    title: finding.title,
    message: finding.message,
    why: finding.why,
    remedy: finding.remedy,
    reasoning: finding.reasoning,
    fingerprint: finding.fingerprint,
    locations: finding.locations.map(({ path, line }) => ({ path, ...(line === undefined ? {} : { line }) })),
    state: finding.state,
    ...(finding.subject === undefined ? {} : { subject: finding.subject }),
    evidence: finding.evidence.map(jsonEvidence),
    ...(exemption === undefined ? {} : { exemption: { ...exemption } }),
  };
}

export function jsonSummary(report: Report): JsonReport['summary'] {
  const { critical, warning, info, excess, pass, notApplicable, unknown, exempt } = report.summary;
  return { critical, warning, info, excess, pass, notApplicable, unknown, exempt };
}

function jsonEvidence({ path, line, detail, subject }: Evidence): JsonEvidence {
  return {
    path,
    ...(line === undefined ? {} : { line }),
    detail,
    ...(subject === undefined ? {} : { subject }),
  };
}
