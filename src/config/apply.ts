import { KINDS, type Kind, type Trait } from '../context/model.ts';
import type { Severity } from '../findings/model.ts';
import { matcher } from '../repository/glob.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import type { Adjustment, Expectation, Rule } from '../rules/rule.ts';
import { type Config, printOrigin, type RuleSetting, type RuleSettings, type Sourced } from './config.ts';

/** The catalogue with one's own rules and the changed expectations of the whole repository. Pure. */
export function applyConfig(catalogue: Catalogue, config: Config): Catalogue {
  const builtIn = config.preview?.value === true ? catalogue : withoutPreview(catalogue);
  if (config.ownRules.length === 0) return applyRules(builtIn, config.rules);
  const rules = [...builtIn.rules, ...config.ownRules.map(({ value }) => value)];
  rules.sort((a, b) => (a.id < b.id ? -1 : 1));
  return applyRules({ ...builtIn, rules }, config.rules);
}

/** Built-in rules in preview ask nothing by themselves; a setting of one of them comes later and wins. */
function withoutPreview(catalogue: Catalogue): Catalogue {
  if (catalogue.rules.every(({ stability }) => stability === 'stable')) return catalogue;
  const levels = Object.fromEntries(KINDS.map((kind) => [kind, 'optional' as const]));
  const rules = catalogue.rules.map((rule) =>
    rule.stability === 'stable' ? rule : withAdjustments(rule, [adjustment(levels, IN_PREVIEW)]),
  );
  return { ...catalogue, rules };
}

const IN_PREVIEW = 'in preview: --preview asks it';

/**
 * The catalogue with changed expectations. A change is an adjustment that always holds and comes last: it wins, and the reasoning
 * names the place where it is written. Rules that are off stay, so that others can still ask whether their practice is there.
 */
export function applyRules(catalogue: Catalogue, settings: RuleSettings): Catalogue {
  if (settings.size === 0) return catalogue;
  const rules = catalogue.rules.map((rule) => {
    const setting = settings.get(rule.id);
    return setting === undefined ? rule : changeRule(rule, setting);
  });
  return { ...catalogue, rules };
}

function changeRule(rule: Rule, { value, origin }: Sourced<RuleSetting>): Rule {
  const off: Partial<Record<Kind, Expectation>> = {};
  const set: Partial<Record<Kind, Expectation>> = {};
  for (const kind of KINDS) {
    const level = value.levels[kind];
    if (level === 'off') off[kind] = 'optional';
    else if (level !== undefined) set[kind] = level;
  }
  const place = printOrigin(origin);
  return withAdjustments(rule, [adjustment(set, `set in ${place}`), adjustment(off, `switched off in ${place}`)]);
}

function withAdjustments(rule: Rule, items: readonly (Adjustment | undefined)[]): Rule {
  const added = items.flatMap((item) => item ?? []);
  return added.length === 0 ? rule : { ...rule, adjustments: [...(rule.adjustments ?? []), ...added] };
}

function adjustment(levels: Readonly<Partial<Record<Kind, Expectation>>>, because: string): Adjustment | undefined {
  if (Object.keys(levels).length === 0) return undefined;
  // biome-ignore lint/suspicious/noThenProperty: the rules read "if … then …"; nothing awaits them
  return { if: { all: [] }, then: levels, because };
}

/** What the configuration declares about one unit. */
export interface UnitDeclaration {
  readonly context?: Sourced<Kind>;
  readonly traits?: Sourced<readonly Trait[]>;
  /** What is changed for this unit beside what is changed for the whole repository. */
  readonly rules: RuleSettings;
}

/** What `units` says about a unit by its folder (`.` is the whole repository); later entries win. */
export function declarationOf(config: Config, unit: string): UnitDeclaration {
  let declared: UnitDeclaration = { rules: new Map() };
  for (const { value: setting } of config.units) {
    if (!matchesUnit(setting.paths, unit)) continue;
    const { context, traits } = setting;
    declared = {
      ...declared,
      ...(context === undefined ? {} : { context }),
      ...(traits === undefined ? {} : { traits }),
      rules: new Map([...declared.rules, ...setting.rules]),
    };
  }
  return declared;
}

/** Whether any of the globs of a unit's setting matches a folder. */
export function matchesUnit(globs: readonly string[], folder: string): boolean {
  if (globs.includes(folder)) return true;
  return folder !== '.' && matcher(globs)(folder);
}

/** The severity that the configuration gives to findings of a rule in a unit. */
export function severityIn(config: Config, rule: string, unit: string): Sourced<Severity> | undefined {
  const settings = [declarationOf(config, unit).rules.get(rule), config.rules.get(rule)];
  const setting = settings.find((item) => item?.value.severity !== undefined);
  return setting?.value.severity === undefined ? undefined : { value: setting.value.severity, origin: setting.origin };
}
