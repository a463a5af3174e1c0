import { posix } from 'node:path';
import { KINDS } from '../context/model.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import type { Config, ExemptionSetting, RuleSetting, RuleSettings, Sourced, UnitSetting } from './config.ts';
import { type DataFile, type KeyPath, parseDataFile } from './data-file.ts';
import { ConfigError, type ConfigProblem } from './error.ts';
import { resolveExtends } from './extends.ts';
import { type ConfigFiles, MANIFEST_KEY } from './files.ts';
import { readOwnRules } from './own-rules.ts';
import { type ConfigFile, configSchema, type ExemptionEntry, type RuleEntry, type UnitEntry } from './schema.ts';
import { validate } from './validate.ts';

/** One file with what it says. */
interface Layer {
  readonly data: DataFile;
  readonly settings: ConfigFile;
}

/**
 * Reads a configuration file and all that it extends. What a file says itself wins over what it extends, later names in `extends`
 * over earlier ones; lists of exemptions, ignored paths, units and rule folders are joined.
 * @throws ConfigError with every problem of every file
 */
export function readConfig(files: ConfigFiles, file: string, catalogue: Catalogue): Config {
  const problems: ConfigProblem[] = [];
  const layers = readLayers(files, file, [], problems);
  const config = merge(layers);
  const ownRules = readOwnRules(files, config.ruleFolders, catalogue, problems);
  if (problems.length > 0) throw new ConfigError(inOrder(problems));
  return { ...config, ownRules };
}

/** File by file, as they were read, and from top to bottom. */
function inOrder(problems: readonly ConfigProblem[]): ConfigProblem[] {
  const files = [...new Set(problems.map(({ origin }) => origin.file))];
  return [...problems].sort(
    ({ origin: a }, { origin: b }) =>
      files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}

/** The layers of a file, those that it extends first. */
function readLayers(files: ConfigFiles, file: string, chain: readonly string[], problems: ConfigProblem[]): Layer[] {
  const text = files.text(file);
  if (text === undefined) {
    problems.push({ origin: { file, line: 1, column: 1 }, key: '', text: 'the file cannot be read' });
    return [];
  }
  let data: DataFile;
  try {
    data = parseDataFile(file, text, posix.basename(file) === 'package.json' ? [MANIFEST_KEY] : []);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return [];
  }
  const checked = validate(configSchema, data, withoutEmpty(data.value));
  if (!checked.ok) problems.push(...checked.problems);
  const own: Layer[] = checked.ok ? [{ data, settings: checked.value }] : [];
  return [...extendedLayers(files, data, [...chain, file], problems), ...own];
}

/** Wrong files are followed too, so that all problems come at once. */
function extendedLayers(
  files: ConfigFiles,
  data: DataFile,
  chain: readonly string[],
  problems: ConfigProblem[],
): Layer[] {
  const value = (data.value as { readonly extends?: unknown } | null | undefined)?.extends;
  const names = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  return names.flatMap((name: unknown, index) => {
    if (typeof name !== 'string' || name === '') return [];
    const path: KeyPath = Array.isArray(value) ? ['extends', index] : ['extends'];
    const problem = (text: string): void => {
      problems.push({ origin: data.placeOf(path), key: Array.isArray(value) ? `extends[${index}]` : 'extends', text });
    };
    const target = resolveExtends(files, data.file, name);
    if ('problem' in target) {
      problem(target.problem);
      return [];
    }
    if (chain.includes(target.file)) {
      problem(`this goes round in a circle: ${[...chain, target.file].join(' → ')}`);
      return [];
    }
    return readLayers(files, target.file, chain, problems);
  });
}

/** A key without a value says nothing: what was under it is commented out. */
function withoutEmpty(value: unknown): unknown {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== null));
}

