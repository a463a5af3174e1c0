import type { Manifest } from '../../facts/manifests/manifest.ts';
import { folderOf } from '../../repository/paths.ts';
import type { Check } from '../check.ts';
import { no, yes } from '../outcome.ts';

/** Folders that only serve the software beside them. */
const ASIDE =
  /(?:^|\/)(?:[\w-]*tests?|e2e|[\w-]*(?:examples?|samples?|demos?)|docs?|documentation|website|site|scripts?|tools?|tooling|config|build\w*|buildSrc|infra\w*|terraform|\.\w[\w-]*|ci|dev|devops|benchmarks?|performance[\w-]*|fuzz|xtask|vendor|third[-_]?party|3rdparty|roles|ansible\w*|salt|modules?\/[\w-]+\/files|templates?|themes?|vendor-bin|utils?|cdk|\w*metrics|__\w+__|[\w.-]+\.xc\w+|Content|node_modules|eslint[\w-]*|tsconfig[\w-]*)(?:\/|$)/i;

const CHARTS = 3;

/**
 * Whether there are several folders with a manifest of their own: parts, not what serves them. `deployed`: those with an image or
 * a deployment of their own; `published`: those that others install, each under its own name.
 */
export const separateParts: Check = {
  name: 'separate-parts',
  run: (view, options) => {
    const { manifests, containers, deployment } = view.facts;
    const unit = view.unit === '.' ? '' : `${view.unit}/`;
    const started = new Set([
      ...containers.dockerfiles.filter((file) => file.purpose !== 'ci').map((file) => folderOf(file.path)),
      ...deployment.deployments.map((item) => folderOf(item.path)),
    ]);
    const parts = new Map<string, string>();
    for (const manifest of manifests) {
      const folder = folderOf(manifest.path);
      if (manifest.role !== 'config' && manifest.role !== 'source') continue;
      if (!view.here(manifest.path)) continue;
      const isRoot = folder === '' || `${folder}/` === unit;
      // The package at the root is one of the published parts; otherwise it holds the others together.
      if (isRoot && options.published !== true) continue;
      if (!isPart(manifest, started.has(folder))) continue;
      if (!isRoot && ASIDE.test(folder.slice(unit.length))) continue;
      if (options.deployed === true && !started.has(folder)) continue;
      if (options.published === true && !isPublished(manifest)) continue;
      parts.set(folder, manifest.path);
    }
    // One chart belongs to the software beside it; several are deployed each for themselves.
    const charts = view.facts.source.files.matching(['**/Chart.yaml']).filter((file) => view.here(file.path));
    if (options.published !== true && charts.length >= CHARTS)
      for (const chart of charts) parts.set(folderOf(chart.path), chart.path);
    const atLeast = typeof options.atLeast === 'number' ? options.atLeast : 2;
    if (parts.size < atLeast) return no();
    return yes([...parts].slice(0, 10).map(([folder, path]) => ({ path, detail: `${folder} is a part of its own` })));
  },
};

/** A module of one program's build is no part; lists of requirements are none unless something is started there. */
function isPart(manifest: Manifest, isStarted: boolean): boolean {
  if (manifest.ecosystem === 'terraform' || manifest.ecosystem === 'cpp') return false;
  if (isStarted) return true;
  switch (manifest.ecosystem) {
    case 'npm':
    case 'pypi':
      return manifest.name !== undefined;
    case 'maven':
    case 'nuget':
      return manifest.packaged || manifest.entryPoints.length > 0 || manifest.binaries.length > 0;
    default:
      return true;
  }
}

function isPublished(manifest: Manifest): boolean {
  return (
    manifest.packaged &&
    manifest.private !== true &&
    manifest.name !== undefined &&
    (manifest.license !== undefined || manifest.description !== undefined || manifest.urls.length > 0)
  );
}
