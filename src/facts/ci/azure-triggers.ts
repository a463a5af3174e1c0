import { createTrigger } from './build.ts';
import type { CiEvent, CiTrigger } from './pipeline.ts';
import type { YamlNode } from './yaml-node.ts';

/**
 * `trigger`, `pr` and `schedules` of an Azure pipeline. Without `trigger` every push starts it, without `pr` every pull
 * request (of GitHub and Bitbucket), `none` turns them off.
 */
export function readAzureTriggers(pipeline: YamlNode): readonly CiTrigger[] {
  const schedules = pipeline
    .get('schedules')
    .items.map((schedule) => createTrigger('schedule', { line: schedule.line }));
  const started = [
    ...triggersOf(pipeline, 'trigger', 'push'),
    ...triggersOf(pipeline, 'pr', 'pull-request'),
    ...schedules,
  ];
  return started.length === 0 ? [createTrigger('manual')] : started;
}

function triggersOf(pipeline: YamlNode, key: string, event: CiEvent): readonly CiTrigger[] {
  const entry = pipeline.entry(key);
  if (entry === undefined) return [createTrigger(event)];
  const { value, line } = entry;
  if (value.text === 'none') return [];
  if (value.kind !== 'map') {
    const branches = value.texts.length === 0 || value.texts.includes('*') ? undefined : value.texts;
    return [createTrigger(event, { line, branches })];
  }
  const filter = (name: string, side: string): readonly string[] | undefined => {
    const node = value.get(name);
    const texts = side === 'include' && node.kind === 'list' ? node.texts : node.get(side).texts;
    return texts.length === 0 ? undefined : texts;
  };
  const branches = filter('branches', 'include');
  const tags = filter('tags', 'include');
  const shared = { line, paths: filter('paths', 'include'), ignoredPaths: filter('paths', 'exclude') };
  return [
    // Tags alone leave branches out.
    ...(tags !== undefined && branches === undefined
      ? []
      : [
          createTrigger(event, {
            ...shared,
            branches: branches?.includes('*') === true ? undefined : branches,
            ignoredBranches: filter('branches', 'exclude'),
          }),
        ]),
    ...(tags === undefined ? [] : [createTrigger('tag', { ...shared, tags })]),
  ];
}
