import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { own, ownHits, ownTechnologies } from '../../own.ts';
import type { View } from '../../view.ts';

/** Frameworks whose server renders pages. */
const RENDERERS = ['nextjs', 'nuxt', 'sveltekit'];
/** What may stand in front of them without answering anything by itself. */
const FRONTS: ReadonlySet<string> = new Set([...RENDERERS, 'express', 'koa', 'fastify', 'hono']);
/** Where they keep routes that answer with data. */
const ROUTES =
  /(?:^|\/)pages\/api\/|(?:^|\/)app\/(?:.*\/)?route\.[cm]?[jt]sx?$|(?:^|\/)server\/(?:api|routes)\/|(?:^|\/)routes\/(?:.*\/)?\+server\.[jt]s$/;
/** What their generators leave behind. */
const GENERATED = /(?:^|\/)api\/hello(?:\/route)?\.[jt]sx?$/;

/** A route with a path of its own, or one that takes data in. */
const OWN_ROUTE: ProbeDefinition = {
  pattern:
    '\\b(?:app|server|router|fastify)\\.(?:post|put|patch|delete)\\(\\s*[\'"`]|\\b(?:app|server|router|fastify)\\.get\\(\\s*[\'"`]/[\\w:]',
  words: ['app', 'server', 'router', 'fastify'],
  languages: ['javascript', 'typescript'],
};
/** Actions that a page's form calls on the server. */
const ACTION: ProbeDefinition = {
  pattern: '^\\s*[\'"]use server[\'"]|\\bexport\\s+const\\s+actions\\b\\s*(?::[^=]{1,40})?=',
  words: ['use server', 'export actions'],
  languages: ['javascript', 'typescript'],
};
const DATA = ['database-driver', 'orm', 'queue', 'cache', 'schema-migrations'];

/**
 * Whether its server does nothing but render pages whose data come from elsewhere: no route, no action and no store of its own.
 */
export const servesPagesOnly: Check = {
  name: 'serves-pages-only',
  probes: [OWN_ROUTE, ACTION],
  run(view) {
    const [renderer] = ownTechnologies(RENDERERS, view).filter(({ technology }) => RENDERERS.includes(technology.id));
    return renderer === undefined || hasWorkOfItsOwn(view) ? no() : yes([renderer.evidence]);
  },
};

function hasWorkOfItsOwn(view: View): boolean {
  const source = own(view).byRole.get('source') ?? [];
  return (
    ownTechnologies(['web-framework'], view).some(({ technology }) => !FRONTS.has(technology.id)) ||
    ownTechnologies(DATA, view).some(
      ({ technology, scope }) => scope !== 'dev' && scope !== 'test' && technology.id !== 'client-data-caches',
    ) ||
    source.some(({ path }) => ROUTES.test(path) && !GENERATED.test(path)) ||
    [OWN_ROUTE, ACTION].some((probe) => ownHits(view.facts.code.hits(probe), view).length > 0) ||
    view.trait('has-database').value === true
  );
}
