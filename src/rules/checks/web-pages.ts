import type { Check } from '../check.ts';
import { no, yes } from '../outcome.ts';
import { own } from '../own.ts';

/** What is shown in a browser: pages, templates of pages, components. */
const PAGE =
  /\.(?:html?|xhtml|phtml|vue|svelte|astro|jsx|tsx|haml|slim|ejs|hbs|handlebars|mustache|pug|jade|twig|njk|nunjucks|dust|leex|heex|gohtml|templ|jsp|jspx|ftlh|gsp|mako|cshtml|razor|vbhtml|aspx|marko|latte|volt|ecr|scala\.html|blade\.php|gjs|gts|(?:html?|page)\.(?:erb|j2|jinja2?|tmpl|tpl|eex|hbs|tt|ep))$|(?:^|\/)(?:views?|pages|layouts?|partials|tpl)\/(?:.*\/)?[^/.]+\.(?:erb|php|ftl|tpl|tt|tmpl|jinja2?|j2|vm|mustache)$|(?:^|\/)templates?\/(?:.*\/)?[^/.]+\.(?:php|jinja2|ftl)$/i;
/** Pages about the software rather than of it, mail, and what is copied to other places by configuration management. */
const ASIDE =
  /(?:^|\/)(?:website|www-docs|site|docs?|documentation|landing[-_]?page|e?mails?(?:[-_]templates?)?|mailers?|mail[-_]templates?|notifications?|roles|ansible\w*|salt|pillar|puppet|cookbooks|playbooks|terraform|charts?|templates?\/(?:default|project)|generators?|scaffold\w*|storybook|\.storybook|coverage|reports?|pdf|changelogs?|admin\/(?:reports?|company)|epub|etc)\/|(?:^|\/)[^/]*(?:mail|report|template|changes)[^/]*\.html?$|(?:^|\/)[^/]*(?:notes|changelog|message|mail)[^/]*\.(?:ejs|hbs|handlebars|mustache)$|(?:^|\/)help[^/]*\.html?$|\.(?:md|txt|text|xml|sql|sh|ya?ml|json|js|conf|cs|ts)\.(?:erb|ejs|hbs|tt|mustache)$|\.(?:stories|test|spec|cy)\.[jt]sx$/i;

/** Whether it has pages of its own for the browser, at least `atLeast` (2 unless told otherwise), and `share` of its source. */
export const webPages: Check = {
  name: 'web-pages',
  run: (view, options) => {
    const pages = own(view).files.filter(
      (file) => (file.role === 'source' || file.role === 'asset') && PAGE.test(file.path) && !ASIDE.test(file.path),
    );
    const atLeast = typeof options.atLeast === 'number' ? options.atLeast : 2;
    const share = typeof options.share === 'number' ? options.share : 0;
    if (pages.length < atLeast || pages.length < share * (own(view).byRole.get('source')?.length ?? 0)) return no();
    return yes(pages.slice(0, 5).map((file) => ({ path: file.path, detail: `one of ${pages.length} pages` })));
  },
};
