import { pathFrom } from '../../../facts/ci/folders.ts';
import { baseName, invocationsOf, optionsOf } from '../../../facts/ci/invocation.ts';
import { readMakefile } from '../../../facts/ci/scripts/makefile.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Facts } from '../../../facts/facts.ts';
import { folderOf } from '../../../repository/paths.ts';
import { isIgnored } from './ignored-paths.ts';

/* Whether commands and files that a document quotes are there. Only what can be decided from the tree is spoken of. */

/** A command line as a document shows it. */
export interface QuotedLine {
  readonly text: string;
  readonly line: number;
}

const LINES_LIMIT = 2_000;

/** What does not exist: scripts of package.json, targets of Makefiles, script files of folders that are there. */
export function missingCommands(path: string, quoted: readonly QuotedLine[], facts: Facts): Evidence[] {
  const known = inventoryOf(facts);
  const missing = new Map<string, Evidence>();
  for (const { text, line } of quoted.slice(0, LINES_LIMIT)) {
    const command = text.replace(/^\s*(?:[$>%❯]\s+)?/, '').slice(0, 500);
    // What is left open is not to be found, and a line that starts with # explains.
    if (command === '' || command.startsWith('#')) continue;
    for (const part of command.replace(/\s#\s.*$/, '').split(/&&|\|\||[;|]/)) {
      const name = missingIn(part.trim(), path, known);
      if (name !== undefined && !missing.has(name)) {
        missing.set(name, { path, line, detail: `tells to run \`${name}\`, which is not there`, subject: name });
      }
    }
  }
  return [...missing.values()];
}

interface Inventory {
  readonly facts: Facts;
  /** Names of scripts in any package.json; nothing where the root has none. */
  readonly scripts: ReadonlySet<string> | undefined;
  /** Targets of all Makefiles; nothing where they cannot be known without running make. */
  readonly targets: readonly string[] | undefined;
  readonly folders: ReadonlySet<string>;
  /** Base names of all files: a path may be meant from a folder that the text went to. */
  readonly names: ReadonlySet<string>;
}

const inventories = new WeakMap<Facts, Inventory>();

function inventoryOf(facts: Facts): Inventory {
  const known = inventories.get(facts);
  if (known !== undefined) return known;
  const packages = facts.manifests.filter(({ path }) => path === 'package.json' || path.endsWith('/package.json'));
  const hasRoot = packages.some(({ path }) => path === 'package.json');
  const folders = new Set<string>();
  for (const { path } of facts.source.files.all) {
    for (let at = path.lastIndexOf('/'); at > 0 && !folders.has(path.slice(0, at)); at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at));
  }
  const inventory: Inventory = {
    facts,
    scripts:
      hasRoot && !facts.hasBrokenManifest
        ? new Set(packages.flatMap(({ scripts }) => scripts.map(({ name }) => name)))
        : undefined,
    targets: makeTargets(facts),
    folders,
    names: new Set(facts.source.files.all.map(({ name }) => name)),
  };
  inventories.set(facts, inventory);
  return inventory;
}

/** Files from which Makefiles are made when the software is configured. */
const GENERATES_MAKEFILES =
  /(?:^|\/)(?:configure(?:\.ac|\.in)?|makefile\.(?:am|in|pl)|cmakelists\.txt|[\w.-]+\.pro|build\.pl|dune-project|extconf\.rb)$/i;
const MAKEFILE = /^(?:GNUmakefile|[Mm]akefile|.+\.mk|Makefile\..+)$/;

