import type { Evidence } from '../../../facts/evidence.ts';
import { folderOf } from '../../../repository/paths.ts';
import { roleOf } from '../../../repository/roles.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

const FAMILIES: readonly Readonly<Record<string, string>>[] = [
  {
    'package-lock.json': 'npm',
    'npm-shrinkwrap.json': 'npm',
    'yarn.lock': 'Yarn',
    'pnpm-lock.yaml': 'pnpm',
    'bun.lock': 'Bun',
    'bun.lockb': 'Bun',
  },
  { 'poetry.lock': 'Poetry', 'pipfile.lock': 'Pipenv', 'uv.lock': 'uv', 'pdm.lock': 'PDM' },
];

/** The manager that writes a lock file of this name. */
export function managerOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return FAMILIES.map((family) => family[name]).find((manager) => manager !== undefined);
}

/** Which of several managers is used in a folder, and what says so: package.json, or the only one with which CI installs. */
export function managerInUse(
  folder: string,
  managers: readonly string[],
  view: View,
): { readonly manager: string; readonly by: string } | undefined {
  const path = folder === '' ? 'package.json' : `${folder}/package.json`;
  const declared = managers.filter((manager) => declaredBy(path, view) === manager.toLowerCase());
  if (declared[0] !== undefined) return { manager: declared[0], by: 'package.json' };
  const commands = view.facts.pipelines
    .flatMap(({ jobs }) => jobs.flatMap(({ steps }) => steps.flatMap((step) => step.commands)))
    .filter((command) => (command.folder ?? '') === folder);
  const installing = managers.filter((manager) => {
    const installs = new RegExp(`^(?:\\w+=\\S+ )*${manager.toLowerCase()}(?: -\\S+)*(?: (?:ci|install|i|sync)\\b| *$)`);
    return commands.some(({ text }) => installs.test(text));
  });
  return installing.length === 1 && installing[0] !== undefined ? { manager: installing[0], by: 'CI' } : undefined;
}

/** `"packageManager": "pnpm@10.0.0"` */
function declaredBy(path: string, view: View): string | undefined {
  const text = view.facts.source.text(path) ?? '';
  return /"packageManager"\s*:\s*"([a-z]+)@/.exec(text)?.[1];
}

/**
 * Whether one folder has lock files of several package managers, of which all but one are out of date. Option `known`: only where
 * something tells which one is used.
 */
export const packageManagers: Check = {
  name: 'package-managers',
  run(view, options) {
    const evidence: Evidence[] = [];
    for (const family of FAMILIES) {
      const folders = new Map<string, Map<string, string>>();
      for (const [name, manager] of Object.entries(family)) {
        for (const { path, size } of view.facts.source.files.named(name)) {
          const folder = folderOf(path);
          if (size < 60 || !view.here(path) || roleOf(`${folder}/package.json`, false) !== 'config') continue;
          const managers = folders.get(folder) ?? new Map<string, string>();
          folders.set(folder, managers.set(manager, path));
        }
      }
      for (const [folder, managers] of folders) {
        if (managers.size < 2) continue;
        const used = managerInUse(folder, [...managers.keys()], view);
        if (options.known === true && used === undefined) continue;
        for (const [manager, path] of managers) {
          if (used?.manager === manager) continue;
          evidence.push({
            path,
            detail:
              used === undefined
                ? `locks for ${manager}, beside ${[...managers.keys()].filter((other) => other !== manager).join(' and ')}`
                : `locks for ${manager}, while ${used.by} uses ${used.manager}: this file can be deleted`,
            subject: folder === '' ? '.' : folder,
          });
        }
      }
    }
    return found(evidence);
  },
};
