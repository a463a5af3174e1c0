import type { Evidence } from '../../../facts/evidence.ts';
import { atLine, lineOf } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { todayOf } from '../shared/today.ts';
import { frameworkEnd } from './framework-support.ts';

/** Whether it is locked to a line of its framework that got no more security fixes when the newest commit was made. */
export const endOfLifeFrameworks: Check = {
  name: 'end-of-life-frameworks',
  run(view) {
    const { lockFiles, manifests, source } = view.facts;
    const today = todayOf(view);
    const isOwn = (path: string): boolean => {
      const role = source.files.get(path)?.role;
      return view.here(path) && (role === 'config' || role === 'source' || role === 'generated');
    };
    const locked = lockFiles.flatMap(({ path, ecosystem, packages }) =>
      packages.map(({ name, version = '' }) => {
        return { path, name, key: `${ecosystem}:${name}`, version, line: undefined };
      }),
    );
    const exact = manifests.flatMap(({ path, ecosystem, dependencies }) =>
      dependencies.flatMap(({ name, version = '', scope, line }) => {
        const written = scope === 'prod' ? /^={2,3}\s*([\d.]+)$/.exec(version)?.[1] : undefined;
        return written === undefined ? [] : { path, name, key: `${ecosystem}:${name}`, version: written, line };
      }),
    );
    const asked = new Set(
      manifests.flatMap(({ ecosystem, dependencies, path }) =>
        isOwn(path) ? dependencies.map(({ name }) => `${ecosystem}:${name}`) : [],
      ),
    );
    const evidence = [...locked, ...exact].flatMap(({ path, name, key, version, line }): Evidence[] => {
      const end = frameworkEnd(key, version);
      // What a plugin for many versions is tested with is locked too, but not asked for.
      if (end === undefined || end.date >= today || !isOwn(path) || !asked.has(key)) return [];
      const place = atLine(line ?? lineOf(source.text(path) ?? '', name));
      return [{ path, ...place, detail: `${end.title} ${end.release} has had no security fixes since ${end.date}` }];
    });
    return found(evidence);
  },
};
