import { KINDS, type Kind } from '../context/model.ts';
import type { Diagnostic } from '../facts/evidence.ts';
import { matcher } from '../repository/glob.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import type { Expectation, Rule } from '../rules/rule.ts';
import { applyConfig, matchesUnit } from './apply.ts';
import type { Config, Origin, RuleSetting, RuleSettings } from './config.ts';
import { didYouMean } from './nearest.ts';

/**
 * What is odd about a valid configuration: rules that do not exist, changes that change nothing, globs that match nothing.
 * @param catalogue the built-in rules
 * @param paths all files of the repository, the ignored ones too
 */
export function configHints(config: Config, catalogue: Catalogue, paths: readonly string[]): Diagnostic[] {
  if (config.files.length === 0) return [];
  const rules = new Map(applyConfig(catalogue, { ...config, rules: new Map() }).rules.map((rule) => [rule.id, rule]));
  const ids = [...rules.keys()];
  const hints: Diagnostic[] = [];
  const hint = (origin: Origin, message: string): void => {
    hints.push({ fact: 'configuration', path: origin.file, line: origin.line, message });
  };
  for (const path of config.unread) {
    hints.push({
      fact: 'configuration',
      path,
      message: `this configuration is not read: ${config.files.at(-1)} comes first`,
    });
  }
  const checkRules = (settings: RuleSettings): void => {
    for (const [id, { value, origin }] of settings) {
      const rule = rules.get(id);
      if (rule === undefined) hint(origin, noRule(id, ids));
      else if (changesNothing(rule, value)) hint(origin, `${id}: this changes nothing, it is so by itself`);
    }
  };
  checkRules(config.rules);
  const folders = config.units.length === 0 ? [] : foldersOf(paths);
  for (const { value, origin } of config.units) {
    checkRules(value.rules);
    for (const path of value.paths) {
      if (!folders.some((folder) => matchesUnit([path], folder))) hint(origin, `units: no folder matches "${path}"`);
    }
  }
  for (const { value, origin } of config.ignore) {
    if (!paths.some(matcher([value]))) hint(origin, `ignore: nothing matches "${value}"`);
  }
  for (const { value, origin } of config.exemptions) {
    if (!rules.has(value.rule)) hint(origin, `exemptions: ${noRule(value.rule, ids)}`);
    for (const glob of value.paths ?? []) {
      if (!paths.some(matcher([glob]))) hint(origin, `exemptions: no file matches "${glob}"`);
    }
  }
  return hints;
}

/** "there is no rule "tests"; did you mean "automated-tests"?" */
export function noRule(id: string, ids: readonly string[]): string {
  return `there is no rule "${id}"${didYouMean(id, ids)}`;
}

function changesNothing(rule: Rule, setting: RuleSetting): boolean {
  if (setting.severity !== undefined) return false;
  return KINDS.every((kind) => {
    const level = setting.levels[kind];
    if (level === undefined) return true;
    const wanted: Expectation = level === 'off' ? 'optional' : level;
    return rule.expectations[kind] === wanted && !isAdjusted(rule, kind);
  });
}

function isAdjusted(rule: Rule, kind: Kind): boolean {
  return (rule.adjustments ?? []).some(({ then }) => typeof then === 'string' || then[kind] !== undefined);
}

function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set(['.']);
  for (const path of paths) {
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1))
      folders.add(path.slice(0, slash));
  }
  return [...folders];
}
