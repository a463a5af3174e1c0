import {
  createJob,
  createPipeline,
  createStep,
  createTrigger,
  rawText,
  type Shell,
  scriptsOf,
  startShell,
} from './build.ts';
import type { CiReader, CiStep } from './pipeline.ts';
import { yamlFile } from './yaml-file.ts';
import type { ScriptText, YamlNode } from './yaml-node.ts';

const PHASES = ['checkout', 'machine', 'dependencies', 'database', 'compile', 'test'];
const PARTS = ['pre', 'override', 'post'];

/** What was run for a project without a word about its tests, by the file that told its language. */
const INFERRED: readonly (readonly [file: string, command: string])[] = [
  ['spec/spec_helper.rb', 'bundle exec rspec'],
  ['Rakefile', 'bundle exec rake test'],
  ['package.json', 'npm test'],
  ['pom.xml', 'mvn test'],
  ['build.gradle', './gradlew test'],
  ['manage.py', 'python manage.py test'],
  ['phpunit.xml', 'phpunit'],
  ['phpunit.xml.dist', 'phpunit'],
];

/** CircleCI 1.0: `circle.yml`, with phases that are inferred where they are not said. */
export const circleciClassic: CiReader = {
  provider: 'circleci',
  matches: (file) => file.path === 'circle.yml' || file.path === 'circle.yaml',
  read: (file, source) => {
    const config = yamlFile(source, file.path);
    if (config.kind !== 'map' || config.get('jobs').kind === 'map') return [];
    const shell = startShell({ path: file.path });
    const steps = PHASES.flatMap((phase): CiStep[] => {
      const node = config.get(phase);
      const said = PARTS.flatMap((part) => stepsOf(node.get(part), shell, `${phase}: ${part}`));
      if (phase !== 'test' || node.get('override').kind !== 'nothing') return said;
      const inferred = INFERRED.find(([path]) => source.files.get(path) !== undefined)?.[1];
      if (inferred === undefined) return said;
      const scripts: ScriptText[] = [{ text: inferred, line: node.line, exact: false }];
      return [createStep({ name: 'inferred tests', commands: shell.run(scripts), run: rawText(scripts) }), ...said];
    });
    const deployments = config.get('deployment').entries.map(({ key, value, line }) =>
      createJob(`deployment ${key}`, {
        line,
        steps: stepsOf(value.get('commands'), startShell({ path: file.path }), `deployment ${key}`),
      }),
    );
    return [
      createPipeline('circleci', file.path, {
        triggers: [createTrigger('push')],
        jobs: [createJob('build', { line: config.line, steps }), ...deployments],
      }),
    ];
  },
};

/** Commands, of which each may have options below it: `- make deploy: { timeout: 900 }`. */
function stepsOf(node: YamlNode, shell: Shell, name: string): CiStep[] {
  const scripts = node.items.flatMap((item): readonly ScriptText[] => {
    if (item.kind !== 'map') return scriptsOf(item);
    return item.entries.slice(0, 1).map(({ key, line }) => ({ text: key, line, exact: true }));
  });
  return scripts.length === 0 ? [] : [createStep({ name, run: rawText(scripts), commands: shell.run(scripts) })];
}
