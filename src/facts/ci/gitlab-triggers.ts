import { createTrigger } from './build.ts';
import type { CiEvent, CiTrigger } from './pipeline.ts';
import type { YamlNode } from './yaml-node.ts';

const SOURCES: readonly (readonly [RegExp, CiEvent])[] = [
  [/merge_request_event|external_pull_request_event|\$CI_MERGE_REQUEST_I?ID/, 'pull-request'],
  [/\$CI_COMMIT_TAG/, 'tag'],
  [/["']schedule["']/, 'schedule'],
  [/["'](?:web|chat)["']/, 'manual'],
  [/["'](?:parent_pipeline|pipeline|trigger|api)["']/, 'call'],
  [/\$CI_(?:COMMIT_(?:BRANCH|REF_NAME|REF_SLUG)|DEFAULT_BRANCH)|["']push["']/, 'push'],
];
const ONLY: ReadonlyMap<string, CiEvent> = new Map<string, CiEvent>([
  ['branches', 'push'],
  ['pushes', 'push'],
  ['tags', 'tag'],
  ['merge_requests', 'pull-request'],
  ['external_pull_requests', 'pull-request'],
  ['schedules', 'schedule'],
  ['web', 'manual'],
  ['triggers', 'call'],
  ['api', 'call'],
  ['pipelines', 'call'],
]);

/** What `rules` of a job or a workflow let start it; `when: never` takes away, so those rules add nothing. */
export function triggersOfRules(rules: readonly YamlNode[]): readonly CiTrigger[] {
  return rules.flatMap((rule) => {
    const when = rule.get('when').text;
    if (when === 'never') return [];
    const changes = rule.get('changes');
    const paths = changes.kind === 'map' ? changes.get('paths').texts : changes.texts;
    const shared = { line: rule.line, paths: paths.length === 0 ? undefined : paths };
    if (when === 'manual') return [createTrigger('manual', shared)];
    const condition = rule.get('if').text;
    if (condition === undefined) return [createTrigger('push', shared)];
    // `$CI_COMMIT_TAG == null` and its like say what it must not be.
    const asserted = condition.slice(0, 2000).replace(/\$\w+\s*(?:==\s*(?:null|""|'')|!=\s*(?:"[^"]*"|'[^']*'))/g, '');
    const events = SOURCES.filter(([pattern]) => pattern.test(asserted)).map(([, event]) => event);
    return events.map((event) =>
      createTrigger(event, { ...shared, branches: event === 'push' ? branchesOf(asserted) : undefined }),
    );
  });
}

/** The branches that a condition compares with; `$CI_DEFAULT_BRANCH` stays as it is written. */
function branchesOf(condition: string): readonly string[] | undefined {
  const pattern =
    /\$CI_COMMIT_(?:BRANCH|REF_NAME)\s*(?:==|=~)\s*(?:"([^"]*)"|'([^']*)'|(\$\w+)|(\/(?:[^/\\]|\\.)*\/))/g;
  const branches = [...condition.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  return branches.length === 0 ? undefined : branches;
}

/** What the older `only` lets start a job: words for events, names and patterns of branches. */
export function triggersOfOnly(only: YamlNode): readonly CiTrigger[] {
  const refs = only.kind === 'map' ? only.get('refs') : only;
  const paths = only.get('changes').texts;
  const shared = { line: only.line, paths: paths.length === 0 ? undefined : paths };
  if (refs.texts.length === 0) return [createTrigger('push', shared)];
  const branches = refs.texts.filter((ref) => !ONLY.has(ref));
  const events = refs.texts.flatMap((ref) => ONLY.get(ref) ?? []);
  return [
    ...[...new Set(events)].map((event) => createTrigger(event, shared)),
    ...(branches.length === 0 ? [] : [createTrigger('push', { ...shared, branches })]),
  ];
}
