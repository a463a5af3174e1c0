import type { FileEntry } from '../../repository/file-index.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import type { Token } from '../syntax/tokens.ts';
import { artifactName, isTestConfiguration, PROVIDED } from './coordinates.ts';
import { defined, inFolder, unique } from './fields.ts';
import {
  type Dependency,
  type DependencyScope,
  emptyManifest,
  type Manifest,
  type ManifestReader,
} from './manifest.ts';
import {
  isSbtFile,
  PROPERTIES,
  type SbtBuild,
  type Scope,
  sbtBuild,
  sbtRootOf,
  scalaTokens,
  scalaValue,
  visitScopes,
} from './sbt-build.ts';

/**
 * sbt builds: *.sbt, and the Scala files in `project` where many keep their dependencies. What stands in project/*.sbt
 * are plugins of the build. Dependencies that are values get the scope in which the whole build uses them.
 */
export const sbtManifests: ManifestReader = {
  ecosystem: 'maven',
  matches: (file) => (file.name.endsWith('.sbt') || file.name.endsWith('.scala')) && isSbtFile(file.path),
  read: readBuildFile,
};

function readBuildFile(file: FileEntry, source: FactSource): Manifest | undefined {
  if (source.text(file.path) === undefined) return undefined;
  const tokens = scalaTokens(source, file.path);
  const root = sbtRootOf(source, file.path);
  const build = sbtBuild(source, root);
  const inProject = /(?:^|\/)project\/[^/]+$/.test(file.path);
  const isPluginFile = inProject && file.name.endsWith('.sbt');
  const dependencies = dependenciesOf(tokens, build, isPluginFile);
  if (!isPluginFile) dependencies.push(...playDependencies(tokens, build, playGroup(source, root)));
  if (inProject || !file.name.endsWith('.sbt')) {
    return dependencies.length === 0 ? undefined : { ...emptyManifest('maven', file), dependencies };
  }
  const settings = settingsOf(tokens, build);
  const [name] = settings.get('name') ?? [];
  const organization = settings.get('organization')?.[0];
  const isPrivate = settings.get('publish/skip')?.[0] === 'true';
  return {
    ...emptyManifest('maven', file),
    ...defined({
      name: name !== undefined && organization !== undefined ? `${organization}:${name}` : name,
      version: settings.get('version')?.[0],
      description: settings.get('description')?.[0],
      license: settings.get('licenses')?.[0],
      private: isPrivate ? true : undefined,
    }),
    packaged: name !== undefined && organization !== undefined && !isPrivate,
    dependencies,
    entryPoints: unique(settings.get('mainClass') ?? []),
    workspaceMembers: membersOf(tokens),
    runtimes: runtimesOf(source, root, settings, tokens),
    urls: unique(settings.get('homepage') ?? []),
  };
}

/** Settings and calls that speak of modules without depending on them. */
const NO_DEPENDENCIES = new Set([
  'libraryDependencySchemes',
  'excludeDependencies',
  'dependencyOverrides',
  'mimaPreviousArtifacts',
  'ExclusionRule',
  'exclude',
  'excludeAll',
]);
const BUILD_CALLS = new Set(['addSbtPlugin', 'addCompilerPlugin', 'compilerPlugin', 'scalafixDependencies']);

const isPercent = (token: Token | undefined): boolean => token?.kind === 'symbol' && /^%{1,3}$/.test(token.text);

function dependenciesOf(tokens: readonly Token[], build: SbtBuild, isPluginFile: boolean): Dependency[] {
  const found = new Map<string, Dependency>();
  let next = 0;
  visitScopes(tokens, (index, scope) => {
    if (index < next || !isPercent(tokens[index + 1])) return;
    const token = tokens[index];
    const group = scalaValue(tokens, index, build.values).value;
    const artifact = scalaValue(tokens, index + 2, build.values);
    // `scalaTest % Test` has a module on its left, which has been seen where it was defined.
    if (token === undefined || group === undefined || artifact.value === undefined) return;
    if (token.kind === 'word' && !group.includes('.') && tokens[index + 2]?.kind === 'word') return;
    next = artifact.end;
    if (NO_DEPENDENCIES.has(scope.setting) || NO_DEPENDENCIES.has(scope.call)) return;
    const name = artifactName(group, artifact.value);
    if (name === undefined) return;
    const { version, configuration, end } = versionAfter(tokens, artifact.end, build);
    next = end;
    const wanted = isPluginFile ? 'build' : scopeOf(configuration, scope, valueName(tokens, index), build);
    const key = `${name} ${wanted}`;
    if (!found.has(key)) found.set(key, { name, scope: wanted, ...defined({ version }), ...atLine(token.line) });
  });
  return [...found.values()];
}

