import { type Context, DECIDED, KINDS, type Kind } from '../context/model.ts';
import type { Facts } from '../facts/facts.ts';
import { type AuditResult, type Finding, type Location, SEVERITIES, type Severity } from '../findings/model.ts';
import { severityOf } from '../findings/severity.ts';
import type { FileEntry } from '../repository/file-index.ts';
import type { Language } from '../repository/languages.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { untoldVariables, variablesOf } from '../rules/checks/documentation/configuration-in-step.ts';
import { oneWayMigrations } from '../rules/checks/resilience/irreversible-migrations.ts';
import { createEvaluation } from '../rules/evaluation.ts';
import { changesBetween, type TreeChange } from './changes.ts';
import { normalRoute, routesOf } from './routes.ts';

/** Something that comes with a change like this one, in this context, and did not come. */
export interface Debt {
  /** The practice that asks for it. */
  readonly rule: string;
  readonly severity: Severity;
  readonly unit: string;
  readonly title: string;
  readonly message: string;
  readonly remedy: string;
  readonly locations: readonly [Location, ...Location[]];
}

export interface Review {
  readonly context: Context;
  readonly change: TreeChange;
  readonly owed: readonly Debt[];
}

export interface ReviewedTrees {
  readonly base: Facts;
  readonly head: Facts;
  readonly catalogue: Catalogue;
  /** The audit of the changed tree, compared with that of the earlier one (`compareWith`). */
  readonly result: AuditResult;
}

/** What a change owes in the context of what it changes: nothing else is said. */
export function reviewOf(trees: ReviewedTrees): Review {
  const change = changesBetween(trees.base.source, trees.head.source);
  const owed = [
    ...untested(trees, change),
    ...withoutWayBack(trees, change),
    ...undocumentedSettings(trees),
    ...undescribedRoutes(trees, change),
    ...unlockedDependencies(trees),
  ];
  const said = new Set(owed.map(({ rule }) => rule));
  owed.push(...broughtBy(trees.result, change, said));
  owed.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return { context: trees.result.context, change, owed };
}

/** How much each kind minds, where no practice of the catalogue says it for a single change. */
type Weights = Readonly<Record<Kind, number>>;
const ONE_WAY: Weights = { prototype: 0, 'internal-tool': 0.2, oss: 0.5, 'production-service': 0.5 };
const UNTOLD: Weights = { prototype: 0, 'internal-tool': 0.35, oss: 0.5, 'production-service': 0.5 };
const UNDESCRIBED: Weights = { prototype: 0, 'internal-tool': 0.2, oss: 0.35, 'production-service': 0.35 };
const UNLOCKED: Weights = { prototype: 0, 'internal-tool': 0.35, oss: 0.35, 'production-service': 0.5 };

function severityIn(context: Context, weights: Weights): Severity | undefined {
  const weight = KINDS.reduce((sum, kind) => sum + context.probabilities[kind] * weights[kind], 0);
  return severityOf(weight, context.confidence >= DECIDED);
}

/** The innermost unit that a file belongs to. */
function unitOf(path: string, { units }: AuditResult): string {
  const inside = units.filter((unit) => unit.path !== '.' && path.startsWith(`${unit.path}/`));
  return inside.sort((a, b) => b.path.length - a.path.length)[0]?.path ?? '.';
}

