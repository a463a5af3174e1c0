import { folderOf } from '../../../repository/paths.ts';
import type { FactSource } from '../../source.ts';
import { changeFolder, pathFrom } from '../folders.ts';
import { optionsOf } from '../invocation.ts';
import { expandMake, type Makefile, type MakeTarget, makeWords, readMakefile } from './makefile.ts';
import { type FollowedScript, firstFile, part, remember, type ScriptRunner } from './runner.ts';

const NAMES = ['GNUmakefile', 'makefile', 'Makefile'];
const VALUED = ['-C', '--directory', '-f', '--file', '--makefile', '-I', '-o', '-W', '-l'];
const INCLUDE_LIMIT = 20;

interface LoadedMakefile extends Pick<Makefile, 'first' | 'variables'> {
  readonly targets: ReadonlyMap<string, MakeTarget & { readonly path: string }>;
}

/** Targets of Makefiles, with their prerequisites as further calls of make. */
export function createMakeRunner(source: FactSource): ScriptRunner {
  const load = remember((path: string) => loadMakefile(source, path));
  return {
    programs: ['make', 'gmake', '$(MAKE)', '$MAKE'],
    follow: ({ args }, folder) => {
      const { plain, values } = optionsOf(args, VALUED);
      const moved = [...(values.get('-C') ?? []), ...(values.get('--directory') ?? [])];
      const here = moved.reduce((from, target) => changeFolder(from, target), folder);
      const named = ['-f', '--file', '--makefile'].flatMap((name) => values.get(name) ?? []).at(0);
      const path = named === undefined ? firstFile(source, here, NAMES) : pathFrom(here, named);
      if (path === undefined || source.files.get(path) === undefined) return [];
      const makefile = load(path);
      const given = new Map(plain.flatMap((word) => assignment(word)));
      const goals = plain.filter((word) => !word.includes('='));
      const call = `make ${named === undefined ? '' : `-f ${named} `}`;
      if (goals.length > 0 || makefile.first === undefined) {
        return goals.flatMap((goal) => scriptOf(makefile, goal, given, call, here));
      }
      const script = scriptOf(makefile, makefile.first, given, call, here);
      const { line } = makefile.targets.get(makefile.first) ?? { line: 1 };
      // Where little can be seen of what it does, its name still tells.
      return script.length > 0 && !/^(?:tests?|check)$/.test(makefile.first)
        ? script
        : [
            {
              label: `${path}: ${makefile.first}`,
              path,
              folder: here,
              parts: [part(`${call}${makefile.first}`, line)],
            },
          ];
    },
  };
}

function assignment(word: string): [string, string][] {
  const [, name, value] = /^([\w.-]+)[:?]?=(.*)$/s.exec(word) ?? [];
  return name === undefined ? [] : [[name, value ?? '']];
}

/** A Makefile with all that it includes from this repository. */
function loadMakefile(source: FactSource, path: string): LoadedMakefile {
  const targets = new Map<string, MakeTarget & { path: string }>();
  const variables = new Map<string, string>();
  const seen = new Set<string>();
  let first: string | undefined;
  const add = (file: string): void => {
    if (seen.has(file) || seen.size >= INCLUDE_LIMIT) return;
    seen.add(file);
    const text = source.text(file);
    if (text === undefined) return;
    const makefile = readMakefile(text);
    for (const [name, value] of makefile.variables) if (!variables.has(name)) variables.set(name, value);
    for (const [written, target] of makefile.targets) {
      for (const name of makeWords(expandMake(written, (variable) => variables.get(variable)))) {
        if (!targets.has(name)) targets.set(name, { ...target, path: file });
      }
    }
    // Here its own targets are taken up first, since they win over those that it includes; the first of all may be of these still.
    makefile.includes.forEach((written, index) => {
      if (index === makefile.includedBefore) first ??= makefile.first;
      const included = pathFrom(
        folderOf(path),
        expandMake(written, (name) => variables.get(name)),
      );
      if (source.files.get(included) !== undefined) add(included);
    });
    first ??= makefile.first;
  };
  add(path);
  return { targets, variables, first };
}

function scriptOf(
  makefile: LoadedMakefile,
  goal: string,
  given: ReadonlyMap<string, string>,
  call: string,
  folder: string,
): readonly FollowedScript[] {
  const found = findTarget(makefile, goal);
  if (found === undefined) return [];
  const { target, stem } = found;
  const variable = (name: string): string | undefined =>
    given.get(name) ?? makefile.variables.get(name) ?? (name === 'MAKE' ? 'make' : undefined);
  const fill = (text: string): string => expandMake(text, variable, { '@': goal, '*': stem });
  // What has no rule, or a rule without commands behind it, is a plain file.
  const prerequisites = target.prerequisites
    .flatMap((name) => makeWords(fill(name).replace('%', stem)))
    .filter((name) => name !== goal && !name.includes('$') && findTarget(makefile, name) !== undefined);
  const parts = [
    ...[...new Set(prerequisites)].map((name) => part(`${call}${name}`, target.line)),
    ...target.recipe.map(({ text, line }) => part(fill(text.replace(/^[@+-]+\s*/, '')), line)),
  ];
  return parts.length === 0 ? [] : [{ label: `${target.path}: ${goal}`, path: target.path, folder, parts }];
}

/** The rule of a goal, or the pattern rule (`test-%`) that fits it. */
function findTarget(
  makefile: LoadedMakefile,
  goal: string,
): { readonly target: MakeTarget & { readonly path: string }; readonly stem: string } | undefined {
  const exact = makefile.targets.get(goal);
  if (exact !== undefined) return { target: exact, stem: '' };
  // `%: common-%` hands every goal on that a Makefile of several repositories has.
  const handed = makefile.targets.get('%');
  if (handed?.prerequisites.some((name) => name.length > 1 && makefile.targets.has(name.replace('%', goal))) === true)
    return { target: handed, stem: goal };
  for (const [name, target] of makefile.targets) {
    const percent = name.indexOf('%');
    // A bare `%` would fit everything, files too.
    if (percent === -1 || name.length === 1) continue;
    const before = name.slice(0, percent);
    const after = name.slice(percent + 1);
    if (goal.length > name.length - 1 && goal.startsWith(before) && goal.endsWith(after)) {
      return { target, stem: goal.slice(before.length, goal.length - after.length) };
    }
  }
  return undefined;
}
