/** What a file is for. Only `source` (and what a rule names) is evidence that this software does something. */
export const ROLES = [
  'source',
  'test',
  'fixture',
  'example',
  'docs',
  'config',
  'ci',
  'vendored',
  'generated',
  'agent-tooling',
  'asset',
] as const;

export type Role = (typeof ROLES)[number];

const folder = (names: string): RegExp => new RegExp(`(?:^|/)(?:${names})/`, 'i');
/** Names or endings, in lower case: asked of every file, so that no pattern is tried on each. */
const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const VENDORED = folder(
  'node_modules|[\\w-]+\\.lspkg|swagger-ui(?:-dist)?|aosp|vendor|vendored|wwwroot/lib|(?:js|libs?|assets|static|public|plugins|scripts|components|webroot)/(?:tiny_?mce|f?ckeditor\\d?|jquery-ui|ace-builds|codemirror|font-?awesome)|monaco(?:-editor)?/(?:min|dev|esm|vs)|(?:libraries|libs?|deps|dependencies|external|extlibs|3rd|submodules|include)/(?:glfw|glm|glad|glew|stb|imgui|assimp|spdlog|fmt|googletest|gtest|catch2|sdl2?|freetype|zlib|libpng|bullet3?|eigen3?|entt|openal(?:-soft)?|yaml-cpp|rapidjson|tinyobjloader|tinygltf|miniaudio|box2d|raylib|sfml|volk|vma|vulkanmemoryallocator)(?:-[\\w.]+)?|third[-_]?party|go-licenses|third[-_]?party[-_](?:licen[sc]es|notices)|thirdparty|3rdparty|external_libs|bower_components|jspm_packages|Pods|Carthage|Godeps|\\.yarn|\\.bundle|\\.history|\\.obsidian|site-packages|_vendor|extern|deps/vendor|wp-includes|wp-admin|META-INF/maven|Assets/(?:[\\w-]+/)?(?:External|Externals|Imported|AssetStore|Asset Store|Standard Assets|TextMesh Pro|Plugins)',
);
/** A release of somebody else's, in the folder that bears its version: `public/plugins/pdfjs-5.2.133/`. */
const VENDORED_RELEASE =
  /(?:^|\/)(?:public|static|assets|wwwroot|webroot|htdocs|plugins|libs?|js)\/(?:[\w.@-]+\/){0,4}[a-z][\w.]*[-@]v?\d+\.\d+(?:\.\d+)+\/|(?:^|\/)libs?\/[a-z][\w.]{2,}-v?\d+\.\d+\//i;
/** The same wherever it lies, where the whole version is part of the folder's name: `inputs/serde-1.0.219/`, `jquery-ui-1.14.1.dark/`. */
const VENDORED_COPY = /(?:^|\/)[a-z][\w.]*(?:-[a-z][\w.]*)*-v?\d+\.\d+\.\d+(?:\.[a-z][\w-]*)?\//i;
const VENDORED_NAME =
  /^(?:gradlew(?:\.bat)?|mvnw(?:\.cmd)?|gradle-wrapper\.(?:jar|properties)|\.pnp\.c?js|yarn-\d[\d.]*\.c?js)$/i;
/** Types of others' packages that an editor keeps. */
const TYPINGS = folder('typings');
const MINIFIED = /(?:[.-]min\.(?:js|css|mjs)|\.bundle\.js|\.(?:cjs|esm|umd|iife)\.js|\.js\.map|\.css\.map)$/i;
const VENDORED_LIBRARY =
  /^(?:jquery(?:-ui)?|bootstrap(?:\.bundle)?|angular|react(?:-dom)?|vue|underscore|backbone|lodash|moment|d3|modernizr|popper|select2|datatables|font-?awesome|normalize|three|chart|codemirror|tinymce|ckeditor|leaflet|handlebars|require|knockout|ember|swagger-ui|fullcalendar|fancybox|redoc|mathjax|htmx|signature_pad)(?:[-.](?:v?\d[\w.]*|slim|full|core|global|production|development|bundle|standalone|preset|umd|esm|pack|daygrid|timegrid|interaction))*\.(?:js|css)$/i;
