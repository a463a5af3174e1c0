import { folderOf, foldersUpwards } from '../../../repository/paths.ts';
import type { FactSource } from '../../source.ts';
import { changeFolder, pathFrom } from '../folders.ts';
import { optionsOf } from '../invocation.ts';
import type { ScriptText } from '../yaml-node.ts';
import { type FollowedScript, firstFile, inFolder, part, remember, type ScriptRunner } from './runner.ts';

interface Recipe {
  readonly path: string;
  readonly line: number;
  readonly parameters: readonly { readonly name: string; readonly value: string | undefined }[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly body: readonly ScriptText[];
}

interface Justfile {
  readonly recipes: ReadonlyMap<string, Recipe>;
  readonly first: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
  readonly modules: ReadonlyMap<string, string>;
}

const NAMES = ['justfile', 'Justfile', '.justfile'];
const VALUED = ['-f', '--justfile', '-d', '--working-directory', '--set', '--dotenv-path', '--shell', '--color'];
const IMPORT_LIMIT = 20;

/** Recipes of justfiles. https://just.systems/man/en/ */
export function createJustRunner(source: FactSource): ScriptRunner {
  const load = remember((path: string) => loadJustfile(source, path));
  return {
    programs: ['just'],
    follow: ({ args }, folder) => {
      const { plain, values } = optionsOf(args, VALUED);
      const named = [...(values.get('-f') ?? []), ...(values.get('--justfile') ?? [])].at(0);
      const path =
        named === undefined
          ? foldersUpwards(folder)
              .map((upper) => firstFile(source, upper, NAMES))
              .find((found) => found !== undefined)
          : pathFrom(folder, named);
      if (path === undefined || source.files.get(path) === undefined) return [];
      const justfile = load(path);
      const [goal, ...given] = plain.filter((word) => !/^\w+=/.test(word));
      const name = goal ?? justfile.first;
      return name === undefined ? [] : recipesOf(justfile, name, given, load, folderOf(path));
    },
  };
}

function recipesOf(
  justfile: Justfile,
  goal: string,
  given: readonly string[],
  load: (path: string) => Justfile,
  folder: string,
): readonly FollowedScript[] {
  const [module, inner] = goal.includes('::') ? goal.split('::') : [goal, given[0]];
  const modulePath = module === undefined ? undefined : justfile.modules.get(module);
  if (modulePath !== undefined && inner !== undefined && !justfile.recipes.has(goal)) {
    return recipesOf(load(modulePath), inner, given.slice(1), load, folderOf(modulePath));
  }
  const recipe = justfile.recipes.get(goal);
  if (recipe === undefined) return [];
  const values = new Map(justfile.variables);
  for (const [index, { name, value }] of recipe.parameters.entries()) {
    const argument = given[index] ?? value;
    if (argument !== undefined) values.set(name, argument);
  }
  const fill = (text: string): string =>
    text.replace(/\{\{\s{0,20}([\w-]+)\s{0,20}\}\}/g, (written, name: string) => values.get(name) ?? written);
  const calls = (names: readonly string[]): ScriptText[] =>
    names.map((name) => part(`just ${fill(name)}`, recipe.line));
  const parts = [
    ...calls(recipe.before),
    ...recipe.body.map((text) => ({ ...text, text: fill(text.text) })),
    ...calls(recipe.after),
  ];
  const label = `${recipe.path}: ${goal}`;
  const run = { label, path: recipe.path, folder: changeFolder('', folder), parts };
  const others = given.slice(recipe.parameters.length);
  // What the recipe does not take as an argument is the next recipe: `just lint test`.
  const next =
    recipe.parameters.length === 0 && others[0] !== undefined && justfile.recipes.has(others[0]) ? others : [];
  return [run, ...(next[0] === undefined ? [] : recipesOf(justfile, next[0], next.slice(1), load, folder))];
}

function loadJustfile(source: FactSource, path: string): Justfile {
  const recipes = new Map<string, Recipe>();
  const variables = new Map<string, string>();
  const modules = new Map<string, string>();
  const seen = new Set<string>();
  let first: string | undefined;
  const add = (file: string): void => {
    if (seen.has(file) || seen.size >= IMPORT_LIMIT) return;
    seen.add(file);
    const text = source.text(file);
    if (text === undefined) return;
    readJustfile(text, file, {
      recipe: (name, recipe) => {
        if (!recipes.has(name)) recipes.set(name, recipe);
        first ??= name;
      },
      variable: (name, value) => {
        if (!variables.has(name)) variables.set(name, value);
      },
      imports: (written) => {
        const imported = pathFrom(folderOf(file), written);
        if (source.files.get(imported) !== undefined) add(imported);
      },
      module: (name, written) => {
        const folder = folderOf(file);
        const candidates = written === undefined ? [`${name}.just`, `${name}/mod.just`, `${name}/justfile`] : [written];
        const found = candidates
          .map((candidate) => inFolder(folder, candidate))
          .find((candidate) => source.files.get(candidate));
        if (found !== undefined) modules.set(name, found);
      },
      alias: (name, target) => {
        const recipe = recipes.get(target);
        if (recipe !== undefined) recipes.set(name, recipe);
      },
    });
  };
  add(path);
  return { recipes, first, variables, modules };
}

interface JustVisitor {
  recipe(name: string, recipe: Recipe): void;
  variable(name: string, value: string): void;
  imports(path: string): void;
  module(name: string, path: string | undefined): void;
  alias(name: string, target: string): void;
}

const RECIPE = /^@?([A-Za-z_][\w-]*)((?:\s+[*+$]*[A-Za-z_][\w-]*(?:=(?:"[^"]*"|'[^']*'|[^\s:"']+))?)*)\s*:(?!=)(.*)$/;
const VARIABLE = /^(?:export\s+)?([A-Za-z_][\w-]*)\s*:=\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`)\s*(?:#.*)?$/;

function readJustfile(text: string, path: string, visit: JustVisitor): void {
  const lines = text.split('\n');
  const aliases: [string, string][] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/\r$/, '').slice(0, 2000);
    const [, alias, target] = /^alias\s+([\w-]+)\s*:=\s*([\w-]+)/.exec(line) ?? [];
    const [, imported] = /^import\??\s+["']([^"']+)["']/.exec(line) ?? [];
    const [, module, modulePath] = /^mod\??\s+([\w-]+)(?:\s+["']([^"']+)["'])?/.exec(line) ?? [];
    const variable = VARIABLE.exec(line);
    const recipe = RECIPE.exec(line);
    if (alias !== undefined && target !== undefined) aliases.push([alias, target]);
    else if (imported !== undefined) visit.imports(imported);
    else if (module !== undefined) visit.module(module, modulePath);
    else if (variable?.[1] !== undefined) visit.variable(variable[1], variable[2] ?? variable[3] ?? variable[4] ?? '');
    else if (recipe?.[1] !== undefined) {
      const start = at + 1;
      const body: { text: string; line: number }[] = [];
      while (at + 1 < lines.length && /^(?:\s+\S|\s*\r?$)/.test(lines[at + 1] ?? '')) {
        at++;
        if ((lines[at] ?? '').trim() !== '') body.push({ text: (lines[at] ?? '').trimEnd(), line: at + 1 });
      }
      const [before = '', after = ''] = (recipe[3] ?? '').replace(/#.*$/, '').split('&&');
      visit.recipe(recipe[1], {
        path,
        line: start,
        parameters: parametersOf(recipe[2] ?? ''),
        before: dependenciesOf(before),
        after: dependenciesOf(after),
        body: bodyOf(body),
      });
    }
  }
  for (const [alias, target] of aliases) visit.alias(alias, target);
}

function parametersOf(text: string): Recipe['parameters'] {
  return [...text.matchAll(/[*+$]*([A-Za-z_][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g)].map((match) => ({
    name: match[1] ?? '',
    value: match[2] ?? match[3] ?? match[4],
  }));
}

/** `build (test "unit")`: names, and names with arguments in parentheses. */
function dependenciesOf(text: string): readonly string[] {
  return [...text.matchAll(/\(([^()]*)\)|([A-Za-z_][\w:-]*)/g)].map((match) =>
    (match[1] ?? match[2] ?? '').replaceAll(/["']/g, ''),
  );
}

/** Each line has a shell of its own, unless the recipe starts with `#!`: then it is one script. */
function bodyOf(lines: readonly { text: string; line: number }[]): readonly ScriptText[] {
  const [first] = lines;
  if (first === undefined) return [];
  if (first.text.trimStart().startsWith('#!')) {
    if (!/\b(?:ba|z|da|k)?sh\b/.test(first.text)) return [];
    const padded = lines.map(
      ({ text, line }, index) => `${'\n'.repeat(index === 0 ? 0 : line - (lines[index - 1]?.line ?? line))}${text}`,
    );
    return [{ text: padded.join(''), line: first.line, exact: true }];
  }
  const joined: ScriptText[] = [];
  let pending = '';
  for (const { text, line } of lines) {
    const command = pending + (pending === '' ? text.trim().replace(/^[@-]+/, '') : text.trim());
    pending = command.endsWith('\\') ? `${command.slice(0, -1)} ` : '';
    if (pending === '') joined.push(part(command, line));
  }
  return pending === '' ? joined : [...joined, part(pending, lines.at(-1)?.line)];
}
