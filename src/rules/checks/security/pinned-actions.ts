import type { CiJob, CiPermissions, CiPipeline, CiStep, CiUse } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { isOf, ownAccounts } from '../shared/own-accounts.ts';

/**
 * Whether the actions of other people are pinned by commit hash. Where there are none, GitHub's own are looked at instead, and
 * those of the repository's owner only where there is nothing else.
 * Option `exposure` asks less: `privileged` only about jobs that may write, publish or see secrets (then it holds where no such
 * action is unpinned), `third-party` whether there are none, and `keys` about GitHub's own as well, in
 * jobs that may write or whose commands are given a key.
 */
export const pinnedActions: Check = {
  name: 'pinned-actions',
  run(view, options) {
    const uses = usesOf(view);
    if (uses.length === 0) return view.facts.hasBrokenPipeline ? unknown() : no();
    const own = ownAccounts(view.facts);
    const foreign = uses.filter(({ name }) => !isOf(GITHUB, name) && !isOf(own, name));
    const { exposure } = options;
    if (exposure === 'third-party') return foreign.length === 0 ? yes([]) : no();
    if (exposure === 'keys') {
      const loose = uses.filter((use) => !isOf(own, use.name) && !isPinned(use) && (use.privileged || use.keyed));
      return loose.length === 0 ? yes([]) : no(loose.map(evidenceOf));
    }
    if (exposure === 'privileged') {
      const loose = foreign.filter((use) => !isPinned(use) && use.privileged);
      return loose.length === 0 ? yes([]) : no(loose.map(evidenceOf));
    }
    const others = uses.filter(({ name }) => !isOf(own, name));
    const relevant = [foreign, others].find((some) => some.length > 0) ?? uses;
    const all = relevant.filter((use) => !isPinned(use));
    // GitHub's own matter where a job may do something with them.
    const powerful = foreign.length > 0 ? [] : all.filter((use) => use.privileged || use.keyed);
    const loose = powerful.length > 0 ? powerful : all;
    return loose.length === 0 ? yes(relevant.slice(0, 3).map(evidenceOf)) : no(loose.map(evidenceOf));
  },
};

interface PlacedUse extends Power {
  readonly name: string;
  readonly ref: string | undefined;
  readonly path: string;
  readonly line: number | undefined;
}

interface Power {
  /** Whether its job may write, publish, deploy or see secrets. */
  readonly privileged: boolean;
  /** Whether a command of its job is given a key, be it the token of the run. */
  readonly keyed: boolean;
}

function usesOf(view: View): PlacedUse[] {
  const uses = new Map<string, PlacedUse>();
  for (const pipeline of view.facts.pipelines) {
    if (pipeline.provider !== 'github-actions') continue;
    for (const job of pipeline.jobs) {
      const power = { privileged: isPrivileged(job, pipeline), keyed: job.steps.some(isGivenKey) };
      if (job.calls !== undefined) remember(uses, job.calls, job.path ?? pipeline.path, power);
      for (const { uses: use, path } of job.steps) {
        if (use !== undefined) remember(uses, use, path ?? pipeline.path, power);
      }
    }
    for (const use of pipeline.external) {
      remember(uses, use, use.path ?? pipeline.path, { privileged: false, keyed: false });
    }
  }
  return [...uses.values()];
}

/** Several jobs may reach the same step of a called workflow: one entry for each place is enough. */
function remember(uses: Map<string, PlacedUse>, use: CiUse, path: string, power: Power): void {
  // `$/…` is how some generators write a path of the repository itself.
  // An image is no action: its tags are looked at as those of other images.
  if (use.local || use.name.startsWith('$') || use.name.startsWith('docker://')) return;
  const key = `${path}:${use.line ?? ''}:${use.name}@${use.ref ?? ''}`;
  const known = uses.get(key);
  if (known !== undefined && (known.privileged || !power.privileged) && (known.keyed || !power.keyed)) return;
  uses.set(key, { name: use.name, ref: use.ref, path, line: use.line, ...power });
}

const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64}|sha256:[0-9a-f]{64})$/i;

/** It tells by its tag which builder made the provenance, and refuses to run from a hash. */
const BY_TAG = /^slsa-framework\/slsa-github-generator\/\.github\/workflows\//;

function isPinned(use: PlacedUse): boolean {
  if (use.ref !== undefined && BY_TAG.test(use.name)) return /^v\d+\.\d+\.\d+$/.test(use.ref) || HASH.test(use.ref);
  return use.ref !== undefined && HASH.test(use.ref);
}

const GITHUB: ReadonlySet<string> = new Set(['actions', 'github']);

const WRITING = new Set([
  'contents',
  'pull-requests',
  'packages',
  'id-token',
  'deployments',
  'actions',
  'attestations',
]);

function isPrivileged(job: CiJob, pipeline: CiPipeline): boolean {
  const permissions = job.permissions ?? pipeline.permissions;
  return (
    mayWrite(permissions) ||
    (job.environment !== undefined && job.environment !== PAGES) ||
    job.steps.some((step) =>
      [...Object.values(step.environment), ...Object.values(step.uses?.with ?? {})].some(isSecret),
    )
  );
}

function mayWrite(permissions: CiPermissions | undefined): boolean {
  if (permissions === undefined || permissions === 'read-all') return false;
  if (permissions === 'write-all') return true;
  return Object.entries(permissions).some(([scope, access]) => access === 'write' && WRITING.has(scope));
}

/** Upload tokens of coverage and quality services give away little; everything else is a key to something. */
const SECRET =
  /secrets\.(?!GITHUB_TOKEN\b|\w*(?:CODECOV|COVERALLS|SONAR|CODECLIMATE|CODACY|CHROMATIC|PERCY|CYPRESS)\w*)\w+/i;

/** Where GitHub serves pages from: there is nothing to be had but the pages. */
const PAGES = 'github-pages';

const KEY = /\bsecrets\.\w+|\bgithub\.token\b/i;

function isSecret(value: string): boolean {
  return SECRET.test(value);
}

/** What labels and comments is given the token of the run by habit; a command does more with it. */
function isGivenKey(step: CiStep): boolean {
  return step.uses === undefined && Object.values(step.environment).some((value) => KEY.test(value));
}

function evidenceOf(use: PlacedUse): Evidence {
  const ref = use.ref === undefined ? '' : `@${use.ref}`;
  return { path: use.path, ...atLine(use.line), detail: `uses ${use.name}${ref}`, subject: `${use.name}${ref}` };
}
