import { noRule } from '../../config/hints.ts';
import { safeJson } from '../../report/sanitize.ts';
import { loadCatalogue } from '../../rules/load.ts';
import type { Rule } from '../../rules/rule.ts';
import { EXIT, UsageError } from '../exit.ts';
import { print } from '../messages.ts';
import { renderJudgement, renderRule } from '../pages/explain.ts';
import { auditSession, openSession } from '../session.ts';

export interface ExplainCommandOptions {
  readonly in?: string;
  readonly json?: boolean;
}

const MAX_WIDTH = 100;

/** Prints all about a rule; with `--in`, how it is judged in a repository. */
export async function explain(id: string, options: ExplainCommandOptions): Promise<number> {
  const session = options.in === undefined ? undefined : await openSession(options.in, {});
  const { rules } = session?.catalogue ?? loadCatalogue();
  const rule = find(id, rules);
  const result = session === undefined ? undefined : await auditSession(session);
  if (options.json === true) {
    const practices = result?.practices.filter((practice) => practice.id === rule.id);
    const findings = result?.findings.filter((finding) => finding.rule === rule.id);
    print(safeJson({ rule, ...(result === undefined ? {} : { context: result.context, practices, findings }) }, 2));
    return EXIT.clean;
  }
  const width = Math.min(MAX_WIDTH, process.stdout.columns ?? 80);
  print(renderRule(rule, width));
  if (result !== undefined) print(`\n${renderJudgement(rule, result, width)}`);
  return EXIT.clean;
}

function find(id: string, rules: readonly Rule[]): Rule {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rule;
  const ids = rules.map((candidate) => candidate.id);
  throw new UsageError(`${noRule(id, ids)}; senior-audit rules lists them`);
}
