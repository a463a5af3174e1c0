import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditRepository } from '../../src/audit.ts';
import { applyConfig } from '../../src/config/apply.ts';
import { NO_CONFIG } from '../../src/config/config.ts';
import { formatTerminal } from '../../src/report/terminal.ts';
import { openWorkTree } from '../../src/repository/work-tree.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';

const BLOCK = /(<!-- sample -->\n)[\s\S]*?(<!-- \/sample -->)/;

/** A README with a report as the program prints it today, of which the findings after the first are left out. */
export function withSample(readme: string): string {
  const catalogue = applyConfig(compileCatalogue('rules'), NO_CONFIG);
  const folder = mkdtempSync(join(tmpdir(), 'senior-audit-'));
  try {
    // Beside this repository and not in it, so that the listing of neither git nor its ignored files counts.
    cpSync('fixtures/payments-go', folder, { recursive: true });
    const result = auditRepository(openWorkTree(folder), catalogue, { kind: 'production-service' });
    const tool = { name: 'senior-audit', version: '0.0.0' } as const;
    const text = formatTerminal({ ...result, tool, rules: catalogue.rules });
    return readme.replace(BLOCK, (_, start: string, end: string) => start + sampleOf(text) + end);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sampleOf(report: string): string {
  const [context = '', first = '', ...rest] = report.trimEnd().split('\n\n');
  const standing = rest.findIndex((section) => section.startsWith('In place: '));
  const shown = [context, `${first}\n…`, ...rest.slice(standing)].join('\n\n');
  const introduction =
    'On the made-up payment service in `fixtures/payments-go`, with `context: production-service`, shortened:';
  return `${introduction}\n\n\`\`\`console\n$ senior-audit payments\n${shown}\n\`\`\`\n`;
}