const GENERATED_FOLDER = folder(
  '(?:[\\w.]+-)?dist|\\.next|\\.nuxt|\\.output|\\.svelte-kit|__generated__|\\.gen|_generated|__pycache__|coverage|htmlcov|bazel-(?:bin|out)|\\.terraform|\\.serverless|storybook-static|_site',
);
const GENERATED_NAME =
  /(?:\.pb\.(?:go|cc|h|dart)|_pb2(?:_grpc)?\.pyi?|_pb\.(?:js|d\.ts|rb)|\.g\.(?:dart|cs)|\.freezed\.dart|\.designer\.cs|_generated\.(?:go|rs|ts|h)|\.generated\.\w+|\.gen\.(?:go|ts|dart)|zz_generated[\w.]*\.go|mock_[\w]+\.go|\.snap|^(?:schema\.rb|structure\.sql))$/i;
/** Lock files are facts of their own; as text they are other people's. */
const LOCK_FILES = words(`
  package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb poetry.lock uv.lock pdm.lock pylock.toml pipfile.lock
  cargo.lock go.sum go.work.sum gemfile.lock gems.locked composer.lock mix.lock pubspec.lock package.resolved podfile.lock
  cartfile.resolved packages.lock.json paket.lock gradle.lockfile buildscript-gradle.lockfile stack.yaml.lock cabal.project.freeze
  flake.lock conan.lock deno.lock .terraform.lock.hcl chart.lock requirements.lock rebar.lock manifest.toml.lock
`);
const NAMED_PYLOCK = /^pylock\.[\w-]+\.toml$/;

const AGENT_FOLDER = folder(
  '\\.claude|\\.cursor|\\.codex|\\.gemini|\\.windsurf|\\.clinerules|\\.roo|\\.kiro|\\.specify|\\.aider[\\w.-]*|\\.continue|\\.agents?|\\.opencode|\\.junie|\\.augment|\\.serena|\\.github/(?:agents|prompts|chatmodes|instructions|skills)',
);
const AGENT_NAME =
  /^(?:AGENTS?(?:\.\w+)?\.md|CLAUDE(?:\.local)?\.md|GEMINI\.md|\.cursorrules|\.windsurfrules|\.clinerules|\.goosehints|copilot-instructions\.md|\.mcp\.json|\.aider\.conf\.yml|llms(?:-full)?\.txt)$/i;

const CI_PLACE =
  /^(?:\.github\/(?:workflows|actions)\/|\.circleci\/|circle\.ya?ml$|\.taskcluster\.ya?ml$|\.gitlab\/|\.gitlab-ci|\.buildkite\/|\.woodpecker|\.drone|\.builds\/|\.azure-pipelines|\.azuredevops\/|\.ci\/|ci\/|\.semaphore\/|\.concourse\/|\.tekton\/|\.teamcity\/|\.harness\/|\.forgejo\/workflows\/|\.gitea\/workflows\/|azure-pipelines|bitbucket-pipelines|appveyor|\.appveyor|\.cirrus|\.travis|wercker|\.build\.yml|\.packit|\.zuul|zuul\.|\.?cloudbuild|buildspec|codemagic|bitrise)/i;
const CI_NAME =
  /^(?:\.?jenkinsfile(?:[._-][\w.-]+)?|[\w.-]+\.jenkinsfile|\.travis\.yml|\.gitlab-ci\.ya?ml|azure-pipelines[\w.-]*\.ya?ml|cloudbuild[\w.-]*\.ya?ml|buildspec[\w.-]*\.ya?ml|bitbucket-pipelines\.yml)$/i;

/** Tests by their name that lie beside the pipelines: of its scripts, or of what it has deployed. */
const TEST_BESIDE_CI =
  /^(?:test_.*\.py|.*_test\.(?:py|go|rb|exs)|.*_spec\.rb|.*\.(?:test|spec)\.[cm]?[jt]sx?|.*\.bats)$/;

const FIXTURE = folder(
  'fixtures?|tests?/only|__fixtures__|testdata|test[-_]data|\\.?test[-_]?fixtures|__snapshots__|snapshots|goldens?|golden[-_]?files|cassettes|vcr_cassettes|test[-_]?resources|testresources|mocks?|__mocks__|test[-_]?files|test[-_](?:charts|inputs|projects|repos|packages|workspaces)|mockdata|stubs|wiremock|src/test/resources|test/resources|tests/(?:data|resources|assets|corpus|inputs?)|spec/(?:data|files|support/files)|corpus|ui_tests?_fixtures',
);

