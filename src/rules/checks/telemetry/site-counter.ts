import type { Trait } from '../../../context/model.ts';
import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Manifest } from '../../../facts/manifests/manifest.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { ownHits } from '../../own.ts';
import type { View } from '../../view.ts';

/** A script that counts visitors, on whatever host. */
const COUNTER: ProbeDefinition = {
  pattern:
    'data-domain=[\'"][^\'">]+[\'"][^>]{0,200}src=[\'"][^\'">]{0,120}/js/[\\w.-]{1,40}\\.js|src=[\'"][^\'">]{0,120}/js/(?:script|plausible)[\\w.-]{0,40}\\.js[\'"][^>]{0,200}data-domain=|src=[\'"]https?://(?:analytics|stats|plausible|matomo|piwik|umami|insights)\\.[\\w.-]{3,60}/[^\'">]{0,80}\\.js|data-website-id=[\'"][0-9a-f-]{36}[\'"]',
  words: ['domain', 'website', 'analytics', 'stats', 'plausible', 'matomo', 'piwik', 'umami', 'insights'],
  languages: ['html', 'template', 'vue', 'svelte', 'astro', 'javascript', 'typescript', 'python'],
};

/** Whether pages of the software count their visitors by such a script. */
export const siteCounter: Check = {
  name: 'site-counter',
  probes: [COUNTER],
  run: (view) =>
    found(
      ownHits(view.facts.code.hits(COUNTER), view)
        .filter(({ path }) => !isOnSite(path, view))
        .map(({ path, line, text }) => ({ path, line, detail: text })),
      view.facts.code.truncated,
    ),
};

/** Where the pages about a piece of software lie, or where it can be tried. */
const SITE =
  /^(?:(?:packages|apps|src)\/)?(?:[\w-]+\.)?(?:site|website|web-?site|www|docs?|documentation|landing(?:[-_]?page)?|homepage|playground|demo|api-?gen|api-?docs?|typedoc|jsdoc|doxygen|sphinx|javadoc)\//i;
/** What people install and run for themselves, or build into their own. */
const TOOLS: readonly Trait[] = ['cli', 'library', 'desktop', 'mobile', 'game', 'browser-extension', 'embedded'];

/** What shows pages of its own, in a browser or in a window. */
const PAGES: readonly Trait[] = ['web-frontend', 'desktop', 'mobile', 'browser-extension'];

/** What a server serves itself may lie there. */
const SERVED = /^(?:(?:packages|apps|src)\/)?(?:[\w-]+\.)?(?:www|demo|playground)\//i;

/** The site lies there too, unless a tool brings an interface for the browser. */
const WEB = /^(?:web|gh-pages)\//i;

/** Whether a place lies on the site about a tool, or about a server that others run: visitors are counted there, and not what is done with it. */
export function isOnSite(path: string, view: View): boolean {
  if (WEB.test(path) && isToolWithoutPages(view)) return true;
  if (!SITE.test(path)) return false;
  if (view.unit === '.' && view.trait('self-hosted').value === true) return !SERVED.test(path);
  if (view.unit !== '.') return view.facts.manifests.some(isInstalled);
  return isTool(view);
}

function isTool(view: View): boolean {
  return TOOLS.some((trait) => view.trait(trait).value === true) && view.trait('network-service').value !== true;
}

function isToolWithoutPages(view: View): boolean {
  return view.unit === '.' && isTool(view) && PAGES.every((trait) => view.trait(trait).value !== true);
}

/** The whole is a command, or a package for others. */
function isInstalled({ path, private: isPrivate, packaged, binaries, license }: Manifest): boolean {
  return !path.includes('/') && isPrivate !== true && (binaries.length > 0 || (packaged && license !== undefined));
}
