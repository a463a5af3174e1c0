import { isMapping } from '../../facts/data.ts';
import type { Evidence } from '../../facts/evidence.ts';
import { atLine, escapeRegExp, lineOf } from '../../facts/lines.ts';
import type { DataCondition } from '../condition.ts';
import { found, type Outcome } from '../outcome.ts';
import type { View } from '../view.ts';
import { pattern } from './patterns.ts';

const OWN: ReadonlySet<string> = new Set(['source', 'config', 'ci', 'docs', 'asset', 'test', 'agent-tooling']);

export function dataPredicate(condition: DataCondition, view: View): Outcome {
  const keys = condition.at.split('.');
  const evidence: Evidence[] = [];
  let undecidable = false;
  for (const file of view.facts.source.files.matching(condition.file, view.unit)) {
    if (!OWN.has(file.role) || !view.here(file.path)) continue;
    const data = view.facts.source.data(file.path);
    if (data === undefined) {
      undecidable ||= view.facts.source.isBroken(file.path);
      continue;
    }
    const documents = Array.isArray(data) ? data : [data];
    for (const value of documents.flatMap((document) => valuesAt(document, keys))) {
      if (value === undefined || value === null) continue;
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      if (condition.matches !== undefined && !pattern(condition.matches, 'i').test(text)) continue;
      const last = keys.findLast((key) => key !== '*') ?? condition.at;
      const line = lineOf(
        view.facts.source.text(file.path) ?? '',
        new RegExp(`["'<]?${escapeRegExp(last)}["'>]?\\s*[:=>]`),
      );
      evidence.push({ path: file.path, ...atLine(line), detail: `${condition.at}: ${text.slice(0, 80)}` });
      break;
    }
  }
  return found(evidence, undecidable);
}

/** All values at a path of keys; `*` goes through every key and item. Bounded by the data's own size. */
function valuesAt(value: unknown, keys: readonly string[]): unknown[] {
  const [key, ...rest] = keys;
  if (key === undefined) return [value];
  if (key === '*') {
    const children = Array.isArray(value) ? value : isMapping(value) ? Object.values(value) : [];
    return children.flatMap((child) => valuesAt(child, rest));
  }
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, keys));
  return isMapping(value) && Object.hasOwn(value, key) ? valuesAt(value[key], rest) : [];
}
