import {
  commandsIn,
  createJob,
  createPipeline,
  createStep,
  createTrigger,
  createUse,
  rawText,
  type Shell,
  scriptsOf,
  startShell,
} from './build.ts';
import type { CiJob, CiReader, CiStep, CiTrigger } from './pipeline.ts';
import { yamlFile } from './yaml-file.ts';
import type { YamlNode } from './yaml-node.ts';

/** The phases of a job in their order. */
const PHASES = [
  ...['before_install', 'install', 'before_script', 'script', 'before_cache', 'after_success', 'after_failure'],
  ...['before_deploy', 'deploy', 'after_deploy', 'after_script'],
];

/** What Travis CI runs for a language when `script` is not said. https://docs.travis-ci.com/user/languages/ */
const DEFAULT_SCRIPTS: Readonly<Record<string, string>> = {
  node_js: 'npm test',
  ruby: 'bundle exec rake',
  go: 'go test ./...',
  rust: 'cargo build --verbose && cargo test --verbose',
  php: 'phpunit',
  elixir: 'mix test',
  erlang: 'rebar eunit',
  clojure: 'lein test',
  scala: 'sbt ++$TRAVIS_SCALA_VERSION test',
  haskell: 'cabal configure --enable-tests && cabal build && cabal test',
  perl: 'perl Makefile.PL && make test',
  crystal: 'crystal spec',
  dart: 'pub run test',
  d: 'dub test --compiler=$DC',
  julia: 'julia --check-bounds=yes -e "Pkg.test()"',
  r: 'R CMD check *.tar.gz',
  swift: 'xcodebuild test',
  'objective-c': 'xcodebuild test',
  groovy: 'gradle check',
  c: './configure && make && make test',
  cpp: './configure && make && make test',
};

/** Travis CI. https://docs.travis-ci.com/user/job-lifecycle/ */
export const travis: CiReader = {
  provider: 'travis',
  matches: (file) => file.path === '.travis.yml' || file.path === '.travis.yaml',
  read: (file, source) => {
    const config = yamlFile(source, file.path);
    if (config.kind !== 'map') return [];
    const hasFile = (name: string): boolean => source.files.get(name) !== undefined;
    const matrix = ['jobs', 'matrix'].map((key) => config.get(key));
    const included = matrix.flatMap((node) => (node.kind === 'list' ? node.items : node.get('include').items));
    const withAxes =
      included.length === 0 || config.get('script').kind !== 'nothing' || config.get('language').kind !== 'nothing';
    const jobs = [
      ...(withAxes ? [readJob('default', [config], hasFile)] : []),
      // A job without a stage of its own belongs to the stage of the one before.
      ...included
        .filter((job) => job.kind === 'map')
        .slice(0, 500)
        .map((job, index) =>
          readJob(job.get('name').text ?? job.get('stage').text ?? `job ${index + 1}`, [config, job], hasFile),
        ),
    ];
    const imports = config.get('import').items.flatMap((item) => {
      const written = item.text ?? item.get('source').text;
      if (written === undefined || written.startsWith('./')) return [];
      const at = written.lastIndexOf('@');
      return [
        at === -1
          ? createUse(written, { line: item.line })
          : createUse(written.slice(0, at), { line: item.line, ref: written.slice(at + 1) }),
      ];
    });
    return [createPipeline('travis', file.path, { triggers: triggersOf(config), jobs, external: imports })];
  },
};

/** Pushes and pull requests, unless branches are named or the condition speaks of one of them. */
function triggersOf(config: YamlNode): readonly CiTrigger[] {
  const { texts } = config.get('branches').get('only');
  const branches = texts.length === 0 ? undefined : texts;
  const condition = config.get('if').text ?? '';
  const typed = [...condition.slice(0, 1000).matchAll(/\b(push|pull_request|cron|api)\b/g)].map((match) => match[1]);
  const wants = (type: string): boolean => typed.length === 0 || typed.includes(type);
  return [
    ...(wants('push') ? [createTrigger('push', { branches })] : []),
    ...(wants('pull_request') ? [createTrigger('pull-request', { branches })] : []),
    ...(typed.includes('cron') ? [createTrigger('schedule')] : []),
  ];
}

