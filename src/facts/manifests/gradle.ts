import type { FileEntry } from '../../repository/file-index.ts';
import { folderOf } from '../../repository/paths.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { type Statement, visitStatements } from '../syntax/statements.ts';
import type { Token } from '../syntax/tokens.ts';
import { parseCoordinate } from './coordinates.ts';
import { defined, inFolder, unique } from './fields.ts';
import { gradleDependencies } from './gradle-dependencies.ts';
import { assignmentOf, blockName, gradleScript, valueAt } from './gradle-script.ts';
import { type Variables, variablesFor } from './gradle-variables.ts';
import { type Dependency, emptyManifest, type Manifest, type ManifestReader } from './manifest.ts';

/**
 * build.gradle, settings.gradle and the scripts beside them, in Groovy and Kotlin, and the Kotlin sources of buildSrc.
 * Short names are looked up in version catalogues, variables in the builds around. Plugins are build dependencies named
 * by their ids. A build counts as packaged when it publishes something.
 */
export const gradleManifests: ManifestReader = {
  ecosystem: 'maven',
  matches: (file) =>
    file.name.endsWith('.gradle') ||
    file.name.endsWith('.gradle.kts') ||
    (file.name.endsWith('.kt') && isBuildLogic(file.path)),
  read: readScript,
};

function isBuildLogic(path: string): boolean {
  return ['buildSrc/', 'build-logic/'].some((folder) => path.startsWith(folder) || path.includes(`/${folder}`));
}

function asBuildDependency(dependency: Dependency): Dependency {
  return dependency.scope === 'test' ? dependency : { ...dependency, scope: 'build' };
}

function readScript(file: FileEntry, source: FactSource): Manifest | undefined {
  if (source.text(file.path) === undefined) return undefined;
  if (file.name.startsWith('settings.gradle')) return readSettings(file, source);
  const statements = gradleScript(source, file.path);
  const variables = variablesFor(source, file.path);
  const declared = gradleDependencies(statements, variables);
  // What the code of a build needs is not in what is built.
  const dependencies = isBuildLogic(file.path) ? declared.map(asBuildDependency) : declared;
  if (file.name.endsWith('.kt')) {
    const all = [...dependencies, ...literalCoordinates(statements, dependencies)];
    return all.length === 0 ? undefined : { ...emptyManifest('maven', file), dependencies: all };
  }
  const isBuild = file.name === 'build.gradle' || file.name === 'build.gradle.kts';
  if (!isBuild && dependencies.length === 0) return undefined;
  const facts = readFacts(statements, variables);
  const artifact = facts.artifact ?? (isBuild ? projectName(file, source) : undefined);
  const group = facts.group ?? inheritedValue(variables, 'group') ?? inheritedValue(variables, 'GROUP');
  const version = facts.version ?? inheritedValue(variables, 'version') ?? inheritedValue(variables, 'VERSION_NAME');
  return {
    ...emptyManifest('maven', file),
    ...defined({
      name: group !== undefined && artifact !== undefined ? `${group}:${artifact}` : artifact,
      version: isBuild ? version : undefined,
      description: facts.description,
      license: facts.license,
    }),
    packaged: facts.publishes || dependencies.some(({ name, scope }) => scope === 'build' && PUBLISHING.test(name)),
    dependencies,
    binaries: facts.binaries,
    entryPoints: facts.entryPoints,
    runtimes: facts.runtimes,
    authors: facts.authors,
    urls: facts.urls,
  };
}

/** Plugins that publish, Gradle's own and others' (`com.vanniktech.maven.publish.base`). */
const PUBLISHING = /(?:^|[.-])(?:maven|ivy)[.-]publish|plugin-publish|bintray|jreleaser|sonatype/;

function inheritedValue(variables: Variables, name: string): string | undefined {
  const value = variables.valueOf(name);
  return value === undefined || value === '' || value.includes('$') ? undefined : value;
}

/** A project is called as its settings say, or as its folder. */
function projectName(file: FileEntry, source: FactSource): string | undefined {
  const folder = folderOf(file.path);
  for (const name of ['settings.gradle', 'settings.gradle.kts']) {
    const path = inFolder(folder, name);
    if (source.files.get(path) === undefined) continue;
    const root = rootName(gradleScript(source, path));
    if (root !== undefined) return root;
  }
  return folder === '' ? undefined : folder.slice(folder.lastIndexOf('/') + 1);
}