/** What Play's plugin calls its own libraries: https://www.playframework.com/documentation/latest/BuildOverview */
const PLAY_NAMES: ReadonlyMap<string, string> = new Map([
  ['ws', 'play-ahc-ws'],
  ['javaWs', 'play-ahc-ws'],
  ['jdbc', 'play-jdbc'],
  ['javaJdbc', 'play-java-jdbc'],
  ['javaJpa', 'play-java-jpa'],
  ['evolutions', 'play-jdbc-evolutions'],
  ['filters', 'play-filters-helpers'],
  ['guice', 'play-guice'],
  ['specs2', 'play-specs2'],
  ['ehcache', 'play-ehcache'],
  ['caffeine', 'play-caffeine-cache'],
]);

/** The group of Play's libraries, by the plugin that the build has; `undefined` when it has none. */
function playGroup(source: FactSource, root: string): string | undefined {
  const path = inFolder(root, 'project/plugins.sbt');
  const plugins = source.files.get(path) === undefined ? '' : (source.text(path) ?? '');
  return ['org.playframework', 'com.typesafe.play'].find((group) => plugins.includes(`"${group}" % "sbt-plugin"`));
}

/** `libraryDependencies ++= Seq(guice, ws, specs2 % Test)`. */
function playDependencies(tokens: readonly Token[], build: SbtBuild, group: string | undefined): Dependency[] {
  if (group === undefined) return [];
  const imported = tokens.some((token) => token.text === 'PlayImport');
  const found = new Map<string, Dependency>();
  visitScopes(tokens, (index, scope) => {
    const token = tokens[index];
    const artifact = token?.kind === 'word' ? PLAY_NAMES.get(token.text) : undefined;
    if (token === undefined || artifact === undefined || (scope.setting !== 'libraryDependencies' && !imported)) return;
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    const stands = before?.kind === 'symbol' && before.text !== '.' && before.text !== '%';
    if (!stands || after?.text === '.' || after?.text === '(' || after?.text === '=' || after?.text === '%%') return;
    const configuration = after?.text === '%' ? tokens[index + 2]?.text : undefined;
    const name = `${group}:${artifact}`;
    found.set(name, { name, scope: scopeOf(configuration, scope, undefined, build), ...atLine(token.line) });
  });
  return [...found.values()];
}

/** `% version % configuration` after an artifact. */
function versionAfter(
  tokens: readonly Token[],
  start: number,
  build: SbtBuild,
): { version: string | undefined; configuration: string | undefined; end: number } {
  if (tokens[start]?.text !== '%') return { version: undefined, configuration: undefined, end: start };
  const version = scalaValue(tokens, start + 1, build.values);
  const configuration = tokens[version.end]?.text === '%' ? tokens[version.end + 1]?.text : undefined;
  // `"g" %% "a" % Test`, where the version comes from elsewhere.
  const only = tokens[start + 1];
  if (
    configuration === undefined &&
    only?.kind === 'word' &&
    /^(?:Test|IntegrationTest|Provided|Compile)$/.test(only.text)
  ) {
    return { version: undefined, configuration: only.text, end: start + 2 };
  }
  return { version: version.value, configuration, end: version.end + (configuration === undefined ? 0 : 2) };
}

/** The name in `val name = "group" %% …`. */
function valueName(tokens: readonly Token[], index: number): string | undefined {
  for (const back of [1, 3]) {
    const name = tokens[index - back - 1];
    if (tokens[index - 1]?.text === '=' && name?.kind === 'word' && tokens[index - back - 2]?.text === 'val')
      return name.text;
  }
  return undefined;
}

function scopeOf(
  configuration: string | undefined,
  scope: Scope,
  name: string | undefined,
  build: SbtBuild,
): DependencyScope {
  if (BUILD_CALLS.has(scope.call) || BUILD_CALLS.has(scope.setting)) return 'build';
  const written = configuration?.toLowerCase() ?? '';
  if (/^(?:compile|runtime)\b/.test(written)) return 'prod';
  if (written !== '' && isTestConfiguration(configuration ?? '')) return 'test';
  if (written.startsWith('provided')) return PROVIDED;
  if (written.startsWith('optional')) return 'optional';
  if (scope.isTest) return 'test';
  return name !== undefined && build.testOnly.has(name) ? 'test' : 'prod';
}

const WANTED = new Set([
  'name',
  'organization',
  'version',
  'description',
  'licenses',
  'mainClass',
  'homepage',
  'scalaVersion',
]);