/** @param layers the top of the file, and the job over it where it is an included one */
function readJob(id: string, layers: readonly YamlNode[], hasFile: (name: string) => boolean): CiJob {
  const job = layers.at(-1);
  const pick = (key: string): YamlNode | undefined =>
    layers.findLast((layer) => layer.entry(key) !== undefined)?.get(key);
  const environment = Object.assign({}, ...layers.map((layer) => variablesOf(layer.get('env'))));
  const language = pick('language')?.text ?? 'ruby';
  // All phases run in one shell: a `cd` in `install` holds for `script`.
  const shell = startShell({ path: layers[0]?.path ?? '' });
  const steps = PHASES.flatMap((phase): CiStep[] => {
    const node = pick(phase);
    if (phase === 'deploy') return deploymentsOf(node, environment);
    if (phase === 'script' && node === undefined) return defaultStep(language, layers, hasFile, environment, shell);
    const scripts = node === undefined || ['skip', 'true', 'false'].includes(node.text ?? '') ? [] : scriptsOf(node);
    if (node === undefined || scripts.length === 0) return [];
    const commands = shell.run(scripts);
    return [createStep({ name: phase, line: scripts[0]?.line, run: rawText(scripts), commands, environment })];
  });
  const versions = [
    'node_js',
    'python',
    'rvm',
    'go',
    'php',
    'rust',
    'jdk',
    'os',
    'arch',
    'compiler',
    'elixir',
    'scala',
    'otp_release',
  ];
  const axes = versions.map((axis): [string, readonly string[]] => [axis, pick(axis)?.texts ?? []]);
  return createJob(id, {
    name: job?.get('name').text,
    line: job?.line,
    runsOn: [...(pick('os')?.texts ?? []), ...(pick('dist')?.texts ?? [])],
    matrix: Object.fromEntries(axes.filter(([, values]) => values.length > 1)),
    services: [...new Set(layers.flatMap((layer) => layer.get('services').texts))],
    steps,
    condition: pick('if')?.text,
  });
}

function defaultStep(
  language: string,
  layers: readonly YamlNode[],
  hasFile: (name: string) => boolean,
  environment: Readonly<Record<string, string>>,
  shell: Shell,
): CiStep[] {
  const text = defaultScript(language, (name) => hasFile(shell.folder === '' ? name : `${shell.folder}/${name}`));
  const line = layers.findLast((layer) => layer.entry('language') !== undefined)?.entry('language')?.line ?? 1;
  if (text === undefined) return [];
  const commands = shell.run([{ text, line, exact: false }]);
  return [createStep({ name: 'script', line, run: text, commands, environment })];
}

function defaultScript(language: string, hasFile: (name: string) => boolean): string | undefined {
  if (['java', 'jvm', 'kotlin', 'android'].includes(language)) {
    if (hasFile('gradlew')) return './gradlew check';
    if (hasFile('build.gradle') || hasFile('build.gradle.kts')) return 'gradle check';
    return hasFile('pom.xml') ? (hasFile('mvnw') ? './mvnw test -B' : 'mvn test -B') : 'ant test';
  }
  if (language === 'go' && hasFile('Makefile')) return 'make';
  if (language === 'node_js' && !hasFile('package.json')) return 'make test';
  return Object.hasOwn(DEFAULT_SCRIPTS, language) ? DEFAULT_SCRIPTS[language] : undefined;
}

/** `env` has variables as `A=1 B=2`, as maps, or below `global` and `jobs`; those of a matrix exclude each other. */
function variablesOf(node: YamlNode): Readonly<Record<string, string>> {
  const sources = node.kind === 'map' && node.entry('global') !== undefined ? [node.get('global')] : [node];
  const items = sources.flatMap((source) => source.items).slice(0, 100);
  const pairs = items.flatMap((item): [string, string][] => {
    if (item.kind === 'map') return Object.entries(item.record);
    return [...(item.text ?? '').matchAll(/([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g)].map((match) => [
      match[1] ?? '',
      (match[2] ?? '').replace(/^["']|["']$/g, ''),
    ]);
  });
  const names = pairs.map(([name]) => name);
  // Several values for one name are the rows of a matrix: none of them holds for the job as such.
  return Object.fromEntries(pairs.filter(([name]) => names.indexOf(name) === names.lastIndexOf(name)));
}

/** Deployments are made by Travis's own tool dpl: `provider: npm` is the use `dpl/npm`; `provider: script` is a command. */
function deploymentsOf(node: YamlNode | undefined, environment: Readonly<Record<string, string>>): CiStep[] {
  if (node === undefined) return [];
  const items =
    node.kind === 'map' && node.entry('provider') === undefined ? node.entries.map(({ value }) => value) : node.items;
  return items.flatMap((item): CiStep[] => {
    const provider = item.text ?? item.get('provider').text;
    if (provider === undefined) return [];
    const scripts = scriptsOf(item.get('script'));
    const condition = item
      .get('on')
      .entries.map(({ key, value }) => `${key}: ${value.texts.join(', ')}`)
      .join('; ');
    return [
      createStep({
        name: 'deploy',
        line: item.line,
        uses: createUse(`dpl/${provider}`, { line: item.line, with: item.record }),
        run: rawText(scripts),
        commands: commandsIn(scripts, { path: item.path }),
        condition: condition === '' ? undefined : condition,
        environment,
      }),
    ];
  });
}
