import type { CodeHit } from '../../../facts/code/probes.ts';
import { ENVIRONMENT_READS, SYSTEM_VARIABLES } from '../../../facts/environment.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** One or two variables can be told in passing. */
const ENOUGH = 3;

/** What frameworks and platforms define, and their manuals tell of. */
const OF_FRAMEWORKS =
  /^(?:(?:RAILS|BUNDLE|BOOTSNAP|RACK|NODE|GITHUB|CI|DOTNET|ASPNETCORE|FLASK_(?:ENV|APP|DEBUG))(?:_\w+)?|PORT|HOST|PIDFILE|BACKTRACE|WEB_CONCURRENCY|JOB_CONCURRENCY|PARALLEL_WORKERS|SOLID_QUEUE_IN_PUMA|PUBLIC_URL|ENV|ENVIRONMENT|DEBUG|VERBOSE|LOG_LEVEL)$/;
/** What is read at the desk and in the build only. */
const OF_DEVELOPMENT =
  /(?:^|\/)(?:environments\/(?:development|test)\.rb|db\/seeds\.\w+|[\w.-]+\.rake|Rakefile|[\w.-]+\.config\.[cm]?[jt]s)$/;
/** What follows the name where another value is taken if there is none: an empty one helps as little as another variable. */
const DEFAULTED =
  /^\\?["'\x60]?\]?(?:,|\)? ?(?:\|\||\?\?|\{|or\b|\?:))(?! ?(?:""|''|\x60\x60|None\b|nil\b|null\b|undefined\b|!|process\.env\b|os\.environ\b|ENV\b))/;

/**
 * Whether the program is configured by environment variables of its own: at least a few. With the option `needed`, only by such as
 * must be set: without a default, and of no framework.
 */
export const readsEnvironment: Check = {
  name: 'reads-environment',
  run(view, { needed }) {
    const names = new Map<string, Evidence>();
    const optional = new Set<string>();
    for (const probe of ENVIRONMENT_READS) {
      for (const hit of view.facts.code.hits(probe)) {
        if (hit.capture === undefined || SYSTEM_VARIABLES.has(hit.capture) || !view.here(hit.path)) continue;
        if (needed === true && OF_DEVELOPMENT.test(hit.path)) continue;
        if (
          needed === true &&
          !optional.has(hit.capture) &&
          (OF_FRAMEWORKS.test(hit.capture) || isDefaulted(hit.capture, hit, view))
        )
          optional.add(hit.capture);
        if (!names.has(hit.capture)) {
          names.set(hit.capture, { path: hit.path, line: hit.line, detail: `reads ${hit.capture}` });
        }
      }
    }
    for (const name of optional) names.delete(name);
    return names.size < ENOUGH ? no() : yes([...names.values()].slice(0, 5));
  },
};

/** A call may go on over the next lines. */
function isDefaulted(name: string, { path, line }: CodeHit, view: View): boolean {
  const lines = view.facts.source.text(path)?.split('\n') ?? [];
  const text = lines.slice(line - 1, line + 1).join('\n');
  const at = text.indexOf(name);
  return at >= 0 && DEFAULTED.test(text.slice(at + name.length));
}
