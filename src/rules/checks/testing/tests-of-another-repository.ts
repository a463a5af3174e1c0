import { changeFolder } from '../../../facts/ci/folders.ts';
import type { CiJob, CiPipeline } from '../../../facts/ci/pipeline.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found, no } from '../../outcome.ts';

/** Repositories that hold tests by their name: `shop-e2e`, `acceptance-tests`, `shoptest`; not `contest` or `latest`. */
const OF_TESTS =
  /(?:^|[-_.])(?:e2e|end-to-end|acceptance|conformance|autotests?|integration-?tests?|system-?tests?|smoke-?tests?|test-?suites?|tests?)(?:$|[-_.])|(?<!(?:^|[-_.])(?:la|con|fas|pro|grea|at|bes))tests?$/i;
/** What holds only data for the tests that are here, or helps them. */
const OF_DATA = /data|fixtures?|images?|utils?|helpers?|tools?|report|results?|infra|runner$/i;
const CLONE = /^(?:\S+=\S+\s+)*git\s+(?:-\S+\s+)*clone\s+(.+)$/;
/** These only look, copy or set up. */
const SETTING_UP =
  /^(?:cd|pushd|popd|cp|mv|rm|ls|mkdir|cat|echo|printf|git|sed|chmod|tar|export|source|\.|pip3?|npm (?:ci|i|install)|yarn(?: install)?$|pnpm i|bundle install|composer install|apt(?:-get)?|sudo apt(?:-get)?|brew)(?:\s|$)/;

/**
 * Whether a pipeline that starts by itself fetches the tests from another repository and runs them there, or calls the workflow of a
 * repository of tests: they drive the software from outside.
 */
export const testsOfAnotherRepository: Check = {
  name: 'tests-of-another-repository',
  run(view) {
    const evidence = view.facts.pipelines
      .filter((pipeline) => startsByItself(pipeline) && view.here(pipeline.path))
      .flatMap(({ jobs, path }) => jobs.flatMap((job) => [...clonedTests(job), ...calledTests(job, path)]));
    return evidence.length === 0 ? no() : found(evidence.slice(0, 5));
  },
};

function startsByItself(pipeline: CiPipeline): boolean {
  return pipeline.triggers.some((trigger) => trigger.event !== 'manual' && trigger.event !== 'call');
}

function isOfTests(repository: string): boolean {
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  return OF_TESTS.test(name) && !OF_DATA.test(name);
}

/** Commands that run in a clone of a repository of tests, or that are a part of it. */
function clonedTests(job: CiJob): Evidence[] {
  const clones = new Set<string>();
  const evidence: Evidence[] = [];
  for (const step of job.steps) {
    const { repository, path } = step.uses?.with ?? {};
    if (repository !== undefined && /(?:^|\/)checkout$/.test(step.uses?.name ?? '') && isOfTests(repository)) {
      if (path !== undefined) clones.add(changeFolder('', path));
    }
    for (const { text, folder = '', path: file, line } of step.commands) {
      const cloned = folderOfClone(text);
      if (cloned !== undefined) clones.add(changeFolder(folder, cloned));
      else if (!SETTING_UP.test(text) && [...clones].some((clone) => isIn(clone, text, folder))) {
        evidence.push({ path: file, ...atLine(line), detail: `runs ${text.slice(0, 120)}` });
      }
    }
  }
  return evidence;
}

function folderOfClone(text: string): string | undefined {
  const words =
    CLONE.exec(text)?.[1]
      ?.split(/\s+/)
      .filter((word) => !/^[-&|;>]/.test(word)) ?? [];
  const at = words.findIndex((word) =>
    /^(?:https?:|git@|ssh:|git:)|^\$\{?\w+\}?\S*\/[\w.-]+$/.test(word.replace(/["']/g, '')),
  );
  const url =
    words[at]
      ?.replace(/["']/g, '')
      .replace(/\/+$/, '')
      .replace(/\.git$/, '') ?? '';
  if (at < 0 || !isOfTests(url)) return undefined;
  return words[at + 1]?.replace(/["']/g, '') ?? url.slice(Math.max(url.lastIndexOf('/'), url.lastIndexOf(':')) + 1);
}

function isIn(clone: string, text: string, folder: string): boolean {
  if (folder === clone || folder.startsWith(`${clone}/`)) return true;
  const name = clone.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:^|[\\s='"])(?:\\./)?${name}(?:/|["'\\s]|$)`).test(text);
}

/** Workflows and pipelines of a repository of tests that a job calls, or starts and waits for. */
function calledTests({ calls, path: written }: CiJob, path: string): Evidence[] {
  if (calls === undefined || calls.local) return [];
  const [owner, name] = calls.name.split('/');
  const file = calls.name.slice(calls.name.lastIndexOf('/') + 1);
  if (owner === undefined || name === undefined || /report|notify|result|publish/i.test(file)) return [];
  const isTests =
    isOfTests(name) ||
    /^(?:run-?)?(?:e2e|end-to-end|acceptance|auto|system|smoke|functional)-?(?:tests?)?\.ya?ml$/i.test(file);
  if (!isTests) return [];
  return [{ path: written ?? path, ...atLine(calls.line), detail: `calls ${calls.name}` }];
}
