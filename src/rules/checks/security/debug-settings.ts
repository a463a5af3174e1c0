import type { CodeHit, ProbeDefinition } from '../../../facts/code/probes.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { own, ownHits } from '../../own.ts';
import type { View } from '../../view.ts';

const DEBUG: ProbeDefinition = {
  pattern: '^DEBUG\\s*(?::\\s*bool\\s*)?=\\s*True\\b',
  words: ['DEBUG'],
  languages: ['python'],
};
/** Settings that production may read. */
const SETTINGS = /(?:^|\/)(?:settings|settings\/(?:prod|production|base|common|__init__|live)|production)\.py$/;
/** Settings that only production reads. */
const PRODUCTION = /(?:^|[/_-])(?:prod|production|live)(?:[_-]settings)?\.py$/;
const DECIDED = /^[ \t]*DEBUG\s*(?::\s*bool\s*)?=\s*(?!True\b)\S/m;
const NAMED = /\bDJANGO_SETTINGS_MODULE[ =:]\s*["']?([\w.]+)/g;

/** Whether Django's debug mode is on in what production ends up with: settings of production override those that they import. */
export const debugSettings: Check = {
  name: 'debug-settings',
  probes: [DEBUG],
  run(view) {
    const hits = ownHits(view.facts.code.hits(DEBUG), view).filter(
      (hit) => SETTINGS.test(hit.path) && !isOverridden(hit, view),
    );
    return found(
      hits.map(({ path, line, text }) => ({ path, line, detail: text, subject: path })),
      view.facts.code.truncated,
    );
  },
};

function isOverridden(hit: CodeHit, view: View): boolean {
  if (PRODUCTION.test(hit.path)) return false;
  const folder = folderOf(hit.path);
  const named = modulesNamed(view).map((module) => `${module.replaceAll('.', '/')}.py`);
  return (own(view).byRole.get('source') ?? []).some(({ path }) => {
    if (path === hit.path || !path.endsWith('.py')) return false;
    const isRead =
      (folderOf(path) === folder && PRODUCTION.test(path)) ||
      named.some((module) => path === module || path.endsWith(`/${module}`));
    return isRead && DECIDED.test(view.facts.source.text(path) ?? '');
  });
}

/** The settings that images are told to run with. */
function modulesNamed(view: View): string[] {
  return view.facts.containers.dockerfiles.flatMap(({ path }) =>
    [...(view.facts.source.text(path) ?? '').matchAll(NAMED)].map(([, module = '']) => module),
  );
}
