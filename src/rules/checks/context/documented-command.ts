import type { Readme } from '../../../facts/documents.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { own, ownManifests } from '../../own.ts';
import { readmeIn } from '../../readme-in.ts';
import type { View } from '../../view.ts';
import { offeredManifests } from './offered-manifests.ts';

/** What puts a program on a machine, or runs one that is fetched. */
const INSTALLING =
  /\b(?:brew install|port install|apt(?:-get)? install|dnf install|yum install|zypper in(?:stall)?|pacman -Sy?|emerge|apk add|pkg install|scoop install|winget install|choco install|cargo (?:b?install|install --locked)|npm (?:i|install|add) (?:-g|--global)|(?:yarn|pnpm|bun) (?:global )?add (?:-g|--global)|yarn global add|npx|bunx|pnpx|(?:pnpm|yarn) dlx|uvx|pipx (?:install|run)|uv tool (?:install|run)|go install|gem install|dotnet tool install|mise use|mise install|asdf plugin[- ]add|nix profile install|nix run|composer global require|krew install)\b(.*)/g;

const FETCHING = /^(?:npx|bunx|pnpx|uvx|(?:pnpm|yarn) dlx)\b/;

/** Names that programs of the framework have, or that each program has while it is worked on. */
const COMMON =
  /^(?:app|server|main|web|start|run|rails|rake|setup|dev|bundle|console|update|spring|test|build|index|api|deploy|webpack\w*|yarn|npm|node|python|docker\S*|cli|help|make|cd|git|export|sudo|env|echo)$/;

const SHELL =
  /^(?:sh|bash|shell|console|shell-session|sh-session|shellsession|zsh|fish|terminal|cmd|bat|powershell|ps1?|text|txt|plain|none)?$/i;

/** Whether the README tells its readers to install a command of this software, or to run one by its name. */
export const documentedCommand: Check = {
  name: 'documented-command',
  run: (view) => {
    const packages = packageNames(view);
    const commands = commandNames(view);
    const modules = ownManifests(view).flatMap(({ ecosystem, name }) => (ecosystem === 'go' ? (name ?? []) : []));
    return found(
      readmesOf(view)
        .flatMap((readme) => sayings(readme, { packages, commands, modules }))
        .slice(0, 10),
    );
  },
};

/** The README of the root, and those beside the manifests of packages. */
function readmesOf(view: View): readonly Readme[] {
  const folders = new Set(
    offeredManifests(view).flatMap(({ path, packaged }) => (packaged && path.includes('/') ? [folderOf(path)] : [])),
  );
  return ['.', ...[...folders].slice(0, 20)].flatMap((folder) => readmeIn(folder, view.facts) ?? []);
}

interface Names {
  readonly packages: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  /** Modules of Go: whatever lies within one is installed by its path. */
  readonly modules: readonly string[];
}

function sayings(readme: Readme, { packages, commands, modules }: Names): Evidence[] {
  const evidence: Evidence[] = [];
  readme.text.split('\n').forEach((line, index) => {
    for (const [said, rest = ''] of line.matchAll(INSTALLING)) {
      const words = rest.split(/\s+/).filter((word) => word !== '');
      // What is fetched and run stands first; behind it are arguments: `npx skills add acme/shapes`.
      const named = FETCHING.test(said) ? words.filter((word) => !word.startsWith('-')).slice(0, 1) : words;
      const target = named.find((word) => packages.has(bare(word)) || isWithin(word, modules));
      if (target !== undefined)
        evidence.push({ path: readme.path, ...atLine(index + 1), detail: `says to install or run ${bare(target)}` });
    }
  });
  for (const block of readme.codeBlocks) {
    if (!SHELL.test(block.language ?? '')) continue;
    for (const line of block.text.split('\n')) {
      const word = /^\s*(?:[$>%#]\s+)?(?:sudo\s+)?(?:\.\/)?(?:(?:[\w-]+\/)*bin\/)?([\w.-]+)(?:\s|$)/.exec(line)?.[1];
      if (word !== undefined && commands.has(word))
        evidence.push({ path: readme.path, ...atLine(block.line), detail: `says to run ${word}` });
    }
  }
  return evidence;
}

/** `go install example.org/shapes/tools/draw@latest` installs a program of the module `example.org/shapes`. */
function isWithin(word: string, modules: readonly string[]): boolean {
  const path = word.replace(/^[`'"(]+/, '');
  return path.includes('@') && modules.some((name) => path.startsWith(`${name}/`));
}

/** A package as it is given to an installer, without version, extras, address and flags. */
function bare(word: string): string {
  const name = word.replace(/[`'"),.;:]+$/, '').replace(/^[`'"(]+/, '');
  const plain = name.replace(/\/(?:v\d+|\.\.\.)(?=@|$)/, '').replace(/(?<=.)(?:@[\w.^~-]+|\[.*\]|==?.*)$/, '');
  return plain.slice(plain.lastIndexOf('/') + 1).toLowerCase();
}

/** The last part of a name; that of a module of Go ends in its major version. https://go.dev/ref/mod#major-version-suffixes */
function lastOf(name: string): string {
  const plain = name.replace(/\/v\d+$/, '');
  return plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf(':')) + 1);
}

/** Commands that the manifests bring, programs of a Go module, and scripts that lie in a folder for commands. */
function commandNames(view: View): ReadonlySet<string> {
  const names = ownManifests(view).flatMap((manifest) => [
    ...manifest.binaries,
    ...(manifest.ecosystem === 'go' && manifest.name !== undefined ? [lastOf(manifest.name)] : []),
  ]);
  const { byRole } = own(view);
  // A script without an ending is taken for configuration; in `bin`, unlike `exe`, a framework keeps its own.
  const scripts = (byRole.get('config') ?? []).filter(({ path }) => path.startsWith('exe/'));
  for (const file of [...(byRole.get('source') ?? []), ...scripts]) {
    const match = /^(?:cmd\/([\w-]+)\/main\.go|(?:bin|exe)\/([\w-]+)(?:\.\w+)?)$/.exec(file.path);
    const name = match?.[1] ?? match?.[2];
    if (name !== undefined) names.push(name);
  }
  return new Set(names.filter((name) => name.length > 1 && !COMMON.test(name)));
}

function packageNames(view: View): ReadonlySet<string> {
  const names = ownManifests(view)
    // `gem install` is said of libraries as well: only a gem with executables is a command.
    .filter(
      (manifest) => manifest.private !== true && (manifest.ecosystem !== 'rubygems' || manifest.binaries.length > 0),
    )
    .flatMap((manifest) => (manifest.name === undefined ? [] : [lastOf(manifest.name).toLowerCase()]));
  return new Set([...names.filter((name) => name.length > 1 && !COMMON.test(name)), ...commandNames(view)]);
}
