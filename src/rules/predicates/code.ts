import { matcher } from '../../repository/glob.ts';
import type { CodeCondition } from '../condition.ts';
import { isOfDocsSite } from '../docs-site.ts';
import { found, no, type Outcome, yes } from '../outcome.ts';
import { ownHits } from '../own.ts';
import type { View } from '../view.ts';
import { many } from './patterns.ts';

export function codePredicate(condition: CodeCondition, view: View): Outcome {
  const isWanted = condition.files === undefined ? () => true : matcher(many(condition.files));
  const hits = ownHits(view.facts.code.hits(condition), view).filter(
    (hit) => isWanted(hit.path) && !(condition.exceptDocsSite === true && isOfDocsSite(hit.path, view)),
  );
  const evidence = hits.map((hit) => ({ path: hit.path, line: hit.line, detail: hit.text }));
  const needed = condition.atLeast ?? 1;
  if (evidence.length >= needed) return yes(evidence);
  return view.facts.code.truncated ? found([], true) : no();
}
