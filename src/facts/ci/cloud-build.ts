import {
  commandsIn,
  createJob,
  createPipeline,
  createStep,
  createTrigger,
  imageUse,
  minutesOf,
  rawText,
  scriptsOf,
  startShell,
} from './build.ts';
import { changeFolder } from './folders.ts';
import type { CiReader, CiStep } from './pipeline.ts';
import { quoteWord } from './shell.ts';
import { yamlFile } from './yaml-file.ts';
import type { ScriptText, YamlNode } from './yaml-node.ts';

/** What starts these builds is set in the cloud; nothing in the repository says so. */
const TRIGGERS = [createTrigger('other', { name: 'configured outside of the repository' })];

/** Google Cloud Build. https://cloud.google.com/build/docs/build-config-file-schema */
export const cloudBuild: CiReader = {
  provider: 'cloud-build',
  matches: (file) =>
    /^(?:[\w.-]+\/){0,2}\.?cloudbuild[\w.-]*\.(?:ya?ml|json)$|^\.cloudbuild\/[\w.-]+\.(?:ya?ml|json)$/i.test(file.path),
  read: (file, source) => {
    const config = yamlFile(source, file.path);
    if (config.get('steps').kind !== 'list') return [];
    const job = createJob('build', {
      line: config.line,
      runsOn: config.get('options').get('machineType').texts,
      steps: config
        .get('steps')
        .items.filter((item) => item.kind === 'map')
        .map(readCloudStep),
      timeoutMinutes: minutesOf(config.get('timeout').text, 'seconds'),
    });
    return [createPipeline('cloud-build', file.path, { triggers: TRIGGERS, jobs: [job] })];
  },
};

/** A step is an image with arguments: a builder named after its tool, or one that is given a shell to start. */
function readCloudStep(step: YamlNode): CiStep {
  const image = step.get('name').text ?? '';
  const script = step.get('script').script ?? argumentScript(step, image);
  const folder = changeFolder('', step.get('dir').text ?? '');
  const environment = Object.fromEntries(
    step.get('env').texts.map((text): [string, string] => {
      const at = text.indexOf('=');
      return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
  return createStep({
    name: step.get('id').text,
    line: step.line,
    uses: image === '' ? undefined : imageUse(image, { line: step.line }),
    run: script?.text,
    commands: script === undefined ? [] : commandsIn([script], { path: step.path, folder }),
    environment,
    continueOnError: step.get('allowFailure').text === 'true',
  });
}

function argumentScript(step: YamlNode, image: string): ScriptText | undefined {
  const args = step.get('args').items;
  const entrypoint = step.get('entrypoint').text;
  const builder = image.replace(/[:@].*$/, '');
  const program = entrypoint ?? builder.slice(builder.lastIndexOf('/') + 1);
  const last = args.at(-1);
  if (/(?:^|\/)(?:ba|z)?sh$/.test(program) && /^-\w*c$/.test(args[0]?.text ?? '') && last?.script !== undefined)
    return last.script;
  const words = args.flatMap((arg) => (arg.text === undefined ? [] : [quoteWord(arg.text)]));
  return program === '' || words.length === 0
    ? undefined
    : { text: [program, ...words].join(' '), line: step.line, exact: false };
}

/** CodeBuild is told which file to run: any name will do, and a folder often says it for all of its files. */
const BUILDSPEC =
  /^(?:[\w.-]+\/){0,4}(?:[\w.-]*buildspec[\w.-]*\.ya?ml|[\w.-]*codebuild[\w.-]*\.ya?ml|(?:build[-_]?specs?|code[-_]?build)\/(?:[\w.-]+\/)?[\w.-]+\.ya?ml)$/i;

/** AWS CodeBuild: `phases` of a buildspec. https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
export const codeBuild: CiReader = {
  provider: 'codebuild',
  matches: (file) => BUILDSPEC.test(file.path),
  read: (file, source) => {
    const config = yamlFile(source, file.path);
    if (config.get('phases').kind !== 'map') return [];
    if (!/buildspec/i.test(file.name) && config.get('version').text === undefined) return [];
    const environment = config.get('env').get('variables').record;
    const shell = startShell({ path: file.path });
    const steps = config.get('phases').entries.flatMap(({ key, line, value }): CiStep[] => {
      const scripts = [...scriptsOf(value.get('commands')), ...scriptsOf(value.get('finally'))];
      if (scripts.length === 0) return [];
      const commands = shell.run(scripts);
      return [
        createStep({
          name: key,
          line,
          run: rawText(scripts),
          commands,
          environment,
          continueOnError: value.get('on-failure').text === 'CONTINUE',
        }),
      ];
    });
    return [
      createPipeline('codebuild', file.path, {
        triggers: TRIGGERS,
        jobs: [createJob('build', { line: config.line, steps })],
      }),
    ];
  },
};
