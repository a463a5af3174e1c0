import { pathFrom } from '../../../facts/ci/folders.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Facts } from '../../../facts/facts.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import { isIgnored } from '../shared/ignored-paths.ts';

/** Addresses, anchors, and text that stands for something else. */
const NOT_A_PATH =
  /^(?:[a-z][\w+.-]*:|\/\/|#|\?|$|www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|app|co|us|uk|de)(?:\/|$))|^\(|[<>{}$*|\s"\\]|^\[|@[\w-]+\.\w/i;
/** Pages that the host makes, and what is written when a package or site is built. */
const HOSTED =
  /(?:^|\/)(?:issues|wiki|pulls?|releases|discussions|actions|blob|tree|raw|network|security|tags|milestones|projects?|commits?|compare|fork|stargazers|graphs|contributors|labels|-)(?:\/|$)/i;
/** What a build writes, which is not kept. */
const BUILT =
  /(?:^|\/)(?:build\/(?:libs|outputs?|dist|bin|reports|release)|target\/(?:release|debug|site)|dist|out|bin\/(?:Debug|Release))(?:\/|$)/;
const LINKS_LIMIT = 1_000;

/** Whether the relative links of the README lead to files that are there. */
export const readmeLinks: Check = {
  name: 'readme-links',
  run({ facts }) {
    const { readme } = facts.documents;
    if (readme === undefined) return no();
    if (facts.source.repository.truncated) return unknown();
    const has = existence(facts);
    const dead = new Map<string, Evidence>();
    for (const { target, line } of readme.links.slice(0, LINKS_LIMIT)) {
      // Between angle brackets a path may have spaces.
      if (NOT_A_PATH.test(target) || readme.text.includes(`(<${target} `)) continue;
      const path = decoded(target.replace(/[#?].*$/, ''));
      const full = path.startsWith('/') ? pathFrom('', path.slice(1)) : pathFrom(folderOf(readme.path), path);
      if (path === '' || full === '' || full.startsWith('..') || HOSTED.test(full) || BUILT.test(full) || has(full))
        continue;
      // A word in brackets is no link until it looks like a path.
      if (!/[./]/.test(path)) continue;
      // Each keeps their own, as the README tells.
      if (isIgnored(full, facts.source)) continue;
      if (!dead.has(full)) dead.set(full, { path: readme.path, line, detail: `links to ${path}, which is not there` });
    }
    return dead.size === 0 ? yes([{ path: readme.path, detail: 'its links lead to files' }]) : no([...dead.values()]);
  },
};

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Whether a path is a file or folder, or a page that is made from one. What lies in a submodule or behind a link is not seen. */
function existence(facts: Facts): (path: string) => boolean {
  const { all, get } = facts.source.files;
  const folders = new Set<string>();
  const closed: string[] = [];
  for (const { path, mode } of all) {
    if (mode === 'submodule' || mode === 'link') closed.push(path);
    for (let at = path.lastIndexOf('/'); at > 0 && !folders.has(path.slice(0, at)); at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at));
  }
  return (path) => {
    const plain = path.replace(/\/$/, '');
    if (get(plain) !== undefined || folders.has(plain)) return true;
    if (closed.some((link) => plain === link || plain.startsWith(`${link}/`))) return true;
    const stem = plain.replace(/\.html?$/, '');
    return ['.md', '.mdx', '.rst', '.adoc', '.html', '/index.md'].some((ending) => get(stem + ending) !== undefined);
  };
}