const TEST_FOLDER = folder(
  '_?tests?|t/(?:unit|integration|smoke|functional)|__tests?__|_?(?:integration|unit|functional|e2e)[-_]tests?|specs?|e2e|cypress|playwright|integration[-_]?tests?|unit[-_]?tests?|functional[-_]?tests?|acceptance[-_]?tests?|system[-_]?tests?|smoke[-_]?tests?|end[-_]?to[-_]?end|src/(?:test|it|sbt-test|integrationTest|androidTest|testFixtures|e2e)|[\\w.]*(?:Tests?|(?:Unit|Integration|Acceptance|Functional|System|Smoke)Testing)|[A-Z][\\w.]*\\.Test(?:Client|App|Host|Server|Harness|Helpers?|Support)|androidTest|instrumentationTests?|testing|test[-_]?(?:utils?|helpers?|support|suites?|harness|engineering)|features/step_definitions|benchmark[s]?|bench|benches|perf|load[-_]?tests?|stress[-_]?tests?|fuzz|fuzzing',
);
/** Files that are tests by their name, wherever they lie; `fastest.py` and `contest.go` are not. */
const TEST_NAME =
  /^(?:test_.*\.py|.*_test\.(?:py|go|rb|exs?|cc|cpp|c|dart|clj|lua|ts|js|hs|erl|zig)|tests?\.(?:py|rs|js|ts|lisp|rb)|conftest\.py|.*[.\-_](?:test|tests|spec|cy|e2e|unit)\.(?:[cm]?[jt]sx?|vue|svelte)|.*_spec\.(?:rb|lua|js|ts|cr)|.*(?:Test|Tests|TestCase|Spec|IT|ITCase|TestSuite)\.(?:java|kt|scala|groovy|cs|php|swift|m|fs|hs|cls)|Test[A-Z].*\.(?:java|kt|php|cs)|.*\.(?:bats|t|feature)|test[-_].*\.(?:js|ts|sh|rb|R|c|cpp|lua)|.*[-_]tests?\.(?:rs|cc|cpp|c|sh|js|ts|clj|lua|R)|.*_ut__define\.pro|(?:mock|fake|stub|fixture)[-_.]?server\.(?:[cm]?[jt]s|py|rb|go)|serve[-_](?:fixtures?|mocks?)\.(?:[cm]?[jt]s|py|rb)|setup-?[tT]ests?\.[cm]?[jt]sx?|(?:karma|jest|vitest|playwright|cypress|wdio|protractor)\.(?:conf|config)\..*)$/;

const EXAMPLE = folder(
  'examples?|samples?|demos?|_examples?|(?:example|sample|demo)[-_]apps?|(?:example|sample)[-_](?:terraform|helm|k8s|kubernetes|ansible|deployments?)[\\w-]*|tutorials?|quickstarts?|cookbook|(?:[\\w-]+[-_])?playgrounds?|sandbox(?:es)?|experiments?|showcase|templates?/(?:project|app)s?|priv/templates|[A-Z][\\w.]*\\.(?:\\w*Sample(?:s|App|Api|Client|Web)?|Demo(?:s|App|Api|Client|Web)?)|[\\w-]+[-_](?:poc|proof[-_]of[-_]concept)|boilerplates?|project[-_]templates?|starters?|snippets|(?:packages|libs|crates|modules)/(?:examples?|samples?|demos?)[-_][\\w-]+|_?archived(?:[-_][\\w-]+)?',
);
const JVM_SOURCE = /(?:^|\/)src\/main\/(?:java|kotlin|scala|groovy)\//;
const DOCS_FOLDER = folder(
  'docs?|documentation|_?posts|website/docs|wiki|man|manual|guides?|adrs?|decisions|rfcs?|javadoc|apidocs?|doc-src|\\.vitepress|\\.vuepress',
);
const DOCS_ENDINGS = words(
  'md mdx markdown mdown mkd mkdn rst adoc asciidoc txt org textile pod rdoc wiki creole 1 2 3 4 5 6 7 8',
);
const PROSE_NAME =
  /^(?:readme|license|licence|copying|notice|authors|contributors|maintainers|changelog|changes|history|news|security|contributing|code_of_conduct|todo|install|owners|codeowners)(?:\.[\w-]+)?$/i;

const ASSET_ENDINGS = words(`
  png jpg jpeg gif svg ico icns bmp webp avif tif tiff psd ai sketch fig woff woff2 ttf otf eot mp3 mp4 m4a m4v wav ogg flac webm mov avi pdf
  zip tar gz tgz bz2 xz 7z rar jar war ear class dll so dylib exe bin o a lib pyc wasm dat db sqlite sqlite3 parquet npy npz h5 pkl pt pth
  onnx safetensors csv tsv xls xlsx doc docx ppt pptx po mo pot xlf strings gpg asc sig pem crt cer p12 pfx jks key keystore der map glb
  gltf obj fbx blend unity prefab mat meta uasset lockb
`);

