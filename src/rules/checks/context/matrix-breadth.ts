import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** Whether CI runs the same job on several operating systems or at least three versions of something. */
export const matrixBreadth: Check = {
  name: 'matrix-breadth',
  run: (view) => {
    const evidence = [];
    for (const pipeline of view.facts.pipelines) {
      for (const job of pipeline.jobs) {
        const axis = Object.entries(job.matrix).find(([name, values]) => !NO_VERSION.test(name) && isBroad(values));
        if (axis === undefined) continue;
        evidence.push({
          path: job.path ?? pipeline.path,
          ...atLine(job.line),
          detail: `${axis[0]}: ${axis[1].join(', ').slice(0, 100)}`,
        });
      }
    }
    return found(evidence);
  },
};

/** Parts that one run is cut into, and what is released rather than run on. */
const NO_VERSION =
  /shard|chunk|split|partition|^(?:index|part|group|worker|ci[_-]?node\w*|node[_-]?index|batch|container|channel|release|track|env\w*|stage)$/i;
const SYSTEM = /^(?:ubuntu|macos|windows|linux|osx)/i;
const VERSION = /^v?\d+(?:\.[\dx*]+)*|^(?:stable|beta|nightly|lts|pypy|truffleruby|jruby)/i;

function isBroad(values: readonly string[]): boolean {
  const systems = new Set(values.filter((value) => SYSTEM.test(value)).map((value) => value.split('-')[0]));
  return systems.size >= 2 || values.filter((value) => VERSION.test(value)).length >= 3;
}
