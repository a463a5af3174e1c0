import type { Evidence } from '../../facts/evidence.ts';
import { folderOf } from '../../repository/paths.ts';
import { roleOf } from '../../repository/roles.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

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

/** Whether one folder has lock files of several package managers, of which all but one are out of date. */
export const packageManagers: Check = {
  name: 'package-managers',
  run(view) {
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
        for (const [manager, path] of managers) {
          evidence.push({
            path,
            detail: `locks for ${manager}, beside ${[...managers.keys()].filter((other) => other !== manager).join(' and ')}`,
            subject: folder === '' ? '.' : folder,
          });
        }
      }
    }
    return found(evidence);
  },
};
