import { folderOf, foldersUpwards } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { own } from '../../own.ts';
import type { View } from '../../view.ts';

/** What is shown in a browser: pages, templates of pages, components. */
const PAGE =
  /\.(?:html?|xhtml|phtml|vue|svelte|astro|jsx|tsx|haml|slim|ejs|hbs|handlebars|mustache|pug|jade|twig|njk|nunjucks|dust|leex|heex|gohtml|templ|jsp|jspx|ftlh|gsp|mako|cshtml|razor|vbhtml|aspx|marko|latte|volt|ecr|scala\.html|blade\.php|gjs|gts|hamlet|html\.st|(?:html?|page)\.(?:erb|j2|jinja2?|tmpl|tpl|eex|hbs|tt|ep))$|(?:^|\/)(?:views?|pages|layouts?|partials|tpl)\/(?:.*\/)?[^/.]+\.(?:erb|php|ftl|tpl|tt|tmpl|jinja2?|j2|vm|mustache)$|(?:^|\/)templates?\/(?:.*\/)?[^/.]+\.(?:php|jinja2|ftl)$/i;
/** Pages about the software rather than of it, of errors as Rails writes them, mail, and what configuration management copies elsewhere. */
const ASIDE =
  /(?:^|\/)(?:website|www-docs|site|docs?|documentation|landing[-_]?page|e?mails?(?:[-_]templates?)?|mailers?|mail[-_]templates?|notifications?|roles|ansible\w*|salt|pillar|puppet|cookbooks|playbooks|terraform|charts?|templates?\/(?:default|project)|generators?|scaffold\w*|storybook|\.storybook|coverage|reports?|pdf|changelogs?|admin\/(?:reports?|company)|epub|etc|docs[-_]src|(?:open-?api|swagger)[\w-]*|data\/(?:raw|html|pages|corpus)|scraped|crawled)\/|(?:^|\/)script\.py\.mako$|(?:^|\/)[^/]*(?:mail|report|template|changes)[^/]*\.html?$|(?:^|\/)[^/]*(?:notes|changelog|message|mail)[^/]*\.(?:ejs|hbs|handlebars|mustache)$|(?:^|\/)help[^/]*\.html?$|(?:^|\/)public\/\d{3}(?:-[\w-]+)?\.html$|\.(?:md|txt|text|xml|sql|sh|ya?ml|json|js|conf|cs|ts)\.(?:erb|ejs|hbs|tt|mustache)$|\.(?:stories|test|spec|cy)\.[jt]sx$/i;

/** An application may lie in a folder that is called so, with its code. */
const SITE = /^(?:.*\/)?(?:website|site)\//;
const SERVER_LANGUAGES: ReadonlySet<string> = new Set(['python', 'php', 'ruby', 'java', 'csharp', 'go', 'elixir']);
const FEWEST_OF_SITE = 5;

const COMPONENT = /\.[jt]sx$/;
/** What shows components in a browser, beside `react-native`. */
const BROWSER_RENDERERS: ReadonlySet<string> = new Set(['react-dom', 'react-native-web', 'next', 'preact']);

/** Whether it has pages of its own for the browser, at least `atLeast` (2 unless told otherwise), and `share` of its source. */
export const webPages: Check = {
  name: 'web-pages',
  run: (view, options) => {
    const code = new Map<string, number>();
    for (const { path, role, language } of own(view).files) {
      const folder = SITE.exec(path)?.[0];
      if (folder !== undefined && role === 'source' && language !== undefined && SERVER_LANGUAGES.has(language))
        code.set(folder, (code.get(folder) ?? 0) + 1);
    }
    const isAside = (path: string): boolean => {
      const folder = SITE.exec(path)?.[0];
      return ASIDE.test((code.get(folder ?? '') ?? 0) >= FEWEST_OF_SITE ? path.slice(folder?.length) : path);
    };
    const isScreen = screens(view);
    const pages = own(view).files.filter(
      ({ role, path }) =>
        (role === 'source' || role === 'asset') && PAGE.test(path) && !isAside(path) && !isScreen(path),
    );
    const atLeast = typeof options.atLeast === 'number' ? options.atLeast : 2;
    const share = typeof options.share === 'number' ? options.share : 0;
    if (pages.length < atLeast || pages.length < share * (own(view).byRole.get('source')?.length ?? 0)) return no();
    return yes(pages.slice(0, 5).map((file) => ({ path: file.path, detail: `one of ${pages.length} pages` })));
  },
};

/** Tells the components of packages that React Native shows on phones alone. */
function screens(view: View): (path: string) => boolean {
  const packages = new Map<string, boolean>();
  for (const { ecosystem, path, dependencies } of view.facts.manifests) {
    if (ecosystem !== 'npm') continue;
    const names = dependencies.map(({ name }) => name);
    packages.set(folderOf(path), names.includes('react-native') && !names.some((name) => BROWSER_RENDERERS.has(name)));
  }
  if (![...packages.values()].includes(true)) return () => false;
  return (path) => {
    if (!COMPONENT.test(path)) return false;
    const nearest = foldersUpwards(folderOf(path)).find((folder) => packages.has(folder));
    return nearest !== undefined && packages.get(nearest) === true;
  };
}