function merge(layers: readonly Layer[]): Config {
  const rules = new Map<string, Sourced<RuleSetting>>();
  const lists = {
    units: [] as Sourced<UnitSetting>[],
    ruleFolders: [] as Sourced<string>[],
    ignore: [] as Sourced<string>[],
    exemptions: [] as Sourced<ExemptionSetting>[],
  };
  let single: Pick<Config, 'context' | 'traits' | 'failOn' | 'preview' | 'baseline'> = {};
  for (const { data, settings } of layers) {
    const at = <T>(value: T, ...path: KeyPath): Sourced<T> => ({ value, origin: data.placeOf(path) });
    const { context, traits, failOn, preview, baseline } = settings;
    single = {
      ...single,
      ...(context === undefined ? {} : { context: at(context, 'context') }),
      ...(traits === undefined ? {} : { traits: at(traits, 'traits') }),
      ...(failOn === undefined ? {} : { failOn: at(failOn, 'failOn') }),
      ...(preview === undefined ? {} : { preview: at(preview, 'preview') }),
      ...(baseline === undefined ? {} : { baseline: at(baseline, 'baseline') }),
    };
    for (const [id, setting] of ruleSettings(settings.rules, data, ['rules'])) rules.set(id, setting);
    lists.units.push(
      ...(settings.units ?? []).map((entry, index) => at(unitSetting(entry, data, index), 'units', index)),
    );
    lists.ruleFolders.push(
      ...each(settings.ruleFolders, data, 'ruleFolders').map(({ value, origin }) => ({
        value: posix.join(posix.dirname(data.file), value).replace(/\/$/, ''),
        origin,
      })),
    );
    lists.ignore.push(...each(settings.ignore, data, 'ignore'));
    lists.exemptions.push(
      ...(settings.exemptions ?? []).map((entry, index) => at(exemptionSetting(entry), 'exemptions', index)),
    );
  }
  return { files: layers.map((layer) => layer.data.file), unread: [], ...single, rules, ownRules: [], ...lists };
}

function each(value: string | readonly string[] | undefined, data: DataFile, key: string): Sourced<string>[] {
  if (typeof value === 'string') return [{ value, origin: data.placeOf([key]) }];
  return (value ?? []).map((item, index) => ({ value: item, origin: data.placeOf([key, index]) }));
}

function ruleSettings(
  entries: Readonly<Record<string, RuleEntry>> | undefined,
  data: DataFile,
  path: KeyPath,
): RuleSettings {
  return new Map(
    Object.entries(entries ?? {}).map(([id, entry]) => [
      id,
      { value: ruleSetting(entry), origin: data.placeOfKey([...path, id]) },
    ]),
  );
}

function ruleSetting(entry: RuleEntry): RuleSetting {
  const { expectation, severity, ...named } = typeof entry === 'string' ? { expectation: entry } : entry;
  const levels: Record<string, unknown> = {};
  for (const kind of KINDS) {
    const level = named[kind] ?? expectation;
    if (level !== undefined) levels[kind] = level;
  }
  return { levels, ...(severity === undefined ? {} : { severity }) };
}

function unitSetting(entry: UnitEntry, data: DataFile, index: number): UnitSetting {
  const { path, context, traits, rules } = entry;
  const placed = <T>(value: T, key: string): Sourced<T> => ({ value, origin: data.placeOf(['units', index, key]) });
  return {
    paths: (typeof path === 'string' ? [path] : path).map(plain),
    ...(context === undefined ? {} : { context: placed(context, 'context') }),
    ...(traits === undefined ? {} : { traits: placed(traits, 'traits') }),
    rules: ruleSettings(rules, data, ['units', index, 'rules']),
  };
}

/** "./services/api/" → "services/api", as units are called. */
function plain(folder: string): string {
  return folder.replace(/^\.\/(?=.)/, '').replace(/(?<=.)\/$/, '');
}

function exemptionSetting({ rule, reason, unit, path, subject, until, owner }: ExemptionEntry): ExemptionSetting {
  return {
    rule,
    reason: reason.trim(),
    ...(unit === undefined ? {} : { unit: plain(unit) }),
    ...(path === undefined ? {} : { paths: typeof path === 'string' ? [path] : path }),
    ...(subject === undefined ? {} : { subject }),
    ...(until === undefined ? {} : { until }),
    ...(owner === undefined ? {} : { owner }),
  };
}
