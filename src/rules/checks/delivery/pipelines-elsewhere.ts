import type { Evidence } from '../../../facts/evidence.ts';
import { lineAt } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** Go's own Gerrit tries each change on machines that are set up elsewhere. https://go.dev/doc/contribute */
const CHANGES = '/codereview.cfg';
/** What garnix builds of a flake. https://garnix.io/docs/ci */
const BUILDS = '/garnix.yaml';
/** Where a flake says what Hercules builds of it. https://docs.hercules-ci.com */
const FLAKES = ['/flake.nix', '/ci.nix', '/{*/,}flake-module.nix'];
const HERCULES = /\bherculesCI\b|\bhercules-ci-effects\.flakeModule\b/;

/**
 * Whether a service takes up each change of which no pipeline here tells what it runs. With `flakes`: only those that build what a flake of Nix
 * offers, and so are set up in the repository itself.
 */
export const pipelinesElsewhere: Check = {
  name: 'pipelines-elsewhere',
  run({ facts: { source } }, options) {
    const named = source.files.matching(options.flakes === true ? [BUILDS] : [BUILDS, CHANGES]);
    const flakes = source.files.matching(FLAKES).flatMap(({ path }): Evidence[] => {
      const text = source.text(path) ?? '';
      const said = HERCULES.exec(text);
      return said === null ? [] : [{ path, line: lineAt(text, said.index), detail: 'is built by Hercules CI' }];
    });
    return found([...named.map(({ path }) => ({ path, detail: 'names what is built of each change' })), ...flakes]);
  },
};
