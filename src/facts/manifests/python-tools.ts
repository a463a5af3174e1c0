import { isMapping, list, type Mapping, mapping, string, strings } from '../data.ts';
import { atLine } from '../lines.ts';
import { textOf } from './fields.ts';
import type { Dependency, Script } from './manifest.ts';
import { requirementList, requirementTable } from './python-project.ts';
import { scopeOfGroup } from './scopes.ts';
import type { TomlLines } from './toml-lines.ts';

/** Dependencies of development that tools keep in tables of their own: uv, PDM, Rye, Hatch, Pixi. */
export function toolDependencies(tool: Mapping, lines: TomlLines): Dependency[] {
  const pdm = mapping(mapping(tool.pdm)['dev-dependencies']);
  return [
    ...['uv', 'rye'].flatMap((name) =>
      requirementList(mapping(tool[name])['dev-dependencies'], ['tool', name, 'dev-dependencies'], 'dev', lines),
    ),
    ...Object.entries(pdm).flatMap(([group, items]) =>
      requirementList(items, ['tool', 'pdm', 'dev-dependencies', group], scopeOfGroup(group), lines),
    ),
    ...hatchDependencies(tool, lines),
    ...pixiDependencies(tool, lines),
  ];
}

/** https://hatch.pypa.io/latest/config/environment/overview/ */
function hatchDependencies(tool: Mapping, lines: TomlLines): Dependency[] {
  return Object.entries(mapping(mapping(tool.hatch).envs)).flatMap(([name, environment]) =>
    ['dependencies', 'extra-dependencies'].flatMap((key) =>
      requirementList(mapping(environment)[key], ['tool', 'hatch', 'envs', name, key], hatchScope(name), lines),
    ),
  );
}

/** The default environment is the one in which people develop. */
function hatchScope(name: string): Dependency['scope'] {
  return name === 'default' ? 'dev' : scopeOfGroup(name);
}

/** https://pixi.sh/latest/reference/pixi_manifest/ */
function pixiDependencies(tool: Mapping, lines: TomlLines): Dependency[] {
  const pixi = mapping(tool.pixi);
  const path = ['tool', 'pixi'];
  const tables = ['dependencies', 'pypi-dependencies'];
  return [
    ...tables.flatMap((key) => requirementTable(pixi[key], [...path, key], 'prod', lines)),
    ...Object.entries(mapping(pixi.feature)).flatMap(([feature, table]) =>
      tables.flatMap((key) =>
        requirementTable(mapping(table)[key], [...path, 'feature', feature, key], scopeOfGroup(feature), lines),
      ),
    ),
  ];
}

const SCRIPT_TABLES: readonly (readonly string[])[] = [
  ['pdm', 'scripts'],
  ['rye', 'scripts'],
  ['poe', 'tasks'],
  ['taskipy', 'tasks'],
  ['pixi', 'tasks'],
];

/** Commands that are kept in pyproject.toml; those of Hatch are named `environment:script`, as it runs them. */
export function toolScripts(tool: Mapping, lines: TomlLines): Script[] {
  const found = SCRIPT_TABLES.flatMap((path) => {
    const table = mapping(path.reduce<unknown>((value, key) => mapping(value)[key], tool));
    return scriptsOf(table, ['tool', ...path], '', lines);
  });
  for (const [name, environment] of Object.entries(mapping(mapping(tool.hatch).envs))) {
    const table = mapping(mapping(environment).scripts);
    const prefix = name === 'default' ? '' : `${name}:`;
    found.push(...scriptsOf(table, ['tool', 'hatch', 'envs', name, 'scripts'], prefix, lines));
  }
  return found;
}

function scriptsOf(table: Mapping, path: readonly string[], prefix: string, lines: TomlLines): Script[] {
  return Object.entries(table).flatMap(([name, value]) => {
    const command = commandOf(value);
    return command === undefined ? [] : [{ name: prefix + name, command, ...atLine(lines.key(...path, name)) }];
  });
}

const COMMAND_KEYS = ['cmd', 'shell', 'call', 'script', 'composite', 'sequence', 'chain'];

function commandOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return joined(value);
  if (!isMapping(value)) return textOf(value);
  for (const key of COMMAND_KEYS) {
    if (value[key] === undefined) continue;
    // A list is the words of one command under `cmd`, and several commands elsewhere.
    return key === 'cmd' ? textOf(strings(value[key]).join(' ')) : joined(list(value[key]));
  }
  return undefined;
}

function joined(commands: readonly unknown[]): string | undefined {
  return textOf(commands.flatMap((item) => string(isMapping(item) ? item.cmd : item) ?? []).join(' && '));
}
