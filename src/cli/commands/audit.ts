import { appendFileSync, writeFileSync } from 'node:fs';
import type { FailOn } from '../../config/config.ts';
import type { AuditResult } from '../../findings/model.ts';
import { FORMATS, type FormatName, loadFormat } from '../../report/formats.ts';
import type { Exemption, Report } from '../../report/report.ts';
import { isJudged } from '../../report/selection.ts';
import type { Rule } from '../../rules/rule.ts';
import { VERSION } from '../../version.ts';
import { EXIT, UsageError } from '../exit.ts';
import { sayHints } from '../hints.ts';
import { say } from '../messages.ts';
import { auditSession, auditSince, openSessionAnywhere, type SessionOptions } from '../session.ts';

export interface AuditCommandOptions extends SessionOptions {
  readonly since?: string;
  readonly format?: readonly string[];
  readonly failOn?: FailOn;
  readonly maxWarnings?: number;
  readonly verbose?: boolean;
  readonly showExempt?: boolean;
  readonly color: boolean;
}

/**
 * Audits a repository, writes the reports, and says with what code to exit.
 * @param ahead what git was asked for already (`askAhead`)
 */
export async function audit(path: string, options: AuditCommandOptions, ahead?: Promise<void>): Promise<number> {
  const outputs = (options.format ?? ['terminal']).map(parseOutput);
  const session = await openSessionAnywhere(path, options, ahead);
  const failOn = options.failOn ?? session.config.failOn?.value ?? 'critical';
  const result = options.since === undefined ? await auditSession(session) : await auditSince(session, options.since);
  const report = reportOf(result, session.catalogue.rules);
  for (const output of outputs) {
    const format = await loadFormat(output.format);
    const text = format(output.format === 'json' ? withHints(report) : report, {
      color: output.file === undefined && options.color && (await colorLevel()) > 0,
      width: process.stdout.columns ?? 80,
      verbose: options.verbose === true,
      showExempt: options.showExempt === true,
      failOn,
    });
    if (output.file === undefined) process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    else writeOutput(output.file, text);
    if (output.format === 'github') await appendSummary(report);
  }
  sayHints(result);
  return exitCode(report, failOn, options.maxWarnings);
}

/** Annotations are few; the job summary has everything. GitHub's runner names the file for it. */
async function appendSummary(report: Report): Promise<void> {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return;
  const { githubSummary } = await import('../../report/github.ts');
  try {
    appendFileSync(file, githubSummary(report));
  } catch (error) {
    say(`senior-audit: no job summary: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function reportOf(result: AuditResult, rules: readonly Rule[]): Report {
  const exemptions: Record<string, Exemption> = {};
  for (const { fingerprint, exemption } of result.findings) {
    if (exemption === undefined) continue;
    const { reason, source, owner, until } = exemption;
    exemptions[fingerprint] = {
      reason,
      source,
      ...(owner === undefined ? {} : { owner }),
      ...(until === undefined ? {} : { expires: until }),
    };
  }
  return { ...result, tool: { name: 'senior-audit', version: VERSION }, rules, exemptions };
}

/** Machines read what people are told on stderr. */
function withHints(report: Report): Report {
  return { ...report, diagnostics: [...report.diagnostics, ...(report.hints ?? [])] };
}

async function colorLevel(): Promise<number> {
  const { supportsColor } = await import('chalk');
  return supportsColor === false ? 0 : supportsColor.level;
}

function parseOutput(text: string): { readonly format: FormatName; readonly file?: string } {
  const [name, ...rest] = text.split('=');
  const format = FORMATS.find((candidate) => candidate === name);
  if (format === undefined) throw new UsageError(`there is no format "${name}": use one of ${FORMATS.join(', ')}`);
  return rest.length === 0 ? { format } : { format, file: rest.join('=') };
}

function writeOutput(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function exitCode(report: Report, failOn: FailOn, maxWarnings: number | undefined): number {
  // A run that could judge nothing must not pass for a clean one.
  if (!isJudged(report)) {
    const { root, files } = report.repository;
    say(files === 0 ? `senior-audit: there are no files to audit in ${root}` : 'senior-audit: nothing could be judged');
    return EXIT.incomplete;
  }
  const { summary } = report;
  if (maxWarnings !== undefined && summary.warning > maxWarnings) return EXIT.findings;
  const counted: Record<FailOn, number> = {
    critical: summary.critical,
    warning: summary.critical + summary.warning,
    info: summary.critical + summary.warning + summary.info,
    excess: summary.excess,
    none: 0,
  };
  return counted[failOn] > 0 ? EXIT.findings : EXIT.clean;
}
