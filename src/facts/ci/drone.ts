import {
  commandsIn,
  createJob,
  createPipeline,
  createStep,
  createTrigger,
  imageUse,
  rawText,
  scriptsOf,
} from './build.ts';
import { commandVariants, type Matrix, NO_MATRIX, readMatrix } from './matrix.ts';
import type { CiEvent, CiJob, CiPipeline, CiReader, CiStep, CiTrigger } from './pipeline.ts';
import { yamlDocuments } from './yaml-file.ts';
import type { ScriptText, YamlNode } from './yaml-node.ts';

const EVENTS: ReadonlyMap<string, CiEvent> = new Map<string, CiEvent>([
  ['push', 'push'],
  ['pull_request', 'pull-request'],
  ['tag', 'tag'],
  ['release', 'release'],
  ['cron', 'schedule'],
  ['manual', 'manual'],
  ['promote', 'manual'],
  ['deployment', 'manual'],
  ['custom', 'manual'],
]);

/** The usual name; a server may be told another, as when an older version of Drone ran beside it. */
const DRONE_FILE = /^\.drone\d*(?:[-_.][\w.-]+)?\.ya?ml$/;

/** Drone: each document of kind `pipeline` is one. https://docs.drone.io/pipeline/overview/ */
export const drone: CiReader = {
  provider: 'drone',
  matches: (file) => DRONE_FILE.test(file.path),
  read: (file, source) =>
    yamlDocuments(source, file.path).flatMap((document): CiPipeline[] => {
      const kind = document.get('kind').text;
      if (kind !== undefined && kind !== 'pipeline') return [];
      return readPipeline('drone', document, document.get('trigger'), document.get('name').text);
    }),
};

/** Woodpecker: each file is a workflow. https://woodpecker-ci.org/docs/usage/workflow-syntax */
export const woodpecker: CiReader = {
  provider: 'woodpecker',
  matches: (file) => /^\.woodpecker(?:\.ya?ml|\/(?:[\w.-]+\/)?[^/]+\.ya?ml)$/.test(file.path),
  read: (file, source) =>
    yamlDocuments(source, file.path).flatMap((document) =>
      readPipeline('woodpecker', document, document.get('when'), undefined),
    ),
};

function readPipeline(
  provider: 'drone' | 'woodpecker',
  document: YamlNode,
  when: YamlNode,
  name: string | undefined,
): CiPipeline[] {
  // Versions before 1.0 of either have a map of steps under `pipeline`.
  const list = document.get('steps').kind === 'nothing' ? document.get('pipeline') : document.get('steps');
  const steps = namedSteps(list);
  if (steps.length === 0) return [];
  const matrix = document.get('matrix').kind === 'map' ? readMatrix(document.get('matrix')) : NO_MATRIX;
  const environment = document.get('environment').record;
  const labels = document.get('platform').record;
  const job: CiJob = createJob(name ?? 'pipeline', {
    name,
    line: document.line,
    runsOn: [labels.os, labels.arch].filter((label) => label !== undefined),
    matrix: matrix.axes,
    needs: document.get('depends_on').texts,
    services: namedSteps(document.get('services')).flatMap(({ node }) => node.get('image').text ?? []),
    steps: steps.map((step) => readStep(step, environment, matrix)),
  });
  const triggers = triggersOf(when, provider);
  return [
    createPipeline(provider, document.path, {
      name,
      triggers,
      jobs: [job],
      concurrency: document.get('concurrency').kind !== 'nothing',
    }),
  ];
}

interface NamedStep {
  readonly name: string | undefined;
  readonly line: number;
  readonly node: YamlNode;
}

/** Steps are a list with names in them, or a map by name. */
function namedSteps(node: YamlNode): readonly NamedStep[] {
  if (node.kind === 'map') {
    return node.entries
      .filter(({ value }) => value.kind === 'map')
      .map(({ key, line, value }) => ({ name: key, line, node: value }));
  }
  return node.items
    .filter((item) => item.kind === 'map')
    .map((item) => ({ name: item.get('name').text, line: item.line, node: item }));
}

