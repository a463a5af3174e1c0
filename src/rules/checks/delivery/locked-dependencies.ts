import type { Evidence } from '../../../facts/evidence.ts';
import { type Dependency, ECOSYSTEMS, type Ecosystem, type Manifest } from '../../../facts/manifests/manifest.ts';
import type { FileEntry } from '../../../repository/file-index.ts';
import type { Language } from '../../../repository/languages.ts';
import { type Role, roleOf } from '../../../repository/roles.ts';
import type { Check } from '../../check.ts';
import { found, no, type Outcome, unknown, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Names of lock files, lower-cased; Maven has none of its own, Gradle only on request. */
const LOCK_FILES: Readonly<Record<Ecosystem, readonly string[]>> = {
  npm: [
    'package-lock.json',
    'npm-shrinkwrap.json',
    'yarn.lock',
    'pnpm-lock.yaml',
    'bun.lock',
    'bun.lockb',
    'deno.lock',
  ],
  pypi: [
    ...['poetry.lock', 'uv.lock', 'pdm.lock', 'pipfile.lock', 'pylock.toml', 'requirements.lock', 'conda-lock.yml'],
    ...['pixi.lock', 'requirements-lock.txt', 'requirements.lock.txt'],
  ],
  go: ['go.sum', 'gopkg.lock', 'glide.lock'],
  cargo: ['cargo.lock'],
  maven: [
    'gradle.lockfile',
    'buildscript-gradle.lockfile',
    'verification-metadata.xml',
    'build.sbt.lock',
    'maven_install.json',
  ],
  rubygems: ['gemfile.lock', 'gems.locked'],
  packagist: ['composer.lock'],
  // The older list of packages names exact versions only.
  nuget: ['packages.lock.json', 'paket.lock', 'packages.config'],
  hex: ['mix.lock', 'rebar.lock'],
  swift: ['package.resolved', 'podfile.lock', 'cartfile.resolved'],
  pub: ['pubspec.lock'],
  hackage: ['cabal.project.freeze', 'stack.yaml.lock', 'stack.yaml'],
  cpp: ['conan.lock', 'vcpkg-configuration.json'],
  terraform: ['.terraform.lock.hcl'],
};

/** Locks of systems that are no ecosystem of manifests here. */
const OTHER_LOCK_FILES = [
  ...['renv.lock', 'package.lock', 'chart.lock', 'module.bazel.lock', 'elm.json', 'puppetfile.lock'],
  ...['berksfile.lock', 'policyfile.lock.json', 'shard.lock', 'spago.lock', 'cpanfile.snapshot', 'dub.selections.json'],
  ...['packages-lock.json', 'nimble.lock', 'luarocks.lock', 'opam.locked', 'mintfile.lock'],
  // Julia's; a manifest of its own for each version of the language may lie beside.
  ...['manifest.toml', 'juliamanifest.toml'],
];

/** What stands around software that its own ecosystem does not lock: scripts, infrastructure, tests that are run apart. */
const AROUND = /(?:^|\/)(?:\.[\w-]+|scripts?|infra\w*|terraform|iac|helm|charts?|k8s|deploy\w*|[\w-]+-tests?)\//;
/** What Puppet, Ansible and Chef put on machines. https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_reuse_roles.html */
const FOR_MACHINES = /(?:^|\/)(?:modules|roles|site|cookbooks)\/(?:[\w-]+\/){1,2}(?:files|templates)\//;
/** What the pages about the software are made of. */
const DOCS = /(?:^|\/)(?:docs?|documentation|website|themes)\//;
/** A chart beside an application says nothing about the application. */
const CHARTS = 3;
const JVM: ReadonlySet<Language> = new Set<Language>(['java', 'kotlin', 'scala', 'groovy', 'clojure']);

const LANGUAGES: Readonly<Record<Ecosystem, readonly Language[]>> = {
  npm: ['javascript', 'typescript', 'vue', 'svelte', 'astro'],
  pypi: ['python', 'notebook'],
  go: ['go'],
  cargo: ['rust'],
  maven: ['java', 'kotlin', 'scala', 'groovy', 'clojure'],
  rubygems: ['ruby'],
  packagist: ['php'],
  nuget: ['csharp', 'fsharp'],
  hex: ['elixir', 'erlang'],
  swift: ['swift', 'objective-c'],
  pub: ['dart'],
  hackage: ['haskell'],
  cpp: ['c', 'cpp'],
  terraform: ['terraform'],
};

const OWN_ROLES: ReadonlySet<Role> = new Set<Role>(['source', 'config', 'docs', 'ci', 'generated', 'asset']);

/**
 * Whether what is installed is written down. Decided for the ecosystem of most of the source; where that one has nothing to
 * lock, or the software is a library whose users resolve for themselves, any lock file will do.
 */
export const lockedDependencies: Check = {
  name: 'locked-dependencies',
  run(view) {
    const all = view.facts.manifests.filter(
      ({ path, dependencies }) => view.here(path) && dependencies.length > 0 && !FOR_MACHINES.test(path),
    );
    const own = all.filter(({ role }) => OWN_ROLES.has(role));
    // Where there is nothing but tests of something else, these are what is installed.
    const ofTests = own.length > 0 ? [] : all.filter(({ role }) => role === 'test');
    // What the tests install beside source that names nothing says nothing of that.
    if (ofTests.length > 0 && !isMostlyTests(view)) {
      const locks = everyLock(own, view);
      return locks.length > 0 ? yes(locks.slice(0, 5)) : unknown();
    }
    const manifests = own.length > 0 ? own : ofTests;
    // Linters of another language around it are not what it is made of either.
    const running = manifests.filter(({ dependencies }) => dependencies.some(({ scope }) => scope !== 'dev'));
    const ecosystems = [...new Set((running.length > 0 ? running : manifests).map(({ ecosystem }) => ecosystem))];
    const lockable = ecosystems.filter(isLockable);
    const largest = largestLanguage(view);
    // Infrastructure beside an application is not what it is made of, nor are scripts what infrastructure is made of.
    const main =
      largest === 'terraform' && lockable.includes('terraform')
        ? 'terraform'
        : mainEcosystem(lockable.length > 1 ? lockable.filter((name) => name !== 'terraform') : lockable, view);
    const ofMain = manifests.filter((manifest) => manifest.ecosystem === main);
    if (main !== undefined && view.trait('library').value !== true) {
      const locks = locksOf(main, ofMain, view);
      // What a repository of charts is made of are the charts.
      const charts = locks.length > 0 ? [] : lockFilesNamed(['chart.lock', 'package.lock'], view);
      return decide(
        charts.length >= CHARTS && view.trait('infrastructure').value === true ? charts : locks,
        ofMain,
        view,
      );
    }
    const locks = everyLock(manifests, view);
    const isOnlyDocs = manifests.every(({ path }) => DOCS.test(path));
    const outside = isOnlyDocs ? locks : locks.filter(({ path }) => !DOCS.test(path));
    return decide(isJvm(view) ? outside.filter(({ path }) => !AROUND.test(path)) : outside, manifests, view);
  },
};

function everyLock(manifests: readonly Manifest[], view: View): Evidence[] {
  const ofEcosystems = ECOSYSTEMS.flatMap((ecosystem) => locksOf(ecosystem, manifests, view));
  return [...ofEcosystems, ...lockFilesNamed(OTHER_LOCK_FILES, view)];
}

function isMostlyTests(view: View): boolean {
  const files = view.facts.source.files.under(view.unit).filter(({ language }) => language !== undefined);
  return files.filter(({ role }) => role === 'test').length > files.filter(({ role }) => role === 'source').length;
}

/** Which ecosystems lock by custom: asking it of Maven would ask for what hardly anybody has. */
function isLockable(ecosystem: Ecosystem): boolean {
  return ecosystem !== 'maven' && ecosystem !== 'cpp';
}

function decide(locks: readonly Evidence[], manifests: readonly Manifest[], view: View): Outcome {
  if (locks.length > 0) return yes(locks.slice(0, 5));
  if (view.facts.hasBrokenManifest || manifests.some(isNearlyPinned)) return found([], true);
  // Sources from which a pinned file is written are named by that, and tools of .NET by their whole version.
  const telling = manifests.filter(({ path }) => !/unpinned|\.in$|(?:^|\/)dotnet-tools\.json$/.test(path));
  return no(
    (telling.length > 0 ? telling : manifests)
      .slice(0, 3)
      .map(({ path }) => ({ path, detail: 'its dependencies are not locked' })),
  );
}

function locksOf(ecosystem: Ecosystem, manifests: readonly Manifest[], view: View): Evidence[] {
  const files = lockFilesNamed(LOCK_FILES[ecosystem], view);
  if (files.length > 0) return files;
  return ecosystem === 'pypi' ? [...condaExports(view), ...pinnedRequirements(manifests)] : [];
}

/** What `conda env export` wrote names the build of everything that was installed. */
function condaExports(view: View): Evidence[] {
  return view.facts.lockFiles
    .filter(({ ecosystem, path }) => ecosystem === 'pypi' && ENVIRONMENT.test(path) && view.here(path))
    .filter(({ path }) => OWN_ROLES.has(view.facts.source.files.get(path)?.role ?? 'test'))
    .map(({ path }) => ({ path, detail: 'names the builds of what is installed' }));
}

function lockFilesNamed(names: readonly string[], view: View): Evidence[] {
  return names
    .flatMap((name) => view.facts.source.files.named(name))
    .filter((file) => view.here(file.path) && OWN_ROLES.has(roleOfFolder(file)) && !isFreezeOfAnother(file, view))
    .map((file) => ({ path: file.path, detail: 'locks the dependencies' }));
}

/** Cabal reads the freeze file beside its project: any other is that of a tool around it. */
function isFreezeOfAnother({ path, name }: FileEntry, view: View): boolean {
  if (name !== 'cabal.project.freeze') return false;
  const folder = path.slice(0, -name.length);
  return !view.facts.source.files
    .under(folder === '' ? '.' : folder.slice(0, -1))
    .some(
      (file) =>
        file.path.startsWith(folder) && /^[^/]*(?:\.cabal|cabal\.project)$/.test(file.path.slice(folder.length)),
    );
}

/** Lock files have one role wherever they lie: whose they are tells the folder. */
function roleOfFolder(file: FileEntry): Role {
  return roleOf(`${file.path.slice(0, -file.name.length)}manifest.json`, false);
}

/** The share of exact versions from which a requirements file counts as pinned: an odd unpinned tool is no gap. */
const PINNED_SHARE = 0.9;
/** Requirements of the documentation's build say nothing about the software's. */
const REQUIREMENTS = /^(?!(?:.*\/)?docs?\/).*(?:requirements|constraints)/i;
/** Conda's `name=1.2.3`, in files that list nothing else. */
const ENVIRONMENT = /(?:^|\/)(?![^/]*unpinned)[^/]*environment[^/]*\.ya?ml$/i;
const EXACT_OF_CONDA = /^={1,2}\s*\d+(?:\.\w+)+(?:=\S*)?$/;
const EXACT = /^={2,3}\s*[^*,<>~!]+$|^@\s/;

function pinnedRequirements(manifests: readonly Manifest[]): Evidence[] {
  const lists = manifests.filter(
    ({ ecosystem, path }) => ecosystem === 'pypi' && (REQUIREMENTS.test(path) || ENVIRONMENT.test(path)),
  );
  const pinned = [...lists.filter(isPinned), ...manifests.filter(pinsWhatShips)];
  // The list of a part, or of a tool around it, says nothing of the rest.
  const names = namesIn(pinned);
  const loose = [...namesIn(manifests.filter((manifest) => manifest.ecosystem === 'pypi'))].filter(
    (name) => !names.has(name),
  );
  return loose.length > names.size ? [] : pinned.map(({ path }) => ({ path, detail: 'pins exact versions' }));
}

function namesIn(manifests: readonly Manifest[]): Set<string> {
  return new Set(manifests.flatMap(({ dependencies }) => dependencies.map(({ name }) => name)));
}

/** So few dependencies may be exact by chance. */
const FEW = 3;

/** A program that names the exact versions of all that it runs with, whatever its tools are. */
function pinsWhatShips({ ecosystem, path, dependencies }: Manifest): boolean {
  if (ecosystem !== 'pypi' || !/(?:^|\/)pyproject\.toml$/.test(path)) return false;
  const shipped = dependencies.filter(({ scope }) => scope === 'prod');
  return shipped.length >= FEW && shipped.every((dependency) => isExact(dependency, false));
}

/** The share of exact versions, of so many, from which on whoever reads the list may call it locked. */
const NEARLY = { share: 0.85, dependencies: 10 };

function isNearlyPinned({ ecosystem, path, dependencies }: Manifest): boolean {
  if (ecosystem !== 'pypi' || !/(?:^|\/)pyproject\.toml$/.test(path)) return false;
  if (dependencies.length < NEARLY.dependencies) return false;
  return dependencies.filter((dependency) => isExact(dependency, false)).length >= NEARLY.share * dependencies.length;
}

function isPinned(manifest: Manifest): boolean {
  const isConda = ENVIRONMENT.test(manifest.path);
  const exact = manifest.dependencies.filter((dependency) => isExact(dependency, isConda)).length;
  return exact / manifest.dependencies.length >= PINNED_SHARE;
}

function isExact({ version }: Dependency, isConda: boolean): boolean {
  const text = version?.trim() ?? '';
  return EXACT.test(text) || (isConda && EXACT_OF_CONDA.test(text));
}

function isJvm(view: View): boolean {
  const largest = largestLanguage(view);
  return largest !== undefined && JVM.has(largest);
}

function largestLanguage(view: View): Language | undefined {
  return [...sizesOf(view)].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function sizesOf(view: View): Map<Language, number> {
  const sizes = new Map<Language, number>();
  for (const file of view.facts.source.files.under(view.unit)) {
    if (file.role !== 'source' || file.language === undefined || !view.here(file.path)) continue;
    sizes.set(file.language, (sizes.get(file.language) ?? 0) + file.size);
  }
  return sizes;
}

function mainEcosystem(ecosystems: readonly Ecosystem[], view: View): Ecosystem | undefined {
  const sizes = sizesOf(view);
  const weight = (ecosystem: Ecosystem): number =>
    LANGUAGES[ecosystem].reduce((sum, language) => sum + (sizes.get(language) ?? 0), 0);
  const [largest] = [...sizes].sort((a, b) => b[1] - a[1]);
  const best = [...ecosystems].sort((a, b) => weight(b) - weight(a))[0];
  // Where most of the source is in a language without locking, the locks of the tools around it say enough.
  if (best === undefined || largest === undefined || weight(best) * 4 < largest[1]) return undefined;
  return best;
}
