import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

const FEW = 8;

/** Whether what is written for coding agents is more than the source and the tests that they work on. */
export const agentScaffolding: Check = {
  name: 'agent-scaffolding',
  run(view) {
    const files = view.facts.source.files
      .under(view.unit)
      .filter(({ path, mode }) => mode !== 'link' && mode !== 'submodule' && view.here(path));
    const sizeOf = (roles: readonly string[]): number =>
      files
        .filter(({ role, language }) => roles.includes(role) && (role === 'agent-tooling' || language !== undefined))
        .reduce((sum, { size }) => sum + size, 0);
    const scaffolding = files.filter(({ role, size }) => role === 'agent-tooling' && size < 512 * 1024);
    const size = scaffolding.reduce((sum, file) => sum + file.size, 0);
    const source = sizeOf(['source', 'test']);
    if (scaffolding.length < FEW || source === 0 || size <= source) return no();
    const largest = [...scaffolding].sort((a, b) => b.size - a.size).slice(0, 5);
    return yes(
      largest.map(({ path }) => ({
        path,
        detail: `one of ${scaffolding.length} files for agents (${Math.round(size / 1024)} kB, source and tests ${Math.round(source / 1024)} kB)`,
      })),
    );
  },
};
