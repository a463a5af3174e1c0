import { dirname } from 'node:path/posix';
import { baseName, invocationsOf } from '../../../facts/ci/invocation.ts';
import type { CiPipeline, CiStep } from '../../../facts/ci/pipeline.ts';
import type { Ecosystem } from '../../../facts/manifests/manifest.ts';
import type { FileEntry } from '../../../repository/file-index.ts';
import type { Language } from '../../../repository/languages.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import { own } from '../../own.ts';
import type { View } from '../../view.ts';
import { isTestStep } from '../shared/pipeline-steps.ts';
import { runsTests } from '../shared/test-commands.ts';
import { assertingFiles } from './automated-tests.ts';

interface Family {
  readonly ecosystem: Ecosystem;
  readonly languages: readonly Language[];
  /** The programs that run its tests. */
  readonly programs: RegExp;
}

const FAMILIES: readonly Family[] = [
  {
    ecosystem: 'npm',
    languages: ['javascript', 'typescript', 'vue', 'svelte'],
    programs:
      /^(?:npm|pnpm|yarn|bun|bunx|npx|node|deno|jest|vitest|_?mocha|ava|tape?|c8|nyc|karma|jasmine|ng|nx|turbo|lerna|rush|moon|react-scripts|vue-cli-service|gulp|grunt|wireit)$/,
  },
  {
    ecosystem: 'pypi',
    languages: ['python'],
    programs:
      /^(?:pytest|py\.test|tox|nox|coverage3?|nose2|nosetests|stestr|unittest|behave|robot|green|hatch|invoke|inv|manage\.py|setup\.py|django-admin|python\d?(?:\.\d+)?)$/,
  },
  {
    ecosystem: 'rubygems',
    languages: ['ruby'],
    programs: /^(?:rspec|parallel_rspec|parallel_test|turbo_tests|minitest|m|rake|rails|ruby|cucumber)$/,
  },
  { ecosystem: 'go', languages: ['go'], programs: /^(?:go|gotestsum|ginkgo)$/ },
  {
    ecosystem: 'packagist',
    languages: ['php'],
    programs: /^(?:phpunit|pest|paratest|codecept|composer|artisan|php|simple-phpunit)$/,
  },
  {
    ecosystem: 'maven',
    languages: ['java', 'kotlin', 'scala', 'groovy'],
    programs: /^(?:mvn|mvnw|mvnd|gradlew?|sbt|sbtx|mill)$/,
  },
  { ecosystem: 'nuget', languages: ['csharp', 'fsharp'], programs: /^dotnet$/ },
  { ecosystem: 'cargo', languages: [], programs: /^(?:cargo|cross)$/ },
  { ecosystem: 'hex', languages: ['elixir'], programs: /^mix$/ },
];

/** What drives browsers says nothing about the other tests of its language. */
const BROWSERS = /^(?:cypress|playwright|wdio|nightwatch|testcafe|protractor)$/;
const BROWSER_ACTION = /^cypress-io\/github-action$|playwright/i;

/** Fewer test files are a trial. */
const SOME_TESTS = 3;
const TEST_NAME = /(?:^|[._-])(?:tests?|spec)(?:[._-]|$)|Tests?\.\w+$/;
/** What drives browsers, measures, belongs to somebody's tools, or tries something out has its own occasions. */
const ASIDE =
  /(?:^|\/)(?:e2e|end[-_]to[-_]end|cypress|playwright|acceptance|integration|functional|bench\w*|perf|load|fuzz|scripts?|tools?|hack|ci|infra|cdk|\.github|pocs?|proofs?[-_]of[-_]concepts?|spikes?|experiments?|experimental|prototypes?|playgrounds?|sandbox|archived?|legacy|attic|old|deprecated)(?:[-_]?tests?)?\//i;
/** Builds of the JVM that bring the tests of the browser's side along. */
const BRINGS_NODE = /frontend-maven-plugin|com\.github\.node-gradle|com\.moowork|NpmTask|\b(?:npm|yarn|pnpm)\b/;

