import { invocationsOf } from '../../../facts/ci/invocation.ts';

/** Programs that do nothing but run tests. */
const RUNNERS = new Set(
  [
    'pwc currents cypress-cloud cy2 sorry-cypress jest vitest mocha _mocha ava tap tape c8 nyc karma jasmine uvu qunit testem wtr web-test-runner wdio testcafe nightwatch',
    'cucumber cucumber-js japa poku borp tsd attw elm-test newman stryker lhci pa11y-ci backstop codeceptjs react-scripts-test',
    'pytest py.test nose2 nosetests trial stestr testr green behave robot pabot slipcover xdoctest doctest cibuildwheel avocado unittest',
    'gotestsum ginkgo richgo venom goss rspec parallel_rspec parallel_test parallel_cucumber turbo_tests minitest m teaspoon',
    'phpunit pest paratest codecept phpspec kahlan simple-phpunit infection atoum ctest bats shellspec prove busted vusted',
    'luaunit hurl molecule inspec container-structure-test kuttl chainsaw gauge pg_prove cram lit llvm-lit twister ceedling',
    'vstest vstest.console nunit-console nunit3-console xunit.console mstest Invoke-Pester hspec scripted sharness karate',
  ]
    .join(' ')
    .split(' '),
);

/** Programs that run named tasks: it depends on the task. */
const TASK_RUNNERS = new Set(
  [
    'vp turbo lerna nx rush moon wireit gulp grunt ng ember vue-cli-service react-scripts react-app-rewired craco tsdx nps aegir run-s',
    'run-p npm-run-all heft hardhat truffle forge anchor elm-app hatch invoke inv doit duty pdm poe thx pixi rye uv task just mage',
    'make gmake nmake mingw32-make ninja scons waf earthly dagger ant buck buck2 pants bazel bazelisk blaze aspect fastlane lein',
    'bb clj clojure boot nimble dune opam zig gleam luarocks crystal shards dub alr meson xmake cmake b2 manage.py setup.py',
    'django-admin breeze rails rake zeus hanami composer artisan sail drush robo castor console mix rebar rebar3 swift flutter dart',
    'pub melos patrol pio platformio conan nuke cake fake msbuild Invoke-Build build.sh build.ps1 build.cmd tox nox op conda docker-compose',
    'dbt meltano kitchen opa promtool conftest pdk salt ansible-test terraform tofu terragrunt cabal stack sbt sbtx mill scala-cli bleep xtask',
  ]
    .join(' ')
    .split(' '),
);

