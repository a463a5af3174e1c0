import { KINDS, type Kind } from '../context/model.ts';
import type { TraitModel } from './catalogue.ts';
import type { Condition } from './condition.ts';
import { no, type Outcome, yes } from './outcome.ts';
import type { View } from './view.ts';

type Likelihoods = Readonly<Record<Kind, number>>;

/** What of an evaluation is asked here. */
interface Asked extends Pick<View, 'trait'> {
  evaluate(condition: Condition): Outcome;
}

/**
 * A trait holds when it is proven, or when the log-odds of its evidence come out above zero.
 * @param kinds how likely each kind is, once that is known: it is worked out with the traits that hold at first sight
 */
export function judgeTrait(model: TraitModel, evaluation: Asked, kinds?: Likelihoods): Outcome {
  if (model.unless !== undefined && evaluation.evaluate(model.unless).value === true) return no();
  const proof = model.proven === undefined ? no() : evaluation.evaluate(model.proven);
  if (proof.value === true) return proof;
  let sum = model.bias + (kinds === undefined ? 0 : oddsOf(model, kinds));
  const evidence = [];
  for (const item of model.evidence) {
    const outcome = evaluation.evaluate(item.if);
    if (outcome.value !== true) continue;
    sum += item.weight;
    if (item.weight > 0) evidence.push(...outcome.evidence);
  }
  return sum > 0 ? yes(evidence) : no();
}

/** Whether a trait that was judged at first sight comes out otherwise once the kind is known. */
export function changesTraits(models: readonly TraitModel[], evaluation: Asked, kinds: Likelihoods): boolean {
  return models.some(
    (model) =>
      model.kinds !== undefined && judgeTrait(model, evaluation, kinds).value !== evaluation.trait(model.trait).value,
  );
}

function oddsOf({ kinds = {} }: TraitModel, likelihoods: Likelihoods): number {
  return KINDS.reduce((sum, kind) => sum + (kinds[kind] ?? 0) * likelihoods[kind], 0);
}