/** The plugins that build an image and push it. https://plugins.drone.io/plugins/docker */
const IMAGE_PLUGIN = /(?:^|\/)plugins\/(?:docker|ecr|gcr|gar|acr|heroku|buildx|kaniko(?:-\w+)?)(?:[:@]|$)/;

/** What a plugin for images does, as one would type it. */
function imageCommands(image: string, settings: Readonly<Record<string, string>>, line: number): ScriptText[] {
  if (!IMAGE_PLUGIN.test(image)) return [];
  const file = settings.dockerfile === undefined ? '' : ` --file ${settings.dockerfile}`;
  const lines = [`docker build${file} ${settings.context ?? '.'}`];
  if (settings.dry_run !== 'true') lines.push(`docker push ${settings.repo ?? ''}`.trim());
  return lines.map((text) => ({ text, line, exact: false }));
}

/** A step without commands is a plugin: its image does the work, `settings` say how. */
function readStep({ name, line, node }: NamedStep, outer: Readonly<Record<string, string>>, matrix: Matrix): CiStep {
  const environment = { ...outer, ...node.get('environment').record };
  const scripts = [
    ...scriptsOf(node.get('commands')),
    ...scriptsOf(node.get('entrypoint').kind === 'nothing' ? node.get('command') : node.get('commands')),
  ];
  const image = node.entry('image');
  const isPlugin = scripts.length === 0 && image?.value.text !== undefined;
  const settings = node.get('settings').kind === 'map' ? node.get('settings').record : node.record;
  // `${VAR}` of the matrix is filled in before the shell sees it.
  const axes = new Set(Object.keys(matrix.axes));
  const built = isPlugin ? imageCommands(image.value.text ?? '', settings, image.line) : [];
  const commands = commandsIn([...scripts, ...built], { path: node.path }).map((command) => ({
    ...command,
    text: command.text.replace(/\$\{(\w+)\}/g, (written, variable: string) =>
      axes.has(variable) ? `\${{ matrix.${variable} }}` : written,
    ),
  }));
  const conditions = node
    .get('when')
    .items.flatMap((item) => item.entries.map(({ key, value }) => `${key}: ${conditionText(value)}`));
  return createStep({
    name,
    line,
    uses: isPlugin ? imageUse(image.value.text ?? '', { line: image.line, with: settings }) : undefined,
    run: rawText(scripts),
    commands: commandVariants(commands, matrix.rows),
    condition: conditions.length === 0 ? undefined : conditions.join('; '),
    environment,
    continueOnError: node.get('failure').text === 'ignore',
  });
}

function conditionText(node: YamlNode): string {
  return [...node.texts, ...node.get('include').texts, ...node.get('exclude').texts.map((text) => `not ${text}`)].join(
    ', ',
  );
}

/** Without a condition, Drone runs on everything that happens to branches and tags, Woodpecker on pushes and pull requests. */
function triggersOf(when: YamlNode, provider: 'drone' | 'woodpecker'): readonly CiTrigger[] {
  const conditions = when.items.filter((item) => item.kind === 'map');
  if (conditions.length === 0) {
    const usual: readonly CiEvent[] = provider === 'drone' ? ['push', 'pull-request', 'tag'] : ['push', 'pull-request'];
    return usual.map((event) => createTrigger(event));
  }
  return conditions.flatMap((condition) => {
    const { line } = condition;
    const listed = [...condition.get('event').texts, ...condition.get('event').get('include').texts];
    const branch = condition.get('branch');
    const named = [...branch.texts, ...branch.get('include').texts];
    const branches = named.length === 0 || named.includes('*') ? undefined : named;
    const ignored = branch.get('exclude').texts;
    const ignoredBranches = ignored.length === 0 ? undefined : ignored;
    const refs = [...condition.get('ref').texts, ...condition.get('ref').get('include').texts];
    if (listed.length === 0 && refs.some((ref) => ref.startsWith('refs/tags'))) return [createTrigger('tag', { line })];
    const events = listed.length === 0 ? ['push', 'pull_request'] : listed;
    return events.map((name) => {
      const event = EVENTS.get(name);
      if (event === undefined) return createTrigger('other', { line, name });
      return createTrigger(
        event,
        event === 'push' || event === 'pull-request' ? { line, branches, ignoredBranches } : { line },
      );
    });
  });
}
