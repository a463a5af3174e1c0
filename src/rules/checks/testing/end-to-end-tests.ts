import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { FileEntry } from '../../../repository/file-index.ts';
import type { Check } from '../../check.ts';
import { found, no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Folders and names that say themselves that the whole is tested. */
const NAMED =
  /(?:^|\/)(?:__)?(?:[\w-]+-)?(?:e2e|end[-_]?(?:to|2)[-_]?end|cypress|playwright|browser[-_]tests?|gui[-_]tests?|ui[-_]?tests?|\w*UITests)(?:[-_]?tests?)?(?:__)?\/|(?:^|\/)(?:tests?\/system|spec\/system|spec\/features|tests\/Browser|integration_test(?=\/.*\.dart$))\/|(?:^|[/._-])e2e[._-][^/]*$|[._-]e2e\.\w+$/i;
/** The same in the names of classes. */
const NAMED_CLASS = /(?:^|\/)\w*[a-z](?:E2E|EndToEnd)(?:Tests?|ITs?|Spec)?\.(?:java|kt|scala|groovy|cs)$/;
/** Folders whose tests may run the whole, or only some parts of it in their own process: what they do decides. */
const MAYBE =
  /(?:^|\/)(?:__)?(?:[\w.-]+[-_.])?(?:integrations?|acceptance|functional|smoke|system|scenarios?|api[-_]tests?|live[-_]tests?)(?:[-_]?tests?)?(?:__)?\/|(?:^|\/)tests?\/features\/|\bsrc\/(?:it|\w*(?:functional|smoke|acceptance|system|endToEnd|api)Tests?)\/|(?:^|[/._-])(?:smoke|acceptance|system)[-_.]?tests?\.\w+$/i;
/** Tests of the command line: they start the built program, or call its parts. */
const COMMAND_LINE =
  /(?:^|[/._-])(?:cli|binary|bin|command[-_]?line|process)[-_.]?(?:tests?|spec)\.\w+$|(?:^|\/)(?:test|spec)[-_](?:cli|binary|bin|command[-_]?line)(?:[-_]\w+)?\.\w+$|(?:^|\/)(?:Cli|CLI|Binary|CommandLine|Process)(?:Tests?|Spec)\.\w+$/;
const STARTS =
  /\bsubprocess\.(?:run|Popen|check_output|check_call|call)\b|\bpexpect\b|\bexec\.Command(?:Context)?\(|\bCommand::new\(|\bchild_process\b|\bexeca\b|\bspawnSync\(|\bexecFile(?:Sync)?\(|\bOpen3\.|\bproc_open\b|\bProcessBuilder\b|\bnew Process\(|\bProcess\.(?:Start|run)\b|\bCli\.Wrap\(|\bexecCmdEx?\b|\bosproc\b/;
/** Beside the code such a test may be anything: it must be asked for, or told where the running software is. */
const BESIDE = /(?:^|[/._-])integration[-_.]?tests?\.\w+$/i;
const ON_REQUEST = /^\/\/(?:go:build| \+build) .*\b(?:integration|e2e)\b/m;
const ADDRESS = /\b(?:[A-Z]+_)*(?:TEST|BASE|SERVER|SERVICE|APP|SITE|TARGET)_(?:[A-Z]+_)*(?:URL|HOST|ENDPOINT)\b/;
/** Where the running software is, taken from the environment: whoever asks there tests it from outside. */
const GIVEN_ADDRESS: ProbeDefinition = {
  words: ['environ', 'getenv', 'env', 'ENV', 'Getenv', 'GetEnvironmentVariable'],
  pattern: String.raw`\b(?:environ(?:\.get\(|\[)|getenv\(|process\.env\.|ENV(?:\.fetch\(|\[)|Getenv\(|env::var\(|GetEnvironmentVariable\()\s*["']?(?:[A-Z]+_)*(?:TEST|BASE|SERVER|SERVICE|APP|SITE|TARGET|API)_(?:[A-Z]+_)*(?:URL|HOST|ENDPOINT)\b(?!\s*=[^=])`,
  roles: ['test'],
};
/** Names of scripts that test something that runs elsewhere; they lie in no folder of tests. */
const TEST_SCRIPT =
  /^(?!\.github\/|(?:.*\/)?run-tests\.)(?:.*\/)?(?:[\w-]+[-_])?(?:(?:smoke|acceptance|ui|e2e)[-_]?tests?\.(?:py|rb|sh|js|mjs|ts)|(?:e2e|end[-_]to[-_]end)[-_.][\w-]+\.(?:py|rb|sh|js|mjs|ts)|\w+[-_]tests\.(?:py|sh))$/i;
const BROWSER_PLACE =
  /(?:^|[/._-])(?:(?:tests?|specs?|e2e|acceptance|features?|ui|it)(?:[/._-]|$)|(?:cypress|playwright)(?:[/_-]|$))|Tests?\b|androidTest|(?:^|\/)t\//i;

/** Code that drives a browser, an app or a screen. */
const BROWSER: ProbeDefinition = {
  words: [
    ...['playwright', 'selenium', 'webdriver', 'puppeteer', 'capybara', 'driven_by', 'protractor'],
    ...[
      'goto',
      'nightwatch',
      'testcafe',
      'webdriverio',
      'wdio',
      'detox',
      'appium',
      'espresso',
      'createAndroidComposeRule',
    ],
    ...['UiDevice', 'XCUIApplication', 'Panther', 'PantherTestCase', 'Mink', 'MinkContext', 'Dusk', 'DuskTestCase'],
    ...['splinter', 'cuprite', 'chromedp', 'rod', 'Wallaby', 'Hound', 'selenide', 'geb', 'FlaUI', 'pywinauto'],
    ...[
      'spectron',
      '_electron',
      'qtbot',
      'StaticLiveServerTestCase',
      'LiveServerTestCase',
      'BrowserTestBase',
      'thirtyfour',
    ],
    ...['fantoccini', 'headless_chrome', 'chromiumoxide', 'WebDriverTestBase', 'testfx', 'Watir', 'flutter_driver'],
    ...[
      'IntegrationTestWidgetsFlutterBinding',
      'patrolTest',
      'Ferrum',
      'Nightmare',
      'zombie',
      'SeleniumLibrary',
      'kerodon',
      'etaoin',
      'AppDriver',
      'ShinyDriver',
    ],
  ],
  pattern: [
    String.raw`['"/]playwright['"/-]|@playwright/test|\bplaywright\.(?:sync|async)_api|Microsoft\.Playwright|com\.microsoft\.playwright|playwright-go`,
    String.raw`['"]selenium-webdriver|\b(?:from|import)\s+(?:selenium|splinter|seleniumbase|helium|pywinauto)\b|openqa\.selenium|\bOpenQA\.Selenium|\bSelenium::WebDriver|php-webdriver|Facebook\\WebDriver|\bwebdriver\.(?:Chrome|Firefox|Remote|Edge|Safari)|tebeka/selenium`,
    String.raw`['"](?:puppeteer(?:-core)?|jest-puppeteer|package:puppeteer\/\S+|webdriverio|@wdio/\S+|testcafe|nightwatch|protractor|spectron|detox|wd)['"]|\b[Pp]uppeteer\.launch|\bnightwatch\b`,
    String.raw`\bdriven_by\b|\bcapybara/(?:rspec|rails|dsl|minitest|cucumber)|\bCapybara\.(?:app|server|current_driver|default_driver|javascript_driver)`,
    String.raw`\bbrowser\.(?:url|get)\(|\bpage\.goto\(|\bdevice\.(?:launchApp|reloadReactNative)|\bespresso\.Espresso\b|\bcreateAndroidComposeRule\b|\bUiDevice\.getInstance|\bXCUIApplication\b|io\.appium\b|\bappium\.webdriver`,
    String.raw`\bPantherTestCase|\bMinkContext|Behat\\Mink|\bDuskTestCase\b|Laravel\\Dusk|\bchromedp\.|go-rod/rod|\bWallaby\.|\bHound\.|codeborne\.selenide|\bgeb\.spock|\bFlaUI\b`,
    String.raw`\b_electron\b|\bqtbot\b|\b(?:Static)?LiveServerTestCase\b|\bBrowserTestBase\b|\bWebDriverTestBase\b|\bthirtyfour\b|\bfantoccini\b|\bheadless_chrome\b|\bchromiumoxide\b|\btestfx\b|\bWatir::|package:flutter_driver|\bIntegrationTestWidgetsFlutterBinding\b|\bpatrolTest\b|\bFerrum::|SeleniumLibrary|\bkerodon\.core\b|\betaoin\.api\b|\b(?:AppDriver|ShinyDriver)\$new\b`,
  ].join('|'),
  roles: ['test', 'source', 'config'],
};
const CYPRESS: ProbeDefinition = {
  words: ['cy'],
  pattern: String.raw`(?<![.\w])cy\.(?:visit|get|request|contains|mount|task|\w+\()`,
  languages: ['javascript', 'typescript'],
  roles: ['test', 'source', 'config'],
};

/** What generators leave behind: the sample runs, but nothing of this software is tested by it. */
const SAMPLE =
  /Hello World!|['"`]app works!|getParagraphText\(\)|getTitleText\(\)|This is an example test, replace with your own test|(?:home )?page has (?:an )?expected h\d|https:\/\/playwright\.dev|example\.cypress\.io|My First Test|Welcome to Your Vue|You did it!|app is running!|getGreeting\(\)|Hello API|should display welcome message|Counter increments smoke test|testLaunchPerformance|attachment\.name = "Launch Screen"|Use XCTAssert and related functions|useAppContext|assertSee\(['"]Laravel['"]\)|Vite \+ React|Learn React|page\.goto\(['"]https:\/\/example\.com/i;
const SAMPLE_SIZE = 2_500;
const SAMPLE_PATH =
  /(?:^|\/)cypress\/(?:integration|e2e)\/(?:examples|\d-[\w-]+)\/|(?:^|\/)cypress\/(?:support|plugins|fixtures)\//i;

/** Calls over the wire. */
const CALLS = [
  String.raw`\brequests\.(?:get|post|put|patch|delete|request|Session)\b|\bhttpx\.(?:get|post|put|delete|Client|AsyncClient\((?!.*app=))|\burllib\.request|\baiohttp\.ClientSession`,
  String.raw`\bhttp\.(?:Get|Post|NewRequest\w*|DefaultClient)\b|\bhttp\.Client\{|\bgrpc\.(?:Dial|NewClient)|websocket\.Dial`,
  String.raw`(?<!\.)\bfetch\(|\b(?:window|globalThis|request)\.fetch\(|\baxios\b|\bgot\(|\bpreq\b|\bnode-fetch\b|\bsuperagent\b|(?:request|supertest)\(\s*(?:['"\x60]https?:|\w*(?:url|host|base|endpoint)\w*\b|process\.env)`,
  String.raw`\bRestAssured\b|\bgiven\(\)\s*\.|\bnew HttpClient\b|\bHttpClient\s+_?\w+\s*=\s*new\(|\bHttpClient\.new|\bHttpClients?(?:Builder)?\.\w|\bRestTemplate\(|\bOkHttpClient\b|\bWebClient\.create|\bkarate\b|\bHttpURLConnection\b|\bUnirest\.|\bbasicRequest\b`,
  String.raw`\bNet::HTTP\b|\bFaraday\b|\bHTTParty\b|\bRestClient\.|\bcurl_init\b|\bGuzzleHttp\\Client\b|\bJsonRPC\\Client\b|\breqwest::|\bureq::|^\s*(?:\w+=\$\()?curl\s|\|\s*curl\b`,
];
const ASKS = new RegExp(CALLS.join('|'), 'm');
/** Calls over the wire, and programs that are started: the software as a whole answers. */
const DRIVES = new RegExp(
  [
    ...CALLS,
    String.raw`\bsubprocess\.(?:run|Popen|check_output|check_call|call)\b|\bpexpect\b|\bspawnu\(|\bexec\.Command(?:Context)?\(|\bCommand::new\(|\bcargo_bin\b|\bchild_process\b|\bexeca\b|\bspawn(?:Sync)?\(|\bexecFile(?:Sync)?\(|\bOpen3\.|\bproc_open\b|\bProcessBuilder\b|\bnew Process\(|\bProcess\.Start\b|\bProcess\.run\b`,
    String.raw`\btestscript\.Run|\bterraform\.(?:InitAndApply|Apply)|\btestinfra\b|\bhost\.(?:package|service|socket|run)\(|\bapply_manifest\b|\bbeaker\b|^describe (?:service|port|package|command|http|file|user|docker_container)\(|^\s*(?:docker|kubectl|helm)\s`,
    ADDRESS.source,
    String.raw`\bwebtest\b|\bTestBrowser\b`,
  ].join('|'),
  'm',
);
/** Parts that are called in the test's own process, or that stand-ins replace. */
const IN_PROCESS =
  /\bTestClient\(|\btest_client\b|\bclient\.test\b|chai-?http|chai\.request|\brequest\(\s*(?:app|server|application|createApp\(\)|await)\b|\bsupertest\(\s*(?:app|server)\b|MockMvc|@WebMvcTest|httptest\.|requests_mock|\bresponses\.activate|\bnock\(|\bmsw\b|\bmoto\b|\bWireMock\b|@patch\b|\bMagicMock\b|\bmock\.patch|jest\.mock|vi\.mock|@MockBean|RANDOM_PORT|@LocalServerPort|\w*WebApplicationFactory\w*|\bmocked?_?[aA]xios\b|\baxios-mock-adapter\b|\bKernelTestCase\b|@QuarkusTest|@MicronautTest|@MockitoBean|@Mock\b|\bwebmock\b|\bVCR\b|\brespx\b|\bASGITransport\b|\bsinon\b|\bproxyquire\b|@pytest\.mark\.skip|@unittest\.skip/i;

const E2E_NAME = /(?:^|[._-])e2e[._-]/i;
const MOCKED =
  /\bTestClient\(|\bMagicMock\b|\bmock\.patch|\bfrom unittest\.mock import [^\n]*\bpatch\b|@patch\b|\bmonkeypatch\b|jest\.mock|vi\.mock|@MockBean|@Mock\b/;

const CONTENT = /\.(?:feature|goml|robot|bats|sh|hurl|yaml|yml|json|spec|story|http|tape)$/i;
const FILE_LIMIT = 150;
const SIZE_LIMIT = 200_000;

/**
 * Whether tests run the software as a whole: in a browser, over the wire, as the built program. With `samples`: whether
 * there is nothing but what generators left behind.
 */
export const endToEndTests: Check = {
  name: 'end-to-end-tests',
  probes: [BROWSER, CYPRESS, GIVEN_ADDRESS],
  run(view, options) {
    const evidence: Evidence[] = [];
    const samples: Evidence[] = [];
    const seen = new Set<string>();
    const take = (path: string, detail: string, line?: number): void => {
      if (seen.has(path)) return;
      seen.add(path);
      (isSample(path, view) ? samples : evidence).push({ path, ...(line === undefined ? {} : { line }), detail });
    };
    for (const hit of [...view.facts.code.hits(BROWSER), ...view.facts.code.hits(CYPRESS)]) {
      const file = view.facts.source.files.get(hit.path);
      if (!view.here(hit.path) || file === undefined || isSettings(file)) continue;
      if (file.role === 'test' || BROWSER_PLACE.test(hit.path)) take(hit.path, hit.text, hit.line);
    }
    const tests = view.facts.source.files
      .under(view.unit)
      .filter(
        (file) => view.here(file.path) && file.size >= 60 && file.size <= SIZE_LIMIT && file.mode !== 'submodule',
      );
    const named = tests.filter((file) => isNamed(file) && !isInProcess(file, view));
    for (const file of named.slice(0, FILE_LIMIT)) take(file.path, 'an end-to-end test by its place');
    if (evidence.length === 0) {
      const given = new Set(view.facts.code.hits(GIVEN_ADDRESS).map(({ path }) => path));
      const maybe = tests.filter(
        (file) =>
          !seen.has(file.path) &&
          (file.language !== undefined || COMMAND_LINE.test(file.path)) &&
          !isSettings(file) &&
          !DEPLOYED.test(file.path) &&
          ((file.role === 'test' &&
            (COMMAND_LINE.test(file.path) ||
              MAYBE.test(file.path) ||
              BESIDE.test(file.path) ||
              given.has(file.path))) ||
            ((file.role === 'test' || file.role === 'source') && TEST_SCRIPT.test(file.path))),
      );
      for (const file of maybe.slice(0, FILE_LIMIT)) {
        const text = view.facts.source.text(file.path) ?? '';
        const isCommandLine = COMMAND_LINE.test(file.path) && !MAYBE.test(file.path);
        const isBeside = BESIDE.test(file.path) && !MAYBE.test(file.path) && !ON_REQUEST.test(text);
        const isPlaced = [COMMAND_LINE, MAYBE, BESIDE, TEST_SCRIPT].some((place) => place.test(file.path));
        const drives = (isCommandLine ? STARTS : isBeside ? ADDRESS : isPlaced ? DRIVES : ASKS).exec(text);
        if (drives !== null && !IN_PROCESS.test(text)) take(file.path, drives[0].trim(), lineOf(text, drives.index));
      }
      for (const feature of features(tests, view)) take(feature.path, 'a scenario');
    }
    if (evidence.length === 0) evidence.push(...bootedImages(view));
    if (options.samples === true) return evidence.length === 0 && samples.length > 0 ? yes(samples) : no();
    return samples.length > 0 && evidence.length === 0 ? no() : found(evidence, view.facts.code.truncated);
  },
};

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** Manifests that bring a browser into a cluster. */
const DEPLOYED = /(?:^|\/)(?:helm|charts?|templates|k8s|kubernetes)\/.*\.ya?ml$/;

function isNamed(file: FileEntry): boolean {
  if (file.role !== 'test' && !(file.role === 'asset' && /\.goml$/.test(file.name))) return false;
  return (
    (NAMED.test(file.path) || NAMED_CLASS.test(file.path)) &&
    !isSettings(file) &&
    (file.language !== undefined || CONTENT.test(file.name))
  );
}

/** Called so by its name, but nothing runs: parts are called, and the rest is stood in for. */
function isInProcess(file: FileEntry, view: View): boolean {
  const text = view.facts.source.text(file.path) ?? '';
  if (/(?:^|\/)spec\/features\/.*\.rb$/.test(file.path))
    return !/\b(?:visit|page|Capybara|click_\w+|fill_in)\b/.test(text);
  // A class that is called so may start its own server for it.
  if (NAMED_CLASS.test(file.path) && !NAMED.test(file.path))
    return IN_PROCESS.test(text) && !/RANDOM_PORT|DEFINED_PORT/.test(text);
  if (!E2E_NAME.test(file.name)) return false;
  return MOCKED.test(text) && !STARTS.test(text);
}

/** Settings of tools, package manifests and the like, which test nothing. */
function isSettings(file: FileEntry): boolean {
  return /^\.|(?:^|[.-])(?:conf|config|setup)\.\w+$|^(?:package(?:-lock)?|tsconfig[\w.-]*|cypress|jest-e2e|project|BUCK|BUILD)(?:\.json)?$|^(?:docker-)?compose[\w.-]*\.ya?ml$|^application_system_test_case\.rb$|^global-?(?:setup|teardown)\.\w+$|^test-setup\.\w+$/i.test(
    file.name,
  );
}

function isSample(path: string, view: View): boolean {
  if (SAMPLE_PATH.test(path)) return true;
  const file = view.facts.source.files.get(path);
  if (file === undefined || file.size > SAMPLE_SIZE) return false;
  const text = view.facts.source.text(path) ?? '';
  // What Flutter's template for plugins brings holds no test at all.
  if (/IntegrationTestWidgetsFlutterBinding/.test(text) && !/\b(?:testWidgets|patrolTest|test|expect)\(/.test(text))
    return true;
  return SAMPLE.test(text);
}

const RUNNERS =
  /(?:^|\s)(?:\S*\/)?(?:npm|npx|yarn|pnpm|make|go|cargo|pytest|py\.test|tox|nox|mvn|gradlew?|rake|bundle|rspec|phpunit|composer|mix|dotnet|sbt|lein|ctest|jest|vitest|mocha|ruff|flake8|black|mypy|eslint|rubocop|bash|sh|ash|python3?|manage\.py|test|tests|lint)(?=\s|$)/;

/** The image that a job has just built, run as its users do: not as the place where unit tests run. */
function bootedImages(view: View): Evidence[] {
  const evidence: Evidence[] = [];
  for (const pipeline of view.facts.pipelines) {
    for (const job of pipeline.jobs) {
      if (!/test|smoke|verify/i.test(`${job.id} ${job.name ?? ''}`)) continue;
      const commands = job.steps.flatMap((step) => step.commands).filter(({ text }) => text.length < 2_000);
      const built = new Set(
        commands.flatMap(({ text }) => /\bdocker (?:buildx )?build\b.*?\s(?:-t|--tag)[ =](\S+)/.exec(text)?.[1] ?? []),
      );
      for (const command of commands) {
        const words = /\bdocker run\s+(.*)$/.exec(command.text)?.[1]?.split(/\s+/) ?? [];
        const at = words.findIndex((word) => built.has(word));
        const entry = words.findIndex((word) => word.startsWith('--entrypoint'));
        if (at < 0 || entry >= 0 || RUNNERS.test(words.slice(at + 1).join(' '))) continue;
        evidence.push({
          path: command.path,
          ...atLine(command.line),
          detail: `runs the built image: ${command.text.slice(0, 100)}`,
        });
      }
    }
  }
  return evidence;
}

const STEP =
  /@(?:given|when|then|step)\b|\b(?:Given|When|Then)\s*\(|^\s*(?:Given|When|Then)[ (]?\/|@(?:Given|When|Then)\b|step_impl/m;

/** The first word of a feature, in the languages that are met. */
const GHERKIN =
  /^\s*(?:#\s*language\s*:|(?:Feature|Ability|Business Need|Rule|Background|Scenario(?: Outline)?|Funktionalit[äa]t|Funktion|Fonctionnalité|Funcionalidade?|Característica|Caracteristica|Egenskap|Egenskab|Funzionalità|Functionaliteit|Ominaisuus|Właściwość|Функция|Функционал|機能|功能)\s*:)/im;

/** Scenarios in plain language whose steps run the whole, or whose steps lie elsewhere. */
function features(tests: readonly FileEntry[], view: View): readonly FileEntry[] {
  // Fragments of a changelog and lists of features have the same ending.
  const scenarios = tests
    .filter((file) => file.name.endsWith('.feature') && file.role === 'test')
    .slice(0, FILE_LIMIT)
    .filter((file) => GHERKIN.test(view.facts.source.text(file.path) ?? ''));
  if (scenarios.length === 0) return [];
  const around = tests.filter(
    (file) =>
      file.language !== undefined &&
      (file.role === 'test' ||
        /(?:^|\/)(?:features|steps|step[-_]?defs?|step[-_]definitions|support|bdd)\//i.test(file.path)) &&
      /(?:^|\/)(?:features|steps|step[-_]?\w*|bdd|support|cucumber|environment\.py)(?:\/|$)|steps?\w*\.\w+$|StepDefs?\.|Steps?\.\w+$|_steps\./i.test(
        file.path,
      ),
  );
  const texts = around.slice(0, FILE_LIMIT).map((file) => view.facts.source.text(file.path) ?? '');
  if (!texts.some((text) => STEP.test(text))) return scenarios;
  return texts.some((text) => DRIVES.test(text) && !IN_PROCESS.test(text)) ? scenarios : [];
}
