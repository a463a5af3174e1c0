import type { Evidence } from '../../facts/evidence.ts';
import { atLine } from '../../facts/lines.ts';
import type { Ecosystem, Manifest } from '../../facts/manifests/manifest.ts';
import { folderOf } from '../../repository/paths.ts';
import type { ManifestCondition } from '../condition.ts';
import { found, no, type Outcome } from '../outcome.ts';
import { ownManifests, unitFolder } from '../own.ts';
import type { View } from '../view.ts';
import { many, pattern } from './patterns.ts';

export function manifestPredicate(condition: ManifestCondition, view: View): Outcome {
  const evidence: Evidence[] = [];
  for (const manifest of ownManifests(view)) {
    const seen = match(manifest, condition, view);
    if (seen !== undefined) evidence.push(seen);
  }
  if (evidence.length < (condition.atLeast ?? 1)) return view.facts.hasBrokenManifest ? found([], true) : no();
  return found(evidence);
}

function match(manifest: Manifest, condition: ManifestCondition, view: View): Evidence | undefined {
  const ecosystems = condition.ecosystem === undefined ? undefined : many(condition.ecosystem);
  if (ecosystems !== undefined && !ecosystems.includes(manifest.ecosystem)) return undefined;
  if (condition.root === true && folderOf(manifest.path) !== unitFolder(view)) return undefined;
  if (condition.packaged !== undefined && manifest.packaged !== condition.packaged) return undefined;
  if (condition.private !== undefined && (manifest.private ?? false) !== condition.private) return undefined;
  if (condition.binaries !== undefined && manifest.binaries.length > 0 !== condition.binaries) return undefined;
  if (condition.entryPoints !== undefined && manifest.entryPoints.length > 0 !== condition.entryPoints)
    return undefined;
  if (condition.workspaces !== undefined && manifest.workspaceMembers.length > 0 !== condition.workspaces)
    return undefined;
  for (const [expected, actual] of textsOf(manifest, condition)) {
    if (expected !== undefined && !actual.some((text) => pattern(expected, 'i').test(text))) return undefined;
  }
  let line: number | undefined;
  let detail =
    manifest.name === undefined ? `${manifest.ecosystem} manifest` : `${manifest.ecosystem} package ${manifest.name}`;
  if (condition.script !== undefined) {
    const expression = pattern(condition.script, 'i');
    const script = manifest.scripts.find((item) => expression.test(`${item.name}: ${item.command}`));
    if (script === undefined) return undefined;
    line = script.line;
    detail = `script ${script.name}: ${script.command.slice(0, 100)}`;
  }
  return { path: manifest.path, ...atLine(line), detail };
}

function textsOf(manifest: Manifest, condition: ManifestCondition): [string | undefined, readonly string[]][] {
  const one = (text: string | undefined): string[] => (text === undefined ? [] : [text]);
  return [
    [condition.name, one(manifest.name)],
    [condition.version, one(manifest.version)],
    [condition.description, one(manifest.description)],
    [condition.license, one(manifest.license)],
    [condition.keyword, manifest.keywords],
    [condition.classifier, manifest.classifiers],
    [condition.author, manifest.authors],
    [condition.url, manifest.urls],
    [condition.runtime, manifest.runtimes.map((runtime) => `${runtime.name} ${runtime.constraint}`)],
  ];
}

export function lockFilePredicate(condition: Ecosystem | readonly Ecosystem[], view: View): Outcome {
  const ecosystems: readonly Ecosystem[] = many(condition);
  const evidence = view.facts.lockFiles
    .filter((lockFile) => ecosystems.includes(lockFile.ecosystem) && view.here(lockFile.path))
    .map((lockFile) => ({ path: lockFile.path, detail: `locks ${lockFile.packages.length} packages` }));
  return found(evidence, view.facts.hasBrokenManifest);
}
