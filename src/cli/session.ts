import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { type AuditOptions, auditRepository, prepareFacts } from '../audit.ts';
import { listUnits } from '../audit-units.ts';
import { applyConfig } from '../config/apply.ts';
import { type Config, DEFAULT_BASELINE, NO_CONFIG } from '../config/config.ts';
import { namedFiles, repositoryFiles } from '../config/files.ts';
import { configHints } from '../config/hints.ts';
import { findConfigFiles, loadConfig } from '../config/load.ts';
import { didYouMean } from '../config/nearest.ts';
import type { Kind, Trait } from '../context/model.ts';
import type { Unit } from '../context/units.ts';
import type { Diagnostic } from '../facts/evidence.ts';
import type { Facts } from '../facts/facts.ts';
import type { BaselineFile } from '../findings/baseline.ts';
import type { AuditResult } from '../findings/model.ts';
import { printable } from '../report/sanitize.ts';
import { isBareRepository } from '../repository/git-tree.ts';
import type { Repository } from '../repository/repository.ts';
import { openRevision } from '../repository/revision.ts';
import { openWorkTree, workTreeAround } from '../repository/work-tree.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { loadCatalogue } from '../rules/load.ts';
import { UsageError } from './exit.ts';
import { startProgress } from './progress.ts';

/** What commands that audit have in common. */
export interface SessionOptions {
  readonly context?: Kind;
  readonly traits?: readonly Trait[];
  readonly ignore?: readonly string[];
  readonly ref?: string;
  /** A file instead of the repository's own; `false`: none. */
  readonly config?: string | false;
  /** A file instead of the configured one; `false`: none. */
  readonly baseline?: string | false;
  /** Ask rules in preview too. */
  readonly preview?: true;
  /** The folder of the only unit that matters, from the root of the repository. */
  readonly unit?: string;
}

/** A repository with what is said about it, ready to be audited. */
export interface Session {
  readonly path: string;
  readonly repository: Repository;
  readonly config: Config;
  /** The built-in rules and one's own, as the configuration changes them. */
  readonly catalogue: Catalogue;
  readonly options: AuditOptions;
  /** What is odd about the configuration. */
  readonly hints: readonly Diagnostic[];
  readonly given: SessionOptions;
}

/**
 * Opens the repository and reads its configuration.
 * @param ahead what git was asked for already (`askAhead`) and has yet to answer
 * @throws RepositoryError, ConfigError, UsageError
 */
export async function openSession(path: string, given: SessionOptions, ahead?: Promise<void>): Promise<Session> {
  const session = await openAt(path, given, ahead);
  if (given.unit === undefined) return session;
  const { repository, catalogue, options, config } = session;
  const facts = prepareFacts(repository, catalogue, options);
  const { units } = listUnits(facts, config);
  return within(session, given.unit, units, facts) ?? refuseUnit(given.unit, units);
}

/**
 * The same for commands that may be run in the folder of a unit: that is then audited with the facts of the whole repository. A folder
 * that has a configuration or a baseline of its own stands for itself.
 * @throws RepositoryError, ConfigError, UsageError
 */
export async function openSessionAnywhere(
  path: string,
  given: SessionOptions,
  ahead?: Promise<void>,
): Promise<Session> {
  const around = given.unit === undefined ? surroundingRepository(path) : undefined;
  if (around === undefined) return openSession(path, given, ahead);
  const { root, folder } = around;
  const session = await openAt(root, given);
  const facts = prepareFacts(session.repository, session.catalogue, session.options);
  const { units } = listUnits(facts, session.config);
  return within(session, folder, units, facts) ?? openSession(path, given);
}

/** The session for one unit; `undefined` where the folder is none. What is declared on the command line is said of the unit. */
function within(session: Session, folder: string, units: readonly Unit[], facts: Facts): Session | undefined {
  const unit = folder.replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/$/, '');
  if (!units.some(({ path }) => path === unit)) return undefined;
  return { ...session, options: { ...session.options, unit, facts } };
}

const MAX_NAMED = 10;

