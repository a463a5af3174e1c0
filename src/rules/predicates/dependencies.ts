import type { Evidence } from '../../facts/evidence.ts';
import { dependencyPlace, type Ecosystem } from '../../facts/manifests/manifest.ts';
import { wildcard } from '../../facts/technologies.ts';
import type { DependencyCondition, TechnologyCondition } from '../condition.ts';
import { found, type Outcome } from '../outcome.ts';
import { ownManifests, ownTechnologies } from '../own.ts';
import type { View } from '../view.ts';
import { many } from './patterns.ts';

export function dependencyPredicate(condition: DependencyCondition, view: View): Outcome {
  const evidence: Evidence[] = [];
  const scopes = condition.scopes;
  for (const [ecosystem, names] of Object.entries(condition.packages) as [Ecosystem, readonly string[]][]) {
    const matchers = names.map((name) => wildcard(ecosystem, name));
    for (const manifest of ownManifests(view)) {
      if (manifest.ecosystem !== ecosystem) continue;
      for (const dependency of manifest.dependencies) {
        if (scopes !== undefined && !scopes.includes(dependency.scope)) continue;
        if (!matchers.some((matches) => matches(dependency.name))) continue;
        evidence.push(dependencyPlace(manifest, dependency));
      }
    }
  }
  return found(distinct(evidence), view.facts.hasBrokenManifest);
}

/** Lists of requirements include others: a place that names a package is named once. */
function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const places = new Map(evidence.map((item) => [`${item.path}:${item.line ?? ''} ${item.detail}`, item]));
  return places.size === evidence.length ? evidence : [...places.values()];
}

export function technologyPredicate(condition: string | readonly string[] | TechnologyCondition, view: View): Outcome {
  const wanted: TechnologyCondition =
    typeof condition === 'string' || Array.isArray(condition) ? { is: condition } : (condition as TechnologyCondition);
  const evidence: Evidence[] = [];
  for (const use of ownTechnologies(many(wanted.is), view)) {
    const { technology, sight } = use;
    if (wanted.except?.includes(technology.id) === true) continue;
    if (wanted.via !== undefined && !wanted.via.includes(sight)) continue;
    const ships = use.scope === 'prod' || use.scope === 'optional' || use.scope === 'peer';
    if (!ships && technology.scope !== 'any' && wanted.anyScope !== true) continue;
    evidence.push({ ...use.evidence, detail: `${technology.name}: ${use.evidence.detail}` });
  }
  return found(
    distinct(evidence),
    view.facts.hasBrokenManifest || (evidence.length === 0 && view.facts.code.truncated),
  );
}
