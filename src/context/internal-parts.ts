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
 */
export function isInternalPart(path: string, traits: readonly Trait[], facts: Facts): boolean {
  if (traits.some((trait) => RUN.includes(trait))) return false;
  return !facts.manifests.some((manifest) => folderOf(manifest.path) === path && isPublished(manifest));
}

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