/** Values of the settings that are wanted, in the order of the file: `Compile / mainClass := Some("x")`. */
function settingsOf(tokens: readonly Token[], build: SbtBuild): Map<string, string[]> {
  const settings = new Map<string, string[]>();
  const remember = (key: string, value: string): void => {
    const values = settings.get(key);
    if (values === undefined) settings.set(key, [value]);
    else values.push(value);
  };
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'symbol') continue;
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    if (token.text !== ':=' && token.text !== '+=') continue;
    const words = wordsBefore(tokens, index);
    if (words.includes('skip') && words.includes('publish')) {
      // In the settings of one project it says nothing about the others: a root that only gathers is not published.
      if (depth === 0) remember('publish/skip', tokens[index + 1]?.text ?? '');
      continue;
    }
    const key = words.find((word) => WANTED.has(word));
    if (key === undefined) continue;
    const value = settingValue(tokens, index + 1, build);
    if (value !== undefined && value !== '') remember(key, value);
  }
  return settings;
}

/** The words of a key, back from its operator: `mainClass in Compile`, `ThisBuild / version`. */
function wordsBefore(tokens: readonly Token[], operator: number): string[] {
  const words: string[] = [];
  for (let index = operator - 1; index >= 0 && index > operator - 8; index--) {
    const token = tokens[index];
    if (token?.kind === 'word') words.push(token.text);
    else if (token?.text !== '/' && token?.text !== '(' && token?.text !== ')' && token?.text !== ',') break;
    if (token.first) break;
  }
  return words;
}

/** The first text in a value such as `Some("x")`, `Seq("Apache-2.0" -> url(…))`, `Some(url("…"))`, `Versions.scala`. */
function settingValue(tokens: readonly Token[], start: number, build: SbtBuild): string | undefined {
  const line = tokens[start]?.line ?? 0;
  for (let index = start; index < start + 8; index++) {
    const token = tokens[index];
    if (token === undefined || (token.first && index > start && token.line > line + 1)) return undefined;
    if (token.kind === 'string') return token.text;
    if (token.kind === 'word' && !/^(?:Some|Seq|List|url|uri|in|Option)$/.test(token.text)) {
      return scalaValue(tokens, index, build.values).value;
    }
  }
  return undefined;
}

/** Folders of projects: `project in file("core")`, `project.in(file("core"))`, `lazy val core = project`. */
function membersOf(tokens: readonly Token[]): string[] {
  const members: string[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.text === 'file' && tokens[index + 1]?.text === '(' && tokens[index + 2]?.kind === 'string') {
      const before = tokens[index - 1]?.text === '(' ? tokens[index - 2] : tokens[index - 1];
      const isBase = before?.text === 'in' || (before?.text === '=' && tokens[index - 2]?.text === 'base');
      if (isBase) members.push(tokens[index + 2]?.text ?? '');
    } else if (token.text === 'project' && tokens[index - 1]?.text === '=' && tokens[index - 3]?.text === 'val') {
      const next = tokens[index + 1];
      const placed = next?.text === 'in' || (next?.text === '.' && tokens[index + 2]?.text === 'in');
      if (!placed) members.push(tokens[index - 2]?.text ?? '');
    }
  }
  return unique(members).filter((member) => member !== '' && member !== '.');
}

function runtimesOf(
  source: FactSource,
  root: string,
  settings: ReadonlyMap<string, readonly string[]>,
  tokens: readonly Token[],
): Manifest['runtimes'] {
  const runtimes: { name: string; constraint: string }[] = [];
  const scala = settings.get('scalaVersion')?.[0];
  if (scala !== undefined) runtimes.push({ name: 'scala', constraint: scala });
  const path = inFolder(root, PROPERTIES);
  if (source.files.get(path) !== undefined) {
    const [, sbt] = /^[ \t]*sbt\.version[ \t]*=[ \t]*(\S+)/m.exec(source.text(path) ?? '') ?? [];
    if (sbt !== undefined) runtimes.push({ name: 'sbt', constraint: sbt });
  }
  // javacOptions ++= Seq("--release", "17"), scalacOptions += "-release:17"
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'string') continue;
    const [, attached] = /^--?(?:release|target|java-output-version)[:=](?:jvm-)?([\d.]{1,6})$/.exec(token.text) ?? [];
    const follows = /^--?(?:release|source)$/.test(token.text) ? tokens[index + 2] : undefined;
    const java =
      attached ?? (follows?.kind === 'string' && /^[\d.]{1,6}$/.test(follows.text) ? follows.text : undefined);
    if (java === undefined) continue;
    runtimes.push({ name: 'java', constraint: java });
    break;
  }
  return runtimes;
}
