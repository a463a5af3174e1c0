/* All that is public; test/integrations/package.test.ts pins it. Changes are additive within a major version. */

export { type AuditOptions, auditRepository } from './audit.ts';
export { ConfigError } from './config/error.ts';
export type { Context, ContextEvidence, Kind, Trait } from './context/model.ts';
export type { Diagnostic, Evidence } from './facts/evidence.ts';
export type {
  AuditResult,
  Finding,
  Location,
  PracticeResult,
  Severity,
  Status,
  Summary,
  UnitResult,
} from './findings/model.ts';
export { type AuditPathOptions, audit } from './library.ts';
export { openGitTree } from './repository/git-tree.ts';
export { memoryRepository } from './repository/memory.ts';
export type { Repository } from './repository/repository.ts';
export { RepositoryError } from './repository/repository.ts';
export { openWorkTree } from './repository/work-tree.ts';
export type { Catalogue } from './rules/catalogue.ts';
export { loadCatalogue } from './rules/load.ts';
