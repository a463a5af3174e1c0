import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

const PAGE =
  /^https?:\/\/([\w-]+(?:\.[\w-]+)+)\/((?:[\w.-]+\/)+[\w.-]+?)(?:\/-)?\/releases\/?(?:latest\/?)?(?:[?#].*)?$/i;
/** A remote on a forge, with what stands behind the host. */
const REMOTE = /^(?:\w+:\/\/)?(?:[^@/]+@)?[\w-]+(?:\.[\w-]+)+(?::\d+)?[:/](.+?)(?:\.git)?\/?$/;

/** Whether the README sends its readers to this repository's own page of releases, where notes may stand. */
export const releasesPage: Check = {
  name: 'releases-page',
  run({ facts }) {
    const { readme } = facts.documents;
    if (readme === undefined) return no();
    const own = facts.history.remotes.flatMap((remote) => REMOTE.exec(remote)?.[1]?.toLowerCase() ?? []);
    const targets = [
      ...readme.links,
      ...readme.badges.flatMap(({ target, line }) => (target === undefined ? [] : [{ target, line }])),
      ...[...readme.text.matchAll(/\bhref="(https?:[^"\s]{1,200})"/g)].map((match) => ({
        target: match[1] ?? '',
        line: readme.text.slice(0, match.index).split('\n').length,
      })),
    ];
    const link = targets.find(({ target }) => {
      if (/^(?:\.\.\/)+releases\/?(?:latest)?$/.test(target)) return true;
      const place = PAGE.exec(target)?.[2]?.toLowerCase();
      return place !== undefined && (own.length === 0 || own.includes(place));
    });
    return link === undefined
      ? no()
      : yes([{ path: readme.path, ...atLine(link.line), detail: `links to ${link.target.slice(0, 120)}` }]);
  },
};
