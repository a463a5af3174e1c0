import type { Evidence } from '../../../facts/evidence.ts';
import { normaliseName } from '../../../facts/manifests/normalise.ts';
import type { Technology } from '../../../facts/technology.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { isOnSite } from '../telemetry/site-counter.ts';
import { isUnusedTemplate } from './unused-templates.ts';

/**
 * Whether the software uses a technology of a category (option `category`) that is not its own subject: the SDK of an error
 * tracker is full of its own name, and an analytics server of its own tracking script. Options `via` and `except` as in the
 * condition on technologies.
 */
export const foreignTechnology: Check = {
  name: 'foreign-technology',
  run(view, options) {
    const category = String(options.category);
    const via = textsOf(options.via);
    const except = textsOf(options.except);
    const own = namesOf(view);
    const verdicts = new Map<string, boolean>();
    const isForeign = (technology: Technology): boolean => {
      let verdict = verdicts.get(technology.id);
      if (verdict === undefined) {
        verdict = !isOwnSubject(technology, own);
        verdicts.set(technology.id, verdict);
      }
      return verdict;
    };
    const evidence = view.facts.technologies
      .filter(({ technology, sight, scope, evidence: place }) => {
        if (technology.category !== category && !technology.brings.includes(category)) return false;
        if (except.includes(technology.id) || (via.length > 0 && !via.includes(sight))) return false;
        const ships = scope === 'prod' || scope === 'optional' || scope === 'peer' || technology.scope === 'any';
        if (!ships || !view.here(place.path) || !isForeign(technology) || isOfOthers(place.path, view)) return false;
        if (isOnSite(place.path, view)) return false;
        return sight !== 'code' || !(isAllowance(place, view) || isUnusedTemplate(place.path, view.facts));
      })
      .map((use) => ({ ...use.evidence, detail: `${use.technology.name}: ${use.evidence.detail}` }));
    return found(evidence, view.facts.hasBrokenManifest || (evidence.length === 0 && view.facts.code.truncated));
  },
};

/** Folders that hold themes and skins, each in a folder of its own. */
const THEME = /^(?:.*\/)?(?:themes?|skins)\/[^/]+\//i;
/** What a page says that was saved from a site, or written by a program that serves one. */
const SAVED =
  /<!--\s*(?:saved from url|Mirrored from|Page saved with)|<meta\s+name="generator"\s+content="(?:Drupal|Joomla|WordPress|TYPO3|MediaWiki|HTTrack|SingleFile|Blogger|Wix|Squarespace)|\bdata-savepage-/i;

/** Where kits, which prototypes are copied from, count those who start one. */
const KIT = /(?:^|\/)lib\/usage[-_]data\.js$/;

/** Whether somebody else's page or theme holds a place: a theme brings its own licence, a saved page names what wrote it. */
function isOfOthers(path: string, view: View): boolean {
  if (KIT.test(path)) return true;
  const { source } = view.facts;
  const theme = THEME.exec(path)?.[0];
  if (theme !== undefined) {
    const marks = ['theme.toml', 'theme.yaml', 'LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license.txt', 'COPYING'];
    if (marks.some((name) => source.files.get(theme + name) !== undefined)) return true;
  }
  return /\.html?$/i.test(path) && SAVED.test(source.text(path)?.slice(0, 20_000) ?? '');
}

/** A directive of a content security policy, as a header or as an option of a library. */
const DIRECTIVE = /\b(?:default|script|connect|img|image|style|font|frame|worker)(?:-s|S|_s)rc(?:-?[eE]lem)?\b/;
/** A line that holds nothing but addresses. */
const ADDRESSES = /^[\s"'`]*(?:https?:\/\/|\*\.|[\w-]+\.)[\w./:*-]+(?:[\s,"'`]+[\w./:*-]+)*[\s"'`,;+\]]*$/;
const DIRECTIVE_ABOVE = 30;

/** Whether a place only lets browsers load a script, should a page ask for it. */
function isAllowance({ path, line }: Evidence, view: View): boolean {
  if (line === undefined) return false;
  const lines = view.facts.source.text(path)?.split('\n') ?? [];
  const here = lines[line - 1] ?? '';
  if (DIRECTIVE.test(here)) return true;
  return (
    ADDRESSES.test(here) &&
    lines.slice(Math.max(0, line - DIRECTIVE_ABOVE), line - 1).some((one) => DIRECTIVE.test(one))
  );
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** What this repository calls itself: the names of its packages, and its own. */
function namesOf(view: View): ReadonlySet<string> {
  const names = new Set<string>();
  for (const manifest of view.facts.manifests) {
    if (manifest.name !== undefined) names.add(normaliseName(manifest.ecosystem, manifest.name).toLowerCase());
  }
  for (const remote of view.facts.history.remotes) {
    const name = /([^/:]+?)(?:\.git)?\/?$/.exec(remote)?.[1];
    if (name !== undefined) names.add(name.toLowerCase());
  }
  return names;
}

function isOwnSubject(technology: Technology, own: ReadonlySet<string>): boolean {
  if (own.has(technology.id) || own.has(technology.name.toLowerCase())) return true;
  return Object.values(technology.packages).some((names) => names.some((name) => own.has(name.toLowerCase())));
}