function refuseUnit(name: string, units: readonly Unit[]): never {
  if (units.length === 0) throw new UsageError(`--unit: there are no units here, so there is no "${printable(name)}"`);
  const paths = units.map(({ path }) => path);
  const guess = didYouMean(name, paths) || byLastPart(name, paths);
  const rest = paths.length - MAX_NAMED;
  const list = `${paths.slice(0, MAX_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  throw new UsageError(printable(`--unit: there is no unit "${name}"${guess === '' ? `; there are ${list}` : guess}`));
}

/** "api" for "services/api" */
function byLastPart(name: string, paths: readonly string[]): string {
  const found = paths.filter((path) => path.endsWith(`/${name}`));
  return found.length === 1 ? `; did you mean "${found[0]}"?` : '';
}

/** The root of the work tree around a folder that does not stand for itself. */
function surroundingRepository(path: string): { readonly root: string; readonly folder: string } | undefined {
  const around = workTreeAround(path);
  if (around === undefined) return undefined;
  const files = namedFiles(path);
  const own = findConfigFiles({ ...files, text: (name) => files.text(posix.join(path, name)) });
  return own.length > 0 || existsSync(posix.join(path, DEFAULT_BASELINE)) ? undefined : around;
}

async function openAt(path: string, given: SessionOptions, ahead?: Promise<void>): Promise<Session> {
  const builtIn = loadCatalogue();
  await ahead;
  const repository = open(path, given.ref);
  const config = asking(await readConfiguration(path, repository, builtIn, given), given.preview);
  return {
    path,
    repository,
    config,
    catalogue: applyConfig(builtIn, config),
    options: { kind: given.context, traits: given.traits, ignore: given.ignore, config },
    hints: configHints(
      config,
      builtIn,
      repository.files.map((file) => file.path),
    ),
    given,
  };
}

/** What the command line asks for wins over the configuration. */
function asking(config: Config, preview: true | undefined): Config {
  const origin = { file: '--preview', line: 1, column: 1 };
  return preview === undefined ? config : { ...config, preview: { value: true, origin } };
}

function open(path: string, ref: string | undefined): Repository {
  if (ref !== undefined) return openRevision(path, ref);
  return isBareRepository(path) ? openRevision(path, 'HEAD') : openWorkTree(path);
}

function readConfiguration(
  path: string,
  repository: Repository,
  catalogue: Catalogue,
  { config }: SessionOptions,
): Promise<Config> {
  if (config === false) return Promise.resolve(NO_CONFIG);
  if (config === undefined) return loadConfig(repository, catalogue, { directory: path });
  if (!existsSync(config)) throw new UsageError(`there is no configuration ${config}`);
  return loadConfig(repository, catalogue, { directory: path, file: config });
}

/** Audits, and marks what the baseline knows. */
export async function auditSession(session: Session): Promise<AuditResult> {
  const stop = startProgress(`Auditing ${session.path}`);
  try {
    const result = auditRepository(session.repository, session.catalogue, session.options);
    const found = { ...result, hints: [...session.hints, ...(result.hints ?? [])] };
    const baseline = await readBaseline(session);
    if (baseline === undefined) return found;
    const { applyBaseline, changedKinds } = await import('../findings/baseline.ts');
    return applyBaseline(found, baseline, auditAs(session, changedKinds(baseline.context, result)));
  } finally {
    stop();
  }
}

/**
 * Audits, and compares with the tree from which the present one parted from a revision.
 * @throws RepositoryError when the revision or the common ancestor is not there
 */
export async function auditSince(session: Session, ref: string): Promise<AuditResult> {
  const { mergeBase } = await import('../repository/merge-base.ts');
  const commit = mergeBase(session.path, ref, session.given.ref ?? 'HEAD');
  const result = await auditSession(session);
  const { compareWith } = await import('../findings/since.ts');
  const { changedKinds, kindsOf } = await import('../findings/baseline.ts');
  const stop = startProgress(`Auditing ${session.path} at ${ref}`);
  try {
    const base = auditRepository(openRevision(session.path, commit, session.repository), session.catalogue, {
      ...session.options,
      facts: undefined,
    });
    return compareWith(result, base, { ref, commit }, auditAs(session, changedKinds(kindsOf(base), result)));
  } finally {
    stop();
  }
}

/** What the audit comes to when these units are taken for something else; nothing when there are none. */
function auditAs(session: Session, kinds: ReadonlyMap<string, Kind>): AuditResult | undefined {
  if (kinds.size === 0) return undefined;
  const { options, config } = session;
  const root = kinds.get('.');
  const origin = { file: '', line: 1, column: 1 };
  const units = [...kinds].map(([unit, kind]) => ({
    value: { paths: [unit], context: { value: kind, origin }, rules: new Map() },
    origin,
  }));
  return auditRepository(session.repository, session.catalogue, {
    ...options,
    ...(root === undefined ? {} : { kind: root }),
    config: { ...config, units: [...config.units, ...units] },
  });
}

/** Where the baseline lies, and whether somebody named it. */
export function baselinePlace({ path, config, given }: Session): {
  readonly file: string;
  readonly inRepository: string | undefined;
  readonly isNamed: boolean;
} {
  if (typeof given.baseline === 'string') return { file: given.baseline, inRepository: undefined, isNamed: true };
  const configured = config.baseline?.value;
  const name = typeof configured === 'string' ? posix.normalize(configured) : DEFAULT_BASELINE;
  return { file: posix.join(path, name), inRepository: name, isNamed: typeof configured === 'string' };
}

/**
 * The baseline that holds here, if any.
 * @throws UsageError when one is named that is not there, ConfigError when it is none
 */
export async function readBaseline(session: Session): Promise<BaselineFile | undefined> {
  const { given, config, repository, path } = session;
  if (given.baseline === false || (given.baseline === undefined && config.baseline?.value === false)) return undefined;
  const { file, inRepository, isNamed } = baselinePlace(session);
  const text = inRepository === undefined ? readNamed(file) : repositoryFiles(repository, path).text(inRepository);
  if (text === undefined) {
    if (!isNamed) return undefined;
    throw new UsageError(`there is no baseline ${file}: write it with senior-audit baseline`);
  }
  const { parseBaseline } = await import('../findings/baseline.ts');
  const whole = parseBaseline(inRepository ?? file, text);
  const { unit } = session.options;
  if (unit === undefined) return whole;
  const context = Object.entries(whole.context).filter(([name]) => name === unit);
  return {
    ...whole,
    context: Object.fromEntries(context),
    findings: whole.findings.filter((entry) => entry.unit === unit),
  };
}

function readNamed(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
