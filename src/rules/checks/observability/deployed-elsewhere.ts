import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { ownAccounts } from '../shared/own-accounts.ts';

const LINK = /github\.com\/([\w-]+)\/([\w.-]+)/g;
/** What a repository is called that says how another one is run. */
const RUNS =
  /(?:^|[-_.])(?:docker|deploy(?:ment|er|s)?|helm|charts?|compose|kubernetes|k8s|infra(?:structure)?|ansible|self-?host(?:ed|ing)?)(?:$|[-_.])/i;

/** Whether the README names another repository of the same owner in which it is written how this one is run. */
export const deployedElsewhere: Check = {
  name: 'deployed-elsewhere',
  run({ facts }) {
    const { readme } = facts.documents;
    if (readme === undefined) return no();
    const own = ownAccounts(facts);
    const link = [...(facts.source.text(readme.path) ?? '').matchAll(LINK)].find(
      ([, account = '', name = '']) => own.has(account.toLowerCase()) && RUNS.test(name),
    );
    return link === undefined ? no() : yes([{ path: readme.path, detail: `names ${link[1]}/${link[2]}` }]);
  },
};