/** A task of tests by its name: `test`, `test:unit`, `unit-tests`, `app:integrationTest`, `check`. */
const TEST_TASK =
  /(?:^|[\s:/.,+_=-])(?:\w*[tT]ests?|[tT]est(?:All|Only|Unit|Release|Debug)\w*|testing|check|ci|spec|specs|e2e|eunit|ct|coveralls|coverage|runtest|scripted|scan|unittest|drive|parallel_spec|alltests)(?=$|[\s:,;.'"_-])/;
/** Checks of something else than behaviour, which name what they check. */
const OTHER_CHECK = (() => {
  const what =
    'format\\w*|fmt|gofmt|style|lint\\w*|types?|typing|licen[cs]es?|spell\\w*|docs?|links?|headers?|copyright|imports?|deps|dependencies|generated|codegen|versions?|whitespace|secrets?';
  return new RegExp(`(?<=^|[\\s:/.,+=])(?:(?:${what})[-_:]?checks?|check[-_:]?(?:${what}))(?=$|[\\s,;.'"])`, 'g');
})();
/** Arguments with which a runner tests nothing. */
const NO_RUN =
  /(?:^|\s)(?:--version|--help|--collect-only|--list|--listTests|--showConfig|init|install|install-deps)(?=\s|$)/;

interface TestCommand {
  readonly program: RegExp;
  readonly args: RegExp;
  readonly not?: RegExp;
}

/** Programs that do more than test: what their arguments must say, and what they must not. */
const COMMANDS: readonly TestCommand[] = [
  {
    program: /^(?:npm|pnpm|yarn|bun|deno)$/,
    args: /(?:^|\s)(?:t|tst|(?:[\w.-]+[:_-])?tests?(?:[:_-][\w:.-]*)?|e2e[\w:-]*)(?=\s|$)/,
    not: /^(?:install|add|i|ci|create|init|dlx|exec|why|outdated)\b/,
  },
  { program: /^node$/, args: /(?:^|\s)--test\b|(?:^|[\s/_.-])tests?[/._-][\w./-]*|(?:^|[\s/])(?:run-?)?tests?$/ },
  { program: /^(?:playwright|cypress|protractor)$/, args: /^(?:test|run|$|\S+\.conf)/ },
  {
    program: /^(?:tox|nox|runtests|run-tests)$/,
    args: /^(?!.*\b(?:lint|linters|docs?|pre-commit|mypy|flake8|typing|types?|format|style|build|package|pep8|black|isort|pylint)\b)/,
  },
  { program: /^(?:coverage3?|slipcover)$/, args: /^run\b/ },
  {
    program:
      /^(?:python\d?(?:\.\d+)?|perl|ruby|php|julia|Rscript|R|pwsh|powershell|Build|dzil|minil|lua|racket|raco|raku)$/,
    args: /(?:^|[\s/_:"'(-])(?:tests?|runtests|run_tests|rcmdcheck|check|Pkg\.test|test_check|test_local|covr|Invoke-Pester)(?=$|[\s./_():"'])|_(?:test|spec)\.\w+\b/,
    not: /\bpip\b|^-m (?:build|venv|pip|twine)\b/,
  },
  { program: /^go$/, args: /^(?:test|tool gotestsum)\b|^run \S*(?:gotestsum|ginkgo)/ },
  {
    program: /^(?:cargo|cross)$/,
    args: /^(?:\+\S+ )?(?:-\S+ )*(?:test|t|nextest|llvm-cov|tarpaulin|insta|miri|careful|mutants|(?:hack|xtask|make|make-task)\b.*\btest\w*)(?=\s|$)/,
    not: /llvm-cov (?:report|clean|show-env)|miri setup/,
  },
  {
    program: /^(?:mvn|mvnw|mvnd|maven)$/,
    args: /(?:^|[\s:])(?:test|verify|package|install|deploy|integration-test|surefire|failsafe)(?=[\s:]|$)/,
    not: /-DskipTests(?!=(?:false|\$))|-Dmaven\.test\.skip(?!=(?:false|\$))/,
  },
  {
    program: /^gradlew?$/,
    args: /(?:^|[\s:])(?:build|check|\w*[tT]ests?\w*|connected\w+|kover(?:Verify|Log|\w*Report)\w*)(?=\s|$)/,
    not: /(?:^|\s)-x\s+(?:test|check)\b|--exclude-task[\s=]test\b/,
  },
  { program: /^dotnet$/, args: /^(?:test|vstest)\b|^(?:run|tool run|cake|fake|nuke)\b.*[tT]est/ },
  { program: /^(?:xcodebuild|xctool|xcrun)$/, args: /(?:^|\s)(?:test|test-without-building|xctest)(?=\s|$)/ },
  { program: /^(?:rake|guard|nuke|cake)$/, args: /^$/ },
  // As haskell-ci names it, with its options.
  { program: /^\$\{?CABAL\}?$/, args: /^(?:v2-|new-)?test\b/ },
  { program: /^helm$/, args: /^(?:unittest|test)\b/ },
  { program: /^(?:ct|chart-testing)$/, args: /^(?:install|lint-and-install)\b/ },
  {
    program: /^(?:docker|podman|nerdctl|kubectl|docker-compose)$/,
    args: /(?:\b(?:run|exec|up)\b|--target).*[\s/:_.=-](?:tests?|sut|specs?|e2e|rspec|pytest)(?=$|[\s/:_.-])/,
  },
];

/** What package managers that also run tasks do to packages, whatever those are called. */
const INSTALLS = /^(?:pip|add|remove|sync|lock|install|i|venv|tool install)(?=\s|$)/;

/** Runners that start any program of an environment, not only tasks. */
const STARTERS = /^(?:uv|rye|pdm|pixi|hatch|conda)$/;

/** Options name no task, unless they have a value. */
const FLAG = /^--[\w-]+$/;
const SHELLS = /^(?:ba|z|da|k)?sh$|^(?:pwsh|powershell|cmd)$/;
/** What a script of one's own is told to do: `./ci.sh unit`. */
const OWN_TASK =
  /^(?:(?:unit|integration|e2e|system|functional|acceptance|smoke|all)(?:[-_]?tests?)?|tests?(?:[:_-][\w-]+)?|check)$/;

/** A script whose name says that it runs tests, or that lies among them: `./run-tests.sh`, `./tests/deploy.sh`. */
const TEST_SCRIPT =
  /^(?:run[-_]?|all[-_]?|ci[-_]?|unit[-_]?|integration[-_]?|e2e[-_]?|smoke[-_]?|system[-_]?|functional[-_]?)*(?:tests?|(?<=[-_])r?specs?)(?:[-_][\w-]+)?(?:\.(?:sh|bash|ps1|cmd|bat|pl|py|rb|js|mjs|ts|php))?$|[-_](?:run)?tests?(?:\.(?:sh|bash|ps1|py|js|rb))?$/i;
const TEST_FOLDER =
  /(?:^|\/)(?:tests?|e2e|integration[-_]tests?)\/(?:[\w.-]+\/)*[\w.-]+\.(?:sh|bash|py|rb|pl|js|ts|php|bats)$/;

const CHECKERS = new Set(['biome', 'ruff', 'prettier', 'eslint', 'mypy']);

/**
 * Whether a program runs tests. Wrappers (`poetry run`, `docker run`, `sudo`) are seen through before.
 * @param name the last part of the program's path
 * @param path the program as written
 */
export function runsTests(name: string, path: string, args: readonly string[]): boolean {
  const text = args.join(' ').slice(0, 2_000);
  if (RUNNERS.has(name)) return !NO_RUN.test(text);
  // Options of the frameworks that are linked into a program of tests.
  if (/(?:^|\s)--(?:gtest_(?!list)\w+|benchmark_filter|reporters?=junit)/.test(text) && /[./\\]/.test(path))
    return true;
  if (
    COMMANDS.some(
      ({ program, args: wanted, not }) => program.test(name) && wanted.test(text) && not?.test(text) !== true,
    )
  ) {
    return true;
  }
  if (/^(?:uv|rye|pdm|pixi|conda|poe|composer|luarocks)$/.test(name) && INSTALLS.test(text)) return false;
  if (TASK_RUNNERS.has(name)) {
    // What comes behind the program that such a one starts are that one's arguments, and it is asked by itself.
    const started = STARTERS.test(name) ? invocationsOf([name, ...args].join(' '))[1]?.program : undefined;
    if (started?.includes('/') === true) return false;
    // `sbt "set test in assembly := {}" assembly` says that they are left out.
    const tasks = started ?? args.filter((arg) => !FLAG.test(arg) && !arg.startsWith('set ')).join(' ');
    return TEST_TASK.test(tasks.replace(OTHER_CHECK, ''));
  }
  if (SHELLS.test(name)) return isTestScript(args.find((arg) => !arg.startsWith('-')) ?? '');
  // A wrapper of a team's own that starts a container: `ci run --rm app bin/test_and_report`.
  if (/^(?:run|exec)$/.test(args[0] ?? '')) return args.slice(1).some(isTestScript);
  // A scoped package is no script, and a checker looks at the source.
  const isOwn = /^(?!@)[^@]*[./\\]/.test(path) && !CHECKERS.has(name);
  return isTestScript(path) || (isOwn && OWN_TASK.test(args[0] ?? ''));
}

function isTestScript(path: string): boolean {
  if (!/[./\\]/.test(path)) return false;
  return (
    TEST_SCRIPT.test(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)) || TEST_FOLDER.test(path)
  );
}
