import type { Condition, OneOrMore } from './condition.ts';
import { many } from './predicates/patterns.ts';

/**
 * What the answer to a condition in the whole repository says of its parts:
 * - `everywhere`: the same answer, since it asks for nothing that lies in a folder;
 * - `down`: what the whole does not have, no part has;
 * - `none`: nothing.
 */
export type Reach = 'everywhere' | 'down' | 'none';

const known = new WeakMap<Condition, Reach>();

/** @returns how far the answer for the whole repository reaches into its parts */
export function reachOf(condition: Condition): Reach {
  let reach = known.get(condition);
  if (reach === undefined) {
    reach = work(condition);
    known.set(condition, reach);
  }
  return reach;
}

function work(condition: Condition): Reach {
  if ('all' in condition) return weakest(condition.all);
  if ('any' in condition) return weakest(condition.any);
  if ('hint' in condition) return reachOf(condition.hint);
  if ('not' in condition) return reachOf(condition.not) === 'everywhere' ? 'everywhere' : 'none';
  if ('ci' in condition || 'history' in condition || 'remote' in condition) return 'everywhere';
  if ('dependency' in condition || 'technology' in condition || 'lockfile' in condition) return 'down';
  if ('container' in condition || 'deployment' in condition || 'document' in condition) return 'down';
  if ('code' in condition) return 'down';
  if ('manifest' in condition) return condition.manifest.root === true ? 'none' : 'down';
  if ('file' in condition) return anywhere(globsOf(condition.file));
  if ('files' in condition) {
    return condition.files.atMost === undefined ? anywhere(condition.files.path ?? []) : 'none';
  }
  if ('data' in condition) return anywhere(condition.data.file);
  if ('text' in condition) return anywhere(condition.text.in);
  return 'none';
}

function weakest(conditions: readonly Condition[]): Reach {
  const reaches = conditions.map(reachOf);
  if (reaches.includes('none')) return 'none';
  return reaches.includes('down') ? 'down' : 'everywhere';
}

/** A leading slash means the folder of the part that is asked about. */
function anywhere(globs: OneOrMore<string>): Reach {
  return many(globs).some((glob) => glob.startsWith('/')) ? 'none' : 'down';
}

function globsOf(file: Extract<Condition, { readonly file: unknown }>['file']): OneOrMore<string> {
  return typeof file === 'string' || Array.isArray(file) ? file : (file as { readonly path: OneOrMore<string> }).path;
}
