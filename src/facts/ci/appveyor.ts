import { createJob, createPipeline, createStep, createTrigger, createUse, type Shell, startShell } from './build.ts';
import type { CiReader, CiStep } from './pipeline.ts';
import { yamlFile } from './yaml-file.ts';
import type { YamlNode } from './yaml-node.ts';

/** Script sections in the order in which they run. https://www.appveyor.com/docs/appveyor-yml/ */
const SECTIONS = [
  ...['init', 'install', 'before_build', 'build_script', 'after_build', 'before_test', 'test_script', 'after_test'],
  ...['before_deploy', 'deploy_script', 'after_deploy', 'on_success', 'on_failure', 'on_finish'],
];
const SHELLS = ['cmd', 'ps', 'pwsh', 'sh', 'bash'];

/** The settings of a project may name another place than the root; a folder of that name holds scripts, too. */
const ELSEWHERE = /^(?:\.?[\w-]+\/)+(?:\.?appveyor\.ya?ml|appveyor\/[^/]+\.ya?ml)$/i;

/** The machine that a row of the matrix runs on. */
const IMAGE = 'APPVEYOR_BUILD_WORKER_IMAGE';

/** AppVeyor. Builds branches and pull requests unless branches are named. */
export const appveyor: CiReader = {
  provider: 'appveyor',
  matches: ({ path, role }) =>
    /^(?:\.?appveyor\.ya?ml|\.?appveyor\/[^/]+\.ya?ml)$/i.test(path) || (role === 'config' && ELSEWHERE.test(path)),
  read: (file, source) => {
    const config = yamlFile(source, file.path);
    const isSure = !ELSEWHERE.test(file.path) || SECTIONS.some((section) => config.entry(section) !== undefined);
    if (config.kind !== 'map' || !isSure) return [];
    const environment = { ...config.get('environment').record, ...config.get('environment').get('global').record };
    // One session runs all sections: a `cd` holds on.
    const shell = startShell({ path: file.path });
    const steps = [
      ...SECTIONS.flatMap((section) => readSection(config.get(section), section, environment, shell)),
      ...deployments(config.get('deploy')),
    ];
    const { texts } = config.get('branches').get('only');
    const branches = texts.length === 0 ? undefined : texts;
    const rows = config
      .get('environment')
      .get('matrix')
      .items.map((item) => item.record);
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const job = createJob('build', {
      line: 1,
      runsOn: [...new Set([...config.get('image').texts, ...rows.flatMap((row) => row[IMAGE] ?? [])])],
      matrix: Object.fromEntries(
        names.map((name) => [
          name,
          [...new Set(rows.flatMap((row) => (Object.hasOwn(row, name) ? [row[name] ?? ''] : [])))],
        ]),
      ),
      services: config.get('services').texts,
      steps,
    });
    const triggers = [createTrigger('push', { branches }), createTrigger('pull-request', { branches })];
    return [createPipeline('appveyor', file.path, { triggers, jobs: [job] })];
  },
};

/** Items are commands of cmd, or name their shell: `ps: …`. */
function readSection(
  node: YamlNode,
  name: string,
  environment: Readonly<Record<string, string>>,
  shell: Shell,
): CiStep[] {
  return node.items.flatMap((item): CiStep[] => {
    const script = item.script ?? SHELLS.map((shell) => item.get(shell).script).find((found) => found !== undefined);
    if (script === undefined || ['off', 'false'].includes(script.text)) return [];
    const commands = shell.run([script]);
    return [createStep({ name, line: script.line, run: script.text, commands, environment })];
  });
}

/** Deployments are made by providers of AppVeyor itself: the use `appveyor/nuget`. */
function deployments(node: YamlNode): CiStep[] {
  return node.items.flatMap((item) => {
    const provider = item.get('provider').text;
    return provider === undefined
      ? []
      : [
          createStep({
            name: 'deploy',
            line: item.line,
            uses: createUse(`appveyor/${provider.toLowerCase()}`, { line: item.line }),
          }),
        ];
  });
}
