import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** Pages of a notice, in whatever format, and links of any page to one. */
const PAGE =
  /(?:^|\/)(?:[\w().-]*-)?(?:privacy(?:[-_](?:policy|notice|statement))?|datenschutz\w*|personvern\w*|data[-_]protection)(?:\/[^/]+)?\.(?:html?|mdx?|tsx?|jsx?|vue|svelte|erb|haml|slim|twig|php|njk|astro|cshtml)$/i;
const LINK = /["'`(][^"'`()\s]{0,80}\/(?:legal\/)?privacy(?:[-_](?:policy|notice|statement))?\/?["'`)]/;
const LINKING = /\.(?:html?|mdx?|tsx?|jsx?|mjs|vue|svelte|astro)$/i;
const SIZE_LIMIT = 64 * 1024;
const FILE_LIMIT = 3_000;

/** Whether another part of the repository shows a notice, which serves the whole product. */
export const privacyElsewhere: Check = {
  name: 'privacy-elsewhere',
  run(view) {
    if (view.unit === '.') return found([]);
    const others = view.facts.source.files.all.filter(
      ({ path, role, size }) =>
        (role === 'source' || role === 'docs' || role === 'config') && size < SIZE_LIMIT && !view.here(path),
    );
    const page = others.find(({ path }) => PAGE.test(path));
    if (page !== undefined) return found([{ path: page.path, detail: 'a notice of another part' }]);
    const link = others
      .filter(({ path }) => LINKING.test(path))
      .slice(0, FILE_LIMIT)
      .find(({ path }) => LINK.test(view.facts.source.text(path) ?? ''));
    return found(link === undefined ? [] : [{ path: link.path, detail: 'another part links to a notice' }]);
  },
};