function makeTargets(facts: Facts): readonly string[] | undefined {
  const { all, get } = facts.source.files;
  if (!['Makefile', 'makefile', 'GNUmakefile'].some((name) => get(name) !== undefined)) return undefined;
  if (all.some(({ path }) => GENERATES_MAKEFILES.test(path))) return undefined;
  const targets = new Set<string>();
  for (const file of all.filter(({ name, mode }) => MAKEFILE.test(name) && mode !== 'submodule').slice(0, 100)) {
    const text = facts.source.text(file.path);
    if (text === undefined) return undefined;
    const makefile = readMakefile(text);
    const isWhole = makefile.includes.every((name) => get(pathFrom(folderOf(file.path), name)) !== undefined);
    if (!isWhole || /\$\(eval\b/.test(text)) return undefined;
    for (const [name, { prerequisites }] of makefile.targets) {
      if (name.includes('$')) return undefined;
      targets.add(name);
      if (name === '.PHONY') for (const phony of prerequisites) targets.add(phony);
    }
  }
  return [...targets];
}

/** Text that stands for something else: `<name>`, `$X`, `[options]`, `{{ x }}`, an ellipsis. */
const OPEN = /[<>[\]{}$*…`'"\\%]|\.\.\.|\b(?:your|my|foo|bar|baz|xxx+|path\/to|some|example)(?:\b|[-_])/i;

function missingIn(command: string, path: string, known: Inventory): string | undefined {
  for (const { program, args } of invocationsOf(command)) {
    const name = baseName(program);
    if (name === 'npm' || name === 'pnpm') return missingScript(name, args, known);
    if (name === 'make') return missingTarget(args, known);
    const file = SCRIPT_HOSTS.test(name) ? args.find((word) => !word.startsWith('-')) : program;
    if (file !== undefined && isMissingFile(file, path, known)) return file;
  }
  return undefined;
}

const NPM_VALUED = ['--prefix', '-C', '--dir', '-w', '--workspace', '--filter', '-F'];

function missingScript(tool: string, args: readonly string[], { scripts }: Inventory): string | undefined {
  const { plain } = optionsOf(args, NPM_VALUED);
  const [verb, name] = plain;
  if (scripts === undefined || scripts.size === 0) return undefined;
  if (verb === 'test' || verb === 't') return scripts.has('test') ? undefined : `${tool} test`;
  if (
    (verb !== 'run' && verb !== 'run-script') ||
    name === undefined ||
    !/^[a-z][\w:.-]*$/i.test(name) ||
    OPEN.test(name)
  )
    return undefined;
  return scripts.has(name) ? undefined : `${tool} run ${name}`;
}

function missingTarget(args: readonly string[], { targets, names, folders }: Inventory): string | undefined {
  const { plain, values } = optionsOf(args, ['-C', '--directory', '-f', '--file', '-j']);
  if (targets === undefined || values.has('-f') || values.has('--file')) return undefined;
  const goal = plain.find(
    (word) =>
      /^[a-z][\w-]*$/i.test(word) &&
      !names.has(word) &&
      !folders.has(word) &&
      !targets.some((target) => target === word || fitsPattern(target, word)),
  );
  return goal === undefined || OPEN.test(goal) ? undefined : `make ${goal}`;
}

function fitsPattern(target: string, goal: string): boolean {
  const at = target.indexOf('%');
  return at >= 0 && goal.startsWith(target.slice(0, at)) && goal.endsWith(target.slice(at + 1));
}

const SCRIPT_HOSTS =
  /^(?:python(?:\d(?:\.\d+)?)?|bash|sh|zsh|node|ruby|perl|php|Rscript|julia|pwsh|powershell|source|ts-node|tsx)$/;
const SCRIPT = /\.(?:py|sh|bash|js|mjs|cjs|ts|rb|pl|php|ps1|R|jl|bat|exs)$/;
const MADE = /^(?:build|dist|out|output|target|bin|lib|node_modules|vendor|venv|env|tmp|temp|data|public|coverage)\//;

/** A script in a folder that is there, of a name that no file has: it was moved, renamed or removed. */
function isMissingFile(file: string, document: string, { folders, names, facts }: Inventory): boolean {
  if (!SCRIPT.test(file) || OPEN.test(file) || /^[~/]|^\w+:/.test(file)) return false;
  const fromHere = pathFrom(folderOf(document), file);
  const fromRoot = pathFrom('', file);
  if (fromRoot.startsWith('..') || MADE.test(fromRoot)) return false;
  if (facts.source.files.get(fromHere) !== undefined || facts.source.files.get(fromRoot) !== undefined) return false;
  // Made by hand from what is there, or kept out on purpose.
  if (SAMPLES.some((ending) => facts.source.files.get(fromRoot + ending) !== undefined)) return false;
  if (isIgnored(fromRoot, facts.source) || isIgnored(fromHere, facts.source)) return false;
  const top = fromRoot.split('/')[0] ?? '';
  return fromRoot.includes('/') && folders.has(top) && !names.has(baseName(fromRoot));
}

const SAMPLES = ['.example', '.sample', '.dist', '.template', '.tmpl'];
