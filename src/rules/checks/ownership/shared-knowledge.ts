import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Beyond this one person holds nearly all of it. */
const NEARLY_ALL = 0.9;

/** Whether more than one person has made a real part of the commits, or a team or several people own it. Without history: no. */
export const sharedKnowledge: Check = {
  name: 'shared-knowledge',
  run(view) {
    const { history } = view.facts;
    const owners = ownersOf(view);
    if (owners !== undefined) return yes([{ path: owners, detail: 'names a team, or several people' }]);
    if (!history.known) return no();
    const share = `${Math.round(history.topShare * 100)} % of the commits are by one of ${history.people} people`;
    const evidence = [{ path: '.', detail: share }];
    return history.people > 1 && history.topShare < NEARLY_ALL ? yes(evidence) : no(evidence);
  },
};

function ownersOf({ facts }: View): string | undefined {
  const lists = facts.documents.documents.filter(
    ({ kind, section }) => (kind === 'code-owners' || kind === 'maintainers') && section === undefined,
  );
  return lists.find(({ path }) => {
    const handles = facts.source.text(path)?.match(/(?<![\w@])@[\w-]{1,60}(?:\/[\w-]{1,60})?/g) ?? [];
    return new Set(handles).size > 1 || handles.some((handle) => handle.includes('/'));
  })?.path;
}
