import type { FailOn } from '../../config/config.ts';
import { createFacts } from '../../facts/facts.ts';
import { createSource } from '../../facts/source.ts';
import { SEVERITIES, type Severity } from '../../findings/model.ts';
import { jsonContext } from '../../report/json.ts';
import { safeJson } from '../../report/sanitize.ts';
import { openRevision } from '../../repository/revision.ts';
import { type Review, reviewOf } from '../../review/review.ts';
import { soughtBy } from '../../rules/sought.ts';
import { EXIT } from '../exit.ts';
import { sayHints } from '../hints.ts';
import { print } from '../messages.ts';
import { renderReview } from '../pages/review.ts';
import { auditSince, openSession, type SessionOptions } from '../session.ts';

export interface ReviewCommandOptions extends SessionOptions {
  readonly base: string;
  readonly format?: 'terminal' | 'json';
  readonly failOn?: FailOn;
}

/** Names what the change since a revision owes in this context; exits with 1 when that weighs as much as `--fail-on`. */
export async function review(path: string, options: ReviewCommandOptions): Promise<number> {
  const session = await openSession(path, { ...options, baseline: false });
  const result = await auditSince(session, options.base);
  const commit = result.change?.commit ?? options.base;
  const ignored = [...session.config.ignore.map(({ value }) => value), ...(options.ignore ?? [])];
  const { catalogue } = session;
  const found = reviewOf({
    base: createFacts(createSource(openRevision(path, commit), ignored), soughtBy(catalogue)),
    head: createFacts(createSource(session.repository, ignored), soughtBy(catalogue)),
    catalogue,
    result,
  });
  print(
    options.format === 'json'
      ? safeJson(asJson(found, { ref: options.base, commit }), 2)
      : renderReview(found, options.base),
  );
  // What is new in the whole tree is another question than what the change owes.
  const { change: _, ...rest } = result;
  sayHints(rest);
  return exitCode(found, options.failOn ?? session.config.failOn?.value ?? 'critical');
}

function asJson({ context, change, owed }: Review, base: { readonly ref: string; readonly commit: string }) {
  const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
  return {
    schemaVersion: 1,
    base,
    context: jsonContext(context),
    change: { added: paths(change.added), modified: paths(change.modified), removed: paths(change.removed) },
    owed,
    summary: Object.fromEntries(
      SEVERITIES.map((severity) => [severity, owed.filter((debt) => debt.severity === severity).length]),
    ),
  };
}

function exitCode({ owed }: Review, failOn: FailOn): number {
  const level = SEVERITIES.indexOf(failOn as Severity);
  return owed.some((debt) => SEVERITIES.indexOf(debt.severity) <= level) ? EXIT.findings : EXIT.clean;
}
