import { basename, resolve } from 'node:path';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { pattern } from '../../predicates/patterns.ts';

/** Whether who owns the repository is called so (`matches`, a pattern): by its remotes, or by a folder called `owner+name`. */
export const ownerName: Check = {
  name: 'owner-name',
  run: ({ facts }, { matches }) => {
    if (typeof matches !== 'string') return no();
    const { root, form } = facts.source.repository;
    const folder = form === 'memory' ? [] : (/^(.+)\+.+$/.exec(basename(resolve(root)))?.[1] ?? []);
    const owners = [...facts.history.remotes.flatMap((remote) => ownerIn(remote) ?? []), folder].flat();
    const expression = pattern(matches, 'i');
    const owner = owners.find((candidate) => expression.test(candidate));
    return owner === undefined ? no() : yes([{ path: '.', detail: `it belongs to ${owner}` }]);
  },
};

/** The part before the name: `acme` of `https://host/acme/shop.git` and `git@host:acme/shop`. */
function ownerIn(remote: string): string | undefined {
  return /[/:]([^/:]+)\/[^/:]+?(?:\.git)?\/?$/.exec(remote)?.[1];
}
