import { createTrigger } from './build.ts';
import type { CiEvent, CiTrigger } from './pipeline.ts';
import type { YamlEntry, YamlNode } from './yaml-node.ts';

const EVENTS: ReadonlyMap<string, CiEvent> = new Map<string, CiEvent>([
  ['push', 'push'],
  ['pull_request', 'pull-request'],
  ['pull_request_target', 'pull-request-target'],
  ['release', 'release'],
  ['schedule', 'schedule'],
  ['workflow_dispatch', 'manual'],
  ['merge_group', 'merge-queue'],
  ['workflow_call', 'call'],
]);

/** `on` of a GitHub workflow: one word, a list of words, or a map of events with their filters. */
export function readGithubTriggers(workflow: YamlNode): readonly CiTrigger[] {
  // Programs that know only YAML 1.1 write `on` back as `true`.
  const entry = workflow.entry('on') ?? workflow.entry('true');
  if (entry === undefined) return [];
  if (entry.value.kind === 'map') return entry.value.entries.flatMap(filteredTriggers);
  return entry.value.items.flatMap((item) => {
    if (item.text !== undefined) return [triggerOf(item.text, item.line)];
    return item.entries.flatMap(filteredTriggers);
  });
}

function triggerOf(name: string, line: number): CiTrigger {
  const event = EVENTS.get(name);
  return event === undefined ? createTrigger('other', { name, line }) : createTrigger(event, { line });
}

function filteredTriggers({ key, line, value }: YamlEntry): CiTrigger[] {
  const base = triggerOf(key, line);
  const filter = (name: string): readonly string[] | undefined => {
    const { texts } = value.get(name);
    return texts.length === 0 ? undefined : texts;
  };
  const branches = filter('branches');
  const ignoredBranches = filter('branches-ignore');
  const shared = {
    line,
    paths: filter('paths'),
    ignoredPaths: filter('paths-ignore'),
    types: filter('types'),
    workflows: filter('workflows'),
  };
  if (key !== 'push') return [createTrigger(base.event, { ...shared, name: base.name, branches, ignoredBranches })];
  // A filter on tags alone excludes branches, and the other way round.
  const tags = filter('tags');
  const hasTags = tags !== undefined || value.get('tags-ignore').kind !== 'nothing';
  const hasBranches = branches !== undefined || ignoredBranches !== undefined;
  return [
    ...(hasTags && !hasBranches ? [] : [createTrigger('push', { ...shared, branches, ignoredBranches })]),
    ...(hasTags ? [createTrigger('tag', { ...shared, tags })] : []),
  ];
}
