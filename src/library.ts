import { type AuditOptions, auditRepository } from './audit.ts';
import { applyConfig } from './config/apply.ts';
import { NO_CONFIG } from './config/config.ts';
import { loadConfig } from './config/load.ts';
import type { AuditResult } from './findings/model.ts';
import { isBareRepository } from './repository/git-tree.ts';
import { openRevision } from './repository/revision.ts';
import { openWorkTree } from './repository/work-tree.ts';
import { loadCatalogue } from './rules/load.ts';

export interface AuditPathOptions extends Omit<AuditOptions, 'config'> {
  /** A git revision instead of the work tree; of a bare repository its HEAD by default. */
  readonly ref?: string | undefined;
  /** `false`: as if the repository had no `.senior-audit.yaml`. */
  readonly config?: false | undefined;
}

/**
 * Audits a repository as `senior-audit PATH` does: with its own configuration, and without a baseline. Nothing of the repository is
 * run, nothing is written, and the network is not used.
 *
 * @example
 * const { context, findings } = await audit('.');
 *
 * @param path the directory of the repository
 * @throws RepositoryError when there is no such directory or revision, ConfigError when its configuration is wrong; what is broken in
 * the repository itself is a diagnostic of the result
 */
export async function audit(path: string, options: AuditPathOptions = {}): Promise<AuditResult> {
  const { ref, config: given, ...rest } = options;
  const revision = ref ?? (isBareRepository(path) ? 'HEAD' : undefined);
  const repository = revision === undefined ? openWorkTree(path) : openRevision(path, revision);
  const catalogue = loadCatalogue();
  const config = given === false ? NO_CONFIG : await loadConfig(repository, catalogue, { directory: path });
  return auditRepository(repository, applyConfig(catalogue, config), { ...rest, config });
}