function rootName(statements: readonly Statement[]): string | undefined {
  for (const { tokens } of statements) {
    const assignment = assignmentOf(tokens);
    if (assignment?.path !== 'rootProject.name') continue;
    const name = valueAt(tokens, assignment.at);
    return name === undefined || name.includes('$') ? undefined : name;
  }
  return undefined;
}

interface Facts {
  group?: string;
  version?: string;
  artifact?: string;
  description?: string;
  license?: string;
  publishes: boolean;
  readonly binaries: string[];
  readonly entryPoints: string[];
  runtimes: { name: string; constraint: string; line?: number }[];
  readonly authors: string[];
  readonly urls: string[];
}

/** How directly a setting says which Java a build needs: the lower the better. */
const JAVA_SETTINGS: Readonly<Record<string, number>> = {
  languageVersion: 0,
  jvmToolchain: 0,
  release: 1,
  sourceCompatibility: 2,
  targetCompatibility: 3,
  jvmTarget: 4,
};

function readFacts(statements: readonly Statement[], variables: Variables): Facts {
  const facts: Facts = { publishes: false, binaries: [], entryPoints: [], runtimes: [], authors: [], urls: [] };
  let java: { rank: number; constraint: string; line: number } | undefined;
  visitStatements(statements, (statement, parents) => {
    const { tokens } = statement;
    const holder = parents.length === 0 ? '' : blockName(parents.at(-1) as Statement);
    if (statement.block !== undefined && parents.length < 3) {
      const name = blockName(statement);
      if (name === 'publishing' || name === 'mavenPublishing' || name === 'uploadArchives') facts.publishes = true;
    }
    const setting = settingOf(tokens);
    if (setting === undefined) return;
    const rank = JAVA_SETTINGS[setting.name];
    if (rank !== undefined && (java === undefined || rank < java.rank)) {
      const constraint = javaVersion(tokens, variables);
      if (constraint !== undefined) java = { rank, constraint, line: setting.line };
    }
    const written = valueAt(tokens, setting.at);
    const value = written === undefined ? undefined : variables.expand(written);
    if (value === undefined || value === '' || value.includes('$')) return;
    readSetting(facts, setting.name, value, holder, parents.length, setting.line);
  });
  if (java !== undefined) facts.runtimes.unshift({ name: 'java', constraint: java.constraint, line: java.line });
  return facts;
}

const PROJECT_SETTINGS = new Set(['group', 'version', 'description']);

/** A setting: an assignment, or the call of a function that sets something. */
function settingOf(tokens: readonly Token[]): { name: string; at: number; line: number } | undefined {
  const assignment = assignmentOf(tokens);
  if (assignment !== undefined) {
    const { path, at, line } = assignment;
    const name = path.slice(path.lastIndexOf('.') + 1);
    // `extra["tomcat.version"]` is not the version of the project.
    return PROJECT_SETTINGS.has(name) && path !== name && path !== `project.${name}` ? undefined : { name, at, line };
  }
  const [head, next] = tokens;
  if (head?.kind !== 'word' || next === undefined) return undefined;
  const isCall = next.kind === 'symbol' && (next.text === '(' || next.text === '.');
  // `sourceCompatibility JavaVersion.VERSION_17`, `attributes "Main-Class": "x"`.
  return isCall || next.kind === 'word'
    ? { name: head.text, at: next.text === '(' ? 2 : 1, line: head.line }
    : undefined;
}

function readSetting(facts: Facts, name: string, value: string, holder: string, depth: number, line: number): void {
  const isProject = depth === 0 || holder === 'allprojects' || holder === 'subprojects';
  switch (name) {
    case 'group':
    case 'version':
    case 'description':
      if (isProject) facts[name] ??= value;
      return;
    case 'archivesBaseName':
    case 'archivesName':
    case 'artifactId':
      facts.artifact ??= value;
      return;
    case 'mainClass':
    case 'mainClassName':
      facts.entryPoints.push(...unique([value]).filter((main) => !facts.entryPoints.includes(main)));
      return;
    case 'applicationName':
      facts.binaries.push(value);
      return;
    case 'minSdk':
    case 'minSdkVersion':
      if (!facts.runtimes.some((runtime) => runtime.name === 'android')) {
        facts.runtimes.push({ name: 'android', constraint: value, line });
      }
      return;
    case 'name':
      if (holder === 'license') facts.license ??= value;
      if (holder === 'developer') facts.authors.push(value);
      return;
    case 'url':
      if (holder === 'scm' || holder === 'pom') facts.urls.push(value);
      return;
    default:
  }
}

