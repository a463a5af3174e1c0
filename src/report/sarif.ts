import type { Finding, Severity } from '../findings/model.ts';
import type { Formatter, Report } from './report.ts';
import { safeJson } from './sanitize.ts';
import { artifactUri, type RuleDescriptor, ruleDescriptors } from './sarif-rules.ts';
import { firstPlace, mostSevereFirst, sentenceOf } from './selection.ts';

/** GitHub shows 5,000 results of a run and takes 10 MB; with room for what comes around the results. */
const MAX_RESULTS = 5_000;
const MAX_BYTES = 9_000_000;
/** GitHub keeps a hundred locations of a result. */
const MAX_LOCATIONS = 100;
const MAX_NOTIFICATIONS = 200;

const INFORMATION = 'https://www.npmjs.com/package/senior-audit';

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/) as GitHub's code scanning reads it: most severe first, since what is
 * over the limits is dropped from the end.
 */
export const formatSarif: Formatter = (report) => {
  const findings = mostSevereFirst(report.findings);
  const rules = ruleDescriptors(report);
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const results: object[] = [];
  let bytes = Buffer.byteLength(safeJson(rules));
  for (const finding of findings.slice(0, MAX_RESULTS)) {
    const result = resultOf(finding, indexes, report);
    bytes += Buffer.byteLength(safeJson(result)) + 1;
    if (bytes > MAX_BYTES) break;
    results.push(result);
  }
  return `${safeJson(logOf(report, rules, results, findings.length - results.length))}\n`;
};

function logOf(report: Report, rules: readonly RuleDescriptor[], results: readonly object[], dropped: number): object {
  const { tool, context, repository } = report;
  const notifications = notificationsOf(report, dropped);
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, version: tool.version, informationUri: INFORMATION, rules } },
        automationDetails: { id: `${tool.name}/` },
        invocations: [
          {
            executionSuccessful: true,
            ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
          },
        ],
        results,
        properties: {
          kind: context.kind,
          confidence: context.confidence,
          declared: context.declared,
          traits: context.traits,
          commit: repository.commit,
        },
      },
    ],
  };
}

function resultOf(finding: Finding, indexes: ReadonlyMap<string, number>, report: Report): object {
  return {
    ruleId: finding.rule,
    ruleIndex: indexes.get(finding.rule),
    level: LEVEL[finding.severity],
    message: { text: `${withoutLinks(sentenceOf(finding))}\n\n${finding.remedy}` },
    locations: locationsOf(finding),
    partialFingerprints: { 'seniorAuditFingerprint/v1': finding.fingerprint },
    baselineState: finding.state === 'new' ? 'new' : 'unchanged',
    ...(finding.state === 'exempt' ? { suppressions: [suppressionOf(finding, report)] } : {}),
    properties: {
      kind: finding.kind,
      severity: finding.severity,
      unit: finding.unit,
      ...(finding.subject === undefined ? {} : { subject: finding.subject }),
      reasoning: finding.reasoning,
    },
  };
}

function locationsOf(finding: Finding): object[] {
  const [, ...others] = finding.locations;
  const places = [firstPlace(finding), ...others.map((place) => firstPlace({ ...finding, locations: [place] }))];
  return places.slice(0, MAX_LOCATIONS).map(({ path, line }) => ({
    physicalLocation: { artifactLocation: { uri: artifactUri(path) }, region: { startLine: line } },
  }));
}

function suppressionOf(finding: Finding, report: Report): object {
  const exemption = report.exemptions?.[finding.fingerprint];
  return {
    kind: exemption?.source === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    ...(exemption === undefined ? {} : { justification: exemption.reason }),
  };
}

function notificationsOf(report: Report, dropped: number): object[] {
  const notifications: object[] = report.diagnostics.slice(0, MAX_NOTIFICATIONS).map(({ path, line, message }) => ({
    level: 'warning',
    message: { text: withoutLinks(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: artifactUri(path) },
          ...(line === undefined || line < 1 ? {} : { region: { startLine: Math.floor(line) } }),
        },
      },
    ],
  }));
  if (dropped > 0) {
    const text = `${dropped} of the least severe results were left out, to stay within the limits of code scanning.`;
    notifications.push({ level: 'warning', message: { text } });
  }
  return notifications;
}

/** In a SARIF message `[text](target)` is a link (§3.11.6): what is quoted from a repository must not make one. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '\\](');
}
