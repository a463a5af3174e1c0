import { writeFileSync } from 'node:fs';
import {
  type Baseline,
  baselineOf,
  changeTexts,
  printBaseline,
  printEntry,
  pruneBaseline,
  staleEntries,
} from '../../findings/baseline.ts';
import type { AuditResult } from '../../findings/model.ts';
import { printable } from '../../report/sanitize.ts';
import { EXIT, UsageError } from '../exit.ts';
import { sayHints } from '../hints.ts';
import { print, say } from '../messages.ts';
import { auditSession, baselinePlace, openSession, readBaseline, type SessionOptions } from '../session.ts';

export interface BaselineCommandOptions extends SessionOptions {
  readonly prune?: boolean;
  readonly check?: boolean;
}

/** Writes the baseline, removes what is stale in it, or lists what is new and what is stale. */
export async function baseline(path: string, options: BaselineCommandOptions): Promise<number> {
  if (options.prune === true && options.check === true) throw new UsageError('--prune and --check exclude each other');
  const session = await openSession(path, options);
  const { file } = baselinePlace(session);
  const needsOne = options.prune === true || options.check === true;
  // The file to be written need not be there yet.
  const known = needsOne ? await readBaseline(session) : undefined;
  if (needsOne && known === undefined)
    throw new UsageError(`there is no baseline ${file}: write it with senior-audit baseline`);
  const result = await auditSession({ ...session, given: { ...options, baseline: false } });
  sayHints(result);
  if (known === undefined) {
    const taken = baselineOf(result);
    write(file, taken);
    say(`senior-audit: ${file} now knows ${counted(taken.findings.length)}: audits report what is new`);
    return EXIT.clean;
  }
  if (options.check === true) return check(known, result);
  const kept = pruneBaseline(known, result);
  write(file, kept);
  const removed = known.findings.length - kept.findings.length;
  say(`senior-audit: ${removed} stale removed from ${file}, which knows ${counted(kept.findings.length)} still`);
  return EXIT.clean;
}

function check(known: Baseline, result: AuditResult): number {
  const stale = staleEntries(known, result);
  const fingerprints = new Set(known.findings.map((entry) => `${entry.kind} ${entry.fingerprint}`));
  const fresh = result.findings.filter(
    ({ state, kind, fingerprint }) => state === 'new' && !fingerprints.has(`${kind} ${fingerprint}`),
  );
  for (const finding of fresh) print(`new    ${finding.severity.padEnd(8)}  ${printable(printEntry(finding))}`);
  for (const entry of stale) print(`stale  ${entry.severity.padEnd(8)}  ${printable(printEntry(entry))}`);
  for (const text of changeTexts(known.context, result, fresh, undefined)) say(`senior-audit: ${text}`);
  say(`senior-audit: ${counted(known.findings.length)} in the baseline, ${stale.length} stale, ${fresh.length} new`);
  return stale.length > 0 ? EXIT.findings : EXIT.clean;
}

function write(file: string, taken: Baseline): void {
  try {
    writeFileSync(file, printBaseline(taken));
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'finding' : 'findings'}`;
}
