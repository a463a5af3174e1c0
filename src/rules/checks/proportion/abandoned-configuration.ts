import type { Evidence } from '../../../facts/evidence.ts';
import type { Ecosystem } from '../../../facts/manifests/manifest.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

interface Tool {
  readonly name: string;
  readonly files: readonly string[];
  /** What a package or command of the tool, or something that brings it, is called. */
  readonly words: RegExp;
  readonly ecosystem?: Ecosystem;
}

const TOOLS: readonly Tool[] = [
  { name: 'TSLint', files: ['tslint.json'], words: /tslint|codelyzer|gts|react-scripts-ts/i, ecosystem: 'npm' },
  { name: 'JSHint', files: ['.jshintrc'], words: /jshint/i, ecosystem: 'npm' },
  { name: 'JSCS', files: ['.jscsrc'], words: /jscs/i, ecosystem: 'npm' },
  { name: 'Bower', files: ['bower.json', '.bowerrc'], words: /bower/i, ecosystem: 'npm' },
  { name: 'Grunt', files: ['Gruntfile.js', 'Gruntfile.coffee'], words: /grunt/i, ecosystem: 'npm' },
  { name: 'gulp', files: ['gulpfile.js', 'gulpfile.babel.js', 'gulpfile.ts'], words: /gulp/i, ecosystem: 'npm' },
  { name: 'Karma', files: ['karma.conf.js', 'karma.conf.ts'], words: /karma/i, ecosystem: 'npm' },
  { name: 'Protractor', files: ['protractor.conf.js'], words: /protractor/i, ecosystem: 'npm' },
  {
    name: 'Jest',
    files: ['jest.config.js', 'jest.config.ts', 'jest.config.cjs', 'jest.config.mjs'],
    words: /jest|react-scripts|kcd-scripts|@wordpress\/scripts|tsdx/i,
    ecosystem: 'npm',
  },
  {
    name: 'Cypress',
    files: ['cypress.json', 'cypress.config.js', 'cypress.config.ts'],
    words: /cypress/i,
    ecosystem: 'npm',
  },
  {
    name: 'lint-staged',
    files: ['.lintstagedrc', '.lintstagedrc.json', '.lintstagedrc.js', 'lint-staged.config.js'],
    words: /lint-staged|lintstaged/i,
    ecosystem: 'npm',
  },
  {
    name: 'commitlint',
    files: ['commitlint.config.js', 'commitlint.config.cjs', '.commitlintrc', '.commitlintrc.json'],
    words: /commitlint|commit-lint/i,
  },
  {
    name: 'nyc',
    files: ['.nycrc', '.nycrc.json'],
    words: /\bnyc\b|istanbul|\bc8\b|cypress|\btap\b/i,
    ecosystem: 'npm',
  },
  { name: 'nodemon', files: ['nodemon.json'], words: /nodemon/i, ecosystem: 'npm' },
  { name: 'Lerna', files: ['lerna.json'], words: /lerna|\bnx\b/i, ecosystem: 'npm' },
  { name: 'Pylint', files: ['.pylintrc', 'pylintrc'], words: /pylint|prospector|\bruff\b.*\bPL/i },
  { name: 'mypy', files: ['mypy.ini', '.mypy.ini'], words: /mypy/i },
  { name: 'RuboCop', files: ['.rubocop.yml'], words: /rubocop|standard/i, ecosystem: 'rubygems' },
];

/** Where tools are run from, besides CI and the scripts of manifests. */
const RUNNERS = [
  ...[
    'Makefile',
    '*.mk',
    'justfile',
    'Taskfile.yml',
    'Rakefile',
    'tox.ini',
    'noxfile.py',
    'tasks.py',
    'pyproject.toml',
    'setup.cfg',
    'setup.py',
    'Dockerfile*',
    '*.Dockerfile',
  ],
  ...[
    '.pre-commit-config.yaml',
    '.travis.yml',
    'Jenkinsfile*',
    '*.sh',
    'package.json',
    'nx.json',
    'angular.json',
    'workspace.json',
    'project.json',
    'Guardfile',
    'pom.xml',
    'build.gradle',
    'build.gradle.kts',
  ],
  ...[
    'README*',
    'CONTRIBUTING*',
    'DEVELOPMENT*',
    'requirements*.txt',
    '*requirements.txt',
    'environment.yml',
    'environment.yaml',
    '.overcommit.yml',
    'lefthook.yml',
    '.codeclimate.yml',
    '.hound.yml',
    '.mega-linter.yml',
    '.travis/*',
    '.gitlab-ci.yml',
    'flake.nix',
    'shell.nix',
    '.vscode/*.json',
    'gulpfile.js',
    'Gruntfile.js',
    'webpack*.js',
    '.github/workflows/*',
  ],
];

/** Whether tools are configured that nothing installs, runs or mentions any more. */
export const abandonedConfiguration: Check = {
  name: 'abandoned-configuration',
  run(view) {
    const configured = TOOLS.map((tool) => ({ tool, paths: pathsOf(tool, view) })).filter(
      ({ paths }) => paths.length > 0,
    );
    if (configured.length === 0) return found([]);
    // A pipeline or manifest elsewhere, or one that cannot be read, may well run it.
    if (
      view.facts.hasBrokenManifest ||
      view.facts.hasBrokenPipeline ||
      view.facts.pipelines.some(({ external }) => external.length > 0)
    )
      return found([], true);
    const evidence: Evidence[] = [];
    for (const { tool, paths } of configured) {
      if (isUsed(tool, paths, view)) continue;
      for (const path of paths)
        evidence.push({ path, detail: `configures ${tool.name}, which nothing installs or runs`, subject: path });
    }
    return found(evidence);
  },
};

function pathsOf(tool: Tool, view: View): string[] {
  return tool.files
    .flatMap((name) => view.facts.source.files.named(name))
    .filter(
      ({ path, role }) =>
        (role === 'config' || role === 'source' || role === 'test') &&
        view.here(path) &&
        !/(?:^|\/)(?:templates?|files|skeletons?|stubs?|generators?)\//i.test(path),
    )
    .map(({ path }) => path);
}

function isUsed(tool: Tool, paths: readonly string[], view: View): boolean {
  const { manifests, lockFiles, pipelines, source } = view.facts;
  if (tool.ecosystem !== undefined && !manifests.some(({ ecosystem }) => ecosystem === tool.ecosystem)) return true;
  if (manifests.some(({ dependencies }) => dependencies.some(({ name }) => tool.words.test(name)))) return true;
  if (lockFiles.some(({ packages }) => packages.some(({ name }) => tool.words.test(name)))) return true;
  const runs = pipelines.some(({ jobs }) =>
    jobs.some(({ steps }) =>
      steps.some(
        (step) => tool.words.test(step.uses?.name ?? '') || step.commands.some(({ text }) => tool.words.test(text)),
      ),
    ),
  );
  if (runs) return true;
  return source.files
    .matching(RUNNERS)
    .some(({ path, size }) => !paths.includes(path) && size < 200_000 && tool.words.test(source.text(path) ?? ''));
}