function contextOf(unit: string, { units, context }: AuditResult): Context {
  return units.find(({ path }) => path === unit)?.context ?? context;
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

const MIGRATIONS = /(?:^|\/)(?:migrations?|migrate|versions|alembic)\//i;
/** Files with a language, but little behaviour of their own. */
const DECLARING: ReadonlySet<Language> = new Set<Language>(['html', 'css', 'sql', 'terraform', 'template']);

/** Source that does something else than before, in a context that asks for tests, while no test changed. */
function untested({ base, head, result }: ReviewedTrees, { added, modified }: TreeChange): Debt[] {
  const changed = [...added, ...modified];
  const isBehaviour = (file: FileEntry): boolean =>
    file.role === 'source' &&
    file.language !== undefined &&
    !DECLARING.has(file.language) &&
    !MIGRATIONS.test(file.path) &&
    codeOf(base, file.path) !== codeOf(head, file.path);
  const sources = grouped(changed.filter(isBehaviour), ({ path }) => unitOf(path, result));
  const tested = new Set(
    changed.filter((file) => isTestChange(file, base, head)).map(({ path }) => unitOf(path, result)),
  );
  // The tests of a whole repository often lie at its root.
  const isTested = (unit: string): boolean => tested.has(unit) || tested.has('.');
  return [...sources].flatMap(([unit, files]): Debt[] => {
    const of = (where: string) =>
      result.practices.find((practice) => practice.id === 'automated-tests' && practice.unit === where);
    const practice = of(unit) ?? of('.');
    if (practice === undefined || practice.status === 'not-applicable' || isTested(unit)) return [];
    const severity = severityOf(practice.weight, contextOf(unit, result).confidence >= DECIDED);
    if (practice.weight <= 0 || severity === undefined || severity === 'info') return [];
    return [
      {
        rule: 'automated-tests',
        severity,
        unit,
        title: 'Source changed without a test',
        message: `${files.length === 1 ? 'A source file' : `${files.length} source files`} changed, and no test did.`,
        remedy: 'Add a test that fails without this change, or change the one that describes the behaviour.',
        locations: placesOf(files),
      },
    ];
  });
}

/** The text without what changes nothing: comments of a line, blanks. */
function codeOf({ source }: Facts, path: string): string {
  if (source.files.get(path) === undefined) return '';
  return (source.text(path) ?? '')
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|#(?!\[|include|if|define)|--|\*|\/\*)/.test(line))
    .join('')
    .replace(/\s+/g, '');
}

function isTestChange({ path, role }: FileEntry, base: Facts, head: Facts): boolean {
  if (role === 'test') return true;
  // Rust keeps tests beside the code.
  const testsOf = ({ source }: Facts): string => {
    const text = source.files.get(path) === undefined ? '' : (source.text(path) ?? '');
    const start = text.indexOf('#[cfg(test)]');
    return start < 0 ? '' : text.slice(start);
  };
  return path.endsWith('.rs') && testsOf(base) !== testsOf(head);
}

const MAX_PLACES = 5;

function placesOf(places: readonly Location[]): readonly [Location, ...Location[]] {
  const all = places
    .map(({ path, line }): Location => ({ path, ...(line === undefined ? {} : { line }) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return all.slice(0, MAX_PLACES) as unknown as readonly [Location, ...Location[]];
}

function withoutWayBack({ head, catalogue, result }: ReviewedTrees, { added }: TreeChange): Debt[] {
  const fresh = new Set(added.map(({ path }) => path));
  const view = createEvaluation(head, catalogue, '.');
  const found = oneWayMigrations(view, (path) => fresh.has(path));
  return [...grouped(found, ({ path }) => unitOf(path, result))].flatMap(([unit, places]): Debt[] => {
    const severity = severityIn(contextOf(unit, result), ONE_WAY);
    if (severity === undefined) return [];
    return [
      {
        rule: 'reversible-migrations',
        severity,
        unit,
        title: 'A migration without a way back',
        message: 'A new migration cannot be taken back when the release is rolled back.',
        remedy:
          'Write the way back beside it (`downgrade`, `down`, a .down.sql), or write into it how the data are recovered and why there is none.',
        locations: placesOf(places),
      },
    ];
  });
}

/** Variables that are read now, were not before, and are told of nowhere. */
function undocumentedSettings({ base, head, catalogue, result }: ReviewedTrees): Debt[] {
  const before = variablesOf(createEvaluation(base, catalogue, '.'));
  const untold = [...untoldVariables(createEvaluation(head, catalogue, '.'))].filter(([name]) => !before.has(name));
  return [...grouped(untold, ([, { path }]) => unitOf(path, result))].flatMap(([unit, variables]): Debt[] => {
    const severity = severityIn(contextOf(unit, result), UNTOLD);
    if (severity === undefined) return [];
    const names = variables.map(([name]) => name).sort();
    return [
      {
        rule: 'environment-documented',
        severity,
        unit,
        title: 'A new setting that is documented nowhere',
        message: `The code now reads ${names.join(', ')}, and nothing tells of ${names.length === 1 ? 'it' : 'them'}.`,
        remedy: 'Name it where the others are told of (.env.example, README), with what it means and its default.',
        locations: placesOf(variables.map(([, place]) => place)),
      },
    ];
  });
}

const DESCRIPTIONS = ['**/openapi*.{yaml,yml,json}', '**/swagger*.{yaml,yml,json}', '**/api-docs*.{yaml,yml,json}'];

/** New routes of a service that keeps a description of its interface. */
function undescribedRoutes({ base, head, result }: ReviewedTrees, { added, modified }: TreeChange): Debt[] {
  const descriptions = head.source.files
    .matching(DESCRIPTIONS)
    .filter(({ role }) => role !== 'fixture' && role !== 'test' && role !== 'example' && role !== 'vendored');
  if (descriptions.length === 0) return [];
  const described = new Set(
    descriptions.flatMap(({ path }) =>
      [...(head.source.text(path) ?? '').matchAll(/["']?(\/[\w\-/{}.]*)["']?\s*:/g)].map((match) =>
        normalRoute(match[1] ?? ''),
      ),
    ),
  );
  const fresh = [...added, ...modified]
    .filter(({ role, language }) => role === 'source' && language !== undefined)
    .flatMap(({ path }) => {
      const known = new Set(
        base.source.files.get(path) === undefined ? [] : routesOf(path, base.source).map((r) => r.route),
      );
      return routesOf(path, head.source).filter(
        ({ route }) => !known.has(route) && ![...described].some((other) => other === route || other.endsWith(route)),
      );
    });
  return [...grouped(fresh, ({ path }) => unitOf(path, result))].flatMap(([unit, routes]): Debt[] => {
    const severity = severityIn(contextOf(unit, result), UNDESCRIBED);
    if (severity === undefined) return [];
    return [
      {
        rule: 'api-description',
        severity,
        unit,
        title: 'A new endpoint that the description of the interface lacks',
        message: `${routes.map(({ route }) => route).join(', ')} ${routes.length === 1 ? 'is' : 'are'} not in ${descriptions[0]?.path}.`,
        remedy: 'Describe it there, with what it takes, what it answers and with which errors.',
        locations: placesOf(routes),
      },
    ];
  });
}

/** New dependencies that the lock file beside the manifest does not know. */
function unlockedDependencies({ base, head, result }: ReviewedTrees): Debt[] {
  const missing: Location[] = [];
  for (const manifest of head.manifests) {
    const before = base.manifests.find(({ path }) => path === manifest.path);
    const folder = manifest.path.slice(0, manifest.path.lastIndexOf('/') + 1);
    const locks = head.lockFiles.filter(
      ({ ecosystem, path }) =>
        ecosystem === manifest.ecosystem && folder.startsWith(path.slice(0, path.lastIndexOf('/') + 1)),
    );
    if (before === undefined || locks.length === 0) continue;
    const locked = new Set(locks.flatMap(({ packages }) => packages.map(({ name }) => name)));
    const known = new Set(before.dependencies.map(({ name }) => name));
    for (const { name, line } of manifest.dependencies) {
      if (known.has(name) || locked.has(name)) continue;
      missing.push({ path: manifest.path, ...(line === undefined ? {} : { line }) });
    }
  }
  if (missing.length === 0) return [];
  const unit = unitOf(missing[0]?.path ?? '', result);
  const severity = severityIn(contextOf(unit, result), UNLOCKED);
  if (severity === undefined) return [];
  return [
    {
      rule: 'lockfile',
      severity,
      unit,
      title: 'A new dependency that the lock file does not know',
      message: 'The manifest names a dependency that is not in the lock file beside it.',
      remedy: 'Run the install command of the package manager and commit the lock file with the manifest.',
      locations: placesOf(missing),
    },
  ];
}

/** Said above, of the change itself. */
const OF_THE_WHOLE = new Set(['configuration-in-step', 'lockfile-in-step', 'tests-in-ci', 'coverage-measured']);

/** What an audit finds in the files of the change and did not find before. */
function broughtBy({ change }: AuditResult, { added, modified }: TreeChange, said: ReadonlySet<string>): Debt[] {
  const touched = new Set([...added, ...modified].map(({ path }) => path));
  const isOfThisChange = (finding: Finding): boolean =>
    finding.severity !== 'info' &&
    !said.has(finding.rule) &&
    !OF_THE_WHOLE.has(finding.rule) &&
    finding.locations.some(({ path, line }) => line !== undefined && touched.has(path));
  return (change?.brought ?? [])
    .filter(isOfThisChange)
    .map(({ rule, severity, unit, title, message, remedy, locations }) => ({
      rule,
      severity,
      unit,
      title,
      message,
      remedy,
      locations,
    }));
}
