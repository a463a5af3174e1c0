import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

/** Whether the software is split into at least so many parts that are built and started by themselves. */
export const deployedServices: Check = {
  name: 'deployed-services',
  run(view, options) {
    const needed = typeof options.atLeast === 'number' ? options.atLeast : 4;
    const services = new Map<string, Evidence>();
    for (const { path, purpose, stages } of view.facts.containers.dockerfiles) {
      const folder = folderOf(path);
      if (purpose === 'app' && view.here(path) && !services.has(folder))
        services.set(folder, { path, ...atLine(stages[0]?.line), detail: 'a service with an image of its own' });
    }
    return services.size < needed ? no() : yes([...services.values()]);
  },
};
