import { writeFileSync } from 'node:fs';
import { type AuditOptions, auditRepository } from '../../audit.ts';
import type { Kind } from '../../context/model.ts';
import type { AuditResult } from '../../findings/model.ts';
import { FORMATS, type FormatName, loadFormat } from '../../report/formats.ts';
import { isBareRepository, openGitTree } from '../../repository/git-tree.ts';
import type { Repository } from '../../repository/repository.ts';
import { openWorkTree } from '../../repository/work-tree.ts';
import { loadCatalogue } from '../../rules/load.ts';
import { VERSION } from '../../version.ts';
import { EXIT, UsageError } from '../exit.ts';
import { startProgress } from '../progress.ts';

export interface AuditCommandOptions {
  readonly context?: Kind;
  readonly ref?: string;
  readonly format?: readonly string[];
  readonly failOn: 'critical' | 'warning' | 'info' | 'excess' | 'none';
  readonly maxWarnings?: number;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** Audits a repository, writes the reports, and says with what code to exit. */
export async function audit(path: string, options: AuditCommandOptions): Promise<number> {
  const outputs = (options.format ?? ['terminal']).map(parseOutput);
  const repository = open(path, options.ref);
  const catalogue = loadCatalogue();
  const settings: AuditOptions = { kind: options.context };
  const stop = startProgress(`Auditing ${path}`);
  let result: AuditResult;
  try {
    result = auditRepository(repository, catalogue, settings);
  } finally {
    stop();
  }
  const report = { ...result, tool: { name: 'senior-audit' as const, version: VERSION }, rules: catalogue.rules };
  for (const output of outputs) {
    const format = await loadFormat(output.format);
    const text = format(report, {
      color: output.file === undefined && options.color && (await colorLevel()) > 0,
      width: process.stdout.columns ?? 80,
      verbose: options.verbose === true,
    });
    if (output.file === undefined) process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
    else writeOutput(output.file, text);
  }
  return exitCode(result, options);
}

async function colorLevel(): Promise<number> {
  const { supportsColor } = await import('chalk');
  return supportsColor === false ? 0 : supportsColor.level;
}

function open(path: string, ref: string | undefined): Repository {
  if (ref !== undefined) return openGitTree(path, ref);
  return isBareRepository(path) ? openGitTree(path, 'HEAD') : openWorkTree(path);
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

function exitCode(result: AuditResult, options: AuditCommandOptions): number {
  // A run that could judge nothing must not pass for a clean one.
  if (result.repository.files === 0) {
    process.stderr.write(`senior-audit: there are no files to audit in ${result.repository.root}\n`);
    return EXIT.incomplete;
  }
  const { summary } = result;
  if (options.maxWarnings !== undefined && summary.warning > options.maxWarnings) return EXIT.findings;
  const counted: Record<AuditCommandOptions['failOn'], number> = {
    critical: summary.critical,
    warning: summary.critical + summary.warning,
    info: summary.critical + summary.warning + summary.info,
    excess: summary.excess,
    none: 0,
  };
  return counted[options.failOn] > 0 ? EXIT.findings : EXIT.clean;
}
