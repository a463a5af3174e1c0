import picomatch from 'picomatch';
import type { FileEntry } from '../repository/file-index.ts';
import type { CiPipeline } from './ci/pipeline.ts';
import { isOnlyCalled } from './ci/pipelines.ts';
import type { CodeFact } from './code/scan.ts';
import { commandIndex } from './commands.ts';
import type { ContainersFact } from './containers.ts';
import type { Evidence } from './evidence.ts';
import { isFrozen, isNamed } from './frozen-lists.ts';
import { atLine } from './lines.ts';
import { broughtPackages } from './lockfiles/brought-packages.ts';
import {
  type Dependency,
  type DependencyScope,
  dependencyPlace,
  type Ecosystem,
  type LockFile,
  type Manifest,
} from './manifests/manifest.ts';
import { normaliseName } from './manifests/normalise.ts';
import type { FactSource } from './source.ts';
import type { Technology, TechnologySight } from './technology.ts';

/** One sight of a technology in this repository. */
export interface TechnologyUse {
  readonly technology: Technology;
  readonly sight: TechnologySight;
  /** Scope of the dependency; what is not a dependency counts as `prod`. */
  readonly scope: DependencyScope;
  readonly evidence: Evidence;
}

export interface TechnologyInputs {
  readonly source: FactSource;
  readonly manifests: readonly Manifest[];
  readonly lockFiles: readonly LockFile[];
  readonly pipelines: readonly CiPipeline[];
  readonly containers: ContainersFact;
  readonly code: CodeFact;
}

/** Every sight of every technology of the catalogue. Fixtures, examples, docs and vendored files have no say. */
export function findTechnologies(technologies: readonly Technology[], inputs: TechnologyInputs): TechnologyUse[] {
  const packages = packageIndex(
    technologies.filter(({ silenced }) => silenced === undefined || inputs.code.hits(silenced).length === 0),
  );
  const uses: TechnologyUse[] = [];
  const isIdle = idleness(inputs);
  for (const manifest of inputs.manifests) {
    for (const dependency of manifest.dependencies) {
      for (const technology of packages.find(manifest.ecosystem, dependency.name)) {
        if (isIdle(technology, dependency, manifest)) continue;
        uses.push({
          technology,
          sight: 'dependency',
          scope: dependency.scope,
          evidence: dependencyPlace(manifest, dependency),
        });
      }
    }
  }
  for (const lockFile of inputs.lockFiles) uses.push(...fromLockFile(lockFile, inputs.manifests, packages));
  for (const technology of technologies) {
    uses.push(...fromFiles(technology, inputs.source), ...fromCode(technology, inputs.code));
  }
  uses.push(...fromPipelines(technologies, inputs.pipelines), ...fromImages(technologies, inputs.containers));
  return uses;
}

/** What notebooks and trackers of experiments bring: these stand in frozen lists of software that has never heard of them. */
const BROUGHT_BY_TOOLS: ReadonlySet<string> = new Set([
  'crash-reporting',
  'distributed-tracing',
  'feature-flags',
  'load-test',
  'operational-metrics',
  'product-analytics',
  'schema-migrations',
  'structured-logging',
]);

/** Whether a package only stands in a frozen list, and nothing of the software names it. */
function idleness({ manifests, source }: TechnologyInputs) {
  const frozen = new Set(manifests.filter(isFrozen));
  const lists = new Set(manifests.filter(({ ecosystem }) => ecosystem === 'pypi').map(({ path }) => path));
  const known = new Map<string, boolean>();
  return ({ category }: Technology, { name }: Dependency, manifest: Manifest): boolean => {
    if (!frozen.has(manifest) || !BROUGHT_BY_TOOLS.has(category)) return false;
    let named = known.get(name);
    if (named === undefined) {
      named = isNamed(name, lists, source);
      known.set(name, named);
    }
    return !named;
  };
}

interface PackageIndex {
  find(ecosystem: Ecosystem, name: string): readonly Technology[];
}

/** Looks technologies up by package. An ecosystem's names are gathered when the first of its packages is asked for. */
function packageIndex(technologies: readonly Technology[]): PackageIndex {
  const finders = new Map<Ecosystem, (name: string) => readonly Technology[]>();
  return {
    find: (ecosystem, name) => {
      let find = finders.get(ecosystem);
      if (find === undefined) {
        find = finderOf(ecosystem, technologies);
        finders.set(ecosystem, find);
      }
      return find(normaliseName(ecosystem, name));
    },
  };
}

/** Finds the technologies of a package by its normalised name. */
function finderOf(
  ecosystem: Ecosystem,
  technologies: readonly Technology[],
): (normalName: string) => readonly Technology[] {
  const exact = new Map<string, Technology[]>();
  const byWildcard: { readonly matches: (name: string) => boolean; readonly technology: Technology }[] = [];
  for (const technology of technologies) {
    for (const name of technology.packages[ecosystem] ?? []) {
      if (name.includes('*')) {
        byWildcard.push({ matches: wildcard(ecosystem, name), technology });
        continue;
      }
      const normal = normaliseName(ecosystem, name);
      const group = exact.get(normal);
      if (group === undefined) exact.set(normal, [technology]);
      else group.push(technology);
    }
  }
  const remembered = new Map<string, readonly Technology[]>();
  return (normal) => {
    let found = remembered.get(normal);
    if (found === undefined) {
      const wild = byWildcard.filter((entry) => entry.matches(normal)).map((entry) => entry.technology);
      const all = new Set([...(exact.get(normal) ?? []), ...wild]);
      found = [...all].filter((technology) => !isExcluded(technology, ecosystem, normal));
      remembered.set(normal, found);
    }
    return found;
  };
}

