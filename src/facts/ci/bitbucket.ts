import {
  commandsIn,
  createJob,
  createPipeline,
  createStep,
  createTrigger,
  createUse,
  flatten,
  imageUse,
  numberOf,
  rawText,
} from './build.ts';
import type { CiJob, CiPipeline, CiReader, CiStep, CiTrigger, CiUse } from './pipeline.ts';
import { yamlFile } from './yaml-file.ts';
import type { YamlEntry, YamlNode } from './yaml-node.ts';

const DEPTH_LIMIT = 4;

/**
 * Bitbucket Pipelines: `default`, and each pattern below `branches`, `tags`, `pull-requests` and `custom`, is a pipeline.
 * https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/
 */
export const bitbucket: CiReader = {
  provider: 'bitbucket',
  matches: (file) => file.path === 'bitbucket-pipelines.yml' || file.path === 'bitbucket-pipelines.yaml',
  read: (file, source) => {
    const root = yamlFile(source, file.path);
    return root.get('pipelines').entries.flatMap((section): CiPipeline[] => {
      const { key, value } = section;
      if (key === 'default')
        return [readPipeline(root, section, undefined, [createTrigger('push', { line: section.line })])];
      return value.entries.map((entry) => readPipeline(root, entry, entry.key, triggersOf(key, entry)));
    });
  },
};

function triggersOf(section: string, { key, line }: YamlEntry): readonly CiTrigger[] {
  const all = key === '**' || key === '*';
  switch (section) {
    case 'branches':
      return [createTrigger('push', { line, branches: all ? undefined : [key] })];
    case 'tags':
      return [createTrigger('tag', { line, tags: [key] })];
    case 'pull-requests':
      return [createTrigger('pull-request', { line, branches: all ? undefined : [key] })];
    case 'custom':
      return [createTrigger('manual', { line })];
    default:
      return [createTrigger('other', { line, name: section })];
  }
}

function readPipeline(
  root: YamlNode,
  { value, line }: YamlEntry,
  name: string | undefined,
  triggers: readonly CiTrigger[],
): CiPipeline {
  const external: CiUse[] = [];
  const imported = value.kind === 'map' ? value.entry('import') : undefined;
  if (imported?.value.text !== undefined) external.push(createUse(imported.value.text, { line: imported.line }));
  const steps = stepsOf(value, 0);
  const jobs = steps.map((step, index) => readJob(root, step, index, line));
  return createPipeline('bitbucket', root.path, { name, triggers, jobs, external });
}

interface Found {
  readonly node: YamlNode;
  /** The deployment of the stage that it is in. */
  readonly deployment: string | undefined;
}

/** Steps, those of `parallel` and `stage` among them. */
function stepsOf(list: YamlNode, depth: number, deployment?: string): readonly Found[] {
  if (depth > DEPTH_LIMIT) return [];
  return list.items.slice(0, 200).flatMap((item): readonly Found[] => {
    const parallel = item.get('parallel');
    const stage = item.get('stage');
    return [
      ...(item.get('step').kind === 'map' ? [{ node: item.get('step'), deployment }] : []),
      ...stepsOf(parallel.kind === 'map' ? parallel.get('steps') : parallel, depth + 1, deployment),
      ...(stage.kind === 'map'
        ? stepsOf(stage.get('steps'), depth + 1, stage.get('deployment').text ?? deployment)
        : []),
    ];
  });
}

function readJob(root: YamlNode, { node, deployment }: Found, index: number, line: number): CiJob {
  const name = node.get('name').text;
  const image = node.get('image').kind === 'nothing' ? root.get('image') : node.get('image');
  const limit = node.get('max-time').text ?? root.get('options').get('max-time').text;
  return createJob(name ?? `step ${index + 1}`, {
    name,
    line: node.line || line,
    runsOn: node.get('runs-on').texts,
    environment: node.get('deployment').text ?? deployment,
    container: image.text ?? image.get('name').text,
    services: node.get('services').texts,
    steps: [
      ...readScript(node.get('script'), node, name),
      ...readScript(node.get('after-script'), node, 'after-script'),
    ],
    condition: node.get('trigger').text === 'manual' ? 'manual' : undefined,
    timeoutMinutes: numberOf(limit),
  });
}

/** Commands of a script run in one shell; pipes between them are uses. */
function readScript(script: YamlNode, step: YamlNode, name: string | undefined): CiStep[] {
  const items = flatten(script);
  const scripts = items.flatMap((item) => item.script ?? []);
  const pipes = items.flatMap((item): CiStep[] => {
    const pipe = item.entry('pipe');
    if (pipe?.value.text === undefined) return [];
    const shared = { line: pipe.line, with: item.get('variables').record };
    if (pipe.value.text.startsWith('docker://'))
      return [createStep({ line: pipe.line, uses: imageUse(pipe.value.text.slice(9), shared) })];
    const [use = '', ref] = pipe.value.text.split(':');
    return [createStep({ line: pipe.line, uses: createUse(use, { ...shared, ref }) })];
  });
  if (scripts.length === 0) return pipes;
  const commands = commandsIn(scripts, { path: step.path });
  return [createStep({ name, line: scripts[0]?.line, run: rawText(scripts), commands }), ...pipes];
}
