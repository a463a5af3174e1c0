import { changeFolder } from './folders.ts';
import type { CiCommand, CiJob, CiPipeline, CiStep, CiTrigger, CiUse } from './pipeline.ts';
import { splitCommands, wordsOf } from './shell.ts';
import type { ScriptText, YamlNode } from './yaml-node.ts';

/** Optional properties may be given as `undefined`; they are left out of the result then. */
type Parts<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** A step: what is not said is empty. */
export function createStep(parts: Parts<CiStep>): CiStep {
  return { commands: [], environment: {}, continueOnError: false, ...withoutUndefined(parts) };
}

/** A job: what is not said is empty. */
export function createJob(id: string, parts: Parts<CiJob>): CiJob {
  return {
    id,
    runsOn: [],
    matrix: {},
    needs: [],
    services: [],
    steps: [],
    continueOnError: false,
    ...withoutUndefined(parts),
  };
}

/** A pipeline: what is not said is empty. */
export function createPipeline(
  provider: CiPipeline['provider'],
  path: string,
  parts: Parts<Omit<CiPipeline, 'provider' | 'path'>>,
): CiPipeline {
  return { provider, path, triggers: [], jobs: [], concurrency: false, external: [], ...withoutUndefined(parts) };
}

/** What holds where a condition to skip does not. */
export function negated(condition: string | undefined): string | undefined {
  return condition === undefined ? undefined : `!(${condition})`;
}

export function createTrigger(event: CiTrigger['event'], parts: Parts<CiTrigger> = {}): CiTrigger {
  return { event, ...withoutUndefined(parts) };
}

export function createUse(name: string, parts: Parts<CiUse> = {}): CiUse {
  return { name, local: false, with: {}, ...withoutUndefined(parts) };
}

/** An image as a use: `docker://image`, with its tag or digest as the ref. */
export function imageUse(image: string, parts: Parts<CiUse> = {}): CiUse {
  const at = image.lastIndexOf('@');
  const colon = image.lastIndexOf(':');
  const end = at > 0 ? at : colon > image.lastIndexOf('/') ? colon : -1;
  if (end === -1) return createUse(`docker://${image}`, parts);
  return createUse(`docker://${image.slice(0, end)}`, { ref: image.slice(end + 1), ...parts });
}

function withoutUndefined<T extends object>(parts: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(parts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** Where script text comes from. */
interface CommandOrigin {
  readonly path: string;
  readonly via?: readonly string[];
  /** The folder that it starts in. */
  readonly folder?: string | undefined;
  /** Folders that mean the root of the repository. */
  readonly checkouts?: readonly string[];
}

/** The commands of scripts that one shell runs one after the other: a `cd` in one holds for the next. */
export function commandsIn(scripts: readonly ScriptText[], origin: CommandOrigin): CiCommand[] {
  return startShell(origin).run(scripts);
}

/** A shell that is handed one script after the other, and stays in the folder that they lead to. */
export interface Shell {
  /** @param path the file of these scripts, where it is another one than the shell's */
  run(scripts: readonly ScriptText[], path?: string): CiCommand[];
  readonly folder: string;
}

export function startShell(origin: CommandOrigin): Shell {
  let folder = origin.folder ?? '';
  const runOne = (script: ScriptText, path: string): CiCommand[] => {
    const folders = new Map<number, string>([[0, folder]]);
    const commands = splitCommands(script.text).map(({ text, line, subshells }): CiCommand => {
      const scope = subshells.at(-1) ?? 0;
      const here = folders.get(scope) ?? folders.get(subshells.findLast((id) => folders.has(id)) ?? 0) ?? folder;
      folders.set(scope, folderAfter(text, here, origin));
      return {
        text,
        path,
        line: script.exact ? script.line + line : script.line,
        via: origin.via ?? [],
        ...(here === '' ? {} : { folder: here }),
      };
    });
    folder = folders.get(0) ?? folder;
    return commands;
  };
  return {
    run: (scripts, path = origin.path) => scripts.flatMap((script) => runOne(script, path)),
    get folder() {
      return folder;
    },
  };
}

const CHANGE = /^(?:cd|pushd|chdir|Set-Location)\s/i;

function folderAfter(text: string, folder: string, origin: CommandOrigin): string {
  if (!CHANGE.test(text)) return folder === '' || !/^(?:popd|cd)$/.test(text) ? folder : (origin.folder ?? '');
  const target = wordsOf(text).find((word, index) => index > 0 && !/^(?:-\w+|--|\/d)$/i.test(word));
  if (target === undefined || target === '-') return origin.folder ?? '';
  return changeFolder(folder, target, origin.checkouts);
}

/** Scripts below a node: a text, or lists of texts however nested (anchors put lists into lists). */
export function scriptsOf(node: YamlNode): readonly ScriptText[] {
  return flatten(node).flatMap((item) => item.script ?? []);
}

const ITEM_LIMIT = 2000;
const NESTING_LIMIT = 10;

/** The items of lists in lists, in their order. Aliases make small files huge when they are followed: it stops in time. */
export function flatten(node: YamlNode): readonly YamlNode[] {
  const found: YamlNode[] = [];
  let visits = 0;
  const walk = (here: YamlNode, depth: number): void => {
    if (++visits > ITEM_LIMIT) return;
    if (here.kind !== 'list') {
      if (here.kind !== 'nothing') found.push(here);
    } else if (depth < NESTING_LIMIT) {
      for (const item of here.items) {
        if (visits > ITEM_LIMIT) return;
        walk(item, depth + 1);
      }
    }
  };
  walk(node, 0);
  return found;
}

/** The raw text of several scripts; `undefined` when there are none. */
export function rawText(scripts: readonly ScriptText[]): string | undefined {
  return scripts.length === 0 ? undefined : scripts.map((script) => script.text).join('\n');
}

/** A number out of text; `undefined` for anything else. */
export function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Minutes from `90m`, `1h 30m`, `3600s`, `1 hour`; a bare number counts as `unit`. */
export function minutesOf(text: string | undefined, unit: 'seconds' | 'minutes' = 'minutes'): number | undefined {
  if (text === undefined) return undefined;
  const bare = numberOf(text);
  if (bare !== undefined) return unit === 'seconds' ? bare / 60 : bare;
  let minutes = 0;
  for (const [, count, word] of text.slice(0, 100).matchAll(/(\d+(?:\.\d+)?) ?(h|m|s|d)/gi)) {
    const factor = { d: 1440, h: 60, m: 1, s: 1 / 60 }[(word ?? '').toLowerCase()] ?? 0;
    minutes += Number(count) * factor;
  }
  return minutes === 0 ? undefined : minutes;
}
