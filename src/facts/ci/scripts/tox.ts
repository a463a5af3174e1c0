import { folderOf } from '../../../repository/paths.ts';
import { list, mapping, string, strings } from '../../data.ts';
import type { FactSource } from '../../source.ts';
import { changeFolder, pathFrom } from '../folders.ts';
import { optionsOf } from '../invocation.ts';
import { quoteWord } from '../shell.ts';
import type { ScriptText } from '../yaml-node.ts';
import { type IniSections, readIni } from './ini.ts';
import { firstFile, inFolder, lineOfKey, part, remember, type ScriptRunner } from './runner.ts';

/** The environments of a tox configuration, whatever form it has. */
interface ToxConfig {
  readonly path: string;
  readonly defaults: readonly string[];
  /** The commands of an environment and the folder that they run in. */
  commands(environment: string): { readonly parts: readonly ScriptText[]; readonly folder: string | undefined };
}

const VALUED = [
  '-e',
  '-c',
  '-f',
  '-m',
  '-p',
  '--workdir',
  '--conf',
  '--result-json',
  '-x',
  '--installpkg',
  '--skip-env',
  '-k',
];
const VERBS = ['run', 'r', 'run-parallel', 'p'];

/** Environments of tox. https://tox.wiki/en/latest/config.html */
export function createToxRunner(source: FactSource): ScriptRunner {
  const load = remember((path: string) => loadTox(source, path));
  return {
    programs: ['tox', 'detox'],
    follow: ({ args, environment }, folder) => {
      const { plain, values, rest } = optionsOf(args, VALUED);
      if (plain[0] !== undefined && !VERBS.includes(plain[0])) return [];
      const named = [...(values.get('-c') ?? []), ...(values.get('--conf') ?? [])].at(0);
      const path = named === undefined ? findConfig(source, folder) : pathFrom(folder, named);
      const config = path === undefined || source.files.get(path) === undefined ? undefined : load(path);
      if (config === undefined) return [];
      const asked = (values.get('-e') ?? []).concat(plain.slice(1)).filter((name) => name !== '');
      const written = asked.length > 0 ? asked : [environment.TOXENV ?? ''];
      const known = written
        .flatMap(expandFactors)
        .filter((name) => name !== '' && name !== 'ALL' && !name.includes('$'));
      return (known.length === 0 ? config.defaults : known).flatMap((name) => {
        const { parts, folder: inner } = config.commands(name);
        const base = folderOf(config.path);
        const filled = parts
          .map((each) => ({ ...each, text: fill(each.text, rest, name) }))
          .filter((each) => each.text !== '');
        const where = inner === undefined ? base : changeFolder(base, fill(inner, [], name));
        return filled.length === 0
          ? []
          : [{ label: `tox -e ${name}`, path: config.path, folder: where, parts: filled }];
      });
    },
  };
}

function findConfig(source: FactSource, folder: string): string | undefined {
  const own = firstFile(source, folder, ['tox.ini', 'tox.toml']);
  if (own !== undefined) return own;
  const setup = inFolder(folder, 'setup.cfg');
  if (source.files.get(setup) !== undefined && source.text(setup)?.includes('[tox:tox]')) return setup;
  return firstFile(source, folder, ['pyproject.toml']);
}

function loadTox(source: FactSource, path: string): ToxConfig | undefined {
  if (!path.endsWith('.toml')) return fromIni(readIni(source.text(path) ?? ''), path, 0);
  const data = mapping(source.data(path, 'toml'));
  const config = path.endsWith('pyproject.toml') ? mapping(mapping(data.tool).tox) : data;
  const legacy = string(config.legacy_tox_ini);
  const text = source.text(path) ?? '';
  if (legacy !== undefined) return fromIni(readIni(legacy), path, lineOfKey(text, ['legacy_tox_ini']) ?? 0);
  return Object.keys(config).length === 0 ? undefined : fromToml(config, path, text);
}

/** `py{39,310}-{unit,lint}` stands for every combination. */
function expandFactors(text: string): string[] {
  const names: string[] = [];
  for (const item of text.slice(0, 2000).split(/[\s,]+(?![^{]*\})/)) {
    let variants = [''];
    for (const piece of item.split(/(\{[^{}]*\})/)) {
      const choices = piece.startsWith('{')
        ? piece
            .slice(1, -1)
            .split(',')
            .map((choice) => choice.trim())
        : [piece];
      variants = variants.flatMap((variant) => choices.map((choice) => variant + choice)).slice(0, 100);
    }
    names.push(...variants.filter((name) => name !== ''));
  }
  return names.slice(0, 100);
}

