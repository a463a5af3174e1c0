import { nearest } from '../../config/nearest.ts';
import type { Kind } from '../../context/model.ts';
import { safeJson } from '../../report/sanitize.ts';
import { counted } from '../../report/text.ts';
import type { Catalogue } from '../../rules/catalogue.ts';
import { loadCatalogue } from '../../rules/load.ts';
import type { Rule } from '../../rules/rule.ts';
import { EXIT, UsageError } from '../exit.ts';
import { print, say } from '../messages.ts';
import { renderRules, ruleAsJson } from '../pages/rules.ts';
import { openSession } from '../session.ts';

export interface RulesCommandOptions {
  readonly family?: string;
  readonly search?: string;
  readonly context?: Kind;
  readonly in?: string;
  readonly json?: boolean;
}

/** Lists the rules; with `--in`, as the configuration there adds to them. */
export async function rules(options: RulesCommandOptions): Promise<number> {
  const catalogue: Catalogue =
    options.in === undefined ? loadCatalogue() : (await openSession(options.in, {})).catalogue;
  const families = [...new Set(catalogue.rules.map((rule) => rule.family))].sort();
  if (options.family !== undefined && !families.includes(options.family)) {
    const guess = nearest(options.family, families);
    const mend = guess === undefined ? `use one of ${families.join(', ')}` : `did you mean "${guess}"?`;
    throw new UsageError(`there is no family "${options.family}"; ${mend}`);
  }
  const found = catalogue.rules.filter(
    (rule) =>
      (options.family === undefined || rule.family === options.family) &&
      (options.search === undefined || mentions(rule, options.search)),
  );
  if (options.json === true) print(safeJson(found.map(ruleAsJson), 2));
  else if (found.length > 0) {
    print(renderRules(found, options.context));
    say(footer(found, options.in));
  } else
    say(
      `senior-audit: no rule${options.family === undefined ? '' : ` of ${options.family}`} mentions "${options.search ?? ''}"`,
    );
  return EXIT.clean;
}

/** How many there are, and how to read on. */
function footer(found: readonly Rule[], path: string | undefined): string {
  const [first] = found;
  const example = found.length === 1 && first !== undefined ? first.id : 'RULE';
  const where = path === undefined ? '' : ` --in ${path}`;
  return `${counted(found.length, 'rule')}; senior-audit explain ${example}${where} tells why, what each kind expects, and what to do`;
}

/** Every word somewhere in its name, title, reason, family or tags. */
function mentions(rule: Rule, search: string): boolean {
  const text = [rule.id, rule.title, rule.why, rule.whyExcess ?? '', rule.family, ...(rule.tags ?? [])]
    .join(' ')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