/** A matcher for a package name with `*`, which stands for anything, slashes included. */
export function wildcard(ecosystem: Ecosystem, pattern: string): (name: string) => boolean {
  const key = `${ecosystem} ${pattern}`;
  let matches = wildcards.get(key);
  if (matches === undefined) {
    matches = compileWildcard(ecosystem, pattern);
    wildcards.set(key, matches);
  }
  return matches;
}

const wildcards = new Map<string, (name: string) => boolean>();

function compileWildcard(ecosystem: Ecosystem, pattern: string): (name: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  let expression: RegExp | undefined;
  return (name) => {
    expression ??= new RegExp(`^${parts.join('.*')}$`, 'i');
    return expression.test(normaliseName(ecosystem, name));
  };
}

function isExcluded(technology: Technology, ecosystem: Ecosystem, name: string): boolean {
  return (technology.exclude[ecosystem] ?? []).some((pattern) => wildcard(ecosystem, pattern)(name));
}

/** What only the lock file shows: brought by a direct dependency that ships, such as a company's base package. */
function fromLockFile(lockFile: LockFile, manifests: readonly Manifest[], packages: PackageIndex): TechnologyUse[] {
  const known = (name: string): readonly Technology[] => packages.find(lockFile.ecosystem, name);
  const carried = (name: string): readonly Technology[] =>
    known(name).filter(({ transitive }) => transitive.includes(lockFile.ecosystem));
  const brought = broughtPackages(lockFile, manifests, {
    isWanted: (name) => carried(name).length > 0,
    isKnown: (name) => known(name).length > 0,
  });
  return brought.flatMap(({ name, via }) =>
    carried(name).map((technology) => ({
      technology,
      sight: 'lock-file' as const,
      scope: via.scope,
      evidence: { path: lockFile.path, detail: `${name} via ${via.name} (lock file)` },
    })),
  );
}

function fromFiles(technology: Technology, source: FactSource): TechnologyUse[] {
  if (technology.files.length === 0) return [];
  return source.files
    .matching(technology.files)
    .filter((file) => configures(technology, file) && !file.path.startsWith('.github/workflows/'))
    .map((file) => ({
      technology,
      sight: 'config-file' as const,
      scope: 'prod' as const,
      evidence: { path: file.path, detail: `configures ${technology.name}` },
    }));
}

/** A style that only files among the tests have is that of a framework that was copied there. */
function configures({ category }: Technology, { path, role }: FileEntry): boolean {
  const isCopied = (category === 'linter' || category === 'formatter') && role === 'test' && path.split('/').length > 2;
  return CONFIGURING_ROLES.has(role) && !isCopied;
}

const CONFIGURING_ROLES: ReadonlySet<string> = new Set(['source', 'config', 'ci', 'test', 'asset', 'docs']);

function fromCode(technology: Technology, code: CodeFact): TechnologyUse[] {
  return technology.code.flatMap((probe) =>
    code.hits(probe).map((hit) => ({
      technology,
      sight: 'code' as const,
      scope: 'prod' as const,
      evidence: { path: hit.path, line: hit.line, detail: hit.text },
    })),
  );
}

function fromPipelines(technologies: readonly Technology[], pipelines: readonly CiPipeline[]): TechnologyUse[] {
  const byAction = new Map<string, Technology[]>();
  const byCommand: { readonly command: string; readonly value: Technology }[] = [];
  for (const technology of technologies) {
    for (const action of technology.actions) {
      const key = action.toLowerCase();
      byAction.set(key, [...(byAction.get(key) ?? []), technology]);
    }
    for (const command of technology.commands) byCommand.push({ command, value: technology });
  }
  const technologiesOf = commandIndex(byCommand);
  const uses: TechnologyUse[] = [];
  const seen = new Set<string>();
  for (const pipeline of pipelines) {
    if (isOnlyCalled(pipeline)) continue;
    for (const job of pipeline.jobs) {
      for (const step of job.steps) {
        if (step.uses !== undefined) {
          const name = step.uses.name.toLowerCase();
          const short = name.split('/').slice(0, 2).join('/');
          for (const technology of new Set([...(byAction.get(name) ?? []), ...(byAction.get(short) ?? [])])) {
            const evidence = {
              path: step.path ?? pipeline.path,
              ...atLine(step.uses.line),
              detail: `uses ${step.uses.name}`,
            };
            uses.push({ technology, sight: 'action', scope: 'prod', evidence });
          }
        }
        for (const command of step.commands) {
          if (seen.has(command.text)) continue;
          seen.add(command.text);
          for (const technology of technologiesOf(command.text)) {
            const via = command.via.length === 0 ? '' : ` (via ${command.via.join(' → ')})`;
            const detail = `runs ${command.text.slice(0, 120)}${via}`;
            uses.push({
              technology,
              sight: 'command',
              scope: 'prod',
              evidence: { path: command.path, ...atLine(command.line), detail },
            });
          }
        }
      }
    }
  }
  return uses;
}

function fromImages(technologies: readonly Technology[], containers: ContainersFact): TechnologyUse[] {
  const withImages = technologies
    .filter((technology) => technology.images.length > 0)
    .map((technology) => ({ technology, matches: picomatch(technology.images as string[], { nocase: true }) }));
  if (withImages.length === 0) return [];
  const uses: TechnologyUse[] = [];
  for (const service of containers.services) {
    if (service.image === undefined) continue;
    const name = service.image
      .replace(/@.*$/, '')
      .replace(/:[^/]*$/, '')
      .replace(/^(?:docker\.io|ghcr\.io|quay\.io)\//, '');
    for (const { technology, matches } of withImages) {
      if (!matches(name)) continue;
      const evidence = { path: service.path, ...atLine(service.line), detail: `runs the image ${service.image}` };
      uses.push({ technology, sight: 'image', scope: 'dev', evidence });
    }
  }
  return uses;
}
