import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import { pattern } from '../../predicates/patterns.ts';

/** Whether at least a `share` of the latest commits have a subject that matches `pattern`. */
export const commitSubjects: Check = {
  name: 'commit-subjects',
  run: (view, options) => {
    const { record } = view.facts;
    if (record === null || record.shallow) return unknown();
    const commits = record.commits.slice(0, 1_000);
    const expression = pattern(String(options.pattern), 'i');
    const matching = commits.filter((commit) => expression.test(commit.subject.slice(0, 200)));
    if (commits.length < 10 || matching.length / commits.length < Number(options.share)) return no();
    const share = Math.round((100 * matching.length) / commits.length);
    return yes([{ path: '.', detail: `${share} % of the commits, such as "${matching[0]?.subject.slice(0, 80)}"` }]);
  },
};
