import { jsonContext, jsonFinding, jsonSummary } from './json.ts';
import type { Formatter } from './report.ts';
import { safeJson } from './sanitize.ts';

/** A finding a line, each marked `"type": "finding"`, then one line `"type": "summary"`, which shows that the report is whole. */
export const formatJsonl: Formatter = (report) => {
  const lines = report.findings.map((finding) => safeJson({ type: 'finding', ...jsonFinding(finding, report) }));
  const summary = {
    type: 'summary',
    schemaVersion: 1,
    tool: { name: report.tool.name, version: report.tool.version },
    context: jsonContext(report.context),
    diagnostics: report.diagnostics.length,
    summary: jsonSummary(report),
  };
  return `${[...lines, safeJson(summary)].join('\n')}\n`;
};
