import type { Facts } from '../facts/facts.ts';
import type { Manifest } from '../facts/manifests/manifest.ts';
import { folderOf } from '../repository/paths.ts';
import type { Trait } from './model.ts';

/** What is run for people, or by itself. */
const RUN: readonly Trait[] = [
  ...(['network-service', 'web-frontend', 'desktop', 'mobile', 'browser-extension', 'game'] as const),
  ...(['embedded', 'data-pipeline', 'ml', 'infrastructure'] as const),
];

/**
 * Whether a part is only there for the others: a library or a tool of the repository's own, which nobody runs as a service and
 * nobody installs. What it lacks is asked of the whole.
 * @param isBuiltUpon whether another part takes it in
 */
export function isInternalPart(
  path: string,
  traits: readonly Trait[],
  facts: Facts,
  isBuiltUpon: () => boolean,
): boolean {
  const run = traits.filter((trait) => RUN.includes(trait));
  const manifests = facts.manifests.filter((manifest) => folderOf(manifest.path) === path);
  if (manifests.some(isPublished)) return false;
  if (run.length === 0) return true;
  // Components of pages look like pages, and are shown by whoever takes them in.
  return (
    run.every((trait) => trait === 'web-frontend') &&
    manifests.length > 0 &&
    manifests.every(startsNothing) &&
    !PAGES.some((name) => facts.source.files.get(`${path}/${name}`) !== undefined) &&
    isBuiltUpon()
  );
}

/** A package of npm without a program, a server or a page to open. */
function startsNothing({ ecosystem, scripts, binaries }: Manifest): boolean {
  return (
    ecosystem === 'npm' &&
    binaries.length === 0 &&
    !scripts.some(({ name, command }) => /^(?:start|serve|dev|preview)$/.test(name) && !WATCHES.test(command))
  );
}

/** What builds a library again whenever it changes, or shows its parts. */
const WATCHES =
  /\bstorybook\b|\bladle\b|\bstyleguidist\b|\bplayroom\b|\b(?:tsc|tsup|rollup|swc|babel|unbuild)\b|--watch\b/;
const PAGES = ['index.html', 'public/index.html', 'src/index.html'];

/** Families of practices that only a running program can have. */
export const OF_PROGRAMS: ReadonlySet<string> = new Set([
  'failure',
  'observability',
  'data',
  'telemetry',
  'machine-learning',
  'testing',
]);

/** Whether a part only describes how something runs that is made elsewhere: a Helm chart without code of its own. */
export function isChartAlone(path: string, facts: Facts): boolean {
  if (facts.source.files.get(`${path}/Chart.yaml`) === undefined) return false;
  return !facts.source.files
    .under(path)
    .some(({ role, language }) => role === 'source' && language !== undefined && language !== 'shell');
}

/** Registries want more than a name and a version, and nobody publishes 0.0.0. */
function isPublished({ private: isPrivate, packaged, version, ecosystem, ...told }: Manifest): boolean {
  if (isPrivate || !packaged || version === '0.0.0') return false;
  return !DESCRIBED.has(ecosystem) || told.description !== undefined || told.license !== undefined;
}

/** Ecosystems whose registries ask for a description or a licence. */
const DESCRIBED: ReadonlySet<string> = new Set(['npm', 'cargo', 'pypi', 'packagist', 'hex', 'pub', 'hackage']);
