import type { Evidence } from '../../../facts/evidence.ts';
import type { Ecosystem } from '../../../facts/manifests/manifest.ts';
import type { Check } from '../../check.ts';
import { found, no, unknown, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { type DependabotEntry, dependabotEntries, dependabotFile } from './dependabot.ts';
import { isSteady, type SecurityUpdate, securityUpdates } from './security-updates-merged.ts';

/**
 * What Dependabot calls the ecosystems, by ours.
 * @see https://docs.github.com/en/code-security/dependabot/ecosystems-supported-by-dependabot/supported-ecosystems-and-repositories
 */
const NAMES: Readonly<Partial<Record<Ecosystem, readonly string[]>>> = {
  npm: ['npm', 'bun'],
  pypi: ['pip', 'uv', 'conda'],
  go: ['gomod'],
  cargo: ['cargo'],
  maven: ['maven', 'gradle', 'sbt'],
  rubygems: ['bundler'],
  packagist: ['composer'],
  nuget: ['nuget'],
  hex: ['mix'],
  swift: ['swift'],
  pub: ['pub'],
};

/** What Dependabot's branches are named after, where that is another word. */
const BRANCHES: Readonly<Record<string, string>> = { npm_and_yarn: 'npm', go_modules: 'gomod', hex: 'mix' };

/** Fewer dependencies than these are kept up to date by hand. */
const FEW = 5;

/**
 * Whether Dependabot's configuration leaves out every manifest of an ecosystem that the software depends on. Other bots find the
 * manifests by themselves; whether another is at work beside Dependabot is asked by the rule.
 * Option `secured`: whether it names ecosystems only to mend what has published holes, with a limit of no other pull requests.
 */
export const updateGaps: Check = {
  name: 'update-gaps',
  run(view, options) {
    const { source, manifests } = view.facts;
    const path = dependabotFile(source);
    if (path === undefined) return no();
    const entries = dependabotEntries(path, source);
    if (entries === undefined) return unknown();
    const named = new Set(entries.map((entry) => entry['package-ecosystem']));
    const configured = new Set(entries.flatMap((entry) => (isSwitchedOff(entry) ? [] : [entry['package-ecosystem']])));
    if (options.secured === true) {
      const secured = [...named].filter((name) => !configured.has(name)).map(String);
      return found(secured.map((name) => ({ path, detail: `${name}: no other than security updates`, subject: name })));
    }
    const updates = securityUpdates(view.facts.record);
    const evidence: Evidence[] = [];
    for (const [ecosystem, names] of Object.entries(NAMES) as [Ecosystem, readonly string[]][]) {
      // What is switched off is named all the same, for the updates that mend holes.
      if (names.some((name) => named.has(name))) continue;
      const own = manifests.filter(
        (manifest) =>
          manifest.ecosystem === ecosystem &&
          // Dependabot cannot read what Clojure's tools do.
          !/\.(?:clj|edn)$/.test(manifest.path) &&
          (manifest.role === 'config' || manifest.role === 'source') &&
          view.here(manifest.path),
      );
      const count = own.reduce((sum, manifest) => sum + manifest.dependencies.length, 0);
      const [first] = own.toSorted((a, b) => b.dependencies.length - a.dependencies.length);
      if (first === undefined || count < FEW) continue;
      // What is not named may still get the updates that mend holes.
      if (
        isSteady(
          updates.filter((update) => isFor(update, ecosystem, names, view)),
          view.facts.record,
        )
      )
        continue;
      evidence.push({
        path: first.path,
        detail: `${count} dependencies that ${path} does not name (${names[0]})`,
        subject: names[0] ?? ecosystem,
      });
    }
    return evidence.length === 0 ? no() : yes(evidence);
  },
};

function isFor(
  { name, branch }: SecurityUpdate,
  ecosystem: Ecosystem,
  names: readonly string[],
  { facts }: View,
): boolean {
  if (branch !== undefined) return names.includes(BRANCHES[branch] ?? branch);
  return (
    facts.manifests.some(
      (manifest) => manifest.ecosystem === ecosystem && manifest.dependencies.some((item) => item.name === name),
    ) ||
    facts.lockFiles.some(
      (lockFile) => lockFile.ecosystem === ecosystem && lockFile.packages.some((item) => item.name === name),
    )
  );
}

/** A limit of none leaves only security updates. */
function isSwitchedOff(entry: DependabotEntry): boolean {
  return entry['open-pull-requests-limit'] === 0;
}
