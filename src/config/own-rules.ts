import { posix } from 'node:path';
import { isMapping } from '../facts/data.ts';
import { PLATFORMS } from '../facts/deployment/deployment.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { checks } from '../rules/checks/index.ts';
import type { Rule } from '../rules/rule.ts';
import { ruleSchema } from '../rules/schema.ts';
import type { Sourced } from './config.ts';
import { type DataFile, type KeyPath, parseDataFile } from './data-file.ts';
import { ConfigError, type ConfigProblem } from './error.ts';
import type { ConfigFiles } from './files.ts';
import { didYouMean } from './nearest.ts';
import { printKey, validate } from './validate.ts';

/** What a rule of one's own need not say. */
const DEFAULTS = { family: 'own', since: '0.0.0', stability: 'stable', scope: 'repository' } as const;

/** Reads the rules in folders, one YAML file each; what is wrong is added to the problems. */
export function readOwnRules(
  files: ConfigFiles,
  folders: readonly Sourced<string>[],
  catalogue: Catalogue,
  problems: ConfigProblem[],
): Sourced<Rule>[] {
  const found: Sourced<Rule>[] = [];
  const placed: { readonly rule: Rule; readonly data: DataFile }[] = [];
  for (const { value: folder, origin } of folders) {
    if (files.isOutside(folder)) {
      problems.push({ origin, key: 'ruleFolders', text: `"${folder}" leads out of the repository` });
      continue;
    }
    const names = files.names(folder).filter((name) => /\.ya?ml$/.test(name));
    if (names.length === 0) {
      problems.push({
        origin,
        key: 'ruleFolders',
        text: `there are no rules in ${folder}/: expected files that end in .yaml`,
      });
    }
    for (const name of names) {
      const read = readRule(files, posix.join(folder, name), problems);
      if (read !== undefined) placed.push(read);
    }
  }
  const taken = new Map(catalogue.rules.map((rule) => [rule.id, 'a built-in rule']));
  for (const { rule, data } of placed) {
    const origin = data.placeOf(['id']);
    const other = taken.get(rule.id);
    if (other === undefined) found.push({ value: rule, origin });
    else problems.push({ origin, key: 'id', text: `"${rule.id}" is the name of ${other} already: choose another` });
    taken.set(rule.id, other ?? `the rule in ${data.file}`);
  }
  const names = namesFor(catalogue, [...taken.keys()]);
  for (const { rule, data } of placed) checkNames(rule, [], names, data, problems);
  return found;
}

function readRule(
  files: ConfigFiles,
  file: string,
  problems: ConfigProblem[],
): { readonly rule: Rule; readonly data: DataFile } | undefined {
  let data: DataFile;
  try {
    data = parseDataFile(file, files.text(file) ?? '');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
  const checked = validate(ruleSchema, data, isMapping(data.value) ? { ...DEFAULTS, ...data.value } : data.value);
  if (!checked.ok) {
    problems.push(...checked.problems);
    return undefined;
  }
  const { examples: _, ...rule } = checked.value;
  return { rule, data };
}

/** What conditions may refer to, by the name of the predicate. */
type Names = Readonly<Record<'check' | 'practice' | 'technology' | 'deployment', readonly string[]>>;

function namesFor(catalogue: Catalogue, rules: readonly string[]): Names {
  const technologies = new Set(catalogue.technologies.flatMap(({ id, category }) => [id, category]));
  return {
    check: checks.map((check) => check.name),
    practice: rules,
    technology: [...technologies],
    deployment: PLATFORMS,
  };
}

/** Conditions name checks, practices and technologies: each must exist. Walks all that is in a rule. */
function checkNames(value: unknown, path: KeyPath, names: Names, data: DataFile, problems: ConfigProblem[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [part, item] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(part) : part];
    if (part === 'check' || part === 'practice' || part === 'technology' || part === 'deployment') {
      for (const name of namesIn(item)) {
        if (names[part].includes(name)) continue;
        const what = part === 'deployment' ? 'platform' : part;
        const text = `there is no ${what} "${name}"${didYouMean(name, names[part])}`;
        problems.push({ origin: data.placeOf(here), key: printKey(here), text });
      }
    } else {
      checkNames(item, here, names, data, problems);
    }
  }
}

function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  const { name, is, platform } = value as { readonly [key in 'name' | 'is' | 'platform']?: unknown };
  return [name, is, platform].flatMap((item) => (item === undefined ? [] : namesIn(item)));
}
