import type { ProbeDefinition } from '../facts/code/probes.ts';
import type { Facts } from '../facts/facts.ts';
import type { Manifest } from '../facts/manifests/manifest.ts';
import { isUnder } from '../repository/file-index.ts';
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
  if (run.every((trait) => trait === 'network-service') && isModuleOfProgram(path, manifests, facts)) return true;
  if (run.every((trait) => trait === 'mobile') && isModuleOfApp(path, manifests, facts)) return true;
  if (run.some((trait) => trait !== 'web-frontend') || manifests.length === 0) return false;
  if (manifests.every(isGallery)) return true;
  // Components of pages look like pages, and are shown by whoever takes them in.
  return (
    manifests.every(startsNothing) &&
    !PAGES.some((name) => facts.source.files.get(`${path}/${name}`) !== undefined) &&
    isBuiltUpon()
  );
}

/** Where a program of the JVM starts. */
export const JVM_STARTS: ProbeDefinition = {
  pattern: String.raw`@SpringBootApplication\b|\bSpringApplication\.run\b|\bSpringBootServletInitializer\b|\bstatic\s+void\s+main\s*\(|^[ \t]*(?:suspend[ \t]+)?fun[ \t]+main[ \t]*\(|\bdef\s+main\s*\(\s*args\b|\bextends\s+(?:App|IOApp)\b`,
  words: ['SpringBootApplication', 'SpringApplication', 'SpringBootServletInitializer', 'main', 'App', 'IOApp'],
  languages: ['java', 'kotlin', 'scala', 'groovy'],
};
/** Frameworks and packagings that start a program without a line of code that says so. */
const STARTS_BY_BUILD =
  /quarkus-maven-plugin|\bid\s*\(?\s*["']io\.quarkus["']|micronaut|helidon|grails|vertx|\bPlay(?:Scala|Java)\b|\bopen-?liberty|payara|<packaging>(?:war|ear)\b|\bid\s*\(?\s*["']war["']|\bapply\s+plugin:\s*["']war["']|\bmainClass|\bjib\b|appengine|azure-?functions|aws-lambda/i;

/** Whether routes lie in a module of a larger program of the JVM, which starts in another module. */
function isModuleOfProgram(path: string, manifests: readonly Manifest[], facts: Facts): boolean {
  if (manifests.length === 0 || manifests.some(({ ecosystem }) => ecosystem !== 'maven')) return false;
  const starts = facts.code.hits(JVM_STARTS);
  if (starts.some((hit) => isUnder(hit.path, path))) return false;
  if (facts.containers.dockerfiles.some((file) => isUnder(file.path, path))) return false;
  const isStartedByBuild = (manifest: Manifest): boolean =>
    STARTS_BY_BUILD.test(facts.source.text(manifest.path) ?? '');
  if (manifests.some(isStartedByBuild)) return false;
  return starts.length > 0 || facts.manifests.some((other) => other.ecosystem === 'maven' && isStartedByBuild(other));
}

/** What a module of Gradle is that is installed on devices, and not taken in by one. */
const ANDROID_APP = /\bapplicationId\b|\bcom\.android\.application\b|\bandroid[.-]?application\b/i;
/** An app that shows a library takes it in as well, and is not what it is for. */
const SHOWS = /(?:^|\/)[\w-]*(?:samples?|demos?|examples?|playground)[\w-]*\//i;

/** Whether screens lie in a module of a larger app of Android, which is built in another module. */
function isModuleOfApp(path: string, manifests: readonly Manifest[], facts: Facts): boolean {
  const isApp = (manifest: Manifest): boolean =>
    manifest.ecosystem === 'maven' && ANDROID_APP.test(facts.source.text(manifest.path) ?? '');
  if (manifests.length === 0 || manifests.some(({ ecosystem }) => ecosystem !== 'maven') || manifests.some(isApp))
    return false;
  return facts.manifests.some((manifest) => {
    const folder = folderOf(manifest.path);
    return folder !== '' && folder !== path && !SHOWS.test(manifest.path) && isApp(manifest);
  });
}

/** A package of npm without a program, a server or a page to open. */
function startsNothing({ ecosystem, scripts, binaries }: Manifest): boolean {
  return (
    ecosystem === 'npm' &&
    binaries.length === 0 &&
    !scripts.some(({ name, command }) => /^(?:start|serve|dev|preview)$/.test(name) && !WATCHES.test(command))
  );
}

/** A package of npm that shows components to those who write them, and starts nothing else. */
function isGallery({ ecosystem, scripts }: Manifest): boolean {
  return (
    ecosystem === 'npm' &&
    scripts.some(({ command }) => GALLERY.test(command)) &&
    !scripts.some(({ name, command }) => /^(?:start|serve|dev|preview|build)$/.test(name) && !GALLERY.test(command))
  );
}

const GALLERY = /\b(?:storybook|ladle|styleguidist|playroom|histoire)\b/;
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

/** The names of repositories that test others: the programs in them are there to be started by tests. */
export const OF_TESTS = '(^|[-_.])(acceptance|conformance|integration|system|smoke|e2e|end-to-end)[-_]?tests?$';

/** Families of practices that matter while a program runs for somebody. */
export const AT_RUNTIME: ReadonlySet<string> = new Set(['failure', 'observability', 'resilience', 'telemetry']);

/** Whether a part only describes how something runs that is made elsewhere: a Helm chart without code of its own. */
export function isChartAlone(path: string, facts: Facts): boolean {
  if (facts.source.files.get(`${path}/Chart.yaml`) === undefined) return false;
  return !facts.source.files
    .under(path)
    .some(({ role, language }) => role === 'source' && language !== undefined && language !== 'shell');
}

/** Registries want more than a name and a version, and nobody publishes 0.0.0. */
function isPublished({ path, private: isPrivate, packaged, version, ecosystem, ...told }: Manifest): boolean {
  if (isPrivate || !packaged || version === '0.0.0') return false;
  // Every module of Maven is packed; Maven Central takes those that are described.
  const mustTell = DESCRIBED.has(ecosystem) || path.endsWith('pom.xml');
  return !mustTell || told.description !== undefined || told.license !== undefined;
}

/** Ecosystems whose registries ask for a description or a licence. */
const DESCRIBED: ReadonlySet<string> = new Set(['npm', 'cargo', 'pypi', 'packagist', 'hex', 'pub', 'hackage']);
