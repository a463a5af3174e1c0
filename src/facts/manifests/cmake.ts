import type { FileEntry } from '../../repository/file-index.ts';
import type { FactSource } from '../source.ts';
import { type CommandCall, commandCalls } from '../syntax/calls.ts';
import { type Syntax, tokenize } from '../syntax/tokens.ts';
import { expand } from './coordinates.ts';
import { defined, unique } from './fields.ts';
import { type Dependency, type DependencyScope, emptyManifest, type Manifest } from './manifest.ts';
import { normaliseName } from './normalise.ts';

const CMAKE: Syntax = {
  lineComments: ['#'],
  blockComment: { open: '#[[', close: ']]', nested: false },
  strings: [
    { open: '[[', close: ']]', multiline: true },
    { open: '"', close: '"', multiline: true, escapes: true },
  ],
  word: /[^\s()#"]+/y,
};

/** CMakeLists.txt and *.cmake; modules that find or describe one package are somebody else's. */
export function isCMakeFile(name: string): boolean {
  if (name === 'CMakeLists.txt') return true;
  return name.endsWith('.cmake') && !/^(?:Find|CPM|get_cpm)|(?:Config|Targets)(?:Version)?\.cmake$/i.test(name);
}

/** Calls of SDKs whose presence says what the code runs on. */
const SDKS: Readonly<Record<string, string>> = {
  pico_sdk_init: 'pico-sdk',
  idf_component_register: 'esp-idf',
  idf_build_process: 'esp-idf',
};

/** https://cmake.org/cmake/help/latest/manual/cmake-commands.7.html */
export function readCMake(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const calls = commandCalls(tokenize(text, CMAKE)).map(wordsOf);
  const variables = variablesOf(calls);
  const resolve = (word: string): string => expand(word, /\$\{(\w{1,100})\}/g, (name) => variables.get(name));
  const project = calls.find(({ name }) => name === 'project');
  const dependencies = dependenciesOf(calls, resolve, file.role === 'test');
  const { binaries, entryPoints } = targetsOf(calls, resolve);
  if (project === undefined && dependencies.length === 0 && entryPoints.length === 0) return undefined;
  const projectName = project?.words[0];
  const version = project === undefined ? undefined : afterWord(project.words, 'VERSION');
  const description = project === undefined ? undefined : afterWord(project.words, 'DESCRIPTION');
  const url = project === undefined ? undefined : afterWord(project.words, 'HOMEPAGE_URL');
  const installs = calls.some(({ name, words }) => name === 'install' && /^(?:TARGETS|EXPORT)$/.test(words[0] ?? ''));
  const packs = calls.some(({ name, words }) => name === 'include' && words[0] === 'CPack');
  return {
    ...emptyManifest('cpp', file),
    ...defined({
      name: known(projectName && resolve(projectName)),
      version: known(version && resolve(version)),
      description: known(description && resolve(description)),
    }),
    packaged: project !== undefined && (installs || packs),
    dependencies,
    binaries,
    entryPoints,
    runtimes: runtimesOf(calls),
    urls: known(url) === undefined ? [] : [url ?? ''],
  };
}

/** A value whose variables were all known. */
function known(value: string | undefined): string | undefined {
  return value === undefined || value === '' || value.includes('$') ? undefined : value;
}

interface Command {
  /** Lower case: CMake does not tell case apart. */
  readonly name: string;
  readonly words: readonly string[];
  readonly line: number;
}

function wordsOf(call: CommandCall): Command {
  const words = call.arguments.filter((token) => token.kind !== 'symbol').map((token) => token.text);
  return { name: call.name.toLowerCase(), words, line: call.line };
}

function variablesOf(calls: readonly Command[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const { name, words } of calls) {
    const [first, second] = words;
    if (first === undefined) continue;
    if (name === 'set' && second !== undefined && words.length <= 3 && !variables.has(first))
      variables.set(first, second);
    if (name !== 'project' || variables.has('PROJECT_NAME')) continue;
    variables.set('PROJECT_NAME', first);
    variables.set('CMAKE_PROJECT_NAME', first);
    const version = afterWord(words, 'VERSION');
    if (version !== undefined) variables.set('PROJECT_VERSION', version);
  }
  return variables;
}

function afterWord(words: readonly string[], keyword: string): string | undefined {
  const at = words.indexOf(keyword);
  return at === -1 ? undefined : words[at + 1];
}

type Resolve = (word: string) => string;

function dependenciesOf(calls: readonly Command[], resolve: Resolve, isTest: boolean): Dependency[] {
  const found = new Map<string, Dependency>();
  // Whether each open condition is about tests.
  const conditions: boolean[] = [];
  const add = (written: string, version: string | undefined, line: number): void => {
    const name = normaliseName('cpp', resolve(written));
    if (!/^[a-z0-9_][\w.+-]*$/.test(name)) return;
    const scope: DependencyScope = isTest || conditions.includes(true) ? 'test' : 'prod';
    const before = found.get(name);
    if (before !== undefined && (before.scope === 'prod' || scope === 'test')) return;
    found.set(name, { name, scope, ...defined({ version: known(version && resolve(version)) }), line });
  };
  for (const { name, words, line } of calls) {
    const [first = '', second] = words;
    switch (name) {
      case 'if':
        conditions.push(words.some((word) => /TEST/i.test(word)) && !words.includes('NOT'));
        break;
      case 'else':
      case 'elseif':
        if (conditions.length > 0) conditions[conditions.length - 1] = false;
        break;
      case 'endif':
        conditions.pop();
        break;
      case 'find_package':
      case 'find_dependency':
        add(first, second !== undefined && /^[\d.]+$/.test(second) ? second : undefined, line);
        break;
      case 'fetchcontent_declare':
      case 'externalproject_add':
        add(first, afterWord(words, 'GIT_TAG'), line);
        break;
      case 'cpmaddpackage':
      case 'cpmfindpackage':
      case 'cpmdeclarepackage':
        addCpm(words, line, add);
        break;
      case 'hunter_add_package':
        add(first, undefined, line);
        break;
      case 'pkg_check_modules':
      case 'pkg_search_module':
        for (const module of words.slice(1)) {
          const [, part = '', version] = /^([^<>=\s]+)(?:[<>=]+(.*))?$/.exec(module) ?? [];
          if (!/^[A-Z_]+$/.test(part)) add(part, version, line);
        }
        break;
      case 'include':
        if (/IDF_PATH/.test(first)) add('esp-idf', undefined, line);
        break;
      default: {
        const sdk = SDKS[name];
        if (sdk !== undefined) add(sdk, undefined, line);
      }
    }
  }
  return [...found.values()];
}

/** `CPMAddPackage("gh:fmtlib/fmt#10.1.0")`, `CPMAddPackage(NAME fmt VERSION 10.1.0 GITHUB_REPOSITORY fmtlib/fmt)`. */
function addCpm(
  words: readonly string[],
  line: number,
  add: (name: string, version: string | undefined, line: number) => void,
): void {
  const [first = ''] = words;
  const short = /^(?:\w{1,10}:)?\/{0,2}([^#@\s]{1,300}?)(?:\.git)?(?:[#@]([^#@\s]{1,100}))?$/.exec(first);
  if (words.length === 1 && short !== null) {
    add(short[1]?.split('/').at(-1) ?? '', short[2], line);
    return;
  }
  const repository = afterWord(words, 'GITHUB_REPOSITORY') ?? afterWord(words, 'GITLAB_REPOSITORY');
  const name = afterWord(words, 'NAME') ?? repository?.split('/').at(-1);
  if (name !== undefined) add(name, afterWord(words, 'VERSION') ?? afterWord(words, 'GIT_TAG'), line);
}

const INSTALL_KEYWORDS =
  /^(?:EXPORT|RUNTIME|LIBRARY|ARCHIVE|DESTINATION|COMPONENT|INCLUDES|PUBLIC_HEADER|PRIVATE_HEADER|BUNDLE|FRAMEWORK|RESOURCE|OPTIONAL|CONFIGURATIONS|PERMISSIONS|FILE_SET)$/;

/** Programs that are installed are binaries; other programs, and libraries that are installed, are entry points. */
function targetsOf(calls: readonly Command[], resolve: Resolve): { binaries: string[]; entryPoints: string[] } {
  const programs = new Set<string>();
  const libraries = new Set<string>();
  const installed = new Set<string>();
  for (const { name, words } of calls) {
    const target = known(words[0] && resolve(words[0]));
    const isOwn = !words.includes('IMPORTED') && words[1] !== 'ALIAS';
    if (target !== undefined && isOwn && (name === 'add_executable' || name === 'qt_add_executable'))
      programs.add(target);
    if (target !== undefined && isOwn && name === 'add_library') libraries.add(target);
    if (name !== 'install' || words[0] !== 'TARGETS') continue;
    for (const word of words.slice(1)) {
      if (INSTALL_KEYWORDS.test(word)) break;
      installed.add(resolve(word));
    }
  }
  const others = [...programs].filter((program) => !installed.has(program));
  return {
    binaries: [...programs].filter((program) => installed.has(program)),
    entryPoints: unique([...others, ...[...libraries].filter((library) => installed.has(library))]),
  };
}

function runtimesOf(calls: readonly Command[]): Manifest['runtimes'] {
  const runtimes: { name: string; constraint: string; line: number }[] = [];
  for (const { name, words, line } of calls) {
    const [first, second] = words;
    if (second === undefined) continue;
    if (name === 'cmake_minimum_required') runtimes.push({ name: 'cmake', constraint: second, line });
    if (name !== 'set' || !/^\d\d$/.test(second)) continue;
    if (first === 'CMAKE_CXX_STANDARD') runtimes.push({ name: 'c++', constraint: second, line });
    else if (first === 'CMAKE_C_STANDARD') runtimes.push({ name: 'c', constraint: second, line });
  }
  return runtimes;
}
