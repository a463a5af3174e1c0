import { commandsIn, createJob, createPipeline, createStep, createTrigger } from './build.ts';
import type { CiReader } from './pipeline.ts';
import { yamlFile } from './yaml-file.ts';

/** Build manifests of SourceHut, started by every push. https://man.sr.ht/builds.sr.ht/manifest.md */
export const sourcehut: CiReader = {
  provider: 'sourcehut',
  matches: (file) => /^(?:\.build\.ya?ml|\.builds\/[^/]+\.ya?ml)$/.test(file.path),
  read: (file, source) => {
    const manifest = yamlFile(source, file.path);
    if (manifest.get('tasks').kind !== 'list') return [];
    const environment = manifest.get('environment').record;
    // Tasks start beside the clone: `cd name` leads into it.
    const checkouts = manifest.get('sources').texts.map((url) => {
      const name = url.replace(/#.*$/, '').replace(/\/+$/, '');
      return name.slice(name.lastIndexOf('/') + 1).replace(/\.git$/, '');
    });
    const steps = manifest.get('tasks').items.flatMap((task) =>
      task.entries.flatMap(({ key, value, line }) => {
        if (value.script === undefined) return [];
        const commands = commandsIn([value.script], { path: file.path, checkouts });
        return [createStep({ name: key, line, run: value.script.text, commands, environment })];
      }),
    );
    const job = createJob('build', {
      line: manifest.line,
      runsOn: manifest.get('image').texts,
      steps,
    });
    return [createPipeline('sourcehut', file.path, { triggers: [createTrigger('push')], jobs: [job] })];
  },
};
