import type { Facts } from '../facts/facts.ts';
import type { View } from './view.ts';

const SITE_FOLDER = /^((?:[\w-]+\/)?(?:website|site|docs?|documentation|www|homepage))\//i;
/** Generators of pages; in a folder of such a name they make the pages about the software, or its home page. */
const GENERATOR =
  /^(?:(?:docusaurus|astro|gatsby|vocs|rspress|nuxt|next|eleventy|svelte)[.-]config\.[cm]?[jt]s|\.eleventy\.c?js|\.vitepress\/config\.[cm]?[jt]s|\.vuepress\/config\.[cm]?[jt]s|mkdocs\.ya?ml|(?:hugo|config|_config)\.(?:toml|ya?ml)|conf\.py|source\/conf\.py|book\.toml|antora-playbook\.ya?ml|sidebars\.[jt]s|mint\.json|_quarto\.yml)$/;
/** So many source files beside the site are software that it speaks of. */
const SOFTWARE = 3;

const known = new WeakMap<Facts, ReadonlyMap<string, boolean>>();

/** Whether a file belongs to the pages about the software, and not to the software: who reads them is not who uses it. */
export function isOfDocsSite(path: string, view: View): boolean {
  const folder = SITE_FOLDER.exec(path)?.[1];
  if (folder === undefined || view.unit === folder || view.unit.startsWith(`${folder}/`)) return false;
  const sites = new Map(known.get(view.facts));
  let verdict = sites.get(folder);
  if (verdict === undefined) {
    verdict = isSite(folder, view.facts);
    known.set(view.facts, sites.set(folder, verdict));
  }
  return verdict;
}

function isSite(folder: string, { source }: Facts): boolean {
  const prefix = `${folder}/`;
  const inside = source.files.under(folder);
  if (!inside.some(({ path }) => GENERATOR.test(path.slice(prefix.length)))) return false;
  const beside = source.files.all.filter(({ path, role }) => role === 'source' && !path.startsWith(prefix));
  return beside.filter(({ language }) => language !== undefined).length >= SOFTWARE;
}
