import {
  commandsIn,
  createJob,
  createPipeline,
  createStep,
  createTrigger,
  minutesOf,
  negated,
  rawText,
  scriptsOf,
} from './build.ts';
import { type Matrix, NO_MATRIX, readMatrix } from './matrix.ts';
import type { CiJob, CiReader, CiStep } from './pipeline.ts';
import { yamlFile } from './yaml-file.ts';
import type { YamlEntry, YamlNode } from './yaml-node.ts';

const TASK = /^(?:(?:\w+_)?task|docker_builder|(?:\w+_)?pipe)$/;
const TEMPLATE = /_template$/;

/** Cirrus CI: every `task` of the file is a job. https://cirrus-ci.org/guide/writing-tasks/ */
export const cirrus: CiReader = {
  provider: 'cirrus',
  matches: (file) => file.path === '.cirrus.yml' || file.path === '.cirrus.yaml',
  read: (file, source) => {
    const config = yamlFile(source, file.path);
    const tasks = config.entries.filter(
      ({ key, value }) => TASK.test(key) && !TEMPLATE.test(key) && value.kind === 'map',
    );
    if (tasks.length === 0) return [];
    return [
      createPipeline('cirrus', file.path, {
        triggers: [createTrigger('push'), createTrigger('pull-request')],
        jobs: tasks.map((task) => readTask(task, config)),
        concurrency: config.get('auto_cancellation').text === 'true',
      }),
    ];
  },
};

const EXECUTORS = [
  'container',
  'docker_builder',
  'macos_instance',
  'freebsd_instance',
  'windows_container',
  'arm_container',
  'gce_instance',
  'osx_instance',
];

function readTask({ key, line, value: task }: YamlEntry, config: YamlNode): CiJob {
  const environment = { ...variablesOf(config), ...variablesOf(task) };
  const inherited = (name: string): YamlNode => (task.entry(name) === undefined ? config.get(name) : task.get(name));
  const container = ['container', 'arm_container', 'windows_container']
    .map(inherited)
    .find((node) => node.kind === 'map');
  const instances = EXECUTORS.filter((name) => inherited(name).kind !== 'nothing' && !name.endsWith('container'));
  const own = task.get('env').get('matrix').kind === 'nothing' ? task.get('matrix') : task.get('env').get('matrix');
  const matrix: Matrix = own.kind === 'map' ? readMatrix(own) : NO_MATRIX;
  return createJob(task.get('name').text ?? task.get('alias').text ?? key.replace(/_?task$/, ''), {
    name: task.get('name').text,
    line,
    runsOn: instances.flatMap((name) =>
      inherited(name).get('image').texts.concat(inherited(name).get('image_family').texts),
    ),
    matrix: matrix.axes,
    needs: task.get('depends_on').texts,
    container: container?.get('image').text,
    services: container?.get('additional_containers').items.flatMap((item) => item.get('image').text ?? []),
    steps: stepsOf(task, environment),
    condition: task.get('only_if').text ?? negated(task.get('skip').text),
    continueOnError: task.get('allow_failures').text === 'true',
    timeoutMinutes: minutesOf(inherited('timeout_in').text),
  });
}

/** Keys that end in `script` hold commands; a cache may have a script that fills it. */
function stepsOf(task: YamlNode, environment: Readonly<Record<string, string>>, depth = 0): CiStep[] {
  if (depth > 3) return [];
  return task.entries.flatMap(({ key, value, line }): CiStep[] => {
    if (/_cache$/.test(key)) return stepsOf(value, environment, depth + 1);
    if (key === 'matrix') return value.items.slice(0, 50).flatMap((item) => stepsOf(item, environment, depth + 1));
    if (!/(?:^|_)script$/.test(key)) return [];
    const scripts = scriptsOf(value);
    if (scripts.length === 0) return [];
    const commands = commandsIn(scripts, { path: value.path });
    return [createStep({ name: key, line, run: rawText(scripts), commands, environment })];
  });
}

function variablesOf(node: YamlNode): Readonly<Record<string, string>> {
  return { ...node.get('env').record, ...node.get('environment').record };
}