function fromIni(sections: IniSections, path: string, offset: number): ToxConfig {
  const inSetupCfg = path.endsWith('setup.cfg');
  const tox = sections.get(inSetupCfg ? 'tox:tox' : 'tox');
  const names = tox?.get('envlist') ?? tox?.get('env_list');
  const base = sections.get('testenv');
  const sectionOf = (
    name: string,
  ): ReadonlyMap<string, { lines: readonly { text: string; line: number }[] }> | undefined => {
    const exact = sections.get(`testenv:${name}`);
    if (exact !== undefined) return exact;
    for (const [key, section] of sections) {
      if (key.startsWith('testenv:') && expandFactors(key.slice('testenv:'.length)).includes(name)) return section;
    }
    return undefined;
  };
  const linesOf = (name: string, key: string, depth: number): ScriptText[] => {
    const lines = (sectionOf(name)?.get(key) ?? base?.get(key))?.lines ?? [];
    return continued(lines).flatMap(({ text, line }) => {
      const reference = /^\{\[([^\]]+)\]([\w-]+)\}$/.exec(text);
      if (reference !== null) {
        if (depth > 4) return [];
        const other = (reference[1] ?? '').replace(/^testenv:?/, '');
        return linesOf(other, reference[2] ?? '', depth + 1);
      }
      const command = withFactors(text, name);
      return command === undefined ? [] : [part(command.replace(/^-\s+/, ''), line + offset)];
    });
  };
  return {
    path,
    defaults: expandFactors((names?.lines ?? []).map(({ text }) => text).join(',')),
    commands: (name) => ({
      parts: ['commands_pre', 'commands', 'commands_post'].flatMap((key) => linesOf(name, key, 0)),
      folder:
        (sectionOf(name) ?? base)?.get('changedir')?.lines[0]?.text ??
        (sectionOf(name) ?? base)?.get('change_dir')?.lines[0]?.text,
    }),
  };
}

function continued(lines: readonly { text: string; line: number }[]): { text: string; line: number }[] {
  const joined: { text: string; line: number }[] = [];
  let open = false;
  for (const { text, line } of lines) {
    const last = joined.at(-1);
    const plain = text.replace(/\s*\\$/, '');
    if (open && last !== undefined) joined[joined.length - 1] = { text: `${last.text} ${plain}`, line: last.line };
    else joined.push({ text: plain, line });
    open = text.endsWith('\\');
  }
  return joined;
}

/** `py39,!lint: pytest` holds only for environments with (or without) these factors. */
function withFactors(text: string, environment: string): string | undefined {
  const [, condition, command] = /^(!?[\w.{}]+(?:[,-]!?[\w.{}]+)*)\s*:\s+(.*)$/s.exec(text) ?? [];
  if (condition === undefined || command === undefined) return text;
  const factors = new Set(environment.split('-'));
  const holds = expandFactors(condition).some((choice) =>
    choice.split('-').every((factor) => (factor.startsWith('!') ? !factors.has(factor.slice(1)) : factors.has(factor))),
  );
  return holds ? command : undefined;
}

/** The native form: `commands` is a list of commands, each a list of arguments. */
function fromToml(config: Readonly<Record<string, unknown>>, path: string, text: string): ToxConfig {
  const environments = mapping(config.env);
  const base = mapping(config.env_run_base);
  const commandsOf = (section: Readonly<Record<string, unknown>>, name: string): ScriptText[] =>
    ['commands_pre', 'commands', 'commands_post'].flatMap((key) =>
      list(section[key] ?? base[key]).flatMap((command) => {
        const words = (Array.isArray(command) ? command : [command]).map(wordOf);
        const line = lineOfKey(text, section[key] === undefined ? ['env_run_base', key] : ['env', name, key]);
        return words.length === 0 ? [] : [part(words.join(' '), line)];
      }),
    );
  return {
    path,
    defaults: strings(config.env_list ?? config.envlist),
    commands: (name) => {
      const section = Object.hasOwn(environments, name) ? mapping(environments[name]) : {};
      return { parts: commandsOf(section, name), folder: string(section.change_dir ?? base.change_dir) };
    },
  };
}

/** `{ replace = "posargs", default = ["tests"] }` stands for what follows `--`. */
function wordOf(word: unknown): string {
  const text = string(word);
  if (text !== undefined) return quoteWord(text);
  const { replace, default: fallback } = mapping(word);
  return replace === 'posargs' ? strings(fallback).join(' ') : '';
}

function fill(text: string, posargs: readonly string[], environment: string): string {
  return text
    .replace(/\{posargs(?::((?:[^{}]|\{[^{}]*\})*))?\}/g, (_, fallback: string | undefined) =>
      posargs.length > 0 ? posargs.join(' ') : (fallback ?? ''),
    )
    .replace(/\{(?:toxinidir|tox_root)\}\/?/g, '')
    .replace(/\{(?:envpython|env_python)\}/g, 'python')
    .replace(/\{(?:envname|env_name)\}/g, environment)
    .replace(/\{(?:envbindir|env_bin_dir)\}\//g, '')
    .replace(/\{env:[A-Za-z_]\w*(?::([^{}]*))?\}/g, (_, fallback: string | undefined) => fallback ?? '')
    .trim();
}
