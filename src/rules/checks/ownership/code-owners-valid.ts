import type { Evidence } from '../../../facts/evidence.ts';
import { matcher } from '../../../repository/glob.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';

const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];
/** Named like it, and read by no forge. */
const UNREAD = /^(?:(?:\.github|\.gitlab|docs)\/)?CODEOWNERS\.(?:txt|md|ya?ml)$/i;
const LINES_LIMIT = 1_000;
const OWNER = /^@[\w.-]+(?:\/[\w./-]+)?$|^@@[\w-]+$|^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Whether each line of CODEOWNERS speaks of files that are there and of owners that can be asked. Comments and sections of
 * GitLab (`[Name] @owner`) are passed over. https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export const codeOwnersValid: Check = {
  name: 'code-owners-valid',
  run({ facts }) {
    const path = PLACES.find((place) => facts.source.files.get(place) !== undefined);
    const text = path === undefined ? undefined : facts.source.text(path);
    const unread = path === undefined ? facts.source.files.all.find((file) => UNREAD.test(file.path)) : undefined;
    if (unread !== undefined)
      return no([
        { path: unread.path, line: 1, detail: 'read by no forge: its name must be CODEOWNERS, without an ending' },
      ]);
    if (path === undefined || text === undefined || facts.source.repository.truncated) return unknown();
    const bad: Evidence[] = [];
    let rules = 0;
    for (const [index, raw] of text.split(/\r?\n/).slice(0, LINES_LIMIT).entries()) {
      const line = raw.replace(/(?:^|\s)#.*$/, '').trim();
      if (line === '' || /^\^?\[/.test(line)) continue;
      rules++;
      const [pattern = '', ...owners] = line.replaceAll('\\ ', '\0').split(/\s+/);
      const glob = pattern.replaceAll('\0', ' ');
      const place = { path, line: index + 1 };
      const strange = owners.find((owner) => !OWNER.test(owner));
      if (strange !== undefined) bad.push({ ...place, detail: `"${strange}" is no user, team or address` });
      else if (glob.startsWith('!')) bad.push({ ...place, detail: 'negated patterns are not understood' });
      else if (!matchesAny(glob, facts.source.files.all)) bad.push({ ...place, detail: `no file matches ${glob}` });
    }
    if (rules === 0) return unknown();
    return bad.length === 0 ? yes([{ path, detail: `${rules} lines, all of files that are there` }]) : no(bad);
  },
};

/** Patterns as in .gitignore: without a slash inside at any depth, a folder with all that is in it. */
function matchesAny(pattern: string, files: readonly { readonly path: string }[]): boolean {
  const plain = pattern.replace(/\/$/, '').replace(/^\/?\*\*?\/?$/, '**');
  if (plain === '**' || plain === '') return files.length > 0;
  const anchored = plain.startsWith('/') ? plain : plain.includes('/') ? `/${plain}` : `/**/${plain}`;
  const matches = matcher([anchored, `${anchored}/**`]);
  return files.some(({ path }) => matches(path));
}