const CONFIG_ENDINGS = words(`
  json jsonc json5 yaml yml toml ini cfg conf config properties xml plist env editorconfig gitignore gitattributes dockerignore npmrc nvmrc
  lock csproj fsproj vbproj podspec pbxproj nuspec project tofu lockfile sln slnx props targets cabal nix bzl bazel cmake mk pro pri tfvars
  service timer socket hjson edn rc
`);
const CONFIG_NAME =
  /^(?:\.[\w.-]+rc|\.env[\w.-]*|dockerfile[\w.-]*|[\w.-]+\.dockerfile|containerfile[\w.-]*|makefile|gnumakefile|justfile|taskfile|procfile|gemfile|rakefile|podfile|vagrantfile|cmakelists\.txt|meson\.build|build\.bazel|workspace|[\w.-]*requirements[\w.-]*\.(?:txt|in|pip)|constraints[\w.-]*\.txt|codeowners|[\w.-]+\.config\.[cm]?[jt]s|\.[\w-]+\.c?js|\.tool-versions|\.python-version|\.ruby-version|go\.mod|go\.work|mix\.exs|package\.swift|setup\.py|conanfile\.(?:py|txt)|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|build\.sbt|[\w.-]+\.gemspec|paket\.dependencies|pom\.xml)$/i;
/** A part of the requirements, in a folder of them. */
const REQUIREMENTS = /(?:^|\/)requirements\/[\w.-]+\.(?:txt|in|pip)$/i;

