import { KINDS } from '../context/model.ts';
import {
  type Config,
  DEFAULT_BASELINE,
  type Origin,
  printOrigin,
  type RuleSetting,
  type RuleSettings,
} from './config.ts';

/** One setting that holds, and where it is written. */
export interface EffectiveSetting {
  /** Such as `rules.changelog` or `units[0].context`. */
  readonly key: string;
  readonly value: unknown;
  /** A file with the line, or `default`. */
  readonly source: string;
}

/** All settings that hold, in the order of the documentation. */
export function effectiveSettings(config: Config): EffectiveSetting[] {
  const { context, traits, failOn, preview, baseline } = config;
  return [
    context === undefined ? byDefault('context', null) : set('context', context.value, context.origin),
    traits === undefined ? byDefault('traits', null) : set('traits', traits.value, traits.origin),
    failOn === undefined ? byDefault('failOn', 'critical') : set('failOn', failOn.value, failOn.origin),
    preview === undefined ? byDefault('preview', false) : set('preview', preview.value, preview.origin),
    baseline === undefined ? byDefault('baseline', DEFAULT_BASELINE) : set('baseline', baseline.value, baseline.origin),
    ...config.ignore.map(({ value, origin }, index) => set(`ignore[${index}]`, value, origin)),
    ...rules(config.rules, 'rules'),
    ...config.units.flatMap(({ value, origin }, index) => [
      set(`units[${index}].path`, value.paths, origin),
      ...(value.context === undefined
        ? []
        : [set(`units[${index}].context`, value.context.value, value.context.origin)]),
      ...(value.traits === undefined ? [] : [set(`units[${index}].traits`, value.traits.value, value.traits.origin)]),
      ...rules(value.rules, `units[${index}].rules`),
    ]),
    ...config.ownRules.map(({ value, origin }, index) => set(`ownRules[${index}]`, value.id, origin)),
    ...config.exemptions.map(({ value, origin }, index) => set(`exemptions[${index}]`, value, origin)),
  ];
}

function set(key: string, value: unknown, origin: Origin): EffectiveSetting {
  return { key, value, source: printOrigin(origin) };
}

function byDefault(key: string, value: unknown): EffectiveSetting {
  return { key, value, source: 'default' };
}

function rules(settings: RuleSettings, key: string): EffectiveSetting[] {
  return [...settings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { value, origin }]) => set(`${key}.${id}`, ruleValue(value), origin));
}

/** As it would be written: one level for all kinds, or a map. */
function ruleValue({ levels, severity }: RuleSetting): unknown {
  const [first] = KINDS.map((kind) => levels[kind]);
  const isSame = first !== undefined && KINDS.every((kind) => levels[kind] === first);
  if (isSame) return severity === undefined ? first : { expectation: first, severity };
  return { ...levels, ...(severity === undefined ? {} : { severity }) };
}

/** A line a setting, the places in a column of their own. */
export function printSettings(settings: readonly EffectiveSetting[]): string {
  const rows = settings.map(({ key, value, source }) => [`${key}: ${printValue(value)}`, source] as const);
  const width = Math.min(MAX_COLUMN, Math.max(0, ...rows.map(([text]) => text.length)));
  return rows.map(([text, source]) => `${text.padEnd(width)}  # ${source}\n`).join('');
}

const MAX_COLUMN = 60;

function printValue(value: unknown): string {
  if (value === null) return 'worked out';
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value).map(([key, item]) => `${key}: ${printValue(item)}`);
  return `{ ${parts.join(', ')} }`;
}
