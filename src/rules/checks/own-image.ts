import { atLine } from '../../facts/lines.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** Whether an image of the software itself is built. A Procfile leaves that to the platform. */
export const ownImage: Check = {
  name: 'own-image',
  run(view) {
    const { dockerfiles, builds, truncated } = view.facts.containers;
    const files = dockerfiles.filter(({ path, purpose }) => purpose === 'app' && view.here(path));
    const others = builds.filter(({ path, builder }) => builder !== 'procfile' && view.here(path));
    return found(
      [
        ...files.map(({ path, stages }) => ({
          path,
          ...atLine(stages.at(-1)?.line),
          detail: 'builds a container image',
        })),
        ...others.map(({ path, line, builder }) => ({
          path,
          ...atLine(line),
          detail: `builds an image with ${builder}`,
        })),
      ],
      truncated,
    );
  },
};