/** How something is built, checked and shipped. */
const BUILD_NAME =
  /^(?:(?:docker|container)file(?:\.[\w.-]+)?|[\w.-]+\.dockerfile|(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml|makefile|justfile|procfile|package\.json|composer\.json|pyproject\.toml|setup\.(?:py|cfg)|pipfile|requirements[\w.-]*\.txt|cargo\.toml|go\.mod|gemfile|gems\.rb|[\w.-]+\.gemspec|pom\.xml|(?:build|settings)\.gradle(?:\.kts)?|build\.sbt|[\w.-]+\.(?:cs|fs|vb|sql)proj|mix\.exs|pubspec\.yaml|package\.swift|podfile|deno\.jsonc?|project\.clj|(?:deps|bb)\.edn)$/i;

/** Whether a file tells how the software is built: what GitHub's bar of languages leaves out stays a part of it. */
export function isBuildFile(path: string): boolean {
  const { name, lowerName } = partsOf(path);
  return isCi(path, name) || isLockFile(lowerName) || BUILD_NAME.test(name);
}

/** Marks from .gitattributes (linguist-*), which win over our own guesses. */
export interface LinguistMarks {
  readonly vendored?: boolean;
  readonly generated?: boolean;
  readonly documentation?: boolean;
}

/** Formats of data: nobody writes prose in them. */
const SETTINGS = words('json jsonc yaml yml toml ini xml properties conf cfg neon');
const PAGES = words('html htm astro');

/**
 * The role of a file by its path. What its content tells (`@generated` headers) is added when it is read.
 * @param isLanguage whether the name has a programming language's ending
 */
export function roleOf(path: string, isLanguage: boolean, marks: LinguistMarks = {}): Role {
  if (marks.vendored === true) return 'vendored';
  if (marks.generated === true) return 'generated';
  const { folder: around, name, lowerName, ending } = partsOf(path);
  const place = placeOf(around);
  if (place.isAgent || AGENT_NAME.test(name)) return 'agent-tooling';
  if (marks.vendored !== false && (place.isVendored || isVendored(name, ending, around))) return 'vendored';
  if (isLockFile(lowerName)) return 'generated';
  if (marks.generated !== false && (place.isGenerated || MINIFIED.test(name) || GENERATED_NAME.test(name)))
    return 'generated';
  // What lies beside the settings of a forge serves the forge.
  if (isLanguage && BESIDE_SETTINGS.test(path)) return 'ci';
  if (isCi(path, name)) return isLanguage && TEST_BESIDE_CI.test(name) ? 'test' : 'ci';
  if (marks.documentation === true) return 'docs';
  if (place.isFixture) return 'fixture';
  if (place.isTest || TEST_NAME.test(name)) return 'test';
  if (place.isExample) return 'example';
  // A picture beside the text is no text.
  if (place.isDocs) return ASSET_ENDINGS.has(ending) ? 'asset' : 'docs';
  if (ASSET_ENDINGS.has(ending)) return 'asset';
  if (CONFIG_NAME.test(name) || REQUIREMENTS.test(path)) return 'config';
  if (DOCS_ENDINGS.has(ending)) return 'docs';
  // `security.py` is a program, and `security.yaml` are settings; `contributing.html` is a page.
  if (PROSE_NAME.test(name) && !SETTINGS.has(ending) && (!isLanguage || PAGES.has(ending))) return 'docs';
  if (isLanguage) return 'source';
  if (CONFIG_ENDINGS.has(ending) || lowerName.endsWith('.app.src')) return 'config';
  return path.includes('.') ? 'asset' : 'config';
}

/** Whether a file is a picture, an archive or other data by its name, wherever it lies: nobody expects text in it. */
export function isAsset(path: string): boolean {
  return ASSET_ENDINGS.has(partsOf(path).ending);
}

interface PathParts {
  /** With a slash at its end; empty for the root. */
  readonly folder: string;
  readonly name: string;
  readonly lowerName: string;
  /** What stands behind the last dot of the name, in lower case; empty without one. */
  readonly ending: string;
}

function partsOf(path: string): PathParts {
  const cut = path.lastIndexOf('/') + 1;
  const name = path.slice(cut);
  const lowerName = name.toLowerCase();
  const dot = lowerName.lastIndexOf('.');
  return { folder: path.slice(0, cut), name, lowerName, ending: dot < 0 ? '' : lowerName.slice(dot + 1) };
}

function isVendored(name: string, ending: string, around: string): boolean {
  if (ending === 'js' || ending === 'css') return VENDORED_LIBRARY.test(name) || VENDORED_NAME.test(name);
  return VENDORED_NAME.test(name) || (ending === 'pyi' && TYPINGS.test(around));
}

function isLockFile(lowerName: string): boolean {
  return LOCK_FILES.has(lowerName) || NAMED_PYLOCK.test(lowerName);
}

const BESIDE_SETTINGS = /^\.github\/[^/]+$/;

function isCi(path: string, name: string): boolean {
  return CI_PLACE.test(path) || CI_NAME.test(name);
}

/** What a folder says of everything in it: a Dockerfile among fixtures is a fixture. */
interface Place {
  readonly isAgent: boolean;
  readonly isVendored: boolean;
  readonly isGenerated: boolean;
  readonly isFixture: boolean;
  readonly isTest: boolean;
  readonly isExample: boolean;
  readonly isDocs: boolean;
}

/** Paths come in order, so that the last folder is mostly the one that is asked for again. */
let last: { readonly folder: string; readonly place: Place } | undefined;

/** @param folder with a slash at its end; empty for the root */
function placeOf(folder: string): Place {
  if (last?.folder !== folder) last = { folder, place: readPlace(folder) };
  return last.place;
}

function readPlace(folder: string): Place {
  return {
    isAgent: AGENT_FOLDER.test(folder),
    isVendored: VENDORED.test(folder) || VENDORED_RELEASE.test(folder) || VENDORED_COPY.test(folder),
    isGenerated: GENERATED_FOLDER.test(folder),
    isFixture: FIXTURE.test(folder),
    // Where Perl has its tests, at the root alone.
    isTest: TEST_FOLDER.test(folder) || folder.startsWith('t/'),
    // `org/example` in a JVM source root is the name of a package.
    isExample: EXAMPLE.test(folder) && !JVM_SOURCE.test(folder),
    isDocs: DOCS_FOLDER.test(folder),
  };
}

/** Headers that generators write, and browsers that keep a page of somebody else's; looked for in the first lines of a file. */
export const GENERATED_HEADER =
  /(?:code generated .{0,120}do not edit|@generated\b|auto-?generated (?:file|by|from)|this file (?:is|was) (?:automatically |auto-?)?generated|do not edit (?:this file )?(?:manually|by hand|directly)|<auto-generated|generated by:? https:\/\/openapi-generator\.tech|generated by (?:the )?(?:openapi|swagger)[ -]?(?:generator|code ?gen)|<!-- saved from url=\(|page saved with singlefile|http-equiv="?memento-datetime)/i;
