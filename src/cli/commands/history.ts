import { auditRepository } from '../../audit.ts';
import { applyConfig } from '../../config/apply.ts';
import { type Config, NO_CONFIG } from '../../config/config.ts';
import { ConfigError } from '../../config/error.ts';
import { loadConfig } from '../../config/load.ts';
import type { Kind } from '../../context/model.ts';
import type { AuditResult } from '../../findings/model.ts';
import { safeJson } from '../../report/sanitize.ts';
import type { Repository } from '../../repository/repository.ts';
import { openRevision } from '../../repository/revision.ts';
import { loadCatalogue } from '../../rules/load.ts';
import { type MainCommit, mainCommits } from '../../timeline/commits.ts';
import { type Timeline, timelineOf } from '../../timeline/timeline.ts';
import { EXIT } from '../exit.ts';
import { print, say } from '../messages.ts';
import { renderTimeline } from '../pages/history.ts';
import { startProgress } from '../progress.ts';

export interface HistoryCommandOptions {
  readonly ref?: string;
  readonly ignore?: readonly string[];
  readonly config?: false;
  readonly format?: 'terminal' | 'json';
}

/** Tells what a repository has been, when that changed, and which practices fell due with each change. */
export async function history(path: string, options: HistoryCommandOptions): Promise<number> {
  const { commits, isWhole } = mainCommits(path, options.ref ?? 'HEAD');
  if (!isWhole) say('senior-audit: only the later part of the history is here, so its beginning is not');
  const catalogue = loadCatalogue();
  const audit = async ({ hash }: MainCommit, kind?: Kind): Promise<AuditResult> => {
    const repository = openRevision(path, hash);
    const config = options.config === false ? NO_CONFIG : await configOf(repository, path);
    return auditRepository(repository, applyConfig(catalogue, config), { config, kind, ignore: options.ignore });
  };
  const stop = startProgress(`Reading the history of ${path}`);
  try {
    const timeline = await timelineOf(commits, audit, catalogue.rules);
    print(options.format === 'json' ? safeJson(asJson(timeline), 2) : renderTimeline(timeline));
  } finally {
    stop();
  }
  return EXIT.clean;
}

/** What was declared at the time counts for that time; what was wrong then is nobody's business now. */
async function configOf(repository: Repository, directory: string): Promise<Config> {
  try {
    return await loadConfig(repository, loadCatalogue(), { directory });
  } catch (error) {
    if (error instanceof ConfigError) return NO_CONFIG;
    throw error;
  }
}

function asJson({ commits, audited, start, changes, now }: Timeline) {
  const commit = ({ hash, time, subject }: MainCommit) => ({
    commit: hash,
    date: new Date(time * 1000).toISOString(),
    subject,
  });
  return {
    schemaVersion: 1,
    commits,
    audited,
    start: { ...commit(start.commit), kind: start.kind, confidence: start.confidence },
    changes: changes.map(({ commit: at, ...change }) => ({ ...commit(at), ...change })),
    now: { ...commit(now.commit), kind: now.kind, confidence: now.confidence },
  };
}