/** The version in `JavaVersion.VERSION_17`, `JavaLanguageVersion.of(17)`, `"17"`, `1.8`. */
function javaVersion(tokens: readonly Token[], variables: Variables): string | undefined {
  for (const token of tokens.slice(0, 16).reverse()) {
    const [, constant] = /^(?:VERSION|JVM|JAVA)_(\d+(?:_\d+)?)$/.exec(token.text) ?? [];
    if (constant !== undefined) return constant.replace('_', '.');
    const known = token.kind === 'word' ? variables.valueOf(token.text) : variables.expand(token.text);
    if (known !== undefined && token.kind !== 'symbol' && /^\d{1,2}(?:\.\d)?$/.test(known)) return known;
  }
  // `libs.versions.java.get().toInt()`
  const path = tokens
    .slice(0, 24)
    .flatMap((token) => (token.kind === 'word' || token.text === '.' ? token.text : ' '))
    .join('');
  const [reference] = /\blibs\.versions\.[\w.]+/.exec(path) ?? [];
  const version =
    reference === undefined ? undefined : variables.expand(`\${${reference.replace(/\.(?:get|toInt).*$/, '')}}`);
  return version !== undefined && /^\d{1,2}(?:\.\d)?$/.test(version) ? version : undefined;
}

function readSettings(file: FileEntry, source: FactSource): Manifest {
  const statements = gradleScript(source, file.path);
  const members: string[] = [];
  const moved = new Map<string, string>();
  visitStatements(statements, ({ tokens }) => {
    const [head] = tokens;
    const texts = tokens.filter((token) => token.kind === 'string').map((token) => token.text);
    if (head?.text === 'include') for (const text of texts) members.push(...unique([folderOfProject(text)]));
    else if (head?.text === 'includeBuild' && texts[0] !== undefined) members.push(texts[0]);
    // `project(":foo").projectDir = file("elsewhere")`
    else if (head?.text === 'project' && texts[0] !== undefined && texts.length > 1) {
      if (tokens.some((token) => token.text === 'projectDir')) {
        moved.set(folderOfProject(texts[0]), (texts.at(-1) ?? '').replace(/^\$\{?\w{1,40}\}?\//, ''));
      }
    }
  });
  const name = rootName(statements);
  return {
    ...emptyManifest('maven', file),
    ...defined({ name }),
    dependencies: gradleDependencies(statements, variablesFor(source, file.path)),
    workspaceMembers: unique(members.map((member) => moved.get(member) ?? member)).filter((member) => member !== ''),
  };
}

/** `:services:api` lies in `services/api`. */
function folderOfProject(path: string): string {
  return path.replace(/^:/, '').replaceAll(':', '/');
}

/** Libraries that buildSrc names in full: `const val okhttp = "com.squareup.okhttp3:okhttp:4.12.0"`. */
function literalCoordinates(statements: readonly Statement[], known: readonly Dependency[]): Dependency[] {
  const found = new Map<string, Dependency>();
  const names = new Set(known.map((dependency) => dependency.name));
  visitStatements(statements, ({ tokens }) => {
    for (const token of tokens) {
      if (token.kind !== 'string' || !token.text.includes(':')) continue;
      const coordinate = parseCoordinate(token.text);
      // Paths of tasks and projects have colons too; groups have dots, or a version comes after them.
      if (coordinate === undefined || names.has(coordinate.name) || found.has(coordinate.name)) continue;
      if (coordinate.version === undefined && !coordinate.name.split(':')[0]?.includes('.')) continue;
      found.set(coordinate.name, { ...coordinate, scope: 'build', ...atLine(token.line) });
    }
  });
  return [...found.values()];
}
