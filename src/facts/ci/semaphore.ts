import {
  commandsIn,
  createJob,
  createPipeline,
  createStep,
  createTrigger,
  negated,
  rawText,
  scriptsOf,
} from './build.ts';
import type { CiJob, CiReader } from './pipeline.ts';
import { yamlFile } from './yaml-file.ts';
import type { YamlNode } from './yaml-node.ts';

/** Semaphore: the jobs of all blocks. https://docs.semaphoreci.com/reference/pipeline-yaml */
export const semaphore: CiReader = {
  provider: 'semaphore',
  matches: (file) => /^\.semaphore\/[^/]+\.ya?ml$/.test(file.path),
  read: (file, source) => {
    const config = yamlFile(source, file.path);
    if (config.get('blocks').kind !== 'list') return [];
    const machine = config.get('agent').get('machine');
    const runsOn = [...machine.get('os_image').texts, ...machine.get('type').texts];
    const jobs = config.get('blocks').items.flatMap((block) => jobsOf(block, runsOn, file.path));
    // The file that is not promoted to from another one runs on every push and pull request.
    const isFirst = /\/semaphore\.ya?ml$/.test(file.path);
    const triggers = isFirst ? [createTrigger('push'), createTrigger('pull-request')] : [createTrigger('call')];
    const concurrency = config.get('auto_cancel').kind !== 'nothing';
    return [createPipeline('semaphore', file.path, { name: config.get('name').text, triggers, jobs, concurrency })];
  },
};

function jobsOf(block: YamlNode, runsOn: readonly string[], path: string): readonly CiJob[] {
  const task = block.get('task');
  const prologue = scriptsOf(task.get('prologue').get('commands'));
  const environment = Object.fromEntries(
    task.get('env_vars').items.flatMap((item) => {
      const name = item.get('name').text;
      return name === undefined ? [] : [[name, item.get('value').text ?? '']];
    }),
  );
  return task
    .get('jobs')
    .items.slice(0, 200)
    .map((job) => {
      const scripts = [...prologue, ...scriptsOf(job.get('commands'))];
      const name = job.get('name').text;
      return createJob(name ?? block.get('name').text ?? 'job', {
        name,
        line: job.line,
        runsOn,
        needs: block.get('dependencies').texts,
        steps: [
          createStep({
            name,
            line: job.line,
            run: rawText(scripts),
            commands: commandsIn(scripts, { path }),
            environment,
          }),
        ],
        condition: block.get('run').get('when').text ?? negated(block.get('skip').get('when').text),
      });
    });
}