/**
 * Whether CI runs the tests of one language and those of another are run by no step. Where any step may run more than can be
 * seen (a shared workflow, a tool for several languages, a command from a matrix), nothing is said.
 */
export const testsLeftOut: Check = {
  name: 'tests-left-out',
  run(view) {
    const { pipelines, hasBrokenPipeline } = view.facts;
    if (hasBrokenPipeline) return unknown();
    const run = familiesRun(pipelines);
    // Where nothing is run at all, that is what is to be said.
    if (run === undefined || !view.facts.pipelines.some(runsAny)) return no();
    const asserting = assertingFiles(view);
    for (const family of FAMILIES) {
      if (run.has(family)) continue;
      if (family.ecosystem === 'npm' && isBroughtByBuild(run, view)) continue;
      // What is only called a test runs nowhere.
      const tests = testsOf(family, view).filter(({ path }) => asserting.has(path));
      const [first] = tests;
      if (first === undefined || tests.length < SOME_TESTS) continue;
      return yes([{ path: first.path, detail: `one of ${tests.length} test files that no step of CI runs` }]);
    }
    return no();
  },
};

/** The families whose tests CI runs; `undefined` when that cannot be seen. */
function familiesRun(pipelines: readonly CiPipeline[]): ReadonlySet<Family> | undefined {
  const run = new Set<Family>();
  for (const pipeline of pipelines) {
    if (pipeline.external.length > 0) return undefined;
    for (const step of pipeline.jobs.flatMap((job) => job.steps)) {
      if (isTestStep(step) && step.commands.length === 0 && !BROWSER_ACTION.test(step.uses?.name ?? ''))
        return undefined;
      for (const { name, isSeen } of programsOf(step)) {
        const family = FAMILIES.find(({ programs }) => programs.test(name));
        if (family !== undefined) run.add(family);
        else if (isSeen && !BROWSERS.test(name)) return undefined;
      }
    }
  }
  return run;
}

function runsAny({ jobs }: CiPipeline): boolean {
  return jobs.some(({ steps }) => steps.some(isTestStep));
}

/** The programs of a step that run tests, or may; `isSeen`: they do. */
function programsOf(step: CiStep): { readonly name: string; readonly isSeen: boolean }[] {
  return step.commands.flatMap(({ text }) =>
    invocationsOf(text).flatMap(({ program, args }) => {
      const name = baseName(program);
      const isSeen = runsTests(name, program, args);
      return isSeen || args.some((arg) => arg.includes('$')) ? [{ name, isSeen }] : [];
    }),
  );
}

function testsOf({ ecosystem, languages }: Family, view: View): readonly FileEntry[] {
  const { byRole, manifests } = own(view);
  const folders = manifests
    .filter(
      (manifest) => manifest.ecosystem === ecosystem && (manifest.role === 'config' || manifest.role === 'source'),
    )
    .filter(
      ({ scripts }) =>
        ecosystem !== 'npm' || scripts.some(({ name, command }) => /^test/.test(name) && startsRunner(command)),
    )
    .map(({ path }) => dirname(path));
  return (byRole.get('test') ?? []).filter(
    ({ path, name, language }) =>
      language !== undefined &&
      languages.includes(language) &&
      TEST_NAME.test(name) &&
      !ASIDE.test(path) &&
      folders.some((folder) => folder === '.' || path.startsWith(`${folder}/`)),
  );
}

function startsRunner(command: string): boolean {
  return invocationsOf(command).some(({ program, args }) => runsTests(baseName(program), program, args));
}

function isBroughtByBuild(run: ReadonlySet<Family>, view: View): boolean {
  if (![...run].some(({ ecosystem }) => ecosystem === 'maven')) return false;
  return view.facts.manifests.some(
    ({ ecosystem, path }) => ecosystem === 'maven' && BRINGS_NODE.test(view.facts.source.text(path) ?? ''),
  );
}
