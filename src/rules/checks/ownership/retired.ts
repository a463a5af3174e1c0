import type { Link } from '../../../facts/documents/prose.ts';
import type { Facts } from '../../../facts/facts.ts';
import { atLine, lineAt } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { no, type Outcome, yes } from '../../outcome.ts';

/** What is said of the whole stands at the top; further down single parts are deprecated. */
const TOP = 1_200;

const THING =
  '(?:repository|repo|project|package|library|module|tool|plugin|app|application|service|code ?base|software|extension|gem|crate|bot|prototype|action|image)';
const ENDED =
  '(?:moved|archived|deprecated|superseded|retired|discontinued|decommissioned|abandoned|replaced by|migrated to|merged into)';
const SAID: readonly RegExp[] = [
  // This repository has been moved to …; this project (tally) is now very old and deprecated.
  new RegExp(
    `\\b(?:this|the) (?:[\\w-]+ ){0,2}?${THING}\\b\\)?(?: \\([\\w./-]+\\))? (?:(?:has|have)(?: now| since)?(?: been)? |(?:is|was) (?:now |officially |being |very old and |no longer maintained and )*)${ENDED}\\b(?! from\\b)`,
    'i',
  ),
  new RegExp(
    `\\b(?:this|the) (?:[\\w-]+ ){0,2}?${THING}\\b[^.\\n]{0,20} (?:is|was) (?:(?:no longer|not) (?:being )?(?:maintained|supported|in use)\\b|(?:now )?(?:unmaintained|obsolete)\\b)`,
    'i',
  ),
  // A mark behind the title.
  /^[#=]{0,1} ?[^\n]{1,60}?[-–—:|([*~] ?\*{0,2}(?:archived|deprecated|unmaintained|no longer maintained|moved)[)\]*!.~]{0,4}(?=\n|$)/i,
  // A banner, or a sentence without "this".
  /^[^\w\n]{0,8}(?:moved to\b|(?:the )?(?:project|repository|repo|code|development) (?:has |was )?(?:been )?moved (?:to\b|\[?here\b)|(?:deprecated|archived|unmaintained|no longer maintained)\b[\s*_:!.-]*(?:[^\w\n]|in favou?r of|use\b|please\b|this\b|$))/im,
  // It names who keeps it now.
  /\bwe(?:['’]ve| have)? (?:moved|migrated) (?:(?:over )?to|here)\b[^.\n]{0,40}https?:\/\/(?:codeberg\.org|gitlab\.[\w.]+|github\.com|bitbucket\.org|git\.sr\.ht|(?:git|gitea|forgejo|code)\.[\w.-]+)\/[\w.~-]+\/[\w.-]+/i,
  // French, German, Spanish, Portuguese and Italian.
  /\b(?:projet|d[ée]p[ôo]t|projekt|repository|repositorium|proyecto|repositorio|projeto|reposit[óo]rio|progetto)(?: (?:est|a été|ist|wurde|está|foi|ha sido|è stato|è))? (?:d[ée]sormais |nicht mehr |no longer )?(?:archiv(?:é|iert|ado|iato)|arquivado|abandonn?(?:é|ado|ato)|obsol[eè]te|obsoleto|descontinuado|eingestellt|veraltet)/i,
];
const LAST_COMMIT =
  /^(?:\w+(?:\([\w, -]*\))?!?: )?(?:(?:this |the )?(?:repo(?:sitory)?|project|package)\b.{0,20}\b(?:moved|archived|deprecated|retired|discontinued)\b|(?:archive|deprecate|retire)d?(?: this| the)? (?:repo(?:sitory)?|project|package)\b)/i;

/** What has gone elsewhere is kept up there, and an archive changes no more; what has only come to its end may still be run as it is. */
const ELSEWHERE =
  /\b(?:moved|archived|discontinued|obsolete|retired|decommissioned|supersee?ded|replaced by|migrated (?:over )?to|merged into|in favou?r of|arquivado)\b|\barchiv(?:é|iert|ado|iato)/i;

/** What is shouted from the top tells everybody to keep off. */
const SHOUTED = /\bDEPRECATED\b/;

/** A part of another repository that is copied out of it: whatever could be mended is mended there. */
const SPLIT = /\bsubtree[- ]split\b|\bread-?only (?:subset|split)\b/i;
const TOLD_TO_CONTRIBUTORS = ['/pull_request_template.md', '/.github/pull_request_template.md'];

function splitOff({ documents: { readme }, source }: Facts): Outcome {
  const template = source.files.matching(TOLD_TO_CONTRIBUTORS)[0];
  const told = template === undefined ? undefined : { path: template.path, text: source.text(template.path) ?? '' };
  for (const { path, text } of [readme, told].filter((document) => document !== undefined && document !== null)) {
    const said = SPLIT.exec(text.slice(0, TOP));
    if (said !== null) return yes([{ path, line: lineAt(text, said.index), detail: `says "${said[0]}"` }]);
  }
  return no();
}

/**
 * Whether the README or the newest commit says that the whole is no longer kept up here; with `moved`: that it is elsewhere now, an
 * archive, or copied out of another repository.
 */
export const retired: Check = {
  name: 'retired',
  run({ facts }, options) {
    const counts = (said: string): boolean => options.moved !== true || ELSEWHERE.test(said) || SHOUTED.test(said);
    const { readme } = facts.documents;
    const top = readme?.text.slice(0, TOP) ?? '';
    const hit = SAID.flatMap((pattern) => pattern.exec(top) ?? [])[0];
    if (readme !== undefined && hit !== undefined) {
      const at = SAID.map((pattern) => top.search(pattern)).find((index) => index >= 0) ?? 0;
      const line = top.slice(0, at).split('\n').length;
      const said = top.slice(at).split('\n', 1)[0] ?? '';
      if (counts(said) && !readme.links.some((link) => link.line === line && isHere(link, facts.history.remotes)))
        return yes([{ path: readme.path, line, detail: `says "${hit.trim().slice(0, 100)}"` }]);
    }
    const split = options.moved === true ? splitOff(facts) : no();
    if (split.value === true) return split;
    const newest = facts.record?.commits[0]?.subject.slice(0, 120) ?? '';
    return LAST_COMMIT.test(newest) && counts(newest)
      ? yes([
          {
            path: readme?.path ?? '.',
            ...atLine(readme === undefined ? undefined : 1),
            detail: `newest commit: "${newest}"`,
          },
        ])
      : no();
  },
};

/** It has moved to where this is. */
function isHere({ target }: Link, remotes: readonly string[]): boolean {
  const [, place] = /^https?:\/\/[\w.-]+\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?(?:[#?].*)?$/.exec(target) ?? [];
  if (place === undefined) return false;
  return remotes.some((remote) =>
    remote
      .replace(/\.git$/, '')
      .toLowerCase()
      .endsWith(place.toLowerCase()),
  );
}
