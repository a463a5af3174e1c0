import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Technology } from '../facts/technology.ts';
import type { Catalogue } from './catalogue.ts';
import type { Rule, RuleFile } from './rule.ts';
import {
  kindModelSchema,
  ruleSchema,
  technologiesOf,
  technologyFileSchema,
  traitModelsSchema,
  unitModelSchema,
} from './schema.ts';

/** Thrown when a file under rules/ is not what its schema asks: names the file, the line and what was expected. */
export class RuleFileError extends Error {
  override readonly name = 'RuleFileError';
}

/** Reads, checks and joins everything under a rules folder. @throws RuleFileError */
export function compileCatalogue(folder: string): Catalogue {
  const rules = readRuleFiles(folder).map(({ examples: _, ...rule }): Rule => rule);
  const technologies = yamlFiles(join(folder, 'technologies')).flatMap((path): Technology[] =>
    technologiesOf(readYaml(path, technologyFileSchema)),
  );
  const catalogue: Catalogue = {
    rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)),
    technologies,
    kinds: readYaml(join(folder, 'contexts.yaml'), kindModelSchema),
    units: readYaml(join(folder, 'units.yaml'), unitModelSchema),
    traits: readYaml(join(folder, 'traits.yaml'), traitModelsSchema),
  };
  refuseDuplicates(folder, catalogue);
  return catalogue;
}

/** Every rule of a folder, with its examples. @throws RuleFileError */
export function readRuleFiles(folder: string): RuleFile[] {
  const families = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'technologies')
    .map((entry) => entry.name);
  return families.flatMap((family) =>
    yamlFiles(join(folder, family)).map((path) => {
      const rule = readYaml(path, ruleSchema);
      if (!path.endsWith(`/${rule.id}.yaml`))
        throw new RuleFileError(`${path}: the file is named after the rule: ${rule.id}.yaml`);
      if (rule.family !== family)
        throw new RuleFileError(`${path}: family is "${rule.family}" but the folder is ${family}`);
      return rule;
    }),
  );
}

function yamlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

function readYaml<T>(path: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw new RuleFileError(`${path}: ${error.message}`);
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const node = document.getIn(issue.path as (string | number)[], true) as
      | { range?: [number, number, number] }
      | undefined;
    const line = node?.range === undefined ? '' : `:${lines.linePos(node.range[0]).line}`;
    return `${path}${line}: ${issue.path.join('.')}: ${issue.message}`;
  });
  throw new RuleFileError(problems.join('\n'));
}

function refuseDuplicates(folder: string, catalogue: Catalogue): void {
  for (const ids of [
    catalogue.rules.map((rule) => rule.id),
    catalogue.technologies.map((technology) => technology.id),
  ]) {
    const seen = new Set<string>();
    for (const id of ids) {
      if (seen.has(id)) throw new RuleFileError(`${folder}: the id "${id}" is used twice`);
      seen.add(id);
    }
  }
}
